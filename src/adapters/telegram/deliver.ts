/** Makes the call that says something, and tells how it ended. */

import { z } from "zod";
import type { Call, Delivery } from "../../chat/adapter.ts";
import type { Answer, Api } from "./api.ts";
import { TelegramCall } from "./call.ts";
import { judge } from "./verdict.ts";

export type Deliver = (chat: string, call: Call) => Promise<Delivery>;

export interface DeliverParts {
	api: Api;
	/** Milliseconds since 1970. */
	now: () => number;
	/** For the whole delivery, the second try included. */
	timeoutMs: number;
}

export function createDeliver({ api, now, timeoutMs }: DeliverParts): Deliver {
	const whoseLimit = createWhoseLimit();

	return async (chat, call) => {
		const parsed = TelegramCall.safeParse(call);
		if (!parsed.success)
			return { result: "refused", why: "not a call that this version makes" };
		const { method, payload } = parsed.data;
		const until = now() + timeoutMs;
		const send = (payload: object) =>
			api.call(
				method,
				{ chat_id: chatId(chat), ...payload },
				// Whatever the clock does meanwhile.
				{ timeoutMs: Math.min(timeoutMs, Math.max(1, until - now())) },
			);
		let answer = await send(payload);
		const other = otherWay(answer, parsed.data);
		if (other) answer = await send(other);
		const edited = payload.message_id?.toString() ?? null;
		if (answer.is === "result")
			return { result: "sent", messageId: idOf(answer.result) ?? edited };
		const verdict = judge(answer, edited);
		return verdict.result === "wait"
			? { ...verdict, of: whoseLimit(chat, now()) }
			: verdict;
	};
}

/** The call in another form, where Telegram refused this one for its form and so has not sent it; null for none. */
function otherWay(
	answer: Answer,
	{ payload, plain }: TelegramCall,
): object | null {
	if (answer.is !== "refusal" || answer.code !== 400) return null;
	if (/can't parse entities/i.test(answer.description)) {
		const { parse_mode: _, ...rest } = payload;
		return { ...rest, text: plain };
	}
	const { message_thread_id: thread, reply_parameters: reply } = payload;
	if (
		/message thread not found/i.test(answer.description) &&
		thread !== undefined &&
		reply
	) {
		// Either the group has given up its topics, and the question still stands; or the topic was deleted with all in it,
		// and an answer in General would puzzle everybody. So it is said only where the question still is.
		const { message_thread_id: _, ...rest } = payload;
		return {
			...rest,
			reply_parameters: { ...reply, allow_sending_without_reply: false },
		};
	}
	return null;
}

/** Ids have up to 52 bits; a number is what Telegram documents for them. */
function chatId(chat: string): number | string {
	return /^-?\d{1,16}$/.test(chat) ? Number(chat) : chat;
}

function idOf(result: unknown): string | null {
	const sent = z.object({ message_id: z.int() }).safeParse(result);
	return sent.success ? String(sent.data.message_id) : null;
}

/** So close together chats hit their own limits only by chance. */
const TOGETHER_MS = 1000;
const MANY = 3;

/**
 * Telegram does not say which limit was hit. As a rule it is the chat's: one busy group must not hold up all others.
 * When several chats hear it at once it is the bot's.
 */
function createWhoseLimit(): (chat: string, now: number) => "chat" | "all" {
	let told: { chat: string; at: number }[] = [];
	return (chat, now) => {
		told = told.filter(
			(one) => one.chat !== chat && now - one.at < TOGETHER_MS,
		);
		told.push({ chat, at: now });
		return told.length >= MANY ? "all" : "chat";
	};
}
