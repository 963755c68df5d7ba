/** Keeps the last good version of articles whose files cannot be read at the moment. */

import type { Article } from "../knowledge/article.ts";
import { type Knowledge, newestFirst } from "../knowledge/read-knowledge.ts";

/**
 * What has to stay of `previous` because its file, or the `issue.yml` that publishes it, is among the problems of
 * `knowledge`. An article whose own file is gone (not in `files`, paths below the knowledge folder) does not stay.
 */
export function lastGoodArticles(
	knowledge: Knowledge,
	previous: readonly Article[],
	files: ReadonlySet<string>,
): Article[] {
	const broken = new Set(
		knowledge.problems.map(({ file }) => withoutEnding(file)),
	);
	const read = new Set(knowledge.articles.map(({ id }) => id));
	const present = new Set([...files].map(withoutEnding));
	return previous.filter(
		({ id }) =>
			!read.has(id) &&
			present.has(id) &&
			(broken.has(id) || broken.has(issueFileOf(id))),
	);
}

/** The articles together, in the order of the knowledge room. */
export function withLastGood(
	articles: readonly Article[],
	kept: readonly Article[],
): Article[] {
	return [...articles, ...kept].sort(newestFirst);
}

function withoutEnding(file: string): string {
	return file.replace(/\.[^./]+$/, "");
}

/** The path (without ending) of the issue.yml beside an article's file. */
function issueFileOf(id: string): string {
	return `${id.slice(0, id.lastIndexOf("/"))}/issue`;
}
