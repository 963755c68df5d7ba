/** What the bot says in a chat, before a platform gives it its form. */

export interface QuotedPassage {
	text: string;
	/** Offsets in `text` of what was asked for, `end` excluded: for a platform to show in bold. */
	key?: [start: number, end: number];
	article: { id: string; title: string; issue: string | null };
}

/**
 * What a line is, so that a platform can draw it: the paper's own words, where they stand, an entry of a list, or the
 * bot's own words. A line may hold line ends of its own.
 */
export interface Line {
	role: "paper" | "source" | "entry" | "own";
	text: string;
}

export interface Reply {
	status: "answered" | "not_found" | "small_talk" | "clarify";
	/** The whole reply as plain text, at most 400 characters: its lines, one under the other. */
	text: string;
	lines: Line[];
	/** Word for word from the paper; each stands in `text`. */
	quotes: QuotedPassage[];
	related: { id: string; title: string }[];
}

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
