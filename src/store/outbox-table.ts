/** The outbox: what is to be sent, is being sent, or was. */

import type { Kysely, Selectable } from "kysely";
import type { Schema } from "./schema.ts";
import type { Outbox, OutboxEntry } from "./store.ts";

export function outboxTable(db: Kysely<Schema>): Outbox {
	return {
		async add(entry, now) {
			const row = await db
				.insertInto("outbox")
				.values({
					kind: entry.kind,
					platform: entry.platform,
					chat: entry.chat,
					is_group: entry.group ? 1 : 0,
					priority: entry.priority,
					due_at: entry.dueAt,
					tries: 0,
					call: JSON.stringify(entry.call),
					answer: entry.answer,
					once: entry.once,
					state: "queued",
					heard_at: entry.heardAt ?? null,
					added_at: now,
				})
				.onConflict((conflict) => conflict.column("once").doNothing())
				.returningAll()
				.executeTakeFirst();
			return row ? entryOf(row) : null;
		},
		async recover(now) {
			await db
				.updateTable("outbox")
				.set({ state: "queued" })
				.where("state", "=", "sending")
				.where("kind", "=", "answer")
				.execute();
			await db
				.updateTable("outbox")
				.set({ state: "unknown", call: null, ended_at: now })
				.where("state", "=", "sending")
				.execute();
			const rows = await db
				.selectFrom("outbox")
				.selectAll()
				.where("state", "=", "queued")
				.orderBy("priority")
				.orderBy("id")
				.execute();
			return rows.map(entryOf);
		},
		async queuedAfter(id) {
			const rows = await db
				.selectFrom("outbox")
				.selectAll()
				.where("state", "=", "queued")
				.where("id", ">", id)
				.orderBy("id")
				.execute();
			return rows.map(entryOf);
		},
		async sending(id) {
			const { numUpdatedRows } = await db
				.updateTable("outbox")
				.set({ state: "sending" })
				.where("id", "=", id)
				.where("state", "=", "queued")
				.executeTakeFirst();
			return numUpdatedRows > 0n;
		},
		async again(id, dueAt, why) {
			await db
				.updateTable("outbox")
				.set((all) => ({
					state: "queued",
					due_at: dueAt,
					why,
					tries: all("tries", "+", 1),
				}))
				.where("id", "=", id)
				.execute();
		},
		async end(id, { end, why, messageId }, now) {
			await db
				.updateTable("outbox")
				.set({ state: end, why, message: messageId, call: null, ended_at: now })
				.where("id", "=", id)
				.execute();
		},
		async drop(platform, chat, now) {
			const rows = await db
				.updateTable("outbox")
				.set({ state: "gone", call: null, ended_at: now })
				.where("platform", "=", platform)
				.where("chat", "=", chat)
				.where("state", "=", "queued")
				.returning("id")
				.execute();
			return rows.map(({ id }) => id);
		},
	};
}

function entryOf(row: Selectable<Schema["outbox"]>): OutboxEntry {
	return {
		id: row.id,
		kind: row.kind,
		platform: row.platform,
		chat: row.chat,
		group: row.is_group === 1,
		priority: row.priority,
		dueAt: row.due_at,
		tries: row.tries,
		call: JSON.parse(row.call ?? "{}"),
		answer: row.answer,
		...(row.heard_at === null ? {} : { heardAt: row.heard_at }),
	};
}
