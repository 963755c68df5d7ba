/** What the bot says in a chat, before a platform gives it its form. */

import { z } from "zod";

export const QuotedPassage = z.object({
	text: z.string(),
	/** Offsets in `text` of what was asked for, `end` excluded: for a platform to show in bold. */
	key: z.tuple([z.number(), z.number()]).optional(),
	article: z.object({
		id: z.string(),
		title: z.string(),
		issue: z.string().nullable(),
	}),
});
export type QuotedPassage = z.infer<typeof QuotedPassage>;

/**
 * What a line is, so that a platform can draw it: the paper's own words, where they stand, an entry of a list, the
 * bot's own words, or a hint of what to type next, which a platform leaves out where buttons say it. A line may hold
 * line ends of its own.
 */
export const Line = z.object({
	role: z.enum(["paper", "source", "entry", "own", "hint"]),
	text: z.string(),
	/** Offsets in `text` of what a platform is to show in bold, `end` excluded; within one of its lines. */
	strong: z.tuple([z.number(), z.number()]).optional(),
});
export type Line = z.infer<typeof Line>;

export const Reply = z.object({
	status: z.enum(["answered", "not_found", "small_talk", "clarify"]),
	/** The whole reply as plain text, at most 400 characters: its lines, one under the other. */
	text: z.string(),
	lines: z.array(Line),
	/** Word for word from the paper; each stands in `text`. */
	quotes: z.array(QuotedPassage),
	related: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type Reply = z.infer<typeof Reply>;

/** What is said to a chat, and how it hangs on what was said before. */
export interface Outgoing {
	reply: Reply;
	/** Rows of buttons under the message. */
	buttons: Button[][];
	/** The member's message that this answers, to be quoted where the platform can. */
	answers: string | null;
	/** The bot's own message whose place this takes. */
	edits: string | null;
}

export interface Button {
	label: string;
	/** Comes back in a {@link Click}; ASCII, at most {@link MAX_ACTION} characters. */
	action: string;
}

/** Telegram's limit for `callback_data`, the tightest: https://core.telegram.org/bots/api#inlinekeyboardbutton */
export const MAX_ACTION = 64;
