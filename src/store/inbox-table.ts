/** The inbox: each addressed message or click once. */

import type { Kysely } from "kysely";
import { Incoming } from "../chat/incoming.ts";
import type { Schema } from "./schema.ts";
import type { Inbox } from "./store.ts";

export function inboxTable(db: Kysely<Schema>): Inbox {
	return {
		async record(event, now) {
			const { platform, chat } = event.place;
			const row = await db
				.insertInto("inbox")
				.values({
					platform,
					event: event.id,
					chat,
					payload: JSON.stringify(event),
					state: "waiting",
					tries: 0,
					recorded_at: now,
				})
				.onConflict((conflict) =>
					conflict.columns(["platform", "event"]).doNothing(),
				)
				.returning("id")
				.executeTakeFirst();
			return row ? { id: row.id, platform, chat } : null;
		},
		waiting: () =>
			db
				.selectFrom("inbox")
				.select(["id", "platform", "chat"])
				.where("state", "=", "waiting")
				.orderBy("id")
				.execute(),
		async take(id) {
			const row = await db
				.updateTable("inbox")
				.set((all) => ({ tries: all("tries", "+", 1) }))
				.where("id", "=", id)
				.where("state", "=", "waiting")
				.returning(["payload", "chat", "tries", "recorded_at"])
				.executeTakeFirst();
			if (!row) return null;
			const event = Incoming.parse(JSON.parse(row.payload ?? "null"));
			// The chat may have moved since it was said.
			const place = { ...event.place, chat: row.chat };
			return {
				event: { ...event, place },
				tries: row.tries,
				recordedAt: row.recorded_at,
			};
		},
		async done(id, now) {
			await db
				.updateTable("inbox")
				.set({ state: "done", payload: null, ended_at: now })
				.where("id", "=", id)
				.execute();
		},
		async park(id, now) {
			await db
				.updateTable("inbox")
				.set({ state: "parked", ended_at: now })
				.where("id", "=", id)
				.execute();
		},
	};
}
