/** The English words that members ask with, and what the paper calls them: `config/glossary.yml`, kept by the staff. */

import { z } from "zod";
import { stem } from "./stem.ts";

/** Phrases are known by the stems of their words, joined by spaces. */
export interface Glossary {
	/** What the paper may call a thing, the commonest first. */
	words: ReadonlyMap<string, readonly string[]>;
	/** Ways of asking, which stand at the end of a Chinese question. */
	questions: ReadonlyMap<string, string>;
	/** Words that say nothing of their own, as written. */
	ignored: ReadonlySet<string>;
}

/** The longest phrase that is looked up: what is the name of. */
export const MAX_PHRASE_WORDS = 5;

/** Nothing behind the colon is a line that someone has not finished: it counts for nothing. */
const Renderings = z
	.union([z.string(), z.number(), z.null()])
	.transform((value) => String(value ?? "").trim());

export const GlossaryFile = z.strictObject({
	words: z.record(z.string(), Renderings).default({}),
	questions: z.record(z.string(), Renderings).default({}),
	ignore: z.string().default(""),
});
export type GlossaryFile = z.infer<typeof GlossaryFile>;

export function createGlossary(file: GlossaryFile): Glossary {
	const words = finished(file.words).map(
		([phrase, value]): [string, string[]] => [phrase, value.split(/\s+/)],
	);
	return {
		words: new Map(words),
		questions: new Map(finished(file.questions)),
		ignored: new Set(file.ignore.split(/\s+/)),
	};
}

/** Whether a word means something to the glossary by itself. */
export function knowsWord(glossary: Glossary, word: string): boolean {
	const key = stem(word);
	return (
		glossary.ignored.has(word) ||
		glossary.words.has(key) ||
		glossary.questions.has(key)
	);
}

function finished(entries: Record<string, string>): [string, string][] {
	return Object.entries(entries)
		.filter(([, value]) => value !== "")
		.map(([phrase, value]) => [phraseKey(phrase), value]);
}

function phraseKey(phrase: string): string {
	return phrase.toLowerCase().trim().split(/\s+/).map(stem).join(" ");
}
