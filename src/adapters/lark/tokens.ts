/** The token that every call carries: fetched once however many wait for it, and anew when Lark knows it no longer. */

import type { Refusal, Silence } from "./answer.ts";

export type TokenAnswer =
	| { is: "token"; token: string; expiresInMs: number }
	| Refusal
	| Silence;

export interface Tokens {
	/** The token that is known, or a new one. Those who ask meanwhile wait for the same. */
	get(): Promise<TokenAnswer>;
	/** Lark refused this one. Does nothing when another has taken its place already. */
	evict(token: string): void;
}

/** A call takes a while: it must not set out with a token that ends on the way. Lark renews one in its last half hour. */
const EARLY_MS = 3 * 60_000;

/** @param now milliseconds that never go back */
export function createTokens(
	fetch: () => Promise<TokenAnswer>,
	now: () => number,
): Tokens {
	let known: { token: string; until: number } | null = null;
	let underWay: Promise<TokenAnswer> | null = null;

	async function renew(): Promise<TokenAnswer> {
		const answer = await fetch();
		if (answer.is === "token")
			known = {
				token: answer.token,
				until: now() + Math.max(answer.expiresInMs - EARLY_MS, 0),
			};
		return answer;
	}

	return {
		async get() {
			if (known && now() < known.until)
				return {
					is: "token",
					token: known.token,
					expiresInMs: known.until - now(),
				};
			underWay ??= renew().finally(() => {
				underWay = null;
			});
			return underWay;
		},
		evict(token) {
			if (known?.token === token) known = null;
		},
	};
}
