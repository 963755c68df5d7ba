/** What an answer showed, kept so that its buttons work for as long as its message can be seen. */

import { z } from "zod";
import type { Article } from "../answering/answer.ts";
import { Reply } from "../chat/reply.ts";

export const Shown = z.object({
	/** Whether the bot's own words are in traditional characters. */
	traditional: z.boolean(),
	/** To go back to; null where an article was opened by itself. */
	reply: Reply.nullable(),
	/** Ids of the articles that can be opened from it. */
	articles: z.array(z.string()),
	/** Ids of those that may help besides. */
	related: z.array(z.string()),
	/** Every line of a list, not only those that were shown. */
	list: z.array(z.object({ article: z.string(), text: z.string() })).nullable(),
	/** Members are asked whether it helped. */
	rated: z.boolean(),
});
export type Shown = z.infer<typeof Shown>;

/** What a message shows, as far as it was asked for; its buttons lead from one to the other. */
export const View = z.discriminatedUnion("of", [
	z.object({ of: z.literal("answer") }),
	z.object({ of: z.literal("list"), from: z.number() }),
	z.object({ of: z.literal("related") }),
	/** An article, by its place among those that can be opened (related ones after the others); `from`: the list's line to go back to. */
	z.object({
		of: z.literal("article"),
		at: z.number(),
		page: z.number(),
		from: z.number(),
	}),
]);
export type View = z.infer<typeof View>;

const ANSWER: View = { of: "answer" };

/** What the store keeps of an answer. What earlier versions kept has not all of it. */
export const Kept = Shown.extend({
	/** What it was sent with. */
	first: View.default(ANSWER),
	/** Changed by whoever presses a button; everybody in the chat sees the same. */
	view: View.default(ANSWER),
	/** The member's message that was answered. */
	asked: z.string().nullable().default(null),
	/** Whether it stands in a group: not every platform says that with a click. */
	group: z.boolean().default(true),
});
export type Kept = z.infer<typeof Kept>;

/** Null for what cannot be read. */
export function readKept(content: string): Kept | null {
	return Kept.safeParse(JSON.parse(content)).data ?? null;
}

/** The article that a view names; null when it was withdrawn. */
export function articleIn(
	shown: Shown,
	at: number,
	find: (id: string) => Article | null,
): Article | null {
	const id = [...shown.articles, ...shown.related][at];
	return id === undefined ? null : find(id);
}
