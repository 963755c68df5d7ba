/** Takes one event in, whichever way it came. */

import type { Receive } from "../../chat/adapter.ts";
import type { Click } from "../../chat/incoming.ts";
import type { Chats } from "./chats.ts";
import type { Clicks } from "./clicks.ts";
import type { LarkLog } from "./connection.ts";
import { mayBeForBot, readEvent } from "./event.ts";

export interface Listener {
	/** Null while it is not known. */
	botId(): string | null;
	/** Whether the bot said this message. */
	isOwn(messageId: string): boolean;
	chats: Chats;
	clicks: Clicks;
	receive: Receive;
	log: LarkLog;
	/** Milliseconds since 1970. */
	now: () => number;
	onInbound(): void;
}

export interface TakenIn {
	/** False when Lark must deliver it again. */
	safe: boolean;
	/** What Lark is answered: for a card callback what the client shows. */
	response: object;
}

/** What cannot be read is skipped: delivered again it would not be any clearer. */
export async function takeIn(
	raw: unknown,
	listener: Listener,
): Promise<TakenIn> {
	const { chats, receive, log, now } = listener;
	listener.onInbound();
	if (listener.botId() === null && mayBeForBot(raw, listener.isOwn))
		return AGAIN;
	const { id, event, unreadable } = readEvent(raw, {
		botId: listener.botId(),
		isOwn: listener.isOwn,
		titleOf: chats.titleOf,
		now: now(),
	});
	if (unreadable)
		log.warn(
			{ kind: unreadable, event: id },
			"an event cannot be read; it is skipped",
		);
	if (!event) return NOTHING;
	if (event.kind === "click") return takeClick(event, listener);
	if (event.kind === "message") chats.learn(event.place.chat, event.direct);
	try {
		await receive(event);
		return NOTHING;
	} catch (err) {
		log.error(
			{ err, event: id },
			"an event cannot be recorded; Lark will deliver it again",
		);
		return AGAIN;
	}
}

const NOTHING: TakenIn = { safe: true, response: {} };
const AGAIN: TakenIn = { safe: false, response: {} };

/** Lark waits for the answer, and does not deliver a click again: what the store takes too long for goes on without it. */
async function takeClick(
	click: Click,
	{ chats, clicks, receive, log }: Listener,
): Promise<TakenIn> {
	const notice = clicks.noticeFor(click.id);
	const direct = chats.isDirect(click.place.chat);
	const recorded = receive({ ...click, direct });
	try {
		// Whichever fails or ends first: a failure is told at once, a success is waited for until there is a notice.
		const said = await Promise.race([notice, recorded.then(() => notice)]);
		recorded.catch((err) =>
			log.error({ err }, "a click cannot be recorded; it is lost"),
		);
		return {
			safe: true,
			response: said === null ? {} : { toast: { type: "info", content: said } },
		};
	} catch (err) {
		clicks.answer(click.id, null);
		log.error({ err }, "a click cannot be recorded; whoever pressed is told");
		return AGAIN;
	}
}
