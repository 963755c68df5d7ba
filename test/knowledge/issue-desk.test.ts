/** An issue as staff work on it: read, changed, and never half. */

import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ingestFiles } from "../../src/app.ts";
import { changeIssue, readIssue } from "../../src/knowledge/issue-desk.ts";
import {
	KnowledgeBusyError,
	withKnowledgeLock,
} from "../../src/knowledge/knowledge-lock.ts";
import { readKnowledge } from "../../src/knowledge/read-knowledge.ts";
import { contentsOf } from "../support/folder-contents.ts";
import { FRONT_PAGE, INSIDE_PAGE } from "../support/pages.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { writeTree } from "../support/write-tree.ts";

const ID = "2024-03-01";

async function draft(isDraft = true) {
	const folder = await tempFolder();
	await writeTree(folder, { "1.txt": FRONT_PAGE, "3.txt": INSIDE_PAGE });
	const knowledgeDir = path.join(folder, "knowledge");
	await ingestFiles({
		files: ["1.txt", "3.txt"].map((name) => path.join(folder, name)),
		knowledgeDir,
		draft: isDraft,
		force: false,
		dryRun: false,
	});
	const read = async () => {
		const desk = await readIssue(knowledgeDir, ID);
		if (!desk) throw new Error("no issue");
		return desk;
	};
	return {
		knowledgeDir,
		issueDir: path.join(knowledgeDir, "issues", ID),
		read,
	};
}

describe("an issue on the desk", () => {
	test("has its drafts, each under the number of its file", async () => {
		const { read } = await draft();
		const { articles, issue, problems } = await read();
		expect(issue).toMatchObject({ id: ID, status: "draft" });
		expect(articles.map(({ number, id }) => [number, id])).toEqual([
			[1, `issues/${ID}/01-技能银行存的是手艺`],
			[2, `issues/${ID}/02-渡口的夜班船`],
			[3, `issues/${ID}/03-关于调整服务窗口时间的公告`],
		]);
		expect(problems).toEqual([]);
	});

	test("keeps the numbers of the others when one is taken out", async () => {
		const { knowledgeDir } = await draft();
		const desk = await changeIssue(knowledgeDir, ID, () => ({
			articles: new Map([[2, null]]),
		}));
		expect(desk?.articles.map(({ number }) => number)).toEqual([1, 3]);
	});

	test("has the same hash until readers would see something else", async () => {
		const { knowledgeDir, read, issueDir } = await draft();
		const before = await read();
		await changeIssue(knowledgeDir, ID, () => ({
			issue: { status: "published", published: "2024-03-01T00:00:00.000Z" },
		}));
		expect((await read()).hash).toBe(before.hash);
		const file = path.join(issueDir, before.articles[1]?.file ?? "");
		await writeFile(
			file,
			(await readFile(file, "utf8")).replace("十点", "九点"),
		);
		const edited = await read();
		expect(edited.hash).not.toBe(before.hash);
		await changeIssue(knowledgeDir, ID, () => ({ issue: { date: null } }));
		expect((await read()).hash).not.toBe(edited.hash);
	});

	test("shows a file that cannot be read among its problems, and the others", async () => {
		const { read, issueDir } = await draft();
		await writeFile(path.join(issueDir, "04-x.md"), "---\ntitle: [\n---\n正文");
		const { articles, problems } = await read();
		expect(articles).toHaveLength(3);
		expect(problems).toMatchObject([{ file: "04-x.md" }]);
	});

	test.each(["../..", "", "nowhere", "a/b"])(
		"there is none called %j",
		async (id) => {
			const { knowledgeDir } = await draft();
			expect(await readIssue(knowledgeDir, id)).toBeNull();
			expect(await changeIssue(knowledgeDir, id, () => null)).toBeNull();
		},
	);
});

describe("a change", () => {
	test("is written for people to read, and what staff decided stays beside the paper's words", async () => {
		const { knowledgeDir, read } = await draft(false);
		await changeIssue(knowledgeDir, ID, (desk) => {
			const article = desk.articles[1]?.article;
			if (!article) return null;
			return {
				articles: new Map([
					[2, { ...article, title: "夜班船", brief: "船十点开。" }],
				]),
			};
		});
		const { articles } = await read();
		expect(articles[1]?.article).toMatchObject({
			title: "夜班船",
			brief: "船十点开。",
		});
		const known = await readKnowledge(knowledgeDir);
		expect(
			known.articles.find(({ title }) => title === "夜班船"),
		).toBeDefined();
		expect(JSON.stringify(known.articles)).not.toContain("船十点开。");
	});

	test("takes an article back without losing it", async () => {
		const { knowledgeDir, read } = await draft(false);
		const withdraw = (withdrawn: true | undefined) =>
			changeIssue(knowledgeDir, ID, ({ articles }) => {
				const article = articles[1]?.article;
				return article
					? { articles: new Map([[2, { ...article, withdrawn }]]) }
					: null;
			});
		const titles = async () =>
			(await readKnowledge(knowledgeDir)).articles.map(({ title }) => title);
		const before = await titles();
		await withdraw(true);
		expect(await titles()).toEqual(
			before.filter((title) => title !== "渡口的夜班船"),
		);
		expect((await read()).articles).toHaveLength(3);
		await withdraw(undefined);
		expect(await titles()).toEqual(before);
	});

	test("waits for nobody: whoever writes at the same time is told", async () => {
		const { knowledgeDir } = await draft();
		await withKnowledgeLock(knowledgeDir, async () => {
			await expect(
				changeIssue(knowledgeDir, ID, () => ({ issue: { paper: "另一张报" } })),
			).rejects.toThrow(KnowledgeBusyError);
		});
	});

	test("that is refused half-way leaves all as it was", async () => {
		const { knowledgeDir } = await draft();
		const before = await contentsOf(knowledgeDir);
		await expect(
			changeIssue(knowledgeDir, ID, () => ({
				articles: new Map([
					[1, null],
					[9, null],
				]),
			})),
		).rejects.toThrow("no article 9");
		expect(await contentsOf(knowledgeDir)).toEqual(before);
	});

	test("that a killed process had begun is finished by the next one, as a whole", async () => {
		const { knowledgeDir, issueDir, read } = await draft();
		const { issue, articles } = await read();
		const [first, second] = articles.map(({ file }) => file);
		const journal = path.join(knowledgeDir, "issues", ".change.json");
		const left = {
			issue: { ...issue, paper: "另一张报" },
			written: [[first, "---\ntitle: 合在一起\n---\n全文。\n"]],
			obsolete: [second],
		};
		await writeFile(journal, JSON.stringify(left));
		// Killed behind the first file, too.
		await writeFile(
			path.join(issueDir, first ?? ""),
			left.written[0]?.[1] ?? "",
		);
		const seen = await changeIssue(knowledgeDir, ID, () => null);
		expect(seen?.issue.paper).toBe("另一张报");
		expect(seen?.articles.map(({ article }) => article.title)).toEqual([
			"合在一起",
			articles[2]?.article.title,
		]);
		await expect(readFile(journal)).rejects.toThrow("ENOENT");
	});

	test("of an issue that has gone meanwhile is none", async () => {
		const { knowledgeDir, issueDir } = await draft();
		await rm(issueDir, { recursive: true });
		expect(await changeIssue(knowledgeDir, ID, () => ({}))).toBeNull();
	});
});
