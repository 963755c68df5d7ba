/** Reads `/knowledge`: the articles of published issues, the other documents beside them, and the approved answers. */

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type Article, type IssueRef, plainArticle } from "./article.ts";
import { parseArticle } from "./article-file.ts";
import { FAQ_FILE, type FaqEntry, parseFaq } from "./faq.ts";
import { IssueFile } from "./issue.ts";

/** A file that could not be read as knowledge: its path below `knowledge/` and what is wrong. */
export interface KnowledgeProblem {
	file: string;
	message: string;
}

export interface Knowledge {
	/** Newest issue first; within an issue in printed order; other documents last. */
	articles: Article[];
	/** The answers that staff approved. */
	faq: FaqEntry[];
	problems: KnowledgeProblem[];
	/** SHA-256 over names and contents of all that articles were read from: same hash, same articles. */
	hash: string;
}

/** The largest document that is read, in bytes: what `ingest` accepts. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/**
 * Reads every published article below `dir`. A broken file is reported among the problems and left out.
 * @throws the file system's error when `dir` itself cannot be read.
 */
export async function readKnowledge(dir: string): Promise<Knowledge> {
	const files = await listFiles(dir);
	const hash = createHash("sha256");
	const problems: KnowledgeProblem[] = [];
	const contents = new Map<string, string>();
	for (const file of files) {
		try {
			const bytes = await readFile(path.join(dir, file));
			if (bytes.length > MAX_FILE_BYTES) throw new Error("larger than 20 MB");
			// Approved answers are no articles: a change to them leaves the index alone.
			if (file !== FAQ_FILE)
				hash.update(`${file}\0${bytes.length}\0`).update(bytes);
			contents.set(file, decodeUtf8(bytes));
		} catch (cause) {
			// Deleted since the listing: as good as never there.
			if (isMissing(cause)) continue;
			problems.push({ file, message: messageOf(cause) });
		}
	}

	const { entries: faq, problems: faqProblems } = parseFaq(
		contents.get(FAQ_FILE) ?? "",
	);
	for (const message of faqProblems) problems.push({ file: FAQ_FILE, message });
	const issues = readIssues(contents, problems);
	const articles: Article[] = [];
	for (const [file, text] of contents) {
		if (file.endsWith(ISSUE_FILE) || file === FAQ_FILE) continue;
		const folder = issueFolder(file);
		const issue = folder === null ? null : issues.get(folder);
		if (folder !== null && !issue) continue;
		try {
			const id = file.replace(/\.[^.]+$/, "");
			const { brief: _, withdrawn, ...printed } = parseArticle(text);
			if (!withdrawn)
				articles.push(plainArticle({ id, issue: issue ?? null, ...printed }));
		} catch (cause) {
			problems.push({ file, message: messageOf(cause) });
		}
	}
	articles.sort(newestFirst);
	return { articles, faq, problems, hash: hash.digest("hex") };
}

/** Orders articles newest issue first (printed date, then time of import), documents without an issue last. */
export function newestFirst(a: Article, b: Article): number {
	return compare(issueAge(b.issue), issueAge(a.issue)) || compare(a.id, b.id);
}

const ISSUE_FILE = "issue.yml";

function readIssues(
	contents: Map<string, string>,
	problems: KnowledgeProblem[],
): Map<string, IssueRef> {
	const issues = new Map<string, IssueRef>();
	for (const [file, text] of contents) {
		const folder = issueFolder(file);
		if (folder === null || !file.endsWith(`/${ISSUE_FILE}`)) continue;
		try {
			const issue = parseIssueFile(text);
			if (issue.status === "published")
				issues.set(folder, {
					id: path.posix.basename(folder),
					paper: issue.paper,
					date: issue.date,
					imported: issue.imported,
				});
		} catch (cause) {
			problems.push({ file, message: messageOf(cause) });
		}
	}
	return issues;
}

/** @throws Error that names the wrong field. */
export function parseIssueFile(text: string): IssueFile {
	const parsed = IssueFile.safeParse(parse(text));
	if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
	return parsed.data;
}

/** `issues/<id>` for a file inside an issue's folder, else null. */
function issueFolder(file: string): string | null {
	return /^(issues\/[^/]+)\//.exec(file)?.[1] ?? null;
}

/** Text files below `dir` with `/` between names, sorted; hidden ones and READMEs are not knowledge. */
async function listFiles(dir: string): Promise<string[]> {
	const entries = await readdir(dir, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) =>
			path
				.relative(dir, path.join(entry.parentPath, entry.name))
				.split(path.sep)
				.join("/"),
		)
		.filter(
			(file) =>
				!file.split("/").some((part) => part.startsWith(".")) &&
				(/\.(?:md|txt)$/i.test(file) ||
					file.endsWith(`/${ISSUE_FILE}`) ||
					file === FAQ_FILE) &&
				!/(?:^|\/)readme(?:\.[^/]*)?\.md$/i.test(file),
		)
		.sort(compare);
}

function decodeUtf8(bytes: Uint8Array): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		throw new Error("not UTF-8: save the file as UTF-8", { cause });
	}
}

function issueAge(issue: IssueRef | null): string {
	if (!issue) return "";
	return `${issue.date ?? issue.imported.slice(0, 10)} ${issue.imported}`;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function isMissing(cause: unknown): boolean {
	return (cause as NodeJS.ErrnoException)?.code === "ENOENT";
}

function messageOf(cause: unknown): string {
	const message = cause instanceof Error ? cause.message : String(cause);
	// One line for people, whatever the parser draws.
	return message.replace(/\s+/g, " ").trim();
}
