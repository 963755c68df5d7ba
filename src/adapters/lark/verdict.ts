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
	if (code === 230020)
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
	if (code === SAME_UNDER_WAY) return { result: "failed", why, arrived: true };
	if (status >= 500)
		// 503 says that nobody took the call. Whoever says 500, 502 or 504 had passed it on, and lost only the answer.
		return { result: "failed", why, arrived: status !== 503 };
	// Not Lark's answer, but a proxy's.
	if (code === 0) return { result: "failed", why, arrived: false };
	if (WRONG_FORM.includes(code)) return { result: "reshape" };
	if (GONE.includes(code)) return { result: "gone", why };
	if (CENSORED.includes(code))
		return { result: "refused", why, censored: true };
	return { result: "refused", why };
}

/** "Create message trigger system rate limit", and the gateway's own. */
const APP_LIMIT: readonly number[] = [11232, 99991400];

/** The same `uuid` is being sent at this moment. */
const SAME_UNDER_WAY = 230049;

/** Too long, and a card that cannot be made: what exactly is wrong stands in the message only. */
const WRONG_FORM: readonly number[] = [230025, 230099];

/** The bot is not in the group. */
const GONE: readonly number[] = [230002];

/** Sensitive content, and the organisation's own rules against leaks (DLP). */
const CENSORED: readonly number[] = [230022, 230028];
