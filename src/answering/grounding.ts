/** Decides whether the best sentence really answers the question, or only shares words with it. */

import type { Gazetteer } from "../knowledge/gazetteer.ts";
import type { ArticleIndex } from "../search/article-index.ts";
import type { Concept } from "../search/thesaurus.ts";
import type { Refusal } from "./answer.ts";
import type { Expected } from "./answer-kind.ts";
import {
	isAskedFor,
	namedRole,
	printsNameOf,
	printsOtherEnd,
	unitOf,
} from "./asked-limits.ts";
import type { WeightedTerm } from "./asked-terms.ts";
import { type Candidate, missingKinds, nearby } from "./choose.ts";
import { type Constraints, type Ordinal, timePrinted } from "./constraints.ts";
import {
	type AnswerKind,
	leavesUnnamed,
	mayPrintKind,
	namesRole,
	printsEnumeration,
	printsKind,
	requiredKinds,
} from "./evidence.ts";
import { partAbout } from "./place-binding.ts";
import type { ReadArticle, Sentence } from "./reading.ts";

export interface Asked {
	terms: readonly WeightedTerm[];
	expected: Expected;
	constraints: Constraints;
	/** The folded question. */
	text: string;
	/** The words of the question that name things. */
	words: readonly string[];
	/** What the question says in other words than a paper. */
	concepts: readonly Concept[];
	/** Nothing was asked: only key words were given. */
	keywords: boolean;
	/**
	 * How far an earlier question carries this one. "topic": the article that is talked about is given, only what is new
	 * must be covered. "bare": the same, for a question that says nothing new (在哪？). "light": the earlier question's
	 * words count, but so must some of its own. Null: it stands alone.
	 */
	within: "topic" | "bare" | "light" | null;
}

/**
 * Who asks in the words of the paper means each of them, and one that is not printed is missing; who asks in everyday words
 * (a sentence covers less than this share of all that was said) uses many that no paper prints.
 */
const PAPER_LANGUAGE = 0.42;
/** Everyday words: a sentence must still cover so many times the weight of a term that one article prints … */
const MIN_TERMS_OWN_WORDS = 1.2;
/** … and this share of what any article prints. */
const MIN_COVERAGE_OWN_WORDS = 0.25;

/** A sentence must cover this share of what the question tells … */
const MIN_COVERAGE = 0.35;
/** … and, as more articles match by chance, this many times the weight of a term that one article prints. */
const MIN_TERMS = 1.3;

/** With a word unprinted it must cover this share of everything asked, printed anywhere or not. */
const MIN_WHOLE_COVERAGE = 0.35;

/** Or it covers nearly the whole question … */
const WHOLE = 0.85;
/** … with a term that few articles print. */
export const TELLING = 0.6;

export function refuse(
	candidate: Candidate,
	asked: Asked,
	index: ArticleIndex,
	gazetteer: Gazetteer | null,
): Refusal | null {
	const { read, sentence } = candidate;
	const { expected, constraints } = asked;
	if (!coversEnough(candidate, asked, index)) return "mass";
	const missing = asked.words.filter(
		(word) =>
			!printsWord(read, word) &&
			!printsConcept(read, word, asked.concepts) &&
			!cutWrongly(asked.text, word, read),
	);
	const unprinted = missing.filter((word) => !expected.nouns.includes(word));
	const meant = inOwnWords(candidate, asked)
		? unprinted.filter((word) => isAskedFor(word, asked.text))
		: unprinted;
	if (meant.length > 0 && !printsInPart(candidate, asked, meant)) return "word";
	const about = (other: Sentence) =>
		partAbout(read, other, constraints.places, gazetteer);
	const here = about(sentence);
	if (here === null) return "place";
	if (
		here !== sentence.folded &&
		requiredKinds(expected.kinds).some(
			(kind) => !mayPrintKind(here, kind, expected.measure),
		)
	)
		return "place";
	const near = nearby(read, sentence).filter((other) => about(other) !== null);
	if (missingKinds(candidate, expected, near).length > 0) return "kind";
	if (printsOtherEnd(asked.text, sentence.folded)) return "kind";
	const unit = unitOf(asked.text);
	if (unit !== null && !near.some(({ folded }) => folded.includes(unit)))
		return "kind";
	const role = namedRole(asked.text);
	if (
		role !== null &&
		read.printed.includes(role) &&
		!near.some(({ folded }) => printsNameOf(role, folded))
	)
		return "kind";
	if (expected.kinds.includes("organisation") && leavesUnnamed(sentence.folded))
		return "kind";
	if (
		expected.enumeration !== null &&
		!near.some((s) =>
			printsEnumeration(s.folded, expected.enumeration as number),
		)
	)
		return "enumeration";
	if (
		constraints.ordinals.some(
			(ordinal) => !bindsOrdinal(candidate, ordinal, asked.text),
		)
	)
		return "ordinal";
	const around = near.map((s) => s.folded).join("");
	for (const time of constraints.times.filter(({ dates }) => dates)) {
		const date = read.article.issue?.date ?? null;
		if (!timePrinted(time, around, date)) return "time";
	}
	const asksForUnprinted =
		expected.nouns.length > 0 &&
		!expected.nouns.some((noun) => read.printed.includes(noun));
	// What is asked for may stand in the part that is not on the page.
	const atBreak =
		read.article.truncated && sentence.index >= read.sentences.length - 2;
	if (atBreak && asksForUnprinted) return "broken_off";
	if (
		asksForUnprinted &&
		expected.list &&
		!following(read, sentence).some((s) =>
			/[、;和与及]|[一二三]是/.test(s.folded),
		)
	)
		return "enumeration";
	if (expected.office !== null && !read.printed.includes(expected.office))
		return "word";
	if (
		expected.role !== null &&
		expected.kinds.includes("person") &&
		read.printed.includes(expected.role) &&
		!namesRole(read.printed, expected.role)
	)
		return "kind";
	return null;
}

/**
 * Whether the one missing word may be another word for what the sentence prints (厨工 for 厨师): a part of
 * it stands there, it is not the very thing whose value is asked for, and much of the whole question is covered.
 */
function printsInPart(
	{ sentence, mass }: Candidate,
	{ terms, expected }: Asked,
	missing: readonly string[],
): boolean {
	const [word = "", ...others] = missing;
	if (others.length > 0 || word.length !== 2) return false;
	if (expected.attribute?.includes(word)) return false;
	if (![...word].some((char) => sentence.folded.includes(char))) return false;
	const whole = terms
		.filter(({ light }) => !light)
		.reduce((sum, { weight }) => sum + weight, 0);
	return mass >= MIN_WHOLE_COVERAGE * whole;
}

/**
 * Whether a rank or edition stands in the sentence together with what it belongs to: the third place of one contest is
 * no answer for another, nor is a list that ends before the asked one.
 */
function bindsOrdinal(
	{ read, sentence }: Candidate,
	{ subject, printedAs, series }: Ordinal,
	question: string,
): boolean {
	const { folded } = sentence;
	if (!printedAs.some((text) => folded.includes(text)))
		return (
			!series.test(folded) &&
			nearby(read, sentence).some((other) =>
				printedAs.some((text) => other.folded.includes(text)),
			)
		);
	if (subject === null || !read.printed.includes(subject)) return true;
	if (printedAs.every((text) => belongsElsewhere(folded, text, question)))
		return false;
	return (
		folded.includes(subject) ||
		read.head.terms.has(subject) ||
		read.sentences.some(
			(other) =>
				other.paragraph === sentence.paragraph &&
				other.folded.includes(subject),
		)
	);
}

/** Whether wherever a rank stands another label than one of the question stands right before it (放样第一名). */
function belongsElsewhere(
	folded: string,
	rank: string,
	question: string,
): boolean {
	// Only places in a contest are given so; an edition (第二场) may follow any word.
	if (!/[名军]$/.test(rank)) return false;
	const labels = folded.split(rank).slice(0, -1);
	return labels.every((before) => {
		const label = /[一-龥]{2}$/.exec(before)?.[0];
		return (
			label !== undefined &&
			!WON.test(label) &&
			!question.includes(label) &&
			!question.includes(label.charAt(1) + rank)
		);
	});
}

/** What stands before a rank without naming what it belongs to. */
const WON = /[得获了下夺取为是的出前和及与中次以将]$/;

/** Whether the sentence shares more with the question than chance gives: measured in terms that a single article prints. */
export function coversEnough(
	candidate: Candidate,
	asked: Asked,
	index: ArticleIndex,
): boolean {
	const { terms, keywords, within, expected } = asked;
	const { mass, inside, sentence } = candidate;
	const sum = (some: readonly WeightedTerm[]) =>
		some.reduce((total, { weight }) => total + weight, 0);
	const known = terms.filter((term) => term.known);
	if (within === "light" && inside === 0) return false;
	if (within === "topic" || within === "bare")
		return (
			(within === "topic" && inside > 0) ||
			expected.forms.some((form) => form.test(sentence.folded)) ||
			printsAll(sentence, requiredKinds(expected.kinds), expected) ||
			(within === "bare" &&
				!expected.kinds.some((kind) => VAGUE.has(kind)) &&
				printsAll(sentence, expected.kinds, expected))
		);
	const rare = rareWeight(index);
	if (
		within === null &&
		inOwnWords(candidate, asked) &&
		mass >= MIN_TERMS_OWN_WORDS * rare &&
		mass >= MIN_COVERAGE_OWN_WORDS * sum(known)
	)
		return true;
	// Key words stand for themselves: those that no article prints are missing as well.
	if (mass < MIN_COVERAGE * sum(keywords ? terms : known)) return false;
	if (keywords || mass >= MIN_TERMS * rare) return true;
	// A short question that is covered whole (怎么入会) needs but one telling term.
	return (
		mass >= WHOLE * sum(terms.filter(({ light }) => !light)) &&
		known.some(({ weight }) => weight >= TELLING * rare)
	);
}

/** Whether most of what was asked is said in other words than the paper's. */
function inOwnWords({ mass }: Candidate, { terms, keywords }: Asked): boolean {
	const everything = terms
		.filter(({ light }) => !light)
		.reduce((total, { weight }) => total + weight, 0);
	return !keywords && mass < PAPER_LANGUAGE * everything;
}

/** The weight of a term that one article prints: grows with the logarithm of their number. */
export function rareWeight({ articles }: ArticleIndex): number {
	return Math.log(1 + Math.max(0, articles.length - 0.5) / 1.5);
}

/** Kinds whose evidence stands in almost every sentence. */
const VAGUE = new Set<AnswerKind>([
	"name",
	"yes_no",
	"way",
	"reason",
	"condition",
]);

/** The sentence itself prints each of the kinds, and there is one. */
function printsAll(
	sentence: Sentence,
	kinds: readonly AnswerKind[],
	{ measure }: Expected,
): boolean {
	return (
		kinds.length > 0 &&
		kinds.every((kind) => printsKind(sentence.folded, kind, measure))
	);
}

/** The sentence with the two behind it: where a list would stand. */
function following(read: ReadArticle, { index }: Sentence): Sentence[] {
	return read.sentences.slice(index, index + 3);
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

const GENERIC_ENDING = /[厂们员者工店人方处队班费会市省县区]$/;

/** A full name is at most so many times as long as its abbreviation. */
const ABBREVIATION_REACH = 3;
