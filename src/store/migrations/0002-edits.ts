/** Which message an entry of the outbox changes, so that an older change never comes after a newer one. */

import type { Kysely, Migration } from "kysely";

export const edits: Migration = { up };

async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable("outbox").addColumn("edits", "text").execute();
	await db.schema
		.createIndex("outbox_edits")
		.on("outbox")
		.columns(["edits", "platform", "chat", "id"])
		.where("edits" as never, "is not", null)
		.execute();
}
