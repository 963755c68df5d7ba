/** Writes the pages of an issue under `knowledge/issues/`: all of it or nothing, and never over what people edited. */

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { ArticleText } from "./article.ts";
import { formatArticle } from "./article-file.ts";
import type { Issue, PageSource } from "./issue.ts";
import { parseIssueFile } from "./read-knowledge.ts";
import { formatIssue, writeIssue } from "./write-issue.ts";

/** A page to be saved. */
export interface PageDraft {
	source: Omit<PageSource, "articles">;
	articles: ArticleText[];
}

export interface SaveReport {
	/** Article files that were written, `issue.yml` left out. */
	written: string[];
	/** Article files that stand as they would be written. */
	unchanged: string[];
	/** Article files that people edited or deleted, left as they are. */
	kept: string[];
	/** Status, paper, date or pages of the issue are not what they were. */
	issueChanged: boolean;
}

export interface IssueList {
	issues: Issue[];
	/** Issues whose `issue.yml` cannot be read, and why. */
	broken: { id: string; message: string }[];
}

/** The issues that stand in `knowledgeDir`, drafts among them. */
export async function listIssues(knowledgeDir: string): Promise<IssueList> {
	const issuesDir = path.join(knowledgeDir, "issues");
	const names = await readdir(issuesDir).catch(() => []);
	const list: IssueList = { issues: [], broken: [] };
	for (const id of names.filter((name) => !name.startsWith(".")).sort()) {
		const file = path.join(issuesDir, id, "issue.yml");
		const text = await readFile(file, "utf8").catch(() => null);
		if (text === null) continue;
		try {
			list.issues.push({ id, ...parseIssueFile(text) });
		} catch (cause) {
			const message = (cause as Error).message.replace(/\s+/g, " ").trim();
			list.broken.push({ id, message });
		}
	}
	return list;
}

/**
 * Saves `pages` into the issue. Call it under the knowledge folder's lock; see {@link writeIssue} for what a crash leaves.
 * @param existing The issue as it stands on the disk, or null for a new one.
 * @param force Overwrite what people edited.
 */
export async function saveIssue(
	knowledgeDir: string,
	issue: Omit<Issue, "pages">,
	pages: readonly PageDraft[],
	existing: Issue | null,
	force: boolean,
): Promise<SaveReport> {
	const issuesDir = path.join(knowledgeDir, "issues");
	const issueDir = path.join(issuesDir, issue.id);
	const report: SaveReport = {
		written: [],
		unchanged: [],
		kept: [],
		issueChanged: false,
	};
	const files = new Map<string, string>();
	const obsolete: string[] = [];
	const sources: PageSource[] = [...(existing?.pages ?? [])];
	const known = sources.length;
	const taken = new Set<number>();

	for (const page of pages) {
		const at = placeOf(page.source, sources, known, taken);
		taken.add(at);
		const before = sources[at];
		let number = firstNumber(before, sources);
		const articles: PageSource["articles"] = [];
		for (const article of page.articles) {
			const text = formatArticle(article);
			const file = `${String(number++).padStart(2, "0")}-${slug(article.title)}.md`;
			articles.push({ file, sha256: sha256(text) });
			const onDisk = await readFile(path.join(issueDir, file), "utf8").catch(
				() => null,
			);
			const written = before?.articles.find(
				(entry) => entry.file === file,
			)?.sha256;
			if (onDisk === text) report.unchanged.push(file);
			else if (!force && wasEdited(onDisk, written)) report.kept.push(file);
			else {
				files.set(file, text);
				report.written.push(file);
			}
		}
		for (const { file, sha256: written } of before?.articles ?? []) {
			if (articles.some((entry) => entry.file === file)) continue;
			const onDisk = await readFile(path.join(issueDir, file), "utf8").catch(
				() => null,
			);
			if (onDisk === null) continue;
			if (force || sha256(onDisk) === written) obsolete.push(file);
			else report.kept.push(file);
		}
		const source = { ...page.source, articles };
		if (at < 0) sources.push(source);
		else sources[at] = source;
	}

	const whole: Issue = { ...issue, pages: sources };
	const sameIssue =
		existing !== null && formatIssue(whole) === formatIssue(existing);
	report.issueChanged = !sameIssue;
	if (files.size === 0 && obsolete.length === 0 && sameIssue) return report;

	await writeIssue(knowledgeDir, whole, files, obsolete);
	return report;
}

/**
 * Where the page stands among the `known` first of `sources`, which an earlier run brought in: by its bytes, else as the
 * page that it corrects. -1 for a new page; pages of one run never take each other's place.
 */
function placeOf(
	page: PageDraft["source"],
	sources: readonly PageSource[],
	known: number,
	taken: ReadonlySet<number>,
): number {
	const find = (fits: (source: PageSource) => boolean) =>
		sources.findIndex(
			(source, at) => at < known && !taken.has(at) && fits(source),
		);
	const same = find((source) => source.sha256 === page.sha256);
	return same >= 0 ? same : find((source) => isSamePage(source, page));
}

/** The same printed page, or the same file name, brought in with other bytes: a corrected page. */
export function isSamePage(
	a: Omit<PageSource, "articles">,
	b: Omit<PageSource, "articles">,
): boolean {
	return a.source === b.source || (a.page !== null && a.page === b.page);
}

/** A page that comes again keeps its numbers; a new one goes on after the last. */
function firstNumber(
	before: PageSource | undefined,
	sources: readonly PageSource[],
): number {
	const numbers = (source: PageSource) =>
		source.articles.map((entry) => Number.parseInt(entry.file, 10));
	return before && before.articles.length > 0
		? Math.min(...numbers(before))
		: 1 + Math.max(0, ...sources.flatMap(numbers));
}

/** What stands on the disk is not what was written: someone changed it, or deleted it. */
function wasEdited(
	onDisk: string | null,
	written: string | undefined,
): boolean {
	if (onDisk === null) return written !== undefined;
	return written === undefined || sha256(onDisk) !== written;
}

/** The headline as a file name: its letters and digits, the rest left out. */
function slug(title: string): string {
	const letters = title
		.normalize("NFKC")
		.replace(/[^\p{L}\p{N}]+/gu, "-")
		.replace(/^-+|-+$/g, "");
	return (
		[...letters].slice(0, MAX_SLUG_CHARACTERS).join("").replace(/-+$/, "") ||
		"untitled"
	);
}

/** A file name may have 255 bytes, a Chinese character takes three; a name should be readable. */
const MAX_SLUG_CHARACTERS = 24;

function sha256(text: string | Uint8Array): string {
	return createHash("sha256").update(text).digest("hex");
}
