import { expect, it } from "vitest";
import { splitSentences } from "../../src/knowledge/sentences.ts";

const cut = (body: string, subheads: string[] = []) =>
	splitSentences(body, subheads).map(({ start, end }) =>
		body.slice(start, end),
	);

it("keeps speech together with who spoke", () => {
	expect(cut("“太好了。我们都来！”王师傅说，他等了一年。散会了。")).toEqual([
		"“太好了。我们都来！”王师傅说，他等了一年。",
		"散会了。",
	]);
});

it("ends a sentence behind speech that stands alone", () => {
	expect(cut("“擦一把脸，人就精神了。”当天，活动开始。")).toEqual([
		"“擦一把脸，人就精神了。”",
		"当天，活动开始。",
	]);
});

it("never cuts inside a title, a bracket or a number", () => {
	const one = "《你好！明天》（第2版。修订）印了2.5万册。";
	expect(cut(one)).toEqual([one]);
});

it("cuts a long sentence at its semicolons", () => {
	const long = Array.from(
		{ length: 4 },
		(_, i) => `${"字".repeat(35)}${i}；`,
	).join("");
	expect(cut(long)).toHaveLength(4);
	expect(cut("短的；也短。")).toHaveLength(1);
});

it("puts sentences under their sub-head and answers under their question", () => {
	const body = "谁能去\n会员都能去。\n问：要交钱吗？\n答：不收费。";
	expect(
		splitSentences(body, ["谁能去"]).map(({ section }) => section),
	).toEqual([null, 0, null, 2]);
});

it("survives a quotation mark that never closes", () => {
	expect(cut("“开头没有结尾。第二句。")).toHaveLength(2);
});

it("gives offsets that quote the body word for word", () => {
	const body = "  第一段。\n\n第二段！";
	expect(cut(body)).toEqual(["第一段。", "第二段！"]);
});
