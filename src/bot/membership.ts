/** What happens when the bot comes to a chat, leaves it, or the chat moves to another id. */

import type { Joined, Left, Moved } from "../chat/incoming.ts";
import type { Button } from "../chat/reply.ts";
import { writeAction } from "./action.ts";
import type { BotParts } from "./bot.ts";
import { NOTHING, type Outcome, PRIORITY } from "./outcome.ts";
import { plainReply } from "./replies/reply-parts.ts";
import { fill } from "./wording.ts";

export async function joined(
	{ place, direct, title }: Joined,
	parts: BotParts,
): Promise<Outcome> {
	const { platform, chat } = place;
	const now = parts.now().getTime();
	const known = await parts.store.chats.find(platform, chat);
	// Who unblocks the bot is about to speak to it: nothing to greet, and nothing to remember.
	if (direct && !known) return NOTHING;
	const wording = parts.wording();
	const words =
		parts.defaults.listens === "questions"
			? wording.greeting_questions
			: wording.greeting;
	// Who has been here before has been asked.
	const asks = known === null;
	const text = fill(words, { name: parts.name });
	const reply = plainReply(
		"small_talk",
		asks ? `${text}\n${wording.greeting_subscribe}` : text,
	);
	const subscribe: Button = {
		label: wording.settings.button_subscribe,
		action: writeAction({ do: "subscribed", value: true }),
	};
	return {
		...NOTHING,
		async save({ chats }) {
			await chats.join({ platform, chat, title, group: !direct }, now);
			if (!known) await chats.change(platform, chat, parts.defaults);
		},
		says:
			direct || known?.active
				? []
				: [
						{
							place,
							group: true,
							priority: PRIORITY.answer,
							shown: null,
							outgoing: () => ({
								reply,
								buttons: asks ? [[subscribe]] : [],
								answers: null,
								edits: null,
							}),
						},
					],
	};
}

export function left({ place }: Left, parts: BotParts): Outcome {
	const now = parts.now().getTime();
	return {
		...NOTHING,
		async save({ chats, outbox }) {
			await chats.leave(place.platform, place.chat, now);
			await outbox.drop(place.platform, place.chat, now);
		},
	};
}

export function moved({ place, to }: Moved, parts: BotParts): Outcome {
	return {
		...NOTHING,
		save: ({ chats }) =>
			chats.move(place.platform, place.chat, to, parts.now().getTime()),
	};
}
