/** What the thesaurus reads in a question, and what staff may write in it. */

import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { plainArticle } from "../../src/knowledge/article.ts";
import { buildIndex } from "../../src/search/article-index.ts";
import { createThesaurus, ThesaurusFile } from "../../src/search/thesaurus.ts";

test("words of a group stand for each other", () => {
	const thesaurus = createThesaurus({ words: ["加薪 涨工资 提薪"] });
	expect(thesaurus.read("啥时候加薪")).toEqual([
		{ said: "加薪", printed: ["涨工资", "提薪"] },
	]);
	expect(thesaurus.read("提薪了吗")[0]?.printed).toEqual(["加薪", "涨工资"]);
});

test("an arrow leads from what is said to what is printed, and not back", () => {
	const thesaurus = createThesaurus({ words: ["开大车 跑长途 → 货车司机"] });
	expect(thesaurus.read("跑长途的有啥好处")).toEqual([
		{ said: "跑长途", printed: ["货车司机"] },
	]);
	expect(thesaurus.read("货车司机有啥好处")).toEqual([]);
});

test("a word of several lines gathers what all of them print", () => {
	const thesaurus = createThesaurus({
		words: ["掏钱 → 出资 自理", "掏钱 花钱 → 费用"],
	});
	expect(thesaurus.read("谁掏钱")[0]?.printed).toEqual([
		"出资",
		"自理",
		"费用",
	]);
});

test("full-width and traditional writing is the same word", () => {
	const thesaurus = createThesaurus({ words: ["漲工錢　→　工資協商"] });
	expect(thesaurus.read("涨工钱")).toEqual([
		{ said: "涨工钱", printed: ["工资协商"] },
	]);
});

test.each([
	"加薪",
	"加 涨工资",
	"→ 货车司机",
	"开大车 → 跑长途 → 货车司机",
	"",
])("staff are told that the line “%s” is wrong", (line) => {
	const parsed = ThesaurusFile.safeParse({ words: [line] });
	expect(parsed.success).toBe(false);
	expect(parsed.error?.issues[0]?.message).toContain(`“${line}”`);
});

test("an article that prints another word for what was asked is found", () => {
	const thesaurus = createThesaurus({ words: ["加薪 → 集体协商"] });
	const index = buildIndex([
		plainArticle({ id: "a", title: "体检车进车间", body: "量血压。" }),
		plainArticle({
			id: "b",
			title: "坐下来谈",
			body: "工资集体协商已经开始。",
		}),
	]);
	expect(index.search("加薪")).toEqual([]);
	const hits = index.search("加薪", { concepts: thesaurus.read("加薪") });
	expect(hits.map(({ article }) => article.id)).toEqual(["b"]);
});

test("the thesaurus of the project is well written", async () => {
	const file = parse(await readFile("config/thesaurus.yml", "utf8"));
	expect(ThesaurusFile.safeParse(file).error).toBeUndefined();
	const { words } = ThesaurusFile.parse(file);
	expect(new Set(words).size).toBe(words.length);
});
