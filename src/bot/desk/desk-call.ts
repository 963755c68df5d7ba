/** What every turn at the desk needs, and what all of them share: who may work there, and that it is written down. */

import type { Message } from "../../chat/incoming.ts";
import type { DeskIssue } from "../../publishing/desk.ts";
import type { Tables } from "../../store/store.ts";
import type { BotParts } from "../bot.ts";
import { isStaff } from "../commands/staff.ts";
import type { Conversation } from "../conversations.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import type { Wording } from "../wording.ts";

export interface DeskCall {
	message: Message;
	conversation: Conversation;
	/** The sender as the store knows them. */
	person: string;
	wording: Wording;
	parts: BotParts;
}

/** Others are told no; both are written down. Staff work in their direct chats, where nobody reads along. */
export async function atDesk(
	call: DeskCall,
	action: string,
	work: () => Promise<Turn & { subject?: string }>,
	no = call.wording.staff.only,
): Promise<Turn> {
	const { message, person, parts, wording } = call;
	const { place, sender, direct } = message;
	const allowed = isStaff(message, parts);
	const turn = async (): Promise<Turn & { subject?: string }> => {
		if (!allowed) return { reply: plainReply("clarify", no) };
		if (!direct)
			return { reply: plainReply("clarify", wording.staff.in_private) };
		return work();
	};
	const { subject = direct ? "direct" : place.chat, ...said } = await turn();
	return {
		...said,
		async save(tables: Tables) {
			await said.save?.(tables);
			await tables.audit.add(
				{
					platform: place.platform,
					// Of who is no staff only that it was always the same one.
					actor: allowed ? sender.id : person,
					action,
					subject,
					allowed,
				},
				parts.now().getTime(),
			);
		},
	};
}

/** The issue that the desk is about: the one that was last spoken of, else the newest. */
export async function issueAtDesk({
	conversation,
	parts: { desk },
}: Pick<DeskCall, "conversation" | "parts">): Promise<DeskIssue | null> {
	const last =
		conversation.desk === null ? null : await desk.read(conversation.desk);
	if (last) return last;
	for (const id of await desk.issues()) {
		const issue = await desk.read(id);
		if (issue) return issue;
	}
	return null;
}

/** By its id, or by the date that it shows. */
export async function issueNamed(
	{ parts: { desk } }: Pick<DeskCall, "parts">,
	name: string,
): Promise<DeskIssue | null> {
	const exact = await desk.read(name);
	if (exact) return exact;
	const ids = (await desk.issues()).slice(0, MAX_LOOKED_AT);
	const issues = await Promise.all(ids.map(desk.read));
	return issues.find((one) => one?.issue.date === name) ?? null;
}

/** More were never brought in at once. */
const MAX_LOOKED_AT = 20;

/** The conversation goes on about this issue. */
export function about(
	{ conversation }: Pick<DeskCall, "conversation">,
	issue: string,
	paste: Conversation["paste"] = null,
): Conversation {
	return { ...conversation, desk: issue, paste, replaces: false };
}
