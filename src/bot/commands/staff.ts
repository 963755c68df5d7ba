/** 未答, 统计 and, without words, 反馈: what staff want to know. Only in a direct chat, because it shows what members asked. */

import type { Message } from "../../chat/incoming.ts";
import type { BotParts } from "../bot.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import { fill } from "../wording.ts";
import type { CommandCall } from "./run-command.ts";

export function isStaff(
	{ place, sender }: Pick<Message, "place" | "sender">,
	{ staff }: Pick<BotParts, "staff">,
): boolean {
	return !sender.asGroup && (staff[place.platform] ?? []).includes(sender.id);
}

const MAX_QUESTIONS = 20;

export function unanswered(call: CommandCall): Promise<Turn> {
	const { unanswered_none, unanswered_heading, unanswered_line } =
		call.wording.staff;
	return forStaff(call, async () => {
		const top = await call.parts.store.unanswered.top(MAX_QUESTIONS);
		if (top.length === 0) return unanswered_none;
		const lines = top.map(({ question, count }, n) =>
			fill(unanswered_line, {
				number: String(n + 1),
				question,
				count: String(count),
			}),
		);
		return [unanswered_heading, ...lines].join("\n");
	});
}

const DAY_MS = 24 * 60 * 60_000;
/** Beside the figures, and alone. */
const NEWEST_COMMENTS = 5;
const MAX_COMMENTS = 20;

export function stats(call: CommandCall): Promise<Turn> {
	const { parts, wording } = call;
	const { store } = parts;
	return forStaff(call, async () => {
		const now = parts.now().getTime();
		const week = now - 7 * DAY_MS;
		const [chats, counts, votes, comments, depths] = await Promise.all([
			store.chats.count(),
			store.counters.since(week),
			store.feedback.votes(week),
			store.feedback.comments(NEWEST_COMMENTS),
			store.depths(),
		]);
		const text = fill(wording.staff.stats, {
			groups: String(chats.groups),
			subscribed: String(chats.subscribed),
			answered: String(counts.answered ?? 0),
			not_found: String(counts.not_found ?? 0),
			useful: String(votes.useful),
			useless: String(votes.useless),
			waiting: String(depths.inbox + depths.outbox),
			parked: String(depths.parked),
		});
		if (comments.length === 0) return text;
		return [text, listed(wording.staff.comments, comments)].join("\n");
	});
}

export function comments(call: CommandCall): Promise<Turn> {
	const { feedback_list, feedback_none } = call.wording.commands;
	return forStaff(call, async () => {
		const all = await call.parts.store.feedback.comments(MAX_COMMENTS);
		return all.length === 0 ? feedback_none : listed(feedback_list, all);
	});
}

function listed(
	heading: string,
	comments: readonly { text: string }[],
): string {
	return [heading, ...comments.map(({ text }) => `· ${text}`)].join("\n");
}

/** Others are told no; both are written down. */
async function forStaff(
	{ message, person, parts, wording }: CommandCall,
	text: () => Promise<string>,
): Promise<Turn> {
	const allowed = isStaff(message, parts);
	const turn = async (): Promise<Turn> => {
		if (!allowed) return { reply: plainReply("clarify", wording.staff.only) };
		return message.direct
			? { reply: plainReply("answered", await text()) }
			: { reply: plainReply("clarify", wording.staff.in_private) };
	};
	const { place, sender } = message;
	return {
		...(await turn()),
		save: ({ audit }) =>
			audit.add(
				{
					platform: place.platform,
					// Of who is no staff only that it was always the same one.
					actor: allowed ? sender.id : person,
					action: message.text.trim().split(/\s/)[0]?.slice(0, 20) ?? "",
					subject: message.direct ? "direct" : place.chat,
					allowed,
				},
				parts.now().getTime(),
			),
	};
}
