/** What the bot's answers showed, for the buttons under them. */

import type { Db } from "./schema.ts";
import type { Answers, Retention } from "./store.ts";
import { DAY_MS } from "./time.ts";

/** Some hundred megabytes; whoever asks without end cannot fill the disk with it. */
const MAX_ANSWERS = 100_000;

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
				.select(["platform", "chat", "topic", "content"])
				.where("id", "=", id)
				.executeTakeFirst();
			if (!row) return null;
			const { content, ...place } = row;
			return { place, content };
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
