/** Conversations: what a person and the bot last spoke of in one place. */

import type { ExpressionBuilder, Kysely } from "kysely";
import type { Schema } from "./schema.ts";
import type { ConversationTable, Talk } from "./store.ts";

/** After so long a silence a new question is a new conversation. */
export const CONVERSATION_MS = 10 * 60_000;

export function conversationsTable(db: Kysely<Schema>): ConversationTable {
	return {
		async recall(talk, now) {
			const row = await db
				.selectFrom("conversations")
				.select("content")
				.where(isOf(talk))
				.where("at", ">", now - CONVERSATION_MS)
				.executeTakeFirst();
			return row?.content ?? null;
		},
		async keep(talk, content, now) {
			await db
				.insertInto("conversations")
				.values({ ...keyOf(talk), content, at: now })
				.onConflict((conflict) =>
					conflict
						.columns(["platform", "chat", "topic", "person"])
						.doUpdateSet({ content, at: now }),
				)
				.execute();
		},
		async forget(talk) {
			await db.deleteFrom("conversations").where(isOf(talk)).execute();
		},
		async forgetPerson(person) {
			await db
				.deleteFrom("conversations")
				.where("person", "=", person)
				.execute();
		},
	};
}

function keyOf({ place, person }: Talk) {
	const { platform, chat, topic } = place;
	return { platform, chat, topic: topic ?? "", person };
}

function isOf(talk: Talk) {
	return (all: ExpressionBuilder<Schema, "conversations">) =>
		all.and(keyOf(talk));
}
