/** The sliding window of one limit: so many calls within so many milliseconds, however they fall. */

import type { Limit } from "../chat/adapter.ts";

export interface Window {
	/** When the next call keeps to the limit; in the past when it does so already. */
	freeAt(): number;
	take(slot: Slot): void;
	giveBack(slot: Slot): void;
}

/** A call that counts, and from when on. */
export interface Slot {
	at: number;
}

/**
 * The platform counts a call when it arrives, we when it leaves: two calls may arrive closer together than they left. So
 * each window is held a little longer than the platform's. The share costs less than 4 % of what is permitted; beyond the
 * cap, which is more than the network's delay varies, nothing would be gained.
 */
const MARGIN_SHARE = 0.035;
const MAX_MARGIN_MS = 500;

/** The window's length with its margin. */
export function heldMs({ perMs }: Pick<Limit, "perMs">): number {
	return perMs + Math.min(perMs * MARGIN_SHARE, MAX_MARGIN_MS);
}

export function createWindow(limit: Pick<Limit, "count" | "perMs">): Window {
	const held = heldMs(limit);
	/** The last `count` calls, oldest first: more are never looked at. */
	const slots: Slot[] = [];
	return {
		freeAt() {
			const oldest = slots[0];
			return oldest && slots.length >= limit.count ? oldest.at + held : 0;
		},
		take(slot) {
			slots.push(slot);
			if (slots.length > limit.count) slots.shift();
		},
		giveBack(slot) {
			const at = slots.indexOf(slot);
			if (at >= 0) slots.splice(at, 1);
		},
	};
}
