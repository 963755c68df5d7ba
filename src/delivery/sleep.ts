/** Waiting that can be cut short. */

/** Resolves after so many milliseconds, or at once when the signal is given. Never rejects. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** What a timer of Node can hold; it fires at once when it is asked for more. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const sleep: Sleep = (ms, signal) =>
	new Promise((resolve) => {
		if (signal.aborted) {
			resolve();
			return;
		}
		const end = () => {
			clearTimeout(timer);
			signal.removeEventListener("abort", end);
			resolve();
		};
		const timer = setTimeout(end, Math.min(ms, MAX_TIMER_MS));
		signal.addEventListener("abort", end);
	});
