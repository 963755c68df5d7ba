/** Ranks the sentences of the best articles by how much of the question they answer. */

import type { Expected } from "./answer-kind.ts";
import {
	FUNCTION_CHARACTERS,
	massOf,
	printsTerm,
	shareOf,
	type WeightedTerm,
} from "./asked-terms.ts";
import type { Ordinal } from "./constraints.ts";
import {
	type AnswerKind,
	mayPrintKind,
	printsKind,
	requiredKinds,
} from "./evidence.ts";
import type { ReadArticle, Sentence } from "./reading.ts";

export interface ScoredArticle {
	read: ReadArticle;
	/** The index's score as a share of the best one's. */
	share: number;
}

export interface Candidate {
	read: ReadArticle;
	sentence: Sentence;
	score: number;
	/** Mass of the question's terms that stand in the sentence or near it. */
	mass: number;
	/** Mass of the question's own terms in the sentence or the heading above it. */
	inside: number;
	/** The part of the score that all sentences of the article have. */
	trust: number;
	/** Mass of the question's terms anywhere in the article. */
	whole: number;
}

/** Set by measuring: each is a share of a term's weight (credits) or of the whole question's mass (bonuses). */
const CHOICE = {
	/** What title, kicker and subtitle cover and the sentence lacks. */
	headCredit: 1,
	/** What the sentence before covers. */
	previousCredit: 0.3,
	/** What the headings, numbered lines and reader's question above cover. */
	sectionCredit: 0.8,
	/** What only other parts of the article cover. */
	articleCredit: 0.15,
	/** A word that the article prints in part only: 入库 for 入仓. */
	characterCredit: 0.3,
	/** Two terms that overlap in the question do so in the sentence: a longer expression is printed. */
	runBonus: 0.15,
	/** The search reads an article as a whole, and finds the right one more often than the best sentence does. */
	articleShare: 0.6,
	kindBonus: 0.2,
	ordinalBonus: 0.3,
	/** A list where several things are asked for. */
	listBonus: 0.08,
	/** The words that answer a question of this form. */
	formBonus: 0.25,
	/** The very thing that is counted, with its number. */
	countedBonus: 0.2,
	/** A sentence that asks answers nothing. */
	askingFactor: 0.5,
	/** Factor for a term beside the question word. */
	stress: 3,
};

export function rankSentences(
	articles: readonly ScoredArticle[],
	terms: readonly WeightedTerm[],
	expected: Expected,
	ordinals: readonly Ordinal[],
	/** The articles are the ones talked about: a sentence with the kind of answer needs no word of the question. */
	given = false,
): Candidate[] {
	const total = terms.reduce((sum, term) => sum + stressed(term), 0);
	const candidates: Candidate[] = [];
	for (const { read, share } of articles) {
		const whole = massOf(read.whole, terms);
		for (const sentence of read.sentences) {
			if (sentence.heading) continue;
			const { mass, relevance, inside, touched } = measure(
				read,
				sentence,
				terms,
			);
			const inForm = expected.forms.some((form) => form.test(sentence.folded));
			if (
				!touched &&
				!inForm &&
				!(given && printsRequired(sentence, expected)) &&
				!followsUp(read, sentence, terms, expected)
			)
				continue;
			let score = relevance + CHOICE.articleShare * share * total;
			score += CHOICE.kindBonus * total * kindShare(sentence.folded, expected);
			score += CHOICE.listBonus * total * listShare(sentence.folded, expected);
			if (inForm) score += CHOICE.formBonus * total;
			if (expected.counted?.test(sentence.folded))
				score += CHOICE.countedBonus * total;
			if (sentence.asks) score *= CHOICE.askingFactor;
			if (ordinals.length > 0 && ordinals.every((o) => prints(sentence, o)))
				score += CHOICE.ordinalBonus * total;
			const trust = CHOICE.articleShare * share * total;
			candidates.push({ read, sentence, score, trust, mass, inside, whole });
		}
	}
	return candidates.sort((a, b) => b.score - a.score);
}

/** The value stands right behind the sentence that names what was asked for (夜班津贴…。每人每晚20元). */
function followsUp(
	read: ReadArticle,
	sentence: Sentence,
	terms: readonly WeightedTerm[],
	expected: Expected,
): boolean {
	const previous = read.sentences[sentence.index - 1];
	return (
		previous !== undefined &&
		previous.paragraph === sentence.paragraph &&
		terms.some((term) => term.own && printsTerm(previous, term)) &&
		printsRequired(sentence, expected)
	);
}

function printsRequired(
	{ folded }: Sentence,
	{ kinds, measure }: Expected,
): boolean {
	return requiredKinds(kinds).some((kind) => printsKind(folded, kind, measure));
}

function measure(
	read: ReadArticle,
	sentence: Sentence,
	terms: readonly WeightedTerm[],
): { mass: number; relevance: number; inside: number; touched: boolean } {
	const previous = read.sentences[sentence.index - 1];
	const sections = sentence.sections.map(
		(index) => read.sentences[index] as Sentence,
	);
	let mass = 0;
	let relevance = 0;
	let inside = 0;
	let touched = false;
	let last: WeightedTerm | null = null;
	for (const asked of terms) {
		const { term, weight, own } = asked;
		const here = shareOf(sentence, asked);
		const above = Math.max(
			0,
			...sections.map((section) => shareOf(section, asked)),
		);
		const credit = Math.max(
			here,
			CHOICE.sectionCredit * above,
			here === 1 ? 0 : CHOICE.headCredit * shareOf(read.head, asked),
			here === 1 || previous === undefined
				? 0
				: CHOICE.previousCredit * shareOf(previous, asked),
			here > 0 ? 0 : CHOICE.articleCredit * shareOf(read.whole, asked),
		);
		if (credit === 0 && own && asked.printedAs === null)
			relevance +=
				stressed(asked) *
				CHOICE.characterCredit *
				sharedCharacters(sentence.folded, term);
		mass += weight * credit;
		relevance += stressed(asked) * credit;
		if (last !== null && here === 1 && overlaps(last, asked))
			relevance += CHOICE.runBonus * Math.min(stressed(last), stressed(asked));
		last = here === 1 ? asked : null;
		if (here > 0 || (above > 0 && own)) touched = true;
		if (own) inside += weight * Math.max(here, above);
	}
	return { mass, relevance, inside, touched };
}

/** 疫情 and 情防 in 疫情防控: they follow each other in the question. */
function overlaps(first: WeightedTerm, second: WeightedTerm): boolean {
	return (
		first.own &&
		second.own &&
		second.printedAs === null &&
		first.term.at(-1) === second.term.charAt(0)
	);
}

/** The share of a word's characters that a text prints, those that only hold a sentence together left out. */
function sharedCharacters(folded: string, term: string): number {
	if (!/^[一-龥]{2}$/.test(term)) return 0;
	let shared = 0;
	for (const char of term)
		if (!FUNCTION_CHARACTERS.test(char) && folded.includes(char)) shared++;
	return shared / term.length;
}

/** The weight of a term among the sentences; whether they answer at all is measured without stress. */
function stressed(term: WeightedTerm): number {
	return term.weight * (term.stressed ? CHOICE.stress : 1);
}

/** Things in a row. */
const LIST = /、[^,。;、]{2,}(?:、|等)|第一.*第二|[(一)1][)、.].*[(二)2][)、.]/;

export function printsList({ folded }: Sentence): boolean {
	return LIST.test(folded);
}

/** 1 for a list of the very things asked for, less for any list. */
function listShare(folded: string, { list, nouns }: Expected): number {
	if (!list || !LIST.test(folded)) return 0;
	return nouns.some((noun) => folded.includes(`${noun}、`)) ? 1.5 : 0.7;
}

function kindShare(folded: string, { kinds, measure }: Expected): number {
	const telling = kinds.filter((kind) => !VAGUE.has(kind));
	if (telling.length === 0) return 0;
	const printed = telling.filter((kind) => printsKind(folded, kind, measure));
	return printed.length / telling.length;
}

/** Kinds whose evidence stands in almost every sentence: they tell nothing. */
const VAGUE = new Set<AnswerKind>(["name", "yes_no"]);

function prints(sentence: Sentence, ordinal: Ordinal): boolean {
	return ordinal.printedAs.some((text) => sentence.folded.includes(text));
}

/** The required kinds that neither the sentence nor its neighbours print. */
export function missingKinds(
	{ read, sentence }: Candidate,
	expected: Expected,
	neighbours: readonly Sentence[],
): AnswerKind[] {
	const { attribute } = expected;
	// Where the article names what is asked for, its value stands in that very sentence, or nowhere.
	const named =
		attribute === null
			? []
			: read.sentences.filter(({ folded }) => folded.includes(attribute));
	const near =
		named.length === 0
			? neighbours
			: named.includes(sentence)
				? [sentence]
				: [];
	return requiredKinds(expected.kinds).filter(
		(kind) =>
			!near.some((other) => mayPrintKind(other.folded, kind, expected.measure)),
	);
}

/** The sentence with the one before and the one after it. */
export function nearby(read: ReadArticle, sentence: Sentence): Sentence[] {
	return read.sentences.slice(
		Math.max(0, sentence.index - 1),
		sentence.index + 2,
	);
}
