/** Takes one update in, whichever way it came. */

import type { Receive } from "../../chat/adapter.ts";
import type { TelegramLog } from "./connection.ts";
import { readUpdate } from "./update.ts";
import type { Bot } from "./wire.ts";

export interface Listener {
	bot: Bot;
	receive: Receive;
	log: TelegramLog;
	/** Milliseconds since 1970. */
	now: () => number;
	onInbound(): void;
}

export interface TakenIn {
	/** Null for what is no update at all. */
	id: number | null;
	/** False when Telegram must deliver it again. */
	safe: boolean;
}

/** What cannot be read is skipped: delivered again it would not be any clearer. */
export async function takeIn(
	raw: unknown,
	{ bot, receive, log, now, onInbound }: Listener,
): Promise<TakenIn> {
	onInbound();
	const { id, event, unreadable } = readUpdate(raw, bot, now());
	if (unreadable)
		log.warn(
			{ kind: unreadable, update: id },
			"an update cannot be read; it is skipped",
		);
	if (!event) return { id, safe: true };
	try {
		await receive(event);
		return { id, safe: true };
	} catch (err) {
		log.error(
			{ err, update: id },
			"an update cannot be recorded; Telegram will deliver it again",
		);
		return { id, safe: false };
	}
}
