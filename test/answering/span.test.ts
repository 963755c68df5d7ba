import { expect, it } from "vitest";
import { readExpected } from "../../src/answering/answer-kind.ts";
import type { Candidate } from "../../src/answering/choose.ts";
import { readArticle } from "../../src/answering/reading.ts";
import { cutQuotes } from "../../src/answering/span.ts";
import { plainArticle } from "../../src/knowledge/article.ts";

const read = readArticle(
	plainArticle({
		id: "mill",
		title: "磨坊合作社分红",
		body: "磨坊合作社年底分红。\n社员每人分得860元。\n去年社员每人分得700元。",
	}),
	null,
);
/** The sentences as candidates that answer nearly equally well, in the given order. */
const candidates = (...order: number[]): Candidate[] =>
	order.map((n, place) => {
		const sentence = read.sentences[n];
		if (!sentence) throw new Error(`no sentence ${n}`);
		return {
			read,
			sentence,
			score: 1 - place / 20,
			mass: 1,
			inside: 1,
			whole: 1,
		};
	});
const quote = (question: string, order: number[]) => {
	const ranked = candidates(...order);
	const [chosen] = ranked;
	if (!chosen) throw new Error("no candidate");
	return cutQuotes(chosen, ranked, readExpected(question), [])
		.map(({ text }) => text)
		.join("|");
};

it("a second sentence is quoted beside a value only when it prints one too", () => {
	expect(quote("社员每人分多少钱", [1, 0])).toBe("社员每人分得860元。");
	expect(quote("社员每人分多少钱", [1, 2])).toContain("700元");
});

it("a second sentence that answers nearly as well is quoted where no value is asked for", () => {
	expect(quote("磨坊合作社分红", [1, 0])).toContain("年底分红");
});
