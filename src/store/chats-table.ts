/** The chats that the bot is in, with their settings. */

import type { ExpressionBuilder, Kysely, Selectable } from "kysely";
import type { Schema } from "./schema.ts";
import type { Chat, Chats } from "./store.ts";

export function chatsTable(db: Kysely<Schema>): Chats {
	async function find(platform: string, chat: string): Promise<Chat | null> {
		const row = await db
			.selectFrom("chats")
			.selectAll()
			.where(isChat(platform, chat))
			.executeTakeFirst();
		return row ? chatOf(row) : null;
	}

	return {
		find,
		async join({ platform, chat, title, group }, now) {
			const row = await db
				.insertInto("chats")
				.values({
					platform,
					chat,
					title,
					is_group: group ? 1 : 0,
					active: 1,
					listens: "addressed",
					subscribed: 0,
					joined_at: now,
				})
				.onConflict((conflict) =>
					conflict
						.columns(["platform", "chat"])
						.doUpdateSet({ title, active: 1, left_at: null }),
				)
				.returningAll()
				.executeTakeFirstOrThrow();
			return chatOf(row);
		},
		async leave(platform, chat, now) {
			await db
				.updateTable("chats")
				.set({ active: 0, subscribed: 0, left_at: now })
				.where(isChat(platform, chat))
				.execute();
		},
		async move(platform, from, to, now) {
			const before = await find(platform, from);
			const after = await find(platform, to);
			if (before && after) {
				const subscribed = before.subscribed || after.subscribed ? 1 : 0;
				const { listens } = before;
				await db
					.updateTable("chats")
					.set({ subscribed, listens, active: 1, left_at: null })
					.where(isChat(platform, to))
					.execute();
				await db.deleteFrom("chats").where(isChat(platform, from)).execute();
			} else if (before) {
				await db
					.updateTable("chats")
					.set({ chat: to, active: 1, joined_at: now, left_at: null })
					.where(isChat(platform, from))
					.execute();
			}
			const waiting = { inbox: "waiting", outbox: "queued" } as const;
			await db
				.updateTable("inbox")
				.set({ chat: to })
				.where("platform", "=", platform)
				.where("chat", "=", from)
				.where("state", "=", waiting.inbox)
				.execute();
			await db
				.updateTable("outbox")
				.set({ chat: to })
				.where("platform", "=", platform)
				.where("chat", "=", from)
				.where("state", "in", [waiting.outbox, "sending"])
				.execute();
			await db
				.updateTable("answers")
				.set({ chat: to })
				.where("platform", "=", platform)
				.where("chat", "=", from)
				.execute();
			// Who went on talking in the new chat already has the newer conversation.
			await db
				.deleteFrom("conversations")
				.where("platform", "=", platform)
				.where("chat", "=", from)
				.where((all) =>
					all.exists(
						all
							.selectFrom("conversations as newer")
							.select("newer.at")
							.where("newer.platform", "=", platform)
							.where("newer.chat", "=", to)
							.whereRef("newer.topic", "=", "conversations.topic")
							.whereRef("newer.person", "=", "conversations.person"),
					),
				)
				.execute();
			await db
				.updateTable("conversations")
				.set({ chat: to })
				.where("platform", "=", platform)
				.where("chat", "=", from)
				.execute();
		},
		async change(platform, chat, { listens, subscribed }) {
			if (listens === undefined && subscribed === undefined) return;
			await db
				.updateTable("chats")
				.set({
					...(listens === undefined ? {} : { listens }),
					...(subscribed === undefined
						? {}
						: { subscribed: subscribed ? 1 : 0 }),
				})
				.where(isChat(platform, chat))
				.execute();
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
			return rows.map(chatOf);
		},
		async count() {
			const rows = await db
				.selectFrom("chats")
				.select(["is_group", "subscribed"])
				.where("active", "=", 1)
				.execute();
			return {
				active: rows.length,
				groups: rows.filter(({ is_group }) => is_group === 1).length,
				subscribed: rows.filter(({ subscribed }) => subscribed === 1).length,
			};
		},
	};
}

function isChat(platform: string, chat: string) {
	return (all: ExpressionBuilder<Schema, "chats">) =>
		all.and({ platform, chat });
}

function chatOf(row: Selectable<Schema["chats"]>): Chat {
	const { platform, chat, title, listens } = row;
	return {
		platform,
		chat,
		title,
		listens,
		group: row.is_group === 1,
		active: row.active === 1,
		subscribed: row.subscribed === 1,
	};
}
