/** Says an answer in a chat: the paper's words first, then their source, then what else may help. */

import type { Answer, Article, Quote } from "../../answering/answer.ts";
import { readWriting } from "../../answering/writing.ts";
import type { Line, Reply } from "../../chat/reply.ts";
import type { ToTraditional } from "../traditional.ts";
import { fill, inTraditional, type Wording } from "../wording.ts";
import { listReply } from "./list-reply.ts";
import { noteLine } from "./note-line.ts";
import {
	fits,
	own,
	paper,
	plainReply,
	replyOf,
	source,
} from "./reply-parts.ts";
import { sourceOf, titleOf } from "./source-line.ts";

export interface ReplyParts {
	/** The wording of the moment; another one after staff edited it. */
	wording: () => Wording;
	/** Today, for deadlines that have passed. */
	now: () => Date;
	toTraditional: ToTraditional;
}

/** @param from the line at which a list begins, counted from 0. */
export function composeReply(
	answer: Answer,
	parts: ReplyParts,
	from = 0,
): Reply {
	const wording = wordingFor(answer.traditional, parts);
	switch (answer.status) {
		case "answered":
			if (answer.approvedBy !== undefined)
				return sayApproved(answer, answer.approvedBy, wording);
			return answer.list
				? listReply(answer.quotes, from, wording)
				: sayAnswer(answer, wording, parts.now());
		case "not_found":
			return sayNotFound(answer, wording);
		case "small_talk": {
			const line = wording.small_talk[answer.smallTalk ?? "chatter"];
			return plainReply("small_talk", fill(line, { human: wording.human }));
		}
		case "clarify":
			return plainReply("clarify", askBack(answer.choices ?? [], wording));
	}
}

/** What is said to a message on the operator's list, before anything is looked up. */
export function sensitiveReply(message: string, parts: ReplyParts): Reply {
	const { traditional } = readWriting(message);
	const { sensitive, human } = wordingFor(traditional, parts);
	return plainReply("not_found", fill(sensitive, { human }));
}

/** The bot's own words are put into the characters that it was asked in; what is filled in never is. */
export function wordingFor(
	traditional: boolean,
	{ wording, toTraditional }: ReplyParts,
): Wording {
	return traditional ? inTraditional(wording(), toTraditional) : wording();
}

/** Related articles give way first, then notes, then quotes from last to first; one quote and its source always stand. */
function sayAnswer(answer: Answer, wording: Wording, today: Date): Reply {
	for (let count = answer.quotes.length; count > 0; count--) {
		const quotes = answer.quotes.slice(0, count);
		const lines = withSources(quotes, wording);
		const note = noteLine(quotes, wording, today);
		const noted = note === null ? lines : [...lines, own(note)];
		if (fits(noted)) return withRelated(noted, quotes, answer.related, wording);
		if (count === 1 && fits(lines))
			return replyOf("answered", lines, quotes, []);
	}
	const quotes = answer.quotes.slice(0, 1);
	const words = quotes.map(({ text }) => paper(text));
	return fits(words) && words.length > 0
		? replyOf("answered", words, quotes, [])
		: sayNotFound(answer, wording);
}

/** The staff's own words need no notes: whoever approved them answers for their dates. */
function sayApproved(
	{ quotes }: Answer,
	approvedBy: string,
	{ answer: words }: Wording,
): Reply {
	const lines = [
		...quotes.map(({ text }) => paper(text)),
		source(fill(words.approved, { source: approvedBy })),
	];
	return replyOf("answered", lines, quotes, []);
}

/** Each article's quotes, followed by where they stand. */
function withSources(
	quotes: readonly Quote[],
	{ answer: words }: Wording,
): Line[] {
	const articles = [...new Set(quotes.map(({ article }) => article))];
	return articles.flatMap((article) => [
		...quotes
			.filter((quote) => quote.article === article)
			.map(({ text }) => paper(text)),
		source(fill(words.source, { source: sourceOf(article) })),
	]);
}

function withRelated(
	lines: readonly Line[],
	quotes: readonly Quote[],
	related: readonly Article[],
	{ answer: words }: Wording,
): Reply {
	for (let count = related.length; count > 0; count--) {
		const shown = related.slice(0, count);
		const titles = shown.map(titleOf).join("");
		const all = [...lines, own(fill(words.related, { titles }))];
		if (fits(all)) return replyOf("answered", all, quotes, shown);
	}
	return replyOf("answered", lines, quotes, []);
}

/** What is missing, as far as it is known; then the nearest article, then the way to a human. */
function sayNotFound(answer: Answer, wording: Wording): Reply {
	const human = own(fill(wording.not_found.human, { human: wording.human }));
	const nearest = answer.related.slice(0, 1);
	const pointers = nearest.map((article) =>
		own(fill(wording.not_found.nearest, { title: titleOf(article) })),
	);
	const all = [own(whatIsMissing(answer, wording)), ...pointers, human];
	return fits(all)
		? replyOf("not_found", all, [], nearest)
		: replyOf("not_found", [own(wording.not_found.text), human], [], []);
}

function whatIsMissing({ missing }: Answer, { not_found }: Wording): string {
	if (!missing) return not_found.text;
	const { what, printed = [] } = missing;
	if (printed.length === 0) return fill(not_found.missing, { what });
	const years = printed.every((text) => /^\d{4}年?$/.test(text));
	const named = years
		? printed.map((year) => year.replace(/年?$/, "年"))
		: printed;
	return fill(years ? not_found.missing_years : not_found.missing_other, {
		what,
		printed: named.join("、"),
	});
}

/** 您问的是兰州,还是西宁? */
function askBack(choices: readonly string[], wording: Wording): string {
	if (choices.length < 2) return wording.clarify;
	const line = fill(wording.choose, {
		choices: `${choices.slice(0, -1).join("、")},还是${choices.at(-1)}`,
	});
	return fits([own(line)]) ? line : wording.clarify;
}
