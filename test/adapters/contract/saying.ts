/** The contract: what members see of what the bot says. */

import { describe, expect, test } from "vitest";
import { type Line, MAX_ACTION } from "../../../src/chat/reply.ts";
import { line, own, paper, quote, source } from "../telegram/replies.ts";
import type { Open } from "./adapter-contract.ts";
import { callsFor, lastShown, say } from "./say.ts";
import type { Stage } from "./stage.ts";

export function describeSaying(open: Open): void {
	describe("what is said", () => {
		test("is calls of plain JSON, which can be kept and made later", async () => {
			const { adapter } = await open();
			const calls = adapter.render(
				{
					reply: {
						status: "answered",
						text: "十点开船。\n——甲",
						lines: [paper("十点开船。"), source("——甲")],
						quotes: [quote("十点开船。", "十点")],
						related: [],
					},
					buttons: [[{ label: "全文", action: "a" }]],
					answers: null,
					edits: null,
				},
				{ platform: adapter.platform, chat: "-5", topic: null },
			);
			expect(calls.length).toBeGreaterThan(0);
			expect(JSON.parse(JSON.stringify(calls))).toEqual(calls);
		});

		test("is the reply's lines, one under the other", async () => {
			const stage = await open();
			const lines = [
				own("查到了:"),
				paper("夜班船十点开。"),
				paper("风大停开。"),
				source("——《夜班船》,2024年5月6日"),
				paper("体检车开到牟山镇。"),
				source("——《体检》"),
				line("entry")("1. 夜班船"),
				line("entry")("2. 体检"),
				own("第一行\n第二行"),
				line("hint")("回复“全文”看全文"),
			];
			const quotes = [
				quote("夜班船十点开。", "十点"),
				quote("体检车开到牟山镇。", "牟山镇"),
			];
			await say(stage, stage.group(), lines, { quotes });
			expect(lastShown(stage).text).toBe(textOf(lines));
		});

		test("leaves out hints where there are buttons, which stand in their order", async () => {
			const stage = await open();
			const buttons = [
				[
					{ label: "全文", action: "a" },
					{ label: "原文", action: "b" },
				],
				[],
				[{ label: "没用", action: "c" }],
			];
			const lines = [own("好"), line("hint")("回复“全文”看全文")];
			await say(stage, stage.group(), lines, { buttons });
			expect(lastShown(stage)).toMatchObject({
				text: "好",
				buttons: ["全文", "原文", "没用"],
			});
		});

		test("may have a button that carries as much as any platform takes, but not more", async () => {
			const stage = await open();
			await stage.connect();
			const group = stage.group();
			const carrying = (action: string) => ({
				buttons: [[{ label: "全文", action }]],
			});
			const most = "a".repeat(MAX_ACTION);
			await say(stage, group, "好", carrying(most));
			stage.presses(stage.person("阿梅"), lastShown(stage), "全文");
			await expect.poll(() => stage.received).toMatchObject([{ action: most }]);
			for (const action of [`${most}a`, "体".repeat(22)])
				expect(() => callsFor(stage, group, "好", carrying(action))).toThrow(
					/全文/,
				);
		});

		describe.each(["own", "paper", "source", "entry", "hint"] as const)(
			"as %s",
			(role) => {
				test("is seen as it is written, whatever a platform might take for markup", async () => {
					const stage = await open();
					const group = stage.group();
					for (const markup of MARKUP) {
						const lines = [own("好"), line(role)(`甲${markup}乙`)];
						const result = await say(stage, group, lines);
						expect(result).toMatchObject({ result: "sent" });
						expect(lastShown(stage).text).toBe(textOf(lines));
					}
				});
			},
		);

		test("is seen as it is written around what was asked for, too", async () => {
			const stage = await open();
			const group = stage.group();
			for (const markup of MARKUP) {
				const text = `甲${markup}十点${markup}乙`;
				for (const key of ["十点", markup, text]) {
					await say(stage, group, [paper(text), source("——甲")], {
						quotes: [quote(text, key)],
					});
					expect(lastShown(stage).text).toBe(`${text}\n——甲`);
				}
			}
		});

		test("is sent whatever the characters are", async () => {
			const stage = await open();
			const group = stage.group();
			for (const text of ["半个\uD83D字", "😀👨‍👩‍👧", "𠮷野家", "\u200B零宽"])
				expect(await say(stage, group, text)).toMatchObject({ result: "sent" });
			expect(stage.shown()[0]?.text).toBe("半个\uFFFD字");
			expect(stage.shown()[1]?.text).toBe("😀👨‍👩‍👧");
		});

		test("shows its markup literally on the buttons", async () => {
			const stage = await open();
			const buttons = MARKUP.map((label, n) => [{ label, action: `a:${n}` }]);
			await say(stage, stage.group(), "好", { buttons });
			expect(lastShown(stage).buttons).toEqual(MARKUP);
		});
	});

	describe("the sign that the bot is at work", () => {
		test("never throws and is waited for by nobody", async () => {
			const stage: Stage = await open();
			const { adapter } = stage;
			const { chat } = stage.group();
			const place = { platform: adapter.platform, chat, topic: null };
			expect(adapter.showWorking(place)).toBeUndefined();
			await stage.close();
			expect(adapter.showWorking({ ...place, topic: "5" })).toBeUndefined();
		});
	});

	describe("the menu of commands", () => {
		test("is described without a throw, whatever becomes of it", async () => {
			const entry = { name: "help", description: "帮助" };
			const menu = {
				direct: [entry],
				group: [entry],
				administrators: [entry],
				staff: { ids: ["nobody"], entries: [entry] },
			};
			const stage = await open({ callMs: 100 });
			await stage.connect();
			await stage.adapter.describeCommands(menu);
			await stage.close();
			await stage.adapter.describeCommands(menu);
			await stage.adapter.stop();
			await stage.adapter.describeCommands(menu);
		});
	});
}

/** What one platform or another might take for something else than words. */
const MARKUP = [
	"<b>粗</b>",
	"</blockquote>",
	"**粗**",
	"__粗__",
	"*斜*",
	"~~划~~",
	"`码`",
	"```\n码\n```",
	"@all",
	"@所有人",
	"<at id=all></at>",
	'<at user_id="all">所有人</at>',
	"<at id=ou_1></at>",
	"&lt;",
	"&#60;",
	"&amp;lt;",
	"[链接](https://example.org)",
	"![图](img_1)",
	"<font color='red'>红</font>",
	"<br>",
	"\\*",
	":DONE:",
	"\n# 标题",
	"\n> 引",
	"\n- 项",
	"\n1. 项",
	"\n---\n",
	"{{名}}",
];

function textOf(lines: readonly Line[]): string {
	return lines.map(({ text }) => text).join("\n");
}
