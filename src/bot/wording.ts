/** What the bot says in its own words: the schema of `config/wording.yml`, and how a line of it is filled. */

import { z } from "zod";

const Line = z.string().min(1);

/** A line that must keep these placeholders: without them the reply would lack its point. */
const lineWith = (...names: string[]) =>
	Line.refine((line) => names.every((name) => line.includes(`{${name}}`)), {
		message: `must keep ${names.map((name) => `{${name}}`).join(", ")}`,
	});

export const Wording = z.strictObject({
	/** The way to a human where the paper is silent; a clause without its full stop. */
	human: Line,
	answer: z.strictObject({
		source: lineWith("source"),
		approved: lineWith("source"),
		dated: lineWith("word", "date"),
		undated: lineWith("word"),
		passed: lineWith("date"),
		broken_off: Line,
		related: lineWith("titles"),
		list: Line,
	}),
	not_found: z.strictObject({
		text: Line,
		nearest: lineWith("title"),
		human: lineWith("human"),
	}),
	clarify: Line,
	small_talk: z.strictObject({
		greeting: Line,
		thanks: Line,
		insult: Line,
		about_bot: Line,
		farewell: Line,
		chatter: Line,
	}),
	commands: z.strictObject({
		help: Line,
		unknown: Line,
		suggestion: lineWith("suggestion"),
		latest: Line,
		events: Line,
		policies: Line,
		empty: Line,
		open_hint: Line,
		which_article: Line,
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
