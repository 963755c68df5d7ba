/** Opens the store in an SQLite file, or in memory, and puts its tables together. */

import type Libsql from "libsql";
import { answerTable, pruneAnswers } from "./answer-table.ts";
import { auditTable, pruneAudit } from "./audit-table.ts";
import { chatTable, pruneChats } from "./chat-table.ts";
import { conversationTable, pruneConversations } from "./conversation-table.ts";
import { counterTable, pruneCounters } from "./counter-table.ts";
import { feedbackTable, pruneFeedback } from "./feedback-table.ts";
import { inboxTable, pruneInbox } from "./inbox-table.ts";
import { inspect, migrate } from "./migrate.ts";
import { outboxTable, pruneOutbox } from "./outbox-table.ts";
import { createPersonKey, ensureSalt, SALT_KEY } from "./person-key.ts";
import { prunePushes, pushTable } from "./push-table.ts";
import type { Db } from "./schema.ts";
import { connect, emptyLog, fileError, overKysely, prepare } from "./sqlite.ts";
import type { Retention, Store, Tables } from "./store.ts";
import { pruneUnanswered, unansweredTable } from "./unanswered-table.ts";

/** The database's name in the data folder. */
export const STATE_FILE = "state.db";

/** Feishu delivers an event again for up to 7.1 hours. */
const MIN_INBOX_HOURS = 8;

/**
 * @param file `:memory:` for a store that ends with the process.
 * @throws StoreFileError when the file is damaged, not ours, newer or cannot be written; it is left as it is.
 */
export async function openStore(
	file: string,
	{ retention }: { retention: Retention },
): Promise<Store> {
	checkRetention(retention);
	const { raw, db } = await openDatabase(file);
	const salt = raw.prepare(
		`select value from meta where key = '${SALT_KEY}'`,
	) as { get(): unknown };
	let closed: Promise<void> | undefined;
	return {
		...tablesOf(db),
		transaction: (work) => db.transaction().execute((tx) => work(tablesOf(tx))),
		personKey: createPersonKey(() => (salt.get() as { value: string }).value),
		depths: () => depths(db),
		async prune(now) {
			// One transaction each: the bot's own writes come in between.
			for (const forget of PRUNERS)
				await db.transaction().execute((tx) => forget(tx, now, retention));
			emptyLog(raw);
		},
		close() {
			closed ??= close(db, raw);
			return closed;
		},
	};
}

/** A database of ours with the present tables. */
export async function openDatabase(
	file: string,
): Promise<{ raw: Libsql.Database; db: Db }> {
	const raw = await connect(file);
	try {
		inspect(raw, file);
		await prepare(raw);
		const db = overKysely(raw);
		await migrate(db);
		await ensureSalt(db);
		return { raw, db };
	} catch (error) {
		raw.close();
		throw fileError(file, error);
	}
}

const PRUNERS = [
	pruneInbox,
	pruneOutbox,
	pruneConversations,
	pruneChats,
	pruneAnswers,
	pruneFeedback,
	pruneUnanswered,
	pruneAudit,
	pruneCounters,
	prunePushes,
];

function tablesOf(db: Db): Tables {
	return {
		inbox: inboxTable(db),
		outbox: outboxTable(db),
		conversations: conversationTable(db),
		chats: chatTable(db),
		answers: answerTable(db),
		feedback: feedbackTable(db),
		unanswered: unansweredTable(db),
		audit: auditTable(db),
		counters: counterTable(db),
		pushes: pushTable(db),
	};
}

async function depths(db: Db) {
	const inbox = db
		.selectFrom("inbox")
		.select(({ fn }) => fn.countAll().as("count"));
	const [waiting, parked, unsent] = await Promise.all([
		inbox.where("state", "=", "waiting").executeTakeFirstOrThrow(),
		inbox.where("state", "=", "parked").executeTakeFirstOrThrow(),
		db
			.selectFrom("outbox")
			.select(({ fn }) => fn.countAll().as("count"))
			.where("state", "in", ["queued", "sending"])
			.executeTakeFirstOrThrow(),
	]);
	return {
		inbox: Number(waiting.count),
		outbox: Number(unsent.count),
		parked: Number(parked.count),
	};
}

/** What is under way is finished first. */
async function close(db: Db, raw: Libsql.Database): Promise<void> {
	await db.connection().execute(async () => emptyLog(raw));
	await db.destroy();
}

function checkRetention(retention: Retention): void {
	for (const [name, value] of Object.entries(retention))
		if (!(Number.isFinite(value) && value > 0))
			throw new Error(`${name} 要是大于 0 的数,不能是 ${value}`);
	if (retention.inboxHours < MIN_INBOX_HOURS)
		throw new Error(
			`inboxHours 至少要 ${MIN_INBOX_HOURS},现在是 ${retention.inboxHours}:平台会把同一条消息重发好几个小时,忘得太早就会回答两遍`,
		);
}
