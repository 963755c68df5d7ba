import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

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
		});
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
