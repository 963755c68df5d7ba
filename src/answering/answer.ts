/** What the answering room returns: the paper's words and where they stand, without the bot's own wording. */

import type { Article } from "../knowledge/article.ts";

export type AnswerStatus = "answered" | "not_found" | "small_talk" | "clarify";

export type { Article };

/** A stretch of the paper, word for word. */
export interface Quote {
	text: string;
	article: Article;
	/** Offsets in `text` of the value asked for (the amount, date, number or name), `end` excluded. */
	key?: [start: number, end: number];
	/** The text breaks off behind it: its end is not on the page. */
	breaksOff?: boolean;
}

/** What talk the member makes, where it is not a question to the paper. */
export type SmallTalk =
	| "greeting"
	| "thanks"
	| "insult"
	| "about_bot"
	| "farewell"
	/** A person is wanted instead of the bot. */
	| "human"
	/** Whoever says so must not be told that the paper is silent: 不想活了. */
	| "distress"
	/** Tired, sad, glad. */
	| "mood"
	/** Agreement, nothing at all. */
	| "chatter";

/** Why the best sentence does not answer: for logs and for measuring. */
export type Refusal =
	/** A place, time, number or name of the question is printed in no article that fits. */
	| "constraint"
	/** It speaks of another place than the asked one. */
	| "place"
	/** Nothing of the expected kind (an amount, a date …) stands there. */
	| "kind"
	/** The article does not print a word of the question. */
	| "word"
	/** An organisation is spoken of, but not named. */
	| "unnamed"
	/** A number of things is not named one by one. */
	| "enumeration"
	/** Others of the series are printed, the asked rank or edition is not. */
	| "ordinal"
	/** The asked year does not stand beside the answer. */
	| "time"
	/** Too little of the question is covered. */
	| "mass"
	/** The article breaks off in the very sentence. */
	| "broken_off";

export interface Answer {
	status: AnswerStatus;
	/** What answers, best first. Empty unless `answered` or `clarify`. */
	quotes: Quote[];
	/** The quotes are a list, one line each, instead of one answer. */
	list?: boolean;
	/** Where the quote comes from, in the staff's words, when it is an answer that they approved and not the paper's. */
	approvedBy?: string;
	/** Other articles that may help; for `not_found` the nearest one comes first. */
	related: Article[];
	smallTalk?: SmallTalk;
	refusal?: Refusal;
	/**
	 * For `not_found`: the place, year, name or attribute of the question that nothing prints (`what`), and what the
	 * nearest article prints in its stead.
	 */
	missing?: { what: string; printed?: string[] };
	/** For `clarify`: what the question may mean, to choose between. */
	choices?: string[];
	/** Articles as the search ranked them, best first, at most ten: for measuring. */
	ranking: Article[];
	/** True when the question was written in traditional characters. */
	traditional: boolean;
}

/** A question and what the same person asked before it, oldest first. */
export interface Question {
	text: string;
	context: string[];
}
