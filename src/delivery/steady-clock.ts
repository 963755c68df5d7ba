/** A clock that never runs backwards. */

/**
 * Follows `clock`, and goes on from where it was when that is put back: otherwise every window, pause and back-off would
 * last so much longer.
 */
export function steadyClock(clock: () => number): () => number {
	let putBack = 0;
	let last = Number.NEGATIVE_INFINITY;
	return () => {
		const now = clock() + putBack;
		if (now < last) putBack += last - now;
		last = Math.max(last, now);
		return last;
	};
}
