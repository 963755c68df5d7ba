/** Updates as Telegram delivers them, down to what a test is about. */

import { readUpdate } from "../../../src/adapters/telegram/update.ts";
import type { Incoming } from "../../../src/chat/incoming.ts";
import { findEntities } from "../../support/telegram/found-entities.ts";

export const BOT = { id: 700_100, username: "Our_Bot" };
export const NOW = Date.UTC(2024, 4, 6, 8);
/** In seconds, as Telegram has it. */
export const DATE = NOW / 1000 - 3;

export const MEMBER = { id: 5_300_000_001, is_bot: false, first_name: "阿梅" };
export const GROUP = { id: -1_001_500, type: "supergroup", title: "船工群" };
export const DIRECT = { id: MEMBER.id, type: "private", first_name: "阿梅" };
export const BOT_USER = { id: BOT.id, is_bot: true, first_name: "小报" };

/** A message in the group, with the entities that Telegram finds in it. */
export function said(text: string, fields: object = {}): object {
	return {
		message_id: 41,
		chat: GROUP,
		from: MEMBER,
		date: DATE,
		text,
		...("entities" in fields ? {} : { entities: findEntities(text) }),
		...fields,
	};
}

/** What arrives at the bot. @throws Error when it cannot be read. */
export function arrives(update: object): Incoming | null {
	const read = readUpdate({ update_id: 9, ...update }, BOT, NOW);
	if (read.unreadable) throw new Error(`cannot be read: ${read.unreadable}`);
	return read.event;
}

/** How the message addresses the bot, and what it says to it; null when it is not for the bot to see. */
export function heard(
	message: object,
): [addressed: string | null, text: string] | null {
	const event = arrives({ message });
	return event?.kind === "message" ? [event.addressed, event.text] : null;
}
