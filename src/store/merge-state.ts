/** Puts a backup's state in the place of the live one, but for what would make the bot speak twice or fall silent. */

import type Libsql from "libsql";
import { openDatabase } from "./open-store.ts";

/**
 * In one transaction of the live database. What is in flight there stays: messages that wait, answers to be sent,
 * conversations. Of the backup's only the memory is taken over that they were: it is never answered or sent again.
 * @param restored A database with the present tables.
 */
export async function mergeState(
	live: string,
	restored: string,
	now: number,
): Promise<void> {
	const { raw, db } = await openDatabase(live);
	try {
		raw.exec("pragma busy_timeout = 5000");
		raw.prepare("attach database ? as backup").run(restored);
		raw.exec("begin immediate");
		try {
			for (const table of REPLACED) replace(raw, table);
			raw.exec(MISSING_ANSWERS);
			raw.exec(MISSING_AUDIT);
			raw.exec(MISSING_PUSHES);
			raw.exec(handledMessages(now));
			raw.exec(endedCalls(now));
			raw.exec("commit");
		} finally {
			if (raw.inTransaction) raw.exec("rollback");
		}
	} finally {
		await db.destroy();
	}
}

const REPLACED = [
	"meta",
	"chats",
	"votes",
	"comments",
	"unanswered",
	"counters",
] as const;

function replace(raw: Libsql.Database, table: string): void {
	raw.exec(`delete from main.${table}`);
	// By name: a migrated table may have its columns in another order.
	const names = raw
		.prepare(`select name from pragma_table_info('${table}')`)
		.all() as { name: string }[];
	const columns = names.map(({ name }) => `"${name}"`).join(", ");
	raw.exec(
		`insert into main.${table} (${columns}) select ${columns} from backup.${table}`,
	);
}

/** Buttons of both stand in the chats; where both gave the same number, the live one's are the newer. */
const MISSING_ANSWERS = `
	insert into main.answers (id, platform, chat, topic, content, message_id, added_at)
	select id, platform, chat, topic, content, message_id, added_at from backup.answers
	where id not in (select id from main.answers)`;

/** What was done stays written down, the restored time's and the present's. */
const MISSING_AUDIT = `
	insert into main.audit (platform, actor, action, subject, allowed, added_at)
	select platform, actor, action, subject, allowed, added_at from backup.audit as theirs
	where not exists (
		select 1 from main.audit as ours
		where ours.id = theirs.id and ours.added_at = theirs.added_at
	) order by id`;

/** What was pushed stays known; what was under way when the backup was made is not begun again. */
const MISSING_PUSHES = `
	insert into main.pushes (id, kind, issue, hash, content, state, approvals, report, due_at, added_at, started_at, ended_at)
	select id, kind, issue, hash, content,
		case when state in ('done', 'withdrawn', 'preview') then state
			when state in ('running', 'retrying') then 'done' else 'cancelled' end,
		approvals, report, due_at, added_at, started_at, ended_at
	from backup.pushes where id not in (select id from main.pushes)`;

function handledMessages(now: number): string {
	return `
	insert into main.inbox (platform, event, chat, state, payload, tries, received_at, ended_at)
	select platform, event, chat, 'done', null, tries, received_at, coalesce(ended_at, ${now})
	from backup.inbox where true
	on conflict (platform, event) do nothing`;
}

/** A copy of a push whose number has become another one's is nobody's copy. */
function endedCalls(now: number): string {
	return `
	insert into main.outbox (kind, platform, chat, is_group, priority, due_at, state, tries, call, answer,
		once, outcome, why, push, message_id, articles, added_at, ended_at)
	select kind, platform, chat, is_group, priority, due_at, 'ended', tries, null, answer,
		once, coalesce(outcome, 'unknown'), why,
		(select ours.id from main.pushes as ours join backup.pushes as same using (id, added_at) where ours.id = theirs.push),
		message_id, articles, added_at, coalesce(ended_at, ${now})
	from backup.outbox as theirs
	where not exists (
		select 1 from main.outbox as ours
		where ours.id = theirs.id and ours.added_at = theirs.added_at
	)
	on conflict do nothing`;
}
