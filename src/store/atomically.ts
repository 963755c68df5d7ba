/** Several statements as one, within the caller's transaction or in one of their own. */

import type { Db } from "./schema.ts";

export function atomically<T>(
	db: Db,
	work: (db: Db) => Promise<T>,
): Promise<T> {
	return db.isTransaction ? work(db) : db.transaction().execute(work);
}
