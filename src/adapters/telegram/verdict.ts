/** What a failed call means for the message and its chat: https://core.telegram.org/api/errors */

import type { Delivery } from "../../chat/adapter.ts";
import type { Refusal, Silence } from "./api.ts";
import { reasonOf } from "./connection.ts";

/** Telegram says how long to wait; where a server in front of it says no such thing. */
const WAIT_MS = 5000;

/** @param edited the message that the call would change. */
export function judge(
	failure: Refusal | Silence,
	edited: string | null,
):
	| Exclude<Delivery, { result: "wait" }>
	| { result: "wait"; ms: number; why: string } {
	const why = reasonOf(failure);
	if (failure.is === "silence")
		return { result: "failed", why, arrived: failure.arrived };
	const { code, description, retryAfterMs, migrateTo } = failure;
	if (migrateTo !== null) return { result: "moved", to: migrateTo };
	if (code === 429 || retryAfterMs !== null)
		return { result: "wait", ms: retryAfterMs ?? WAIT_MS, why };
	// A wrong token, or one that Telegram has never heard of.
	if (code === 401 || code === 404)
		return { result: "failed", why, arrived: false };
	if (code >= 500)
		// 503 says that nobody took the call. Whoever says 500, 502 or 504 had passed it on, and lost only the answer.
		return { result: "failed", why, arrived: code !== 503 };
	if (NOTHING_TO_CHANGE.test(description))
		return { result: "sent", messageId: edited };
	if (MAY_NOT_SPEAK.test(description)) return { result: "refused", why };
	if (GONE.test(description)) return { result: "gone", why };
	return { result: "refused", why };
}

/** An edit that was carried out already; its answer was lost. */
const NOTHING_TO_CHANGE = /message is not modified/i;

/** The bot is still there, and may be allowed to speak again tomorrow. */
const MAY_NOT_SPEAK =
	/not enough rights|have no rights|need administrator rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|CHAT_SEND_\w+_FORBIDDEN|TOPIC_CLOSED/i;

const GONE =
	/chat not found|blocked by the user|kicked from|not a member|deactivated|was deleted|can't initiate conversation|can't send messages to bots|PEER_ID_INVALID|CHANNEL_PRIVATE/i;
