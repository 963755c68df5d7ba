/** Answers a question, or goes on with a list: the turn with the paper's words. */

import type { Answer } from "../answering/answer.ts";
import type { Answerer } from "../answering/answerer.ts";
import type { Shelf } from "../answering/shelf.ts";
import type { Conversation } from "./conversations.ts";
import { maskNumbers } from "./mask-numbers.ts";
import {
	composeReply,
	type ReplyParts,
	wordingFor,
} from "./replies/compose-reply.ts";
import { plainReply } from "./replies/reply-parts.ts";
import type { Shown } from "./shown.ts";
import type { Turn } from "./turn.ts";

export interface QuestionParts extends ReplyParts {
	answerer: Answerer;
	shelf: Shelf;
}

/** @param shortFor the message was a command that stands for this question: nothing found is nothing new, not a miss. */
export function questionTurn(
	text: string,
	conversation: Conversation,
	{ traditional, shortFor }: { traditional: boolean; shortFor: boolean },
	parts: QuestionParts,
): Turn {
	const context = conversation.questions;
	const answer = parts.answerer.answer({ text, context });
	if (shortFor && answer.status !== "answered")
		return {
			reply: plainReply(
				"not_found",
				wordingFor(traditional, parts).commands.empty,
			),
		};
	const reply = composeReply({ ...answer, traditional }, parts);
	if (answer.status === "small_talk") return { reply };
	const ids = [...reply.quotes.map(({ article }) => article), ...reply.related];
	return {
		reply,
		counts: true,
		...shownBy(answer, reply, traditional, parts.shelf),
		conversation: {
			...conversation,
			questions: [...context, text],
			...(answer.status === "not_found" && conversation.shown.length > 1
				? {}
				: { shown: [...new Set(ids.map(({ id }) => id))] }),
			open: answer.list ? { list: text, offset: reply.quotes.length } : null,
		},
		...(answer.status === "not_found" && {
			save: ({ unanswered }) =>
				unanswered.add(maskNumbers(text), parts.now().getTime()),
		}),
	};
}

/** The list is asked for again: a page of it is all that has to be kept in mind. */
export function listTurn(
	{ list, offset }: { list: string; offset: number },
	conversation: Conversation,
	traditional: boolean,
	parts: QuestionParts,
): Turn {
	const answer = parts.answerer.answer({ text: list, context: [] });
	const reply = composeReply({ ...answer, traditional }, parts, offset);
	const shown = shownBy(answer, reply, traditional, parts.shelf).shown;
	return {
		reply,
		...(shown && {
			shown: { ...shown, view: { of: "list", from: offset } },
		}),
		conversation: {
			...conversation,
			shown: [
				...conversation.shown.slice(0, offset),
				...reply.quotes.map(({ article }) => article.id),
			],
			open: { list, offset: offset + reply.quotes.length },
		},
	};
}

/** Only what can be opened gets a button: an answer that staff approved has no article. */
function shownBy(
	answer: Answer,
	reply: Turn["reply"],
	traditional: boolean,
	shelf: Shelf,
): Pick<Turn, "shown"> {
	const list =
		answer.status === "answered" && answer.list
			? answer.quotes.map(({ text, article: { id } }) => ({
					article: id,
					text,
				}))
			: null;
	const quoted = list
		? list.map(({ article }) => article)
		: reply.quotes.map(({ article }) => article.id);
	const standing = (ids: readonly string[]) =>
		[...new Set(ids)].filter((id) => shelf.find(id) !== null);
	const shown: Shown = {
		traditional,
		reply: list ? null : reply,
		articles: standing(quoted),
		related: standing(reply.related.map(({ id }) => id)),
		list,
		rated: reply.status === "answered",
	};
	const leads = shown.rated || shown.related.length > 0;
	if (!leads) return {};
	return {
		shown: { shown, view: list ? { of: "list", from: 0 } : { of: "answer" } },
	};
}
