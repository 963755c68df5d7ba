/** What becomes of articles that staff correct. */

import { describe, expect, it } from "vitest";
import {
	ArticleFacts,
	type EditedArticle,
} from "../../src/knowledge/article.ts";
import type { Issue } from "../../src/knowledge/issue.ts";
import { type Edit, editIssue } from "../../src/publishing/edit-issue.ts";

const article = (facts: Partial<EditedArticle>): EditedArticle => ({
	...ArticleFacts.parse({ title: "题", ...facts }),
	body: "正文。",
	...facts,
});

const ARTICLES = [
	article({
		title: "早餐铺开张",
		body: "一碗粥两块钱，六点开",
		truncated: true,
		authors: [{ role: "记者", name: "乔一山" }],
	}),
	article({
		title: "无题",
		body: "门。工友都来。",
		damage: [
			"标题不在本页",
			"上接第1版,前面的内容不在本页",
			"第3行起有读不出的字",
		],
	}),
	article({ title: "三", body: "第三篇。", subheads: ["小标题"] }),
];

function edited(
	edit: Edit,
	status: "draft" | "published" = "draft",
	articles = ARTICLES,
) {
	const change = editIssue(
		{
			issue: { status } as Issue,
			articles: articles.map((one, at) => ({
				number: at + 1,
				id: `x/${at + 1}`,
				file: `${at + 1}.md`,
				article: one,
			})),
		},
		edit,
	);
	if ("problem" in change) return change;
	return { ...change, articles: Object.fromEntries(change.articles ?? []) };
}

describe("an edit", () => {
	it.each<[Edit, Partial<EditedArticle>]>([
		[{ do: "title", number: 3, text: "新题" }, { title: "新题" }],
		[{ do: "kind", number: 3, kind: "event" }, { kind: "event" }],
		[{ do: "place", number: 3, text: "绍兴" }, { place: "绍兴" }],
		[{ do: "place", number: 3, text: null }, { place: null }],
		[{ do: "brief", number: 3, text: "一句话。" }, { brief: "一句话。" }],
		[{ do: "withdraw", numbers: [3] }, { withdrawn: true }],
	])("%j changes that and nothing else", (edit, changed) => {
		expect(edited(edit)).toEqual({
			articles: { 3: { ...ARTICLES[2], ...changed } },
		});
	});

	it("puts a text that broke off and its end together, under the first headline", () => {
		expect(edited({ do: "merge", numbers: [1, 2] })).toMatchObject({
			articles: {
				1: {
					title: "早餐铺开张",
					body: "一碗粥两块钱，六点开门。工友都来。",
					truncated: false,
					authors: [{ name: "乔一山" }],
					damage: ["第3行起有读不出的字"],
				},
				2: null,
			},
		});
	});

	it("puts whole texts below each other, in the order in which they were named", () => {
		expect(edited({ do: "merge", numbers: [3, 2, 3] })).toMatchObject({
			articles: { 3: { body: "第三篇。\n门。工友都来。" }, 2: null },
		});
	});

	it("takes articles out", () => {
		expect(edited({ do: "delete", numbers: [1, 3] })).toEqual({
			articles: { 1: null, 3: null },
		});
	});

	it("replaces words that stand once, wherever they stand", () => {
		expect(
			edited({ do: "replace", number: 1, from: "两块钱", to: "$&三块钱" }),
		).toMatchObject({ articles: { 1: { body: "一碗粥$&三块钱，六点开" } } });
		expect(
			edited({ do: "replace", number: 1, from: "早餐铺", to: "早餐摊" }),
		).toMatchObject({ articles: { 1: { title: "早餐摊开张" } } });
	});

	it("corrects the editor's own line and the captions along with the text, or alone", () => {
		const [first] = ARTICLES;
		const captioned = {
			...first,
			brief: "一碗粥两块钱。",
			captions: ["两块钱的粥，热气腾腾"],
		} as EditedArticle;
		const change = (from: string) =>
			edited({ do: "replace", number: 1, from, to: "三块钱" }, "draft", [
				captioned,
			]);
		expect(change("两块钱")).toMatchObject({
			articles: {
				1: {
					body: "一碗粥三块钱，六点开",
					brief: "一碗粥三块钱。",
					captions: ["三块钱的粥，热气腾腾"],
				},
			},
		});
		expect(change("热气腾腾")).toMatchObject({
			articles: { 1: { captions: ["两块钱的粥，三块钱"] } },
		});
	});

	it("puts what staff write on one line", () => {
		expect(
			edited({ do: "title", number: 1, text: "甲\n---\n乙" }),
		).toMatchObject({ articles: { 1: { title: "甲 --- 乙" } } });
	});

	it("corrects what is known of the issue", () => {
		expect(edited({ do: "date", date: "2024-04-01" })).toEqual({
			articles: {},
			issue: { date: "2024-04-01" },
		});
	});
});

describe("nothing is changed", () => {
	it.each<Edit>([
		{ do: "title", number: 4, text: "x" },
		{ do: "merge", numbers: [1, 4] },
		{ do: "delete", numbers: [4, 1] },
	])("where an article is not there: %j", (edit) => {
		expect(edited(edit)).toEqual({ problem: "no such article", number: 4 });
	});

	it.each<[Edit, number]>([
		[{ do: "title", number: 1, text: "长".repeat(61) }, 60],
		[{ do: "brief", number: 1, text: "长".repeat(81) }, 80],
		[{ do: "replace", number: 1, from: "粥", to: "长".repeat(101) }, 100],
	])("where it would be longer than a phone shows: %#", (edit, most) => {
		expect(edited(edit)).toEqual({ problem: "too long", most });
	});

	it("where it is so already", () => {
		expect(edited({ do: "restore", numbers: [1, 2] })).toEqual({
			problem: "no change",
		});
	});

	it.each<Edit>([
		{ do: "delete", numbers: [1] },
		{ do: "merge", numbers: [1, 2] },
	])("where members have seen what would disappear: %j", (edit) => {
		expect(edited(edit, "published")).toEqual({ problem: "published" });
	});

	it.each([
		["四块钱", 0],
		["工友", 1],
		["。", 2],
	])("where the words to be replaced do not stand once: %s", (from, found) => {
		const change = edited({ do: "replace", number: 2, from, to: "x" });
		if (found === 1) expect(change).toHaveProperty("articles");
		else expect(change).toEqual({ problem: "words", number: 2, found });
	});
});
