/** Repairs a slip of the keyboard in a Chinese question, by what the articles print in that surrounding. */

import { isHan } from "../analyzer.ts";
import type { ArticleIndex } from "../article-index.ts";
import { QUESTION_PATTERN } from "../question-words.ts";
import type { Dictionary } from "./dictionary.ts";
import { FIXED, LONE } from "./everyday-characters.ts";
import { longestRun, type Run } from "./printed-run.ts";
import { type Vocabulary, vocabularyOf } from "./vocabulary.ts";

export interface Change {
	from: string;
	to: string;
}

export interface Respelled {
	text: string;
	changes: Change[];
}

/** A question with more slips than these is not understood by mending it. */
const MAX_REPAIRS = 3;

/** A question with more unprinted pairs than these is about something else. */
const MAX_UNPRINTED = 12;

/**
 * Looks at each pair of neighbouring characters that no article prints, and replaces, adds, drops or swaps a character where
 * the result is a run that an article does print. Question words, function words, figures, negations and, unless the sound
 * agrees, words of the dictionary stay as they are. A folded question of printed pairs costs one lookup a pair.
 */
export function respell(
	folded: string,
	index: ArticleIndex,
	dictionary: Dictionary,
): Respelled {
	const changes: Change[] = [];
	let text = folded;
	for (let n = 0; n < MAX_REPAIRS; n++) {
		const repair = bestRepair(text, index, dictionary);
		if (!repair) break;
		const { start, end, by } = repair.edit;
		changes.push({ from: repair.from, to: repair.to });
		text = text.slice(0, start) + by + text.slice(end);
	}
	return { text, changes };
}

/** Characters from `start` to `end` replaced `by` others. */
interface Edit {
	start: number;
	end: number;
	by: string;
	slip: Slip;
}

type Slip =
	| "sound"
	| "near_sound"
	| "swapped"
	| "doubled"
	| "missing"
	| "other";

/**
 * So many telling characters must stand unchanged in one printed run with the repaired ones, when the repair makes a word
 * of what the dictionary could not read. Sound, and a word made of the very same characters, speak for themselves.
 */
const CONTEXT: Record<Slip, number> = {
	sound: 1,
	near_sound: 2,
	swapped: 0,
	doubled: 1,
	missing: 3,
	other: 3,
};

/** A name that the dictionary does not hold must agree with its neighbours on both sides, with so much context. */
const NAME_CONTEXT = 2;

/** A word of the dictionary is only doubted with so much context. */
const WORD_CONTEXT = 3;

/** With less context, an article must print other words of the question too: this share of what they tell. */
const TELLING_CONTEXT = 2;
const COMPANY_SHARE = 0.1;

/** What a slip is worth against others, in characters of context: slips of sound are by far the commonest. */
const LIKELY: Record<Slip, number> = {
	sound: 3,
	near_sound: 2,
	swapped: 3,
	doubled: 4,
	missing: 1,
	other: 0,
};

interface Repair {
	edit: Edit;
	score: number;
	/** What stood in the place of the printed run. */
	from: string;
	/** The printed run. */
	to: string;
}

/** What a repair of a question is judged by. */
interface Scene {
	text: string;
	/** Whether each character may be part of a slip. */
	open: readonly boolean[];
	words: readonly WordSpan[];
	index: ArticleIndex;
	vocabulary: Vocabulary;
	dictionary: Dictionary;
}

function bestRepair(
	text: string,
	index: ArticleIndex,
	dictionary: Dictionary,
): Repair | null {
	const open = openCharacters(text);
	const unprinted: number[] = [];
	for (let i = 0; i + 1 < text.length; i++) {
		if (open[i] && open[i + 1] && !index.has(text.slice(i, i + 2)))
			unprinted.push(i);
	}
	if (unprinted.length === 0 || unprinted.length > MAX_UNPRINTED) return null;
	const vocabulary = vocabularyOf(index);
	const words = wordSpans(text, dictionary);
	const scene: Scene = { text, open, words, index, vocabulary, dictionary };
	let best: Repair | null = null;
	for (const at of unprinted) {
		const standing = standingOf(at, words);
		if (standing === "between_words") continue;
		for (const edit of edits(at, standing, scene)) {
			const repair = judge(edit, standing, scene);
			if (repair && (best === null || repair.score > best.score)) best = repair;
		}
	}
	return best;
}

/** Whether each character may be part of a slip: Han, and no question word. */
function openCharacters(text: string): boolean[] {
	const open = Array.from({ length: text.length }, (_, i) =>
		isHan(text.charCodeAt(i)),
	);
	for (const { index, 0: asking } of text.matchAll(QUESTION_PATTERN))
		open.fill(false, index, index + asking.length);
	return open;
}

interface WordSpan {
	start: number;
	end: number;
}

function wordSpans(text: string, dictionary: Dictionary): WordSpan[] {
	let start = 0;
	return dictionary.cut(text).map((word) => {
		const span = { start, end: start + word.length };
		start = span.end;
		return span;
	});
}

/** What an unprinted pair is to the dictionary: inside a word, where two words meet, or beside a character left alone. */
type Standing = "in_word" | "between_words" | "loose";

function standingOf(at: number, words: readonly WordSpan[]): Standing {
	const first = words.find(({ end }) => end > at);
	const second = words.find(({ end }) => end > at + 1);
	if (first === undefined || first === second) return "in_word";
	const loose = [first, second].some(
		(word) => word !== undefined && word.end - word.start === 1,
	);
	return loose ? "loose" : "between_words";
}

/** Most words reach no further than so many characters to either side of one of theirs. */
const WORD_REACH = 2;

/** Everything that may have happened to the unprinted pair at `at`. */
function* edits(
	at: number,
	standing: Standing,
	{ text, open, index, vocabulary, dictionary }: Scene,
): Generator<Edit> {
	const first = text.charAt(at);
	const second = text.charAt(at + 1);
	const before = open[at - 1] ? text.charAt(at - 1) : null;
	const after = open[at + 2] ? text.charAt(at + 2) : null;
	const prints = (one: string, other: string) => index.has(one + other);
	// Hundreds of characters are printed between two others; those that make no word there need no further look.
	const makesWord = (start: number, end: number, by: string) => {
		const from = Math.max(0, start - WORD_REACH);
		const left = text.slice(from, start);
		const words = wordSpans(
			left + by + text.slice(end, end + WORD_REACH),
			dictionary,
		);
		const word = words.find((span) => span.end > left.length);
		return word !== undefined && word.end - word.start > 1;
	};

	if (!FIXED.has(second)) {
		const span = { start: at + 1, end: at + 2 };
		for (const { character, exact } of vocabulary.alike(second))
			if (prints(first, character))
				yield { ...span, by: character, slip: exact ? "sound" : "near_sound" };
		if (after !== null && standing !== "in_word")
			for (const character of vocabulary.followers(first).keys())
				if (prints(character, after) && makesWord(at + 1, at + 2, character))
					yield { ...span, by: character, slip: "other" };
	}
	if (!FIXED.has(first)) {
		const span = { start: at, end: at + 1 };
		for (const { character, exact } of vocabulary.alike(first))
			if (prints(character, second))
				yield { ...span, by: character, slip: exact ? "sound" : "near_sound" };
		if (before !== null && standing !== "in_word")
			for (const character of vocabulary.followers(before).keys())
				if (prints(character, second) && makesWord(at, at + 1, character))
					yield { ...span, by: character, slip: "other" };
	}
	// A word of the dictionary is only doubted by its sound.
	if (standing === "in_word") return;
	for (const character of vocabulary.followers(first).keys())
		if (prints(character, second) && makesWord(at + 1, at + 1, character))
			yield { start: at + 1, end: at + 1, by: character, slip: "missing" };
	if (!FIXED.has(first) && !FIXED.has(second) && first !== second)
		yield { start: at, end: at + 2, by: second + first, slip: "swapped" };
	if (first === second)
		yield { start: at, end: at + 2, by: first, slip: "doubled" };
}

/** The repair, if an article prints enough of the question around it. */
function judge(edit: Edit, standing: Standing, scene: Scene): Repair | null {
	const { text, words, index, vocabulary, dictionary } = scene;
	const { start, end, by, slip } = edit;
	const bySound = slip === "sound" || slip === "near_sound";
	if ([...by].some((character) => FIXED.has(character))) return null;
	const repaired = text.slice(0, start) + by + text.slice(end);
	const run = longestRun(repaired, start, start + by.length, vocabulary);
	if (run === null) return null;
	const context = telling(repaired.slice(run.start, run.end)) - telling(by);
	if (context < CONTEXT[slip]) return null;

	const after = wordSpans(repaired, dictionary);
	const fewerLoose = looseCharacters(words) - looseCharacters(after);
	if (fewerLoose < 0) return null;
	const everyday = standsAlone(edit, scene) && LONE.has(text.charAt(start));
	if (everyday && fewerLoose < 2) return null;
	const share = company(repaired, run, index);
	const word = after.find((span) => span.end > start);
	const made = word ? repaired.slice(word.start, word.end) : "";
	const makesWord =
		fewerLoose > 0 &&
		word !== undefined &&
		made.length > 1 &&
		word.end >= start + by.length &&
		vocabulary.printing(made).length > 0;
	if (!makesWord) {
		const turned = slip === "swapped" && context > 0;
		if (!bySound && !turned) return null;
		const needed = standing === "in_word" ? WORD_CONTEXT : NAME_CONTEXT;
		if (context < needed) return null;
		const held = turned || spansBothSides(run, edit, scene);
		if (standing === "loose" && !held) return null;
	} else if (context < TELLING_CONTEXT) {
		if (share < COMPANY_SHARE) return null;
		if (bySound && hasLone(made) && !dictionary.isPlace(made)) return null;
	} else if (slip === "missing" || slip === "other") {
		if (share < COMPANY_SHARE || besideLone(edit, scene)) return null;
		if (run.start >= start || run.end <= start + by.length) return null;
		if (slip === "other" && fewerLoose < 2 && context <= CONTEXT.other)
			return null;
	}
	const grown = end - start - by.length;
	return {
		edit,
		score: context + LIKELY[slip] + (makesWord ? fewerLoose : 0) + share,
		from: text.slice(run.start, run.end + grown),
		to: repaired.slice(run.start, run.end),
	};
}

/** How many characters say something. */
function telling(text: string): number {
	return [...text].filter((character) => !FIXED.has(character)).length;
}

/** How many characters the dictionary leaves alone. */
function looseCharacters(words: readonly WordSpan[]): number {
	return words.filter(({ start, end }) => end - start === 1).length;
}

function hasLone(text: string): boolean {
	return [...text].some((character) => LONE.has(character));
}

/** Whether an everyday character stands alone right before or behind the edit. */
function besideLone({ start, end }: Edit, { text, words }: Scene): boolean {
	return words.some(
		(word) =>
			word.end - word.start === 1 &&
			word.end >= start &&
			word.start <= end &&
			LONE.has(text.charAt(word.start)),
	);
}

function standsAlone({ start, end }: Edit, { words }: Scene): boolean {
	return words.some((word) => word.start === start && word.end === end);
}

/** Whether the run goes beyond the replaced character on each side where the question does. */
function spansBothSides(
	run: Run,
	{ start, end }: Edit,
	{ open }: Scene,
): boolean {
	return (
		(!open[start - 1] || run.start < start) && (!open[end] || run.end > end)
	);
}

/** So many of the articles that print a run are looked at for company. */
const COMPANY_ARTICLES = 20;

/** How much of the question's other pairs stands in one article with the run, from 0 to 1. */
function company(text: string, run: Run, index: ArticleIndex): number {
	const pairs: string[] = [];
	const open = openCharacters(text);
	for (let i = 0; i + 1 < text.length; i++) {
		const outside = i + 1 < run.start || i >= run.end;
		const pair = text.slice(i, i + 2);
		if (outside && open[i] && open[i + 1] && index.has(pair)) pairs.push(pair);
	}
	const total = pairs.reduce((sum, pair) => sum + index.weight(pair), 0);
	if (total === 0) return 1;
	const shares = run.articles.slice(0, COMPANY_ARTICLES).map((article) => {
		const printed = index.foldedText(article);
		return pairs
			.filter((pair) => printed.includes(pair))
			.reduce((sum, pair) => sum + index.weight(pair), 0);
	});
	return Math.max(0, ...shares) / total;
}
