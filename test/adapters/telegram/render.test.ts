import { describe, expect, test } from "vitest";
import { render } from "../../../src/adapters/telegram/render.ts";
import type { Line, Outgoing, QuotedPassage } from "../../../src/chat/reply.ts";
import { parseHtml } from "../../support/telegram/html.ts";
import { line, outgoing, own, PLACE, paper, quote, source } from "./replies.ts";

const hint = line("hint");

/** The HTML of a reply of one part. */
function html(lines: Line[], quotes: QuotedPassage[] = [], fields = {}) {
	const calls = render(outgoing(lines, { quotes, ...fields }), PLACE);
	expect(calls).toHaveLength(1);
	return calls[0]?.payload.text;
}

describe("a reply", () => {
	test("shows the paper's words and where they stand as one quotation", () => {
		expect(
			html([
				own("查到了:"),
				paper("十点开船。"),
				paper("风大停开。"),
				source("——《夜班船》"),
				own("祝好"),
			]),
		).toBe(
			"查到了:\n<blockquote>十点开船。\n风大停开。\n——《夜班船》</blockquote>\n祝好",
		);
	});

	test("shows two articles as two quotations", () => {
		expect(html([paper("一"), source("甲"), paper("二"), source("乙")])).toBe(
			"<blockquote>一\n甲</blockquote>\n<blockquote>二\n乙</blockquote>",
		);
	});

	test("shows entries, and a source without words, as they are", () => {
		expect(html([line("entry")("1. 夜班船"), source("甲"), own("好")])).toBe(
			"1. 夜班船\n甲\n好",
		);
	});

	test("shows what was asked for in bold", () => {
		const text = "夜班船十点开。";
		expect(html([paper(text), source("甲")], [quote(text, "十点")])).toBe(
			"<blockquote>夜班船<b>十点</b>开。\n甲</blockquote>",
		);
	});

	test("shows it in bold in its own line, in whatever order the quotes are", () => {
		expect(
			html(
				[paper("甲十点"), paper("乙十点"), paper("甲十点")],
				[quote("乙十点", "乙"), quote("甲十点"), quote("甲十点", "甲")],
			),
		).toBe("<blockquote>甲十点\n<b>乙</b>十点\n<b>甲</b>十点</blockquote>");
	});

	test("may be bold from end to end", () => {
		expect(html([paper("十点")], [quote("十点", "十点")])).toBe(
			"<blockquote><b>十点</b></blockquote>",
		);
	});

	test.each([[[-1, 2]], [[2, 2]], [[3, 1]], [[0, 99]], [[0, 1]]] as [
		key: [number, number],
	][])("has no bold where the offsets make no sense: %j", (key) => {
		const text = "😀十点";
		expect(html([paper(text)], [{ ...quote(text), key }])).toBe(
			"<blockquote>😀十点</blockquote>",
		);
	});

	test("keeps the paper's marks word for word", () => {
		const text = `A<B>&amp; "C" 'D' </blockquote> <b>&#60;&nbsp;`;
		const shown = html([paper(text), own(text)], [quote(text, "B>&")]) ?? "";
		expect(shown).toContain("A&lt;<b>B&gt;&amp;</b>amp; \"C\" 'D'");
		expect(parseHtml(shown).text).toBe(`${text}\n${text}`);
	});

	test("has no half of a pair, for which Telegram would refuse it", () => {
		expect(html([own("a\uD83D b\uDE00")])).toBe("a\uFFFD b\uFFFD");
	});

	test("has hints only where no button says the same", () => {
		const buttons = [[{ label: "全文", action: "a" }]];
		const lines = [own("查到了"), hint("回复 1 看全文")];
		expect(html(lines)).toBe("查到了\n回复 1 看全文");
		expect(html(lines, [], { buttons })).toBe("查到了");
	});

	test("shows no preview of a link", () => {
		const [call] = render(outgoing([own("见 https://example.org")]), PLACE);
		expect(call?.payload).toMatchObject({
			parse_mode: "HTML",
			link_preview_options: { is_disabled: true },
		});
	});

	test("has its words in plain text besides", () => {
		const text = "A<B>十点";
		const [call] = render(
			outgoing([paper(text)], { quotes: [quote(text, "十点")] }),
			PLACE,
		);
		expect(call?.plain).toBe(text);
	});
});

describe("the call", () => {
	const calls = (fields: Partial<Outgoing>, place = PLACE) =>
		render(outgoing([own("好的")], fields), place);

	test("answers a message, though it may be gone", () => {
		expect(calls({ answers: "41" })[0]?.payload.reply_parameters).toEqual({
			message_id: 41,
			allow_sending_without_reply: true,
		});
	});

	test("stays in its topic", () => {
		expect(
			calls({}, { ...PLACE, topic: "12" })[0]?.payload.message_thread_id,
		).toBe(12);
		expect(calls({})[0]?.payload).not.toHaveProperty("message_thread_id");
	});

	test("edits a message, and says neither topic nor answer then", () => {
		const [call] = calls(
			{ edits: "50", answers: "41" },
			{ ...PLACE, topic: "12" },
		);
		expect(call).toMatchObject({
			method: "editMessageText",
			payload: { message_id: 50, text: "好的" },
		});
		expect(call?.payload).not.toHaveProperty("reply_parameters");
		expect(call?.payload).not.toHaveProperty("message_thread_id");
	});

	test("names no chat, which may move meanwhile", () => {
		expect(JSON.stringify(calls({ answers: "41" }))).not.toContain("1001500");
	});

	test("is the same after it was kept as JSON", () => {
		const made = calls({
			answers: "41",
			buttons: [[{ label: "好", action: "v" }]],
		});
		expect(JSON.parse(JSON.stringify(made))).toEqual(made);
	});
});

describe("buttons", () => {
	test("stand in their rows, empty rows left out", () => {
		const buttons = [
			[
				{ label: "上一页", action: "p:0" },
				{ label: "下一页", action: "p:2" },
			],
			[],
		];
		const [call] = render(outgoing([own("好的")], { buttons }), PLACE);
		expect(call?.payload.reply_markup).toEqual({
			inline_keyboard: [
				[
					{ text: "上一页", callback_data: "p:0" },
					{ text: "下一页", callback_data: "p:2" },
				],
			],
		});
	});

	test("carry 64 bytes; more is a mistake that must be seen", () => {
		const withAction = (action: string) =>
			render(
				outgoing([own("好的")], { buttons: [[{ label: "好", action }]] }),
				PLACE,
			);
		expect(withAction("a".repeat(64))).toHaveLength(1);
		expect(() => withAction("a".repeat(65))).toThrow("65 bytes");
		expect(() => withAction("汉".repeat(22))).toThrow("66 bytes");
	});
});

describe("a reply longer than a message", () => {
	const long = [
		own("查到了:"),
		paper("船。".repeat(1500)),
		source("——甲"),
		paper("风。".repeat(1500)),
		source("——乙"),
	];
	const buttons = [[{ label: "全文", action: "a" }]];
	const answer = render(outgoing(long, { answers: "41", buttons }), {
		...PLACE,
		topic: "12",
	});

	test("comes in parts that Telegram takes, with each source under its words", () => {
		const texts = answer.map(({ payload }) => parseHtml(payload.text).text);
		expect(texts.map((text) => text.slice(-3))).toEqual(["——甲", "——乙"]);
		for (const text of texts) expect(text.length).toBeLessThanOrEqual(4096);
		expect(answer.map(({ plain }) => plain)).toEqual(texts);
	});

	test("quotes with the first part, has buttons under the last, and stays in the topic", () => {
		const [first, last] = answer.map(({ payload }) => payload);
		expect(first).toMatchObject({
			reply_parameters: { message_id: 41 },
			message_thread_id: 12,
		});
		expect(first).not.toHaveProperty("reply_markup");
		expect(last).toMatchObject({ reply_markup: {}, message_thread_id: 12 });
		expect(last).not.toHaveProperty("reply_parameters");
	});

	test("edits with its first part, and sends the rest", () => {
		const edited = render(outgoing(long, { edits: "50", buttons }), PLACE);
		expect(edited.map(({ method }) => method)).toEqual([
			"editMessageText",
			"sendMessage",
		]);
		expect(edited[0]?.payload).not.toHaveProperty("reply_markup");
	});

	test("goes on with its quotation and its bold across a cut", () => {
		const text = "船".repeat(5000);
		const [first, second] = render(
			outgoing([paper(text)], {
				quotes: [{ ...quote(text), key: [4090, 4100] }],
			}),
			PLACE,
		).map(({ payload }) => payload.text);
		expect(first).toMatch(/^<blockquote>船{4090}<b>船{6}<\/b><\/blockquote>$/);
		expect(second).toMatch(/^<blockquote><b>船{4}<\/b>船+<\/blockquote>$/);
	});
});
