/** What the commands do that are no question. */

import type { Message } from "../../chat/incoming.ts";
import type { BotParts } from "../bot.ts";
import type { Command, CommandName } from "../command.ts";
import type { Conversation } from "../conversations.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import { fill, type Wording } from "../wording.ts";
import { feedback, forget, help, privacy, whoami } from "./about.ts";
import { openArticle, readOn } from "./read.ts";
import { quietHours, settings, subscription } from "./settings.ts";
import { stats, unanswered } from "./staff.ts";

/** Everything that a command may look at. */
export interface CommandCall {
	message: Message;
	number: number | null;
	/** What stands behind the command's name. */
	words: string;
	conversation: Conversation;
	/** The sender as the store knows them. */
	person: string;
	traditional: boolean;
	wording: Wording;
	parts: BotParts;
}

type Run = (call: CommandCall) => Turn | Promise<Turn>;

const RUN: Partial<Record<CommandName, Run>> = {
	help,
	article: openArticle,
	more: readOn,
	subscribe: (call) => subscription(call, true),
	unsubscribe: (call) => subscription(call, false),
	settings,
	quiet: quietHours,
	feedback,
	privacy,
	forget,
	whoami,
	unanswered,
	stats,
};

export async function runCommand(
	command: Command,
	call: Omit<CommandCall, "number" | "words">,
): Promise<Turn> {
	if (command.name === "unknown")
		return unknownCommand(command, call.wording.commands);
	const { number, words } = command;
	return (RUN[command.name] ?? help)({ ...call, number, words });
}

function unknownCommand(
	{ written, suggestion }: Extract<Command, { name: "unknown" }>,
	words: Wording["commands"],
): Turn {
	const line = suggestion === null ? words.unknown : words.suggestion;
	const said = fill(line, { command: written, suggestion: suggestion ?? "" });
	return {
		reply: plainReply("clarify", said),
		...(suggestion === null && { perhapsNotForUs: true }),
	};
}
