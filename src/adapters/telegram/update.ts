/** From an update of Telegram's to what the bot takes in: https://core.telegram.org/bots/api#update */

import { z } from "zod";
import type {
	Click,
	Incoming,
	Moved,
	Person,
	Place,
} from "../../chat/incoming.ts";
import { hear, speaksToOthers } from "./addressed.ts";
import { readMemberChange } from "./membership.ts";
import { nameOf, titleOf } from "./names.ts";
import {
	type Bot,
	CallbackQuery,
	type Chat,
	CONTENT,
	MemberChange,
	Message,
} from "./wire.ts";

export const PLATFORM = "telegram";

/** All that is read, and so all that Telegram is asked for. */
export const UPDATE_KINDS = [
	"message",
	"callback_query",
	"my_chat_member",
] as const;

export interface ReadUpdate {
	/** Null when not even this can be read. */
	id: number | null;
	/** Null when there is nothing in it for the bot. */
	event: Incoming | null;
	/** The kind of update that is not what Telegram documents; null when all is well. */
	unreadable: string | null;
}

/** @param now for what Telegram gives no time, in milliseconds since 1970. */
export function readUpdate(raw: unknown, bot: Bot, now: number): ReadUpdate {
	const update = Update.safeParse(raw);
	if (!update.success) return { id: null, event: null, unreadable: "update" };
	const {
		update_id: id,
		message,
		callback_query,
		my_chat_member,
	} = update.data;
	const read = <T>(
		kind: string,
		schema: z.ZodType<T>,
		part: unknown,
		toEvent: (part: T) => Incoming | null,
	): ReadUpdate => {
		const parsed = schema.safeParse(part);
		return parsed.success
			? { id, event: toEvent(parsed.data), unreadable: null }
			: { id, event: null, unreadable: kind };
	};
	if (message !== undefined)
		return read("message", Message, message, (part) => readMessage(part, bot));
	if (callback_query !== undefined)
		return read("callback_query", CallbackQuery, callback_query, (part) =>
			readClick(part, now),
		);
	if (my_chat_member !== undefined)
		return read("my_chat_member", MemberChange, my_chat_member, (part) =>
			readMemberChange(part, `u:${id}`, placeOf(part.chat)),
		);
	return { id, event: null, unreadable: null };
}

const Update = z.object({
	update_id: z.int(),
	message: z.unknown().optional(),
	callback_query: z.unknown().optional(),
	my_chat_member: z.unknown().optional(),
});

function readMessage(message: Message, bot: Bot): Incoming | null {
	const { chat } = message;
	const direct = chat.type === "private";
	const move = readMove(message);
	if (move) return move;
	if (!direct && chat.type !== "group" && chat.type !== "supergroup")
		return null;
	const sender = senderOf(message);
	if (!sender || message.via_bot?.id === bot.id) return null;
	const written = (message.text ?? message.caption) !== undefined;
	if (!written && !CONTENT.some((kind) => message[kind] !== undefined))
		return null;
	const heard = hear(message, bot);
	// In a direct chat there is nobody else whom a command could be for.
	if (!heard && !direct) return null;
	const addressed = direct ? "direct" : (heard?.addressed ?? null);
	if (!written && addressed === null) return null;
	const { document, media_group_id: album } = message;
	// The pictures of an album come one by one; what is said stands under one of them.
	if (!written && !document && album !== undefined) return null;
	if (addressed === null && speaksToOthers(message)) return null;
	return {
		kind: "message",
		id: `m:${chat.id}:${message.message_id}`,
		place: placeOf(chat, message),
		at: message.date * 1000,
		direct,
		title: titleOf(chat),
		sender,
		text: heard?.text ?? message.text ?? message.caption ?? "",
		...(document
			? { file: { id: document.file_id, name: document.file_name } }
			: {}),
		addressed,
		messageId: String(message.message_id),
		...answered(message),
	};
}

/** Whatever stands in a topic hangs on the message that opened it, which nobody answers. */
function answered({ reply_to_message: to }: Message) {
	return to && to.forum_topic_created === undefined
		? { repliesTo: String(to.message_id) }
		: {};
}

/** Told twice, in the old chat and in the new one; it is the same event. */
function readMove(message: Message): Moved | null {
	const { chat, date, migrate_to_chat_id, migrate_from_chat_id } = message;
	const from = migrate_from_chat_id ?? chat.id;
	const to = migrate_to_chat_id ?? chat.id;
	if (from === to) return null;
	return {
		kind: "moved",
		id: `moved:${from}:${to}`,
		place: { platform: PLATFORM, chat: String(from), topic: null },
		at: date * 1000,
		to: String(to),
	};
}

/** Null for bots, and for what no person said: the posts of a channel that Telegram forwards by itself. */
function senderOf(message: Message): Person | null {
	const { from, sender_chat, chat, is_automatic_forward } = message;
	if (is_automatic_forward) return null;
	if (sender_chat)
		return {
			id: String(sender_chat.id),
			name: titleOf(sender_chat),
			// An anonymous administrator. Whoever speaks as a channel is only that channel.
			asGroup: sender_chat.id === chat.id,
		};
	if (!from || from.is_bot) return null;
	return { id: String(from.id), name: nameOf(from), asGroup: false };
}

/** Null for a button of a message that was sent through another chat (inline mode), and for a game's. */
function readClick(query: CallbackQuery, now: number): Click | null {
	const { id, from, message, data } = query;
	if (!message || data === undefined) return null;
	return {
		kind: "click",
		id: `${CLICK_ID}${id}`,
		place: placeOf(message.chat, message),
		// Telegram does not say when a button was pressed.
		at: now,
		direct: message.chat.type === "private",
		sender: { id: String(from.id), name: nameOf(from), asGroup: false },
		action: data,
		messageId: String(message.message_id),
	};
}

/** In front of the query's own id, which is needed to answer it. */
export const CLICK_ID = "c:";

/** General is no topic: Telegram refuses its id, 1, and leaves it out in what it delivers. */
function placeOf(
	{ id }: Chat,
	{
		is_topic_message,
		message_thread_id: thread,
	}: Pick<Message, "is_topic_message" | "message_thread_id"> = {},
): Place {
	const isTopic = is_topic_message && thread !== undefined && thread !== 1;
	return {
		platform: PLATFORM,
		chat: String(id),
		topic: isTopic ? String(thread) : null,
	};
}
