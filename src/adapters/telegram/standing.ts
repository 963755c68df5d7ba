/** What somebody is in a chat: above all whether they decide for a group. */

import { z } from "zod";
import type { Standing } from "../../chat/adapter.ts";
import type { Person } from "../../chat/incoming.ts";
import type { Api, CallOptions } from "./api.ts";

/** Whoever is made an administrator waits no longer; whoever was one decides no longer than that. */
const REMEMBERED_MS = 60_000;
/** More people than press an administrator's button in a minute. */
const MAX_REMEMBERED = 1000;

export interface StandingParts {
	api: Api;
	/** Milliseconds since 1970. */
	now: () => number;
	timeoutMs: number;
}

export function createStandingOf({
	api,
	now,
	timeoutMs,
}: StandingParts): (
	chat: string,
	person: Person,
	withinMs?: number,
) => Promise<Standing> {
	const remembered = new Map<string, { at: number; is: boolean }>();

	/** Null where Telegram does not tell: it need not, of others, to a bot that is no administrator itself. */
	async function asMember(
		chat: string,
		id: string,
		options: CallOptions,
	): Promise<boolean | null> {
		const answer = await api.call(
			"getChatMember",
			{ chat_id: Number(chat), user_id: Number(id) },
			options,
		);
		const member = ChatMember.safeParse(
			answer.is === "result" ? answer.result : null,
		);
		if (!member.success) return null;
		return ["creator", "administrator"].includes(member.data.status);
	}

	/** Who decides is no secret to any member. */
	async function asAdministrator(
		chat: string,
		id: string,
		options: CallOptions,
	): Promise<boolean | null> {
		const answer = await api.call(
			"getChatAdministrators",
			{ chat_id: Number(chat) },
			options,
		);
		const list = Administrators.safeParse(
			answer.is === "result" ? answer.result : null,
		);
		if (!list.success) return null;
		return list.data.some(({ user }) => String(user.id) === id);
	}

	return async (chat, { id, asGroup }, withinMs = timeoutMs) => {
		if (isDirect(chat)) return "alone";
		// Only administrators can speak in their group's name.
		if (asGroup) return "administrator";
		// A channel that speaks decides nothing.
		if (isChannel(id)) return "member";
		const key = `${chat} ${id}`;
		const known = remembered.get(key);
		if (known && now() - known.at < REMEMBERED_MS) return standing(known.is);
		const until = now() + withinMs;
		const inTime = () => ({
			timeoutMs: Math.min(timeoutMs, Math.max(1, until - now())),
		});
		const is =
			(await asMember(chat, id, inTime())) ??
			(await asAdministrator(chat, id, inTime()));
		if (is === null) return "unknown";
		remembered.delete(key);
		remembered.set(key, { at: now(), is });
		// A map keeps its order: the first is the oldest.
		if (remembered.size > MAX_REMEMBERED)
			remembered.delete(remembered.keys().next().value as string);
		return standing(is);
	};
}

function standing(isAdministrator: boolean): Standing {
	return isAdministrator ? "administrator" : "member";
}

const ChatMember = z.object({ status: z.string() });
const Administrators = z.array(z.object({ user: z.object({ id: z.int() }) }));

/** A direct chat has the person's id, which is positive; those of groups and channels are negative. */
function isDirect(chat: string): boolean {
	return Number(chat) > 0;
}

function isChannel(person: string): boolean {
	return !(Number(person) > 0);
}
