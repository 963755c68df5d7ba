/** What staff look at: questions without an answer, the audit, and counts by day. */

import { type Kysely, sql } from "kysely";
import type { Schema } from "./schema.ts";
import type { Audit, Counters, Unanswered } from "./store.ts";

export function unansweredTable(db: Kysely<Schema>): Unanswered {
	return {
		async add(question, now) {
			await db
				.insertInto("unanswered")
				.values({ question, count: 1, last_at: now })
				.onConflict((conflict) =>
					conflict.column("question").doUpdateSet({
						count: sql`unanswered.count + 1`,
						last_at: now,
					}),
				)
				.execute();
		},
		async top(limit) {
			const rows = await db
				.selectFrom("unanswered")
				.selectAll()
				.orderBy("count", "desc")
				.orderBy("last_at", "desc")
				.limit(limit)
				.execute();
			return rows.map(({ question, count, last_at }) => ({
				question,
				count,
				lastAt: last_at,
			}));
		},
	};
}

export function auditTable(db: Kysely<Schema>): Audit {
	return {
		async add({ allowed, ...entry }, now) {
			await db
				.insertInto("audit")
				.values({ ...entry, allowed: allowed ? 1 : 0, at: now })
				.execute();
		},
		async last(limit) {
			const rows = await db
				.selectFrom("audit")
				.select(["platform", "actor", "action", "subject", "allowed", "at"])
				.orderBy("id", "desc")
				.limit(limit)
				.execute();
			return rows.map((row) => ({ ...row, allowed: row.allowed === 1 }));
		},
	};
}

export function countersTable(db: Kysely<Schema>): Counters {
	return {
		async add(name, now) {
			await db
				.insertInto("counters")
				.values({ day: dayOf(now), name, count: 1 })
				.onConflict((conflict) =>
					conflict
						.columns(["day", "name"])
						.doUpdateSet({ count: sql`counters.count + 1` }),
				)
				.execute();
		},
		async since(from) {
			const rows = await db
				.selectFrom("counters")
				.select(["name", sql<number>`sum(count)`.as("sum")])
				.where("day", ">=", dayOf(from))
				.groupBy("name")
				.execute();
			return Object.fromEntries(
				rows.map(({ name, sum }) => [name, Number(sum)]),
			);
		},
	};
}

/** YYYY-MM-DD in China, whatever the server's clock is set to: staff read these figures there. */
export function dayOf(time: number): string {
	return new Date(time + CHINA_AHEAD_MS).toISOString().slice(0, 10);
}

const CHINA_AHEAD_MS = 8 * 60 * 60_000;
