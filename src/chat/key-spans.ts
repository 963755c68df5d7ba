/** Finds in a reply's lines what a platform is to show in bold: what was asked for, and headings. */

import type { Line, QuotedPassage } from "./reply.ts";

/** Offsets in the line's text in UTF-16 code units, `end` excluded. */
export type KeySpans = ReadonlyMap<Line, readonly [start: number, end: number]>;

/** Each quote has a line of its own: a list may hold the same words twice. */
export function keySpans(
	lines: readonly Line[],
	quotes: readonly QuotedPassage[],
): KeySpans {
	const free = new Set(lines.filter(({ role }) => role === "paper"));
	const found = new Map<Line, readonly [number, number]>();
	for (const line of lines) if (line.strong) found.set(line, line.strong);
	for (const { text, key } of quotes) {
		const quoted = wellFormed(text);
		const line = [...free].find((line) => line.text.includes(quoted));
		if (!line) continue;
		free.delete(line);
		const [start, end] = key ?? [0, 0];
		if (start < 0 || end <= start || end > quoted.length) continue;
		if ([start, end].some((at) => splitsPair(quoted, at))) continue;
		const offset = line.text.indexOf(quoted);
		found.set(line, [offset + start, offset + end]);
	}
	return found;
}

/** The lines that are shown, as every platform takes them: without half pairs, for which some refuse a whole message. */
export function shownLines(lines: readonly Line[], hints: boolean): Line[] {
	return lines
		.filter(({ role }) => hints || role !== "hint")
		.map((line) => ({ ...line, text: wellFormed(line.text) }));
}

function wellFormed(text: string): string {
	return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}

function splitsPair(text: string, at: number): boolean {
	return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
}
