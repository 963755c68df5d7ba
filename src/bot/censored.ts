/** A platform let nobody see an answer, for what it says: the member hears that there was one, staff hear which. */

import type { Place } from "../chat/incoming.ts";
import type { BotParts } from "./bot.ts";
import { NOTHING, type Outcome, PRIORITY, type Saying } from "./outcome.ts";
import { plainReply } from "./replies/reply-parts.ts";
import { readKept } from "./shown.ts";
import { fill } from "./wording.ts";

/** What was refused, as it stood in the outbox. */
export interface Censored {
	platform: string;
	chat: string;
	group: boolean;
	/** What it showed; of what shows nothing of the paper there is nothing to tell. */
	answer: number | null;
}

const DAY_MS = 24 * 3_600_000;

export async function censored(
	{ platform, chat, group, answer }: Censored,
	{ store, shelf, staff, wording, now }: BotParts,
): Promise<Outcome> {
	const kept = answer === null ? null : await store.answers.find(answer);
	const shown = kept && readKept(kept.content);
	if (!kept || !shown) return NOTHING;
	const titles = shown.articles
		.slice(0, MAX_TITLES)
		.map((id) => `《${shelf.find(id)?.title ?? id}》`)
		.join("");
	const words = wording();
	const at = now().getTime();
	// Other views of the same answer, and votes on it, may be refused as well: that is heard once.
	const member: Saying = {
		...saying(
			kept.place,
			fill(words.censored, { human: words.human }),
			shown.asked,
		),
		group,
		once: `censored ${answer}`,
	};
	// Their own ids are where they are written to directly. Once a day for the same articles is enough.
	const day = Math.floor(at / DAY_MS);
	const told = (staff[platform] ?? []).map((id) => ({
		...saying(
			{ platform, chat: id, topic: null },
			fill(words.staff.censored, { titles }),
			null,
		),
		once: `censored ${platform} ${id} ${shown.articles.join(" ")} ${day}`,
	}));
	return {
		...NOTHING,
		says: [member, ...told],
		async save({ answers, audit }) {
			// What it was sent with the platform takes for certain.
			await answers.change(
				answer as number,
				JSON.stringify({ ...shown, view: shown.first }),
			);
			await audit.add(
				{
					platform,
					actor: platform,
					action: "censored",
					subject: `${group ? chat : "direct"} ${titles}`,
					allowed: false,
				},
				at,
			);
		},
	};
}

/** More would not fit a message on a phone. */
const MAX_TITLES = 5;

function saying(place: Place, text: string, answers: string | null): Saying {
	return {
		place,
		group: false,
		priority: PRIORITY.answer,
		shown: null,
		outgoing: () => ({
			reply: plainReply("clarify", text),
			buttons: [],
			answers,
			edits: null,
		}),
	};
}
