/** What a push says of an issue: a line for each article, the most useful first, as many as a message holds. */

import type { ArticleKind } from "../knowledge/article.ts";
import type { DeskArticle, DeskIssue } from "../knowledge/issue-desk.ts";
import { summarize } from "./summarize.ts";

/** What members may choose among, in the order of its use to them. */
export const GROUPS = ["policy", "event", "news"] as const;
export type SummaryGroup = (typeof GROUPS)[number];

export interface SummaryLine {
	/** The article's number within the issue. */
	number: number;
	/** As the index names it. */
	article: string;
	title: string;
	/** The paper's own words, or the editor's; empty where nothing fits. */
	says: string;
	edited: boolean;
	/** Text is missing in print. */
	damaged: boolean;
	group: SummaryGroup;
	place: string | null;
}

export interface IssueSummary {
	issue: string;
	paper: string | null;
	date: string | null;
	/** Printed numbers of its pages, as far as they are known. */
	pages: string[];
	/** All that is worth a line, the most useful first. */
	lines: SummaryLine[];
}

/** A line on a phone is some twenty characters long; three lines an article are read at a glance. */
const MAX_SAYS = 60;

/** What people write into the files may be of any length; a summary is not. */
const MAX_WRITTEN_TITLE = 60;
const MAX_WRITTEN_SAYS = 120;

export function summarizeIssue(
	{ issue, articles }: Pick<DeskIssue, "issue" | "articles">,
	phrases: readonly string[],
): IssueSummary {
	const standing = articles.filter(({ article }) => !article.withdrawn);
	const lines = standing.map((one) => lineOf(one, phrases));
	return {
		issue: issue.id,
		paper: issue.paper,
		date: issue.date,
		pages: [...new Set(standing.flatMap(({ article }) => article.page ?? []))],
		lines: GROUPS.flatMap((group) =>
			lines.filter((line) => line.group === group),
		),
	};
}

function lineOf(
	{ number, id, article }: DeskArticle,
	phrases: readonly string[],
): SummaryLine {
	const { title, brief, kind, place, truncated, damage } = article;
	return {
		number,
		article: id,
		title: cut(title, MAX_WRITTEN_TITLE),
		says: cut(
			brief ?? summarize(article, { maxChars: MAX_SAYS, protected: phrases }),
			MAX_WRITTEN_SAYS,
		),
		edited: brief !== undefined,
		damaged: truncated || damage.length > 0,
		group: GROUP_OF[kind],
		place,
	};
}

function cut(text: string, most: number): string {
	const characters = [...text.replace(/\s*\n\s*/g, " ")];
	return characters.length <= most
		? characters.join("")
		: `${characters.slice(0, most - 1).join("")}…`;
}

/** What somebody may act on stands before what they may only read. */
const GROUP_OF: Readonly<Record<ArticleKind, SummaryGroup>> = {
	policy: "policy",
	notice: "policy",
	qa: "policy",
	event: "event",
	news: "news",
};
