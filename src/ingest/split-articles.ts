/** Labelled lines → articles: where each begins, and which of its lines are headline, byline, caption, sub-head, text. */

import type { Author } from "../knowledge/article.ts";
import { nameLine } from "./byline.ts";
import { cohesion } from "./cohesion.ts";
import { isColumnName } from "./headline.ts";
import type { LabelledLine } from "./label-lines.ts";
import type { Layout } from "./layout.ts";
import { endsClause, looksLikeSignature, NUMBERED } from "./line-shape.ts";
import type { PageLine } from "./page-line.ts";

export type PieceRole =
	| "head"
	| "byline"
	| "caption"
	| "subhead"
	| "body"
	| "turn"
	| "editors";

/** A printed stretch in its role. Every line of the page becomes pieces once, in printed order. */
export interface Piece {
	role: PieceRole;
	text: string;
	line: PageLine;
	/** A line of verse or a row: a paragraph of its own, whatever it ends with. */
	row?: boolean;
}

export interface SplitArticle {
	pieces: Piece[];
	authors: Author[];
	/** 下转: the page on which the text goes on. */
	turnsTo: string | null;
	/** 上接: the page on which it began. */
	turnsFrom: string | null;
}

/** Splits the lines of one page, header and footer taken off, into its articles. */
export function splitArticles(
	lines: readonly LabelledLine[],
	page: Layout,
): SplitArticle[] {
	const layout = { ...page, articleGap: articleGap(lines, page) };
	const articles: SplitArticle[] = [];
	let current: SplitArticle | null = null;
	const begin = (): SplitArticle => {
		current = { pieces: [], authors: [], turnsTo: null, turnsFrom: null };
		articles.push(current);
		return current;
	};

	for (let at = 0; at < lines.length; ) {
		const entry = lines[at];
		if (!entry) break;
		if (entry.label === "heading") {
			const end = runEnd(lines, at);
			current = placeRun(lines, at, end, current, begin, layout);
			at = end;
			continue;
		}
		if (
			entry.label === "byline" &&
			current !== null &&
			startsUntitled(entry, current)
		)
			current = begin();
		if (
			entry.turn?.direction === "from" &&
			current !== null &&
			hasBody(current)
		)
			current = begin();
		addLine(current ?? begin(), entry);
		at++;
	}
	return articles.filter(
		(article, at) => !joinsNeighbour(article, articles[at - 1]),
	);
}

/** A layout, and the least number of blank lines before an article where that is more than between paragraphs. */
interface ArticleLayout extends Layout {
	articleGap: number | null;
}

/** Read off the articles that are certain, those with a byline under their headline. */
function articleGap(
	lines: readonly LabelledLine[],
	layout: Layout,
): number | null {
	const gaps: number[] = [];
	for (let at = 0; at < lines.length; at++) {
		if (lines[at]?.label !== "heading") continue;
		const end = runEnd(lines, at);
		if (at > 0 && lines[end]?.label === "byline")
			gaps.push(lines[at]?.line.gap ?? 0);
		at = end;
	}
	const least = Math.min(...gaps);
	return gaps.length > 0 && least > layout.usualGap ? least : null;
}

/** Captions and the like that no text belongs to stay with the article before them. */
function joinsNeighbour(
	article: SplitArticle,
	before: SplitArticle | undefined,
): boolean {
	const hasWords = article.pieces.some(
		(piece) => piece.role === "head" || piece.role === "body",
	);
	if (hasWords || before === undefined) return false;
	before.pieces.push(...article.pieces);
	before.authors.push(...article.authors);
	return true;
}

/** A run of headline candidates, with the captions that stand among them; it ends before text or a byline. */
function runEnd(lines: readonly LabelledLine[], start: number): number {
	let end = start;
	while (end < lines.length) {
		const label = lines[end]?.label;
		if (label === "heading") end++;
		else if (label === "caption" && captionInHead(lines, end)) end++;
		else break;
	}
	return end;
}

/** A caption between headline and byline belongs to the head of its article. */
function captionInHead(lines: readonly LabelledLine[], at: number): boolean {
	let next = at + 1;
	while (lines[next]?.label === "caption") next++;
	return lines[next]?.label === "byline" || lines[next]?.label === "heading";
}

/** Decides what a run of headline candidates is, and puts it there. */
function placeRun(
	lines: readonly LabelledLine[],
	start: number,
	end: number,
	current: SplitArticle | null,
	begin: () => SplitArticle,
	layout: ArticleLayout,
): SplitArticle {
	const run = lines.slice(start, end);
	const follower = lines[end];
	const headings = run.filter((entry) => entry.label === "heading");
	const certain =
		follower?.label === "byline" || follower?.turn?.direction === "from";

	// What signs the article before, or ends it in verse, comes off the front.
	let skip = 0;
	if (current !== null) {
		while (skip < run.length - 1 && signs(run[skip]?.line.text ?? "", current))
			skip++;
		if (headings.length - skip > MAX_HEAD_LINES && certain)
			skip = run.length - widestGapFromEnd(run);
	}
	if (current !== null)
		for (const entry of run.slice(0, skip)) addLine(current, entry, "body");
	const head = run.slice(skip);

	if (
		current !== null &&
		!certain &&
		!startsArticle(lines, start + skip, end, current, layout)
	) {
		for (const entry of head)
			addLine(current, entry, isVerse(head, follower) ? "body" : "subhead");
		return current;
	}
	const article = begin();
	let last = head.length;
	const verse =
		!certain && headings.length > MAX_HEAD_LINES ? verseStart(head) : last;
	head.slice(0, verse).forEach((entry, i) => {
		const named =
			i > 0 && i === verse - 1 && !certain ? nameLine(entry.line.text) : null;
		if (named) {
			article.authors.push(...named);
			article.pieces.push({
				role: "byline",
				text: entry.line.text,
				line: entry.line,
			});
		} else addLine(article, entry, "head");
	});
	last = verse;
	for (const entry of head.slice(last)) addLine(article, entry, "body");
	return article;
}

/** The line signs the article before it: a body's name or a date, or a name that the article itself speaks of. */
function signs(text: string, article: SplitArticle): boolean {
	if (looksLikeSignature(text)) return true;
	return (
		text.length >= 5 &&
		article.pieces.some(
			(piece) => piece.role === "body" && piece.text.includes(text),
		)
	);
}

/** More lines than a head has: kicker, two of headline, two below it, a column's name above. */
const MAX_HEAD_LINES = 6;

/** Lines without stops that no text follows: verse, or the end of a page torn off. */
function isVerse(
	head: readonly LabelledLine[],
	follower: LabelledLine | undefined,
): boolean {
	return follower === undefined || head.length > 2;
}

/** The line at which verse begins under its headline: after the poet's name, or after the first wide gap. */
function verseStart(head: readonly LabelledLine[]): number {
	const named = head.findIndex(
		(entry, i) => i > 0 && i < 4 && nameLine(entry.line.text) !== null,
	);
	return named > 0 ? named + 1 : 1;
}

/** How many lines stand after the widest gap of a run that is too long for one head. */
function widestGapFromEnd(run: readonly LabelledLine[]): number {
	let best = run.length - 1;
	for (let i = Math.max(1, run.length - MAX_HEAD_LINES); i < run.length; i++)
		if ((run[i]?.line.gap ?? 0) > (run[best]?.line.gap ?? 0)) best = i;
	return Math.min(run.length - best, MAX_HEAD_LINES);
}

/**
 * Whether a run that no byline follows begins a new article rather than a section of the current one.
 * Each sign speaks for (+) or against (−); what they add up to decides.
 */
function startsArticle(
	lines: readonly LabelledLine[],
	start: number,
	end: number,
	current: SplitArticle,
	layout: ArticleLayout,
): boolean {
	const head = lines
		.slice(start, end)
		.filter((entry) => entry.label === "heading");
	const first = head[0]?.line;
	if (!first || !hasBody(current)) return false;
	const level = first.heading;
	if (level > 0) return level <= headingLevel(current);
	const text = head.map((entry) => entry.line.text).join(" ");
	if (lines[end] === undefined && head.length <= MAX_HEAD_LINES) return false;
	const before = textOf(current);
	const after = textAfter(lines, end);
	const lead = after.slice(0, 60);
	const shared = cohesion(before, `${text}\n${after}`);

	let signs = 0;
	if (head.length >= 2) signs += 2;
	if (NUMBERED.test(first.text)) signs -= 3;
	else if (
		/^[第其]?[一二三四五六七八九](?:[关问招是条步、]|个)/.test(first.text)
	)
		signs -= 1.5;
	else if (numbersItsSubheads(current)) signs += 2;
	if (
		/(?:通知|公告|公示|启事|通报|倡议书|声明|简章|须知|章程|办法|细则|规定|[表单])(?:[（(].{1,8}[）)])?$/.test(
			text,
		)
	)
		signs += 3;
	if (isEnded(current)) signs += 2;
	if (!endsClause(before)) signs += 1;
	if (OPENS_NEWS.test(lead)) signs += 1.5;
	if (/^[^。\n]{2,24}[:：]\n/.test(after)) signs += 1;
	if (isColumnName(first.text)) signs += 2.5;
	if (sharesPhrase(text, lead)) signs += 1.5;
	// Where articles stand further apart than paragraphs, the gap before the line tells.
	if (layout.articleGap !== null)
		signs += first.gap >= layout.articleGap ? 2 : -2;
	if (/现将.{2,16}(?:如下|公告|通知)/.test(after.slice(0, 200))) signs += 2;
	if (first.width <= 8 && head.length === 1) signs -= 1;
	if (hasSubheads(current)) signs -= 1;
	if (shared >= 0.045) signs -= 2.5;
	else if (shared < 0.02) signs += 1.5;
	else if (shared < 0.03) signs += 0.5;
	return signs >= 1.5;
}

/** 一、…, 二、…: in an article that numbers its sections, a line without a number is none of them. */
function numbersItsSubheads(article: SplitArticle): boolean {
	const subheads = article.pieces.filter((piece) => piece.role === "subhead");
	return (
		subheads.length >= 2 && subheads.every((piece) => NUMBERED.test(piece.text))
	);
}

/** The lead takes up the headline: a stretch of five characters stands in both. */
function sharesPhrase(headline: string, lead: string): boolean {
	for (let at = 0; at + SHARED_PHRASE <= headline.length; at++)
		if (lead.includes(headline.slice(at, at + SHARED_PHRASE))) return true;
	return false;
}

const SHARED_PHRASE = 5;

/** How a news item opens: the time, or who acts where. */
const OPENS_NEWS =
	/^(?:近日|日前|近期|连日来|昨[天日]|今[天日]|[0-9０-９]{1,2}月[0-9０-９]{1,2}日|为(?:解决|帮助|进一步|贯彻|落实|丰富|做好|切实|更好|满足|保障|深入|庆祝|迎接|提升|加强)|记者[^，,。]{0,16}(?:获悉|了解到)|根据|按照|经研究|各[县市区位级单])/;

/** The article is closed by its own end matter: a byline at the tail, a signature, a turn marker. */
function isEnded(article: SplitArticle): boolean {
	if (article.turnsTo !== null) return true;
	const last = article.pieces.at(-1);
	if (!last) return false;
	return (
		last.role === "editors" ||
		(last.role === "byline" && hasBody(article)) ||
		(last.role === "body" && looksLikeSignature(last.text))
	);
}

/** A byline in the middle of a text begins an item whose headline is missing, unless it signs the one before. */
function startsUntitled(entry: LabelledLine, current: SplitArticle): boolean {
	if (!hasBody(current)) return false;
	const head = entry.head;
	const alone = head !== undefined && head.end === entry.line.text.length;
	return !(alone && current.authors.length === 0);
}

function addLine(
	article: SplitArticle,
	entry: LabelledLine,
	as?: PieceRole,
): void {
	const { line } = entry;
	const push = (role: PieceRole, text: string) => {
		if (text.trim() !== "")
			article.pieces.push({ role, text: text.trim(), line });
	};
	if (as !== undefined && entry.label !== "caption") {
		article.pieces.push({
			role: as,
			text: line.text,
			line,
			row: as === "body",
		});
		return;
	}
	if (entry.label === "caption" || entry.label === "editors") {
		push(entry.label, line.text);
		return;
	}
	if (entry.turn) {
		if (entry.turn.direction === "to") article.turnsTo = entry.turn.page;
		else article.turnsFrom = entry.turn.page;
	}
	// The line's pieces in printed order: byline, text, turn marker or closing byline.
	const cuts = [
		entry.head && { ...entry.head, role: "byline" as const },
		entry.tail && {
			...entry.tail,
			role: entry.tail.photoOnly ? ("caption" as const) : ("byline" as const),
		},
		entry.turn && {
			start: entry.turn.start,
			end: entry.turn.end,
			role: "turn" as const,
		},
	]
		.filter((cut) => cut !== undefined)
		.sort((a, b) => a.start - b.start);
	let at = 0;
	for (const cut of cuts) {
		if (cut.start < at) continue;
		push("body", line.text.slice(at, cut.start));
		push(cut.role, line.text.slice(cut.start, cut.end));
		at = cut.end;
	}
	push("body", line.text.slice(at));
	for (const byline of [entry.head, entry.tail])
		if (byline && !byline.photoOnly) article.authors.push(...byline.authors);
}

function hasBody(article: SplitArticle): boolean {
	return article.pieces.some((piece) => piece.role === "body");
}

function hasSubheads(article: SplitArticle): boolean {
	return article.pieces.some((piece) => piece.role === "subhead");
}

/** The Markdown level of the article's own headline, below a section's; 0 where the page has no Markdown headings. */
function headingLevel(article: SplitArticle): number {
	const heads = article.pieces.filter((piece) => piece.role === "head");
	return Math.max(0, ...heads.map((piece) => piece.line.heading));
}

function textOf(article: SplitArticle): string {
	return article.pieces
		.slice(-MAX_COMPARED_PIECES)
		.filter((piece) => piece.role === "head" || piece.role === "body")
		.map((piece) => piece.text)
		.join("\n");
}

/** Pieces of an article that a possible sub-head is compared with: enough for the subject, bounded for long texts. */
const MAX_COMPARED_PIECES = 30;

/** The running text from `at` up to the next headline candidate or byline. */
function textAfter(lines: readonly LabelledLine[], at: number): string {
	const text: string[] = [];
	for (let i = at; i < lines.length; i++) {
		const entry = lines[i];
		if (!entry || entry.label === "heading" || entry.label === "byline") break;
		if (entry.label === "text") text.push(entry.line.text);
	}
	return text.join("\n");
}
