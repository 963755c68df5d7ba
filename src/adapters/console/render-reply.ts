/** Draws a reply as a chat would show it: the bot's name, the paper's words as a block quote, the rest below. */

import type { Reply } from "../../chat/reply.ts";

const QUOTE_BAR = "│ ";

export function renderReply(reply: Reply, botName: string): string {
	const quoted = new Set(reply.quotes.flatMap(({ text }) => text.split("\n")));
	const lines = reply.text
		.split("\n")
		.map((line) => (quoted.has(line) ? `  ${QUOTE_BAR}${line}` : `  ${line}`));
	return [`${botName}:`, ...lines].join("\n");
}
