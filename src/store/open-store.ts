/** Opens the store on a SQLite file: brings its tables up to date, and puts them behind the port. */

import { createHmac, randomBytes } from "node:crypto";
import { chmod, mkdir } from "node:fs/promises";
import path from "node:path";
import { type Kysely, Migrator, sql } from "kysely";
import { answersTable } from "./answers-table.ts";
import { chatsTable } from "./chats-table.ts";
import { conversationsTable } from "./conversations-table.ts";
import { feedbackTable } from "./feedback-table.ts";
import { inboxTable } from "./inbox-table.ts";
import { up as start } from "./migrations/0001-start.ts";
import { outboxTable } from "./outbox-table.ts";
import { prune } from "./prune.ts";
import type { Schema } from "./schema.ts";
import { openSqlite } from "./sqlite.ts";
import { auditTable, countersTable, unansweredTable } from "./staff-tables.ts";
import type { PersonKey, Retention, Store, Tables } from "./store.ts";

const MIGRATIONS = { "0001-start": { up: start } };

/** The state cannot be read. The message names the file and what to do. */
export class StoreError extends Error {
	override readonly name = "StoreError";
}

/**
 * @param file `:memory:` for a store that is gone with the process.
 * @throws StoreError when the file is damaged, no database, or written by a later version. It is left as it is.
 */
export async function openStore(
	file: string,
	{ retention }: { retention: Retention },
): Promise<Store> {
	if (file !== ":memory:") await ownFolder(path.dirname(file));
	let db: Kysely<Schema>;
	try {
		db = openSqlite(file);
	} catch (cause) {
		throw unreadable(file, cause);
	}
	try {
		await migrate(db, file);
		if (file !== ":memory:") await chmod(file, 0o600);
		const tables = tablesOver(db);
		let closing: Promise<void> | null = null;
		return {
			...tables,
			personKey: await openPersonKey(db),
			transaction: (work) =>
				db
					.transaction()
					.execute((transaction) => work(tablesOver(transaction))),
			depths: () => depths(db),
			prune: (now) => prune(db, retention, now),
			close() {
				closing ??= db.destroy();
				return closing;
			},
		};
	} catch (error) {
		await db.destroy();
		throw error instanceof StoreError ? error : unreadable(file, error);
	}
}

function tablesOver(db: Kysely<Schema>): Tables {
	return {
		inbox: inboxTable(db),
		outbox: outboxTable(db),
		conversations: conversationsTable(db),
		chats: chatsTable(db),
		answers: answersTable(db),
		feedback: feedbackTable(db),
		unanswered: unansweredTable(db),
		audit: auditTable(db),
		counters: countersTable(db),
	};
}

/** Members' words are nobody else's business on this machine. */
async function ownFolder(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** @throws StoreError when a later version has been here. */
export async function migrate(db: Kysely<Schema>, file: string): Promise<void> {
	const migrator = new Migrator({
		db,
		provider: { getMigrations: async () => MIGRATIONS },
	});
	const done = (await migrator.getMigrations()).filter(
		({ executedAt }) => executedAt,
	);
	const newer = await newerMigrations(db, done.length);
	if (newer > 0)
		throw new StoreError(
			`${file} 是更新版本的机器人写的,这个版本读不了:请换成新版本,或者从备份恢复`,
		);
	const { error } = await migrator.migrateToLatest();
	if (error) throw unreadable(file, error);
}

/** How many steps the file has taken that this version does not know. */
async function newerMigrations(
	db: Kysely<Schema>,
	known: number,
): Promise<number> {
	const { rows } = await sql<{ name: string }>`
		select name from sqlite_master where name = 'kysely_migration'`.execute(db);
	if (rows.length === 0) return 0;
	const { rows: taken } = await sql<{ count: number }>`
		select count(*) as count from kysely_migration`.execute(db);
	return Number(taken[0]?.count ?? 0) - known;
}

function unreadable(file: string, cause: unknown): StoreError {
	const why = cause instanceof Error ? cause.message : String(cause);
	return new StoreError(
		`读不了机器人的数据 ${file}(${why}):请检查磁盘和权限;文件坏了,就先把它移走,再用 restore 从备份恢复`,
		{ cause },
	);
}

const SALT = "person_salt";
/** So many characters of the hash tell all people of a platform apart, and say nothing else. */
const KEY_CHARS = 22;

/** The salt is drawn once for each database, so that the keys of two unions do not match. */
async function openPersonKey(db: Kysely<Schema>): Promise<PersonKey> {
	await db
		.insertInto("meta")
		.values({ key: SALT, value: randomBytes(32).toString("base64url") })
		.onConflict((conflict) => conflict.column("key").doNothing())
		.execute();
	const { value: salt } = await db
		.selectFrom("meta")
		.select("value")
		.where("key", "=", SALT)
		.executeTakeFirstOrThrow();
	return (platform, id) =>
		createHmac("sha256", salt)
			.update(JSON.stringify([platform, id]))
			.digest("base64url")
			.slice(0, KEY_CHARS);
}

async function depths(db: Kysely<Schema>) {
	const count = async (
		table: "inbox" | "outbox",
		states: readonly string[],
	): Promise<number> => {
		const { rows } = await sql<{ count: number }>`
			select count(*) as count from ${sql.table(table)}
			where state in (${sql.join(states)})`.execute(db);
		return Number(rows[0]?.count ?? 0);
	};
	return {
		inbox: await count("inbox", ["waiting"]),
		outbox: await count("outbox", ["queued", "sending"]),
		parked: await count("inbox", ["parked"]),
	};
}
