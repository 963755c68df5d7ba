import MiniSearch from "minisearch";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/search/analyzer.ts";
import { PostingsWriter } from "../../src/search/postings.ts";
import { TermIndex } from "../../src/search/term-index.ts";

const texts = [
	"职工医疗互助,每人80元,住院最高可领2.6万元。",
	"职工歌手大赛:职工唱,职工听,职工评。",
	"互助社:covid-19期间的互助,工会会员都来。",
	"",
	"清凉驿站。",
];

function indexOf(texts: readonly string[]): TermIndex {
	const writer = new PostingsWriter();
	for (const text of texts) writer.add(text);
	return TermIndex.fromPostings(writer.postings());
}

describe("the index that is filled from postings", () => {
	test("tells what stands behind a character, and which texts print a term", () => {
		const filled = indexOf(texts);
		expect([...filled.followers("职")]).toEqual([["工", 2]]);
		expect([...filled.textsOf("互助")]).toEqual([0, 2]);
		expect([...filled.textsOf("驿馆")]).toEqual([]);
	});

	test("finds what MiniSearch finds when the texts are added to it one by one", () => {
		const added = new MiniSearch({
			fields: ["text"],
			tokenize: analyze,
			searchOptions: { bm25: { k: 1.2, b: 0.75, d: 0 } },
		});
		added.addAll(texts.map((text, id) => ({ id, text })));
		const filled = indexOf(texts);
		for (const query of ["职工互助", "covid-19", "2.6万", "歌手", "工会"]) {
			expect(filled.find(analyze(query)), query).toEqual(
				added.search(query).map(({ id }) => id),
			);
		}
	});

	test("counts the texts that print a term, not how often", () => {
		const index = indexOf(texts);
		expect(index.textsWith("职工")).toBe(2);
		expect(index.textsWith("covid-19")).toBe(1);
		expect(index.textsWith("火箭")).toBe(0);
	});

	test("finds terms by their beginning where that is asked", () => {
		const index = indexOf(texts);
		expect(index.find(["清"])).toEqual([]);
		expect(index.find([], ["清"])).toEqual([4]);
	});
});
