/** Whoever presses a button is answered in the callback's own answer, which Lark waits for: the notice is handed over here. */

import type { Sleep } from "./connection.ts";

export interface Clicks {
	/** The notice for this click; null when there is none, or none in time. */
	noticeFor(id: string): Promise<string | null>;
	/** It is known now. Does nothing when nobody waits for it any more. */
	answer(id: string, notice: string | null): void;
	/** Nobody needs to wait any more. */
	end(): void;
}

/**
 * "Must be answered within 3 s", else the client shows an error:
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication
 * What the button leads to comes all the same, however late.
 */
export const ANSWER_MS = 2000;

export function createClicks(sleep: Sleep, answerMs = ANSWER_MS): Clicks {
	const waiting = new Map<string, (notice: string | null) => void>();
	return {
		noticeFor(id) {
			const over = new AbortController();
			const answered = new Promise<string | null>((resolve) => {
				waiting.set(id, resolve);
			});
			const late = sleep(answerMs, over.signal).then(() => null);
			return Promise.race([answered, late]).finally(() => {
				waiting.delete(id);
				over.abort();
			});
		},
		answer(id, notice) {
			waiting.get(id)?.(notice);
		},
		end() {
			for (const answer of waiting.values()) answer(null);
		},
	};
}
