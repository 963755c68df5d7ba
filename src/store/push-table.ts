/** Pushes: what staff approved, when it is due, and how far it has come. */

import { z } from "zod";
import type { Database, Db } from "./schema.ts";
import type { Push, Pushes, Retention } from "./store.ts";
import { DAY_MS } from "./time.ts";

const Approvers = z.array(
	z.object({ platform: z.string(), id: z.string(), at: z.number() }),
);
const Report = z.object({
	platform: z.string(),
	chat: z.string(),
	messageId: z.string().nullable(),
});

export function pushTable(db: Db): Pushes {
	const all = () => db.selectFrom("pushes").selectAll();
	return {
		async add(push, now) {
			const { kind, issue, hash, content, report = null } = push;
			const row = await db
				.insertInto("pushes")
				.values({
					kind,
					issue,
					hash,
					content,
					state: push.state ?? "preview",
					approvals: JSON.stringify(push.approvals ?? []),
					report: report && JSON.stringify(report),
					due_at: push.dueAt ?? now,
					added_at: now,
					started_at: null,
					ended_at: null,
				})
				.returningAll()
				.executeTakeFirstOrThrow();
			return toPush(row);
		},
		async find(id) {
			const row = await all().where("id", "=", id).executeTakeFirst();
			return row ? toPush(row) : null;
		},
		async last(limit, of) {
			const rows = await all()
				.$if(of !== undefined, (query) =>
					query
						.where("kind", "=", of?.kind ?? "summary")
						.where("state", "in", of?.states ?? []),
				)
				.orderBy("id", "desc")
				.limit(limit)
				.execute();
			return rows.map(toPush);
		},
		async ofIssue(issue, kind) {
			const rows = await all()
				.where("issue", "=", issue)
				.where("kind", "=", kind)
				.orderBy("id", "desc")
				.execute();
			return rows.map(toPush);
		},
		async inState(states) {
			const rows = await all().where("state", "in", states).execute();
			return rows.map(toPush).sort((a, b) => a.dueAt - b.dueAt || a.id - b.id);
		},
		async change(id, from, { state, approvals, report, ...to }) {
			const { numUpdatedRows } = await db
				.updateTable("pushes")
				.set({
					...(state === undefined ? {} : { state }),
					...(approvals === undefined
						? {}
						: { approvals: JSON.stringify(approvals) }),
					...(report === undefined
						? {}
						: { report: report && JSON.stringify(report) }),
					...(to.dueAt === undefined ? {} : { due_at: to.dueAt }),
					...(to.startedAt === undefined ? {} : { started_at: to.startedAt }),
					...(to.endedAt === undefined ? {} : { ended_at: to.endedAt }),
				})
				.where("id", "=", id)
				.where("state", "in", from)
				.executeTakeFirstOrThrow();
			return numUpdatedRows > 0n;
		},
	};
}

/** What nobody approved goes after some days; the rest is kept as long as the audit. */
export async function prunePushes(
	db: Db,
	now: number,
	{ auditDays }: Retention,
): Promise<void> {
	await db
		.deleteFrom("pushes")
		.where("state", "in", ["preview", "waiting", "cancelled"])
		.where("added_at", "<", now - UNUSED_MS)
		.execute();
	await db
		.deleteFrom("pushes")
		.where("state", "in", ["done", "withdrawn"])
		.where("added_at", "<", now - auditDays * DAY_MS)
		.execute();
}

const UNUSED_MS = 30 * DAY_MS;

type Row = Omit<Database["pushes"], "id"> & { id: number };

function toPush(row: Row): Push {
	return {
		id: row.id,
		kind: row.kind,
		issue: row.issue,
		hash: row.hash,
		content: row.content,
		state: row.state,
		approvals: Approvers.parse(JSON.parse(row.approvals)),
		report: row.report === null ? null : Report.parse(JSON.parse(row.report)),
		dueAt: row.due_at,
		addedAt: row.added_at,
		startedAt: row.started_at,
		endedAt: row.ended_at,
	};
}
