/** Forgets what has outlived its time, so that nothing grows without bound. */

import type { Kysely } from "kysely";
import { CONVERSATION_MS } from "./conversations-table.ts";
import type { Schema } from "./schema.ts";
import { dayOf } from "./staff-tables.ts";
import type { Retention } from "./store.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** What a hostile member can make many of has a most, too: the rarest and oldest go first. */
const MAX_ROWS = 10_000;
/** A group that the bot has left may take it back and find its settings again. */
const LEFT_CHATS_DAYS = 90;
/** Platforms deliver again for hours: https://open.feishu.cn/document/server-docs/event-subscription-guide/overview */
const LEAST_INBOX_HOURS = 8;

export async function prune(
	db: Kysely<Schema>,
	retention: Retention,
	now: number,
): Promise<void> {
	const hours = Math.max(retention.inboxHours, LEAST_INBOX_HOURS);
	const handled = now - hours * HOUR_MS;
	const days = (count: number) => now - count * DAY_MS;
	await db
		.deleteFrom("inbox")
		.where("state", "!=", "waiting")
		.where("ended_at", "<=", handled)
		.execute();
	await db
		.deleteFrom("outbox")
		.where("once", "is", null)
		.where("ended_at", "<=", handled)
		.execute();
	// What may be sent only once is remembered for as long as staff may ask what became of it.
	await db
		.deleteFrom("outbox")
		.where("ended_at", "<=", days(retention.auditDays))
		.execute();
	await db
		.deleteFrom("conversations")
		.where("at", "<=", now - CONVERSATION_MS)
		.execute();
	await db
		.deleteFrom("chats")
		.where("active", "=", 0)
		.where("left_at", "<=", days(LEFT_CHATS_DAYS))
		.execute();
	await db
		.deleteFrom("answers")
		.where("at", "<=", days(retention.answersDays))
		.execute();
	for (const table of ["votes", "comments"] as const)
		await db
			.deleteFrom(table)
			.where("at", "<=", days(retention.feedbackDays))
			.execute();
	await db
		.deleteFrom("unanswered")
		.where("last_at", "<=", days(retention.unansweredDays))
		.execute();
	await db
		.deleteFrom("audit")
		.where("at", "<=", days(retention.auditDays))
		.execute();
	await db
		.deleteFrom("counters")
		.where("day", "<=", dayOf(days(retention.countersDays)))
		.execute();
	await db
		.deleteFrom("unanswered")
		.where("question", "in", (from) =>
			from
				.selectFrom("unanswered")
				.select("question")
				.orderBy("count", "desc")
				.orderBy("last_at", "desc")
				.limit(MANY)
				.offset(MAX_ROWS),
		)
		.execute();
	await db
		.deleteFrom("comments")
		.where("id", "in", (from) =>
			from
				.selectFrom("comments")
				.select("id")
				.orderBy("id", "desc")
				.limit(MANY)
				.offset(MAX_ROWS),
		)
		.execute();
}

/** SQLite takes an offset only behind a limit. */
const MANY = 1_000_000_000;
