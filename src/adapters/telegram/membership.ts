/** What became of the bot in a chat: https://core.telegram.org/bots/api#chatmemberupdated */

import type { Joined, Left, Place } from "../../chat/incoming.ts";
import { titleOf } from "./names.ts";
import type { Member, MemberChange } from "./wire.ts";

/** Null when nothing changed for the members: a promotion, or a right more or less. */
export function readMemberChange(
	{ chat, date, old_chat_member, new_chat_member }: MemberChange,
	id: string,
	place: Place,
): Joined | Left | null {
	if (chat.type === "channel") return null;
	const at = date * 1000;
	if (!isIn(new_chat_member))
		// Also the member of a private chat who blocks the bot: Telegram says "kicked" there.
		return { kind: "left", id, place, at };
	if (!maySpeak(new_chat_member) || maySpeak(old_chat_member)) return null;
	return {
		kind: "joined",
		id,
		place,
		at,
		direct: chat.type === "private",
		title: titleOf(chat),
	};
}

function isIn({ status, is_member }: Member): boolean {
	if (status === "restricted") return is_member !== false;
	return status !== "left" && status !== "kicked";
}

function maySpeak(member: Member): boolean {
	const muted =
		member.status === "restricted" && member.can_send_messages === false;
	return isIn(member) && !muted;
}
