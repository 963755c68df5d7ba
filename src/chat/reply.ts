/** What the bot says in a chat, before a platform gives it its form. */

export interface QuotedPassage {
	text: string;
	/** Offsets in `text` of what was asked for, `end` excluded: for a platform to show in bold. */
	key?: [start: number, end: number];
	article: { id: string; title: string; issue: string | null };
}

export interface Reply {
	status: "answered" | "not_found" | "small_talk" | "clarify";
	/** The whole reply as plain text, at most 400 characters. */
	text: string;
	/** Word for word from the paper; each stands in `text`. */
	quotes: QuotedPassage[];
	related: { id: string; title: string }[];
}
