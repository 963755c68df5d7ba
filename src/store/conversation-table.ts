/** Conversations: what each person was last talking about in each place, for ten minutes. */

import type { Db } from "./schema.ts";
import type { ConversationTable, Talk } from "./store.ts";
import { MINUTE_MS } from "./time.ts";

const LIFETIME_MS = 10 * MINUTE_MS;

export function conversationTable(db: Db): ConversationTable {
	return {
		async recall(talk, now) {
			const { platform, chat, topic, person } = keyOf(talk);
			const row = await db
				.selectFrom("conversations")
				.select("content")
				.where("platform", "=", platform)
				.where("chat", "=", chat)
				.where("topic", "=", topic)
				.where("person", "=", person)
				.where("last_at", ">", now - LIFETIME_MS)
				.executeTakeFirst();
			return row?.content ?? null;
		},
		async keep(talk, content, now) {
			await db
				.insertInto("conversations")
				.values({ ...keyOf(talk), content, last_at: now })
				.onConflict((conflict) =>
					conflict
						.columns(["platform", "chat", "topic", "person"])
						.doUpdateSet({ content, last_at: now }),
				)
				.execute();
		},
		async forget(talk) {
			const { platform, chat, topic, person } = keyOf(talk);
			await db
				.deleteFrom("conversations")
				.where("platform", "=", platform)
				.where("chat", "=", chat)
				.where("topic", "=", topic)
				.where("person", "=", person)
				.execute();
		},
		async forgetPerson(person) {
			await db
				.deleteFrom("conversations")
				.where("person", "=", person)
				.execute();
		},
	};
}

export async function pruneConversations(db: Db, now: number): Promise<void> {
	await db
		.deleteFrom("conversations")
		.where("last_at", "<=", now - LIFETIME_MS)
		.execute();
}

function keyOf({ place: { platform, chat, topic }, person }: Talk) {
	return { platform, chat, topic: topic ?? "", person };
}
