/** How long to wait after a failure: twice as long each time, and never quite the same. */

/** Most failures are over within a second (a connection that was reset). */
const FIRST_MS = 1000;
/** Long enough to leave a platform in peace that is down, short enough that its return is noticed soon. */
const LONGEST_MS = 5 * 60_000;
/** The disk is our own: a look at it costs nobody anything. */
export const STORE_LONGEST_MS = 15_000;

/**
 * Milliseconds to wait after so many failures in a row, from 1.
 * Half of it is left to chance, so that what failed together does not come again together.
 */
export function backOffMs(
	failures: number,
	random: () => number,
	longestMs = LONGEST_MS,
): number {
	const full = Math.min(FIRST_MS * 2 ** (failures - 1), longestMs);
	return Math.round(full * (0.5 + random() / 2));
}
