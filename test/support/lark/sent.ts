/** What the bot said, as its members see it: every message in order, with what became of it. */

import { type Shown, type ShownButton, show } from "./shown.ts";
import type { MessageType } from "./wire.ts";
import type { StoredMessage, World } from "./world.ts";

export interface SentMessage {
	/** When the call came in, in milliseconds since 1970. */
	at: number;
	/** The chat_id. */
	chat: string;
	threadId: string | null;
	messageId: string;
	/** The message that it answers. */
	replyTo: string | null;
	msgType: MessageType;
	/** As it stands now, after the edits: all its words, one line under the other, without the buttons. */
	text: string;
	buttons: ShownButton[];
	/** Ids of those whom it calls by a mention, `all` for everybody. */
	calls: string[];
	/** JSON, as the bot wrote it. */
	content: string;
	uuid: string | null;
	/** What it said before, oldest first. */
	edits: { at: number; before: string; after: string }[];
	/** The message as the platform keeps it. */
	message: StoredMessage;
}

export interface SentLog {
	messages: SentMessage[];
	add(message: StoredMessage, uuid: string | null): SentMessage;
	edited(message: StoredMessage): void;
	find(id: string): SentMessage | undefined;
}

export function createSentLog(world: World): SentLog {
	const byId = new Map<string, SentMessage>();
	const shown = ({ type, content }: StoredMessage): Shown =>
		show(type, content, (id) => nameOf(world, id));
	const log: SentLog = {
		messages: [],
		add(message, uuid) {
			const { at, chat, id, parent, type, content } = message;
			const sent: SentMessage = {
				at,
				chat: chat.id,
				// A thread may be opened under it later.
				get threadId() {
					return message.thread;
				},
				messageId: id,
				replyTo: parent?.id ?? null,
				msgType: type,
				...shown(message),
				content,
				uuid,
				edits: [],
				message,
			};
			log.messages.push(sent);
			byId.set(id, sent);
			return sent;
		},
		edited(message) {
			const sent = byId.get(message.id);
			if (!sent) return;
			const before = sent.text;
			Object.assign(sent, shown(message), { content: message.content });
			sent.edits.push({ at: message.updatedAt, before, after: sent.text });
		},
		find: (id) => byId.get(id),
	};
	return log;
}

function nameOf(world: World, openId: string): string {
	if (openId === world.bot.ids.open_id) return world.bot.name;
	return world.people.get(openId)?.name ?? openId;
}
