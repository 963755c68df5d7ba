/** The outbox and the chats of the store port in a real SQLite file, until `openStore` takes this file's place. */

import Database from "libsql";
import type {
	Chat,
	Chats,
	Outbox,
	OutboxEntry,
	Store,
} from "../../src/store/store.ts";

/** Whoever needs another table of the store finds it missing here. */
export async function openTestStore(file = ":memory:"): Promise<Store> {
	const db = new Database(file, {});
	db.exec(`
		CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT, kind TEXT, platform TEXT,
			chat TEXT, dueAt INTEGER, tries INTEGER, once TEXT UNIQUE, entry TEXT);
		CREATE INDEX IF NOT EXISTS outbox_state ON outbox (state);
		CREATE TABLE IF NOT EXISTS chats (chat TEXT PRIMARY KEY, entry TEXT);
	`);
	const run = (sql: string, ...values: unknown[]) =>
		db.prepare(sql).run(...values);
	const rows = (sql: string, ...values: unknown[]): Row[] =>
		db.prepare(sql).all(...values) as Row[];

	const outbox: Outbox = {
		async add({ once, ...entry }) {
			const { changes, lastInsertRowid } = run(
				`INSERT OR IGNORE INTO outbox (state, kind, platform, chat, dueAt, tries, once, entry)
				VALUES ('queued', ?, ?, ?, ?, 0, ?, ?)`,
				entry.kind,
				entry.platform,
				entry.chat,
				entry.dueAt,
				once,
				JSON.stringify(entry),
			);
			return changes
				? { ...entry, id: Number(lastInsertRowid), tries: 0 }
				: null;
		},
		async recover() {
			run(
				"UPDATE outbox SET state = IIF(kind = 'answer', 'queued', 'unknown') WHERE state = 'sending'",
			);
			return rows("SELECT * FROM outbox WHERE state = 'queued'")
				.map(entryOf)
				.sort((a, b) => a.priority - b.priority || a.id - b.id);
		},
		async queuedAfter(id) {
			return rows(
				"SELECT * FROM outbox WHERE state = 'queued' AND id > ? ORDER BY id",
				id,
			).map(entryOf);
		},
		async sending(id) {
			return (
				run(
					"UPDATE outbox SET state = 'sending' WHERE id = ? AND state = 'queued'",
					id,
				).changes > 0
			);
		},
		async again(id, dueAt) {
			run(
				"UPDATE outbox SET state = 'queued', dueAt = ?, tries = tries + 1 WHERE id = ?",
				dueAt,
				id,
			);
		},
		async end(id, { end }) {
			run("UPDATE outbox SET state = ? WHERE id = ?", end, id);
		},
		async drop(platform, chat) {
			return rows(
				"UPDATE outbox SET state = 'gone' WHERE state = 'queued' AND platform = ? AND chat = ? RETURNING id",
				platform,
				chat,
			).map(({ id }) => id);
		},
	};

	function put(chat: Chat): void {
		run(
			"INSERT OR REPLACE INTO chats (chat, entry) VALUES (?, ?)",
			chat.chat,
			JSON.stringify(chat),
		);
	}

	function find(chat: string): Chat | null {
		const [row] = rows("SELECT * FROM chats WHERE chat = ?", chat);
		return row ? JSON.parse(row.entry) : null;
	}

	const chats: Pick<
		Chats,
		"find" | "join" | "leave" | "move" | "change" | "subscribed"
	> = {
		find: async (_, chat) => find(chat),
		async join(given) {
			const chat: Chat = {
				...given,
				active: true,
				subscribed: false,
				listens: "addressed",
			};
			put(chat);
			return chat;
		},
		async leave(_, id) {
			const chat = find(id);
			if (chat) put({ ...chat, active: false, subscribed: false });
		},
		async move(_, from, to) {
			const chat = find(from);
			run("UPDATE outbox SET chat = ? WHERE chat = ?", to, from);
			run("DELETE FROM chats WHERE chat = ?", from);
			if (chat) put({ ...chat, chat: to });
		},
		async change(_, id, settings) {
			const chat = find(id);
			if (chat) put({ ...chat, ...settings });
		},
		subscribed: async () =>
			rows("SELECT * FROM chats")
				.map((row): Chat => JSON.parse(row.entry))
				.filter(({ subscribed }) => subscribed),
	};

	const store = {
		outbox,
		chats,
		async transaction<T>(work: (tables: Store) => Promise<T>): Promise<T> {
			db.exec("SAVEPOINT work");
			try {
				const result = await work(store as unknown as Store);
				db.exec("RELEASE work");
				return result;
			} catch (error) {
				db.exec("ROLLBACK TO work; RELEASE work");
				throw error;
			}
		},
		depths: async () => ({
			inbox: 0,
			outbox: rows("SELECT * FROM outbox WHERE state IN ('queued', 'sending')")
				.length,
			parked: 0,
		}),
		close: async () => void db.close(),
	};
	return store as unknown as Store;
}

interface Row {
	id: number;
	chat: string;
	dueAt: number;
	tries: number;
	entry: string;
}

function entryOf({ id, chat, dueAt, tries, entry }: Row): OutboxEntry {
	return { ...JSON.parse(entry), id, chat, dueAt, tries };
}
