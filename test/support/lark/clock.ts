/** The platform's clock: runs by itself, and can be moved on by hours, so that no test waits for them. */

export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Runs it so much later, once. */
	after(ms: number, run: () => void): void;
	/** Moves on and runs what becomes due, in order; `settled` is awaited after each, and before the first. */
	pass(ms: number, settled: () => Promise<void>): Promise<void>;
	stop(): void;
}

export function createClock(realNow: () => number): Clock {
	let offset = 0;
	let waiting: { dueAt: number; run: () => void }[] = [];
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;
	const now = () => realNow() + offset;

	const arm = () => {
		clearTimeout(timer);
		const next = waiting[0];
		if (!next) return;
		timer = setTimeout(runDue, Math.max(0, next.dueAt - now()));
		timer.unref();
	};
	const runDue = () => {
		while ((waiting[0]?.dueAt ?? Number.POSITIVE_INFINITY) <= now())
			waiting.shift()?.run();
		arm();
	};

	return {
		now,
		after(ms, run) {
			if (stopped) return;
			waiting.push({ dueAt: now() + ms, run });
			waiting.sort((a, b) => a.dueAt - b.dueAt);
			arm();
		},
		async pass(ms, settled) {
			await settled();
			let end = now() + ms;
			for (;;) {
				const next = waiting[0];
				if (!next || next.dueAt > end) break;
				waiting.shift();
				offset += Math.max(0, next.dueAt - now());
				next.run();
				// What passes meanwhile comes on top, so that what follows from it is not missed by a hair.
				const before = now();
				await settled();
				end += now() - before;
			}
			offset += Math.max(0, end - now());
			arm();
		},
		stop() {
			stopped = true;
			clearTimeout(timer);
			waiting = [];
		},
	};
}
