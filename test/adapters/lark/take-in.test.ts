import { describe, expect, test } from "vitest";
import { createClicks } from "../../../src/adapters/lark/clicks.ts";
import type { Listener } from "../../../src/adapters/lark/take-in.ts";
import { takeIn } from "../../../src/adapters/lark/take-in.ts";
import type { Incoming } from "../../../src/chat/incoming.ts";
import { BOT, clickEvent, GROUP, textEvent } from "./envelopes.ts";

/** Time stands still until it is let go on. */
function scene(receive: (event: Incoming) => Promise<void>) {
	const received: Incoming[] = [];
	const logged: string[] = [];
	let over = () => {};
	const clicks = createClicks(
		(_ms, signal) =>
			new Promise((resolve) => {
				over = resolve;
				signal.addEventListener("abort", () => resolve());
			}),
	);
	const log = (_fields: object, message: string) => void logged.push(message);
	const listener: Listener = {
		botId: () => BOT,
		isOwn: () => false,
		chats: {
			titleOf: () => "",
			learn() {},
			isDirect: (chat) => chat !== GROUP,
			standingOf: async () => "member",
		},
		clicks,
		async receive(event) {
			received.push(event);
			await receive(event);
		},
		log: { info: log, warn: log, error: log },
		now: () => 0,
		onInbound() {},
	};
	return {
		received,
		logged,
		clicks,
		take: (raw: unknown) => takeIn(raw, listener),
		timeIsOver: () => over(),
	};
}

const never = () => new Promise<void>(() => {});

describe("a message", () => {
	test("is safe once it is recorded", async () => {
		let record = () => {};
		const { take, received } = scene(
			() => new Promise((resolve) => (record = resolve)),
		);
		let safe: boolean | null = null;
		const taking = take(textEvent("@_user_1 你好")).then((taken) => {
			safe = taken.safe;
			return taken;
		});
		await Promise.resolve();
		expect(received).toHaveLength(1);
		expect(safe).toBeNull();
		record();
		expect(await taking).toEqual({ safe: true, response: {} });
	});

	test("that cannot be recorded is to be delivered again", async () => {
		const { take, logged } = scene(async () => {
			throw new Error("disk full");
		});
		expect(await take(textEvent("@_user_1 你好"))).toEqual({
			safe: false,
			response: {},
		});
		expect(logged).toHaveLength(1);
	});

	test("that cannot be read is not asked for again", async () => {
		const { take, received, logged } = scene(async () => {});
		expect(await take({ schema: "2.0" })).toMatchObject({ safe: true });
		expect(received).toEqual([]);
		expect(logged).toEqual(["an event cannot be read; it is skipped"]);
	});
});

describe("a click", () => {
	const CLICK = clickEvent({ action: "f:1:1" });
	const ID = `c:${CLICK.header.event_id}`;

	test("is answered with its notice", async () => {
		const { take, clicks } = scene(async () => clicks.answer(ID, "谢谢"));
		expect(await take(CLICK)).toEqual({
			safe: true,
			response: { toast: { type: "info", content: "谢谢" } },
		});
	});

	test("without a notice is answered with nothing", async () => {
		const { take, clicks } = scene(async () => clicks.answer(ID, null));
		expect(await take(CLICK)).toEqual({ safe: true, response: {} });
	});

	test("is answered in time although the store has not recorded it yet", async () => {
		const { take, timeIsOver, received } = scene(never);
		const taking = take(CLICK);
		await Promise.resolve();
		timeIsOver();
		expect(await taking).toEqual({ safe: true, response: {} });
		expect(received).toHaveLength(1);
	});

	test("that cannot be recorded tells whoever pressed so", async () => {
		const { take } = scene(async () => {
			throw new Error("disk full");
		});
		expect((await take(CLICK)).safe).toBe(false);
	});

	test("whose recording fails after it was answered ends nothing, and is logged", async () => {
		let fail = (_: Error) => {};
		const { take, timeIsOver, logged } = scene(
			() => new Promise((_, reject) => (fail = reject)),
		);
		const taking = take(CLICK);
		await Promise.resolve();
		timeIsOver();
		await taking;
		fail(new Error("disk full"));
		await Promise.resolve();
		await Promise.resolve();
		await Promise.resolve();
		expect(logged).toEqual(["a click cannot be recorded; it is lost"]);
	});

	test("in a direct chat is known for one", async () => {
		const context = { open_message_id: "om_1", open_chat_id: "oc_direct" };
		const { take, received, clicks } = scene(async ({ id }) =>
			clicks.answer(id, null),
		);
		await take(clickEvent({ action: "v:1:a" }, { context }));
		await take(clickEvent({ action: "v:1:a" }));
		expect(received).toMatchObject([{ direct: true }, { direct: false }]);
	});

	test("nobody waits for any more does not keep the bot from stopping", async () => {
		const { take, clicks } = scene(never);
		const taking = take(CLICK);
		await Promise.resolve();
		clicks.end();
		expect(await taking).toMatchObject({ safe: true });
	});
});
