/** Waits for a condition, looked at whenever something happened, never for a time to pass. */

export interface Changes {
	/** Something happened: every waiter looks again. */
	happened(): void;
	/** @throws Error with what `failure` says when the check holds nothing after `withinMs`. */
	until<T>(
		check: () => T | null | undefined | false,
		withinMs: number,
		failure: () => string,
	): Promise<T>;
}

export function createChanges(): Changes {
	const waiters = new Set<() => void>();
	return {
		happened() {
			for (const look of waiters) look();
		},
		until(check, withinMs, failure) {
			const found = check();
			if (found) return Promise.resolve(found);
			// Made here, so that its stack shows the test's own line.
			const error = new Error();
			return new Promise((resolve, reject) => {
				const look = () => {
					let result: ReturnType<typeof check>;
					try {
						result = check();
					} catch (thrown) {
						finish();
						reject(thrown);
						return;
					}
					if (!result) return;
					finish();
					resolve(result);
				};
				const timer = setTimeout(() => {
					finish();
					error.message = failure();
					reject(error);
				}, withinMs);
				const finish = () => {
					clearTimeout(timer);
					waiters.delete(look);
				};
				waiters.add(look);
			});
		},
	};
}
