/** From an event of Lark's to what the bot takes in: https://open.feishu.cn/document/server-docs/im-v1/message/events/receive */

import type { z } from "zod";
import type { Click, Incoming, Message } from "../../chat/incoming.ts";
import { readContent } from "./content.ts";
import {
	ButtonValue,
	CardAction,
	ChatEvent,
	Envelope,
	MessageEvent,
} from "./wire.ts";

export const PLATFORM = "lark";

/** What is known besides what the event says. */
export interface Surroundings {
	/** The bot's own open_id; null while it is not known. */
	botId: string | null;
	/** Whether the bot said this message. */
	isOwn(messageId: string): boolean;
	/** Empty where it is not known yet. */
	titleOf(chat: string): string;
	/** Milliseconds since 1970. */
	now: number;
}

export interface ReadEvent {
	/** Null when not even this can be read. */
	id: string | null;
	/** Null when there is nothing in it for the bot. */
	event: Incoming | null;
	/** The kind of event that is not what Lark documents; null when all is well. */
	unreadable: string | null;
}

export function readEvent(raw: unknown, around: Surroundings): ReadEvent {
	const envelope = Envelope.safeParse(raw);
	if (!envelope.success)
		return { id: null, event: null, unreadable: "envelope" };
	const { header, event } = envelope.data;
	const id = header.event_id;
	const read = <T>(
		schema: z.ZodType<T>,
		toEvent: (part: T) => Incoming | null,
	): ReadEvent => {
		const parsed = schema.safeParse(event);
		return parsed.success
			? { id, event: toEvent(parsed.data), unreadable: null }
			: { id, event: null, unreadable: header.event_type };
	};
	const at = timeOf(header.create_time, around.now);
	const change = ({ chat_id }: { chat_id: string }) => ({
		id: `e:${id}`,
		place: { platform: PLATFORM, chat: chat_id, topic: null },
		at,
	});
	switch (header.event_type) {
		case "im.message.receive_v1":
			return read(MessageEvent, (part) => readMessage(part, around));
		case "card.action.trigger":
			return read(CardAction, (part) => readClick(part, id, around.now));
		case "im.chat.member.bot.added_v1":
			return read(ChatEvent, (part) => ({
				kind: "joined",
				...change(part),
				direct: false,
				title: (part.name ?? "").slice(0, MAX_TITLE),
			}));
		case "im.chat.member.bot.deleted_v1":
		case "im.chat.disbanded_v1":
			return read(ChatEvent, (part) => ({ kind: "left", ...change(part) }));
		default:
			return { id, event: null, unreadable: null };
	}
}

/**
 * Whether it is a message in a group to somebody who may be the bot. For as long as the bot does not know its own id:
 * nobody can tell then, and the message is gone for good once it has been taken.
 */
export function mayBeForBot(raw: unknown, isOwn: Surroundings["isOwn"]) {
	const event = Envelope.safeParse(raw).data?.event;
	const { data } = MessageEvent.safeParse(event);
	if (data?.sender.sender_type !== "user") return false;
	const { chat_type, mentions, parent_id } = data.message;
	const mayCall = !!mentions?.length || (!!parent_id && isOwn(parent_id));
	return chat_type !== "p2p" && mayCall;
}

/** Lark's own limit is 60; a forged event may hold anything. */
const MAX_TITLE = 100;

function readMessage(
	{ sender, message }: MessageEvent,
	{ botId, isOwn, titleOf, now }: Surroundings,
): Message | null {
	const { message_id, chat_id, chat_type, thread_id, parent_id } = message;
	const person = sender.sender_id?.open_id;
	if (sender.sender_type !== "user" || !person) return null;
	const direct = chat_type === "p2p";
	// Who does not know its own id cannot tell what is said to it.
	if (!direct && botId === null) return null;
	const { text, file, callsBot, callsOthers } = readContent(message, botId);
	const answersBot = !!parent_id && isOwn(parent_id);
	const addressed = direct
		? "direct"
		: callsBot
			? "mention"
			: answersBot && !callsOthers
				? "reply"
				: null;
	// Listening to a group's questions is listening to what is put to nobody in particular.
	const toOthers = callsOthers || !!parent_id;
	if (addressed === null && (text === "" || toOthers)) return null;
	return {
		kind: "message",
		id: `m:${message_id}`,
		place: { platform: PLATFORM, chat: chat_id, topic: thread_id || null },
		at: timeOf(message.create_time, now),
		direct,
		title: direct ? "" : titleOf(chat_id),
		// Lark does not tell names.
		sender: { id: person, name: "", asGroup: false },
		text,
		...(file ? { file } : {}),
		addressed,
		messageId: message_id,
		...(parent_id ? { repliesTo: parent_id } : {}),
	};
}

/** Null for what no button of the bot carries. */
function readClick(
	{ operator, action, context }: CardAction,
	id: string,
	now: number,
): Click | null {
	const value = ButtonValue.safeParse(action.value);
	if (!value.success) return null;
	return {
		kind: "click",
		id: `c:${id}`,
		place: { platform: PLATFORM, chat: context.open_chat_id, topic: null },
		at: now,
		// Lark does not say of which kind the chat is.
		direct: false,
		sender: { id: operator.open_id, name: "", asGroup: false },
		action: value.data.action,
		messageId: context.open_message_id,
	};
}

/** Card callbacks are dated in microseconds, everything else in milliseconds. */
function timeOf(digits: string | undefined, now: number): number {
	const time = Number(digits);
	if (!digits || !Number.isFinite(time)) return now;
	return time > MICROSECONDS ? Math.floor(time / 1000) : time;
}

/** As milliseconds the year 5138; as microseconds 1973. */
const MICROSECONDS = 1e14;
