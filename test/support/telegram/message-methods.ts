/** The methods that say something: sendMessage, the edits, deleteMessage, sendChatAction. */

import { isDeepStrictEqual } from "node:util";
import type { Limiter } from "./limits.ts";
import { readMarkup } from "./markup.ts";
import { badRequest } from "./refusal.ts";
import type { SentLog } from "./sent.ts";
import { readText, sameText } from "./text.ts";
import type { Payload, WireMessage } from "./wire.ts";
import {
	accessibleChat,
	type ChatState,
	mustBeAllowedToSend,
	type World,
} from "./world.ts";

interface Parts {
	world: World;
	sent: SentLog;
	limiter: Limiter;
	now(): number;
}

export function messageMethods({ world, sent, limiter, now }: Parts) {
	const count = (chat: ChatState) =>
		limiter.take(chat.wire.id, chat.wire.type !== "private");

	const ownMessage = (payload: Payload, what: "edit" | "delete") => {
		const chat = accessibleChat(world, payload.chat_id);
		const id = Number(payload.message_id);
		if (!Number.isInteger(id) || id <= 0)
			throw badRequest("message identifier is not specified");
		const message = chat.cheap
			? unkept(world, chat, id)
			: chat.messages.get(id);
		if (!message) throw badRequest(`message to ${what} not found`);
		return { chat, message };
	};

	const edit = (
		payload: Payload,
		change: (before: WireMessage) => Partial<WireMessage>,
		html: string | null,
	): WireMessage => {
		const { chat, message } = ownMessage(payload, "edit");
		if (message.from?.id !== world.bot.id || message.forum_topic_created)
			throw badRequest("message can't be edited");
		const after: WireMessage = { ...message, ...change(message) };
		if (after.reply_markup === undefined) delete after.reply_markup;
		if (after.entities?.length === 0) delete after.entities;
		if (
			!chat.cheap &&
			sameText(message, {
				text: after.text ?? "",
				entities: after.entities ?? [],
			}) &&
			isDeepStrictEqual(message.reply_markup, after.reply_markup)
		)
			throw badRequest(
				"message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
			);
		count(chat);
		after.edit_date = world.date();
		if (!chat.cheap) chat.messages.set(after.message_id, after);
		const log = sent.find(chat.wire.id, after.message_id);
		if (log) log.message = after;
		sent.edited(after, html, now());
		return after;
	};

	return {
		sendMessage(payload: Payload): WireMessage {
			const { html, text, entities } = readText(payload);
			const reply_markup = readMarkup(payload.reply_markup);
			const chat = accessibleChat(world, payload.chat_id);
			mustBeAllowedToSend(world, chat);
			const replyTo = repliedTo(chat, payload);
			const thread = threadOf(chat, payload, replyTo);
			count(chat);
			const message = world.put(chat, {
				from: world.bot,
				...thread,
				...(replyTo ? { reply_to_message: withoutReply(replyTo) } : {}),
				text,
				...(entities.length > 0 ? { entities } : {}),
				...(reply_markup ? { reply_markup } : {}),
			});
			sent.add(message, html, now(), chat);
			return message;
		},

		editMessageText(payload: Payload): WireMessage {
			const { html, text, entities } = readText(payload);
			const reply_markup = readMarkup(payload.reply_markup);
			return edit(
				payload,
				// Buttons that are not sent along go away.
				() => ({ text, entities, reply_markup }) as Partial<WireMessage>,
				html,
			);
		},

		editMessageReplyMarkup(payload: Payload): WireMessage {
			const reply_markup = readMarkup(payload.reply_markup);
			return edit(
				payload,
				() => ({ reply_markup }) as Partial<WireMessage>,
				null,
			);
		},

		deleteMessage(payload: Payload): true {
			const { chat, message } = ownMessage(payload, "delete");
			const mine = message.from?.id === world.bot.id;
			const status = chat.members.get(world.bot.id)?.status;
			if (!mine && status !== "administrator")
				throw badRequest("message can't be deleted");
			if (world.date() - message.date > DELETABLE_SECONDS)
				throw badRequest("message can't be deleted for everyone");
			chat.messages.delete(message.message_id);
			sent.deleted(message);
			return true;
		},

		sendChatAction(payload: Payload): true {
			const chat = accessibleChat(world, payload.chat_id);
			if (!CHAT_ACTIONS.has(String(payload.action)))
				throw badRequest("wrong parameter action in request");
			// The one place where topic 1 is not refused: General shows the sign only so.
			if (!chat.wire.is_forum || Number(payload.message_thread_id) !== 1)
				threadOf(chat, payload, null);
			return true;
		},
	};
}

/** "A message can only be deleted if it was sent less than 48 hours ago." */
const DELETABLE_SECONDS = 48 * 60 * 60;

/** https://core.telegram.org/bots/api#sendchataction */
const CHAT_ACTIONS = new Set([
	"typing",
	"upload_photo",
	"record_video",
	"upload_video",
	"record_voice",
	"upload_voice",
	"upload_document",
	"choose_sticker",
	"find_location",
]);

function repliedTo(chat: ChatState, payload: Payload): WireMessage | null {
	const reply = (payload.reply_parameters ?? {
		message_id: payload.reply_to_message_id,
		allow_sending_without_reply: payload.allow_sending_without_reply,
	}) as Payload;
	if (payload.reply_parameters === undefined && reply.message_id === undefined)
		return null;
	const id = Number(reply.message_id);
	if (!Number.isInteger(id) || id <= 0)
		throw badRequest(
			"can't parse reply parameters: Can't find field \"message_id\"",
		);
	if (reply.chat_id !== undefined && Number(reply.chat_id) !== chat.wire.id)
		throw badRequest("message to be replied not found");
	if (chat.cheap) return null;
	const message = chat.messages.get(id);
	if (message) return message;
	if (String(reply.allow_sending_without_reply) === "true") return null;
	throw badRequest("message to be replied not found");
}

/**
 * Where a message goes in a forum: the topic that it names, or else that of the message that it answers. General has no
 * `message_thread_id`; its topic id, 1, is refused.
 */
function threadOf(
	chat: ChatState,
	payload: Payload,
	replyTo: WireMessage | null,
): Partial<WireMessage> {
	const given = payload.message_thread_id;
	if (given === undefined || given === null) {
		const thread = replyTo?.message_thread_id;
		if (replyTo?.is_topic_message && thread !== undefined)
			return inTopic(chat, thread);
		// In a supergroup without topics a chain of replies is a thread, too, but no topic.
		const root = thread ?? replyTo?.message_id;
		return chat.wire.type === "supergroup" &&
			!chat.wire.is_forum &&
			root !== undefined
			? { message_thread_id: root }
			: {};
	}
	return inTopic(chat, Number(given));
}

function inTopic(chat: ChatState, thread: number): Partial<WireMessage> {
	const topic = chat.topics.get(thread);
	if (!chat.wire.is_forum || !topic)
		throw badRequest("message thread not found");
	if (topic.closed) throw badRequest("TOPIC_CLOSED");
	return { message_thread_id: thread, is_topic_message: true };
}

/** "The Message object in this field will not contain further reply_to_message fields." */
export function withoutReply(message: WireMessage): WireMessage {
	const { reply_to_message: _, ...rest } = message;
	return rest;
}

/** In the cheap mode any number given out so far stands for a message of the bot's. */
function unkept(
	world: World,
	chat: ChatState,
	id: number,
): WireMessage | undefined {
	if (id > chat.lastMessageId) return undefined;
	return {
		message_id: id,
		chat: chat.wire,
		date: world.date(),
		from: world.bot,
	};
}
