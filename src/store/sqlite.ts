/** SQLite under kysely: opens the file with care, sets its pragmas, begins transactions so that several processes can write. */

import { chmod, mkdir, open } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
	type CompiledQuery,
	type DatabaseConnection,
	Kysely,
	SqliteAdapter,
	type SqliteDatabase,
	SqliteDialect,
	SqliteDriver,
	type SqliteStatement,
} from "kysely";
import Libsql from "libsql";
import type { Database, Db } from "./schema.ts";
import { StoreFileError } from "./store-error.ts";

const IN_MEMORY = ":memory:";

/** How long a write waits for another process: a restore is the longest and takes well under a second. */
const BUSY_MS = 5000;

/** SQLite waits by blocking the whole process, so it may wait only this long; then other work has its turn. */
const BLOCKING_MS = 10;
const RETRY_MS = 10;

/**
 * Opens a connection, creating the file (0600) and its folder (0700) where there is none. Changes nothing in a file.
 * @throws StoreFileError when the file is damaged or no database.
 */
export async function connect(file: string): Promise<Libsql.Database> {
	let raw: Libsql.Database | undefined;
	try {
		if (file !== IN_MEMORY) await createPrivately(file);
		raw = new Libsql(file, { timeout: BUSY_MS });
		const [check] = raw.prepare("pragma quick_check(1)").all() as {
			quick_check: string;
		}[];
		if (check?.quick_check !== "ok")
			throw new StoreFileError("damaged", file, { cause: check?.quick_check });
		return raw;
	} catch (cause) {
		raw?.close();
		throw fileError(file, cause);
	}
}

/**
 * Prepares the connection for work. Call it only once the file is known to be ours.
 *
 * `synchronous = FULL` costs less than a millisecond a transaction more than NORMAL on a plain disk. NORMAL survives a killed process too,
 * but a power cut may take the last transactions: a message that the platform was told is safe would be lost.
 */
export async function prepare(raw: Libsql.Database): Promise<void> {
	await switchToWal(raw);
	raw.exec("pragma synchronous = FULL");
	raw.exec("pragma foreign_keys = ON");
	// What members wrote is gone from the file once it is erased, instead of lying in its free pages.
	raw.exec("pragma secure_delete = ON");
}

export function overKysely(raw: Libsql.Database): Db {
	raw.exec(`pragma busy_timeout = ${BLOCKING_MS}`);
	return new Kysely<Database>({ dialect: new SharedFileDialect(raw) });
}

/** Takes the log of changes into the file and empties it: what was erased stands there still. */
export function emptyLog(raw: Libsql.Database): void {
	raw.exec("pragma wal_checkpoint(TRUNCATE)");
}

/** Whether this error says that another process holds the file. */
function isBusy(error: unknown): boolean {
	return codeOf(error)?.startsWith("SQLITE_BUSY") ?? false;
}

/**
 * Never opens a file that is there: closing it again would take away the locks of every connection that this process has
 * to it, and the next process to leave would delete their log under them. https://www.sqlite.org/howtocorrupt.html
 */
async function createPrivately(file: string): Promise<void> {
	await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
	try {
		await (await open(file, "wx", 0o600)).close();
	} catch (error) {
		if (codeOf(error) !== "EEXIST") throw error;
		// A file system without modes (a mounted Windows drive) refuses, and has nothing to protect it by.
		await chmod(file, 0o600).catch(() => {});
	}
}

/** SQLite does not wait for others when the journal's mode changes; two processes at a first start would collide. */
async function switchToWal(raw: Libsql.Database): Promise<void> {
	await patiently(async () => raw.exec("pragma journal_mode = WAL"));
}

async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
	const until = performance.now() + BUSY_MS;
	for (;;) {
		try {
			return await attempt();
		} catch (error) {
			if (!isBusy(error) || performance.now() > until) throw error;
			await sleep(RETRY_MS);
		}
	}
}

/** What the file system or SQLite says of the file, in words for staff; any other error as it is. */
export function fileError(file: string, cause: unknown): unknown {
	const code = codeOf(cause);
	if (code === undefined) return cause;
	if (code === "SQLITE_NOTADB")
		return new StoreFileError("foreign", file, { cause });
	if (code.startsWith("SQLITE_CORRUPT"))
		return new StoreFileError("damaged", file, { cause });
	// Empty where libsql cannot open a file. ERR_…: node's own, for our mistakes.
	if (/^(SQLITE_|E(?!RR_)|$)/.test(code))
		return new StoreFileError("unusable", file, { cause });
	return cause;
}

function codeOf(error: unknown): string | undefined {
	const { code } = error as { code?: unknown };
	return typeof code === "string" ? code : undefined;
}

/** kysely's own dialect, made for a file that other processes write to as well. */
class SharedFileDialect extends SqliteDialect {
	readonly #raw: Libsql.Database;

	constructor(raw: Libsql.Database) {
		super({ database: raw });
		this.#raw = raw;
	}

	override createDriver(): SharedFileDriver {
		return new SharedFileDriver(this.#raw);
	}

	override createAdapter(): TransactionalDdlAdapter {
		return new TransactionalDdlAdapter();
	}
}

class SharedFileDriver extends SqliteDriver {
	readonly #raw: Libsql.Database;

	constructor(raw: Libsql.Database) {
		super({ database: preparingOnce(raw) });
		this.#raw = raw;
	}

	/** A statement of its own that writes becomes a transaction, for the reasons given there. */
	override async acquireConnection(): Promise<DatabaseConnection> {
		const connection = await super.acquireConnection();
		return {
			executeQuery: async <R>(query: CompiledQuery) => {
				if (this.#raw.inTransaction || !writes(query))
					return patiently(() => connection.executeQuery<R>(query));
				await this.beginTransaction();
				try {
					const result = await connection.executeQuery<R>(query);
					await this.commitTransaction();
					return result;
				} catch (error) {
					await this.rollbackTransaction();
					throw error;
				}
			},
			streamQuery: (query, size) => connection.streamQuery(query, size),
		};
	}

	/**
	 * A transaction that reads before it writes fails at once, whatever the timeout, when another process wrote in between:
	 * https://www.sqlite.org/lang_transaction.html. So each asks for the right to write when it begins. `exec`, because a
	 * prepared statement of libsql that found the file busy stays open, and then nothing can be committed.
	 */
	override async beginTransaction(): Promise<void> {
		await patiently(async () => this.#raw.exec("begin immediate"));
	}

	override async commitTransaction(): Promise<void> {
		this.#raw.exec("commit");
	}

	/** After a full disk SQLite has rolled back by itself; a second time would hide why. */
	override async rollbackTransaction(): Promise<void> {
		if (this.#raw.inTransaction) this.#raw.exec("rollback");
	}
}

/** The bot has about fifty queries; one with a list in it has a text for each length. */
const MAX_STATEMENTS = 200;

/**
 * kysely prepares a statement anew for each query. What libsql holds for it lies outside of JavaScript's heap, whose
 * collector therefore sees no reason to free it: after 100,000 messages it was two gigabytes. So each is kept and used again.
 */
function preparingOnce(raw: Libsql.Database): SqliteDatabase {
	const statements = new Map<string, SqliteStatement>();
	return {
		prepare(sql) {
			const kept = statements.get(sql);
			if (kept) return kept;
			if (statements.size >= MAX_STATEMENTS) statements.clear();
			const statement = raw.prepare(sql) as SqliteStatement;
			const whole = <R>(work: () => R): R => {
				try {
					return work();
				} catch (error) {
					// One that failed half-way may still be open.
					statements.delete(sql);
					throw error;
				}
			};
			const safe: SqliteStatement = {
				reader: statement.reader,
				all: (values) => whole(() => statement.all(values)),
				run: (values) => whole(() => statement.run(values)),
				iterate: (values) => statement.iterate(values),
			};
			statements.set(sql, safe);
			return safe;
		},
		close: () => raw.close(),
	};
}

/** kysely's raw queries are pragmas and other questions about the tables. */
function writes({ query }: CompiledQuery): boolean {
	return query.kind !== "SelectQueryNode" && query.kind !== "RawNode";
}

/** SQLite can undo changes of tables; kysely supposes that it cannot and would leave half a migration behind. */
class TransactionalDdlAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl() {
		return true;
	}
}
