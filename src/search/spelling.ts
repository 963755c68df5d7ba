/** Brings a member's spelling to the paper's: slips of the keyboard, pinyin and English. */

import { isHan } from "./analyzer.ts";
import type { ArticleIndex } from "./article-index.ts";
import { readEnglish } from "./english.ts";
import { fold } from "./fold.ts";
import { type Glossary, knowsWord } from "./glossary.ts";
import { type CutWords, type Respelled, respell } from "./respell.ts";
import { readRomanised } from "./romanised.ts";
import { isPinyin } from "./syllables.ts";

export interface SpellingParts {
	glossary: Glossary;
	cutWords: CutWords;
}

/**
 * The question as the paper would write it, folded, with what was changed; no changes for a question that needs none.
 * Latin words in a Chinese question stay unless they sound like what an article prints (App, WiFi, AED, 5G, CT stay).
 */
export function readSpelling(
	question: string,
	index: ArticleIndex,
	{ glossary, cutWords }: SpellingParts,
): Respelled {
	const folded = fold(question);
	if (!LATIN_WORD.test(folded)) return respell(folded, index, cutWords);
	const words = folded.match(WORDS) ?? [];
	const latin = words.filter((word) => LATIN_WORD.test(word));
	const text = hasHan(folded)
		? readMixed(folded, index, glossary)
		: isEnglish(latin, glossary)
			? readEnglish(words, index, glossary)
			: readMixed(folded, index, glossary);
	if (text === null || text === folded)
		return hasHan(folded)
			? respell(folded, index, cutWords)
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

/** So much of a stretch must be words that articles print, or that everybody asks with. */
const UNDERSTOOD = 0.75;

function readMixed(
	folded: string,
	index: ArticleIndex,
	glossary: Glossary,
): string {
	const chinese = folded.replace(LATIN_STRETCH, " ");
	return folded.replace(LATIN_STRETCH, (stretch) => {
		const words = stretch.split(/[ '’]+/);
		if (words.every((word) => index.has(word) || word.length < 2))
			return stretch;
		// Product names stand between words that are pinyin (app zenme xiazai).
		return runsOf(words, (word) => isPinyin(word) && !index.has(word))
			.map(({ words: run, fits }) => {
				if (!fits)
					return (
						(chinese.trim() !== "" && readEnglish(run, index, glossary)) ||
						run.join(" ")
					);
				const read = readRomanised(run, chinese, index);
				const telling = run.join("").length > 2;
				return read && telling && read.understood >= UNDERSTOOD
					? read.text
					: run.join(" ");
			})
			.join(" ");
	});
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
