/** Failures on demand: what goes wrong between a bot and Telegram, when a test says so. */

import type { RefusalParameters } from "./refusal.ts";
import type { Payload } from "./wire.ts";

/**
 * - `reset`: the connection is cut, nothing was done; `hang`: no answer ever comes, nothing was done.
 * - `…-after-effect`: members see the message, but the bot never learns of it.
 * - `status`: what a proxy in front of Telegram answers; a page of HTML unless `body` says otherwise. Nothing was done.
 * - `error_code`: a refusal in Telegram's own form. Nothing was done.
 * - `delayMs`: done at once, answered late.
 */
export type Fault =
	| "reset"
	| "reset-after-effect"
	| "hang"
	| "hang-after-effect"
	| { status: number; body?: string | object }
	| { error_code: number; description: string; parameters?: RefusalParameters }
	| { delayMs: number };

export interface PlannedFault {
	/** How many times it is still to happen. */
	left(): number;
	cancel(): void;
}

export interface Faults {
	plan(
		method: string,
		fault: Fault,
		times: number,
		when: (payload: Payload) => boolean,
	): PlannedFault;
	/** The fault for this call; null when all goes well. */
	take(method: string, payload: Payload): Fault | null;
}

export function createFaults(): Faults {
	const planned: {
		method: string;
		fault: Fault;
		left: number;
		when: (payload: Payload) => boolean;
	}[] = [];
	return {
		plan(method, fault, times, when) {
			const plan = { method, fault, left: times, when };
			planned.push(plan);
			return {
				left: () => plan.left,
				cancel() {
					plan.left = 0;
				},
			};
		},
		take(method, payload) {
			const plan = planned.find(
				(one) =>
					one.left > 0 &&
					one.method.toLowerCase() === method.toLowerCase() &&
					one.when(payload),
			);
			if (!plan) return null;
			plan.left--;
			return plan.fault;
		},
	};
}
