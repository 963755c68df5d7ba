/** Signed requests that were taken, so that nobody who has recorded one can send it again. */

export interface Nonces {
	/** False when it is known already. */
	add(nonce: string): boolean;
	delete(nonce: string): void;
}

export interface NonceOptions {
	/** A request is fresh for half as long at most, whichever way the clocks differ. */
	keepMs: number;
	/** Milliseconds since 1970. */
	now: () => number;
	max?: number;
}

/**
 * Only who has the key can add one: two thousand a minute for as long as they are kept, some megabytes. Should there be
 * more, the oldest are forgotten; what they would bring again the bot knows by the event's id.
 */
const MAX_NONCES = 20_000;

export function createNonces({
	keepMs,
	now,
	max = MAX_NONCES,
}: NonceOptions): Nonces {
	/** In the order in which they came. */
	const known = new Map<string, number>();

	function forgetOld(at: number): void {
		for (const [nonce, since] of known) {
			if (known.size <= max && Math.abs(at - since) <= keepMs) return;
			known.delete(nonce);
		}
	}

	return {
		add(nonce) {
			// First of all, so that whoever repeats one request does not push out the others.
			if (known.has(nonce)) return false;
			const at = now();
			known.set(nonce, at);
			forgetOld(at);
			return true;
		},
		delete(nonce) {
			known.delete(nonce);
		},
	};
}
