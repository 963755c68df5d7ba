/** `knowledge/faq.yml`: what staff write, and what they are told when it is wrong. */

import { describe, expect, test } from "vitest";
import { parseFaq } from "../../src/knowledge/faq.ts";
import { readKnowledge } from "../../src/knowledge/read-knowledge.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { writeTree } from "../support/write-tree.ts";

const JOIN = `
- questions:
    - 怎么入会?
    - 加入工会找谁
  answer: 先找单位工会,填一张入会申请书。
  source: 市总工会组织部答复
`;

test("an entry has its questions, its answer and where it comes from", () => {
	expect(parseFaq(JOIN)).toEqual({
		entries: [
			{
				id: "faq/怎么入会",
				title: "怎么入会?",
				questions: ["怎么入会?", "加入工会找谁"],
				answer: "先找单位工会,填一张入会申请书。",
				source: "市总工会组织部答复",
				unlike: [],
				until: null,
			},
		],
		problems: [],
	});
});

test("it may name questions that must not get it, and its last day", () => {
	const { entries } = parseFaq(
		`${JOIN}  unlike: [怎么退会]\n  until: 2026-12-31\n`,
	);
	expect(entries).toMatchObject([
		{ unlike: ["怎么退会"], until: "2026-12-31" },
	]);
});

test("a file of comments holds nothing, and nothing is wrong with it", () => {
	expect(parseFaq("# 还没有\n")).toEqual({ entries: [], problems: [] });
	expect(parseFaq("")).toEqual({ entries: [], problems: [] });
});

describe("what is wrong is said in Chinese, with the entry's number and first question", () => {
	const second = (lines: string) => `${JOIN}- ${lines}\n`;
	test.each([
		[
			"no answer",
			second("questions: [会费交多少]\n  source: 某某"),
			"第 2 条“会费交多少”:没有写答案(answer)",
		],
		[
			"an empty answer",
			second('questions: [会费交多少]\n  answer: " "\n  source: 某某'),
			"第 2 条“会费交多少”:没有写答案(answer)",
		],
		[
			"an answer that is too long",
			second(
				`questions: [会费交多少]\n  answer: ${"长".repeat(301)}\n  source: 某某`,
			),
			"第 2 条“会费交多少”:答案有 301 个字,最多 300 个",
		],
		[
			"no source",
			second("questions: [会费交多少]\n  answer: 五元。"),
			"第 2 条“会费交多少”:没有写出处(source)",
		],
		[
			"no questions",
			second("questions: []\n  answer: 五元。\n  source: 某某"),
			"第 2 条:没有写问法(questions),至少写一种",
		],
		[
			"an empty question",
			second('questions: [""]\n  answer: 五元。\n  source: 某某'),
			"第 2 条:不能是空的",
		],
		[
			"a question of marks",
			second('questions: ["??"]\n  answer: 五元。\n  source: 某某'),
			"第 2 条“??”:问法“??”里没有字",
		],
		[
			"a question that another entry has",
			second("questions: [会费, 怎么入会]\n  answer: 五元。\n  source: 某某"),
			"第 2 条“会费”:问法“怎么入会”在“怎么入会?”那一条里已经有了",
		],
		[
			"a negative example that is a question",
			second(
				'questions: [会费交多少]\n  unlike: ["会费交多少?"]\n  answer: 五元。\n  source: 某某',
			),
			"第 2 条“会费交多少”:反例“会费交多少?”和问法一样,请删掉一个",
		],
		[
			"no date",
			second(
				"questions: [会费交多少]\n  answer: 五元。\n  source: 某某\n  until: 年底",
			),
			"第 2 条“会费交多少”:有效期(until)要写成 2026-12-31 这样的日期",
		],
		[
			"an unknown field",
			second(
				"questions: [会费交多少]\n  answer: 五元。\n  source: 某某\n  anser: 六元。",
			),
			"第 2 条“会费交多少”:不认识“anser”,只能写 questions、answer、source、unlike、until",
		],
	])("%s", (_what, text, problem) => {
		const { entries, problems } = parseFaq(text);
		expect(problems).toEqual([problem]);
		// The other entry is read all the same.
		expect(entries.map(({ title }) => title)).toEqual(["怎么入会?"]);
	});

	test("a file that is no list, and one that is no YAML", () => {
		expect(parseFaq("questions: 怎么入会").problems).toEqual([
			"要写成一条一条的,每条以“- questions:”开头",
		]);
		expect(
			parseFaq("- questions:\n  - 怎么入会\n answer: 好").problems,
		).toEqual([expect.stringMatching(/^第 \d+ 行附近格式不对/)]);
	});
});

describe("among the knowledge", () => {
	async function read(files: Record<string, string>) {
		const dir = await tempFolder();
		await writeTree(dir, files);
		return readKnowledge(dir);
	}

	test("it is no article, and its problems name the file", async () => {
		const { articles, faq, problems } = await read({
			"faq.yml": `${JOIN}- answer: 五元。\n  source: 某某\n`,
			"faq/card.md": "# 会员卡怎么办\n带身份证到窗口。",
		});
		expect(articles.map(({ id }) => id)).toEqual(["faq/card"]);
		expect(faq.map(({ title }) => title)).toEqual(["怎么入会?"]);
		expect(problems).toEqual([
			{
				file: "faq.yml",
				message: "第 2 条:没有写问法(questions),至少写一种",
			},
		]);
	});

	test("a change to it leaves the articles' hash alone", async () => {
		const card = { "card.md": "# 会员卡怎么办\n带身份证到窗口。" };
		const [without, having] = await Promise.all([
			read(card),
			read({ ...card, "faq.yml": JOIN }),
		]);
		expect(having.hash).toBe(without.hash);
	});
});
