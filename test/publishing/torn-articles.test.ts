/** Articles that are perhaps one. */

import { expect, it } from "vitest";
import {
	ArticleFacts,
	type EditedArticle,
} from "../../src/knowledge/article.ts";
import { tornArticles } from "../../src/publishing/torn-articles.ts";

const torn = (...articles: Partial<EditedArticle>[]) =>
	tornArticles(
		articles.map((facts, at) => ({
			number: at + 1,
			id: `x/${at + 1}`,
			file: `${at + 1}.md`,
			article: {
				...ArticleFacts.parse({ title: "题", ...facts }),
				body: "正文。",
			},
		})),
	);

const BROKEN = { page: "第01版", truncated: true };
const REST = {
	page: "第3版",
	damage: ["标题不在本页", "上接第1版,前面的内容不在本页"],
};

it("are what breaks off on a page and what began there", () => {
	expect(torn({ page: "第1版" }, BROKEN, REST)).toEqual([
		{ first: 2, rest: 3 },
	]);
});

it.each<[string, Partial<EditedArticle>[]]>([
	["nothing breaks off there", [{ page: "第1版" }, REST]],
	["it breaks off on another page", [{ ...BROKEN, page: "第2版" }, REST]],
	["two break off there", [BROKEN, BROKEN, REST]],
	["the page has no number", [{ ...BROKEN, page: null }, REST]],
	["nothing goes on", [BROKEN, { page: "第3版", truncated: true }]],
])("are not put together where %s", (_, articles) => {
	expect(torn(...articles)).toEqual([]);
});
