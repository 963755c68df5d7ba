/** Takes what waits in the outbox to the platforms: within their limits, answers before pushes, each chat in order. */

import type { OutboxEnd, OutboxEntry } from "../store/store.ts";

export interface Sender {
	/** Begins with what an earlier process left. */
	start(): Promise<void>;
	/** Entries that were added to the outbox; call it once they are committed. */
	notify(entries: readonly OutboxEntry[]): void;
	/** Resolves when everything due is out, or after `ms`. */
	drain(ms: number): Promise<void>;
	/** No new calls; resolves when those under way have ended. May be called twice. */
	stop(): Promise<void>;
}

export interface SenderEvents {
	/** A call ended, well or not; for metrics and reports. */
	onEnd(entry: OutboxEntry, end: OutboxEnd): void;
}
