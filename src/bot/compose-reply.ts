/** Says an answer in a chat: the paper's words first, then their source, then what else may help. */

import type { Answer, Article, Quote } from "../answering/answer.ts";
import { passedDeadline, relativeTime } from "../answering/print-notes.ts";
import type { Reply } from "../chat/reply.ts";
import { sourceOf, titleOf } from "./source-line.ts";
import type { ToTraditional } from "./traditional.ts";
import { fill, type Wording } from "./wording.ts";

/** A reply is read on a phone: no longer than this, counted in characters. */
export const MAX_REPLY = 400;

export interface ReplyParts {
	wording: Wording;
	/** Today, for deadlines that have passed. */
	now: () => Date;
	toTraditional: ToTraditional;
}

export function composeReply(answer: Answer, parts: ReplyParts): Reply {
	const say = speaker(parts, answer.traditional);
	switch (answer.status) {
		case "answered":
			if (answer.approvedBy !== undefined)
				return sayApproved(answer, answer.approvedBy, say);
			return answer.list
				? sayList(answer, say)
				: sayAnswer(answer, say, parts.now());
		case "not_found":
			return sayNotFound(answer, say);
		case "small_talk":
			return plainReply(
				"small_talk",
				say((wording) => wording.small_talk[answer.smallTalk ?? "chatter"]),
			);
		case "clarify":
			return plainReply(
				"clarify",
				say((wording) => wording.clarify),
			);
	}
}

export function plainReply(status: Reply["status"], text: string): Reply {
	return { status, text, quotes: [], related: [] };
}

type Say = (
	line: (wording: Wording) => string,
	values?: Record<string, string>,
) => string;

/** Fills a line of the wording. The line is put into traditional characters where asked, the filled-in words never are. */
function speaker(
	{ wording, toTraditional }: ReplyParts,
	traditional: boolean,
): Say {
	return (line, values = {}) => {
		const own = line(wording);
		return fill(traditional ? toTraditional(own) : own, values);
	};
}

/** Quotes from last to first, then notes, give way until the reply fits; the first quote and its source always stand. */
function sayAnswer(answer: Answer, say: Say, today: Date): Reply {
	for (let count = answer.quotes.length; count > 0; count--) {
		const quotes = answer.quotes.slice(0, count);
		const articles = [...new Set(quotes.map(({ article }) => article))];
		const lines = [
			...quotes.map(({ text }) => text),
			...articles.map((article) =>
				say((w) => w.answer.source, { source: sourceOf(article) }),
			),
		];
		const noted = [...lines, ...notesOn(quotes, say, today)];
		if (length(noted) <= MAX_REPLY)
			return withRelated("answered", noted, quotes, answer.related, say);
		if (count === 1) return reply("answered", lines, quotes, []);
	}
	return sayNotFound(answer, say);
}

/** The staff's own words need no notes: whoever approved them answers for their dates. */
function sayApproved({ quotes }: Answer, source: string, say: Say): Reply {
	const lines = [
		...quotes.map(({ text }) => text),
		say((w) => w.answer.approved, { source }),
	];
	return reply("answered", lines, quotes, []);
}

function notesOn(quotes: readonly Quote[], say: Say, today: Date): string[] {
	const notes: string[] = [];
	const issue = quotes[0]?.article.issue ?? null;
	const date = issue?.date ?? null;
	const passed = quotes
		.map((quote) =>
			passedDeadline(quote.text, quote.article.issue?.date ?? null, today),
		)
		.find((deadline) => deadline !== null);
	if (passed) notes.push(say((w) => w.answer.passed, { date: passed }));
	const word = quotes
		.map(({ text }) => relativeTime(text))
		.find((w) => w !== null);
	// A document without an issue (a policy, a FAQ) has no day of printing to hang on.
	if (word && issue)
		notes.push(
			date
				? say((w) => w.answer.dated, { word, date })
				: say((w) => w.answer.undated, { word }),
		);
	if (quotes.some((quote) => quote.breaksOff))
		notes.push(say((w) => w.answer.broken_off));
	return notes;
}

function sayList(answer: Answer, say: Say): Reply {
	const quotes: Quote[] = [];
	const lines = [say((w) => w.answer.list)];
	for (const quote of answer.quotes) {
		const isTitle = quote.text === quote.article.title;
		const line = isTitle
			? `${quotes.length + 1}. ${sourceOf(quote.article)}`
			: `${quotes.length + 1}. ${quote.text} ${sourceOf(quote.article)}`;
		if (length([...lines, line]) > MAX_REPLY) break;
		lines.push(line);
		quotes.push(quote);
	}
	return reply("answered", lines, quotes, []);
}

function sayNotFound(answer: Answer, say: Say): Reply {
	const lines = [say((w) => w.not_found.text)];
	const nearest = answer.related.slice(0, 1);
	for (const article of nearest)
		lines.push(say((w) => w.not_found.nearest, { title: titleOf(article) }));
	lines.push(say((w) => w.not_found.human, { human: say((w) => w.human) }));
	return reply("not_found", lines, [], nearest);
}

function withRelated(
	status: Reply["status"],
	lines: readonly string[],
	quotes: readonly Quote[],
	related: readonly Article[],
	say: Say,
): Reply {
	for (let count = related.length; count > 0; count--) {
		const shown = related.slice(0, count);
		const line = say((w) => w.answer.related, {
			titles: shown.map(titleOf).join(""),
		});
		if (length([...lines, line]) <= MAX_REPLY)
			return reply(status, [...lines, line], quotes, shown);
	}
	return reply(status, lines, quotes, []);
}

function reply(
	status: Reply["status"],
	lines: readonly string[],
	quotes: readonly Quote[],
	related: readonly Article[],
): Reply {
	return {
		status,
		text: lines.join("\n"),
		quotes: quotes.map(({ text, article: { id, title, issue } }) => ({
			text,
			article: { id, title, issue: issue?.id ?? null },
		})),
		related: related.map(({ id, title }) => ({ id, title })),
	};
}

function length(lines: readonly string[]): number {
	return [...lines.join("\n")].length;
}
