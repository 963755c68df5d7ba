/** Draws a reply as a chat would show it: the bot's name, the paper's words as a block quote, the rest below. */

import type { Line, Reply } from "../../chat/reply.ts";

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
	const drawn = reply.lines.flatMap((line) => {
		const bar = line.role === "paper" ? QUOTE_BAR : "";
		const text = bold ? withBoldKey(line, reply) : line.text;
		return text.split("\n").map((part) => `  ${bar}${part}`);
	});
	return [`${botName}:`, ...drawn].join("\n");
}

/** The value asked for in bold; one that goes over a line's end stays plain. */
function withBoldKey({ role, text }: Line, { quotes }: Reply): string {
	const key = quotes.find((quote) => quote.text === text)?.key;
	if (role !== "paper" || !key) return text;
	const [start, end] = key;
	const value = text.slice(start, end);
	if (value.includes("\n")) return text;
	return `${text.slice(0, start)}${BOLD}${value}${NOT_BOLD}${text.slice(end)}`;
}
