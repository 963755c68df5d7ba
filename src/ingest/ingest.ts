/** Files with the pages of one issue → the issue under `knowledge/`. */

import { createHash } from "node:crypto";
import { ArticleFacts, type ArticleText } from "../knowledge/article.ts";
import { type Issue, isIssueId } from "../knowledge/issue.ts";
import { withKnowledgeLock } from "../knowledge/knowledge-lock.ts";
import {
	isSamePage,
	listIssues,
	type PageDraft,
	type SaveReport,
	saveIssue,
} from "../knowledge/save-issue.ts";
import { InputError } from "./input-error.ts";
import { mergeTurns } from "./merge-turns.ts";
import { type PageFile, readPageFile } from "./page-file.ts";
import type { PageReader, PageReading } from "./read-page.ts";

export interface IngestRequest {
	/** The pages of one issue, in order. */
	files: readonly PageFile[];
	knowledgeDir: string;
	/** What the caller knows; a printed fact gives way to a given one. */
	issue?: string;
	paper?: string;
	/** YYYY-MM-DD. */
	date?: string;
	/** The page's number or name; for a single file. */
	page?: string;
	draft: boolean;
	force: boolean;
	/** Read and report, write nothing. */
	dryRun: boolean;
}

export interface IngestReport {
	issue: Issue;
	articles: ArticleText[];
	/** What staff should look at, one line each. */
	warnings: string[];
	/** Null for a dry run. */
	saved: SaveReport | null;
}

/**
 * Reads all files before anything is written.
 * @throws InputError that names the file, KnowledgeBusyError, or the file system's error.
 */
export async function ingest(
	request: IngestRequest,
	reader: PageReader,
	now: () => Date,
): Promise<IngestReport> {
	const warnings: string[] = [];
	const read: { name: string; sha256: string; reading: PageReading }[] = [];
	for (const file of request.files) {
		const { name, bytes } = file;
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		if (read.some((other) => other.sha256 === sha256)) {
			warnings.push(`${name}:与前面的文件内容相同,只读一次`);
			continue;
		}
		const reading = await named(name, async () => {
			const { text, markdown, ...decoded } = await readPageFile(file);
			warnings.push(...decoded.warnings.map((warning) => `${name}:${warning}`));
			return reader.read(text, { markdown });
		});
		read.push({ name, sha256, reading });
	}

	for (const { name, reading } of read)
		for (const title of reading.headsOnly)
			warnings.push(`${name}:《${title}》只有标题,没有正文,没有收入`);

	const facts = issueFacts(
		request,
		read.map(({ reading }) => reading.facts),
		warnings,
	);
	const whole = mergeTurns(
		read.map(({ reading }) => ({
			page: request.page ?? reading.facts.page,
			articles: reading.articles,
		})),
	);
	const drafts: PageDraft[] = read.map(({ name, sha256 }, at) => {
		const page = whole[at]?.page ?? null;
		return {
			source: { page, source: name, sha256 },
			articles: (whole[at]?.articles ?? []).map((article) => ({
				...ArticleFacts.parse(article),
				page,
				body: article.body,
			})),
		};
	});
	for (const article of whole.flatMap(({ articles }) => articles)) {
		const { title, truncated, lastLine, damage } = article;
		if (truncated)
			warnings.push(
				`《${title}》:文字到第${lastLine}行中断,后面的内容不在本页`,
			);
		warnings.push(...damage.map((place) => `《${title}》:${place}`));
	}

	const save = async (): Promise<{
		issue: Issue;
		saved: SaveReport | null;
	}> => {
		const { issues, broken } = await listIssues(request.knowledgeDir);
		const { id, existing } = findIssue(request, facts, drafts, issues);
		for (const other of broken) {
			const problem = `issues/${other.id}/issue.yml 读不出来(${other.message})`;
			if (other.id === id)
				throw new InputError("conflict", `${problem},请先改好它再导入`);
			warnings.push(`${problem},没有动它`);
		}
		if (existing?.status === "published" && request.draft)
			throw new InputError(
				"conflict",
				`${id} 已经发布,不能再作为草稿导入;要补一个版面,请管理员在服务器上用 ingest 命令`,
			);
		if (existing && !request.force) refuseReplacedPages(existing, drafts);
		const status = statusOf(request, drafts, existing);
		const isPublishedNow =
			status === "published" && existing?.status !== "published";
		const time = now().toISOString();
		const issue = {
			id,
			status,
			published: existing?.published ?? (isPublishedNow ? time : null),
			// What a person wrote into issue.yml gives way only to what is given, not to what is printed.
			paper: request.paper ?? existing?.paper ?? facts.paper,
			date: request.date ?? existing?.date ?? facts.date,
			imported: existing?.imported ?? time,
		};
		if (existing?.published && issue.status === "draft")
			warnings.push(
				`${id} 已经撤下,保持不变(要重新发布,请把 issue.yml 里的 status 改成 published)`,
			);
		if (existing?.status === "draft" && issue.status === "published")
			warnings.push(`${id} 原来是草稿,这次一并发布了`);
		const saved = request.dryRun
			? null
			: await saveIssue(
					request.knowledgeDir,
					issue,
					drafts,
					existing,
					request.force,
				);
		return {
			issue: {
				...issue,
				pages: drafts.map((draft) => ({ ...draft.source, articles: [] })),
			},
			saved,
		};
	};
	const { issue, saved } = request.dryRun
		? await save()
		: await withKnowledgeLock(request.knowledgeDir, save);
	for (const file of saved?.kept ?? [])
		warnings.push(
			`${issue.id}/${file}:有人改过或删除了,保持原样(要覆盖请加 --force)`,
		);
	return {
		issue,
		articles: drafts.flatMap((draft) => draft.articles),
		warnings,
		saved,
	};
}

/** Runs `read` and puts the file's name in front of what it complains of. */
async function named<T>(name: string, read: () => Promise<T>): Promise<T> {
	try {
		return await read();
	} catch (cause) {
		if (cause instanceof InputError)
			throw new InputError(cause.code, `${name}:${cause.message}`, { cause });
		throw cause;
	}
}

interface IssueFacts {
	paper: string | null;
	date: string | null;
}

function issueFacts(
	request: IngestRequest,
	printed: readonly IssueFacts[],
	warnings: string[],
): IssueFacts {
	const one = (key: keyof IssueFacts, label: string): string | null => {
		const values = [
			...new Set(
				printed.map((facts) => facts[key]).filter((value) => value !== null),
			),
		];
		const given = request[key];
		const value = given ?? values[0] ?? null;
		for (const other of values)
			if (other !== value)
				warnings.push(`页面上印的${label}是${other},按${value}处理`);
		return value;
	};
	return { paper: one("paper", "报名"), date: one("date", "日期") };
}

/** Which issue the pages belong to: the one that has them already, the one that is named, the date's, or a new one. */
function findIssue(
	request: IngestRequest,
	facts: IssueFacts,
	drafts: readonly PageDraft[],
	issues: readonly Issue[],
): { id: string; existing: Issue | null } {
	const known = issues.find((issue) =>
		issue.pages.some((page) =>
			drafts.some((draft) => draft.source.sha256 === page.sha256),
		),
	);
	if (request.issue !== undefined && known && known.id !== request.issue)
		throw new InputError("conflict", `这一页已经在 ${known.id} 这一期里了`);
	if (known) return { id: known.id, existing: known };
	const id = request.issue ?? newId(facts, drafts, issues);
	if (!isIssueId(id))
		throw new InputError(
			"conflict",
			`“${id}”不能作期号:只用字母、汉字、数字、- 和 _`,
		);
	return { id, existing: issues.find((issue) => issue.id === id) ?? null };
}

function newId(
	facts: IssueFacts,
	drafts: readonly PageDraft[],
	issues: readonly Issue[],
): string {
	if (facts.date === null)
		return `undated-${drafts[0]?.source.sha256.slice(0, 8)}`;
	const sameDay = issues.find((issue) => issue.id === facts.date);
	const otherPaper =
		sameDay?.paper != null &&
		facts.paper !== null &&
		sameDay.paper !== facts.paper;
	return otherPaper
		? `${facts.date}-${(facts.paper ?? "").replace(/[^\p{L}\p{N}]+/gu, "")}`
		: facts.date;
}

/** Pages that are all there already leave an issue that was withdrawn so. A draft is published by its second coming. */
function statusOf(
	request: IngestRequest,
	drafts: readonly PageDraft[],
	existing: Issue | null,
): Issue["status"] {
	const known = drafts.every(({ source }) =>
		existing?.pages.some((page) => page.sha256 === source.sha256),
	);
	if (existing?.published && known) return existing.status;
	return request.draft ? "draft" : "published";
}

/** Another text for a page that is there already is a correction, which has to be meant. */
function refuseReplacedPages(
	existing: Issue,
	drafts: readonly PageDraft[],
): void {
	const isRead = (page: { sha256: string }) =>
		drafts.some(({ source }) => source.sha256 === page.sha256);
	const isKnown = (source: { sha256: string }) =>
		existing.pages.some((page) => page.sha256 === source.sha256);
	for (const { source } of drafts.filter((draft) => !isKnown(draft.source))) {
		const same = existing.pages.find(
			(page) => !isRead(page) && isSamePage(page, source),
		);
		if (same)
			throw new InputError(
				"replaces",
				`${source.source}:${existing.id} 已有这一页(${same.page ?? same.source}),内容不同;要换成新的请加 --force`,
			);
	}
}
