import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stringify } from "yaml";
import { formatArticle } from "../../src/knowledge/article-file.ts";
import { MARCH, PAPER } from "../answering/paper.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { writeTree } from "../support/write-tree.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
let knowledge: string;

beforeAll(async () => {
	knowledge = await mkdtemp(path.join(tmpdir(), "knowledge-"));
	const issue = path.join(knowledge, "issues", MARCH.id);
	await mkdir(issue, { recursive: true });
	const { id: _, ...facts } = MARCH;
	const file = { ...facts, status: "published", pages: [] };
	await writeFile(path.join(issue, "issue.yml"), stringify(file));
	for (const [at, article] of PAPER.slice(0, 3).entries())
		await writeFile(path.join(issue, `0${at + 1}.md`), formatArticle(article));
});
afterAll(() => rm(knowledge, { recursive: true }));

interface Ended {
	code: number;
	stdout: string;
	stderr: string;
}

/** Runs `npm run ask` without npm. */
function ask(args: string[], input = ""): Promise<Ended> {
	return new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			["--import", "tsx", "src/cli/ask.ts", ...args],
			{ cwd: ROOT },
			(error, stdout, stderr) =>
				resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
		);
		child.stdin?.end(input);
	});
}

it("prints the reply as a member sees it", async () => {
	const { code, stdout, stderr } = await ask([
		"茶香小屋每天几点开放",
		"--knowledge",
		knowledge,
	]);
	expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
	expect(stdout).toContain("6时至19时");
	expect(stdout).toContain("来源:《采茶工有了歇脚屋》山水职工报 2023-03-02");
});

it("prints the contract's JSON, completed by the context", async () => {
	const { stdout } = await ask([
		"那第二名呢",
		"--context",
		"叉车比武第一名奖励多少钱",
		"--knowledge",
		knowledge,
		"--json",
	]);
	const reply = JSON.parse(stdout);
	expect(Object.keys(reply)).toEqual([
		"id",
		"status",
		"text",
		"quotes",
		"related",
		"ms",
	]);
	expect(reply.quotes[0]).toMatchObject({
		text: expect.stringContaining("3000元"),
		article: { title: "叉车技能比武4月开赛", issue: "2023-03-02" },
	});
	expect(reply.ms).toBeGreaterThanOrEqual(0);
});

it("answers a batch line by line, and names the line that it cannot read", async () => {
	const { code, stdout, stderr } = await ask(
		["--jsonl", "--knowledge", knowledge],
		[
			'{"id":"a","q":"茶香小屋每天几点开放"}',
			"what",
			'{"id":2,"q":"这篇谁写的","context":["茶香小屋每天几点开放"]}',
			'{"id":"c"}',
			"",
			'{"id":"d","q":"这篇谁写的"}',
		].join("\n"),
	);
	expect(code).toBe(1);
	const replies = stdout
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));
	expect(replies.map(({ id, status }) => [id, status])).toEqual([
		["a", "answered"],
		[2, "answered"],
		["d", "clarify"],
	]);
	expect(stderr).toMatch(/^第 2 行:不是 JSON.*\n第 4 行:.*q/);
});

it("reads a batch that a Windows editor saved, with a BOM and CRLF", async () => {
	const { code, stdout, stderr } = await ask(
		["--jsonl", "--knowledge", knowledge],
		'\uFEFF{"id":1,"q":"茶香小屋每天几点开放"}\r\n{"id":2,"q":"你好"}\r\n',
	);
	expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
	expect(stdout.trim().split("\n")).toHaveLength(2);
});

it("answers from faq.yml in the staff's words, and names what it left out of it", async () => {
	const folder = await tempFolder();
	const answer =
		`先填入会申请书,${"再等单位工会批准,".repeat(33)}就是会员了。`.slice(
			0,
			300,
		);
	await writeTree(folder, {
		"faq.yml": stringify([
			{ questions: ["怎么入会"], answer, source: "《入会须知》,2026-05-06" },
			{ questions: ["会费交多少"], answer },
		]),
	});
	const { code, stdout, stderr } = await ask(
		["--jsonl", "--knowledge", folder],
		'{"id":1,"q":"請問怎麼加入工會呢?"}\n{"id":2,"q":"怎么退会"}',
	);
	expect(code).toBe(0);
	const [approved, silent] = stdout
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));
	expect(approved).toMatchObject({
		status: "answered",
		text: `${answer}\n來源:《入会须知》,2026-05-06`,
		quotes: [
			{
				text: answer,
				article: { id: "faq/怎么入会", title: "怎么入会", issue: null },
			},
		],
		related: [],
	});
	expect(silent.status).toBe("not_found");
	expect(stderr).toBe(
		"faq.yml:第 2 条“会费交多少”:没有写出处(source),没有收入\n",
	);
});

it("fails with one clear line where there is no knowledge", async () => {
	const { code, stdout, stderr } = await ask([
		"草帽",
		"--knowledge",
		path.join(knowledge, "nowhere"),
	]);
	expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
	expect(stderr.trim().split("\n")).toHaveLength(1);
	expect(stderr).toContain("nowhere");
});

it.each([
	[[]],
	[["--what", "草帽"]],
	[["--jsonl", "草帽"]],
	[["--jsonl", "--context", "草帽"]],
])("refuses %j as wrong usage", async (args) => {
	const { code, stdout, stderr } = await ask(args);
	expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
	expect(stderr.trim().split("\n")).toHaveLength(1);
	expect(stderr).toContain("用法:");
});
