/** How a page is set: paragraphs marked by indents or by blank lines, lines wrapped at one width or pieces of any length. */

import { endsSentence } from "./line-shape.ts";
import type { PageLine } from "./page-line.ts";

export interface Layout {
	/** Paragraphs begin with an indent. */
	indented: boolean;
	/** The column's width in full-width characters, or null where lines are not wrapped at one width. */
	columnWidth: number | null;
	/** Blank lines that separate lines as a rule; more of them leave room for a picture. */
	usualGap: number;
}

export function detectLayout(lines: readonly PageLine[]): Layout {
	const running = lines.filter((line) => line.width >= 8);
	const starts = running.filter(isIndented).length;
	return {
		indented: starts >= 3 && starts >= running.length * 0.1,
		columnWidth: columnWidth(running),
		usualGap: usualGap(lines),
	};
}

/** An indent that marks a paragraph; wider white space centres a headline. */
export function isIndented(line: PageLine): boolean {
	return line.indent >= 1 && line.indent <= 4;
}

/** True when the line fills its column: what follows without a blank line goes on with it. */
export function fillsColumn(line: PageLine, layout: Layout): boolean {
	if (layout.columnWidth === null) return false;
	const indent = isIndented(line) ? line.indent : 0;
	return (
		line.width + indent >= layout.columnWidth - SLACK &&
		line.width + indent <= layout.columnWidth + SLACK
	);
}

/** Punctuation that may not open a line, and half-width digits, move a column's edge by about a character. */
const SLACK = 1.5;

/** The width that half of the lines of running text share, if they do, and hardly any exceeds. */
function columnWidth(lines: readonly PageLine[]): number | null {
	if (lines.length < 8) return null;
	const open = lines.filter((line) => !endsSentence(line.text));
	const count = new Map<number, number>();
	const widthWithIndent = (line: PageLine) =>
		Math.round(line.width + (isIndented(line) ? line.indent : 0));
	for (const line of open)
		count.set(
			widthWithIndent(line),
			(count.get(widthWithIndent(line)) ?? 0) + 1,
		);
	let best = 0;
	let width = 0;
	for (const candidate of count.keys()) {
		const near = [-1, 0, 1].reduce(
			(sum, step) => sum + (count.get(candidate + step) ?? 0),
			0,
		);
		if (near > best || (near === best && candidate > width)) {
			best = near;
			width = candidate;
		}
	}
	const wider = lines.filter((line) => line.width > width + 2 * SLACK).length;
	return best >= open.length * 0.5 && best >= 8 && wider <= lines.length * 0.1
		? width
		: null;
}

function usualGap(lines: readonly PageLine[]): number {
	const gaps = lines
		.slice(1)
		.map((line) => line.gap)
		.sort((a, b) => a - b);
	return gaps[Math.floor(gaps.length / 2)] ?? 0;
}

/** Blank lines before `line` that leave room for a picture. */
export function isPhotoSlot(line: PageLine, layout: Layout): boolean {
	return line.gap >= 2 && line.gap > layout.usualGap;
}
