/** Every migration by its name, in the order in which they are applied. */

import type { Migration } from "kysely";
import { firstTables } from "./0001-first-tables.ts";
import { edits } from "./0002-edits.ts";
import { pushes } from "./0003-pushes.ts";
import { oneCopy } from "./0004-one-copy.ts";

export const MIGRATIONS: Readonly<Record<string, Migration>> = {
	"0001-first-tables": firstTables,
	"0002-edits": edits,
	"0003-pushes": pushes,
	"0004-one-copy": oneCopy,
};
