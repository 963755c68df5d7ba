/** Shows an article page by page. */

import type { Article } from "../../answering/answer.ts";
import { besideDamage } from "../../answering/damage-near.ts";
import type { Line, Reply } from "../../chat/reply.ts";
import { fill, type Wording } from "../wording.ts";
import { hint, MAX_REPLY, own, paper, replyOf, source } from "./reply-parts.ts";
import { sourceOf } from "./source-line.ts";

export interface ArticlePage {
	reply: Reply;
	/** Counted from 0, as `page` is. */
	pages: number;
}

/** The page, counted from 0; the last one where there are not so many. */
export function articlePage(
	article: Article,
	page: number,
	wording: Wording,
): ArticlePage {
	const starts = pageStarts(article, wording);
	const at = Math.max(0, Math.min(page, starts.length - 1));
	const from = starts[at] ?? 0;
	const to = starts[at + 1] ?? article.body.length;
	const text = article.body.slice(from, to).trim();
	const quote = { text, article };
	const lines: Line[] = [
		source(heading(article, at, starts.length, wording)),
		paper(text),
		...notes(quote, at === starts.length - 1, wording),
	];
	return {
		reply: replyOf("answered", lines, [quote], []),
		pages: starts.length,
	};
}

/** 《标题》浙江工人日报 2023-11-08; from the second page on only which page it is, since the page before said the rest. */
function heading(
	article: Article,
	page: number,
	pages: number,
	{ commands: words }: Wording,
): string {
	if (pages === 1) return sourceOf(article);
	const which = fill(words.page, {
		page: String(page + 1),
		pages: String(pages),
	});
	return `${sourceOf(article)} ${which}`;
}

function notes(
	quote: { text: string; article: Article },
	last: boolean,
	{ answer, commands }: Wording,
): Line[] {
	const damaged = besideDamage(quote) ? [own(answer.damaged)] : [];
	if (!last) return [...damaged, hint(commands.more)];
	const { truncated } = quote.article;
	return [...damaged, own(truncated ? answer.broken_off : commands.finished)];
}

/** Where each page begins in the body. The same for everyone who reads it, so that a page's number is enough to find it. */
function pageStarts(article: Article, wording: Wording): number[] {
	const { body } = article;
	// As if every line that can stand around the text did, and the numbers of pages had two digits.
	const around = [
		heading(article, 98, 99, wording),
		wording.answer.damaged,
		longer(wording.commands.more, wording.answer.broken_off),
	];
	const room = MAX_REPLY - around.join("\n").length - 1;
	const starts = [0];
	for (;;) {
		const end = pageEnd(body, starts.at(-1) as number, room);
		if (end >= body.length) return starts;
		starts.push(end);
	}
}

function longer(a: string, b: string): string {
	return a.length > b.length ? a : b;
}

/** Where a page that begins at `from` ends: behind the last full stop that fits, else at the last that fits. */
function pageEnd(body: string, from: number, room: number): number {
	const to = from + Math.max(room, MIN_PAGE);
	if (body.length <= to) return body.length;
	const window = body.slice(from, to);
	const stop = Math.max(
		...["。", "！", "？", "\n", "；"].map((sign) => window.lastIndexOf(sign)),
	);
	if (stop <= window.length / 3) return beforePair(body, to);
	// A closing quotation mark stays with its sentence.
	const closed = window.charAt(stop + 1) === "”" ? stop + 1 : stop;
	return from + closed + 1;
}

/** Even below a headline of absurd length some of the text is shown. */
const MIN_PAGE = 80;

/** A rare character is two units long; it is not cut through. */
function beforePair(body: string, at: number): number {
	const unit = body.charCodeAt(at);
	return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
