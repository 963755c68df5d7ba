/** What a message shows, before it is given a form. */

import { type KeySpans, keySpans, shownLines } from "../../chat/key-spans.ts";
import type { Button, Line, Reply } from "../../chat/reply.ts";

export interface Content {
	lines: readonly Line[];
	/** Each within a line of its own: what has a key holds no line end. */
	keys: KeySpans;
	/** None of them empty. */
	rows: readonly Button[][];
}

/** @param hints whether hints of what to type are shown. */
export function contentOf(
	reply: Reply,
	rows: readonly Button[][],
	hints: boolean,
): Content {
	const whole = shownLines(reply.lines, hints);
	const found = keySpans(whole, reply.quotes);
	const keys = new Map<Line, readonly [number, number]>();
	const lines = whole.flatMap((line) => {
		const key = found.get(line);
		return key ? aroundKey(line, key, keys) : [line];
	});
	return { lines, keys, rows };
}

/** What stands above the key's line, that line, what stands below. A key that goes over a line's end is left out. */
function aroundKey(
	{ role, text }: Line,
	[start, end]: readonly [number, number],
	keys: Map<Line, readonly [number, number]>,
): Line[] {
	const from = text.lastIndexOf("\n", start - 1) + 1;
	const to = text.indexOf("\n", start);
	if (to >= 0 && to < end) return [{ role, text }];
	const line = { role, text: text.slice(from, to < 0 ? undefined : to) };
	keys.set(line, [start - from, end - from]);
	return [
		...(from > 0 ? [{ role, text: text.slice(0, from - 1) }] : []),
		line,
		...(to >= 0 ? [{ role, text: text.slice(to + 1) }] : []),
	];
}
