/** New tables in an old file: all of a step or nothing of it. */

import { readFile } from "node:fs/promises";
import type { Kysely } from "kysely";
import { expect, test } from "vitest";
import { inspect, migrate } from "../../src/store/migrate.ts";
import { MIGRATIONS } from "../../src/store/migrations/all.ts";
import { openDatabase } from "../../src/store/open-store.ts";
import { fileStore, message, NOON, storeAt } from "../support/store-samples.ts";

const FIRST = Object.keys(MIGRATIONS);

/** Makes a table, and then fails or not. */
function step(fails: boolean) {
	return async (db: Kysely<unknown>) => {
		await db.schema.createTable("polls").addColumn("id", "integer").execute();
		if (fails) throw new Error("the disk is full");
	};
}

const next = (fails: boolean) => ({
	...MIGRATIONS,
	"9000-polls": { up: step(fails) },
});

test("a step that fails in the middle leaves nothing behind, and is taken again by the next start", async () => {
	const { store, file } = await fileStore();
	await store.inbox.record(message("a"), NOON);
	await store.close();
	const { raw, db } = await openDatabase(file);
	await expect(migrate(db, next(true))).rejects.toThrow("the disk is full");
	expect(inspect(raw, file)).toEqual(FIRST);
	await migrate(db, next(false));
	expect(inspect(raw, file, next(false))).toEqual([...FIRST, "9000-polls"]);
	await db.destroy();
	await expect(storeAt(file)).rejects.toThrow("是更新版本的机器人写的");
});

test("a file that is up to date is the same after another start, byte for byte", async () => {
	const { store, file } = await fileStore();
	await store.inbox.record(message("a"), NOON);
	await store.close();
	const before = await readFile(file);
	await (await storeAt(file)).close();
	expect(await readFile(file)).toEqual(before);
});
