/** What happens when a message arrives: command or question, answered in the light of what was said before. */

import type { Answerer } from "../answering/answerer.ts";
import type { Shelf } from "../answering/shelf.ts";
import type { Message } from "../chat/message.ts";
import type { Reply } from "../chat/reply.ts";
import { readCommand } from "./command.ts";
import { composeReply, plainReply, type ReplyParts } from "./compose-reply.ts";
import type { Conversations } from "./conversations.ts";
import { runCommand } from "./run-command.ts";

export interface BotParts extends ReplyParts {
	answerer: Answerer;
	shelf: Shelf;
	conversations: Conversations;
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
				return plainReply("clarify", parts.wording.failed);
			}
		},
	};
}

function respond(message: Message, parts: BotParts): Reply {
	const { answerer, shelf, conversations, wording } = parts;
	const talker = {
		platform: message.platform,
		chat: message.chat,
		sender: message.sender.id,
	};
	const conversation = conversations.recall(talker);
	const command = readCommand(message.text);
	if (command) {
		const result = runCommand(command, conversation, shelf, wording);
		if (result.conversation) conversations.keep(talker, result.conversation);
		else conversations.forget(talker);
		return result.reply;
	}
	const answer = answerer.answer({
		text: message.text,
		context: conversation.questions,
	});
	const reply = composeReply(answer, parts);
	if (answer.status !== "small_talk") {
		const shown = [
			...reply.quotes.map(({ article }) => article.id),
			...reply.related.map(({ id }) => id),
		];
		conversations.keep(talker, {
			questions: [...conversation.questions, message.text],
			shown: [...new Set(shown)],
			reading: null,
		});
	}
	return reply;
}
