/** The first tables. */

import { type Kysely, sql } from "kysely";
import type { Schema } from "../schema.ts";

export async function up(db: Kysely<Schema>): Promise<void> {
	const { schema } = db;
	/** Ids go up and are never used again, because they say what came first and stand in buttons. */
	const numbered = (table: string) =>
		schema
			.createTable(table)
			.addColumn("id", "integer", (column) =>
				column.primaryKey().autoIncrement(),
			);
	await schema
		.createTable("meta")
		.addColumn("key", "text", (column) => column.primaryKey())
		.addColumn("value", "text", (column) => column.notNull())
		.execute();
	await numbered("inbox")
		.addColumn("platform", "text", (column) => column.notNull())
		.addColumn("event", "text", (column) => column.notNull())
		.addColumn("chat", "text", (column) => column.notNull())
		.addColumn("payload", "text")
		.addColumn("state", "text", (column) => column.notNull())
		.addColumn("tries", "integer", (column) => column.notNull())
		.addColumn("recorded_at", "bigint", (column) => column.notNull())
		.addColumn("ended_at", "bigint")
		.addUniqueConstraint("inbox_event", ["platform", "event"])
		.execute();
	await schema
		.createIndex("inbox_state")
		.on("inbox")
		.columns(["state", "id"])
		.execute();
	await schema
		.createIndex("inbox_chat")
		.on("inbox")
		.columns(["platform", "chat", "state"])
		.execute();
	await numbered("outbox")
		.addColumn("kind", "text", (column) => column.notNull())
		.addColumn("platform", "text", (column) => column.notNull())
		.addColumn("chat", "text", (column) => column.notNull())
		.addColumn("is_group", "integer", (column) => column.notNull())
		.addColumn("priority", "integer", (column) => column.notNull())
		.addColumn("due_at", "bigint", (column) => column.notNull())
		.addColumn("tries", "integer", (column) => column.notNull())
		.addColumn("call", "text")
		.addColumn("answer", "integer")
		.addColumn("once", "text", (column) => column.unique())
		.addColumn("state", "text", (column) => column.notNull())
		.addColumn("why", "text")
		.addColumn("message", "text")
		.addColumn("heard_at", "bigint")
		.addColumn("added_at", "bigint", (column) => column.notNull())
		.addColumn("ended_at", "bigint")
		.execute();
	await schema
		.createIndex("outbox_state")
		.on("outbox")
		.columns(["state", "id"])
		.execute();
	await schema
		.createIndex("outbox_chat")
		.on("outbox")
		.columns(["platform", "chat", "state"])
		.execute();
	await schema
		.createTable("conversations")
		.addColumn("platform", "text", (column) => column.notNull())
		.addColumn("chat", "text", (column) => column.notNull())
		.addColumn("topic", "text", (column) => column.notNull())
		.addColumn("person", "text", (column) => column.notNull())
		.addColumn("content", "text", (column) => column.notNull())
		.addColumn("at", "bigint", (column) => column.notNull())
		.addPrimaryKeyConstraint("conversations_talk", [
			"platform",
			"chat",
			"topic",
			"person",
		])
		.execute();
	await schema
		.createIndex("conversations_person")
		.on("conversations")
		.column("person")
		.execute();
	await schema
		.createTable("chats")
		.addColumn("platform", "text", (column) => column.notNull())
		.addColumn("chat", "text", (column) => column.notNull())
		.addColumn("title", "text", (column) => column.notNull())
		.addColumn("is_group", "integer", (column) => column.notNull())
		.addColumn("active", "integer", (column) => column.notNull())
		.addColumn("listens", "text", (column) => column.notNull())
		.addColumn("subscribed", "integer", (column) => column.notNull())
		.addColumn("joined_at", "bigint", (column) => column.notNull())
		.addColumn("left_at", "bigint")
		.addPrimaryKeyConstraint("chats_chat", ["platform", "chat"])
		.execute();
	await numbered("answers")
		.addColumn("platform", "text", (column) => column.notNull())
		.addColumn("chat", "text", (column) => column.notNull())
		.addColumn("topic", "text")
		.addColumn("content", "text", (column) => column.notNull())
		.addColumn("at", "bigint", (column) => column.notNull())
		.execute();
	await schema
		.createIndex("answers_chat")
		.on("answers")
		.columns(["platform", "chat"])
		.execute();
	await schema.createIndex("answers_at").on("answers").column("at").execute();
	await schema
		.createTable("votes")
		.addColumn("answer", "integer", (column) => column.notNull())
		.addColumn("person", "text", (column) => column.notNull())
		.addColumn("useful", "integer", (column) => column.notNull())
		.addColumn("at", "bigint", (column) => column.notNull())
		.addPrimaryKeyConstraint("votes_one", ["answer", "person"])
		.execute();
	await schema
		.createIndex("votes_person")
		.on("votes")
		.column("person")
		.execute();
	await schema.createIndex("votes_at").on("votes").column("at").execute();
	await numbered("comments")
		.addColumn("platform", "text", (column) => column.notNull())
		.addColumn("person", "text", (column) => column.notNull())
		.addColumn("text", "text", (column) => column.notNull())
		.addColumn("at", "bigint", (column) => column.notNull())
		.execute();
	await schema
		.createIndex("comments_person")
		.on("comments")
		.column("person")
		.execute();
	await schema
		.createTable("unanswered")
		.addColumn("question", "text", (column) => column.primaryKey())
		.addColumn("count", "integer", (column) => column.notNull())
		.addColumn("last_at", "bigint", (column) => column.notNull())
		.execute();
	await schema
		.createIndex("unanswered_top")
		.on("unanswered")
		.expression(sql`count desc, last_at desc`)
		.execute();
	await numbered("audit")
		.addColumn("platform", "text", (column) => column.notNull())
		.addColumn("actor", "text", (column) => column.notNull())
		.addColumn("action", "text", (column) => column.notNull())
		.addColumn("subject", "text", (column) => column.notNull())
		.addColumn("allowed", "integer", (column) => column.notNull())
		.addColumn("at", "bigint", (column) => column.notNull())
		.execute();
	await schema
		.createTable("counters")
		.addColumn("day", "text", (column) => column.notNull())
		.addColumn("name", "text", (column) => column.notNull())
		.addColumn("count", "integer", (column) => column.notNull())
		.addPrimaryKeyConstraint("counters_day", ["day", "name"])
		.execute();
}
