/** What the bot says in its own words: the schema of `config/wording.yml`, and how a line of it is filled. */

import { z } from "zod";
import type { ToTraditional } from "./traditional.ts";

const Line = z.string().min(1);

/** A line that must keep these placeholders: without them the reply would lack its point. */
const lineWith = (...names: string[]) =>
	Line.refine((line) => names.every((name) => line.includes(`{${name}}`)), {
		message: `must keep ${names.map((name) => `{${name}}`).join(", ")}`,
	});

export const Wording = z.strictObject({
	/** The way to a human where the paper is silent; a clause without its full stop. */
	human: Line,
	/** For subjects on the operator's list. */
	sensitive: Line,
	answer: z.strictObject({
		source: lineWith("source"),
		approved: lineWith("source"),
		dated: lineWith("word", "date"),
		undated: lineWith("word"),
		passed: lineWith("date"),
		broken_off: Line,
		damaged: Line,
		related: lineWith("titles"),
		/** Above the related articles, one a line. */
		related_heading: Line,
	}),
	list: z.strictObject({
		heading: Line,
		/** Above the next page. */
		next: Line,
		more: lineWith("count"),
		open_hint: lineWith("number"),
		finished: Line,
	}),
	not_found: z.strictObject({
		text: Line,
		missing: lineWith("what"),
		missing_years: lineWith("what", "printed"),
		missing_other: lineWith("what", "printed"),
		nearest: lineWith("title"),
		human: lineWith("human"),
	}),
	clarify: Line,
	choose: lineWith("choices"),
	small_talk: z.strictObject({
		greeting: Line,
		thanks: Line,
		insult: Line,
		about_bot: Line,
		farewell: Line,
		human: lineWith("human"),
		distress: Line,
		mood: Line,
		chatter: Line,
	}),
	commands: z.strictObject({
		help: Line,
		unknown: Line,
		suggestion: lineWith("suggestion"),
		empty: Line,
		which_article: Line,
		no_such_number: lineWith("last"),
		no_such_number_of_one: Line,
		more: Line,
		finished: Line,
		nothing_open: Line,
		forgotten: Line,
		/** In a direct chat. */
		forgotten_direct: Line,
		/** Which page of an article this is. */
		page: lineWith("page", "pages"),
		ask_empty: Line,
		feedback_empty: Line,
		feedback_thanks: Line,
		/** What staff see. */
		feedback_list: Line,
		feedback_none: Line,
		help_group: Line,
		help_staff: Line,
	}),
	buttons: z.strictObject({
		text: Line,
		related: Line,
		nearest: Line,
		previous: Line,
		next: Line,
		back: Line,
		useful: Line,
		useless: Line,
		/** Short notices to whoever pressed one. */
		thanks: Line,
		expired: Line,
		withdrawn: Line,
		slow: Line,
	}),
	settings: z.strictObject({
		heading: Line,
		heading_direct: Line,
		listens: Line,
		listens_questions: Line,
		/** What it takes for the bot to see all that is said in a group, by platform. */
		sees_all: z.record(z.string(), Line),
		receives: Line,
		receives_not: Line,
		button_addressed: Line,
		button_questions: Line,
		button_subscribe: Line,
		button_unsubscribe: Line,
		subscribed: Line,
		unsubscribed: Line,
		changed: Line,
		only_administrators: Line,
		who_decides_unknown: Line,
	}),
	whoami: z.strictObject({
		you: lineWith("id"),
		group: lineWith("chat"),
		hidden: Line,
	}),
	privacy: z.strictObject({
		text: lineWith(
			"inbox_hours",
			"answers_days",
			"unanswered_days",
			"feedback_days",
		),
		/** What else a platform's members should know, by its name. */
		platforms: z.record(z.string(), Line),
	}),
	staff: z.strictObject({
		only: Line,
		in_private: Line,
		unanswered_none: Line,
		unanswered_heading: Line,
		unanswered_line: lineWith("question"),
		stats: Line,
		comments: Line,
		/** Staff sent a file. */
		file: lineWith("name"),
		censored: lineWith("titles"),
	}),
	/** What commands are called in a platform's menu. */
	menu: z.record(z.string(), Line),
	/** Said when the bot is added to a group, and the second where it answers every question. */
	greeting: Line,
	greeting_questions: Line,
	/** One person, or a group together, asks too much. */
	limited: z.strictObject({ person: Line, group: Line }),
	/** A picture, a voice message. */
	only_text: Line,
	/** The platform lets nobody see what the bot said. */
	censored: lineWith("human"),
	failed: Line,
});
export type Wording = z.infer<typeof Wording>;

/** Replaces each {name} by its value; the values are not searched for placeholders again. */
export function fill(line: string, values: Record<string, string>): string {
	return line.replace(
		/\{(\w+)\}/g,
		(whole, name: string) => values[name] ?? whole,
	);
}

/** The same wording in traditional characters; names of commands are understood in both. */
export function inTraditional(
	wording: Wording,
	toTraditional: ToTraditional,
): Wording {
	// As one text, because the converter is faster with one text than with many; names and braces are no Chinese.
	return Wording.parse(JSON.parse(toTraditional(JSON.stringify(wording))));
}
