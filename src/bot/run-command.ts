/** What the commands do that are no question: help, opening an article, reading on, forgetting. */

import type { Article } from "../answering/answer.ts";
import { besideDamage } from "../answering/damage-near.ts";
import type { Shelf } from "../answering/shelf.ts";
import type { Reply } from "../chat/reply.ts";
import type { Command } from "./command.ts";
import type { Conversation } from "./conversations.ts";
import { MAX_REPLY, passageOf, plainReply } from "./reply-parts.ts";
import { sourceOf } from "./source-line.ts";
import { fill, type Wording } from "./wording.ts";

export interface CommandResult {
	reply: Reply;
	/** What the conversation is from now on; null when it is forgotten. */
	conversation: Conversation | null;
}

export function runCommand(
	command: Command,
	conversation: Conversation,
	shelf: Shelf,
	wording: Wording,
): CommandResult {
	const words = wording.commands;
	const stay = (text: string, status: Reply["status"] = "answered") => ({
		reply: plainReply(status, text),
		conversation,
	});
	switch (command.name) {
		case "unknown": {
			const { written, suggestion } = command;
			const line = suggestion === null ? words.unknown : words.suggestion;
			return stay(
				fill(line, { command: written, suggestion: suggestion ?? "" }),
				"clarify",
			);
		}
		case "forget":
			return {
				reply: plainReply("answered", words.forgotten),
				conversation: null,
			};
		case "article": {
			const number = command.number ?? 1;
			const { shown } = conversation;
			if (shown.length === 0) return stay(words.which_article, "clarify");
			const id = shown[number - 1];
			const article = id === undefined ? null : shelf.find(id);
			return article ? read(article, 0) : noSuchNumber(number, shown.length);
		}
		case "more": {
			const { open } = conversation;
			const article = open && "article" in open && shelf.find(open.article);
			if (!article) return stay(words.nothing_open);
			if (open.offset >= article.body.length) return stay(words.finished);
			return read(article, open.offset);
		}
		default:
			return stay(words.help);
	}

	function noSuchNumber(number: number, last: number): CommandResult {
		const line =
			last === 1 ? words.no_such_number_of_one : words.no_such_number;
		return stay(
			fill(line, { number: String(number), last: String(last) }),
			"clarify",
		);
	}

	function read(article: Article, from: number): CommandResult {
		const heading = from === 0 ? `${sourceOf(article)}\n` : "";
		const ending = `\n${wording.answer.damaged}\n${words.more}`;
		const to = pageEnd(
			article.body,
			from,
			MAX_REPLY - heading.length - ending.length,
		);
		const page = article.body.slice(from, to).trim();
		const quote = { text: page, article };
		const notes = [
			...(besideDamage(quote) ? [wording.answer.damaged] : []),
			to < article.body.length
				? words.more
				: article.truncated
					? wording.answer.broken_off
					: words.finished,
		];
		const { shown } = conversation;
		return {
			reply: {
				status: "answered",
				text: `${heading}${page}\n${notes.join("\n")}`,
				quotes: [passageOf(quote)],
				related: [],
			},
			conversation: {
				...conversation,
				shown: shown.length > 0 ? shown : [article.id],
				open: { article: article.id, offset: to },
			},
		};
	}
}

/** Where a page that begins at `from` ends: behind the last full stop that fits, else at the last that fits. */
function pageEnd(body: string, from: number, room: number): number {
	if (body.length - from <= room) return body.length;
	const window = body.slice(from, from + room);
	const stop = Math.max(
		...["。", "！", "？", "\n", "；"].map((sign) => window.lastIndexOf(sign)),
	);
	if (stop <= room / 3) return from + room;
	// A closing quotation mark stays with its sentence.
	const closed = window.charAt(stop + 1) === "”" ? stop + 1 : stop;
	return from + closed + 1;
}
