/** What Lark tells of a chat: its name, of which kind it is, who decides there. */

import { z } from "zod";
import type { Standing } from "../../chat/adapter.ts";
import type { Person } from "../../chat/incoming.ts";
import { reasonOf } from "./answer.ts";
import type { Api } from "./api.ts";
import type { LarkLog } from "./connection.ts";

export interface Chats {
	/** Empty until Lark has told it; asks for it then, so that the next one to ask is told. */
	titleOf(chat: string): string;
	/** A message came from there. */
	learn(chat: string, direct: boolean): void;
	/** A chat between one person and the bot. False until Lark has told it. */
	isDirect(chat: string): boolean;
	/** Those who decide are the owner of a group and its managers. */
	standingOf(
		chat: string,
		person: Person,
		withinMs?: number,
	): Promise<Standing>;
}

export interface ChatsParts {
	api: Api;
	/** Milliseconds that never go back. */
	now: () => number;
	timeoutMs: number;
	log: LarkLog;
}

/** Whoever is made a manager waits no longer; whoever was one decides no longer than that. */
const DECIDES_MS = 60_000;
/** A group's name is for staff to tell groups apart; a day is soon enough for a new one. */
const NAMED_MS = 24 * 3_600_000;
/** Where a name cannot be had it is not asked for with every message. */
const NAMELESS_MS = 10 * 60_000;
/** More chats than one bot serves. */
const MAX_REMEMBERED = 5000;

export function createChats({ api, now, timeoutMs, log }: ChatsParts): Chats {
	const told = new Map<string, { info: ChatInfo; at: number }>();
	const names = new Map<string, { title: string; until: number }>();
	const kinds = new Map<string, boolean>();

	/** https://open.feishu.cn/document/server-docs/group/chat/get-2 */
	async function ask(
		chat: string,
		withinMs = timeoutMs,
	): Promise<ChatInfo | null> {
		const answer = await api.call(
			{
				method: "GET",
				path: `/open-apis/im/v1/chats/${encodeURIComponent(chat)}`,
				query: { user_id_type: "open_id" },
			},
			{ timeoutMs: Math.min(withinMs, timeoutMs) },
		);
		const info =
			answer.is === "result"
				? (ChatAnswer.safeParse(answer.result).data?.data ?? null)
				: null;
		if (!info)
			log.warn(
				{ problem: answer.is === "result" ? "no data" : reasonOf(answer) },
				"Lark does not tell of a chat; its name and who decides there stay unknown",
			);
		remember(names, chat, {
			title: info?.name ?? "",
			until: now() + (info ? NAMED_MS : NAMELESS_MS),
		});
		if (!info) return null;
		remember(kinds, chat, info.chat_mode === "p2p");
		remember(told, chat, { info, at: now() });
		return info;
	}

	return {
		titleOf(chat) {
			const known = names.get(chat);
			if (!known || now() >= known.until) {
				// Until the answer is there nobody else asks.
				remember(names, chat, {
					title: known?.title ?? "",
					until: now() + NAMELESS_MS,
				});
				void ask(chat);
			}
			return known?.title ?? "";
		},
		learn(chat, direct) {
			remember(kinds, chat, direct);
		},
		isDirect: (chat) => kinds.get(chat) ?? false,
		async standingOf(chat, { id }, withinMs) {
			const known = told.get(chat);
			const info =
				known && now() - known.at < DECIDES_MS
					? known.info
					: await ask(chat, withinMs);
			if (!info) return "unknown";
			const { chat_mode, owner_id, user_manager_id_list: managers } = info;
			if (chat_mode === "p2p") return "alone";
			const decides = owner_id === id || managers.includes(id);
			return decides ? "administrator" : "member";
		},
	};
}

const ChatInfo = z.object({
	name: z.string().catch(""),
	/** `group`, `topic`, `p2p`. */
	chat_mode: z.string().catch(""),
	/** Missing where the owner is a bot. */
	owner_id: z.string().nullish(),
	user_manager_id_list: z.array(z.string()).catch([]),
});
type ChatInfo = z.infer<typeof ChatInfo>;

const ChatAnswer = z.object({ data: ChatInfo });

/** Set anew, so that a map's first is the one that was set the longest ago. */
function remember<V>(map: Map<string, V>, chat: string, value: V): void {
	map.delete(chat);
	map.set(chat, value);
	if (map.size > MAX_REMEMBERED) map.delete(map.keys().next().value as string);
}
