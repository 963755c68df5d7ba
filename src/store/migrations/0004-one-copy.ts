/** A push has one copy in a chat, whatever becomes of it; which articles the copy shows. */

import { type Kysely, type Migration, sql } from "kysely";

export const oneCopy: Migration = { up };

async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		delete from outbox where push is not null and id not in (
			select min(id) from outbox where push is not null group by push, platform, chat
		)`.execute(db);
	await db.schema.alterTable("outbox").addColumn("articles", "text").execute();
	await db.schema
		.createIndex("outbox_copy")
		.unique()
		.on("outbox")
		.columns(["platform", "chat", "push"])
		.where("push" as never, "is not", null)
		.execute();
}
