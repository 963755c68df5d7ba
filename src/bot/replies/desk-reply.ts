/** An issue as staff see it on their desk: each article under its number, what to look at, how to correct it. */

import type { Line, Reply } from "../../chat/reply.ts";
import type { DeskArticle, DeskIssue } from "../../publishing/desk.ts";
import { tornArticles } from "../../publishing/torn-articles.ts";
import { fill, type Wording } from "../wording.ts";
import { own, replyOf } from "./reply-parts.ts";
import { nameOf } from "./summary-reply.ts";

/** More would not be read; they stand in the files too. */
const MAX_DOUBTS = 15;

/**
 * @param before what has just happened to it.
 * @param how whether the ways to correct it are told; whoever has just corrected something knows them.
 */
export function deskReply(
	desk: DeskIssue,
	{
		before = [],
		doubts = [],
		how = true,
	}: {
		before?: readonly string[];
		doubts?: readonly string[];
		how?: boolean;
	},
	{ desk: words, push }: Wording,
): Reply {
	const left = doubts.length - MAX_DOUBTS;
	const lines: Line[] = [
		...before.map(own),
		{ ...own(stateLine(desk, words, push.untitled)) },
		...desk.articles.map((one): Line => articleLine(one, words)),
		...(doubts.length === 0 ? [] : [own(words.doubts)]),
		...doubts.slice(0, MAX_DOUBTS).map((doubt) => own(`· ${doubt}`)),
		...(left > 0
			? [own(fill(words.more_doubts, { count: String(left) }))]
			: []),
		...(desk.issue.status === "draft" ? tornArticles(desk.articles) : []).map(
			({ first, rest }) =>
				own(fill(words.torn, { first: String(first), rest: String(rest) })),
		),
		own(how ? words.how : words.next),
	];
	return replyOf("answered", lines, [], []);
}

/** 2024-03-12 山城职工报 第1版(草稿)共5篇: */
function stateLine(
	desk: DeskIssue,
	words: Wording["desk"],
	untitled: string,
): string {
	const heading = fill(words.heading, {
		count: String(desk.articles.length),
	});
	return `${issueName(desk, untitled)}(${stateOf(desk, words)}) ${heading}`;
}

/** Its paper, date and pages, and the id by which it can be called where that says more. */
export function issueName({ issue, articles }: DeskIssue, untitled: string) {
	const pages = [
		...new Set(articles.flatMap(({ article }) => article.page ?? [])),
	];
	const name = nameOf({ ...issue, pages }, untitled);
	return name.includes(issue.id) ? name : `${name} ${issue.id}`;
}

export function stateOf({ issue }: DeskIssue, words: Wording["desk"]): string {
	if (issue.status === "published") return words.published;
	return issue.published === null ? words.draft : words.withdrawn;
}

/** 3. 《标题》新昌县 政策(原文有缺、摘要已改写) */
function articleLine(
	{ number, article }: DeskArticle,
	words: Wording["desk"],
): Line {
	const { title, place, kind, truncated, damage, brief, withdrawn } = article;
	const marks = [
		...(withdrawn ? [words.taken_back] : []),
		...(truncated || damage.length > 0 ? [words.damaged] : []),
		...(brief === undefined ? [] : [words.has_brief]),
	];
	const known = [place, words.kinds[kind]].filter((fact) => fact).join(" ");
	const facts = known + (marks.length > 0 ? `(${marks.join("、")})` : "");
	const text = fill(words.line, { number: String(number), title, facts });
	return { role: "entry", text };
}
