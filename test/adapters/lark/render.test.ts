import { describe, expect, test } from "vitest";
import { createRender } from "../../../src/adapters/lark/render.ts";
import type { Outgoing } from "../../../src/chat/reply.ts";
import { checkCard } from "../../support/lark/card.ts";
import { cardToHtml } from "../../support/lark/card-html.ts";
import { show } from "../../support/lark/shown.ts";
import {
	line,
	outgoing,
	own,
	paper,
	quote,
	source,
} from "../telegram/replies.ts";

const PLACE = { platform: "lark", chat: "oc_group", topic: null };
const TEXT = "夜班船十点开出，天亮前往返四趟。";
const ANSWER = outgoing(
	[
		paper(TEXT),
		source("来源:《渡口的夜班船》山城职工报"),
		own("相关:《码头》"),
	],
	{
		quotes: [quote(TEXT, "十点")],
		buttons: [
			[
				{ label: "全文", action: "v:1:t0.0.0" },
				{ label: "相关", action: "v:1:r" },
			],
			[
				{ label: "有用", action: "f:1:1:a" },
				{ label: "没用", action: "f:1:0:a" },
			],
		],
		answers: "om_question",
	},
);

function rendered(out: Outgoing, topic: string | null = null) {
	let keys = 0;
	const calls = createRender(() => `key-${++keys}`)(out, { ...PLACE, topic });
	expect(calls).toHaveLength(1);
	const [call] = calls;
	if (!call) throw new Error("no call");
	// What waits in the outbox is JSON.
	expect(JSON.parse(JSON.stringify(call))).toEqual(call);
	const shown = call.forms.map(({ msg_type, content }) => {
		if (msg_type === "interactive") checkCard(JSON.parse(content));
		return show(msg_type, content, (id) => `<<calls ${id}>>`);
	});
	return { call, shown, types: call.forms.map(({ msg_type }) => msg_type) };
}

/** Any part of the card, by what it holds. */
function elementsOf(content: string): Record<string, unknown>[] {
	const found: Record<string, unknown>[] = [];
	JSON.parse(content, (_, value) => {
		if (value && typeof value === "object" && "tag" in value) found.push(value);
		return value;
	});
	return found;
}

describe("an answer", () => {
	test("is a card, or else a post, or else a text, with the same words in each", () => {
		const { call, shown, types } = rendered(ANSWER);
		expect(types).toEqual(["interactive", "post", "text"]);
		const words = ANSWER.reply.text;
		expect(shown[0]?.text).toBe(words);
		for (const { text } of shown) expect(text.replaceAll("│ ", "")).toBe(words);
		expect(call).toMatchObject({
			answers: "om_question",
			edits: null,
			inThread: false,
			key: "key-1",
		});
	});

	test("has its buttons, with what they carry", () => {
		const { shown } = rendered(ANSWER);
		expect(shown[0]?.buttons).toEqual([
			{ label: "全文", value: { action: "v:1:t0.0.0" } },
			{ label: "相关", value: { action: "v:1:r" } },
			{ label: "有用", value: { action: "f:1:1:a" } },
			{ label: "没用", value: { action: "f:1:0:a" } },
		]);
	});

	test("shows the paper's words and their source on grey, what was asked for in bold, the bot's own words outside", () => {
		const [card] = rendered(ANSWER).call.forms;
		const grey = elementsOf(card?.content ?? "").find(
			({ background_style }) => background_style === "grey",
		);
		const quotation = JSON.stringify(grey);
		expect(quotation).toContain("夜班船**十点**开出");
		expect(quotation).toContain("来源");
		expect(quotation).not.toContain("相关");
		const post = rendered(ANSWER).call.forms[1]?.content ?? "";
		expect(post).toContain('"text":"十点","style":["bold"]');
	});

	test("says its first line in the list of chats", () => {
		const [card] = rendered(ANSWER).call.forms;
		const { config } = JSON.parse(card?.content ?? "");
		expect(config).toEqual({ update_multi: true, summary: { content: TEXT } });
		const long = rendered(outgoing([paper("船".repeat(200))])).call.forms[0];
		const { summary } = JSON.parse(long?.content ?? "").config;
		expect([...summary.content]).toHaveLength(60);
	});

	test("stays in its thread", () => {
		expect(rendered(ANSWER, "omt_1").call.inThread).toBe(true);
	});

	test("of two articles is two quotations", () => {
		const two = outgoing([
			paper("一。"),
			source("来源:《甲》"),
			paper("二。"),
			source("来源:《乙》"),
		]);
		const [card] = rendered(two).call.forms;
		const grey = elementsOf(card?.content ?? "").filter(
			({ background_style }) => background_style === "grey",
		);
		expect(grey).toHaveLength(2);
	});

	test("with buttons leaves out the hint of what to type; without, it shows it", () => {
		const lines = [paper(TEXT), line("hint")("发“继续”接着看。")];
		const { buttons } = ANSWER;
		const [card, post, text] = rendered(outgoing(lines, { buttons })).shown;
		expect(card?.text).toBe(TEXT);
		// These have no buttons.
		expect(post?.text).toContain("继续");
		expect(text?.text).toContain("继续");
		expect(rendered(outgoing(lines)).shown[0]?.text).toContain("继续");
	});

	test("has another key each time it is said", () => {
		let keys = 0;
		const render = createRender(() => `key-${++keys}`);
		const said = [ANSWER, ANSWER].map((out) => render(out, PLACE)[0]?.key);
		expect(said).toEqual(["key-1", "key-2"]);
	});
});

describe("a change", () => {
	const CHANGE = { ...ANSWER, answers: null, edits: "om_card" };

	test("of a card is a card, or else the plainest of cards with the same words and buttons", () => {
		const { call, shown, types } = rendered(CHANGE);
		expect(types).toEqual(["interactive", "interactive"]);
		expect(call.edits).toBe("om_card");
		expect(shown[0]).toEqual(shown[1]);
		const plain = elementsOf(call.forms[1]?.content ?? "");
		expect(new Set(plain.map(({ tag }) => tag))).toEqual(
			new Set(["div", "plain_text", "button"]),
		);
	});
});

describe("nothing that is printed or written acts as markup:", () => {
	test.each([
		"<at id=all></at>在吗",
		'<at user_id="all">所有人</at>',
		"<AT user_id='ou_1'></AT>",
		"**不是粗体** *也不是* __不__ ~~不~~ `不`",
		"[点这里](http://example.org)",
		"# 不是标题",
		"- 不是列表\n1. 也不是\n> 不是引用",
		"&lt;b&gt; &amp; &#42;",
		"| 不 | 是 |\n| - | - |",
		":OK: 9:00",
		"<font color='red'>红</font><text_tag>x</text_tag>",
		"\\*反斜杠\\*",
		"---",
	])("%j", (text) => {
		const bold = `要点:${text}`;
		const out = outgoing([paper(bold), source(text), own(text)], {
			quotes: [quote(bold, "要点")],
		});
		const { shown } = rendered(out);
		for (const { text: read } of shown) {
			// A sign that nobody sees is all that a text may differ by.
			const plain = read.replaceAll("│ ", "").replaceAll("\u200b", "");
			expect(plain).toBe(out.reply.text);
		}
	});

	test("half a pair is shown as what it is, and bold never cuts a pair", () => {
		const text = "𠮷野家\ud842";
		const out = outgoing([paper(text)], {
			quotes: [{ ...quote(text), key: [1, 2] }],
		});
		const { shown, call } = rendered(out);
		expect(shown[0]?.text).toBe("𠮷野家\ufffd");
		expect(call.forms[0]?.content).not.toContain("**");
	});
});

describe("sizes", () => {
	const bytes = (content = "") => Buffer.byteLength(content);

	test("a card that is too long for Lark is left out, and so is a post; the citation stands in what is left", () => {
		const text = "船".repeat(20_000);
		const out = outgoing([paper(text), source("来源:《长》")]);
		const { types, shown } = rendered(out);
		expect(types).toEqual(["text"]);
		expect(shown[0]?.text).toContain("来源:《长》");
	});

	test("an ordinary answer is far from it", () => {
		const [card] = rendered(ANSWER).call.forms;
		expect(bytes(card?.content)).toBeLessThan(3000);
	});

	test("a button that carries too much is a mistake of the bot's", () => {
		const buttons = [[{ label: "全文", action: "x".repeat(65) }]];
		expect(() => rendered(outgoing([own("好")], { buttons }))).toThrow(
			/"全文" carries 65 bytes/,
		);
	});
});

test("buttons stand in one row as far as a phone has room for them", () => {
	const rows = (labels: string[][]) => {
		const buttons = labels.map((row) =>
			row.map((label) => ({ label, action: "x" })),
		);
		const [card] = rendered(outgoing([own("好")], { buttons })).call.forms;
		return elementsOf(card?.content ?? "")
			.filter(({ flex_mode }) => flex_mode === "flow")
			.map(({ columns }) => (columns as unknown[]).length);
	};
	expect(
		rows([
			["全文", "相关"],
			["有用", "没用"],
		]),
	).toEqual([4]);
	expect(
		rows([
			["全文 1", "全文 2", "相关"],
			["有用 12", "没用 3"],
		]),
	).toEqual([3, 2]);
	expect(
		rows([["很长的一个标题很长的一个标题很长的一个"], ["返回"], ["有用"]]),
	).toEqual([1, 2]);
	// A row that is too long by itself flows over several lines.
	expect(rows([Array.from({ length: 10 }, (_, n) => `${n + 1}`)])).toEqual([
		10,
	]);
});

test("the drawing of a card shows its words and buttons, and nothing in them is HTML", () => {
	const text = "<script>x</script>";
	const bold = `要点${text}`;
	const out = outgoing([paper(bold), own(text)], {
		quotes: [quote(bold, "要点")],
		buttons: [[{ label: "<全文>", action: "x" }]],
	});
	const html = cardToHtml(rendered(out).call.forms[0]?.content ?? "");
	expect(html).not.toContain("<script>");
	expect(html).toContain("<b>要点</b>&#60;script&#62;");
	expect(html).toContain("<button>&lt;全文&gt;</button>");
});
