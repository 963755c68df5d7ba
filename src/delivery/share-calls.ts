/** Keeps the outbox small in memory: a push says the same in two thousand chats. */

import type { Call } from "../chat/adapter.ts";
import type { OutboxEntry } from "../store/store.ts";

/** The same entries; those that make the same call hold it together. */
export function shareCalls(entries: readonly OutboxEntry[]): OutboxEntry[] {
	const calls = new Map<string, Call>();
	return entries.map((entry) => {
		if (entry.kind !== "push") return entry;
		const key = JSON.stringify(entry.call);
		const call = calls.get(key) ?? entry.call;
		calls.set(key, call);
		return { ...entry, call };
	});
}
