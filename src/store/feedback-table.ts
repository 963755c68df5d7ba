/** What members think: votes on answers, and words about the bot. */

import { atomically } from "./atomically.ts";
import { bit, type Db } from "./schema.ts";
import type { Feedback, Retention } from "./store.ts";
import { DAY_MS } from "./time.ts";

/** Nobody reads more; a flood must not fill the disk. */
const MAX_COMMENTS = 10_000;

export function feedbackTable(db: Db): Feedback {
	return {
		vote({ answer, person, useful }, now) {
			const vote = { useful: bit(useful), voted_at: now };
			return atomically(db, async (tx) => {
				await tx
					.insertInto("votes")
					.values({ answer, person, ...vote })
					.onConflict((conflict) =>
						conflict.columns(["answer", "person"]).doUpdateSet(vote),
					)
					.execute();
				return votesOn(tx, answer);
			});
		},
		async votes(since) {
			return toVotes(
				await counted(db)
					.where("voted_at", ">=", since)
					.executeTakeFirstOrThrow(),
			);
		},
		votesOn: (answer) => votesOn(db, answer),
		async comment({ platform, person, text }, now) {
			await db
				.insertInto("comments")
				.values({ platform, person, text, added_at: now })
				.execute();
		},
		async comments(limit) {
			const rows = await db
				.selectFrom("comments")
				.select(["text", "added_at"])
				.orderBy("id", "desc")
				.limit(limit)
				.execute();
			return rows.map(({ text, added_at }) => ({ text, at: added_at }));
		},
		forget(person) {
			return atomically(db, async (tx) => {
				await tx.deleteFrom("votes").where("person", "=", person).execute();
				await tx.deleteFrom("comments").where("person", "=", person).execute();
			});
		},
	};
}

export async function pruneFeedback(
	db: Db,
	now: number,
	{ feedbackDays }: Retention,
): Promise<void> {
	const before = now - feedbackDays * DAY_MS;
	await db.deleteFrom("votes").where("voted_at", "<", before).execute();
	await db.deleteFrom("comments").where("added_at", "<", before).execute();
	await db
		.deleteFrom("comments")
		.where("id", "not in", (eb) =>
			eb
				.selectFrom("comments")
				.select("id")
				.orderBy("id", "desc")
				.limit(MAX_COMMENTS),
		)
		.execute();
}

async function votesOn(db: Db, answer: number) {
	return toVotes(
		await counted(db).where("answer", "=", answer).executeTakeFirstOrThrow(),
	);
}

function counted(db: Db) {
	return db
		.selectFrom("votes")
		.select(({ fn }) => [
			fn.countAll().as("all"),
			fn.sum("useful").as("useful"),
		]);
}

function toVotes(row: {
	all: string | number | bigint;
	useful: string | number | bigint | null;
}) {
	// A sum over nothing is null.
	const useful = Number(row.useful ?? 0);
	return { useful, useless: Number(row.all) - useful };
}
