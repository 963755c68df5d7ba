/** What came of a call of Lark's. */

/** `result` is all that Lark answered: `data` mostly, `bot` of the bot's own. */
export type Answer = { is: "result"; result: unknown } | Refusal | Silence;

/** Lark's no, or that of a server in front of it. */
export interface Refusal {
	is: "refusal";
	/** HTTP's. Lark says no with 400 as a rule, and now and then with 200. */
	status: number;
	/** Lark's own; 0 where the answer is not Lark's. */
	code: number;
	message: string;
	retryAfterMs: number | null;
}

/** No answer, or none that can be read. */
export interface Silence {
	is: "silence";
	why: string;
	/** Whether Lark may have got the call. */
	arrived: boolean;
}

export function reasonOf(failure: Refusal | Silence): string {
	if (failure.is === "silence") return failure.why;
	const { status, code, message } = failure;
	return `${code || `HTTP ${status}`} ${message}`.trim();
}
