/** The English words that members ask with, and what the paper calls them: `config/glossary.yml`, kept by the staff. */

import { parse } from "yaml";
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

/** An empty value is a line that someone has not finished. */
const Renderings = z.union([z.string(), z.number()]).transform(String);

const GlossaryFile = z.strictObject({
	words: z.record(z.string(), Renderings).default({}),
	questions: z.record(z.string(), Renderings).default({}),
	ignore: z.string().default(""),
});

/** Reads the text of the file. @throws z.ZodError or the YAML parser's error, both naming the place. */
export function parseGlossary(text: string): Glossary {
	const file = GlossaryFile.parse(parse(text));
	return {
		words: new Map(
			Object.entries(file.words).map(([phrase, value]) => [
				phraseKey(phrase),
				value.split(/\s+/).filter((word) => word !== ""),
			]),
		),
		questions: new Map(
			Object.entries(file.questions).map(([phrase, value]) => [
				phraseKey(phrase),
				value.trim(),
			]),
		),
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

function phraseKey(phrase: string): string {
	return phrase.toLowerCase().trim().split(/\s+/).map(stem).join(" ");
}
