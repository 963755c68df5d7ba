/** Questions that found no answer, counted: what the paper should write about. */

import type { Db } from "./schema.ts";
import type { Retention, Unanswered } from "./store.ts";
import { DAY_MS } from "./time.ts";

/** Nobody reads more; a flood of nonsense must not fill the disk. */
const MAX_QUESTIONS = 10_000;

export function unansweredTable(db: Db): Unanswered {
	return {
		async add(question, now) {
			await db
				.insertInto("unanswered")
				.values({ question, times: 1, last_at: now })
				.onConflict((conflict) =>
					conflict.column("question").doUpdateSet((eb) => ({
						times: eb("unanswered.times", "+", 1),
						last_at: now,
					})),
				)
				.execute();
		},
		async top(limit) {
			const rows = await byWeight(db)
				.select(["question", "times", "last_at"])
				.limit(limit)
				.execute();
			return rows.map(({ question, times, last_at }) => ({
				question,
				count: times,
				lastAt: last_at,
			}));
		},
	};
}

export async function pruneUnanswered(
	db: Db,
	now: number,
	{ unansweredDays }: Retention,
): Promise<void> {
	await db
		.deleteFrom("unanswered")
		.where("last_at", "<", now - unansweredDays * DAY_MS)
		.execute();
	await db
		.deleteFrom("unanswered")
		.where(
			"question",
			"not in",
			byWeight(db).select("question").limit(MAX_QUESTIONS),
		)
		.execute();
}

/** The most frequent first, then the newest; the last by name, so that the order is always the same. */
function byWeight(db: Db) {
	return db
		.selectFrom("unanswered")
		.orderBy("times", "desc")
		.orderBy("last_at", "desc")
		.orderBy("question");
}
