/** Which naming words of a question an article does not print, in any writing. */

import type { Concept } from "../search/thesaurus.ts";
import { isAskedFor } from "./asked-limits.ts";
import type { Candidate } from "./choose.ts";
import { inOwnWords } from "./coverage.ts";
import type { Asked } from "./grounding.ts";
import type { ReadArticle } from "./reading.ts";

/** The words without which the candidate is about something else; empty where it prints all that matter. */
export function unprintedWords(candidate: Candidate, asked: Asked): string[] {
	// The words of a translation are only some of those that were meant.
	if (asked.translated) return [];
	const { read, sentence } = candidate;
	const missing = asked.words.filter(
		(word) =>
			!asked.expected.nouns.includes(word) &&
			!printsWord(read, word) &&
			!printsConcept(read, word, asked.concepts) &&
			!asked
				.sayingsOf(word)
				.some((saying) => sentence.folded.includes(saying)) &&
			!cutWrongly(asked.text, word, read),
	);
	const meant = inOwnWords(candidate, asked)
		? missing.filter((word) => isAskedFor(word, asked.text))
		: missing;
	return printsInPart(candidate, asked, meant) ? [] : meant;
}

/**
 * Whether the article prints a word, in full or as the long form of an abbreviation (十八大 ← 第十八次全国代表大会): its
 * characters in order, close together.
 */
export function printsWord({ printed }: ReadArticle, word: string): boolean {
	if (printed.includes(word)) return true;
	// 纺织厂 where the paper says 纺织企业.
	const stem = word.replace(GENERIC_ENDING, "");
	if (stem.length >= 2 && stem !== word && printed.includes(stem)) return true;
	if (word.length < 2 || /[a-z]/.test(word)) return false;
	const first = word.charAt(0);
	const reach = word.length * ABBREVIATION_REACH;
	for (
		let at = printed.indexOf(first);
		at >= 0;
		at = printed.indexOf(first, at + 1)
	) {
		let from = at;
		let found = 1;
		for (const char of word.slice(1)) {
			const next = printed.indexOf(char, from + 1);
			if (next < 0 || next - at > reach) break;
			from = next;
			found++;
		}
		if (found === word.length && !/[。,;:!?\n]/.test(printed.slice(at, from)))
			return true;
	}
	return false;
}

const GENERIC_ENDING = /[厂们员者工店人方处队班费会市省县区]$/;

/** A full name is at most so many times as long as its abbreviation. */
const ABBREVIATION_REACH = 3;

/** Whether the article prints what the thesaurus knows for a word, or for an expression that it is a part of. */
function printsConcept(
	{ printed }: ReadArticle,
	word: string,
	concepts: readonly Concept[],
): boolean {
	return concepts.some(
		(concept) =>
			(concept.said.includes(word) || word.includes(concept.said)) &&
			concept.printed.some((expression) => printed.includes(expression)),
	);
}

/** Whether a word only came about by cutting between the wrong characters (交会费 → 交会): its pair with a neighbour is printed. */
function cutWrongly(
	text: string,
	word: string,
	{ printed }: ReadArticle,
): boolean {
	if (word.length !== 2) return false;
	const at = text.indexOf(word);
	const after = text.slice(at + 1, at + 3);
	return /^[一-龥]{2}$/.test(after) && printed.includes(after);
}

/** With a word unprinted it must cover this share of everything asked, printed anywhere or not. */
const MIN_WHOLE_COVERAGE = 0.35;

/**
 * Whether the one missing word may be another word for what the sentence prints (厨工 for 厨师): a part of
 * it stands there, it is not the very thing whose value is asked for, and much of the whole question is covered.
 */
function printsInPart(
	{ sentence, mass }: Candidate,
	{ terms, expected, within }: Asked,
	missing: readonly string[],
): boolean {
	const [word = "", ...others] = missing;
	if (others.length > 0 || word.length !== 2) return false;
	// 那工伤怎么申请 is about no other 工 of the article that is talked about, however much of the earlier question it covers.
	if (within !== null) return false;
	if (expected.attribute?.includes(word)) return false;
	if (![...word].some((char) => sentence.folded.includes(char))) return false;
	const whole = terms
		.filter(({ light }) => !light)
		.reduce((sum, { weight }) => sum + weight, 0);
	return mass >= MIN_WHOLE_COVERAGE * whole;
}
