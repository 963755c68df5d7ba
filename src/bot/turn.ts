/** The bot's turn in a conversation: what it says to a message, before it is known where and how it is sent. */

import type { Button, Reply } from "../chat/reply.ts";
import type { Tables } from "../store/store.ts";
import type { Conversation } from "./conversations.ts";
import type { Saying } from "./outcome.ts";
import type { Shown, View } from "./shown.ts";

export interface Turn {
	reply: Reply;
	/** What the buttons under it lead to, and what of it is shown at first. */
	shown?: { shown: Shown; view: View };
	/** What others are told of it, in chats of their own. */
	besides?: Saying[];
	/** What is said before it, in a message of its own. */
	before?: { reply: Reply; buttons: Button[][] };
	/** Buttons that need no memory. */
	buttons?: Button[][];
	/** How the conversation stands from now on, `null` for forgotten; as before without it. */
	conversation?: Conversation | null;
	/** What else is written down. */
	save?: (tables: Tables) => Promise<void>;
	/** A command that nobody here knows, and that is not even near to one. */
	perhapsNotForUs?: true;
	/** The turn answers a question to the paper, well or not. */
	counts?: true;
}
