/** A Telegram Bot API that speaks the real protocol, with people and groups that tests direct. */

import { createFaults, type PlannedFault } from "../planned-faults.ts";
import { createChanges } from "../waiting.ts";
import { type BotInPlace, createBotInPlace } from "./bot-in-place.ts";
import { type Call, createCalls } from "./calls.ts";
import { createDelivery } from "./delivery.ts";
import type { Fault } from "./faults.ts";
import { createGroup, type Group, type GroupOptions } from "./group.ts";
import { startHttpServer } from "./http-server.ts";
import { createLimiter, type LimitOptions } from "./limits.ts";
import { messageMethods } from "./message-methods.ts";
import { type OtherParts, otherMethods } from "./other-methods.ts";
import { createPerson, type Person } from "./person.ts";
import { Refusal } from "./refusal.ts";
import { createSentLog, type SentLog, type SentMessage } from "./sent.ts";
import { createTranscript, type Stage } from "./stage.ts";
import { createUpdateQueue } from "./updates.ts";
import type { Payload, WireUpdate } from "./wire.ts";
import { createWorld } from "./world.ts";

export interface FakeBotApiOptions {
	token?: string;
	/** Without the @. */
	botUsername?: string;
	/** Milliseconds since 1970. */
	now?: () => number;
	/** False switches all limits off. */
	limits?: LimitOptions | false;
	/** For benches: what is said is counted and forgotten. */
	cheap?: boolean;
	webhook?: { backOffMs?: number; timeoutMs?: number };
	callbackLifeMs?: number;
}

export interface FakeBotApi {
	/** For `apiRoot`. */
	readonly root: string;
	readonly token: string;
	readonly botUsername: string;
	close(): Promise<void>;

	person(who: { name: string; username?: string }): Person;
	/** Hidden from the bot, as bots are from each other, unless `reachesBots`. */
	otherBot(who: {
		name: string;
		username: string;
		reachesBots?: boolean;
	}): Person;
	group(options?: GroupOptions): Group;
	/** What the bot says to a person directly. */
	botTo(person: Person): BotInPlace;
	migrate(group: Group): void;
	/** On by default, as with Telegram. */
	setPrivacy(on: boolean): void;

	/** Makes calls of the method fail, `times` times, where `when` says so. */
	fail(
		method: string,
		fault: Fault,
		times?: number,
		when?: (payload: Payload) => boolean,
	): PlannedFault;
	/** Everything answers 401 from now on. */
	revokeToken(): void;

	/** The same update once more, although it was confirmed. */
	redeliver(update: WireUpdate): void;
	/** Resolves when the bot has confirmed all updates: its handlers have had them. */
	deliverAll(withinMs?: number): Promise<void>;
	/** Whether the bot polls or has set a webhook. */
	listening(): boolean;
	waitingUpdates(): number;

	/** What the bot said, in order. Empty in the cheap mode; counters are kept there, too. */
	readonly messages: readonly SentMessage[];
	readonly counts: Pick<SentLog, "count" | "countByChat" | "times" | "doubles">;
	/** Waits until so many messages match. */
	sent(
		match: RegExp | string | ((message: SentMessage) => boolean),
		options?: { count?: number; withinMs?: number },
	): Promise<SentMessage[]>;
	/** Waits for anything that the calls bring about. */
	until<T>(
		check: () => T | null | undefined | false,
		options?: { withinMs?: number; what?: string },
	): Promise<T>;
	/** Empty in the cheap mode. */
	readonly calls: readonly Call[];
	callsOf(method: string): Call[];
	/** Refusals that the bot earned itself, by code; none is what a good bot gets. */
	refusals(code?: number): Call[];
	refusalCount(code?: number): number;
	transcript(): string;
}

export async function startFakeBotApi(
	options: FakeBotApiOptions = {},
): Promise<FakeBotApi> {
	const {
		token = "7000000001:AAFake-token_of-the-tests_0123456789",
		botUsername = "gonghui_test_bot",
		now = Date.now,
		limits = {},
		cheap = false,
		callbackLifeMs = 60_000,
	} = options;
	const bot = {
		id: Number(token.split(":")[0]),
		is_bot: true,
		first_name: "工会小报",
		username: botUsername,
	};
	const world = createWorld(bot, now);
	const sent = createSentLog();
	const changes = createChanges();
	const faults = createFaults<Fault>();
	const transcript = createTranscript(now);
	const parts: OtherParts = {
		world,
		callbacks: new Map(),
		commands: new Map(),
		files: new Map(),
		callbackLifeMs,
		now,
	};
	const queue = createUpdateQueue(() => delivery.pushed());
	const delivery = createDelivery(
		queue,
		{ backOffMs: 20, timeoutMs: 60_000, ...options.webhook },
		now,
		(method, payload) => {
			// Telegram tells nobody what became of it.
			run(method, payload, new AbortController().signal).catch(() => {});
		},
		changes.happened,
	);
	const limiter = createLimiter(limits, now);
	let revoked = false;

	/** Writes down what the members see now. */
	function tell(method: string, result: unknown) {
		if (cheap || !/^(send|edit)Message/i.test(method)) return;
		const message = result as SentMessage["message"];
		const chat = world.chats.get(message.chat.id);
		if (!chat) return;
		const edited = /^edit/i.test(method) ? " (edited)" : "";
		const quoted = message.reply_to_message
			? ` (to ${message.reply_to_message.message_id})`
			: "";
		const buttons = (message.reply_markup?.inline_keyboard ?? [])
			.flat()
			.map(({ text }) => ` 「${text}」`)
			.join("");
		transcript.note(chat, `BOT${edited}${quoted}: ${message.text}${buttons}`);
	}

	const { calls, refusals, run } = createCalls({
		methods: {
			...messageMethods({ world, sent, limiter, now }),
			...otherMethods(parts),
			...delivery.methods,
		},
		faults,
		now,
		cheap,
		onEffect: tell,
		onEnd: changes.happened,
	});
	const server = await startHttpServer({
		authorise(given) {
			if (given !== token || revoked) throw new Refusal(401, "Unauthorized");
		},
		call: run,
		file: (path) =>
			parts.files.get(path.replace(/^(?:photos|documents)\/|\.jpg$/g, "")),
	});
	const stage: Stage = {
		world,
		sent,
		changes,
		callbacks: parts.callbacks,
		files: parts.files,
		send: queue.push,
		transcript,
		now,
		cheap,
	};
	let people = 0;
	const newUser = (
		name: string,
		username: string | undefined,
		isBot: boolean,
	) => ({
		// Ids have outgrown 32 bits.
		id: 6_100_000_000 + ++people,
		is_bot: isBot,
		first_name: name,
		...(username ? { username } : {}),
		...(isBot ? {} : { language_code: "zh-hans" }),
	});
	const bots = new Map<Person, BotInPlace>();
	const withTranscript = (what: string) =>
		`${what}\n--- so far ---\n${transcript.read()}`;
	const earned = (code?: number) =>
		calls.filter(
			({ refusal, injected }) =>
				refusal !== null &&
				!injected &&
				(code === undefined || refusal.code === code),
		);

	return {
		root: server.root,
		token,
		botUsername,
		async close() {
			delivery.stop();
			await server.close();
		},
		person: ({ name, username }) =>
			createPerson(stage, newUser(name, username, false), false),
		otherBot: ({ name, username, reachesBots = false }) =>
			createPerson(stage, newUser(name, username, true), !reachesBots),
		group: (groupOptions = {}) =>
			createGroup(stage, newUser("群主", undefined, false), groupOptions),
		botTo(person) {
			const known = bots.get(person);
			if (known) return known;
			const made = createBotInPlace(stage, person.direct);
			bots.set(person, made);
			return made;
		},
		migrate: (group) => group.migrates(),
		setPrivacy(on) {
			world.privacy = on;
		},
		fail: (method, fault, times = 1, when = () => true) =>
			faults.plan(method, fault, times, when),
		revokeToken() {
			revoked = true;
		},
		redeliver: queue.again,
		async deliverAll(withinMs = 5000) {
			await changes.until(
				() => queue.waiting() === 0,
				withinMs,
				() =>
					withTranscript(
						`${queue.waiting()} updates are not confirmed, and the bot ${delivery.listening() ? "listens" : "does not listen"}`,
					),
			);
		},
		listening: delivery.listening,
		waitingUpdates: queue.waiting,
		messages: sent.messages,
		counts: sent,
		async sent(match, { count = 1, withinMs = 5000 } = {}) {
			const test =
				typeof match === "function"
					? match
					: ({ text }: SentMessage) =>
							typeof match === "string" ? text === match : match.test(text);
			return changes.until(
				() => {
					const found = sent.messages.filter(test);
					return found.length >= count ? found : null;
				},
				withinMs,
				() =>
					withTranscript(
						`of ${count} messages that match ${match} the bot sent ${sent.messages.filter(test).length}`,
					),
			);
		},
		until: (
			check,
			{ withinMs = 5000, what = "what the test waits for" } = {},
		) =>
			changes.until(check, withinMs, () =>
				withTranscript(`did not happen: ${what}`),
			),
		calls,
		callsOf: (method) => calls.filter((one) => one.method === method),
		refusals: earned,
		refusalCount: (code) =>
			code === undefined
				? [...refusals.values()].reduce((sum, n) => sum + n, 0)
				: (refusals.get(code) ?? 0),
		transcript: () => transcript.read(),
	};
}
