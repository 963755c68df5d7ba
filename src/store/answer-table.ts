/** What the bot's answers showed, for the buttons under them. */

import type { NotNull } from "kysely";
import type { Db } from "./schema.ts";
import type { Answers, Retention } from "./store.ts";
import { DAY_MS } from "./time.ts";

/** Some hundred megabytes; whoever asks without end cannot fill the disk with it. */
const MAX_ANSWERS = 100_000;

/** Weeks of a busy bot, and few megabytes. */
const MAX_MESSAGES = 20_000;

export function answerTable(db: Db): Answers {
	return {
		async add({ place: { platform, chat, topic }, content }, now) {
			const { id } = await db
				.insertInto("answers")
				.values({
					platform,
					chat,
					topic,
					content,
					message_id: null,
					added_at: now,
				})
				.returning("id")
				.executeTakeFirstOrThrow();
			return id;
		},
		async find(id) {
			const row = await db
				.selectFrom("answers")
				.select(["platform", "chat", "topic", "content", "added_at"])
				.where("id", "=", id)
				.executeTakeFirst();
			if (!row) return null;
			const { content, added_at: addedAt, ...place } = row;
			return { place, content, addedAt };
		},
		async change(id, content) {
			await db
				.updateTable("answers")
				.set({ content })
				.where("id", "=", id)
				.execute();
		},
		async inMessage({ platform, chat }, messageId) {
			const row = await db
				.selectFrom("answers")
				.select("content")
				.where("platform", "=", platform)
				.where("chat", "=", chat)
				.where("message_id", "=", messageId)
				.orderBy("id", "desc")
				.limit(1)
				.executeTakeFirst();
			return row?.content ?? null;
		},
		async messages(platform) {
			const rows = await db
				.selectFrom("answers")
				.select("message_id")
				.where("platform", "=", platform)
				.where("message_id", "is not", null)
				.orderBy("id", "desc")
				.limit(MAX_MESSAGES)
				.$narrowType<{ message_id: NotNull }>()
				.execute();
			return rows.map(({ message_id }) => message_id).reverse();
		},
		async forget(platform, chat) {
			await db
				.deleteFrom("answers")
				.where("platform", "=", platform)
				.where("chat", "=", chat)
				.execute();
		},
	};
}

export async function pruneAnswers(
	db: Db,
	now: number,
	{ answersDays }: Retention,
): Promise<void> {
	await db
		.deleteFrom("answers")
		.where("added_at", "<", now - answersDays * DAY_MS)
		.execute();
	await db
		.deleteFrom("answers")
		.where("id", "<=", (eb) =>
			eb
				.selectFrom("answers")
				.select(({ fn, val }) =>
					eb(fn.max("id"), "-", val(MAX_ANSWERS)).as("last"),
				),
		)
		.execute();
}
