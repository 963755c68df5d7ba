/** Brings a database to the present tables, after making sure that it is one of ours and not newer. */

import { type Migration, Migrator } from "kysely";
import type Libsql from "libsql";
import { MIGRATIONS } from "./migrations/all.ts";
import type { Db } from "./schema.ts";
import { StoreFileError } from "./store-error.ts";

type Migrations = Readonly<Record<string, Migration>>;

/**
 * The migrations that the file has had; none for an empty file. Changes nothing.
 * @throws StoreFileError for another program's database, or one with migrations that this version does not know.
 */
export function inspect(
	raw: Libsql.Database,
	file: string,
	known: Migrations = MIGRATIONS,
): string[] {
	const tables = names(
		raw,
		"select name from sqlite_master where type = 'table'",
	);
	if (tables.length === 0) return [];
	if (!tables.includes("kysely_migration"))
		throw new StoreFileError("foreign", file);
	const applied = names(raw, "select name from kysely_migration order by name");
	const [first = ""] = Object.keys(known);
	if (applied.length > 0 && !applied.includes(first))
		throw new StoreFileError("foreign", file);
	if (applied.some((name) => !(name in known)))
		throw new StoreFileError("newer", file);
	return applied;
}

/** Two processes may do this at the same time: the second finds the work done. */
export async function migrate(
	db: Db,
	known: Migrations = MIGRATIONS,
): Promise<void> {
	const migrator = new Migrator({
		db,
		provider: { getMigrations: async () => ({ ...known }) },
	});
	const { error } = await migrator.migrateToLatest();
	if (error !== undefined) throw error;
}

function names(raw: Libsql.Database, query: string): string[] {
	return (raw.prepare(query).all() as { name: string }[]).map(
		({ name }) => name,
	);
}
