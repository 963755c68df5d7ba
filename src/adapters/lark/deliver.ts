/** Makes the call that says something, in the best form that Lark takes, and tells how it ended. */

import { createHash } from "node:crypto";
import { z } from "zod";
import type { Call, Delivery } from "../../chat/adapter.ts";
import { reasonOf } from "./answer.ts";
import type { Api, Request } from "./api.ts";
import { type Form, LarkCall } from "./call.ts";
import { judge, MUTE } from "./verdict.ts";

export type Deliver = (chat: string, call: Call) => Promise<Delivery>;

export interface DeliverParts {
	api: Api;
	/** Milliseconds that never go back. */
	now: () => number;
	/** For the whole delivery, every form included. */
	timeoutMs: number;
	/** A message of the bot's own stands in a chat. */
	onSent(messageId: string): void;
	/** Lark lets the app say nothing at all, and why; nobody but the operator can help. Null when it does. */
	onMute(problem: string | null): void;
}

export function createDeliver({
	api,
	now,
	timeoutMs,
	onSent,
	onMute,
}: DeliverParts): Deliver {
	return async (chat, call) => {
		const parsed = LarkCall.safeParse(call);
		if (!parsed.success)
			return { result: "refused", why: "not a call that this version makes" };
		let message = parsed.data;
		const until = now() + timeoutMs;
		const reasons: string[] = [];
		for (const form of message.forms) {
			const send = () =>
				api.call(requestOf(chat, message, form), {
					timeoutMs: Math.max(1, until - now()),
				});
			let answer = await send();
			if (answer.is === "refusal" && NO_THREADS.includes(answer.code)) {
				message = { ...message, inThread: false };
				answer = await send();
			}
			if (answer.is === "result") {
				const messageId = message.edits ?? idOf(answer.result);
				if (messageId !== null) onSent(messageId);
				if (message.edits === null) onMute(null);
				return { result: "sent", messageId };
			}
			if (answer.is === "refusal" && MUTE.includes(answer.code)) {
				// Whoever may not change its messages may still say new ones, which must not wait for that.
				if (message.edits !== null)
					return { result: "refused", why: reasonOf(answer) };
				onMute(reasonOf(answer));
			}
			const verdict = judge(answer);
			if (verdict.result !== "reshape") return verdict;
			reasons.push(`${form.msg_type}: ${reasonOf(answer)}`);
		}
		return { result: "refused", why: reasons.join("; ") };
	};
}

/** The group takes no answers in threads, or not to this kind of message: they stand in the group then. */
const NO_THREADS: readonly number[] = [230071, 230072];

function requestOf(
	chat: string,
	{ edits, answers, inThread, key }: LarkCall,
	{ msg_type, content }: Form,
): Request {
	if (edits !== null)
		return {
			method: "PATCH",
			path: `/open-apis/im/v1/messages/${encodeURIComponent(edits)}`,
			body: { content },
		};
	const body = { msg_type, content, uuid: uuidOf(key, chat) };
	if (answers !== null)
		return {
			method: "POST",
			path: `/open-apis/im/v1/messages/${encodeURIComponent(answers)}/reply`,
			body: { ...body, ...(inThread ? { reply_in_thread: true } : {}) },
		};
	return {
		method: "POST",
		path: "/open-apis/im/v1/messages",
		query: { receive_id_type: chat.startsWith("ou_") ? "open_id" : "chat_id" },
		body: { receive_id: chat, ...body },
	};
}

/**
 * The same for every try, whichever process makes it, and another one for each chat: a push says the same in many.
 * At most 50 characters: https://open.feishu.cn/document/server-docs/im-v1/message/create
 */
function uuidOf(key: string, chat: string): string {
	return createHash("sha256")
		.update(`${key} ${chat}`)
		.digest("hex")
		.slice(0, 40);
}

function idOf(result: unknown): string | null {
	const sent = Sent.safeParse(result);
	return sent.success ? sent.data.data.message_id : null;
}

const Sent = z.object({ data: z.object({ message_id: z.string() }) });
