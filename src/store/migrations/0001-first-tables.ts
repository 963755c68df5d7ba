/** The first tables. A migration is never changed once it was released; the next one alters what it made. */

import type { Kysely, Migration } from "kysely";
import { idColumn } from "../id-column.ts";

export const firstTables: Migration = { up };

async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable("meta")
		.addColumn("key", "text", (col) => col.primaryKey())
		.addColumn("value", "text", (col) => col.notNull())
		.execute();

	await idColumn(schema.createTable("inbox"))
		.addColumn("platform", "text", (col) => col.notNull())
		.addColumn("event", "text", (col) => col.notNull())
		.addColumn("chat", "text", (col) => col.notNull())
		.addColumn("state", "text", (col) => col.notNull())
		.addColumn("payload", "text")
		.addColumn("tries", "integer", (col) => col.notNull())
		.addColumn("received_at", "bigint", (col) => col.notNull())
		.addColumn("ended_at", "bigint")
		.addUniqueConstraint("inbox_event", ["platform", "event"])
		.execute();
	// What waits has no end: in this index it stands in the order of its coming, and what has ended by age.
	await schema
		.createIndex("inbox_state")
		.on("inbox")
		.columns(["state", "ended_at", "id"])
		.execute();

	await idColumn(schema.createTable("outbox"))
		.addColumn("kind", "text", (col) => col.notNull())
		.addColumn("platform", "text", (col) => col.notNull())
		.addColumn("chat", "text", (col) => col.notNull())
		.addColumn("is_group", "integer", (col) => col.notNull())
		.addColumn("priority", "integer", (col) => col.notNull())
		.addColumn("due_at", "bigint", (col) => col.notNull())
		.addColumn("state", "text", (col) => col.notNull())
		.addColumn("tries", "integer", (col) => col.notNull())
		.addColumn("call", "text")
		.addColumn("answer", "bigint")
		.addColumn("once", "text", (col) => col.unique())
		.addColumn("outcome", "text")
		.addColumn("why", "text")
		.addColumn("heard_at", "bigint")
		.addColumn("added_at", "bigint", (col) => col.notNull())
		.addColumn("ended_at", "bigint")
		.execute();
	await schema
		.createIndex("outbox_state")
		.on("outbox")
		.columns(["state", "ended_at", "id"])
		.execute();

	await schema
		.createTable("conversations")
		.addColumn("platform", "text", (col) => col.notNull())
		.addColumn("chat", "text", (col) => col.notNull())
		.addColumn("topic", "text", (col) => col.notNull())
		.addColumn("person", "text", (col) => col.notNull())
		.addColumn("content", "text", (col) => col.notNull())
		.addColumn("last_at", "bigint", (col) => col.notNull())
		.addPrimaryKeyConstraint("conversations_key", [
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
		.createIndex("conversations_age")
		.on("conversations")
		.column("last_at")
		.execute();

	await schema
		.createTable("chats")
		.addColumn("platform", "text", (col) => col.notNull())
		.addColumn("chat", "text", (col) => col.notNull())
		.addColumn("title", "text", (col) => col.notNull())
		.addColumn("is_group", "integer", (col) => col.notNull())
		.addColumn("listens", "text", (col) => col.notNull())
		.addColumn("subscribed", "integer", (col) => col.notNull())
		.addColumn("active", "integer", (col) => col.notNull())
		.addColumn("joined_at", "bigint", (col) => col.notNull())
		.addColumn("left_at", "bigint")
		.addPrimaryKeyConstraint("chats_key", ["platform", "chat"])
		.execute();

	await idColumn(schema.createTable("answers"))
		.addColumn("platform", "text", (col) => col.notNull())
		.addColumn("chat", "text", (col) => col.notNull())
		.addColumn("topic", "text")
		.addColumn("content", "text", (col) => col.notNull())
		.addColumn("message_id", "text")
		.addColumn("added_at", "bigint", (col) => col.notNull())
		.execute();
	// A person may ask as often as they like to be forgotten.
	await schema
		.createIndex("answers_chat")
		.on("answers")
		.columns(["platform", "chat"])
		.execute();
	await schema
		.createIndex("answers_age")
		.on("answers")
		.column("added_at")
		.execute();

	await schema
		.createTable("votes")
		.addColumn("answer", "bigint", (col) => col.notNull())
		.addColumn("person", "text", (col) => col.notNull())
		.addColumn("useful", "integer", (col) => col.notNull())
		.addColumn("voted_at", "bigint", (col) => col.notNull())
		.addPrimaryKeyConstraint("votes_key", ["answer", "person"])
		.execute();
	await schema
		.createIndex("votes_person")
		.on("votes")
		.column("person")
		.execute();
	await schema
		.createIndex("votes_age")
		.on("votes")
		.column("voted_at")
		.execute();

	await idColumn(schema.createTable("comments"))
		.addColumn("platform", "text", (col) => col.notNull())
		.addColumn("person", "text", (col) => col.notNull())
		.addColumn("text", "text", (col) => col.notNull())
		.addColumn("added_at", "bigint", (col) => col.notNull())
		.execute();
	await schema
		.createIndex("comments_person")
		.on("comments")
		.column("person")
		.execute();

	await schema
		.createTable("unanswered")
		.addColumn("question", "text", (col) => col.primaryKey())
		.addColumn("times", "integer", (col) => col.notNull())
		.addColumn("last_at", "bigint", (col) => col.notNull())
		.execute();

	await idColumn(schema.createTable("audit"))
		.addColumn("platform", "text", (col) => col.notNull())
		.addColumn("actor", "text", (col) => col.notNull())
		.addColumn("action", "text", (col) => col.notNull())
		.addColumn("subject", "text", (col) => col.notNull())
		.addColumn("allowed", "integer", (col) => col.notNull())
		.addColumn("added_at", "bigint", (col) => col.notNull())
		.execute();

	await schema
		.createTable("counters")
		.addColumn("day", "integer", (col) => col.notNull())
		.addColumn("name", "text", (col) => col.notNull())
		.addColumn("times", "integer", (col) => col.notNull())
		.addPrimaryKeyConstraint("counters_key", ["day", "name"])
		.execute();
}
