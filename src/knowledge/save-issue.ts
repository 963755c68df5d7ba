/** Writes the pages of an issue under `knowledge/issues/`: all of it or nothing, and never over what people edited. */

import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { lock } from "proper-lockfile";
import { stringify } from "yaml";
import type { ArticleText } from "./article.ts";
import { formatArticle } from "./article-file.ts";
import { type Issue, IssueFile, type PageSource } from "./issue.ts";
import { parseIssueFile } from "./read-knowledge.ts";

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

/** Another process is writing to the same knowledge folder. */
export class KnowledgeBusyError extends Error {
	override readonly name = "KnowledgeBusyError";
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
 * Runs `work` as the only writer of `knowledgeDir`, which is created if need be.
 * @throws KnowledgeBusyError when another process writes there. A lock left by a killed process expires after ten seconds.
 */
export async function withKnowledgeLock<T>(
	knowledgeDir: string,
	work: () => Promise<T>,
): Promise<T> {
	await mkdir(knowledgeDir, { recursive: true });
	const release = await lock(knowledgeDir, {
		lockfilePath: path.join(knowledgeDir, ".writing"),
		stale: STALE_LOCK_MS,
	}).catch((cause: NodeJS.ErrnoException) => {
		if (cause.code === "ELOCKED")
			throw new KnowledgeBusyError(
				`${knowledgeDir} is being written by another process`,
				{ cause },
			);
		throw cause;
	});
	try {
		return await work();
	} finally {
		await release();
	}
}

/** Nothing under the lock keeps the process from renewing it for nearly so long. */
const STALE_LOCK_MS = 10_000;

/**
 * Saves `pages` into the issue. Call it under {@link withKnowledgeLock}. Files are staged first and renamed when all
 * of them are on the disk, `issue.yml` last: a full disk or a crash leaves the issue as it was.
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

	files.set(ISSUE_FILE, formatIssue(whole));
	await removeLeftovers(issuesDir);
	const staging = path.join(issuesDir, `${STAGING}${process.pid}`);
	try {
		await mkdir(staging, { recursive: true });
		for (const [file, text] of files)
			await writeDurably(path.join(staging, file), text);
		if ((await readdir(issueDir).catch(() => [])).length === 0) {
			await rm(issueDir, { recursive: true, force: true });
			await rename(staging, issueDir);
		} else {
			for (const file of obsolete)
				await rm(path.join(issueDir, file), { force: true });
			// issue.yml is the last: as long as it is the old one, the next run knows what is left to do.
			for (const file of files.keys())
				await rename(path.join(staging, file), path.join(issueDir, file));
		}
	} finally {
		await rm(staging, { recursive: true, force: true });
	}
	return report;
}

const ISSUE_FILE = "issue.yml";
const STAGING = ".staging-";

function formatIssue({ id: _, ...issue }: Issue): string {
	return stringify(IssueFile.parse(issue), { lineWidth: 0 });
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

async function writeDurably(file: string, text: string): Promise<void> {
	const handle = await open(file, "w");
	try {
		await handle.writeFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Folders that a killed run left behind; the lock says that no other run is using them. */
async function removeLeftovers(issuesDir: string): Promise<void> {
	const names = await readdir(issuesDir).catch(() => []);
	for (const name of names.filter((entry) => entry.startsWith(STAGING)))
		await rm(path.join(issuesDir, name), { recursive: true, force: true });
}

function sha256(text: string | Uint8Array): string {
	return createHash("sha256").update(text).digest("hex");
}
