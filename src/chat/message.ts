/** A message from a chat as every platform's adapter hands it to the bot, and the port that adapters fill. */

import type { Reply } from "./reply.ts";

export interface Message {
	/** telegram, lark, console … */
	platform: string;
	/** The chat's id on its platform. */
	chat: string;
	sender: { id: string; name: string };
	/** Without the bot's own name in front. */
	text: string;
	/** Whether the bot was spoken to: a direct chat, a mention, a reply to it, a command. What is not is forgotten. */
	addressed: boolean;
}

/** Gives the reply to a message, or null where the bot stays silent. Never throws: what goes wrong is said in a reply. */
export type MessageHandler = (message: Message) => Promise<Reply | null>;

/** One platform's connection. Adapters know nothing but this port. */
export interface Adapter {
	readonly platform: string;
	/** Starts listening; resolves once messages come in. */
	start(handle: MessageHandler): Promise<void>;
	/** Says something to a chat without having been asked. */
	send(chat: string, reply: Reply): Promise<void>;
	/** Stops listening and lets answers under way finish. May be called twice. */
	stop(): Promise<void>;
}
