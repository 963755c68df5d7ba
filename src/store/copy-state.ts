/** Copies the state out of a running bot's database, and back into it. */

import { access } from "node:fs/promises";
import Database from "libsql";
import { openDatabase } from "./open-store.ts";

/** What a state holds, for people to compare. */
export interface StateContents {
	chats: number;
	subscribed: number;
	comments: number;
	unanswered: number;
}

/**
 * Writes a consistent copy of the database to `target` while others use it.
 * @returns false where there is no database yet.
 */
export async function copyState(
	file: string,
	target: string,
): Promise<boolean> {
	try {
		await access(file);
	} catch {
		return false;
	}
	const database = new Database(file, { timeout: BUSY_MS });
	try {
		database.prepare("vacuum into ?").run(target);
	} finally {
		database.close();
	}
	return true;
}

/**
 * Brings a copy up to date and looks into it.
 * @throws StoreFileError when it is damaged, or written by a later version.
 */
export async function readCopy(copy: string): Promise<StateContents> {
	const { db } = await openDatabase(copy);
	await db.destroy();
	return contentsOf(copy);
}

/** What stands in a database that is up to date. */
export function contentsOf(file: string): StateContents {
	const database = new Database(file, { timeout: BUSY_MS });
	try {
		const count = (sql: string) =>
			Number((database.prepare(sql).get() as { n: number }).n);
		return {
			chats: count("select count(*) n from chats where active = 1"),
			subscribed: count(
				"select count(*) n from chats where active = 1 and subscribed = 1",
			),
			comments: count("select count(*) n from comments"),
			unanswered: count("select count(*) n from unanswered"),
		};
	} finally {
		database.close();
	}
}

/** Put back as they were. */
const REPLACED = [
	"meta",
	"conversations",
	"chats",
	"answers",
	"votes",
	"comments",
	"unanswered",
	"audit",
	"counters",
];

/**
 * Puts the state of a copy (see {@link readCopy}) into the database, in one transaction, while a bot uses it. A restore
 * never makes the bot say old things again: what waited when the copy was made is done with, what waits now goes on, and
 * what either remembers as handled or pushed stays so.
 */
export async function putStateBack(
	file: string,
	copy: string,
	now: number,
): Promise<void> {
	// Both have the same tables from here on.
	const { db } = await openDatabase(file);
	await db.destroy();
	const database = new Database(file, { timeout: BUSY_MS });
	try {
		database.prepare("attach database ? as copy").run(copy);
		database.exec("begin immediate");
		try {
			for (const table of REPLACED) {
				const columns = columnsOf(database, table);
				database.exec(`delete from main.${table}`);
				database.exec(
					`insert into main.${table} (${columns}) select ${columns} from copy.${table}`,
				);
			}
			database
				.prepare(
					`insert or ignore into main.inbox
						(platform, event, chat, payload, state, tries, received_at, ended_at)
					select platform, event, chat, null, 'done', tries, received_at, coalesce(ended_at, ?)
					from copy.inbox`,
				)
				.run(now);
			database
				.prepare(
					`insert or ignore into main.outbox
						(kind, platform, chat, is_group, priority, due_at, tries, call, answer, once, state, outcome, why, heard_at, added_at, ended_at)
					select kind, platform, chat, is_group, priority, due_at, tries, null, answer, once,
						'ended', coalesce(outcome, 'unknown'), why, heard_at, added_at, coalesce(ended_at, ?)
					from copy.outbox where once is not null`,
				)
				.run(now);
			database.exec("commit");
		} catch (error) {
			database.exec("rollback");
			throw error;
		}
	} finally {
		database.close();
	}
}

function columnsOf(
	database: InstanceType<typeof Database>,
	table: string,
): string {
	const rows = database.prepare(`pragma table_info(${table})`).all();
	return (rows as { name: string }[]).map(({ name }) => `"${name}"`).join(", ");
}

const BUSY_MS = 30_000;
