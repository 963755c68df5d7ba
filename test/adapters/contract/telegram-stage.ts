/** Telegram as the contract sees it. */

import { vi } from "vitest";
import type { FakeBotApi } from "../../support/telegram/fake-bot-api.ts";
import type { Fault as TelegramFault } from "../../support/telegram/faults.ts";
import type { Person as FakePerson } from "../../support/telegram/person.ts";
import type { SentMessage } from "../../support/telegram/sent.ts";
import type { Said as FakeSaid, Place } from "../../support/telegram/stage.ts";
import type { WireMessage } from "../../support/telegram/wire.ts";
import { scene } from "../telegram/scene.ts";
import { closed } from "./closed.ts";
import { openHook } from "./hook.ts";
import type {
	Fault,
	Group,
	Person,
	Room,
	Said,
	Shown,
	Stage,
	StageOptions,
} from "./stage.ts";

export async function openTelegram({
	mode = "polling",
	callMs,
	now = () => new Date(),
	limits,
	credentials,
}: StageOptions & { mode?: "polling" | "webhook" } = {}): Promise<Stage> {
	const hook = mode === "webhook" ? await openHook("/telegram/webhook") : null;
	const stoppedAt = Date.now();
	const made = await scene({
		mode,
		webhook: hook && { secret: WEBHOOK_SECRET, publicUrl: hook.root },
		now,
		fake: {
			webhook: { backOffMs: 5 },
			...(limits ? { limits: {}, now: () => stoppedAt } : {}),
		},
		timing: { pollSeconds: 0.1, ...(callMs ? { callMs } : {}) },
		...(credentials ? { token: WRONG_TOKEN } : {}),
	});
	const { api, adapter } = made;
	if (hook && adapter.webhook) hook.serve(adapter.webhook);
	// So that the bot gets what is said to nobody.
	api.setPrivacy(false);
	const people = new Map<string, FakePerson>();
	const targets = new WeakMap<object, { message: WireMessage }>();
	const personOf = ({ id }: Person) => {
		const person = people.get(id);
		if (!person) throw new Error(`nobody has the id ${id}`);
		return person;
	};
	const targetOf = (target: object) => {
		const found = targets.get(target);
		if (!found) throw new Error("the message is not of this stage");
		return found;
	};
	const asSaid = (said: FakeSaid): Said => {
		const { message, update } = said;
		const made: Said = {
			id: String(message.message_id),
			comesAgain() {
				if (!update) throw new Error("it never came");
				api.redeliver(update);
			},
		};
		targets.set(made, said);
		return made;
	};
	const roomOf = (
		chat: string,
		voiceOf: (person: FakePerson) => ReturnType<FakePerson["in"]>,
	): Room => {
		const voice = (person: Person) => voiceOf(personOf(person));
		return {
			chat,
			says: (person, text) => asSaid(voice(person).says(text)),
			asks: (person, text) => asSaid(voice(person).says(`@bot ${text}`)),
			calls: (person, other, text) => {
				const { username } = personOf(other).user;
				return asSaid(voice(person).says(`@${username} ${text}`));
			},
			answers: (person, target, text) =>
				asSaid(voice(person).repliesTo(targetOf(target), text)),
			sendsPicture: (person) => asSaid(voice(person).sendsPhoto()),
			sendsFile: (person, file) => asSaid(voice(person).sendsFile(file)),
		};
	};
	const asShown = (sent: SentMessage): Shown => {
		const shown: Shown = {
			id: String(sent.messageId),
			chat: String(sent.chat),
			text: sent.text,
			buttons: sent.buttons.flat().map(({ text }) => text),
			answers: sent.replyTo === null ? null : String(sent.replyTo),
			thread: sent.thread === null ? null : String(sent.thread),
			edits: sent.edits.length,
		};
		targets.set(shown, sent);
		return shown;
	};
	const pressed = (press: ReturnType<FakePerson["presses"]>) => ({
		notice: async () => (await press.answered()).text || null,
	});

	return {
		...made,
		async connect() {
			await adapter.start(made.receive);
			await vi.waitUntil(() => adapter.health().ready && api.listening(), {
				timeout: 8000,
				interval: 5,
			});
		},
		connected: () => mode === "polling" && api.listening(),
		secrets: [
			api.token.split(":")[1] as string,
			WEBHOOK_SECRET,
			WRONG_TOKEN.split(":")[1] as string,
		],
		variable: "TELEGRAM_BOT_TOKEN",
		group: ({ title = "一车间工友群", bot } = {}) =>
			groupOf(api, { title, bot: bot ?? "member" }, { roomOf, personOf }),
		person(name) {
			const person = api.person({ name, username: `member_${people.size}` });
			const id = String(person.id);
			people.set(id, person);
			return { id, name };
		},
		direct: ({ id }) => roomOf(id, (person) => person),
		presses: (person, shown, label) =>
			pressed(personOf(person).presses(targetOf(shown), label)),
		forges: (person, shown, action) =>
			pressed(personOf(person).forges(targetOf(shown), action)),
		sendsNonsense(words) {
			const date = "yesterday" as never;
			api.person({ name: words }).sends({ text: words, date });
		},
		deliverAll: () => api.deliverAll(),
		waiting: api.waitingUpdates,
		shown: () => api.messages.map(asShown),
		tries: () =>
			[...api.callsOf("sendMessage"), ...api.callsOf("editMessageText")].length,
		calls: () => api.calls.length,
		fail: (fault, times = 1) =>
			void api.fail("sendMessage", faultOf(fault, api), times),
		failFile: (fault) => void api.fail("getFile", faultOf(fault, api)),
		close: () => closed(api),
		outage() {
			const plans = ["getMe", "deleteWebhook", "setWebhook", "getUpdates"].map(
				(method) => api.fail(method, "reset", Number.POSITIVE_INFINITY),
			);
			return {
				over() {
					for (const plan of plans) plan.cancel();
				},
			};
		},
		revoke: api.revokeToken,
		// Telegram keeps what waits for as long as it takes.
		async passTime() {},
	};
}

const WEBHOOK_SECRET = "a-secret_of-the-tests_0123456789";
const WRONG_TOKEN = "7000000001:AAWrong-token_of-the-tests_012345678";

function groupOf(
	api: FakeBotApi,
	{ title, bot }: { title: string; bot: "member" | "absent" },
	{
		roomOf,
		personOf,
	}: {
		roomOf(
			chat: string,
			voiceOf: (person: FakePerson) => ReturnType<FakePerson["in"]>,
		): Room;
		personOf(person: Person): FakePerson;
	},
): Group {
	const group = api.group({ title, bot, topics: ["体检"] });
	const room = (place: Place) =>
		roomOf(String(group.id), (person) => person.in(place));
	const bots = api.otherBot({
		name: "别的机器人",
		username: "other_bot",
		reachesBots: true,
	});
	return {
		...room(group),
		title,
		thread: () => room(group.topic("体检")),
		makes: (person, what) =>
			group.makes(personOf(person), what === "owner" ? "creator" : what),
		addBot: () => group.addsBot(),
		removeBot: () => group.removesBot(),
		otherBotSays: (text) => void bots.in(group).says(`@bot ${text}`),
		botSays(text) {
			const from = {
				id: Number(api.token.split(":")[0]),
				is_bot: true,
				first_name: "工会小报",
				username: api.botUsername,
			};
			bots.in(group).sends({ text, from });
		},
	};
}

function faultOf(fault: Fault, { token }: FakeBotApi): TelegramFault {
	switch (fault) {
		case "asks to wait":
			return {
				error_code: 429,
				description: "Too Many Requests: retry after 9",
				parameters: { retry_after: 9 },
			};
		case "refuses":
			return {
				error_code: 400,
				description:
					"Bad Request: not enough rights to send text messages to the chat",
			};
		case "babbles":
			return {
				error_code: 400,
				description: `Bad Request: /bot${token}/ ${encodeURIComponent(token)}`,
			};
		case "cuts":
			return "reset";
		case "cuts after":
			return "reset-after-effect";
		case "hangs":
			return "hang";
		case "hangs after":
			return "hang-after-effect";
		case "answers late":
			return { delayMs: 2000 };
		case "502":
			return { status: 502 };
		case "503":
			return { status: 503 };
		case "a page":
			return { status: 200, body: "<html>" };
	}
}
