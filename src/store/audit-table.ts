/** Who decided what, and who tried to. */

import { bit, type Db } from "./schema.ts";
import type { Audit, Retention } from "./store.ts";
import { DAY_MS } from "./time.ts";

/** Anyone can be refused as often as they like: that must not fill the disk, nor push out what staff did. */
const MAX_REFUSALS = 10_000;

export function auditTable(db: Db): Audit {
	return {
		async add({ platform, actor, action, subject, allowed }, now) {
			await db
				.insertInto("audit")
				.values({
					platform,
					actor,
					action,
					subject,
					allowed: bit(allowed),
					added_at: now,
				})
				.execute();
		},
		async last(limit) {
			const rows = await db
				.selectFrom("audit")
				.select([
					"platform",
					"actor",
					"action",
					"subject",
					"allowed",
					"added_at",
				])
				// A restore brings older entries in with newer numbers.
				.orderBy("added_at", "desc")
				.orderBy("id", "desc")
				.limit(limit)
				.execute();
			return rows.map(({ allowed, added_at, ...entry }) => ({
				...entry,
				allowed: allowed === 1,
				at: added_at,
			}));
		},
	};
}

export async function pruneAudit(
	db: Db,
	now: number,
	{ auditDays }: Retention,
): Promise<void> {
	await db
		.deleteFrom("audit")
		.where("added_at", "<", now - auditDays * DAY_MS)
		.execute();
	await db
		.deleteFrom("audit")
		.where("allowed", "=", 0)
		.where("id", "not in", (eb) =>
			eb
				.selectFrom("audit")
				.select("id")
				.where("allowed", "=", 0)
				.orderBy("id", "desc")
				.limit(MAX_REFUSALS),
		)
		.execute();
}
