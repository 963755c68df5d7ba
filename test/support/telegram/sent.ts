/** What the bot said, as its members see it: every message in order, with what became of it. */

import { createHash } from "node:crypto";
import type { WireEntity, WireMarkup, WireMessage } from "./wire.ts";
import type { ChatState } from "./world.ts";

export interface SentMessage {
	/** When the call came in, in milliseconds since 1970. */
	at: number;
	chat: number;
	/** The topic; null outside of one, and in General. */
	thread: number | null;
	messageId: number;
	/** The message that it quotes. */
	replyTo: number | null;
	/** As it stands now, after the edits. */
	text: string;
	entities: WireEntity[];
	/** As the bot wrote it, or its plain text escaped. */
	html: string;
	buttons: WireMarkup["inline_keyboard"];
	/** What it said before, oldest first. */
	edits: { at: number; before: string; after: string }[];
	deleted: boolean;
	/** The message as Telegram hands it out. */
	message: WireMessage;
}

export interface SentLog {
	messages: SentMessage[];
	count: number;
	countByChat: Map<number, number>;
	add(message: WireMessage, html: string, at: number, chat: ChatState): void;
	edited(message: WireMessage, html: string | null, at: number): void;
	deleted(message: WireMessage): void;
	find(chat: number, messageId: number): SentMessage | undefined;
	/** How often this very text was sent to the chat, in any of its topics. */
	times(chat: number, text: string): number;
	/** Texts that one chat got more than once. */
	doubles(): number;
}

export function createSentLog(): SentLog {
	const byId = new Map<string, SentMessage>();
	const times = new Map<string, number>();
	const countByChat = new Map<number, number>();
	const log: SentLog = {
		messages: [],
		count: 0,
		countByChat,
		add(message, html, at, chat) {
			const id = chat.wire.id;
			log.count++;
			countByChat.set(id, (countByChat.get(id) ?? 0) + 1);
			const key = keyOf(id, message.text ?? "");
			times.set(key, (times.get(key) ?? 0) + 1);
			if (chat.cheap) return;
			const sent: SentMessage = {
				at,
				chat: id,
				thread: message.is_topic_message
					? (message.message_thread_id ?? null)
					: null,
				messageId: message.message_id,
				replyTo: message.reply_to_message?.message_id ?? null,
				edits: [],
				deleted: false,
				...shown(message),
				html,
				message,
			};
			log.messages.push(sent);
			byId.set(`${id}/${message.message_id}`, sent);
		},
		edited(message, html, at) {
			const sent = log.find(message.chat.id, message.message_id);
			if (!sent) return;
			const before = sent.text;
			Object.assign(sent, shown(message), html === null ? {} : { html });
			sent.edits.push({ at, before, after: sent.text });
		},
		deleted(message) {
			const sent = log.find(message.chat.id, message.message_id);
			if (sent) sent.deleted = true;
		},
		find: (chat, messageId) => byId.get(`${chat}/${messageId}`),
		times: (chat, text) => times.get(keyOf(chat, text)) ?? 0,
		doubles: () => [...times.values()].filter((count) => count > 1).length,
	};
	return log;
}

function shown(message: WireMessage) {
	return {
		text: message.text ?? "",
		entities: message.entities ?? [],
		buttons: message.reply_markup?.inline_keyboard ?? [],
	};
}

/** A digest, so that a bench of a hundred thousand messages need not keep their texts. */
function keyOf(chat: number, text: string): string {
	const digest = createHash("sha1").update(text).digest("base64");
	return `${chat} ${digest.slice(0, 16)}`;
}
