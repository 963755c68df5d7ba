import { describe, expect, test } from "vitest";
import { readMarkdown } from "./markdown.ts";
import { buttonOf, cardOf } from "./samples.ts";
import { show } from "./shown.ts";

const NAMES: Record<string, string> = { ou_1: "小陈", all: "所有人" };
const nameOf = (id: string) => NAMES[id] ?? id;

describe("Markdown", () => {
	test.each([
		["**粗**和*斜*和~~删~~", "粗和斜和删"],
		["***都是***", "都是"],
		["**两\n行**", "两\n行"],
		["满**50%**。", "满50%。"],
		["**“一”**、**《二》**", "“一”、《二》"],
		["满**50%**的", "满**50%**的"],
		["叫**“一”**。", "叫**“一”**。"],
		["叫**&#42;一**。", "叫***一**。"],
		["# 题\n> 引\n> 文", "题\n引\n文"],
		["- 一\n- 二", "- 一\n- 二"],
		["上\n---\n下", "上\n下"],
		["[原文](https://x.cn/a)", "原文"],
		["<font color='grey'>灰</font>", "灰"],
		["一<br>二", "一\n二"],
		["`**码**`", "**码**"],
		["```js\na * b * c\n```", "a * b * c"],
		["2 * 3 * 4", "2 * 3 * 4"],
		["&#42;&#42;星&#42;&#42; &lt;b&gt; &#x41; &amp;lt;", "**星** <b> A &lt;"],
		["\\*星\\* \\[方\\](x)", "*星* [方](x)"],
		["&nosuch; & 5 < 6", "&nosuch; & 5 < 6"],
		["<at id=ou_1></at> <at id=all></at>", "@小陈 @所有人"],
	])("%j reads %j", (markdown, read) => {
		expect(readMarkdown(markdown, nameOf)).toBe(read);
	});
});

test("a card's words stand one under the other, its buttons apart", () => {
	const card = {
		...cardOf(
			"**一**",
			{
				tag: "column_set",
				columns: [
					{
						tag: "column",
						elements: [
							{ tag: "markdown", content: "二" },
							buttonOf("按", { a: 1 }),
						],
					},
				],
			},
			{
				tag: "collapsible_panel",
				header: { title: { tag: "markdown", content: "**三**" } },
				elements: [
					{ tag: "div", text: { tag: "plain_text", content: "**四**" } },
				],
			},
			{
				tag: "button",
				text: { tag: "plain_text", content: "网页" },
				behaviors: [{ type: "open_url", default_url: "https://x.cn" }],
			},
		),
		header: { title: { tag: "plain_text", content: "题" } },
	};
	expect(show("interactive", JSON.stringify(card), nameOf)).toEqual({
		text: "题\n一\n二\n三\n**四**",
		buttons: [
			{ label: "按", value: { a: 1 } },
			{ label: "网页", value: null },
		],
		calls: [],
	});
});

test("a text shows its mentions, and nothing else as markup", () => {
	const text = 'a **b** <at user_id="ou_1">x</at> <at user_id="all"></at>';
	expect(show("text", JSON.stringify({ text }), nameOf)).toMatchObject({
		text: "a **b** @小陈 @所有人",
		calls: ["ou_1", "all"],
	});
});

test("what only looks like a mention calls nobody", () => {
	const card = cardOf("@所有人 &lt;at id=all&gt;&lt;/at&gt;", {
		tag: "div",
		text: { tag: "plain_text", content: "<at id=all></at>" },
	});
	expect(show("interactive", JSON.stringify(card), nameOf)).toMatchObject({
		text: "@所有人 <at id=all></at>\n<at id=all></at>",
		calls: [],
	});
	const called = cardOf("<at id=all></at>");
	expect(show("interactive", JSON.stringify(called), nameOf).calls).toEqual([
		"all",
	]);
});

test("a post shows its title and its paragraphs", () => {
	const post = {
		zh_cn: {
			title: "题",
			content: [
				[
					{ tag: "text", text: "看" },
					{ tag: "a", text: "这里", href: "https://x.cn" },
					{ tag: "at", user_id: "ou_1" },
				],
				[{ tag: "hr" }],
				[{ tag: "md", text: "**粗**" }],
			],
		},
	};
	expect(show("post", JSON.stringify(post), nameOf)).toMatchObject({
		text: "题\n看这里@小陈\n粗",
		calls: ["ou_1"],
	});
});
