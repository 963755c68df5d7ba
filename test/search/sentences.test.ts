import { expect, test } from "vitest";
import { sentenceSpans } from "../../src/search/sentences.ts";

const sentences = (text: string) =>
	sentenceSpans(text).map(({ start, end }) => text.slice(start, end));

test("a sentence ends with its full stop, question mark or semicolon", () => {
	expect(sentences("去几天?不超过六天;含路途。费用自理。")).toEqual([
		"去几天?",
		"不超过六天;",
		"含路途。",
		"费用自理。",
	]);
});

test("closing quotes and brackets stay with the sentence before them", () => {
	expect(sentences("他说:“来吧!”大家笑了。(完。)散会")).toEqual([
		"他说:“来吧!”",
		"大家笑了。",
		"(完。)",
		"散会",
	]);
});

test("a line break ends a sentence, white space around it belongs to none", () => {
	expect(sentences("谁能去\n  凡会员均可。 \n\n")).toEqual([
		"谁能去",
		"凡会员均可。",
	]);
});

test("a decimal point and a full stop inside a number end nothing", () => {
	expect(sentences("最高2.6万元。")).toEqual(["最高2.6万元。"]);
});

test("an empty text has no sentences", () => {
	expect(sentences(" \n")).toEqual([]);
});
