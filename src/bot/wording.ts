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
	}),
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
