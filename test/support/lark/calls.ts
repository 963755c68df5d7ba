/** Runs the operations that the bot calls: with the faults that a test planned, and a record of every call. */

import type { Faults } from "../planned-faults.ts";
import { type Fault, takesEffect } from "./faults.ts";
import { Refusal } from "./refusal.ts";
import type { Payload } from "./wire.ts";

export type Operation =
	| "token"
	| "info"
	| "send"
	| "reply"
	| "patch"
	| "chat"
	| "resource"
	| "endpoint";

/** One call of the bot's. */
export interface Call {
	operation: Operation;
	payload: Payload;
	startedAt: number;
	/** Null while it is under way. */
	endedAt: number | null;
	/** Null while it is under way, and for a success. */
	refusal: { code: number; msg: string } | null;
	/** Whether a test asked for its failure. */
	injected: boolean;
}

/** What a call came to, and what is to go wrong with its answer. */
export interface Outcome {
	/** The whole body of the answer, or a file. */
	result: unknown;
	fault: Fault | null;
}

interface Parts {
	operations: Record<Operation, (payload: Payload) => unknown>;
	/** What each needs before it is run. @throws Refusal */
	guard(operation: Operation, authorization: string | undefined): void;
	faults: Faults<Fault>;
	now(): number;
	/** A call ended, one way or the other. */
	onEnd(): void;
}

export function createCalls({ operations, guard, faults, now, onEnd }: Parts) {
	const calls: Call[] = [];
	return {
		calls,
		/** @throws Refusal */
		run(
			operation: Operation,
			payload: Payload,
			authorization: string | undefined,
		): Outcome {
			const call: Call = {
				operation,
				payload,
				startedAt: now(),
				endedAt: null,
				refusal: null,
				injected: false,
			};
			calls.push(call);
			try {
				guard(operation, authorization);
				const fault = faults.take(operation, payload);
				call.injected = fault !== null;
				if (!takesEffect(fault)) return { result: undefined, fault };
				return { result: operations[operation](payload), fault };
			} catch (error) {
				if (error instanceof Refusal)
					call.refusal = { code: error.code, msg: error.msg };
				throw error;
			} finally {
				call.endedAt = now();
				onEnd();
			}
		},
	};
}
