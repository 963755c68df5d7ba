/**
 * Telegram's limits on sending: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 * Whoever was told to wait and does not is refused again, as by Telegram.
 */

import { Refusal } from "./refusal.ts";

export interface RateWindow {
	count: number;
	perMs: number;
}

export interface LimitOptions {
	/** Null switches one off. */
	all?: RateWindow | null;
	chat?: RateWindow | null;
	/** For each group. */
	group?: RateWindow | null;
	/** So much too early is let pass: between a bot's clock and this one lies a network. */
	jitterMs?: number;
}

export interface Limiter {
	/** Counts one message. @throws Refusal 429 with retry_after */
	take(chat: number, group: boolean): void;
}

export function createLimiter(
	options: LimitOptions | false,
	now: () => number,
): Limiter {
	if (options === false) return { take() {} };
	const { jitterMs = 0 } = options;
	const {
		all = { count: 30, perMs: 1000 },
		chat: perChat = { count: 1, perMs: 1000 },
		group: perGroup = { count: 20, perMs: 60_000 },
	} = options;
	const histories = new Map<string, History>();
	const historyOf = (key: string, window: RateWindow): History => {
		let history = histories.get(key);
		if (!history) {
			history = { window, times: [], blockedUntil: 0 };
			histories.set(key, history);
		}
		return history;
	};
	return {
		take(chat, group) {
			const at = now();
			const concerned = [
				all && historyOf("all", all),
				perChat && historyOf(`chat ${chat}`, perChat),
				group && perGroup && historyOf(`group ${chat}`, perGroup),
			].filter((history) => history instanceof Object);
			const waitMs = Math.max(
				0,
				...concerned.map((history) => waitOf(history, at)),
			);
			if (waitMs > jitterMs) {
				const seconds = Math.ceil(waitMs / 1000);
				for (const history of concerned)
					if (waitOf(history, at) > jitterMs && history.blockedUntil <= at)
						history.blockedUntil = at + seconds * 1000;
				throw new Refusal(429, `Too Many Requests: retry after ${seconds}`, {
					retry_after: seconds,
				});
			}
			for (const { times, window } of concerned) {
				times.push(at);
				if (times.length > window.count) times.shift();
			}
		},
	};
}

interface History {
	window: RateWindow;
	/** Of the latest messages, as many as the window allows. */
	times: number[];
	blockedUntil: number;
}

function waitOf({ window, times, blockedUntil }: History, at: number): number {
	const oldest = times[times.length - window.count];
	const free = oldest === undefined ? 0 : oldest + window.perMs;
	return Math.max(free, blockedUntil) - at;
}
