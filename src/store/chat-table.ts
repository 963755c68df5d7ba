/** The chats that the bot is in or was in lately, and what their people chose. */

import type { NotNull } from "kysely";
import { z } from "zod";
import { atomically } from "./atomically.ts";
import { bit, type Database, type Db } from "./schema.ts";
import type { Chat, Chats } from "./store.ts";
import { DAY_MS } from "./time.ts";

/** Whoever adds the bot again within a season finds their settings. */
const KEEP_LEFT_MS = 90 * DAY_MS;

export function chatTable(db: Db): Chats {
	return {
		find: (platform, chat) => find(db, platform, chat),
		async join({ platform, chat, title, group }, now) {
			const row = await db
				.insertInto("chats")
				.values({
					platform,
					chat,
					title,
					is_group: bit(group),
					listens: "addressed",
					subscribed: 0,
					active: 1,
					joined_at: now,
					left_at: null,
				})
				.onConflict((conflict) =>
					conflict
						.columns(["platform", "chat"])
						.doUpdateSet({ title, active: 1, left_at: null }),
				)
				.returningAll()
				.executeTakeFirstOrThrow();
			return toChat(row);
		},
		async leave(platform, chat, now) {
			await one(db.updateTable("chats"), platform, chat)
				.set({ active: 0, subscribed: 0, left_at: now })
				.execute();
		},
		async forget(platform, chat) {
			await one(db.deleteFrom("chats"), platform, chat).execute();
		},
		move(platform, from, to, now) {
			return atomically(db, (tx) => move(tx, platform, from, to, now));
		},
		async change(platform, chat, { listens, subscribed, wants, quiet }) {
			const changed = {
				...(listens === undefined ? {} : { listens }),
				...(subscribed === undefined ? {} : { subscribed: bit(subscribed) }),
				...(wants === undefined ? {} : { wants: JSON.stringify(wants) }),
				...(quiet === undefined
					? {}
					: { quiet: quiet && JSON.stringify(quiet) }),
			};
			if (Object.keys(changed).length === 0) return;
			await one(db.updateTable("chats"), platform, chat).set(changed).execute();
		},
		async subscribed(platform) {
			const rows = await db
				.selectFrom("chats")
				.selectAll()
				.where("platform", "=", platform)
				.where("subscribed", "=", 1)
				.where("active", "=", 1)
				.orderBy("chat")
				.execute();
			return rows.map(toChat);
		},
		async count() {
			const row = await db
				.selectFrom("chats")
				.select(({ fn }) => [
					fn.countAll().as("active"),
					fn.sum("is_group").as("groups"),
					fn.sum("subscribed").as("subscribed"),
				])
				.where("active", "=", 1)
				.executeTakeFirstOrThrow();
			// Sums over nothing are null.
			return {
				active: Number(row.active),
				groups: Number(row.groups ?? 0),
				subscribed: Number(row.subscribed ?? 0),
			};
		},
	};
}

export async function pruneChats(db: Db, now: number): Promise<void> {
	await db
		.deleteFrom("chats")
		.where("active", "=", 0)
		.where("left_at", "<", now - KEEP_LEFT_MS)
		.execute();
}

/** A platform tells of a move more than once, in any order with the first message in the new chat. */
async function move(
	db: Db,
	platform: string,
	from: string,
	to: string,
	now: number,
): Promise<void> {
	if (from === to) return;
	const before = await find(db, platform, from);
	const after = await find(db, platform, to);
	if (before) {
		await one(db.deleteFrom("chats"), platform, from).execute();
		const merged = {
			title: after?.title || before.title,
			is_group: bit(before.group || (after?.group ?? false)),
			listens: before.listens,
			subscribed: bit(before.subscribed || (after?.subscribed ?? false)),
			wants: JSON.stringify(before.wants),
			quiet: before.quiet && JSON.stringify(before.quiet),
			active: bit(before.active || (after?.active ?? false)),
		};
		const left = { left_at: merged.active === 1 ? null : now };
		await db
			.insertInto("chats")
			.values({ platform, chat: to, joined_at: now, ...merged, ...left })
			.onConflict((conflict) =>
				conflict
					.columns(["platform", "chat"])
					.doUpdateSet({ ...merged, ...left }),
			)
			.execute();
	}
	await one(db.updateTable("inbox"), platform, from)
		.where("state", "=", "waiting")
		.where("ended_at", "is", null)
		.set({ chat: to })
		.execute();
	await moveEntries(db, platform, from, to, now);
	await one(db.updateTable("answers"), platform, from)
		.set({ chat: to })
		.execute();
	await moveConversations(db, platform, from, to);
}

/** What is still to be sent; and copies of pushes, whatever became of them: they stand in the chat under its new id. */
async function moveEntries(
	db: Db,
	platform: string,
	from: string,
	to: string,
	now: number,
): Promise<void> {
	const entries = () => one(db.updateTable("outbox"), platform, from);
	const copies = await db
		.selectFrom("outbox")
		.select("push")
		.where("platform", "=", platform)
		.where("chat", "=", to)
		.where("push", "is not", null)
		.$narrowType<{ push: NotNull }>()
		.execute();
	const pushes = copies.map(({ push }) => push);
	// Under both ids it would get the same push twice.
	if (pushes.length > 0)
		await entries()
			.where("push", "in", pushes)
			.where("state", "!=", "ended")
			.set({
				state: "ended",
				outcome: "gone",
				why: "the chat moved",
				call: null,
				ended_at: now,
			})
			.execute();
	await entries()
		.where("push", "is not", null)
		.where("push", "not in", pushes)
		.set({ chat: to })
		.execute();
	await entries()
		.where("push", "is", null)
		.where("state", "in", ["queued", "sending"])
		.where("ended_at", "is", null)
		.set({ chat: to })
		.execute();
}

/** Whoever wrote in both goes on with the later one. */
async function moveConversations(
	db: Db,
	platform: string,
	from: string,
	to: string,
): Promise<void> {
	await db
		.insertInto("conversations")
		.columns(["platform", "chat", "topic", "person", "content", "last_at"])
		.expression((eb) =>
			eb
				.selectFrom("conversations as old")
				.select([
					"old.platform",
					eb.val(to).as("chat"),
					"old.topic",
					"old.person",
					"old.content",
					"old.last_at",
				])
				.where("old.platform", "=", platform)
				.where("old.chat", "=", from),
		)
		.onConflict((conflict) =>
			conflict
				.columns(["platform", "chat", "topic", "person"])
				.doUpdateSet((eb) => ({
					content: eb.ref("excluded.content"),
					last_at: eb.ref("excluded.last_at"),
				}))
				.whereRef("excluded.last_at", ">", "conversations.last_at"),
		)
		.execute();
	await one(db.deleteFrom("conversations"), platform, from).execute();
}

async function find(
	db: Db,
	platform: string,
	chat: string,
): Promise<Chat | null> {
	const row = await one(db.selectFrom("chats"), platform, chat)
		.selectAll()
		.executeTakeFirst();
	return row ? toChat(row) : null;
}

type Row = Pick<
	Database["chats"],
	| "platform"
	| "chat"
	| "title"
	| "is_group"
	| "listens"
	| "subscribed"
	| "quiet"
	| "active"
> & { wants: string };

function toChat(row: Row): Chat {
	return {
		platform: row.platform,
		chat: row.chat,
		title: row.title,
		group: row.is_group === 1,
		listens: row.listens,
		subscribed: row.subscribed === 1,
		wants: Wants.parse(JSON.parse(row.wants)),
		quiet: row.quiet === null ? null : QuietHours.parse(JSON.parse(row.quiet)),
		active: row.active === 1,
	};
}

const Wants = z.object({
	places: z.array(z.string()),
	kinds: z.array(z.enum(["policy", "event", "news"])),
});
const QuietHours = z.object({ from: z.string(), to: z.string() });

/** The query narrowed to one chat. */
function one<Q extends Narrowing<Q>>(
	query: Q,
	platform: string,
	chat: string,
): Q {
	return query.where("platform", "=", platform).where("chat", "=", chat);
}

interface Narrowing<Q> {
	where(column: "platform" | "chat", is: "=", value: string): Q;
}
