/** SQLite under kysely: which driver, and how it is set. */

import {
	CompiledQuery,
	type DatabaseConnection,
	Kysely,
	SqliteAdapter,
	SqliteDialect,
	type SqliteDialectConfig,
	SqliteDriver,
} from "kysely";
import Database from "libsql";
import type { Schema } from "./schema.ts";

/** A backup or a command beside the bot holds the file for moments only. */
const BUSY_MS = 10_000;

/**
 * Opens the file, or a database in memory for `:memory:`.
 * @throws the driver's error when the file cannot be opened or is no database.
 */
export function openSqlite(file: string): Kysely<Schema> {
	const database = new Database(file, { timeout: BUSY_MS });
	try {
		// Readers and the one writer do not wait for each other.
		database.pragma("journal_mode = WAL");
		// Each commit reaches the disk: a message that the platform was told is safe outlives a power cut, too.
		database.pragma("synchronous = FULL");
		database.pragma(`busy_timeout = ${BUSY_MS}`);
	} catch (error) {
		database.close();
		throw error;
	}
	return new Kysely<Schema>({
		dialect: new ImmediateDialect({ database: database as never }),
	});
}

/** Names and queries as everywhere; only transactions begin differently. */
class ImmediateDialect extends SqliteDialect {
	readonly #config: SqliteDialectConfig;

	constructor(config: SqliteDialectConfig) {
		super(config);
		this.#config = config;
	}

	override createDriver() {
		return new ImmediateDriver(this.#config);
	}

	override createAdapter() {
		return new SqliteAdapter();
	}
}

/**
 * A transaction that first reads and then writes would fail at once, without waiting, when another process has written
 * in between: so each takes the right to write at its beginning. https://sqlite.org/lang_transaction.html
 */
class ImmediateDriver extends SqliteDriver {
	override async beginTransaction(
		connection: DatabaseConnection,
	): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw("begin immediate"));
	}
}
