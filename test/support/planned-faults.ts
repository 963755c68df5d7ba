/** Failures that a test plans: which calls are to fail, how, and how often. */

export interface PlannedFault {
	/** How many times it is still to happen. */
	left(): number;
	cancel(): void;
}

export interface Faults<Fault> {
	plan(
		operation: string,
		fault: Fault,
		times: number,
		when: (payload: Record<string, unknown>) => boolean,
	): PlannedFault;
	/** The fault for this call; null when all goes well. */
	take(operation: string, payload: Record<string, unknown>): Fault | null;
}

export function createFaults<Fault>(): Faults<Fault> {
	const planned: {
		operation: string;
		fault: Fault;
		left: number;
		when: (payload: Record<string, unknown>) => boolean;
	}[] = [];
	return {
		plan(operation, fault, times, when) {
			const plan = { operation, fault, left: times, when };
			planned.push(plan);
			return {
				left: () => plan.left,
				cancel() {
					plan.left = 0;
				},
			};
		},
		take(operation, payload) {
			const plan = planned.find(
				(one) =>
					one.left > 0 &&
					one.operation.toLowerCase() === operation.toLowerCase() &&
					one.when(payload),
			);
			if (!plan) return null;
			plan.left--;
			return plan.fault;
		},
	};
}
