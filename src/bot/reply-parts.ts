/** What every reply is made of, and how long it may be. */

import type { Article, Quote } from "../answering/answer.ts";
import type { QuotedPassage, Reply } from "../chat/reply.ts";

/** A reply is read on a phone: no longer than this, counted in characters. */
export const MAX_REPLY = 400;

export function fits(lines: readonly string[]): boolean {
	return [...lines.join("\n")].length <= MAX_REPLY;
}

export function plainReply(status: Reply["status"], text: string): Reply {
	return { status, text, quotes: [], related: [] };
}

export function replyOf(
	status: Reply["status"],
	lines: readonly string[],
	quotes: readonly Quote[],
	related: readonly Article[],
): Reply {
	return {
		status,
		text: lines.join("\n"),
		quotes: quotes.map(passageOf),
		related: related.map(({ id, title }) => ({ id, title })),
	};
}

export function passageOf({ text, article, key }: Quote): QuotedPassage {
	const { id, title, issue } = article;
	return {
		text,
		...(key && { key }),
		article: { id, title, issue: issue?.id ?? null },
	};
}
