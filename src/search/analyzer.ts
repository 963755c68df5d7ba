/** Cuts a text into the terms that are indexed and searched: character pairs for Chinese, words and numbers for the rest. */

import { fold } from "./fold.ts";
import { QUESTION_PATTERN } from "./question-words.ts";

/** Raised whenever the same text gives other terms, so that an index saved by an older analyzer is not used. */
export const ANALYZER_VERSION = 2;

/**
 * The terms of a text in reading order, repeated as often as they stand there: every pair of neighbouring Han characters
 * (职工医 → 职工, 工医), a Han character that stands alone, and runs of other letters and digits; a number keeps its unit
 * (2.6万, 22.4%, 5g) and loses its thousands separators, a telephone number gives itself and its parts.
 */
export function analyze(text: string): string[] {
	return termsOfFolded(fold(text));
}

/** As `analyze`, for a text that is folded already. */
export function termsOfFolded(folded: string): string[] {
	const terms: string[] = [];
	let i = 0;
	while (i < folded.length) {
		const unit = folded.charCodeAt(i);
		if (isHan(unit)) {
			const start = i++;
			while (i < folded.length && isHan(folded.charCodeAt(i))) {
				terms.push(folded.slice(i - 1, i + 1));
				i++;
			}
			if (i - start === 1) terms.push(folded.charAt(start));
		} else if (isWordUnit(unit)) {
			i = readWord(folded, i, terms);
		} else {
			i++;
		}
	}
	return terms;
}

/**
 * The distinct terms that a question is about: as `analyze`, without the question's own words
 * (陕西采取了哪些措施 → 陕西, 措施). A question of nothing else keeps all its terms.
 */
export function analyzeQuery(question: string): string[] {
	const folded = fold(question);
	const asked = termsOfFolded(folded.replace(QUESTION_PATTERN, " "));
	return [...new Set(asked.length > 0 ? asked : termsOfFolded(folded))];
}

/** Han characters, 〇 and 々, and the halves of rarer characters outside the basic plane. */
export function isHan(unit: number): boolean {
	return (
		(unit >= 0x4e00 && unit <= 0x9fff) ||
		(unit >= 0x3400 && unit <= 0x4dbf) ||
		(unit >= 0xd800 && unit <= 0xdfff) ||
		(unit >= 0xf900 && unit <= 0xfaff) ||
		unit === 0x3007 ||
		unit === 0x3005
	);
}

/** What carries a word: a letter or digit of any script but Han. */
export function isWordUnit(unit: number): boolean {
	if (unit < 0x80) {
		return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x7a);
	}
	return !isHan(unit) && LETTER.test(String.fromCharCode(unit));
}

const LETTER = /[\p{L}\p{N}]/u;

/** A number with its separators, decimals and unit, unless letters or a hyphen make it part of a word (5g, 0793-5550219). */
const NUMBER =
	/\d+(?:,\d{3}(?!\d))*(?:\.\d+)?(?:[%‰℃]|[百千]?[万亿]+|[百千])?(?![a-z\d-]|\.\d)/y;

/** Reads the number or word at `start`, adds its terms and returns where it ends. */
export function readWord(
	folded: string,
	start: number,
	terms: string[],
): number {
	NUMBER.lastIndex = start;
	const number = NUMBER.exec(folded)?.[0];
	if (number !== undefined) {
		terms.push(number.replaceAll(",", ""));
		return start + number.length;
	}
	let end = start + 1;
	while (
		isWordUnit(folded.charCodeAt(end)) ||
		(JOINERS.includes(folded.charAt(end)) &&
			isWordUnit(folded.charCodeAt(end + 1)))
	) {
		end++;
	}
	const word = folded.slice(start, end);
	terms.push(word);
	if (word.includes("-")) terms.push(...word.split("-"));
	return end;
}

/** Signs that hold a word together when letters or digits stand on both sides. */
const JOINERS = ["-", "."];
