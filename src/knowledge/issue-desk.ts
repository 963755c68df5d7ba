/** An issue as staff work on it: drafts and withdrawn articles included, each under its number. */

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { EditedArticle } from "./article.ts";
import { formatArticle, parseArticle } from "./article-file.ts";
import { type Issue, isIssueId } from "./issue.ts";
import { writeAsOne } from "./journal.ts";
import { withKnowledgeLock } from "./knowledge-lock.ts";
import { parseIssueFile } from "./read-knowledge.ts";

export interface DeskIssue {
	issue: Issue;
	/** In printed order. */
	articles: DeskArticle[];
	/** Files that cannot be read, and why. */
	problems: { file: string; message: string }[];
	/**
	 * SHA-256 over all that readers would see of it: paper, date, and every article's file. The same hash is the same issue,
	 * published or not.
	 */
	hash: string;
}

export interface DeskArticle {
	/** The file's number; it stays when others are taken out. */
	number: number;
	/** As the index names it: `issues/<issue>/<file without ending>`. */
	id: string;
	file: string;
	article: EditedArticle;
}

/** Null where there is no such issue. @throws Error where its `issue.yml` cannot be read. */
export async function readIssue(
	knowledgeDir: string,
	id: string,
): Promise<DeskIssue | null> {
	if (!isIssueId(id)) return null;
	const folder = path.join(knowledgeDir, "issues", id);
	const yml = await readFile(path.join(folder, "issue.yml"), "utf8").catch(
		() => null,
	);
	if (yml === null) return null;
	const issue: Issue = { id, ...parseIssueFile(yml) };
	const names = (await readdir(folder))
		.filter((name) => /^[^.].*\.(?:md|txt)$/i.test(name))
		.sort();
	const hash = createHash("sha256").update(
		JSON.stringify([id, issue.paper, issue.date]),
	);
	const articles: DeskArticle[] = [];
	const problems: DeskIssue["problems"] = [];
	for (const file of names) {
		const text = await readFile(path.join(folder, file), "utf8");
		hash.update(JSON.stringify([file, text]));
		try {
			articles.push({
				number: numberOf(file, articles),
				id: `issues/${id}/${file.replace(/\.[^.]+$/, "")}`,
				file,
				article: parseArticle(text),
			});
		} catch (cause) {
			const message = (cause as Error).message.replace(/\s+/g, " ").trim();
			problems.push({ file, message });
		}
	}
	return { issue, articles, problems, hash: hash.digest("hex") };
}

/** The number that the file's name begins with, or the next one that is free. */
function numberOf(file: string, before: readonly DeskArticle[]): number {
	const own = Number.parseInt(file, 10);
	const taken = before.map(({ number }) => number);
	return own > 0 && !taken.includes(own) ? own : Math.max(0, ...taken) + 1;
}

export interface IssueChange {
	/** By number; null takes the article's file away. */
	articles?: ReadonlyMap<number, EditedArticle | null>;
	issue?: Partial<
		Pick<Issue, "paper" | "date" | "status" | "published" | "lastEdit">
	>;
}

/**
 * Changes an issue as its only writer, from how it stands at that moment. Gives the issue as it is then; null where there is
 * none.
 * @param decide gives what is to be changed; null leaves all as it is.
 * @throws KnowledgeBusyError, or what `decide` throws: then nothing has changed. The file system's error: then nothing has,
 * or the next writer of the folder finishes it.
 */
export async function changeIssue(
	knowledgeDir: string,
	id: string,
	decide: (desk: DeskIssue) => IssueChange | null,
): Promise<DeskIssue | null> {
	if ((await readIssue(knowledgeDir, id)) === null) return null;
	return withKnowledgeLock(knowledgeDir, async () => {
		const desk = await readIssue(knowledgeDir, id);
		const change = desk && decide(desk);
		if (!desk || !change) return desk;
		const written = new Map<string, string>();
		const obsolete: string[] = [];
		for (const [number, article] of change.articles ?? []) {
			const file = desk.articles.find((one) => one.number === number)?.file;
			if (file === undefined) throw new Error(`no article ${number} in ${id}`);
			if (article === null) obsolete.push(file);
			else written.set(file, formatArticle(article));
		}
		const issue = { ...desk.issue, ...change.issue };
		await writeAsOne(knowledgeDir, { issue, written, obsolete });
		return readIssue(knowledgeDir, id);
	});
}
