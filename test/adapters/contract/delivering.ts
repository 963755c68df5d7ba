/** The contract: how the delivery of a call ends. */

import { describe, expect, test } from "vitest";
import type { Call, Delivery } from "../../../src/chat/adapter.ts";
import type { Open } from "./adapter-contract.ts";
import { callsFor, lastShown, say } from "./say.ts";
import type { Fault, Stage } from "./stage.ts";

export function describeDelivering(open: Open): void {
	/** With a group; and short time limits, for those who hang. */
	async function stageWithGroup(callMs = 5000) {
		const stage = await open({ callMs });
		return { stage, group: stage.group(), mei: stage.person("阿梅") };
	}

	describe("a call", () => {
		test("is sent, and its message's id is known", async () => {
			const { stage, group } = await stageWithGroup();
			const result = await say(stage, group, "好的");
			expect(stage.shown()).toMatchObject([
				{ chat: group.chat, text: "好的", answers: null, thread: null },
			]);
			expect(result).toEqual({
				result: "sent",
				messageId: lastShown(stage).id,
			});
			expect(stage.tries()).toBe(1);
		});

		test("changes the bot's own message in its place, buttons included", async () => {
			const { stage, group } = await stageWithGroup();
			await say(stage, group, "一", {
				buttons: [[{ label: "甲", action: "a" }]],
			});
			const { id } = lastShown(stage);
			const edit = (text: string, label: string) =>
				say(stage, group, text, {
					edits: id,
					buttons: [[{ label, action: "b" }]],
				});
			expect(await edit("二", "乙")).toEqual({ result: "sent", messageId: id });
			expect(stage.shown()).toMatchObject([
				{ id, text: "二", buttons: ["乙"], edits: 1 },
			]);
			// The answer to the first may have been lost.
			expect(await edit("二", "乙")).toEqual({ result: "sent", messageId: id });
			expect(await say(stage, group, "三", { edits: id })).toMatchObject({
				result: "sent",
			});
			expect(stage.shown()).toMatchObject([{ text: "三", buttons: [] }]);
		});

		test("answers the member's message, in its thread where it stands in one", async () => {
			const { stage, group, mei } = await stageWithGroup();
			await stage.connect();
			const thread = group.thread();
			const outside = group.asks(mei, "一");
			const inside = thread.asks(mei, "二");
			await stage.deliverAll();
			const topic = stage.received.find(
				(event) => event.kind === "message" && event.text === "二",
			)?.place.topic as string;
			await say(stage, group, "答一", { answers: outside.id });
			expect(lastShown(stage)).toMatchObject({
				answers: outside.id,
				thread: null,
			});
			await say(stage, thread, "答二", { answers: inside.id, topic });
			expect(lastShown(stage)).toMatchObject({
				answers: inside.id,
				thread: topic,
			});
		});

		test("reaches a person directly", async () => {
			const { stage, mei } = await stageWithGroup();
			await stage.connect();
			const direct = stage.direct(mei);
			const said = direct.says(mei, "在吗");
			await stage.deliverAll();
			await say(stage, direct, "在", { answers: said.id });
			expect(lastShown(stage)).toMatchObject({
				chat: direct.chat,
				text: "在",
				answers: said.id,
			});
		});

		test("of a push is seen in each chat, once", async () => {
			const { stage, group } = await stageWithGroup();
			const groups = [group, stage.group(), stage.group()];
			const [call] = callsFor(stage, group, "新一期出来了");
			for (const { chat } of groups)
				expect(await stage.adapter.deliver(chat, call as Call)).toMatchObject({
					result: "sent",
				});
			expect(stage.shown().map(({ chat }) => chat)).toEqual(
				groups.map(({ chat }) => chat),
			);
		});

		test("made again is seen once while the adapter says that calls are repeatable", async () => {
			const { stage, group } = await stageWithGroup();
			const { adapter } = stage;
			const [call] = callsFor(stage, group, "好的") as [Call];
			stage.fail("cuts after");
			const results = [
				await adapter.deliver(group.chat, call),
				await adapter.deliver(group.chat, call),
			];
			expect(results).toMatchObject([
				{ result: "failed", arrived: true },
				{ result: "sent" },
			]);
			const once = adapter.repeatableMs > 0;
			expect(stage.shown()).toHaveLength(once ? 1 : 2);
			expect(results[1]).toMatchObject({ messageId: lastShown(stage).id });
			if (!once) return;
			await stage.passTime(adapter.repeatableMs - 1000);
			expect(await adapter.deliver(group.chat, call)).toEqual(results[1]);
			expect(stage.shown()).toHaveLength(1);
			// The same words said anew are another message.
			await say(stage, group, "好的");
			expect(stage.shown()).toHaveLength(2);
		});
	});

	describe("too much", () => {
		test("for a chat is a wait of that chat alone; what the adapter names as its limit is allowed", async () => {
			const stage = await open({ limits: true });
			const { limits } = stage.adapter;
			const perChat = limits.find(({ of }) => of === "chat");
			const group = stage.group();
			const results: Delivery[] = [];
			for (let n = 0; n <= (perChat?.count ?? 0); n++)
				results.push(await say(stage, group, `${n}`));
			expect(results.pop()).toEqual({
				result: "wait",
				ms: expect.any(Number),
				of: "chat",
				why: expect.stringMatching(/\w/),
			});
			expect(results.map(({ result }) => result)).toEqual(
				Array(perChat?.count).fill("sent"),
			);
			expect(await say(stage, stage.group(), "别处")).toMatchObject({
				result: "sent",
			});
		});

		test("for the platform is a wait of all, as long as it asks for", async () => {
			const { stage } = await stageWithGroup();
			stage.fail("asks to wait", 3);
			let last: Delivery | null = null;
			// Some platforms do not say whose limit it is: then it shows when several chats hear it at once.
			for (let n = 0; n < 3; n++) last = await say(stage, stage.group(), "好");
			expect(last).toMatchObject({ result: "wait", ms: 9000, of: "all" });
			expect(stage.tries()).toBe(3);
		});
	});

	describe("what cannot be said", () => {
		test("in a chat that has removed the bot is gone", async () => {
			const { stage, group } = await stageWithGroup();
			group.removeBot();
			expect(await say(stage, group, "好的")).toEqual({
				result: "gone",
				why: expect.stringMatching(/\w/),
			});
		});

		test("because the platform refuses it is refused, and not tried again", async () => {
			const { stage, group } = await stageWithGroup();
			stage.fail("refuses");
			expect(await say(stage, group, "好的")).toMatchObject({
				result: "refused",
				why: expect.stringMatching(/\w/),
			});
			expect(stage.tries()).toBe(1);
			expect(await say(stage, group, "好的")).toMatchObject({ result: "sent" });
		});

		test("in place of a message that is not the bot's is refused", async () => {
			const { stage, group, mei } = await stageWithGroup();
			await stage.connect();
			const said = group.asks(mei, "在吗");
			await stage.deliverAll();
			expect(await say(stage, group, "好的", { edits: said.id })).toMatchObject(
				{ result: "refused" },
			);
			expect(stage.shown()).toEqual([]);
		});

		test.each<[string, Call]>([
			["nothing", {}],
			["another version's", { version: 7, text: "好的" }],
			["another platform's", { method: 5, payload: "好的", forms: "好的" }],
			["a hollow one", { method: "sendMessage", payload: {}, forms: [] }],
			["a nested one", { payload: { text: { text: [] } }, forms: [null, {}] }],
		])(
			"because it is none of this version's calls (%s) is refused, and calls nobody",
			async (_, call) => {
				const { stage, group } = await stageWithGroup();
				expect(await stage.adapter.deliver(group.chat, call)).toEqual({
					result: "refused",
					why: expect.stringMatching(/\w/),
				});
				expect(stage.calls()).toBe(0);
			},
		);
	});

	describe("a failure that may pass", () => {
		/** As they are when the bot has been at work for a while: with a token, with open connections. */
		async function failing(fault: Fault, callMs?: number) {
			const { stage, group } = await stageWithGroup(callMs);
			await say(stage, group, "先");
			const before = stage.tries();
			stage.fail(fault);
			const result = await say(stage, group, "好的");
			return { stage, result, tries: stage.tries() - before };
		}
		const saidIn = (stage: Stage) =>
			stage.shown().filter(({ text }) => text === "好的");

		test.each<[Fault, seen: number]>([
			["cuts", 0],
			["cuts after", 1],
			["502", 0],
			["a page", 0],
		])(
			"may have arrived, and is left to the bot to risk again: %s",
			async (fault, seen) => {
				const { stage, result, tries } = await failing(fault);
				expect(result).toEqual({
					result: "failed",
					why: expect.stringMatching(/\w/),
					arrived: true,
				});
				expect(tries).toBe(1);
				expect(saidIn(stage)).toHaveLength(seen);
			},
		);

		test.each<[Fault, seen: number]>([
			["hangs", 0],
			["hangs after", 1],
			["answers late", 1],
		])(
			"ends by itself within the time limit, and may have arrived: %s",
			async (fault, seen) => {
				const { stage, result, tries } = await failing(fault, 400);
				expect(result).toMatchObject({
					result: "failed",
					why: expect.stringMatching(/no answer/),
					arrived: true,
				});
				expect(tries).toBe(1);
				expect(saidIn(stage)).toHaveLength(seen);
			},
		);

		test("has not arrived where a server says that nobody took it", async () => {
			const { result, tries } = await failing("503");
			expect(result).toMatchObject({ result: "failed", arrived: false });
			expect(tries).toBe(1);
		});

		test("has not arrived where nobody listens", async () => {
			const { stage, group } = await stageWithGroup();
			await say(stage, group, "先");
			await stage.close();
			expect(await say(stage, group, "好的")).toMatchObject({
				result: "failed",
				arrived: false,
			});
		});

		test("has not arrived where the platform no longer knows the bot", async () => {
			const { stage, group } = await stageWithGroup();
			await say(stage, group, "先");
			stage.revoke();
			expect(await say(stage, group, "好的")).toMatchObject({
				result: "failed",
				arrived: false,
			});
			expect(saidIn(stage)).toEqual([]);
		});
	});

	describe("who decides in a group", () => {
		test("is the owner and whom they made one, but no member and no stranger", async () => {
			const { stage, group, mei } = await stageWithGroup();
			const [owner, chief] = ["群主", "小陈"].map(stage.person);
			if (!owner || !chief) throw new Error("nobody");
			group.makes(owner, "owner");
			group.makes(chief, "administrator");
			group.makes(mei, "member");
			const stranger = { id: "5", name: "路人" };
			const answers = [owner, chief, mei, stranger].map(({ id, name }) =>
				stage.adapter.standingOf(group.chat, { id, name, asGroup: false }),
			);
			expect(await Promise.all(answers)).toEqual([
				"administrator",
				"administrator",
				"member",
				"member",
			]);
		});

		test("is nobody's question where a person is alone with the bot", async () => {
			const { stage, mei } = await stageWithGroup();
			await stage.connect();
			const direct = stage.direct(mei);
			direct.says(mei, "在吗");
			await stage.deliverAll();
			expect(
				await stage.adapter.standingOf(direct.chat, {
					...mei,
					asGroup: false,
				}),
			).toBe("alone");
		});

		test("is unknown where it cannot be found out", async () => {
			const { stage, group } = await stageWithGroup(400);
			const owner = stage.person("群主");
			group.makes(owner, "owner");
			const ask = (chat: string) =>
				stage.adapter.standingOf(chat, { ...owner, asGroup: false });
			expect(await ask("-5")).toBe("unknown");
			await stage.close();
			expect(await ask(group.chat)).toBe("unknown");
		});
	});
}
