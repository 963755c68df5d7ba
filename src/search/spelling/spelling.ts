/** Brings a member's spelling to the paper's: slips of the keyboard, pinyin and English. */

import { isHan } from "../analyzer.ts";
import type { ArticleIndex } from "../article-index.ts";
import { fold } from "../fold.ts";
import type { Dictionary } from "./dictionary.ts";
import { readEnglish } from "./english.ts";
import { type Glossary, knowsWord } from "./glossary.ts";
import { type Respelled, respell } from "./respell.ts";
import { readRomanised } from "./romanised.ts";
import { isPinyin } from "./syllables.ts";

export interface SpellingParts {
	glossary: Glossary;
	dictionary: Dictionary;
}

/**
 * The question as the paper would write it, folded, with what was changed; no changes for a question that needs none.
 * Latin words in a Chinese question stay unless they sound like what an article prints (App, WiFi, AED, 5G, CT stay).
 */
export function readSpelling(
	question: string,
	index: ArticleIndex,
	parts: SpellingParts,
): Respelled {
	const { glossary, dictionary } = parts;
	const folded = fold(question);
	if (!LATIN_WORD.test(folded)) return respell(folded, index, dictionary);
	const words = folded.match(WORDS) ?? [];
	const latin = words.filter((word) => LATIN_WORD.test(word));
	const text = hasHan(folded)
		? readMixed(folded, index, parts)
		: isEnglish(latin, glossary)
			? readEnglish(words, index, glossary, dictionary)
			: readMixed(folded, index, parts);
	if (text === null || text === folded)
		return hasHan(folded)
			? respell(folded, index, dictionary)
			: { text: folded, changes: [] };
	return { text, changes: [{ from: folded, to: text }] };
}

/** Two letters or more in a row. */
const LATIN_WORD = /[a-z]{2}/;
const WORDS = /[a-z]+(?:[-'’][a-z]+)*|\d+(?:[.,:]\d+)*/g;

function hasHan(text: string): boolean {
	for (let i = 0; i < text.length; i++)
		if (isHan(text.charCodeAt(i))) return true;
	return false;
}

/** A sentence is English when it has English words that are no pinyin, or nothing but English words. */
function isEnglish(words: readonly string[], glossary: Glossary): boolean {
	const known = words.filter((word) => knowsWord(glossary, word));
	return known.length === words.length || known.some((word) => !isPinyin(word));
}

/** Words of Latin letters with nothing but spaces between them, and no figure glued to them (5g, a4). */
const LATIN_STRETCH =
	/(?<![a-z\d])[a-z]+(?:['’]?[a-z]+)*(?: +[a-z]+(?:['’]?[a-z]+)*)*(?![a-z\d])/g;

/** So much of the letters must be words that articles print, or that everybody asks with. */
const UNDERSTOOD = 0.75;

function readMixed(
	folded: string,
	index: ArticleIndex,
	{ glossary, dictionary }: SpellingParts,
): string {
	const chinese = folded.replace(LATIN_STRETCH, " ");
	// What is read of one stretch helps to read the next, the longest first.
	let around = chinese;
	const stretches = folded.match(LATIN_STRETCH) ?? [];
	const readings = new Map<string, string>();
	let letters = 0;
	let understood = 0;
	const unsure: string[] = [];
	for (const stretch of stretches.sort((a, b) => b.length - a.length)) {
		const words = stretch.split(/[ '’]+/);
		if (words.every((word) => index.has(word) || word.length < 2)) continue;
		// Product names stand between words that are pinyin (app zenme xiazai).
		const runs = runsOf(words, (word) => isPinyin(word) && !index.has(word));
		const read = runs.map(({ words: run, fits }) => {
			const size = run.join("").length;
			if (!fits)
				return (
					(hasHan(chinese) && readEnglish(run, index, glossary, dictionary)) ||
					run.join(" ")
				);
			const chars = readRomanised(run, around, index, dictionary);
			if (!chars || size <= 2) return run.join(" ");
			letters += size;
			understood += size * chars.understood;
			if (chars.understood < UNDERSTOOD) unsure.push(stretch);
			return chars.text;
		});
		readings.set(stretch, read.join(" "));
		around += ` ${read.join(" ")}`;
	}
	// A short stretch is believed beside others that are understood; beside Chinese it may be a foreign name.
	if (hasHan(chinese) || understood < UNDERSTOOD * letters)
		for (const stretch of unsure) readings.delete(stretch);
	return folded.replace(
		LATIN_STRETCH,
		(stretch) => readings.get(stretch) ?? stretch,
	);
}

/** Neighbouring words that all fit, or all do not. */
function runsOf(
	words: readonly string[],
	fits: (word: string) => boolean,
): { words: string[]; fits: boolean }[] {
	const runs: { words: string[]; fits: boolean }[] = [];
	for (const word of words) {
		const last = runs.at(-1);
		if (last && last.fits === fits(word)) last.words.push(word);
		else runs.push({ words: [word], fits: fits(word) });
	}
	return runs;
}
