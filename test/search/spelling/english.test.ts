import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readEnglish } from "../../../src/search/spelling/english.ts";
import {
	createGlossary,
	GlossaryFile,
} from "../../../src/search/spelling/glossary.ts";
import { stem } from "../../../src/search/spelling/stem.ts";
import { index, parts } from "./spelling-paper.ts";

const read = (asked: string, glossary = parts.glossary) =>
	readEnglish(
		asked.toLowerCase().match(/[a-z]+(?:[-'][a-z]+)*|\d+/g) ?? [],
		index,
		glossary,
		parts.dictionary,
	);

describe("an English question becomes the paper's words, with the question word last", () => {
	test.each([
		["How many delivery riders in Hefei got a free check-up?", /多少人$/],
		["When does the workers' cultural palace open?", /什么时候$/],
		["Where can outdoor workers rest?", /在哪里$/],
		["What is the phone number of the medical mutual aid?", /电话是多少$/],
		["How much is the subsidy for recuperation?", /多少钱?$/],
		["Is the badminton hall free of charge?", /免费吗$/],
		["Can retired workers apply?", /可以吗$/],
	])("%s", (asked, question) => {
		expect(read(asked)).toMatch(question);
	});

	test("names are found by their sound", () => {
		expect(read("How much prize money did Li Fan win?")).toContain("李凡");
		expect(read("checkup in Hefei")).toContain("合肥");
	});

	test("of several renderings the one is taken that stands with the others", () => {
		expect(read("skills contest of welders in Quzhou")).toContain("比武");
	});

	test("a name that is not in the paper stays, so that it is missed", () => {
		expect(read("How much prize money did Zhao Qingyun win?")).toContain(
			"qingyun",
		);
	});

	test("what of joins is turned round", () => {
		const glossary = createGlossary(
			GlossaryFile.parse(parse("words: {chair: 主席, union: 工会}")),
		);
		expect(read("chair of the union", glossary)).toBe("工会 主席");
	});

	test("is left alone when hardly a word is known", () => {
		expect(read("quantum chromodynamics lattice gauge")).toBeNull();
	});
});

describe("the glossary", () => {
	test("knows a word in all its regular forms", () => {
		expect(["apply", "applies", "applied", "applying"].map(stem)).toEqual(
			Array(4).fill(stem("apply")),
		);
		expect(stem("companies")).toBe(stem("company"));
		expect(stem("contests")).toBe(stem("contest"));
		expect(stem("workers'")).toBe(stem("worker"));
	});

	test("passes over a line that has nothing behind the colon yet", () => {
		const glossary = createGlossary(
			GlossaryFile.parse(parse("words: {union: 工会, steward: }")),
		);
		expect(read("union steward", glossary)).toBe("工会");
	});

	test("is refused when a part of it is misnamed", () => {
		expect(() =>
			createGlossary(GlossaryFile.parse(parse("word: {union: 工会}"))),
		).toThrow(/word/);
	});
});
