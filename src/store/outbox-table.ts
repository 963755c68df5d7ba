/** The outbox: what is to be said, until it was; then how it ended, without its words. */

import type { NotNull } from "kysely";
import { z } from "zod";
import type { Call } from "../chat/adapter.ts";
import { atomically } from "./atomically.ts";
import { bit, type Database, type Db } from "./schema.ts";
import type {
	NewOutboxEntry,
	Outbox,
	OutboxEntry,
	Retention,
} from "./store.ts";
import { DAY_MS, HOUR_MS } from "./time.ts";

export function outboxTable(db: Db): Outbox {
	return {
		add(entry, now) {
			return atomically(db, async (tx) => {
				const { once: _, articles: __, ...added } = entry;
				const id = await insert(tx, entry, now);
				if (id === null) return null;
				const dropped = await supersede(tx, entry, now);
				const priority = Math.min(entry.priority, ...dropped);
				if (priority !== entry.priority)
					await tx
						.updateTable("outbox")
						.set({ priority })
						.where("id", "=", id)
						.execute();
				return { ...added, id, priority, tries: 0 };
			});
		},
		recover(now, repeatableMs = {}) {
			return atomically(db, async (tx) => {
				const sending = () =>
					tx.updateTable("outbox").where("state", "=", "sending");
				// A message that is changed twice says the same.
				await sending()
					.where((eb) =>
						eb.or([eb("kind", "=", "answer"), eb("edits", "is not", null)]),
					)
					.set({ state: "queued" })
					.execute();
				for (const [platform, ms] of Object.entries(repeatableMs))
					await sending()
						.where("kind", "=", "push")
						.where("platform", "=", platform)
						.where("tried_at", ">", now - ms)
						.set({ state: "queued" })
						.execute();
				await sending()
					.where("kind", "=", "push")
					.set({
						state: "ended",
						outcome: "unknown",
						why: "the process ended while it was being sent",
						call: null,
						ended_at: now,
					})
					.execute();
				await supersedeAll(tx, now);
				const rows = await queued(tx)
					.orderBy("priority")
					.orderBy("id")
					.execute();
				// Written by another version, or by hand: it can never be sent, and must not keep the rest from being sent.
				for (const { id, call } of rows)
					if (parse(call) === null)
						await tx
							.updateTable("outbox")
							.set({
								state: "ended",
								outcome: "given_up",
								why: "the call cannot be read",
								call: null,
								ended_at: now,
							})
							.where("id", "=", id)
							.execute();
				return readable(rows);
			});
		},
		async queuedAfter(id) {
			const rows = await queued(db)
				.where("id", ">", id)
				.orderBy("id")
				.execute();
			return readable(rows);
		},
		async sending(id, now) {
			const { numUpdatedRows } = await db
				.updateTable("outbox")
				.set((eb) => ({
					state: "sending" as const,
					tried_at: eb.fn.coalesce("tried_at", eb.val(now)),
				}))
				.where("id", "=", id)
				.where("state", "=", "queued")
				.executeTakeFirstOrThrow();
			return numUpdatedRows > 0n;
		},
		again(id, dueAt, why, now) {
			return atomically(db, async (tx) => {
				const row = await tx
					.updateTable("outbox")
					.set((eb) => ({
						state: "queued" as const,
						due_at: dueAt,
						why,
						tries: eb("tries", "+", 1),
					}))
					.where("id", "=", id)
					.where("state", "!=", "ended")
					.returning(["platform", "chat", "edits"])
					.executeTakeFirst();
				if (row) await supersede(tx, row, now);
			});
		},
		end(id, { end, why, messageId }, now) {
			return atomically(db, async (tx) => {
				const row = await tx
					.updateTable("outbox")
					.set({
						state: "ended",
						outcome: end,
						why,
						call: null,
						message_id: messageId,
						ended_at: now,
					})
					.where("id", "=", id)
					.where("state", "!=", "ended")
					.returning("answer")
					.executeTakeFirst();
				if (messageId === null || !row || row.answer === null) return;
				await tx
					.updateTable("answers")
					.set({ message_id: messageId })
					.where("id", "=", row.answer)
					.execute();
			});
		},
		async drop(platform, chat, now) {
			const rows = await db
				.updateTable("outbox")
				.set({ state: "ended", outcome: "gone", call: null, ended_at: now })
				.where("state", "=", "queued")
				.where("ended_at", "is", null)
				.where("platform", "=", platform)
				.where("chat", "=", chat)
				.returning("id")
				.execute();
			return rows.map(({ id }) => id);
		},
		async cancel(push, now) {
			const { numUpdatedRows } = await db
				.updateTable("outbox")
				.set({
					state: "ended",
					outcome: "cancelled",
					call: null,
					ended_at: now,
				})
				.where("push", "=", push)
				.where("state", "=", "queued")
				.executeTakeFirstOrThrow();
			return Number(numUpdatedRows);
		},
		async tally(push) {
			const rows = await db
				.selectFrom("outbox")
				.select(({ fn }) => ["platform", "outcome", fn.countAll().as("count")])
				.where("push", "=", push)
				.groupBy(["platform", "outcome"])
				.execute();
			return rows.map(({ platform, outcome, count }) => ({
				platform,
				end: outcome ?? "waiting",
				count: Number(count),
			}));
		},
		async copies(push, ends) {
			const rows = await db
				.selectFrom("outbox")
				.leftJoin("chats", (join) =>
					join
						.onRef("chats.platform", "=", "outbox.platform")
						.onRef("chats.chat", "=", "outbox.chat"),
				)
				.select([
					"outbox.id",
					"outbox.platform",
					"outbox.chat",
					"chats.title",
					"outbox.is_group",
					"outbox.outcome",
					"outbox.why",
					"outbox.message_id",
				])
				.where("push", "=", push)
				.where("outcome", "in", ends)
				.orderBy("outbox.id")
				.execute();
			return rows.flatMap(({ is_group, outcome, message_id, ...row }) =>
				outcome === null
					? []
					: {
							...row,
							title: row.title ?? "",
							group: is_group === 1,
							end: outcome,
							messageId: message_id,
						},
			);
		},
		async standing(issue) {
			const rows = await db
				.selectFrom("outbox")
				.innerJoin("pushes", "pushes.id", "outbox.push")
				.leftJoin("chats", (join) =>
					join
						.onRef("chats.platform", "=", "outbox.platform")
						.onRef("chats.chat", "=", "outbox.chat"),
				)
				.select(({ exists, selectFrom, ref }) => [
					"outbox.id",
					"outbox.platform",
					"outbox.chat",
					"chats.title",
					"outbox.is_group",
					"outbox.state",
					"outbox.outcome",
					"outbox.message_id",
					"outbox.articles",
					"pushes.id as push",
					"pushes.state as push_state",
					exists(
						selectFrom("outbox as change")
							.select("change.id")
							.where("change.edits", "=", ref("outbox.message_id"))
							.where("change.platform", "=", ref("outbox.platform"))
							.where("change.chat", "=", ref("outbox.chat"))
							.where("change.push", "is not", null)
							.where((eb) =>
								eb.or([
									eb("change.state", "!=", "ended"),
									eb("change.outcome", "in", ["sent", "superseded"]),
								]),
							),
					).as("is_changed"),
					exists(
						selectFrom("pushes as withdrawal")
							.select("withdrawal.id")
							.whereRef("withdrawal.issue", "=", "pushes.issue")
							.where("withdrawal.kind", "=", "withdrawal")
							.where("withdrawal.state", "in", ["approved", "running"]),
					).as("is_leaving"),
				])
				.where("pushes.issue", "=", issue)
				.where("pushes.kind", "=", "summary")
				.where((eb) =>
					eb.or([
						eb("outbox.state", "!=", "ended"),
						eb("outbox.outcome", "in", ["sent", "unknown"]),
					]),
				)
				.execute();
			return rows
				.sort((a, b) => a.id - b.id)
				.map(
					({
						is_group,
						outcome,
						message_id,
						push_state,
						is_changed,
						is_leaving,
						...row
					}) => ({
						id: row.id,
						push: row.push,
						platform: row.platform,
						chat: row.chat,
						title: row.title ?? "",
						group: is_group === 1,
						is:
							row.state === "ended"
								? outcome === "unknown"
									? "unknown"
									: "sent"
								: row.state,
						messageId: message_id,
						articles:
							row.articles === null
								? null
								: Numbers.parse(JSON.parse(row.articles)),
						takenBack:
							push_state !== "withdrawn"
								? "no"
								: is_changed || is_leaving
									? "done"
									: "failed",
						changed: Boolean(is_changed),
					}),
				);
		},
		async lastSummary({ platform, chat }) {
			const row = await db
				.selectFrom("outbox")
				.innerJoin("pushes", "pushes.id", "outbox.push")
				.select([
					"pushes.id as push",
					"pushes.state",
					"outbox.message_id as messageId",
					"outbox.ended_at as at",
				])
				.where("outbox.platform", "=", platform)
				.where("outbox.chat", "=", chat)
				.where("outbox.outcome", "=", "sent")
				.where("pushes.kind", "=", "summary")
				.orderBy("outbox.id", "desc")
				.limit(1)
				.executeTakeFirst();
			if (!row || row.state === "withdrawn") return null;
			return { push: row.push, messageId: row.messageId, at: row.at ?? 0 };
		},
		async messages(platform) {
			const rows = await db
				.selectFrom("outbox")
				.select("message_id")
				.where("push", "is not", null)
				.where("platform", "=", platform)
				.where("outcome", "=", "sent")
				.where("message_id", "is not", null)
				.orderBy("push", "desc")
				.limit(MAX_MESSAGES)
				.$narrowType<{ message_id: NotNull }>()
				.execute();
			return rows.map(({ message_id }) => message_id).reverse();
		},
		async retry(id, { call, dueAt, articles }) {
			const row = await db
				.updateTable("outbox")
				.set({
					state: "queued",
					outcome: null,
					why: null,
					call: JSON.stringify(call),
					articles: JSON.stringify(articles),
					due_at: dueAt,
					tries: 0,
					tried_at: null,
					ended_at: null,
				})
				.where("id", "=", id)
				.where("state", "=", "ended")
				.where("outcome", "not in", ["sent", "nothing"])
				.returning(COLUMNS)
				.executeTakeFirst();
			return (row && readable([row])[0]) ?? null;
		},
	};
}

/**
 * A push's copies, and entries with a `once` key, are kept as long as the audit: until then it is known who got what, and
 * nothing is said twice. What was due as
 * long ago as handled messages are kept has no sender any more, or comes too late to be of use.
 */
export async function pruneOutbox(
	db: Db,
	now: number,
	{ inboxHours, auditDays }: Retention,
): Promise<void> {
	const tooOld = now - inboxHours * HOUR_MS;
	const ended = () => db.deleteFrom("outbox").where("state", "=", "ended");
	await ended()
		.where("once", "is", null)
		.where("push", "is", null)
		.where("ended_at", "<", tooOld)
		.execute();
	await ended()
		.where("ended_at", "<", now - auditDays * DAY_MS)
		.execute();
	await db
		.updateTable("outbox")
		.set({
			state: "ended",
			outcome: "given_up",
			why: "too late",
			call: null,
			ended_at: now,
		})
		.where("state", "=", "queued")
		.where("ended_at", "is", null)
		.where("due_at", "<", tooOld)
		.execute();
}

/** As many as are kept of answers. */
const MAX_MESSAGES = 20_000;

const Numbers = z.array(z.number());

/** Null when another entry has its `once` key, or the chat a copy of its push. */
async function insert(
	db: Db,
	entry: NewOutboxEntry,
	now: number,
): Promise<number | null> {
	const { kind, platform, chat, priority, answer, once } = entry;
	const row = await db
		.insertInto("outbox")
		.values({
			kind,
			platform,
			chat,
			priority,
			answer,
			once,
			is_group: bit(entry.group),
			due_at: entry.dueAt,
			state: "queued",
			tries: 0,
			call: JSON.stringify(entry.call),
			edits: entry.edits ?? null,
			outcome: null,
			why: null,
			heard_at: entry.heardAt ?? null,
			push: entry.push ?? null,
			articles: entry.articles ? JSON.stringify(entry.articles) : null,
			message_id: null,
			tried_at: null,
			added_at: now,
			ended_at: null,
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning("id")
		.executeTakeFirst();
	return row?.id ?? null;
}

/** Drops what waits to change a message that a later entry changes too. */
async function supersedeAll(db: Db, now: number): Promise<void> {
	await superseded(db, now).execute();
}

/** Of the message that this changes; gives the priorities that they had. */
async function supersede(
	db: Db,
	{
		platform,
		chat,
		edits = null,
	}: Pick<NewOutboxEntry, "platform" | "chat"> & { edits?: string | null },
	now: number,
): Promise<number[]> {
	if (edits === null) return [];
	const rows = await superseded(db, now)
		.where("edits", "=", edits)
		.where("platform", "=", platform)
		.where("chat", "=", chat)
		.returning("priority")
		.execute();
	return rows.map(({ priority }) => priority);
}

function superseded(db: Db, now: number) {
	return db
		.updateTable("outbox")
		.set({
			state: "ended",
			outcome: "superseded",
			call: null,
			ended_at: now,
		})
		.where("state", "=", "queued")
		.where("ended_at", "is", null)
		.where("edits", "is not", null)
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom("outbox as later")
					.select("later.id")
					.whereRef("later.edits", "=", "outbox.edits")
					.whereRef("later.platform", "=", "outbox.platform")
					.whereRef("later.chat", "=", "outbox.chat")
					.whereRef("later.id", ">", "outbox.id"),
			),
		);
}

function queued(db: Db) {
	return db
		.selectFrom("outbox")
		.select(COLUMNS)
		.where("state", "=", "queued")
		.where("ended_at", "is", null);
}

const COLUMNS = [
	"id",
	"kind",
	"platform",
	"chat",
	"is_group",
	"priority",
	"due_at",
	"tries",
	"call",
	"answer",
	"heard_at",
	"edits",
	"push",
	"tried_at",
] as const;

const StoredCall = z.record(z.string(), z.unknown());

type QueuedRow = Pick<
	Database["outbox"],
	"kind" | "platform" | "chat" | "is_group" | "priority" | "due_at" | "tries"
> & {
	id: number;
	call: string | null;
	answer: number | null;
	heard_at: number | null;
	edits: string | null;
	push: number | null;
	tried_at: number | null;
};

function readable(rows: readonly QueuedRow[]): OutboxEntry[] {
	return rows.flatMap((row) => {
		const parsed = parse(row.call);
		if (parsed === null) return [];
		const { is_group, due_at, heard_at, edits, push, tried_at, ...rest } = row;
		return {
			...rest,
			group: is_group === 1,
			dueAt: due_at,
			call: parsed,
			...(heard_at === null ? {} : { heardAt: heard_at }),
			...(edits === null ? {} : { edits }),
			...(push === null ? {} : { push }),
			...(tried_at === null ? {} : { triedAt: tried_at }),
		};
	});
}

/** Null when it cannot be read. */
function parse(call: string | null): Call | null {
	let json: unknown;
	try {
		json = JSON.parse(call ?? "");
	} catch {
		return null;
	}
	return StoredCall.safeParse(json).data ?? null;
}
