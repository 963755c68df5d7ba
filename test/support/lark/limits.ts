/**
 * The platform's limits on sending: https://open.feishu.cn/document/server-docs/api-call-guide/frequency-control and
 * the remarks on https://open.feishu.cn/document/server-docs/im-v1/message/create
 */

import { Refusal } from "./refusal.ts";

export interface RateWindow {
	count: number;
	perMs: number;
}

export interface LimitOptions {
	/** All that the app asks for; null switches one off. */
	app?: readonly RateWindow[] | null;
	/** What goes to one group or to one person; all bots of a group share it. */
	chat?: RateWindow | null;
	/** Updates of one card. */
	message?: RateWindow | null;
	/** So much too early is let pass: between a bot's clock and this one lies a network. */
	jitterMs?: number;
}

export interface Limiter {
	/** Counts one call. @throws Refusal 99991400 with status 429 */
	call(): void;
	/** Counts one message to a chat. @throws Refusal 230020 */
	chat(id: string): void;
	/** Counts one update of a card. @throws Refusal 230020 */
	message(id: string): void;
}

export function createLimiter(
	options: LimitOptions | false,
	now: () => number,
): Limiter {
	if (options === false) return { call() {}, chat() {}, message() {} };
	const {
		app = [
			{ count: 50, perMs: 1000 },
			{ count: 1000, perMs: 60_000 },
		],
		chat = { count: 5, perMs: 1000 },
		message = { count: 5, perMs: 1000 },
		jitterMs = 0,
	} = options;
	const histories = new Map<string, number[]>();
	/** How long to wait until one more is allowed; counts it when that is now. */
	const take = (key: string, window: RateWindow): number => {
		const at = now();
		const times = histories.get(key) ?? [];
		const oldest = times[times.length - window.count];
		const waitMs = oldest === undefined ? 0 : oldest + window.perMs - at;
		if (waitMs > jitterMs) return waitMs;
		times.push(at);
		if (times.length > window.count) times.shift();
		histories.set(key, times);
		return 0;
	};
	const limited = (key: string, window: RateWindow | null) => {
		if (window && take(key, window) > 0)
			throw new Refusal(
				230020,
				"This operation triggers the frequency limit, ext=trigger frequency limit",
			);
	};
	return {
		call() {
			for (const window of app ?? []) {
				const waitMs = take(`app ${window.perMs}`, window);
				if (waitMs > 0)
					throw new Refusal(99991400, "request trigger frequency limit", {
						status: 429,
						headers: {
							"x-ogw-ratelimit-limit": String(window.count),
							"x-ogw-ratelimit-reset": String(Math.ceil(waitMs / 1000)),
						},
					});
			}
		},
		chat: (id) => limited(`chat ${id}`, chat),
		message: (id) => limited(`message ${id}`, message),
	};
}
