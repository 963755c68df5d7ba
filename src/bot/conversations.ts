/** What the bot keeps in mind of a conversation: a person's last questions in one place, and what it showed them. */

import { z } from "zod";
import type { Place } from "../chat/incoming.ts";
import type { ConversationTable, Talk } from "../store/store.ts";

/** What 继续 goes on with: a page of an article, or the list that answers a question, from a line. */
const Open = z.union([
	z.object({ article: z.string(), page: z.number() }),
	z.object({ list: z.string(), offset: z.number() }),
]);
export type Open = z.infer<typeof Open>;

const Conversation = z.object({
	/** Oldest first. */
	questions: z.array(z.string()),
	/** Articles of the last reply (of a list: of all its pages so far), so that 全文 2 can name one by its number. */
	shown: z.array(z.string()),
	open: Open.nullable(),
	/** The issue that a member of staff works on. */
	desk: z.string().nullable().default(null),
	/** A text of theirs that may go on in their next message. */
	paste: z
		.object({ name: z.string(), text: z.string(), at: z.number() })
		.nullable()
		.default(null),
	/** The next file of theirs replaces the page that it was before. */
	replaces: z.boolean().default(false),
});
export type Conversation = z.infer<typeof Conversation>;

export const SILENCE: Conversation = {
	questions: [],
	shown: [],
	open: null,
	desk: null,
	paste: null,
	replaces: false,
};

const MAX_QUESTIONS = 3;

export async function recall(
	table: ConversationTable,
	talk: Talk,
	now: number,
): Promise<Conversation> {
	const content = await table.recall(talk, now);
	if (content === null) return SILENCE;
	const parsed = Conversation.safeParse(JSON.parse(content));
	return parsed.success ? parsed.data : SILENCE;
}

export function keep(
	table: ConversationTable,
	talk: Talk,
	conversation: Conversation,
	now: number,
): Promise<void> {
	const questions = conversation.questions.slice(-MAX_QUESTIONS);
	return table.keep(talk, JSON.stringify({ ...conversation, questions }), now);
}

/** Two people in one group have a conversation each, and so has one person in two topics. */
export function talkOf(place: Place, person: string): Talk {
	return { place, person };
}
