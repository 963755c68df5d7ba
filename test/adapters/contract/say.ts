/** Says something as the bot does: what was rendered is kept as JSON, then each call is made in its turn. */

import type { Call, Delivery } from "../../../src/chat/adapter.ts";
import type { Line, Outgoing, QuotedPassage } from "../../../src/chat/reply.ts";
import { outgoing, own } from "../telegram/replies.ts";
import type { Room, Shown, Stage } from "./stage.ts";

export interface SayOptions extends Partial<Outgoing> {
	quotes?: QuotedPassage[];
	topic?: string | null;
}

/** @returns how the last of the calls ended. */
export async function say(
	stage: Stage,
	room: Pick<Room, "chat">,
	words: string | Line[],
	options: SayOptions = {},
): Promise<Delivery> {
	let last: Delivery | null = null;
	for (const call of callsFor(stage, room, words, options))
		last = await stage.adapter.deliver(room.chat, call);
	if (!last) throw new Error("nothing to say");
	return last;
}

export function callsFor(
	{ adapter }: Stage,
	{ chat }: Pick<Room, "chat">,
	words: string | Line[],
	{ topic = null, ...fields }: SayOptions = {},
): Call[] {
	const lines = typeof words === "string" ? [own(words)] : words;
	const calls = adapter.render(outgoing(lines, fields), {
		platform: adapter.platform,
		chat,
		topic,
	});
	return JSON.parse(JSON.stringify(calls));
}

/** What members saw last. */
export function lastShown(stage: Stage): Shown {
	const shown = stage.shown().at(-1);
	if (!shown) throw new Error("the bot has said nothing");
	return shown;
}
