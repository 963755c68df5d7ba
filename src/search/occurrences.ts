/** Finds where the terms of a question stand in a text, in one pass over its characters. */

import { isHan, isWordUnit, readWord } from "./analyzer.ts";

export interface Occurrence {
	/** Place of the term in the list that the finder was made for. */
	term: number;
	/** Offset in the text. */
	at: number;
	/** Which sentence of the text it stands in, from 0. */
	sentence: number;
}

/** Gives the occurrences of its terms in a folded text, in reading order. */
export type Finder = (folded: string) => Occurrence[];

/**
 * A finder for terms as the analyzer makes them, and for single Han characters, which it finds inside words too.
 * Each term is a list of texts that stand for one another. The cost grows with the length of the text, not with the number of terms: fifty articles are read for each question.
 */
export function createFinder(terms: readonly (readonly string[])[]): Finder {
	const numbers = new Map<string, number>();
	// A text of two terms belongs to the first.
	for (const [n, texts] of terms.entries())
		for (const text of texts) if (!numbers.has(text)) numbers.set(text, n);
	const characters = new Set<number>();
	for (const text of numbers.keys()) {
		for (let i = 0; i < text.length; i++) characters.add(text.charCodeAt(i));
	}
	// Most characters of a text are in no term; a table dismisses them without cutting a string.
	const known = new Uint8Array(0x10000);
	for (const unit of characters) known[unit] = 1;

	return (folded) => {
		const found: Occurrence[] = [];
		let sentence = 0;
		const look = (term: string, at: number) => {
			const number = numbers.get(term);
			if (number !== undefined) found.push({ term: number, at, sentence });
		};
		for (let i = 0; i < folded.length; ) {
			const unit = folded.charCodeAt(i);
			if (isHan(unit)) {
				if (known[unit] === 1) {
					look(folded.charAt(i), i);
					const next = folded.charCodeAt(i + 1);
					if (known[next] === 1 && isHan(next)) {
						look(folded.slice(i, i + 2), i);
					}
				}
				i++;
			} else if (isWordUnit(unit)) {
				const words: string[] = [];
				const end = readWord(folded, i, words);
				for (const word of words) look(word, i);
				i = end;
			} else {
				if (SENTENCE_ENDS.has(unit)) sentence++;
				i++;
			}
		}
		return found;
	};
}

/** What ends a sentence in folded text: for nearness, a cut inside speech does no harm. */
const SENTENCE_ENDS = new Set(
	[..."。!?;…\n"].map((sign) => sign.charCodeAt(0)),
);
