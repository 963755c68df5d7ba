/** Labelled lines → articles: where each begins, and which of its lines are headline, byline, caption, sub-head, text. */

import {
	addLine,
	emptyArticle,
	hasBody,
	type SplitArticle,
} from "./article-pieces.ts";
import { nameLine } from "./byline.ts";
import type { LabelledLine } from "./label-lines.ts";
import type { Layout } from "./layout.ts";
import { looksLikeSignature } from "./line-shape.ts";
import {
	type ArticleLayout,
	MAX_HEAD_LINES,
	startsArticle,
} from "./new-article-signs.ts";

/** Splits the lines of one page, header and footer taken off, into its articles. */
export function splitArticles(
	lines: readonly LabelledLine[],
	page: Layout,
): SplitArticle[] {
	const layout = { ...page, articleGap: articleGap(lines, page) };
	const articles: SplitArticle[] = [];
	let current: SplitArticle | null = null;
	const begin = (): SplitArticle => {
		current = emptyArticle();
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
	return gatherStrays(articles);
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

/** Captions and the like that no text belongs to stay with the article before them, at the top of a page with the next. */
function gatherStrays(articles: readonly SplitArticle[]): SplitArticle[] {
	const kept: SplitArticle[] = [];
	let strays: SplitArticle["pieces"] = [];
	for (const article of articles) {
		const last = kept.at(-1);
		if (article.pieces.some(isWords)) {
			article.pieces.unshift(...strays);
			strays = [];
			kept.push(article);
		} else if (last) last.pieces.push(...article.pieces);
		else strays.push(...article.pieces);
	}
	return kept;
}

function isWords({ role }: SplitArticle["pieces"][number]): boolean {
	return role === "head" || role === "body";
}

/** A run of headline candidates, with the captions that stand among them; it ends before text or a byline. */
function runEnd(lines: readonly LabelledLine[], start: number): number {
	let end = start;
	let last = 0;
	while (end < lines.length) {
		const { label, line } = lines[end] ?? {};
		// Marked, then unmarked, then marked again: the next head.
		if (line && line.heading > 0 && last === 0 && end > start) {
			const isMarked = lines
				.slice(start, end)
				.some((entry) => entry.line.heading > 0);
			if (isMarked) break;
		}
		last = line?.heading ?? 0;
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
		// Nothing stands between a byline and the text: the line begins the first paragraph.
		const [only] = head;
		if (
			head.length === 1 &&
			only &&
			only.line.heading === 0 &&
			!hasBody(current)
		) {
			addLine(current, { ...only, label: "text" });
			return current;
		}
		for (const entry of head)
			addLine(current, entry, isVerse(head, follower) ? "body" : "subhead");
		return current;
	}
	const article = begin();
	const isText = follower !== undefined && follower.label !== "heading";
	const verse = verseStart(head);
	const isLong = headings.length > MAX_HEAD_LINES;
	const headLines =
		!certain && (isLong || (!isText && head.length - verse >= MIN_VERSE))
			? verse
			: head.length;
	head.forEach((entry, at) => {
		const { line } = entry;
		const named =
			!certain && at > 0 && at === headLines - 1 ? nameLine(line.text) : null;
		if (named) {
			article.authors.push(...named);
			article.pieces.push({ role: "byline", text: line.text, line });
		} else addLine(article, entry, at < headLines ? "head" : "body");
	});
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

/** Lines without stops that no text follows: verse, or the end of a page torn off. */
function isVerse(
	head: readonly LabelledLine[],
	follower: LabelledLine | undefined,
): boolean {
	return follower === undefined || head.length > 2;
}

/** Fewer lines without stops are a head, not a poem. */
const MIN_VERSE = 3;

/** The line at which verse would begin under its headline: after the poet's name, or after the line that is marked as the headline. */
function verseStart(head: readonly LabelledLine[]): number {
	const marked = head.findLastIndex((entry) => entry.line.heading > 0);
	const named = head.findIndex(
		(entry, i) =>
			i > Math.max(0, marked) &&
			i < Math.max(0, marked) + 4 &&
			nameLine(entry.line.text) !== null,
	);
	return (named > 0 ? named : Math.max(0, marked)) + 1;
}

/** How many lines stand after the widest gap of a run that is too long for one head. */
function widestGapFromEnd(run: readonly LabelledLine[]): number {
	let best = run.length - 1;
	for (let i = Math.max(1, run.length - MAX_HEAD_LINES); i < run.length; i++)
		if ((run[i]?.line.gap ?? 0) > (run[best]?.line.gap ?? 0)) best = i;
	return Math.min(run.length - best, MAX_HEAD_LINES);
}

/** A byline in the middle of a text begins an item whose headline is missing, unless it signs the one before. */
function startsUntitled(entry: LabelledLine, current: SplitArticle): boolean {
	if (!hasBody(current)) return false;
	const head = entry.head;
	const alone = head !== undefined && head.end === entry.line.text.length;
	return !(alone && current.authors.length === 0);
}
