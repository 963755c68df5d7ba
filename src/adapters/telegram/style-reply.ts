/** How a reply looks: the paper's words and their source as a quotation, what was asked for in bold. */

import { keySpans, shownLines } from "../../chat/key-spans.ts";
import type { Line, Reply } from "../../chat/reply.ts";
import type { Span, StyledText } from "./styled-text.ts";

/** @param hints whether hints of what to type are shown. */
export function styleReply(
	{ lines, quotes }: Pick<Reply, "lines" | "quotes">,
	hints: boolean,
): StyledText {
	const shown = shownLines(lines, hints);
	let at = 0;
	const placed = shown.map((line): PlacedLine => {
		const start = at;
		at += line.text.length + 1;
		return { ...line, start, end: start + line.text.length };
	});
	const keys = [...keySpans(placed, quotes)].map(
		([line, [start, end]]): Span => {
			const from = (line as PlacedLine).start;
			return { style: "bold", start: from + start, end: from + end };
		},
	);
	return {
		text: shown.map(({ text }) => text).join("\n"),
		spans: [...citations(placed), ...keys],
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
