/** A later version's migrations over a file that is in use. */

import path from "node:path";
import type { Migration } from "kysely";
import { expect, test } from "vitest";
import { migrate } from "../../src/store/migrate.ts";
import { MIGRATIONS } from "../../src/store/migrations/all.ts";
import { openDatabase } from "../../src/store/open-store.ts";
import { message, NOON, storeAt } from "../support/store-samples.ts";
import { tempFolder } from "../support/temp-folder.ts";

const addShade: Migration = {
	async up(db) {
		await db.schema.alterTable("inbox").addColumn("shade", "text").execute();
	},
};

const fails: Migration = {
	async up(db) {
		await addShade.up(db);
		throw new Error("full disk");
	},
};

test("a migration keeps what was there, and is applied once", async () => {
	const { file, columns } = await inUse();
	const { raw, db } = await openDatabase(file);
	const later = { ...MIGRATIONS, "0009-shade": addShade };
	await migrate(db, later);
	await migrate(db, later);
	expect(columns(raw)).toContain("shade");
	expect(raw.prepare("select event from inbox").all()).toEqual([
		{ event: "a" },
	]);
	await db.destroy();
});

test("a migration that fails half-way leaves the tables as they were", async () => {
	const { file, columns } = await inUse();
	const { raw, db } = await openDatabase(file);
	const broken = { ...MIGRATIONS, "0009-shade": fails };
	await expect(migrate(db, broken)).rejects.toThrow("full disk");
	expect(columns(raw)).not.toContain("shade");
	await db.destroy();
	const store = await storeAt(file);
	expect(await store.inbox.waiting()).toHaveLength(1);
});

async function inUse() {
	const file = path.join(await tempFolder(), "state.db");
	const store = await storeAt(file);
	await store.inbox.record(message("a"), NOON);
	await store.close();
	type Raw = Awaited<ReturnType<typeof openDatabase>>["raw"];
	const columns = (raw: Raw) =>
		(raw.prepare("pragma table_info(inbox)").all() as { name: string }[]).map(
			({ name }) => name,
		);
	return { file, columns };
}
