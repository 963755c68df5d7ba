/** The contract: what an adapter hears, and what it leaves alone. */

import { describe, expect, test } from "vitest";
import type { Incoming } from "../../../src/chat/incoming.ts";
import type { Open } from "./adapter-contract.ts";
import { say } from "./say.ts";
import type { Stage } from "./stage.ts";

export function describeHearing(open: Open): void {
	describe("a message", () => {
		test("that calls the bot by name is heard without the name, wherever it stands", async () => {
			const { stage, group, mei } = await connected(open);
			group.asks(mei, "哪里能体检");
			group.says(mei, "哪里能体检 @bot");
			group.says(mei, "请问 @bot 哪里能体检?");
			await stage.deliverAll();
			expect(stage.received).toMatchObject([
				{ kind: "message", addressed: "mention", text: "哪里能体检" },
				{ addressed: "mention", text: "哪里能体检" },
				{ addressed: "mention", text: "请问 哪里能体检?" },
			]);
		});

		test("says who wrote it, where and when", async () => {
			const before = Date.now() - 1000;
			const { stage, group, mei } = await connected(open);
			const said = group.asks(mei, "哪里能体检");
			await stage.deliverAll();
			const [message] = stage.received;
			expect(message).toMatchObject({
				place: {
					platform: stage.adapter.platform,
					chat: group.chat,
					topic: null,
				},
				direct: false,
				sender: { id: mei.id, asGroup: false },
				messageId: said.id,
			});
			expect(message?.at).toBeGreaterThanOrEqual(before);
			expect(message?.at).toBeLessThanOrEqual(Date.now());
		});

		test("in a direct chat needs no name, and may have one", async () => {
			const { stage, mei } = await connected(open);
			const direct = stage.direct(mei);
			direct.says(mei, "哪里能体检");
			direct.asks(mei, "几点开门");
			await stage.deliverAll();
			const common = {
				addressed: "direct",
				direct: true,
				title: "",
				place: { chat: direct.chat, topic: null },
			};
			expect(stage.received).toMatchObject([
				{ ...common, text: "哪里能体检" },
				{ ...common, text: "几点开门" },
			]);
		});

		test("that answers the bot's own is for the bot", async () => {
			const { stage, group, mei } = await connected(open);
			await say(stage, group, "体检车在牟山镇");
			const [shown] = stage.shown();
			if (!shown) throw new Error("nothing was said");
			group.answers(mei, shown, "几点开门");
			await stage.deliverAll();
			expect(stage.received).toMatchObject([
				{ addressed: "reply", text: "几点开门" },
			]);
		});

		test("that is for nobody in particular comes as such", async () => {
			const { stage, group, mei } = await connected(open);
			group.says(mei, "今天食堂有红烧肉");
			await stage.deliverAll();
			expect(stage.received).toMatchObject([
				{ addressed: null, text: "今天食堂有红烧肉" },
			]);
		});

		test("that is put to others is left alone, unless it calls the bot as well", async () => {
			const { stage, group, mei } = await connected(open);
			const chen = stage.person("小陈");
			const said = group.says(chen, "我去体检了");
			group.calls(mei, chen, "哪里能体检?");
			group.answers(mei, said, "哪里能体检?");
			group.answers(mei, said, "@bot 他去了哪里体检?");
			await stage.deliverAll();
			expect(stage.heard()).toEqual(["我去体检了", "他去了哪里体检?"]);
			expect(stage.received.at(-1)).toMatchObject({ addressed: "mention" });
		});

		test("of another bot is not heard, even if it calls this one", async () => {
			const { stage, group, mei } = await connected(open);
			group.otherBotSays("哪里能体检");
			group.asks(mei, "在吗");
			await stage.deliverAll();
			expect(stage.heard()).toEqual(["在吗"]);
		});

		test("of the bot itself is not heard", async () => {
			const { stage, group, mei } = await connected(open);
			group.botSays("体检车在牟山镇");
			group.asks(mei, "在吗");
			await stage.deliverAll();
			expect(stage.heard()).toEqual(["在吗"]);
		});

		test("in a topic or thread comes with it, the same for all that stands there", async () => {
			const { stage, group, mei } = await connected(open);
			const thread = group.thread();
			thread.asks(mei, "一");
			thread.asks(mei, "二");
			group.asks(mei, "三");
			await stage.deliverAll();
			const [first, second, outside] = ["一", "二", "三"].map((text) =>
				stage.received.find(
					(event) => event.kind === "message" && event.text === text,
				),
			);
			expect(first?.place.topic).toEqual(expect.any(String));
			expect(second?.place).toEqual(first?.place);
			expect(outside?.place).toEqual({ ...first?.place, topic: null });
		});

		test("without words in a direct chat, as a picture, is one without text", async () => {
			const { stage, mei } = await connected(open);
			stage.direct(mei).sendsPicture(mei);
			await stage.deliverAll();
			expect(stage.received).toMatchObject([
				{ kind: "message", addressed: "direct", text: "" },
			]);
		});

		test("without words in a group is nobody's question", async () => {
			const { stage, group, mei } = await connected(open);
			group.sendsPicture(mei);
			group.asks(mei, "在吗");
			await stage.deliverAll();
			expect(stage.heard()).toEqual(["在吗"]);
		});

		test("has an id of its own, which it keeps when it comes again", async () => {
			const { stage, group, mei } = await connected(open);
			const chen = stage.person("小陈");
			const rooms = [group, stage.group(), stage.direct(chen)] as const;
			const said = rooms.map((room) => room.asks(chen, "在吗"));
			said.push(stage.direct(mei).asks(mei, "在吗"), group.asks(chen, "在吗"));
			await stage.deliverAll();
			const ids = idsOf(stage.received);
			expect(new Set(ids).size).toBe(said.length);
			for (const one of said) one.comesAgain();
			await expect
				.poll(() => idsOf(stage.received).slice(said.length).sort())
				.toEqual(ids.sort());
		});
	});

	describe("the bot", () => {
		test("hears that it was added to a group, and of the group's name", async () => {
			const { stage } = await connected(open);
			const group = stage.group({ title: "二车间工友群", bot: "absent" });
			group.addBot();
			await stage.deliverAll();
			expect(stage.received).toMatchObject([
				{
					kind: "joined",
					place: {
						platform: stage.adapter.platform,
						chat: group.chat,
						topic: null,
					},
					direct: false,
					title: "二车间工友群",
				},
			]);
		});

		test("hears that it was removed", async () => {
			const { stage, group } = await connected(open);
			group.removeBot();
			await stage.deliverAll();
			expect(stage.received).toMatchObject([
				{ kind: "left", place: { chat: group.chat, topic: null } },
			]);
		});

		test("learns a group's name by and by", async () => {
			const { stage, mei } = await connected(open);
			const group = stage.group({ title: "三车间工友群" });
			await expect
				.poll(async () => {
					group.asks(mei, "在吗");
					await stage.deliverAll();
					return stage.received.at(-1);
				})
				.toMatchObject({ kind: "message", title: "三车间工友群" });
		});
	});
}

/** A stage on which the bot listens, with a group and somebody in it. */
async function connected(open: Open) {
	const stage: Stage = await open();
	await stage.connect();
	return { stage, group: stage.group(), mei: stage.person("阿梅") };
}

function idsOf(events: readonly Incoming[]): string[] {
	return events.map(({ id }) => id);
}
