/** Whoever has copied a wrong key must find out; whoever sends a million wrong requests must not fill the disk. */

import type { LarkLog } from "./connection.ts";
import type { Reason } from "./webhook.ts";

const QUIET_MS = 60_000;

/** One line a minute at most. */
export function createRefusalWatch(log: LarkLog, now: () => number) {
	let saidAt = Number.NEGATIVE_INFINITY;
	let refusals = 0;
	let taken = 0;
	return (reason: Reason | null): void => {
		if (reason === null) {
			taken++;
			return;
		}
		refusals++;
		if (Math.abs(now() - saidAt) < QUIET_MS) return;
		// Where others are taken, the keys are right, and this one was a stranger's.
		log.warn(
			{ reason, refusals, taken },
			"requests to the webhook were refused; if none is taken, see LARK_ENCRYPT_KEY and LARK_VERIFICATION_TOKEN",
		);
		saidAt = now();
		refusals = 0;
		taken = 0;
	};
}
