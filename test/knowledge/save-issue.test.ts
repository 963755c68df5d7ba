/** Writing an issue: again and again the same, whole or not at all, and never over what people did. */

import { createHash } from "node:crypto";
import {
	mkdir,
	readdir,
	readFile,
	rm,
	utimes,
	writeFile,
} from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ArticleFacts, type ArticleText } from "../../src/knowledge/article.ts";
import type { Issue } from "../../src/knowledge/issue.ts";
import {
	KnowledgeBusyError,
	withKnowledgeLock,
} from "../../src/knowledge/knowledge-lock.ts";
import { readKnowledge } from "../../src/knowledge/read-knowledge.ts";
import {
	listIssues,
	type PageDraft,
	type SaveReport,
	saveIssue,
} from "../../src/knowledge/save-issue.ts";
import { contentsOf, stampsOf } from "../support/folder-contents.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { writeTree } from "../support/write-tree.ts";

const MARCH: Omit<Issue, "pages"> = {
	id: "2024-03-01",
	status: "published",
	paper: "山城职工报",
	date: "2024-03-01",
	imported: "2024-03-02T08:00:00.000Z",
	published: null,
};

function article(title: string, body = "船上的灯整夜不熄。"): ArticleText {
	return { ...ArticleFacts.parse({ title }), body };
}

/** A page whose bytes are its articles' words, so that another text is another page. */
function page(number: string, ...articles: ArticleText[]): PageDraft {
	const words = articles.map(({ title, body }) => title + body).join();
	const sha256 = createHash("sha256").update(words).digest("hex");
	return {
		source: { page: number, source: `page-${number}.txt`, sha256 },
		articles,
	};
}

/** Saves as `ingest` does: over what stands there. */
async function save(
	dir: string,
	pages: readonly PageDraft[],
	{ force = false, issue = MARCH } = {},
): Promise<SaveReport> {
	return withKnowledgeLock(dir, async () => {
		const existing = (await listIssues(dir)).issues.find(
			({ id }) => id === issue.id,
		);
		return saveIssue(dir, issue, pages, existing ?? null, force);
	});
}

const BOAT = article("渡口的夜班船");
const TEA = article("采茶工的小屋", "小屋每天六时开放。");
const NET = article("渔网厂的新图纸", "老式梭子用了四十年。");

function fileOf(dir: string, name: string): string {
	return path.join(dir, "issues", MARCH.id, name);
}

async function titlesIn(dir: string): Promise<string[]> {
	const { articles, problems } = await readKnowledge(dir);
	expect(problems).toEqual([]);
	return articles.map(({ title }) => title);
}

test("an issue is a folder with a file per article, numbered in printed order, and issue.yml", async () => {
	const dir = await tempFolder();
	const report = await save(dir, [page("1", BOAT, TEA), page("2", NET)]);
	expect(report).toMatchObject({
		written: [
			"01-渡口的夜班船.md",
			"02-采茶工的小屋.md",
			"03-渔网厂的新图纸.md",
		],
		unchanged: [],
		kept: [],
	});
	expect(await readdir(path.join(dir, "issues", MARCH.id))).toEqual([
		...report.written,
		"issue.yml",
	]);
	expect((await listIssues(dir)).issues).toMatchObject([
		{ ...MARCH, pages: [{ page: "1" }, { page: "2" }] },
	]);
	expect(await titlesIn(dir)).toEqual([BOAT.title, TEA.title, NET.title]);
});

test.each([
	["“免打扰”也是关爱", "01-免打扰-也是关爱.md"],
	["小发明 大效益", "01-小发明-大效益.md"],
	["../../etc/passwd", "01-etc-passwd.md"],
	["——！", "01-untitled.md"],
	["Ａ４纸", "01-A4纸.md"],
	["很".repeat(300), `01-${"很".repeat(24)}.md`],
])("the headline %s makes the file name %s", async (title, file) => {
	const dir = await tempFolder();
	const report = await save(dir, [page("1", article(title))]);
	expect(report.written).toEqual([file]);
	expect(await titlesIn(dir)).toEqual([title]);
});

test("saving the same page again touches nothing", async () => {
	const dir = await tempFolder();
	const pages = [page("1", BOAT, TEA)];
	await save(dir, pages);
	const before = await stampsOf(dir);
	const report = await save(dir, pages);
	expect(report).toMatchObject({ written: [], kept: [] });
	expect(report.unchanged).toHaveLength(2);
	expect(await stampsOf(dir)).toEqual(before);
});

test("a page added later goes on with the numbers, and leaves the other pages alone", async () => {
	const dir = await tempFolder();
	await save(dir, [page("1", BOAT, TEA)]);
	const before = await stampsOf(dir);
	const report = await save(dir, [page("2", NET)]);
	expect(report.written).toEqual(["03-渔网厂的新图纸.md"]);
	const after = await stampsOf(dir);
	for (const file of Object.keys(before).filter((name) => name.endsWith(".md")))
		expect(after[file]).toBe(before[file]);
	expect(await titlesIn(dir)).toEqual([BOAT.title, TEA.title, NET.title]);
});

describe("a corrected page takes the place of the one before", () => {
	test("with its numbers, and without the articles that it no longer has", async () => {
		const dir = await tempFolder();
		await save(dir, [page("1", BOAT, TEA), page("2", NET)]);
		const corrected = article(BOAT.title, "船上的灯整夜都亮着。");
		const report = await save(dir, [page("1", corrected)]);
		expect(report.written).toEqual(["01-渡口的夜班船.md"]);
		expect(await titlesIn(dir)).toEqual([BOAT.title, NET.title]);
		expect((await listIssues(dir)).issues[0]?.pages).toHaveLength(2);
	});

	test("but an article that a person edited stays, though the page has it no longer", async () => {
		const dir = await tempFolder();
		await save(dir, [page("1", BOAT, TEA)]);
		const edited = fileOf(dir, "02-采茶工的小屋.md");
		await writeFile(edited, `${await readFile(edited, "utf8")}\n改过的。\n`);
		const report = await save(dir, [page("1", BOAT)]);
		expect(report.kept).toEqual(["02-采茶工的小屋.md"]);
		expect(await readFile(edited, "utf8")).toContain("改过的。");
	});
});

describe("what people did stands", () => {
	async function edited(): Promise<string> {
		const dir = await tempFolder();
		await save(dir, [page("1", BOAT, TEA)]);
		await writeFile(
			fileOf(dir, "01-渡口的夜班船.md"),
			"---\ntitle: 改过的标题\n---\n\n改过的正文。\n",
		);
		return dir;
	}

	test("an edited file is kept, however often the page comes", async () => {
		const dir = await edited();
		for (let time = 0; time < 2; time++) {
			const report = await save(dir, [page("1", BOAT, TEA)]);
			expect(report).toMatchObject({
				written: [],
				unchanged: ["02-采茶工的小屋.md"],
				kept: ["01-渡口的夜班船.md"],
			});
		}
		expect(await titlesIn(dir)).toEqual(["改过的标题", TEA.title]);
	});

	test("an edited file is kept when the page is corrected, and when it then comes again", async () => {
		const dir = await edited();
		const corrected = page("1", BOAT, article(TEA.title, "小屋七时开放。"));
		expect((await save(dir, [corrected])).kept).toEqual(["01-渡口的夜班船.md"]);
		expect((await save(dir, [corrected])).kept).toEqual(["01-渡口的夜班船.md"]);
		expect(await titlesIn(dir)).toEqual(["改过的标题", TEA.title]);
	});

	test("a deleted file stays deleted", async () => {
		const dir = await tempFolder();
		await save(dir, [page("1", BOAT, TEA)]);
		await rm(fileOf(dir, "01-渡口的夜班船.md"));
		const report = await save(dir, [page("1", BOAT, TEA)]);
		expect(report.kept).toEqual(["01-渡口的夜班船.md"]);
		expect(await titlesIn(dir)).toEqual([TEA.title]);
	});

	test("a person's own file of the same name is kept", async () => {
		const dir = await tempFolder();
		await save(dir, [page("1", BOAT)]);
		await writeFile(
			fileOf(dir, "02-渔网厂的新图纸.md"),
			"---\ntitle: 我的\n---\n我写的。\n",
		);
		const report = await save(dir, [page("2", NET)]);
		expect(report.kept).toEqual(["02-渔网厂的新图纸.md"]);
		expect(await titlesIn(dir)).toEqual([BOAT.title, "我的"]);
	});

	test("--force writes over it all", async () => {
		const dir = await edited();
		await rm(fileOf(dir, "02-采茶工的小屋.md"));
		const report = await save(dir, [page("1", BOAT, TEA)], { force: true });
		expect(report.written).toHaveLength(2);
		expect(await titlesIn(dir)).toEqual([BOAT.title, TEA.title]);
	});
});

test("a draft is published by saving it as published, its articles untouched", async () => {
	const dir = await tempFolder();
	await save(dir, [page("1", BOAT)], { issue: { ...MARCH, status: "draft" } });
	expect(await titlesIn(dir)).toEqual([]);
	const report = await save(dir, [page("1", BOAT)]);
	expect(report.written).toEqual([]);
	expect(await titlesIn(dir)).toEqual([BOAT.title]);
});

describe("all of it or nothing", () => {
	test("what a killed run left behind is no knowledge, and the next run clears it away", async () => {
		const dir = await tempFolder();
		await writeTree(dir, {
			"issues/.staging-4711/01-渡口的夜班船.md": "---\ntitle: 写了一",
			"issues/.staging-4711/issue.yml": "status: publ",
		});
		expect(await titlesIn(dir)).toEqual([]);
		expect((await listIssues(dir)).issues).toEqual([]);
		await save(dir, [page("1", BOAT)]);
		expect(await readdir(path.join(dir, "issues"))).toEqual([MARCH.id]);
	});

	test("a run that was killed between two renames is finished by the next", async () => {
		const dir = await tempFolder();
		await save(dir, [page("1", BOAT, TEA)]);
		const before = await contentsOf(dir);
		const corrected = [
			page(
				"1",
				article(BOAT.title, "船上的灯都亮着。"),
				article(TEA.title, "七时开放。"),
			),
		];
		await save(dir, corrected);
		const after = await contentsOf(dir);
		// One article is the new one, the other and issue.yml are still the old ones.
		const half = { ...before };
		const first = `issues/${MARCH.id}/01-渡口的夜班船.md`;
		half[first] = after[first] ?? "";
		await writeTree(dir, half);
		await save(dir, corrected);
		expect(await contentsOf(dir)).toEqual(after);
	});

	test("an empty folder of the issue's name is no obstacle", async () => {
		const dir = await tempFolder();
		await mkdir(path.join(dir, "issues", MARCH.id), { recursive: true });
		await save(dir, [page("1", BOAT)]);
		expect(await titlesIn(dir)).toEqual([BOAT.title]);
	});

	test("a folder that is a file is an error, and the file stays", async () => {
		const dir = await tempFolder();
		await writeTree(dir, { issues: "不是目录" });
		await expect(save(dir, [page("1", BOAT)])).rejects.toThrow(
			/EEXIST|ENOTDIR/,
		);
		expect(await contentsOf(dir)).toEqual({ issues: "不是目录" });
	});
});

test("an issue.yml that cannot be read is named beside those that can", async () => {
	const dir = await tempFolder();
	await writeTree(dir, { "issues/2024-03-01/issue.yml": "status: [" });
	expect(await listIssues(dir)).toEqual({
		issues: [],
		broken: [{ id: "2024-03-01", message: expect.stringMatching(/^.+$/) }],
	});
});

describe("the lock", () => {
	test("of two writers one wins, the other is told that it is busy", async () => {
		const dir = await tempFolder();
		const first = withKnowledgeLock(dir, async () => {
			await expect(
				withKnowledgeLock(dir, async () => "second"),
			).rejects.toThrow(KnowledgeBusyError);
			return "first";
		});
		expect(await first).toBe("first");
		expect(await withKnowledgeLock(dir, async () => "third")).toBe("third");
	});

	test("is given back when the work fails", async () => {
		const dir = await tempFolder();
		const failing = withKnowledgeLock(dir, async () => {
			throw new Error("磁盘满了");
		});
		await expect(failing).rejects.toThrow("磁盘满了");
		expect(await withKnowledgeLock(dir, async () => "next")).toBe("next");
	});

	test("of a killed process expires", async () => {
		const dir = await tempFolder();
		const lockFolder = path.join(dir, ".writing");
		await mkdir(lockFolder);
		await expect(withKnowledgeLock(dir, async () => "busy")).rejects.toThrow(
			KnowledgeBusyError,
		);
		const aMinuteAgo = new Date(Date.now() - 60_000);
		await utimes(lockFolder, aMinuteAgo, aMinuteAgo);
		expect(await withKnowledgeLock(dir, async () => "free")).toBe("free");
	});

	test("leaves no trace", async () => {
		const dir = await tempFolder();
		await withKnowledgeLock(dir, async () => {});
		expect(await readdir(dir)).toEqual([]);
	});
});
