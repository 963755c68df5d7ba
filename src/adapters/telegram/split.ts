/** Cuts a text into parts that each fit a message, where a reader would pause. */

import type { StyledText } from "./styled-text.ts";

/** "1-4096 characters after entities parsing", in UTF-16 code units: https://core.telegram.org/bots/api#sendmessage */
const MAX_TEXT = 4096;

type Range = [start: number, end: number];

/**
 * Between citations, if that can be; or else at a line's end, a sentence's, or between any two characters. Line ends at
 * a cut are left out, and so are parts in which nothing stands.
 */
export function split({ text, spans }: StyledText, max = MAX_TEXT): Range[] {
	const whole = spans
		.filter(({ style }) => style === "quote")
		.map(({ start, end }): Range => [start, end])
		.filter(([start, end]) => end - start <= max);
	const parts: Range[] = [];
	for (let start = 0; start < text.length; ) {
		const end = start + max >= text.length ? text.length : cut(start);
		if (/\S/.test(text.slice(start, end))) parts.push([start, end]);
		start = text[end] === "\n" ? end + 1 : end;
	}
	return parts;

	/** Where the part that begins at `start` ends. */
	function cut(start: number): number {
		const window = text.slice(start, start + max + LOOK_AHEAD);
		const lineEnds = [...window.slice(0, max + 1).matchAll(/\n/g)]
			.map(({ index }) => start + index)
			.filter((at) => at > start);
		const between = lineEnds.findLast(
			(at) => !whole.some(([from, to]) => from < at && at < to),
		);
		return between ?? lineEnds.at(-1) ?? start + cutLine(window, max);
	}
}

/** So much is looked at behind the limit: a character that reaches over it must be seen as one. */
const LOOK_AHEAD = 64;

function cutLine(window: string, max: number): number {
	const sentence = [...window.slice(0, max).matchAll(SENTENCE_END)]
		.map((match) => match.index + match[0].length)
		.findLast((end) => lastBoundary(window, end) === end);
	return sentence ?? lastCut(window, max);
}

/** With the quotation marks and brackets behind it. */
const SENTENCE_END = /[。!！?？;；…][”’」』》)）\]]*/g;

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** The last place up to `at` that stands between two characters as a reader sees them. */
function lastBoundary(window: string, at: number): number {
	return graphemes.segment(window).containing(at)?.index ?? window.length;
}

/** One character longer than a message is nobody's word; at least its pairs stay whole. */
function lastCut(window: string, max: number): number {
	const isPair = /[\uD800-\uDBFF]/.test(window[max - 1] ?? "");
	return lastBoundary(window, max) || max - (isPair ? 1 : 0);
}

/** At most so many UTF-16 units of it, without half a character at the end. */
export function clip(text: string, max: number): string {
	if (text.length <= max) return text;
	return text.slice(0, lastCut(text.slice(0, max + LOOK_AHEAD), max));
}
