/** What happens when a message arrives: command or question, answered in the light of what was said before. */

import type { Answerer } from "../answering/answerer.ts";
import type { IsSensitive } from "../answering/sensitive.ts";
import type { Shelf } from "../answering/shelf.ts";
import { readWriting } from "../answering/writing.ts";
import type { Message } from "../chat/message.ts";
import type { Reply } from "../chat/reply.ts";
import { readCommand, SHORT_FOR } from "./command.ts";
import {
	composeReply,
	type ReplyParts,
	sensitiveReply,
	wordingFor,
} from "./compose-reply.ts";
import type { Conversations } from "./conversations.ts";
import { plainReply } from "./reply-parts.ts";
import { runCommand } from "./run-command.ts";

export interface BotParts extends ReplyParts {
	answerer: Answerer;
	shelf: Shelf;
	conversations: Conversations;
	/** Subjects that the bot does not speak about; none without it. */
	isSensitive?: IsSensitive;
	/** Told of an error that a member only sees as an apology. */
	onError: (error: unknown) => void;
}

export interface Bot {
	/** The reply, or null where the bot was not spoken to. Never throws. */
	handle(message: Message): Promise<Reply | null>;
}

export function createBot(parts: BotParts): Bot {
	return {
		async handle(message) {
			if (!message.addressed) return null;
			try {
				return respond(message, parts);
			} catch (error) {
				parts.onError(error);
				// Whatever came in: the apology itself must not fail.
				const { traditional } = readWriting(String(message.text));
				return plainReply("clarify", wordingFor(traditional, parts).failed);
			}
		},
	};
}

function respond(message: Message, parts: BotParts): Reply {
	const { answerer, shelf, conversations } = parts;
	if (parts.isSensitive?.(message.text))
		return sensitiveReply(message.text, parts);
	const { traditional } = readWriting(message.text);
	const wording = wordingFor(traditional, parts);
	const talker = {
		platform: message.platform,
		chat: message.chat,
		sender: message.sender.id,
	};
	const conversation = conversations.recall(talker);
	const command = readCommand(message.text);
	if (command === null) return answerQuestion(message.text);
	if (command.name !== "unknown") {
		const question = SHORT_FOR[command.name];
		if (question !== undefined) return answerQuestion(question);
	}
	const { open } = conversation;
	if (command.name === "more" && open !== null && "list" in open)
		return goOn(open);
	const result = runCommand(command, conversation, shelf, wording);
	if (result.conversation) conversations.keep(talker, result.conversation);
	else conversations.forget(talker);
	return result.reply;

	function answerQuestion(text: string): Reply {
		const context = conversation.questions;
		const answer = answerer.answer({ text, context });
		const reply =
			command !== null && answer.status !== "answered"
				? plainReply("not_found", wording.commands.empty)
				: composeReply({ ...answer, traditional }, parts);
		if (answer.status === "small_talk") return reply;
		const shown = [
			...reply.quotes.map(({ article }) => article.id),
			...reply.related.map(({ id }) => id),
		];
		conversations.keep(talker, {
			questions: [...context, text],
			shown: [...new Set(shown)],
			open: answer.list ? { list: text, offset: reply.quotes.length } : null,
		});
		return reply;
	}

	/** The list is asked for again: a page of it is all that has to be kept in mind. */
	function goOn({ list, offset }: { list: string; offset: number }): Reply {
		const answer = answerer.answer({ text: list, context: [] });
		const reply = composeReply({ ...answer, traditional }, parts, offset);
		conversations.keep(talker, {
			...conversation,
			shown: [
				...conversation.shown.slice(0, offset),
				...reply.quotes.map(({ article }) => article.id),
			],
			open: { list, offset: offset + reply.quotes.length },
		});
		return reply;
	}
}
