/** What the commands do. */

import type { Article } from "../answering/answer.ts";
import type { Shelf } from "../answering/shelf.ts";
import type { QuotedPassage, Reply } from "../chat/reply.ts";
import type { Command } from "./command.ts";
import { MAX_REPLY, plainReply } from "./compose-reply.ts";
import type { Conversation } from "./conversations.ts";
import { sourceOf } from "./source-line.ts";
import { fill, type Wording } from "./wording.ts";

export interface CommandResult {
	reply: Reply;
	/** What the conversation is from now on; null when it is forgotten. */
	conversation: Conversation | null;
}

/** So many lines of a list are taken in at a glance. */
const LIST_LENGTH = 5;

export function runCommand(
	command: Command,
	conversation: Conversation,
	shelf: Shelf,
	wording: Wording,
): CommandResult {
	const words = wording.commands;
	const stay = (text: string): CommandResult => ({
		reply: plainReply("answered", text),
		conversation,
	});
	switch (command.name) {
		case "help":
			return stay(words.help);
		case "unknown":
			return {
				reply: plainReply(
					"clarify",
					command.suggestion === null
						? fill(words.unknown, { command: command.written })
						: fill(words.suggestion, {
								command: command.written,
								suggestion: command.suggestion,
							}),
				),
				conversation,
			};
		case "forget":
			return {
				reply: plainReply("answered", words.forgotten),
				conversation: null,
			};
		case "latest":
			return list(words.latest, shelf.latest(LIST_LENGTH));
		case "events":
			return list(words.events, shelf.ofKind(["event"], LIST_LENGTH));
		case "policies":
			return list(
				words.policies,
				shelf.ofKind(["policy", "notice", "qa"], LIST_LENGTH),
			);
		case "article": {
			const id = conversation.shown[(command.number ?? 1) - 1];
			const article = id === undefined ? null : shelf.find(id);
			return article ? read(article, 0) : stay(words.which_article);
		}
		case "more": {
			const { reading } = conversation;
			const article = reading && shelf.find(reading.article);
			if (!reading || !article) return stay(words.nothing_open);
			if (reading.offset >= article.body.length) return stay(words.finished);
			return read(article, reading.offset);
		}
	}

	function list(heading: string, articles: readonly Article[]): CommandResult {
		if (articles.length === 0) return stay(words.empty);
		const lines = [heading];
		const shown: Article[] = [];
		for (const article of articles) {
			const line = `${shown.length + 1}. ${sourceOf(article)}`;
			if ([...lines, line, words.open_hint].join("\n").length > MAX_REPLY)
				break;
			lines.push(line);
			shown.push(article);
		}
		lines.push(words.open_hint);
		return {
			reply: {
				status: "answered",
				text: lines.join("\n"),
				quotes: shown.map((article) => quoted(article, article.title)),
				related: shown.map(({ id, title }) => ({ id, title })),
			},
			conversation: {
				...conversation,
				shown: shown.map(({ id }) => id),
			},
		};
	}

	function read(article: Article, from: number): CommandResult {
		const heading = from === 0 ? `${sourceOf(article)}\n` : "";
		const room = MAX_REPLY - heading.length - words.more.length - 1;
		const to = pageEnd(article.body, from, room);
		const page = article.body.slice(from, to).trim();
		const last = to >= article.body.length;
		const ending = last
			? article.truncated
				? wording.answer.broken_off
				: words.finished
			: words.more;
		return {
			reply: {
				status: "answered",
				text: `${heading}${page}\n${ending}`,
				quotes: [quoted(article, page)],
				related: [],
			},
			conversation: {
				...conversation,
				shown:
					conversation.shown.length > 0 ? conversation.shown : [article.id],
				reading: { article: article.id, offset: to },
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

function quoted(article: Article, text: string): QuotedPassage {
	return {
		text,
		article: {
			id: article.id,
			title: article.title,
			issue: article.issue?.id ?? null,
		},
	};
}
