/** The inbox: what came in, once each, until it is handled; then only its id. */

import { Incoming } from "../chat/incoming.ts";
import type { Db } from "./schema.ts";
import type { Inbox, Retention } from "./store.ts";
import { HOUR_MS } from "./time.ts";

export function inboxTable(db: Db): Inbox {
	const end = (id: number) => db.updateTable("inbox").where("id", "=", id);
	return {
		async record(event, now) {
			const { platform, chat } = event.place;
			const row = await db
				.insertInto("inbox")
				.values({
					platform,
					event: event.id,
					chat,
					state: "waiting",
					payload: JSON.stringify(event),
					tries: 0,
					received_at: now,
					ended_at: null,
				})
				.onConflict((conflict) =>
					conflict.columns(["platform", "event"]).doNothing(),
				)
				.returning("id")
				.executeTakeFirst();
			return row ? { id: row.id, platform, chat } : null;
		},
		waiting() {
			return db
				.selectFrom("inbox")
				.select(["id", "platform", "chat"])
				.where("state", "=", "waiting")
				.where("ended_at", "is", null)
				.orderBy("id")
				.execute();
		},
		async take(id) {
			const row = await db
				.updateTable("inbox")
				.set((eb) => ({ tries: eb("tries", "+", 1) }))
				.where("id", "=", id)
				.where("state", "=", "waiting")
				.returning(["chat", "payload", "tries", "received_at"])
				.executeTakeFirst();
			if (!row) return null;
			const event = parse(row.payload, row.chat);
			if (event)
				return { event, tries: row.tries, recordedAt: row.received_at };
			// Written by another version, or by hand: it will never parse, however often it is tried.
			await end(id)
				.set({ state: "parked", ended_at: row.received_at })
				.execute();
			return null;
		},
		async done(id, now) {
			await end(id)
				.set({ state: "done", payload: null, ended_at: now })
				.execute();
		},
		async park(id, now) {
			await end(id)
				.where("state", "=", "waiting")
				.set({ state: "parked", ended_at: now })
				.execute();
		},
	};
}

/**
 * Forgets ended entries. What still waits after as long belongs to a platform that nobody serves any more: it is parked,
 * so that staff see it, and forgotten the next time round.
 */
export async function pruneInbox(
	db: Db,
	now: number,
	{ inboxHours }: Retention,
): Promise<void> {
	const before = now - inboxHours * HOUR_MS;
	await db
		.deleteFrom("inbox")
		.where("state", "in", ["done", "parked"])
		.where("ended_at", "<", before)
		.execute();
	await db
		.updateTable("inbox")
		.set({ state: "parked", ended_at: now })
		.where("state", "=", "waiting")
		.where("ended_at", "is", null)
		.where("received_at", "<", before)
		.execute();
}

/** The event as it was recorded, in the chat where it is now; null when it cannot be read. */
function parse(payload: string | null, chat: string): Incoming | null {
	let json: unknown;
	try {
		json = JSON.parse(payload ?? "");
	} catch {
		return null;
	}
	const { success, data } = Incoming.safeParse(json);
	return success ? { ...data, place: { ...data.place, chat } } : null;
}
