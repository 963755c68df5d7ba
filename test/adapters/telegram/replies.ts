/** What the bot says, down to what a test is about. */

import type { Place } from "../../../src/chat/incoming.ts";
import type { Line, Outgoing, QuotedPassage } from "../../../src/chat/reply.ts";

export const PLACE: Place = {
	platform: "telegram",
	chat: "-1001500",
	topic: null,
};

export const line =
	(role: Line["role"]) =>
	(text: string): Line => ({ role, text });
export const paper = line("paper");
export const source = line("source");
export const own = line("own");

export function outgoing(
	lines: Line[],
	{
		quotes = [],
		...fields
	}: Partial<Outgoing> & { quotes?: QuotedPassage[] } = {},
): Outgoing {
	return {
		reply: {
			status: "answered",
			text: lines.map(({ text }) => text).join("\n"),
			lines,
			quotes,
			related: [],
		},
		buttons: [],
		answers: null,
		edits: null,
		...fields,
	};
}

export function quote(text: string, key?: string): QuotedPassage {
	const start = key === undefined ? -1 : text.indexOf(key);
	return {
		text,
		...(key === undefined ? {} : { key: [start, start + key.length] }),
		article: { id: "2024-05-06/01", title: "夜班船", issue: "2024-05-06" },
	};
}
