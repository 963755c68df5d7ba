/** How a page is set: paragraphs marked by indents or by blank lines, lines wrapped at one width or pieces of any length. */

import { headByline } from "./byline.ts";
import {
	ENUMERATOR,
	endsClause,
	endsSentence,
	looksLikeCaption,
	looksLikeHeading,
	looksLikeTableRow,
} from "./line-shape.ts";
import type { PageLine } from "./page-line.ts";

export interface Layout {
	/** The indent that begins a paragraph, in full-width characters; null where paragraphs have none. */
	indent: number | null;
	/** Blank lines that separate lines as a rule; more of them leave room for a picture. */
	usualGap: number;
}

export function detectLayout(lines: readonly PageLine[]): Layout {
	const running = lines.filter((line) => line.width >= 8);
	const indents = running.filter(
		(line) => line.indent >= 1 && line.indent <= MAX_INDENT,
	);
	return {
		indent:
			indents.length >= 3 && indents.length >= running.length * 0.1
				? median(indents.map((line) => line.indent))
				: null,
		usualGap: median(lines.slice(1).map((line) => line.gap)),
	};
}

/** Two characters is the rule; more white space centres a headline. */
const MAX_INDENT = 4;

/** The line begins a paragraph by its indent; a deeper one is set apart, like a sub-head. */
export function isIndented(line: PageLine, layout: Layout): boolean {
	return (
		layout.indent !== null &&
		line.indent > 0 &&
		line.indent <= layout.indent + 1
	);
}

/** Blank lines before `line` that leave room for a picture. */
export function isPhotoSlot(line: PageLine, layout: Layout): boolean {
	return line.gap >= 2 && line.gap > layout.usualGap;
}

/**
 * Joins the lines that a narrow column broke: where lines of one block share a width, a line that fills it goes on
 * in the next. Pages whose lines are pieces of any length come back as they are.
 */
export function reflow(lines: readonly PageLine[], layout: Layout): PageLine[] {
	const widths = columnWidths(lines);
	const runs: [PageLine, ...PageLine[]][] = [];
	lines.forEach((line, at) => {
		const run = runs.at(-1);
		const before = lines[at - 1];
		const width = before && widths.get(before);
		if (run && before && width && goesOn(run[0], lines, at, width, layout))
			run.push(line);
		else runs.push([line]);
	});
	return runs.map((run) => joinRun(run, widths.get(run[0]) ?? null));
}

/** One line for the lines of a run, which keeps in mind where they met. */
function joinRun(
	run: readonly [PageLine, ...PageLine[]],
	width: number | null,
): PageLine {
	if (run.length === 1) return run[0];
	let length = 0;
	const joints = run.map((line) => (length += line.text.length)).slice(0, -1);
	return {
		...run[0],
		text: run.map((line) => line.text).join(""),
		width: run.reduce((sum, line) => sum + line.width, 0),
		joints,
		ragged: width !== null && !fills(run.at(-1) ?? run[0], width),
	};
}

/** Whether line `at` goes on with the line before it; `first` is the first printed line of what has been joined so far. */
function goesOn(
	first: PageLine,
	lines: readonly PageLine[],
	at: number,
	width: number,
	layout: Layout,
): boolean {
	const before = lines[at - 1];
	const line = lines[at];
	if (!before || !line || line.gap > 0) return false;
	if (line.heading > 0 || before.heading > 0) return false;
	if (line.indent > 0 && layout.indent !== null) return false;
	if (!fills(before, width) || headByline(line.text)) return false;
	if (looksLikeTableRow(before.text) || looksLikeTableRow(line.text))
		return false;
	// 1.…； 2.…；: items may be as long as the column is wide.
	if (endsClause(before.text) && ENUMERATOR.test(line.text)) return false;
	// A sub-head under a sentence that ends at the column's edge.
	if (
		endsSentence(before.text) &&
		looksLikeHeading(line) &&
		!fills(line, width)
	)
		return false;
	// A headline may be as wide as the column.
	if (first === before && leadsToByline(lines, at)) return false;
	if (first !== before || !looksLikeHeading(before)) return true;
	// Running text begins with an indent where the page has indents.
	if (layout.indent !== null) return isIndented(first, layout);
	return (
		!looksLikeHeading(line) || (fills(line, width) && lines[at + 1]?.gap === 0)
	);
}

/** Headline-like lines up to a byline: the head of an article, whatever their widths. */
function leadsToByline(lines: readonly PageLine[], at: number): boolean {
	for (const line of lines.slice(at, at + MAX_HEAD)) {
		if (headByline(line.text)) return true;
		if (!looksLikeHeading(line)) return false;
	}
	return false;
}

const MAX_HEAD = 5;

/** Punctuation that may not open a line, and half-width digits, move a column's edge by about a character. */
const SLACK = 2;

function fills(line: PageLine, width: number): boolean {
	const printed = printedWidth(line);
	return printed >= width - SLACK && printed <= width + SLACK;
}

function printedWidth(line: PageLine): number {
	return line.indent <= MAX_INDENT ? line.indent + line.width : line.width;
}

/** The column width of each line that stands in one: found block by block, since pages mix widths. */
function columnWidths(lines: readonly PageLine[]): Map<PageLine, number> {
	const widths = new Map<PageLine, number>();
	const undecided: { block: PageLine[]; before: number | null }[] = [];
	let last: number | null = null;
	for (const block of blocks(lines)) {
		const width = blockWidth(block);
		if (width === null) undecided.push({ block, before: last });
		else {
			for (const line of block) widths.set(line, width);
			for (const earlier of undecided)
				if (earlier.before === null) earlier.before = width;
			last = width;
		}
	}
	// A block of two lines tells no width of its own: it takes its neighbour's where it fits.
	for (const { block, before } of undecided)
		if (before !== null && fitsColumn(block, before))
			for (const line of block) widths.set(line, before);
	return widths;
}

/** Lines without blank lines between them. */
function blocks(lines: readonly PageLine[]): PageLine[][] {
	const found: PageLine[][] = [];
	for (const line of lines) {
		const block = found.at(-1);
		const before = block?.at(-1);
		// A caption has a width of its own, and so may each article.
		const apart =
			looksLikeCaption(line.text) ||
			headByline(line.text) !== null ||
			(before && looksLikeCaption(before.text));
		if (block && line.gap === 0 && !apart) block.push(line);
		else found.push([line]);
	}
	return found;
}

/** The width that most lines of a block fill, at least two of them in mid-sentence, and none exceeds; null for none. */
function blockWidth(block: readonly PageLine[]): number | null {
	const open = block.filter((line) => !endsClause(line.text));
	let best: number | null = null;
	let most = 1;
	// Of widths that as many lines fill the widest: a column has short lines, but none that stand out.
	const candidates = [...new Set(open.map(printedWidth))].sort((a, b) => b - a);
	for (const width of candidates) {
		const filling = open.filter((line) => fills(line, width)).length;
		const wider = block.some((line) => printedWidth(line) > width + 2 * SLACK);
		if (filling > most && !wider) {
			most = filling;
			best = width;
		}
	}
	if (best === null || best < MIN_COLUMN || best > MAX_COLUMN) return null;
	const width = best;
	// Running text: its lines are either full or end a sentence.
	const fitting = block.filter(
		(line) => fills(line, width) || endsClause(line.text),
	).length;
	const filled = block.filter((line) => fills(line, width));
	if (fitting < block.length * MIN_FITTING) return null;
	// Rows of one length are no column: text that is torn at the edge has its stops inside the lines.
	return filled.some((line) => /[，,。、；;：:]./.test(line.text))
		? width
		: null;
}

/** Share of a block's lines that fit a column: lists and headlines stand between the running text. */
const MIN_FITTING = 0.35;

/** Narrower lines are rows of a list, wider ones paragraphs on a line of their own; in full-width characters. */
const MIN_COLUMN = 10;
const MAX_COLUMN = 60;

function fitsColumn(block: readonly PageLine[], width: number): boolean {
	return block.every(
		(line, at) =>
			printedWidth(line) <= width + SLACK &&
			(at === block.length - 1 ||
				fills(line, width) ||
				endsSentence(line.text)),
	);
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
