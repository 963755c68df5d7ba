/** What a failed call means for the message and its chat: https://open.feishu.cn/document/server-docs/im-v1/message/create */

import type { Delivery } from "../../chat/adapter.ts";
import { type Refusal, reasonOf, type Silence } from "./answer.ts";
import { TOKEN_CODES } from "./api.ts";

/** `reshape`: Lark does not take the message in this form; it may in another. */
export type Verdict = Delivery | { result: "reshape" };

/** Where Lark does not say how long. Its limits are by the second. */
const CHAT_WAIT_MS = 1000;
/** By the second and by the minute; whoever comes too early again is the longer in the wrong. */
const APP_WAIT_MS = 5000;

export function judge(failure: Refusal | Silence): Verdict {
	const why = reasonOf(failure);
	if (failure.is === "silence")
		return { result: "failed", why, arrived: failure.arrived };
	const { code, status, retryAfterMs } = failure;
	if (code === CHAT_LIMIT)
		return {
			result: "wait",
			ms: retryAfterMs ?? CHAT_WAIT_MS,
			of: "chat",
			why,
		};
	if (APP_LIMIT.includes(code) || status === 429)
		return { result: "wait", ms: retryAfterMs ?? APP_WAIT_MS, of: "all", why };
	// Lost its token twice running: the app is being changed at this moment.
	if (TOKEN_CODES.includes(code))
		return { result: "failed", why, arrived: false };
	// Until somebody puts the app right, the message waits.
	if (MUTE.includes(code)) return { result: "failed", why, arrived: false };
	if (code === SAME_UNDER_WAY) return { result: "failed", why, arrived: true };
	if (status >= 500)
		// 503 says that nobody took the call. Whoever says 500, 502 or 504 had passed it on, and lost only the answer.
		return { result: "failed", why, arrived: status !== 503 };
	// Not Lark's answer, but a proxy's.
	if (code === 0) return { result: "failed", why, arrived: false };
	if (isAboutForm(failure)) return { result: "reshape" };
	if (GONE.includes(code)) return { result: "gone", why };
	if (CENSORED.includes(code))
		return { result: "refused", why, censored: true };
	return { result: "refused", why };
}

/** A permission that the app has not been given, or the bot feature that is switched off. */
export const MUTE: readonly number[] = [99991672, 230006];

/** Of one group, which its bots share, of one person, or of the updates of one card. */
const CHAT_LIMIT = 230020;

/** "Create message trigger system rate limit", and the gateway's own. */
const APP_LIMIT: readonly number[] = [11232, 99991400];

/** The same `uuid` is being sent at this moment. */
const SAME_UNDER_WAY = 230049;

/** Of "invalid request parameter" only the message tells which: "ext=invalid message content". */
function isAboutForm({ code, message }: Refusal): boolean {
	return (
		WRONG_FORM.includes(code) ||
		(code === INVALID_PARAMETER && /\bcontent\b/i.test(message))
	);
}

const INVALID_PARAMETER = 230001;

/** Too long, of a kind that this group does not take, and a card that cannot be made: why exactly stands in the message only. */
const WRONG_FORM: readonly number[] = [230025, 230054, 230099];

/** The bot is not in the group, the group is dissolved; the person has left the organisation, or wants to hear no more of it. */
const GONE: readonly number[] = [230002, 232009, 230029, 230053];

/** Sensitive content, and the organisation's own rules against leaks (DLP), which may mind a plain telephone number. */
const CENSORED: readonly number[] = [230022, 230028];
