/** Runs the methods that the bot calls: with the faults that a test planned, and a record of every call. */

import type { Faults } from "../planned-faults.ts";
import type { Fault } from "./faults.ts";
import type { Outcome } from "./http-server.ts";
import { Refusal } from "./refusal.ts";
import type { Payload } from "./wire.ts";

/** One call of the bot's. */
export interface Call {
	method: string;
	payload: Payload;
	startedAt: number;
	/** Null while it is under way. */
	endedAt: number | null;
	/** Null while it is under way, and for a success. */
	refusal: { code: number; description: string } | null;
	/** Whether a test asked for its failure. */
	injected: boolean;
}

export type Methods = Record<
	string,
	(payload: Payload, gone: AbortSignal) => unknown
>;

interface Parts {
	methods: Methods;
	faults: Faults<Fault>;
	now(): number;
	/** Keeps no record but the number of refusals. */
	cheap: boolean;
	/** A method took effect. */
	onEffect(method: string, result: unknown): void;
	/** A call ended, one way or the other. */
	onEnd(): void;
}

export function createCalls({ faults, now, cheap, ...parts }: Parts) {
	const calls: Call[] = [];
	const refusals = new Map<number, number>();
	// "All methods in the Bot API are case-insensitive."
	const methods = new Map(
		Object.entries(parts.methods).map(([name, run]) => [
			name.toLowerCase(),
			run,
		]),
	);
	return {
		calls,
		/** How many calls were refused by the rules, by code. */
		refusals,
		async run(
			method: string,
			payload: Payload,
			gone: AbortSignal,
		): Promise<Outcome> {
			const call: Call = {
				method,
				payload,
				startedAt: now(),
				endedAt: null,
				refusal: null,
				injected: false,
			};
			if (!cheap) calls.push(call);
			try {
				const run = methods.get(method.toLowerCase());
				if (!run) throw new Refusal(404, "Not Found: method not found");
				const fault = faults.take(method, payload);
				call.injected = fault !== null;
				if (!takesEffect(fault)) return { result: undefined, fault };
				const result = await run(payload, gone);
				parts.onEffect(method, result);
				return { result, fault };
			} catch (error) {
				if (error instanceof Refusal) {
					const { code, description } = error;
					call.refusal = { code, description };
					refusals.set(code, (refusals.get(code) ?? 0) + 1);
				}
				throw error;
			} finally {
				call.endedAt = now();
				parts.onEnd();
			}
		},
	};
}

function takesEffect(fault: Fault | null): boolean {
	return (
		fault === null ||
		fault === "reset-after-effect" ||
		fault === "hang-after-effect" ||
		(fault instanceof Object && "delayMs" in fault)
	);
}
