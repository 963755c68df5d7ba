/** What every reply is made of, and how long it may be. */

import type { Article, Quote } from "../../answering/answer.ts";
import type { Line, QuotedPassage, Reply } from "../../chat/reply.ts";

/** A reply is read on a phone: no longer than this, counted in characters. */
export const MAX_REPLY = 400;

export function fits(lines: readonly Line[]): boolean {
	return [...textOf(lines)].length <= MAX_REPLY;
}

export const own = (text: string): Line => ({ role: "own", text });
export const hint = (text: string): Line => ({ role: "hint", text });
export const source = (text: string): Line => ({ role: "source", text });
export const paper = (text: string): Line => ({ role: "paper", text });

export function plainReply(status: Reply["status"], text: string): Reply {
	return replyOf(status, [own(text)], [], []);
}

export function replyOf(
	status: Reply["status"],
	lines: readonly Line[],
	quotes: readonly Quote[],
	related: readonly Article[],
): Reply {
	return {
		status,
		text: textOf(lines),
		lines: [...lines],
		quotes: quotes.map(passageOf),
		related: related.map(({ id, title }) => ({ id, title })),
	};
}

function textOf(lines: readonly Line[]): string {
	return lines.map(({ text }) => text).join("\n");
}

function passageOf({ text, article, key }: Quote): QuotedPassage {
	const { id, title, issue } = article;
	return {
		text,
		...(key && { key }),
		article: { id, title, issue: issue?.id ?? null },
	};
}
