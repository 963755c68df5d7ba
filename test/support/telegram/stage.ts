/** What the speakers of a scene share: the world, the way to the bot, and a record of what was said. */

import type { Changes } from "../waiting.ts";
import { findEntities } from "./found-entities.ts";
import type { CallbackQuery } from "./other-methods.ts";
import type { SentLog } from "./sent.ts";
import type { WireMessage, WireUpdate } from "./wire.ts";
import type { ChatState, SendUpdate, World } from "./world.ts";

export interface Stage {
	world: World;
	sent: SentLog;
	changes: Changes;
	callbacks: Map<string, CallbackQuery>;
	files: Map<string, Uint8Array>;
	send: SendUpdate;
	transcript: Transcript;
	now(): number;
	/** Nothing is kept but counters. */
	cheap: boolean;
}

/** A place in a chat where something is said. The chat may move to another id. */
export interface Place {
	readonly chat: ChatState;
	readonly thread: number | null;
}

/** What somebody said. */
export interface Said {
	message: WireMessage;
	/** Null when Telegram does not show it to the bot. */
	update: WireUpdate | null;
}

export interface Transcript {
	note(chat: ChatState, line: string): void;
	/** Of one chat, or of all. */
	read(chat?: ChatState): string;
}

export function createTranscript(now: () => number): Transcript {
	const lines: { chat: ChatState; line: string }[] = [];
	return {
		note(chat, line) {
			if (chat.cheap) return;
			const time = new Date(now()).toISOString().slice(11, 23);
			lines.push({ chat, line: `${time} ${line}` });
		},
		read(only) {
			const told = lines.filter(({ chat }) => !only || chat === only);
			return told
				.map(({ chat, line }) => `[${nameOf(chat)}] ${line}`)
				.join("\n");
		},
	};
}

function nameOf({ wire }: ChatState): string {
	return wire.title ?? `direct: ${wire.first_name}`;
}

/** Whether Telegram shows a message to the bot: https://core.telegram.org/bots/features#privacy-mode */
export function reachesBot(
	world: World,
	chat: ChatState,
	message: WireMessage,
): boolean {
	if (chat.wire.type === "private") return true;
	const status = chat.members.get(world.bot.id)?.status;
	if (status === undefined || status === "left" || status === "kicked")
		return false;
	if (!world.privacy || status === "administrator") return true;
	if (message.text === undefined && message.caption === undefined)
		// Service messages are for everyone; other people's pictures are not.
		return (
			message.reply_to_message?.from?.id === world.bot.id ||
			(message.photo === undefined &&
				message.sticker === undefined &&
				message.document === undefined)
		);
	if (message.reply_to_message?.from?.id === world.bot.id) return true;
	const text = message.text ?? message.caption ?? "";
	const me = `@${world.bot.username}`.toLowerCase();
	return findEntities(text).some(({ type, offset, length }) => {
		const said = text.slice(offset, offset + length).toLowerCase();
		if (type === "mention") return said === me;
		if (type !== "bot_command" || offset > 0) return false;
		return !said.includes("@") || said.endsWith(me);
	});
}
