/** What the bot's answers showed, for their buttons. */

import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";
import type { Answers } from "./store.ts";

export function answersTable(db: Kysely<Schema>): Answers {
	return {
		async add({ place, content }, now) {
			const { id } = await db
				.insertInto("answers")
				.values({ ...place, content, at: now })
				.returning("id")
				.executeTakeFirstOrThrow();
			return id;
		},
		async find(id) {
			const row = await db
				.selectFrom("answers")
				.select(["platform", "chat", "topic", "content"])
				.where("id", "=", id)
				.executeTakeFirst();
			if (!row) return null;
			const { content, ...place } = row;
			return { place, content };
		},
	};
}
