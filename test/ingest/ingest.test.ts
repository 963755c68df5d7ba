/** Files with the pages of one issue → the issue under `knowledge/`. */

import path from "node:path";
import { describe, expect, test } from "vitest";
import { type IngestRequest, ingest } from "../../src/ingest/ingest.ts";
import { loadPageFile } from "../../src/ingest/page-file.ts";
import { createPageReader } from "../../src/ingest/read-page.ts";
import { createGazetteer } from "../../src/knowledge/gazetteer.ts";
import { readKnowledge } from "../../src/knowledge/read-knowledge.ts";
import { listIssues } from "../../src/knowledge/save-issue.ts";
import { contentsOf } from "../support/folder-contents.ts";
import { BARE_PAGE, FRONT_PAGE, INSIDE_PAGE } from "../support/pages.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { writeTree } from "../support/write-tree.ts";

const reader = createPageReader(createGazetteer());

/** A folder for one test with `files` in it, and ingesting them by name. */
async function desk(files: Record<string, string>) {
	const folder = await tempFolder();
	await writeTree(folder, files);
	const knowledgeDir = path.join(folder, "knowledge");
	let day = 1;
	return {
		knowledgeDir,
		put: (changed: Record<string, string>) => writeTree(folder, changed),
		ingest: async (names: string[], options: Partial<IngestRequest> = {}) =>
			ingest(
				{
					files: await Promise.all(
						names.map((name) => loadPageFile(path.join(folder, name))),
					),
					knowledgeDir,
					draft: false,
					force: false,
					dryRun: false,
					...options,
				},
				reader,
				() => new Date(Date.UTC(2024, 2, day++)),
			),
		titles: async () =>
			(await readKnowledge(knowledgeDir)).articles.map(({ title }) => title),
	};
}

describe("the issue's facts", () => {
	test("are the printed ones", async () => {
		const { ingest, knowledgeDir } = await desk({ "1.txt": FRONT_PAGE });
		const { issue, articles } = await ingest(["1.txt"]);
		expect(issue).toMatchObject({
			id: "2024-03-01",
			status: "published",
			paper: "山城职工报",
			date: "2024-03-01",
			imported: "2024-03-01T00:00:00.000Z",
			pages: [{ page: "第1版", source: "1.txt" }],
		});
		expect(articles[0]).toMatchObject({ page: "第1版", place: "新昌县" });
		expect((await listIssues(knowledgeDir)).issues).toHaveLength(1);
	});

	test("are not made up: an issue without a date is named after its first page", async () => {
		const { ingest } = await desk({ "1.txt": BARE_PAGE });
		const { issue, articles } = await ingest(["1.txt"]);
		expect(issue).toMatchObject({
			id: expect.stringMatching(/^undated-[0-9a-f]{8}$/),
			paper: null,
			date: null,
			pages: [{ page: null }],
		});
		expect(articles[0]?.page).toBeNull();
	});

	test("are the given ones where they are given, and a warning says what is printed", async () => {
		const { ingest } = await desk({ "1.txt": FRONT_PAGE });
		const { issue, articles, warnings } = await ingest(["1.txt"], {
			paper: "山水职工报",
			date: "2024-03-08",
			page: "第5版",
		});
		expect(issue).toMatchObject({
			id: "2024-03-08",
			paper: "山水职工报",
			date: "2024-03-08",
			pages: [{ page: "第5版" }],
		});
		expect(articles[0]?.page).toBe("第5版");
		expect(warnings).toEqual(
			expect.arrayContaining([
				expect.stringContaining("2024-03-01"),
				expect.stringContaining("山城职工报"),
			]),
		);
	});

	test("of two pages that contradict each other are the first page's, with a warning", async () => {
		const { ingest } = await desk({
			"1.txt": FRONT_PAGE,
			"3.txt": INSIDE_PAGE.replace("3月1日", "3月2日"),
		});
		const { issue, warnings } = await ingest(["1.txt", "3.txt"]);
		expect(issue.date).toBe("2024-03-01");
		expect(warnings).toContainEqual(expect.stringContaining("2024-03-02"));
	});

	test("two papers of one day are two issues", async () => {
		const { ingest, titles } = await desk({
			"1.txt": FRONT_PAGE,
			"a.txt": BARE_PAGE,
		});
		await ingest(["1.txt"]);
		const { issue } = await ingest(["a.txt"], {
			paper: "海岛工报",
			date: "2024-03-01",
		});
		expect(issue.id).toBe("2024-03-01-海岛工报");
		expect(await titles()).toHaveLength(3);
	});
});

describe("the pages of one issue", () => {
	test("that one run brings are put together, turned articles whole", async () => {
		const { ingest, titles } = await desk({
			"1.txt": FRONT_PAGE,
			"3.txt": INSIDE_PAGE,
		});
		const { articles, issue } = await ingest(["1.txt", "3.txt"]);
		expect(issue.pages.map(({ page }) => page)).toEqual(["第1版", "第3版"]);
		expect(articles[0]).toMatchObject({ truncated: false, page: "第1版" });
		expect(articles[0]?.body).toMatch(/还可以换体检。/);
		expect(await titles()).toEqual([
			"技能银行存的是手艺",
			"渡口的夜班船",
			"关于调整服务窗口时间的公告",
		]);
	});

	test("come one after the other by their date, or by the issue's name", async () => {
		const { ingest, knowledgeDir } = await desk({
			"1.txt": FRONT_PAGE,
			"3.txt": INSIDE_PAGE,
			"a.txt": BARE_PAGE,
		});
		await ingest(["1.txt"]);
		await ingest(["3.txt"]);
		const { issue } = await ingest(["a.txt"], { issue: "2024-03-01" });
		expect(issue).toMatchObject({
			date: "2024-03-01",
			imported: "2024-03-01T00:00:00.000Z",
		});
		const [only, ...others] = (await listIssues(knowledgeDir)).issues;
		expect(others).toEqual([]);
		expect(only?.pages.map(({ source }) => source)).toEqual([
			"1.txt",
			"3.txt",
			"a.txt",
		]);
	});

	test("the same file given twice is read once", async () => {
		const { ingest } = await desk({ "1.txt": BARE_PAGE, "2.txt": BARE_PAGE });
		const { issue, articles, warnings } = await ingest(["1.txt", "2.txt"]);
		expect(articles).toHaveLength(1);
		expect(issue.pages).toHaveLength(1);
		expect(warnings).toContainEqual(expect.stringContaining("2.txt"));
	});

	test("a page that is known already stays in its issue, whatever facts come with it", async () => {
		const { ingest, knowledgeDir } = await desk({ "1.txt": BARE_PAGE });
		const first = await ingest(["1.txt"]);
		const again = await ingest(["1.txt"], { date: "2024-03-01" });
		expect(again.issue).toMatchObject({
			id: first.issue.id,
			date: "2024-03-01",
			imported: first.issue.imported,
		});
		expect((await listIssues(knowledgeDir)).issues).toHaveLength(1);
	});
});

describe("a page whose text has changed", () => {
	const CORRECTED = FRONT_PAGE.replace("夜班船十点", "夜班船九点");

	test("is refused, since a correction has to be meant", async () => {
		const { ingest, put, knowledgeDir } = await desk({ "1.txt": FRONT_PAGE });
		await ingest(["1.txt"]);
		const before = await contentsOf(knowledgeDir);
		await put({ "1.txt": CORRECTED });
		await expect(ingest(["1.txt"])).rejects.toThrow(
			expect.objectContaining({
				code: "replaces",
				message: expect.stringContaining("--force"),
			}),
		);
		expect(await contentsOf(knowledgeDir)).toEqual(before);
	});

	test("takes the place of the old one by force", async () => {
		const { ingest, put, titles, knowledgeDir } = await desk({
			"1.txt": FRONT_PAGE,
		});
		await ingest(["1.txt"]);
		await put({ "1.txt": CORRECTED });
		await ingest(["1.txt"], { force: true });
		expect(await titles()).toHaveLength(2);
		const { articles } = await readKnowledge(knowledgeDir);
		expect(articles[1]?.body).toMatch(/^夜班船九点/);
	});
});

describe("drafts", () => {
	test("are no knowledge until they are published", async () => {
		const { ingest, titles } = await desk({ "1.txt": FRONT_PAGE });
		const { issue } = await ingest(["1.txt"], { draft: true });
		expect(issue.status).toBe("draft");
		expect(await titles()).toEqual([]);
		await ingest(["1.txt"]);
		expect(await titles()).toHaveLength(2);
	});

	test("what is published does not become a draft again", async () => {
		const { ingest, titles } = await desk({ "1.txt": FRONT_PAGE });
		await ingest(["1.txt"]);
		await expect(ingest(["1.txt"], { draft: true })).rejects.toThrow(
			expect.objectContaining({ code: "conflict" }),
		);
		expect(await titles()).toHaveLength(2);
	});
});

describe("refuses", () => {
	test("a page that belongs to another issue", async () => {
		const { ingest } = await desk({ "1.txt": FRONT_PAGE });
		await ingest(["1.txt"]);
		await expect(ingest(["1.txt"], { issue: "other" })).rejects.toThrow(
			"2024-03-01",
		);
	});

	test.each(["../up", ".hidden", "a/b", "-rf", "很".repeat(65), ""])(
		"“%s” as an issue's name",
		async (issue) => {
			const { ingest, knowledgeDir } = await desk({ "1.txt": BARE_PAGE });
			await expect(ingest(["1.txt"], { issue })).rejects.toThrow("期号");
			expect((await listIssues(knowledgeDir)).issues).toEqual([]);
		},
	);

	test("all files when one of them cannot be read", async () => {
		const { ingest, knowledgeDir } = await desk({
			"1.txt": FRONT_PAGE,
			"2.txt": "王芳 李明\n",
		});
		await expect(ingest(["1.txt", "2.txt"])).rejects.toThrow(/^2\.txt/);
		expect((await listIssues(knowledgeDir)).issues).toEqual([]);
	});
});

test("warns of every article that is cut off or damaged", async () => {
	const { ingest } = await desk({ "1.txt": FRONT_PAGE });
	const { warnings } = await ingest(["1.txt"]);
	expect(warnings).toEqual([expect.stringContaining("《技能银行存的是手艺》")]);
});

test("a dry run reads, reports and writes nothing", async () => {
	const { ingest, knowledgeDir } = await desk({ "1.txt": FRONT_PAGE });
	const { articles, issue, saved } = await ingest(["1.txt"], { dryRun: true });
	expect(articles).toHaveLength(2);
	expect(issue.id).toBe("2024-03-01");
	expect(saved).toBeNull();
	await expect(contentsOf(knowledgeDir)).rejects.toThrow("ENOENT");
});

describe("what a person decided", () => {
	test("two pages with one printed number are both kept, and a second run changes nothing", async () => {
		const { ingest, titles } = await desk({
			"a.txt": FRONT_PAGE,
			"b.txt": FRONT_PAGE.replace("夜班船十点", "夜班船九点"),
		});
		const { saved } = await ingest(["a.txt", "b.txt"]);
		expect(saved).toMatchObject({ kept: [] });
		expect(await titles()).toHaveLength(4);
		const again = await ingest(["a.txt", "b.txt"]);
		expect(again.saved).toMatchObject({ written: [], issueChanged: false });
	});

	test("a withdrawn issue stays withdrawn when its page comes again", async () => {
		const { ingest, titles, knowledgeDir, put } = await desk({
			"1.txt": FRONT_PAGE,
		});
		const { issue } = await ingest(["1.txt"]);
		const file = path.join("knowledge", "issues", issue.id, "issue.yml");
		const text = (await contentsOf(knowledgeDir))[
			path.join("issues", issue.id, "issue.yml")
		];
		await put({
			[file]: (text ?? "")
				.replace("status: published", "status: draft")
				.replace("paper: 山城职工报", "paper: 山城工人报"),
		});
		const again = await ingest(["1.txt"]);
		expect(again.saved).toMatchObject({ written: [], issueChanged: false });
		expect(again.warnings.join()).toContain("已经撤下");
		expect(again.issue.paper).toBe("山城工人报");
		expect(await titles()).toEqual([]);
	});
});
