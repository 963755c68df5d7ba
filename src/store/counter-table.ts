/** Events counted by day, as staff's calendar has them. */

import type { Db } from "./schema.ts";
import type { Counters, Retention } from "./store.ts";
import { DAY_MS, HOUR_MS } from "./time.ts";

/** All of China keeps Beijing's time, without summer time. */
const BEIJING_MS = 8 * HOUR_MS;

export function counterTable(db: Db): Counters {
	return {
		async add(name, now) {
			await db
				.insertInto("counters")
				.values({ day: dayOf(now), name, times: 1 })
				.onConflict((conflict) =>
					conflict.columns(["day", "name"]).doUpdateSet((eb) => ({
						times: eb("counters.times", "+", 1),
					})),
				)
				.execute();
		},
		async since(from) {
			const rows = await db
				.selectFrom("counters")
				.select(({ fn }) => ["name", fn.sum("times").as("times")])
				.where("day", ">=", dayOf(from))
				.groupBy("name")
				.orderBy("name")
				.execute();
			return Object.fromEntries(
				rows.map(({ name, times }) => [name, Number(times)]),
			);
		},
	};
}

export async function pruneCounters(
	db: Db,
	now: number,
	{ countersDays }: Retention,
): Promise<void> {
	await db
		.deleteFrom("counters")
		.where("day", "<", dayOf(now - countersDays * DAY_MS))
		.execute();
}

function dayOf(time: number): number {
	return Math.floor((time + BEIJING_MS) / DAY_MS);
}
