/** How a reply looks: the paper's words and their source as a quotation, what was asked for in bold. */

import type { Line, QuotedPassage, Reply } from "../../chat/reply.ts";
import type { Span, StyledText } from "./styled-text.ts";

/** @param hints whether hints of what to type are shown. */
export function styleReply(
	{ lines, quotes }: Pick<Reply, "lines" | "quotes">,
	hints: boolean,
): StyledText {
	const shown = lines
		.filter(({ role }) => hints || role !== "hint")
		.map(({ role, text }) => ({ role, text: wellFormed(text) }));
	let at = 0;
	const placed = shown.map((line): PlacedLine => {
		const start = at;
		at += line.text.length + 1;
		return { ...line, start, end: start + line.text.length };
	});
	return {
		text: shown.map(({ text }) => text).join("\n"),
		spans: [...citations(placed), ...keys(placed, quotes)],
	};
}

type PlacedLine = Line & { start: number; end: number };

/** Some lines of the paper, then where they stand. What follows that is another citation. */
function citations(lines: readonly PlacedLine[]): Span[] {
	const found: Span[] = [];
	let open: Span | null = null;
	let before: Line["role"] | null = null;
	for (const { role, start, end } of lines) {
		const goesOn =
			role === "source" || (role === "paper" && before === "paper");
		if (open && goesOn) open.end = end;
		else if (role === "paper") {
			open = { style: "quote", start, end };
			found.push(open);
		} else open = null;
		before = role;
	}
	return found;
}

/** Each quote has a line of its own: a list may hold the same words twice. */
function keys(
	lines: readonly PlacedLine[],
	quotes: readonly QuotedPassage[],
): Span[] {
	const free = new Set(lines.filter(({ role }) => role === "paper"));
	return quotes.flatMap(({ text, key }): Span[] => {
		const quoted = wellFormed(text);
		const line = [...free].find((line) => line.text.includes(quoted));
		if (!line) return [];
		free.delete(line);
		const [start, end] = key ?? [0, 0];
		if (start < 0 || end <= start || end > quoted.length) return [];
		if ([start, end].some((at) => splitsPair(quoted, at))) return [];
		const offset = line.start + line.text.indexOf(quoted);
		return [{ style: "bold", start: offset + start, end: offset + end }];
	});
}

function splitsPair(text: string, at: number): boolean {
	return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
}

/** Telegram takes no half of a pair, and refuses the whole message for it. */
function wellFormed(text: string): string {
	return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
