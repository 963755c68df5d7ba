/** Draws a reply as a chat would show it: the bot's name, the paper's words as a block quote, the rest below. */

import type { QuotedPassage, Reply } from "../../chat/reply.ts";

const QUOTE_BAR = "│ ";

/** ANSI's signs for bold and back: https://en.wikipedia.org/wiki/ANSI_escape_code#SGR */
const BOLD = "\u001b[1m";
const NOT_BOLD = "\u001b[22m";

/** @param bold whether the value asked for is shown in bold: only where a terminal understands it. */
export function renderReply(
	reply: Reply,
	botName: string,
	{ bold } = { bold: false },
): string {
	const quoted = new Map(
		reply.quotes.flatMap((quote) => quotedLines(quote, bold)),
	);
	const lines = reply.text.split("\n").map((line) => {
		const drawn = quoted.get(line);
		return drawn === undefined ? `  ${line}` : `  ${QUOTE_BAR}${drawn}`;
	});
	return [`${botName}:`, ...lines].join("\n");
}

/** Each line of a quote as printed and as drawn; a value that goes over a line's end stays plain. */
function quotedLines(
	{ text, key }: QuotedPassage,
	bold: boolean,
): [printed: string, drawn: string][] {
	let from = 0;
	return text.split("\n").map((line) => {
		const [start, end] = (key ?? [-1, -1]).map((at) => at - from) as [
			number,
			number,
		];
		from += line.length + 1;
		if (!bold || start < 0 || end > line.length) return [line, line];
		const value = line.slice(start, end);
		return [
			line,
			`${line.slice(0, start)}${BOLD}${value}${NOT_BOLD}${line.slice(end)}`,
		];
	});
}
