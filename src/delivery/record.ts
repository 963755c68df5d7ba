/** Writes down what has happened, for as long as it takes: a full disk or a busy database passes. */

import { backOffMs, STORE_LONGEST_MS } from "./back-off.ts";
import type { SenderLog } from "./sender.ts";
import type { Sleep } from "./sleep.ts";

export interface Recording {
	sleep: Sleep;
	random: () => number;
	log: SenderLog;
	/** Given when the process is about to end; then there is no waiting any more. */
	stopping: AbortSignal;
}

/** How often it is tried in all once the process is about to end: what is not recorded is settled at the next start. */
const LAST_TRIES = 3;

/** False when it could not be recorded before the end. */
export async function record(
	work: () => Promise<void>,
	{ sleep, random, log, stopping }: Recording,
): Promise<boolean> {
	for (let failures = 1; ; failures++) {
		try {
			await work();
			return true;
		} catch (error) {
			const givenUp = stopping.aborted && failures >= LAST_TRIES;
			log.error(
				{ problem: String(error), failures, givenUp },
				"the store cannot record how a message ended; see whether its disk is full",
			);
			if (givenUp) return false;
			await sleep(backOffMs(failures, random, STORE_LONGEST_MS), stopping);
		}
	}
}
