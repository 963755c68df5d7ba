/** What the bot knows: the articles of published issues, and the documents beside them. */

import path from "node:path";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import {
	newestFirst,
	readKnowledge,
} from "../../src/knowledge/read-knowledge.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { writeTree } from "../support/write-tree.ts";

interface IssueFacts {
	status?: string;
	paper?: string | null;
	date?: string | null;
	imported?: string;
}

function issueFile(facts: IssueFacts = {}): string {
	return stringify({
		status: "published",
		paper: "山城职工报",
		date: "2024-03-01",
		imported: "2024-03-02T08:00:00Z",
		pages: [],
		...facts,
	});
}

function article(title: string): string {
	return `---\ntitle: ${title}\n---\n\n船上的灯整夜不熄。\n`;
}

async function knowledge(
	files: Record<string, string | Uint8Array>,
): Promise<string> {
	const dir = await tempFolder();
	await writeTree(dir, files);
	return dir;
}

async function titlesIn(files: Record<string, string>): Promise<string[]> {
	const { articles } = await readKnowledge(await knowledge(files));
	return articles.map(({ title }) => title);
}

test("an article knows its file and its issue", async () => {
	const dir = await knowledge({
		"issues/2024-03-01/issue.yml": issueFile(),
		"issues/2024-03-01/01-夜班船.md": article("渡口的夜班船"),
	});
	const { articles, problems } = await readKnowledge(dir);
	expect(problems).toEqual([]);
	expect(articles).toMatchObject([
		{
			id: "issues/2024-03-01/01-夜班船",
			title: "渡口的夜班船",
			body: "船上的灯整夜不熄。",
			issue: {
				id: "2024-03-01",
				paper: "山城职工报",
				date: "2024-03-01",
				imported: "2024-03-02T08:00:00Z",
			},
		},
	]);
});

test("only published issues are read", async () => {
	expect(
		await titlesIn({
			"issues/a/issue.yml": issueFile({ status: "draft" }),
			"issues/a/01.md": article("草稿里的文章"),
			"issues/b/01.md": article("没有期的文章"),
			"issues/c/issue.yml": issueFile(),
			"issues/c/01.md": article("发布了的文章"),
		}),
	).toEqual(["发布了的文章"]);
});

test("articles come newest issue first, in printed order, other documents last", async () => {
	expect(
		await titlesIn({
			"issues/old/issue.yml": issueFile({ date: "2023-12-31" }),
			"issues/old/01.md": article("去年的"),
			"issues/new/issue.yml": issueFile({ date: "2024-03-01" }),
			"issues/new/02.md": article("今年的第二篇"),
			"issues/new/01.md": article("今年的第一篇"),
			"faq/card.md": article("会员卡怎么办"),
		}),
	).toEqual(["今年的第一篇", "今年的第二篇", "去年的", "会员卡怎么办"]);
});

test("an issue without a date is as old as its import", async () => {
	expect(
		await titlesIn({
			"issues/dated/issue.yml": issueFile({ date: "2024-03-01" }),
			"issues/dated/01.md": article("三月一日的"),
			"issues/undated/issue.yml": issueFile({
				date: null,
				imported: "2024-03-05T08:00:00Z",
			}),
			"issues/undated/01.md": article("三月五日导入的"),
			"issues/early/issue.yml": issueFile({
				date: null,
				imported: "2024-02-05T08:00:00Z",
			}),
			"issues/early/01.md": article("二月五日导入的"),
		}),
	).toEqual(["三月五日导入的", "三月一日的", "二月五日导入的"]);
});

test("of two issues of one day, the one imported later comes first", async () => {
	expect(
		await titlesIn({
			"issues/a/issue.yml": issueFile({ imported: "2024-03-02T08:00:00Z" }),
			"issues/a/01.md": article("早上导入的"),
			"issues/b/issue.yml": issueFile({ imported: "2024-03-02T20:00:00Z" }),
			"issues/b/01.md": article("晚上导入的"),
		}),
	).toEqual(["晚上导入的", "早上导入的"]);
});

describe("documents without an issue", () => {
	test("are Markdown or text, in any folder", async () => {
		const dir = await knowledge({
			"policy.md": "# 疗休养办法\n\n每三年一次。\n",
			"faq/card.txt": "会员卡怎么办\n带身份证到窗口。\n",
		});
		const { articles } = await readKnowledge(dir);
		expect(articles.map(({ id, title, issue }) => [id, title, issue])).toEqual([
			["faq/card", "会员卡怎么办", null],
			["policy", "疗休养办法", null],
		]);
	});

	test("READMEs, hidden files and other kinds are left out", async () => {
		expect(
			await titlesIn({
				"README.md": article("说明"),
				"faq/readme.zh-CN.md": article("说明"),
				".draft.md": article("草稿"),
				".git/notes.md": article("笔记"),
				"issues/.staging-1/01.md": article("写了一半的"),
				"photo.jpg": "不是文章",
				"notes.md~": article("备份"),
			}),
		).toEqual([]);
	});
});

describe("a broken file is reported by its name while the rest is read", () => {
	test.each([
		["issues/good/02.md", "---\ntitle: 没有收尾\n", "closing ---"],
		["issues/good/02.md", "", "empty"],
		["faq/card.txt", Buffer.from("b8e3", "hex"), "UTF-8"],
		["issues/bad/issue.yml", "status: published\n", "paper"],
		["issues/bad/issue.yml", "status: [", "]"],
		["issues/bad/issue.yml", issueFile({ date: "2024-02-30" }), "date"],
		["issues/bad/issue.yml", issueFile({ status: "secret" }), "status"],
	])("%s: %s", async (file, contents, reason) => {
		const dir = await knowledge({
			"issues/good/issue.yml": issueFile(),
			"issues/good/01.md": article("好好的一篇"),
			"issues/bad/01.md": article("期坏了的一篇"),
			[file]: contents,
		});
		const { articles, problems } = await readKnowledge(dir);
		expect(articles.map(({ title }) => title)).toEqual(["好好的一篇"]);
		expect(problems).toEqual([
			{ file, message: expect.stringContaining(reason) },
		]);
	});
});

test("an empty folder holds nothing, a folder that is not there is an error", async () => {
	const dir = await knowledge({});
	expect(await readKnowledge(dir)).toMatchObject({
		articles: [],
		problems: [],
	});
	await expect(readKnowledge(path.join(dir, "nowhere"))).rejects.toThrow(
		"ENOENT",
	);
});

test("the same files have the same hash, other contents, names or statuses another", async () => {
	const files = {
		"issues/a/issue.yml": issueFile(),
		"issues/a/01.md": article("渡口的夜班船"),
	};
	const hashOf = async (changed: Record<string, string>) =>
		(await readKnowledge(await knowledge(changed))).hash;
	const hash = await hashOf(files);
	expect(await hashOf(files)).toBe(hash);
	expect(
		await Promise.all([
			hashOf({ ...files, "issues/a/01.md": article("渡口的晨班船") }),
			hashOf({
				...files,
				"issues/a/issue.yml": issueFile({ status: "draft" }),
			}),
			hashOf({
				"issues/a/issue.yml": issueFile(),
				"issues/a/02.md": article("渡口的夜班船"),
			}),
		]),
	).not.toContain(hash);
});

test("articles can be compared one by one", async () => {
	const dir = await knowledge({
		"issues/a/issue.yml": issueFile(),
		"issues/a/01.md": article("一"),
		"issues/a/02.md": article("二"),
	});
	const { articles } = await readKnowledge(dir);
	expect([...articles].reverse().sort(newestFirst)).toEqual(articles);
});
