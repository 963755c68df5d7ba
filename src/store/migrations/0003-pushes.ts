/** Pushes of an issue's summary, what became of each copy, and what a chat wants of them. */

import type { Kysely, Migration } from "kysely";
import { idColumn } from "../id-column.ts";

export const pushes: Migration = { up };

async function up(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await idColumn(schema.createTable("pushes"))
		.addColumn("kind", "text", (col) => col.notNull())
		.addColumn("issue", "text", (col) => col.notNull())
		.addColumn("hash", "text", (col) => col.notNull())
		.addColumn("content", "text", (col) => col.notNull())
		.addColumn("state", "text", (col) => col.notNull())
		.addColumn("approvals", "text", (col) => col.notNull())
		.addColumn("report", "text")
		.addColumn("due_at", "bigint", (col) => col.notNull())
		.addColumn("added_at", "bigint", (col) => col.notNull())
		.addColumn("started_at", "bigint")
		.addColumn("ended_at", "bigint")
		.execute();
	await schema
		.createIndex("pushes_issue")
		.on("pushes")
		.columns(["issue", "kind", "id"])
		.execute();
	await schema
		.createIndex("pushes_state")
		.on("pushes")
		.columns(["state", "id"])
		.execute();

	for (const [name, type] of [
		["push", "bigint"],
		["message_id", "text"],
		["tried_at", "bigint"],
	] as const)
		await schema.alterTable("outbox").addColumn(name, type).execute();
	await schema
		.createIndex("outbox_push")
		.on("outbox")
		.columns(["push", "platform", "outcome", "id"])
		.where("push" as never, "is not", null)
		.execute();

	await schema
		.alterTable("chats")
		.addColumn("wants", "text", (col) =>
			col.notNull().defaultTo('{"places":[],"kinds":[]}'),
		)
		.execute();
	await schema.alterTable("chats").addColumn("quiet", "text").execute();
}
