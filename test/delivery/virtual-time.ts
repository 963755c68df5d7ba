/** Time that passes as fast as the work in it: hours of sending within a second, the same each time. */

import { createHeap } from "../../src/delivery/heap.ts";
import type { Sleep } from "../../src/delivery/sleep.ts";

export interface VirtualTime {
	now(): number;
	sleep: Sleep;
	/** Lets so many milliseconds pass. */
	pass(ms: number): Promise<void>;
	/** Lets time pass until something holds. @throws Error when it does not within a virtual week. */
	until(holds: () => boolean): Promise<void>;
}

const WEEK_MS = 7 * 24 * 3_600_000;

export function virtualTime(start = Date.UTC(2024, 2, 1)): VirtualTime {
	let now = start;
	let timers = 0;
	const waiting = createHeap<Timer>((a, b) =>
		a.at === b.at ? a.nth < b.nth : a.at < b.at,
	);

	/** To the next timer; false when there is none before `end`. */
	async function step(end: number): Promise<boolean> {
		const next = waiting.peek();
		if (!next || next.at > end) return false;
		waiting.pop();
		now = Math.max(now, next.at);
		next.fire();
		await workIsDone();
		return true;
	}

	return {
		now: () => now,
		sleep: (ms, signal) =>
			new Promise((resolve) => {
				const fire = () => {
					signal.removeEventListener("abort", fire);
					resolve();
				};
				if (signal.aborted) {
					resolve();
					return;
				}
				signal.addEventListener("abort", fire);
				// A timer cannot be told a fraction, and never fires early.
				if (ms < WEEK_MS)
					waiting.push({
						at: now + Math.max(1, Math.ceil(ms)),
						nth: timers++,
						fire,
					});
			}),
		async pass(ms) {
			const end = now + ms;
			await workIsDone();
			while (await step(end));
			now = end;
		},
		async until(holds) {
			const end = now + WEEK_MS;
			await workIsDone();
			while (!holds())
				if (!(await step(end))) throw new Error("it never came to hold");
		},
	};
}

interface Timer {
	at: number;
	nth: number;
	fire(): void;
}

/** All that follows from what has happened, short of timers. */
function workIsDone(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
