import { expect, it, onTestFinished } from "vitest";
import type { Bot } from "../../src/bot/bot.ts";
import { createDispatcher } from "../../src/bot/dispatcher.ts";
import { createIntake } from "../../src/bot/intake.ts";
import { NOTHING, type Outcome } from "../../src/bot/outcome.ts";
import { plainReply } from "../../src/bot/replies/reply-parts.ts";
import type { Incoming, Message } from "../../src/chat/incoming.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { OutboxEntry, Store } from "../../src/store/store.ts";
import { plainAdapter } from "../support/plain-adapter.ts";
import { RETENTION } from "./chat.ts";

const HOUR = 3_600_000;

/** Says what it is given to say; fails where that is an error. */
function parrot(says: (event: Message) => Promise<string> | string): Bot {
	const outcome = (event: Message, text: string): Outcome => ({
		...NOTHING,
		says: [
			{
				place: event.place,
				group: true,
				priority: 0,
				shown: null,
				outgoing: () => ({
					reply: plainReply("answered", text),
					buttons: [],
					answers: event.messageId,
					edits: null,
				}),
			},
		],
	});
	return {
		handle: async (event) =>
			outcome(event as Message, await says(event as Message)),
		apologise: (event) => outcome(event as Message, "对不起"),
		censored: async () => NOTHING,
		progress: async () => NOTHING,
	};
}

async function scene(
	bot: Bot,
	options: { store?: Store; listens?: "addressed" | "questions" } = {},
) {
	let now = Date.parse("2024-03-01T02:00:00Z");
	const store =
		options.store ?? (await openStore(":memory:", { retention: RETENTION }));
	onTestFinished(() => store.close());
	const out: OutboxEntry[] = [];
	const counted = { forgotten: 0, repeated: 0, parked: 0 };
	const dispatcher = createDispatcher({
		store,
		bot,
		adapters: new Map([["test", plainAdapter("test")]]),
		now: () => new Date(now),
		sleep: async () => {},
		onOutgoing: (entries) => out.push(...entries),
		onHandled: () => {},
		onParked: () => counted.parked++,
		log: { warn() {}, error() {} },
	});
	const receive = createIntake({
		store,
		now: () => new Date(now),
		listens: options.listens ?? "addressed",
		onRecorded: dispatcher.notify,
		onForgotten: () => counted.forgotten++,
		onRepeated: () => counted.repeated++,
	});
	let count = 0;
	return {
		store,
		dispatcher,
		receive,
		counted,
		said: () => out.map(({ call }) => call.text),
		message(text: string, more: Partial<Message> = {}): Incoming {
			const id = String(++count);
			return {
				kind: "message",
				id,
				place: { platform: "test", chat: "group", topic: null },
				at: now,
				direct: false,
				title: "车间群",
				sender: { id: "u1", name: "小陈", asGroup: false },
				text,
				addressed: "mention",
				messageId: id,
				...more,
			};
		},
		later(ms: number) {
			now += ms;
		},
	};
}

it("answers a chat's messages in the order of their coming", async () => {
	const waits = [30, 0, 10];
	const { receive, message, dispatcher, said } = await scene(
		parrot(async ({ text }) => {
			await new Promise((resolve) => setTimeout(resolve, waits.shift()));
			return text;
		}),
	);
	for (const text of ["一", "二", "三"]) await receive(message(text));
	await dispatcher.settled();
	expect(said()).toEqual(["一", "二", "三"]);
});

it("lets no chat wait for another one's slow answer", async () => {
	let release = () => {};
	const slow = new Promise<void>((resolve) => {
		release = resolve;
	});
	const { receive, message, dispatcher, said, store } = await scene(
		parrot(async ({ text }) => {
			if (text === "慢") await slow;
			return text;
		}),
	);
	await receive(message("慢"));
	const other = { platform: "test", chat: "other", topic: null };
	await receive(message("快", { place: other }));
	await expect.poll(said).toEqual(["快"]);
	expect(await store.depths()).toMatchObject({ inbox: 1 });
	release();
	await dispatcher.settled();
	expect(said()).toEqual(["快", "慢"]);
});

it("handles a message once for eight hours, however often it is delivered", async () => {
	const { receive, message, dispatcher, said, counted, later, store } =
		await scene(parrot(({ text }) => text));
	const question = message("几点");
	// As Lark does: https://open.feishu.cn/document/server-docs/event-subscription-guide/overview
	for (const after of [0, 15_000, 5 * 60_000, HOUR, 6 * HOUR]) {
		later(after);
		await receive(question);
		await store.prune(Date.parse("2024-03-01T02:00:00Z") + after);
		await dispatcher.settled();
	}
	expect(said()).toEqual(["几点"]);
	expect(counted.repeated).toBe(4);
});

it("takes up what an earlier process recorded, and nothing twice", async () => {
	const store = await openStore(":memory:", { retention: RETENTION });
	const first = await scene(
		parrot(() => ""),
		{ store },
	);
	const question = first.message("几点");
	await store.inbox.record(question, 0);
	const second = await scene(
		parrot(({ text }) => text),
		{ store },
	);
	await second.dispatcher.start();
	await second.receive(question);
	await second.dispatcher.settled();
	expect(second.said()).toEqual(["几点"]);
	expect(await store.depths()).toMatchObject({ inbox: 0, outbox: 1 });
});

it("tries again what failed, and the chat goes on in order", async () => {
	let failures = 2;
	const { receive, message, dispatcher, said } = await scene(
		parrot(({ text }) => {
			if (text === "一" && failures-- > 0) throw new Error("kaputt");
			return text;
		}),
	);
	await receive(message("一"));
	await receive(message("二"));
	await dispatcher.settled();
	expect(said()).toEqual(["一", "二"]);
});

it("gives up what keeps failing, tells the person, and goes on", async () => {
	const { receive, message, dispatcher, said, counted, store } = await scene(
		parrot(({ text }) => {
			if (text === "坏") throw new Error("kaputt");
			return text;
		}),
	);
	await receive(message("坏"));
	await receive(message("好"));
	await dispatcher.settled();
	expect(said()).toEqual(["对不起", "好"]);
	expect(counted.parked).toBe(1);
	expect(await store.depths()).toMatchObject({ inbox: 0, parked: 1 });
});

it("forgets what is not addressed to the bot before anything is written", async () => {
	const { receive, message, counted, store } = await scene(parrot(() => ""));
	await receive(message("夜班船几点开?", { addressed: null }));
	expect(counted.forgotten).toBe(1);
	expect(await store.depths()).toMatchObject({ inbox: 0 });
	expect(await store.inbox.waiting()).toEqual([]);
});

it("hears questions in a group that wants it, and still no other talk", async () => {
	const { receive, message, counted, dispatcher, said, store } = await scene(
		parrot(({ text }) => text),
	);
	await store.chats.join(
		{ platform: "test", chat: "group", title: "", group: true },
		0,
	);
	await store.chats.change("test", "group", { listens: "questions" });
	await receive(message("夜班船几点开", { addressed: null }));
	await receive(message("今天下雨了", { addressed: null }));
	await dispatcher.settled();
	expect(said()).toEqual(["夜班船几点开"]);
	expect(counted.forgotten).toBe(1);
});

it("lets the platform deliver again what could not be recorded", async () => {
	const { receive, message, store } = await scene(parrot(() => ""));
	await store.close();
	await expect(receive(message("几点"))).rejects.toThrow();
});

it("ends what is in hand when it is told to stop, and leaves the rest for the next start", async () => {
	let release = () => {};
	const slow = new Promise<void>((resolve) => {
		release = resolve;
	});
	const { receive, message, dispatcher, said, store } = await scene(
		parrot(async ({ text }) => {
			await slow;
			return text;
		}),
	);
	await receive(message("一"));
	await receive(message("二"));
	const stopped = dispatcher.stop();
	release();
	await stopped;
	await dispatcher.stop();
	expect(said()).toEqual(["一"]);
	expect(await store.inbox.waiting()).toHaveLength(1);
});
