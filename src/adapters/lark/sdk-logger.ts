/** Listens to what Lark's SDK says of its socket: it tells of a pong, and of what went wrong, nowhere else. */

import type { Logger } from "@larksuiteoapi/node-sdk";
import type { LarkLog } from "./connection.ts";

export interface SdkLogger extends Logger {
	/** The last trouble since the last pong, in a few words; null for none. */
	last(): string | null;
	/** The first try to open the socket came to nothing; why stands in {@link last}. */
	startFailed(): boolean;
}

export function createSdkLogger(log: LarkLog, onPong: () => void): SdkLogger {
	let last: string | null = null;
	let startFailed = false;
	const trouble = (...said: unknown[]) => {
		const problem = wordsOf(said);
		if (problem === START_FAILED) startFailed = true;
		if (problem === START_FAILED || problem.startsWith(HANDLER_FAILED)) return;
		last = problem;
		log.warn({ problem }, "Lark's SDK has trouble with its socket");
	};
	return {
		error: trouble,
		warn: trouble,
		// How it is going is for the supervisor to say.
		info() {},
		debug() {},
		trace(...said) {
			if (!wordsOf(said).includes(PONG)) return;
			last = null;
			onPong();
		},
		last: () => last,
		startFailed: () => startFailed,
	};
}

/** Of `handleControlData` in version 1.74. */
const PONG = "receive pong";

/** Of `reConnect`, behind the reason. */
const START_FAILED = "connect failed";

/** What the handler of an event throws is ours, and is logged where it is thrown. */
const HANDLER_FAILED = "invoke event failed";

/** Longer ones say nothing more. */
const MAX_WORDS = 200;

/** Errors in reading an event quote it: what members say does not belong in a log. */
function wordsOf(said: readonly unknown[]): string {
	return said
		.flat()
		.filter((word) => word !== "[ws]")
		.map((word) => (word instanceof Error ? word.message : String(word)))
		.join(" ")
		.replace(/(inbound frame|invalid pong payload|error): .*/s, "$1")
		.slice(0, MAX_WORDS);
}
