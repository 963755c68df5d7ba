/** Where the databases differ in how a table numbers its rows. PostgreSQL's way comes here when it is there. */

import type { CreateTableBuilder } from "kysely";

/**
 * Adds `id`. AUTOINCREMENT never gives the number of a deleted row again: a button under an old message must not open
 * another answer, and `queuedAfter` relies on rising numbers.
 */
export function idColumn<Table extends string, Columns extends string>(
	table: CreateTableBuilder<Table, Columns>,
): CreateTableBuilder<Table, Columns | "id"> {
	return table.addColumn("id", "integer", (col) =>
		col.primaryKey().autoIncrement(),
	);
}
