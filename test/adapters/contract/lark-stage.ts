/** Lark as the contract sees it. */

import type { FakeOpenPlatform } from "../../support/lark/fake-open-platform.ts";
import type { Fault as LarkFault } from "../../support/lark/faults.ts";
import type { Person as FakePerson } from "../../support/lark/person.ts";
import type { SentMessage } from "../../support/lark/sent.ts";
import type {
	Said as FakeSaid,
	Place,
	Target,
} from "../../support/lark/stage.ts";
import type { Voice } from "../../support/lark/voice.ts";
import { connected, scene } from "../lark/scene.ts";
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

export async function openLark({
	mode = "websocket",
	callMs,
	noticeMs,
	now = () => new Date(),
	limits,
	credentials,
}: StageOptions & { mode?: "websocket" | "webhook" } = {}): Promise<Stage> {
	const hook = mode === "webhook" ? await openHook("/lark/webhook") : null;
	const stoppedAt = Date.now();
	const made = await scene({
		mode,
		webhook: hook && KEYS,
		now,
		fake: limits ? { limits: {}, now: () => stoppedAt } : {},
		timing: {
			...(callMs ? { callMs } : {}),
			...(noticeMs ? { clickMs: noticeMs } : {}),
		},
		...(credentials ? { appSecret: WRONG_SECRET } : {}),
	});
	const { api, adapter } = made;
	if (hook && adapter.webhook) {
		hook.serve(adapter.webhook);
		api.useWebhook({ url: `${hook.root}/lark/webhook`, ...KEYS });
	}
	const people = new Map<string, FakePerson>();
	const targets = new WeakMap<object, Target>();
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
		const made: Said = {
			id: said.messageId,
			comesAgain() {
				if (!said.event) throw new Error("it never came");
				api.redeliver(said.event);
			},
		};
		targets.set(made, said);
		return made;
	};
	const roomOf = (
		{ chat }: Place,
		voiceOf: (person: FakePerson) => Voice,
	): Room => {
		const voice = (person: Person) => voiceOf(personOf(person));
		return {
			chat: chat.id,
			says: (person, text) => asSaid(voice(person).says(text)),
			asks: (person, text) => asSaid(voice(person).says(`@bot ${text}`)),
			calls(person, other, text) {
				chat.members.add(personOf(other).member);
				return asSaid(voice(person).says(`@${other.name} ${text}`));
			},
			answers: (person, target, text) =>
				asSaid(voice(person).repliesTo(targetOf(target), text)),
			sendsPicture: (person) => asSaid(voice(person).sendsImage()),
			sendsFile: (person, file) => asSaid(voice(person).sendsFile(file)),
		};
	};
	const asShown = (sent: SentMessage): Shown => {
		const shown: Shown = {
			id: sent.messageId,
			chat: sent.chat,
			text: sent.text,
			buttons: sent.buttons.map(({ label }) => label),
			answers: sent.replyTo,
			thread: sent.threadId,
			edits: sent.edits.length,
		};
		targets.set(shown, sent);
		return shown;
	};
	const pressed = (press: ReturnType<FakePerson["presses"]>) => ({
		notice: async () => (await press.answered()).toast?.content ?? null,
	});

	return {
		...made,
		async connect() {
			await adapter.start(made.receive);
			await connected(made);
		},
		connected: () => mode === "websocket" && api.listening(),
		secrets: [
			api.appSecret,
			WRONG_SECRET,
			KEYS.encryptKey,
			KEYS.verificationToken,
			"t-fake-token",
			"access_key",
		],
		variable: "LARK_APP_SECRET",
		group({ title = "一车间工友群", bot } = {}) {
			const group = api.group({ title, ...(bot ? { bot } : {}) });
			return groupOf(api, group, {
				title,
				personOf,
				room: (place) => roomOf(place, (person) => person.in(place)),
			});
		},
		person(name) {
			const person = api.person({ name });
			people.set(person.openId, person);
			return { id: person.openId, name };
		},
		direct(person) {
			const direct = personOf(person).direct();
			return roomOf(direct, () => direct);
		},
		presses(person, shown, label) {
			const sent = targetOf(shown) as SentMessage;
			return pressed(personOf(person).presses(sent, label));
		},
		forges: (person, shown, action) =>
			pressed(personOf(person).forges(targetOf(shown), { action })),
		sendsNonsense: (words) =>
			void api.emit("im.message.receive_v1", { message: { words } }),
		async deliverAll() {
			for (const ms of [0, ...AGAIN_AFTER_MS]) {
				if (ms === 0 || api.waitingEvents() > 0) await api.passTime(ms);
			}
			await api.deliverAll();
		},
		waiting: api.waitingEvents,
		shown: () => api.messages.map(asShown),
		tries: () =>
			(["send", "reply", "patch"] as const).flatMap(api.callsOf).length,
		calls: () => api.calls.length,
		fail: (fault, times = 1) =>
			void api.fail("send", faultOf(fault, api), times),
		failFile: (fault) => void api.fail("resource", faultOf(fault, api)),
		close: () => closed(api),
		outage() {
			const plans = (["token", "info", "endpoint"] as const).map((operation) =>
				api.fail(operation, "reset", Number.POSITIVE_INFINITY),
			);
			api.sockets.refuse(Number.POSITIVE_INFINITY);
			api.sockets.cut();
			return {
				over() {
					for (const plan of plans) plan.cancel();
					api.sockets.refuse(0);
				},
			};
		},
		revoke() {
			const answer = { code: 10014, msg: "app secret invalid", status: 200 };
			api.fail("token", answer, Number.POSITIVE_INFINITY);
			api.expireToken();
		},
		passTime: api.passTime,
	};
}

const WRONG_SECRET = "WrongSecretOfTheTests0123456789a";
const KEYS = {
	encryptKey: "EncryptKeyOfTheTests",
	verificationToken: "VerificationTokenOfTheTests",
};

/** When Lark delivers again what was not acknowledged. */
const AGAIN_AFTER_MS = [15_000, 300_000, 3_600_000];

function groupOf(
	api: FakeOpenPlatform,
	group: ReturnType<FakeOpenPlatform["group"]>,
	{
		title,
		room,
		personOf,
	}: {
		title: string;
		room(place: Place): Room;
		personOf(person: Person): FakePerson;
	},
): Group {
	/** Members' clients show what other bots say, and so do events of some kinds of apps. */
	const appSays = (open_id: string, text: string, mentions: object[]) =>
		void api.emit("im.message.receive_v1", {
			sender: { sender_id: { open_id }, sender_type: "app" },
			message: {
				message_id: `om_of_an_app_${api.events.length}`,
				create_time: String(Date.now()),
				chat_id: group.id,
				chat_type: "group",
				message_type: "text",
				content: JSON.stringify({ text }),
				mentions,
			},
		});
	return {
		...room(group),
		title,
		thread() {
			const said = api.person({ name: "老李" }).in(group).says("大家看看");
			return room(group.inThread(said));
		},
		makes(person, what) {
			const fake = personOf(person);
			if (what === "owner") group.makesOwner(fake);
			else if (what === "administrator") group.makesManager(fake);
			else group.chat.members.add(fake.member);
		},
		addBot: () => void group.addBot(),
		removeBot: () => void group.removeBot(),
		otherBotSays: (text) =>
			appSays("ou_another_bot", `@_user_1 ${text}`, [
				{
					key: "@_user_1",
					id: { open_id: api.botOpenId },
					name: api.botName,
				},
			]),
		botSays: (text) => appSays(api.botOpenId, text, []),
	};
}

function faultOf(fault: Fault, { appSecret }: FakeOpenPlatform): LarkFault {
	switch (fault) {
		case "asks to wait":
			return {
				code: 99991400,
				msg: "request trigger frequency limit",
				status: 429,
				headers: { "x-ogw-ratelimit-reset": "9" },
			};
		case "refuses":
			return { code: 230018, msg: "The operation is not allowed" };
		case "babbles":
			return { code: 230001, msg: `app_secret=${appSecret}` };
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
