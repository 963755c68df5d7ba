/** Votes on answers and comments on the bot. */

import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import type { Schema } from "./schema.ts";
import type { Feedback } from "./store.ts";

export function feedbackTable(db: Kysely<Schema>): Feedback {
	async function votes(
		which: (
			all: ExpressionBuilder<Schema, "votes">,
		) => ReturnType<ExpressionBuilder<Schema, "votes">["and"]>,
	) {
		const { useful, useless } = await db
			.selectFrom("votes")
			.select([
				sql<number>`coalesce(sum(useful), 0)`.as("useful"),
				sql<number>`coalesce(sum(1 - useful), 0)`.as("useless"),
			])
			.where(which)
			.executeTakeFirstOrThrow();
		return { useful: Number(useful), useless: Number(useless) };
	}
	const votesOf = (answer: number) => votes((all) => all.and({ answer }));

	return {
		async vote({ answer, person, useful }, now) {
			const values = { useful: useful ? 1 : 0, at: now };
			await db
				.insertInto("votes")
				.values({ answer, person, ...values })
				.onConflict((conflict) =>
					conflict.columns(["answer", "person"]).doUpdateSet(values),
				)
				.execute();
			return votesOf(answer);
		},
		votesOf,
		votes: (since) => votes((all) => all.and([all("at", ">=", since)])),
		async comment({ platform, person, text }, now) {
			await db
				.insertInto("comments")
				.values({ platform, person, text, at: now })
				.execute();
		},
		comments: (limit) =>
			db
				.selectFrom("comments")
				.select(["text", "at"])
				.orderBy("id", "desc")
				.limit(limit)
				.execute(),
		async forget(person) {
			await db.deleteFrom("votes").where("person", "=", person).execute();
			await db.deleteFrom("comments").where("person", "=", person).execute();
		},
	};
}
