import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeTree } from "../support/write-tree.ts";

let dir: string;
let docs: string;
let questions: string;

beforeAll(async () => {
	dir = await mkdtemp(path.join(tmpdir(), "evaluate-"));
	docs = await lines("docs.jsonl", [
		{
			id: "a",
			title: "医疗互助下月开始参保",
			text: "职工医疗互助保障计划下月起接受参保。每人每年保费80元。",
		},
		{
			id: "b",
			text: "清凉驿站开放到九月 连日高温,环卫工人可以进驿站歇脚。咨询电话0793-5550219。",
		},
	]);
	questions = await lines("questions.jsonl", [
		{ id: "1", q: "医疗互助每年保费多少元?", doc: "a", answers: ["80元"] },
		{
			id: "2",
			q: "清凉驿站的咨询电话是多少?",
			doc: "b",
			answers: ["0793-5550219"],
		},
	]);
});

afterAll(() => rm(dir, { recursive: true }));

describe("npm run evaluate", () => {
	test("prints how well the documents were ranked and the answers quoted", async () => {
		const run = await evaluate(
			"--docs",
			docs,
			"--questions",
			questions,
			"--json",
		);
		expect(run).toMatchObject({ code: 0, stderr: "" });
		expect(JSON.parse(run.stdout)).toEqual({
			docs: 2,
			questions: 2,
			hit1: 1,
			hit5: 1,
			mrr10: 1,
			answerContained: 1,
			rougeL: expect.any(Number),
			replyChars: expect.any(Number),
			indexMs: expect.any(Number),
			msP50: expect.any(Number),
			msP99: expect.any(Number),
			types: {
				money: {
					questions: 1,
					hit1: 1,
					contained: 1,
					rougeL: expect.any(Number),
					chars: expect.any(Number),
					refused: 0,
				},
				phone: expect.objectContaining({ questions: 1, refused: 0 }),
			},
		});
	});

	describe("with --failures", () => {
		let hard: string;
		beforeAll(async () => {
			hard = await lines("hard.jsonl", [
				{
					id: "1",
					q: "医疗互助每年保费多少元?",
					doc: "a",
					answers: ["80元"],
				},
				{
					id: "2",
					q: "桐乡的清凉驿站电话是多少?",
					doc: "b",
					answers: ["0793-5550219"],
					type: "far",
				},
				{
					id: "3",
					q: "清凉驿站的咨询电话是多少?",
					doc: "a",
					answers: ["80元"],
				},
				{
					id: "4",
					q: "清凉驿站的咨询电话是多少?",
					doc: "b",
					answers: ["12351"],
				},
			]);
		});

		test("lists after the tables what was not answered, and why", async () => {
			const run = await evaluate(
				"--docs",
				docs,
				"--questions",
				hard,
				"--failures",
			);
			expect(run).toMatchObject({ code: 0, stderr: "" });
			const [, ...failures] = run.stdout.split(/\n(?=\{)/);
			expect(run.stdout).toMatch(/^docs +2\n/);
			expect(run.stdout).toMatch(/\nfar +1 .* 1\n/);
			expect(failures.map((line) => JSON.parse(line))).toEqual([
				{
					id: "2",
					q: "桐乡的清凉驿站电话是多少?",
					type: "far",
					why: "refused",
					refusal: "constraint",
					doc: "b",
					wanted: ["0793-5550219"],
					from: [],
					quoted: [],
				},
				expect.objectContaining({
					id: "3",
					why: "wrong_document",
					from: ["b"],
				}),
				expect.objectContaining({
					id: "4",
					type: "phone",
					why: "not_in_quote",
					wanted: ["12351"],
					quoted: [expect.stringContaining("0793-5550219")],
				}),
			]);
		});

		test("and --json stays one object", async () => {
			const run = await evaluate(
				"--docs",
				docs,
				"--questions",
				hard,
				"--failures",
				"--json",
			);
			const { failures } = JSON.parse(run.stdout);
			expect(failures).toHaveLength(3);
		});
	});

	test("grades members' questions over a folder of knowledge, each type for itself", async () => {
		const knowledge = path.join(dir, "knowledge");
		await writeTree(knowledge, {
			"post.md": "# 清凉驿站开放\n\n清凉驿站每天8时至20时开放。\n",
			"faq.yml":
				"- questions: [怎么入会]\n  answer: 找单位工会。\n  source: 组织部\n",
		});
		const ask = { titles: ["清凉驿站开放"], answers: ["8时至20时"] };
		const members = await lines("members.jsonl", [
			{ id: "1", q: "清凉驿站每天几点开放", type: "fact", ...ask },
			{
				id: "2",
				q: "那每天几点开放",
				context: ["清凉驿站在哪里"],
				type: "followup",
				...ask,
			},
			{ id: "3", q: "驿站的电话是多少", type: "fact", ...ask },
			{
				id: "4",
				q: "如何入会",
				type: "fact",
				titles: ["怎么入会"],
				answers: ["单位工会"],
			},
			{
				id: "5",
				q: "清凉驿站每天几点开放",
				type: "unanswerable",
				subtype: "near_miss",
				titles: [],
				answers: [],
			},
		]);
		const run = await evaluate(
			"--members",
			members,
			"--knowledge",
			knowledge,
			"--failures",
			"--json",
		);
		expect(run).toMatchObject({ code: 0, stderr: "" });
		const { types, failures, ...all } = JSON.parse(run.stdout);
		expect(all).toEqual({ questions: 5, right: 3, chars: expect.any(Number) });
		expect(types).toMatchObject({
			fact: { questions: 3, right: 2 },
			followup: { questions: 1, right: 1 },
			near_miss: { questions: 1, right: 0 },
		});
		expect(failures).toMatchObject([
			{ id: "3", why: "refused", wanted: ["8时至20时"], quoted: [] },
			{ id: "5", why: "not_refused", from: ["清凉驿站开放"] },
		]);
	});

	test.each([
		[["--members", "x.jsonl", "--docs", "y.jsonl"], "不能和"],
		[["--docs", "x", "--questions", "y", "--knowledge", "z"], "--members"],
		[["x.jsonl"], "“x.jsonl”是多余的"],
	])("refuses %j as wrong usage", async (args, words) => {
		const run = await evaluate(...args);
		expect(run).toMatchObject({ code: 2, stdout: "" });
		expect(run.stderr).toContain(words);
	});

	test("measures summaries against those that editors wrote", async () => {
		const text = "渔港工会为八百名船员送去急救包,每包三十件。不错。";
		const summaries = await lines("summaries.jsonl", [
			{ id: 7, title: "急救包送上船", text, summary: text.slice(0, 15) },
		]);
		const run = await evaluate("--summaries", summaries, "--json");
		expect(run).toMatchObject({ code: 0, stderr: "" });
		expect(JSON.parse(run.stdout)).toEqual({
			articles: 1,
			// All 15 characters of the brief stand in the 22 of ours.
			rouge1: expect.closeTo(30 / 37),
			rouge2: expect.closeTo(28 / 35),
			rougeL: expect.closeTo(30 / 37),
			chars: 22,
		});
	});

	test("cuts summaries to the length given, and takes no other length than a number", async () => {
		const summaries = await lines("summaries.jsonl", [
			{
				id: "7",
				title: "急救包送上船",
				text: "渔港工会为八百名船员送去急救包。每包三十件,可用两年。",
				summary: "渔港工会为八百名船员送去急救包。",
			},
		]);
		const short = await evaluate(
			...["--summaries", summaries, "--max-chars", "20", "--json"],
		);
		expect(JSON.parse(short.stdout)).toMatchObject({ rougeL: 1, chars: 16 });
		const wrong = await evaluate("--summaries", summaries, "--max-chars", "长");
		expect(wrong).toMatchObject({ code: 2, stdout: "" });
		expect(wrong.stderr).toMatch(/^--max-chars 要一个正整数/);
	});

	test("says what is missing in one line", async () => {
		const run = await evaluate("--docs", docs);
		expect(run).toMatchObject({ code: 2, stdout: "" });
		expect(run.stderr).toMatch(/^--docs 和 --questions 都要给出.*\n$/);
	});

	test("names the file and the line that cannot be read", async () => {
		const broken = path.join(dir, "broken.jsonl");
		await writeFile(broken, '{"id":"a","text":"好"}\n{"id":');
		const run = await evaluate("--docs", broken, "--questions", questions);
		expect(run).toMatchObject({ code: 1, stdout: "" });
		expect(run.stderr).toContain("broken.jsonl 第 2 行");
	});
});

async function lines(name: string, values: object[]): Promise<string> {
	const file = path.join(dir, name);
	await writeFile(
		file,
		values.map((value) => JSON.stringify(value)).join("\n"),
	);
	return file;
}

function evaluate(
	...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
	const command = ["--import", "tsx", "src/cli/evaluate.ts", ...args];
	return new Promise((resolve) => {
		execFile(process.execPath, command, (error, stdout, stderr) => {
			resolve({ code: Number(error?.code ?? 0), stdout, stderr });
		});
	});
}
