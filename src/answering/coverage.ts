/** Whether a sentence shares more with a question than chance gives. */

import type { ArticleIndex } from "../search/article-index.ts";
import type { Expected } from "./answer-kind.ts";
import type { WeightedTerm } from "./asked-terms.ts";
import { type Candidate, printsList } from "./choose.ts";
import { type AnswerKind, printsKind, requiredKinds } from "./evidence.ts";
import type { Asked } from "./grounding.ts";
import { askedVerb } from "./question-forms.ts";
import type { Sentence } from "./reading.ts";

/** A sentence must cover this share of what the question tells … */
const MIN_COVERAGE = 0.35;

/** … and, as more articles match by chance, this many times the weight of a term that one article prints. */
const MIN_TERMS = 1.3;

/**
 * Who asks in the words of the paper means each of them, and one that is not printed is missing; who asks in everyday words
 * (a sentence covers less than this share of all that was said) uses many that no paper prints.
 */
const PAPER_LANGUAGE = 0.42;

/** Everyday words: a sentence must still cover so many times the weight of a term that one article prints … */
const MIN_TERMS_OWN_WORDS = 1.2;
/** … or more than a single such term, where it prints the amount, day or number asked for … */
const MORE_THAN_ONE = 1.03;

/** … or less, where the whole article covers so much. */
const MIN_TERMS_IN_ARTICLE = 1.9;
const MIN_TERMS_BESIDE = 0.8;
/** … and this share of what any article prints. */
const MIN_COVERAGE_OWN_WORDS = 0.2;

/** Or it covers nearly the whole question … */
const WHOLE = 0.85;

/** … with a term that few articles print. */
export const TELLING = 0.6;

/** Whether the sentence shares more with the question than chance gives: measured in terms that a single article prints. */
export function coversEnough(
	candidate: Candidate,
	asked: Asked,
	index: ArticleIndex,
): boolean {
	const { terms, keywords, within, expected } = asked;
	const { mass, inside, whole, sentence } = candidate;
	const sum = (some: readonly WeightedTerm[]) =>
		some.reduce((total, { weight }) => total + weight, 0);
	const known = terms.filter((term) => term.known);
	if (within === "light" && inside === 0) return false;
	if (within === "topic" || within === "bare")
		return (
			(within === "topic" && inside > 0) ||
			expected.forms.some((form) => form.test(sentence.folded)) ||
			printsVerb(sentence, asked) ||
			printsAll(sentence, requiredKinds(expected.kinds), expected) ||
			(within === "bare" && expected.list && printsList(sentence)) ||
			(within === "bare" &&
				!expected.kinds.some((kind) => VAGUE.has(kind)) &&
				printsAll(sentence, expected.kinds, expected))
		);
	const rare = rareWeight(index);
	if (
		within === null &&
		inOwnWords(candidate, asked) &&
		(mass >=
			(printsAll(sentence, requiredKinds(expected.kinds), expected)
				? MORE_THAN_ONE
				: MIN_TERMS_OWN_WORDS) *
				rare ||
			(whole >= MIN_TERMS_IN_ARTICLE * rare &&
				mass >= MIN_TERMS_BESIDE * rare)) &&
		mass >= MIN_COVERAGE_OWN_WORDS * sum(known)
	)
		return true;
	// Key words stand for themselves: those that no article prints are missing as well.
	if (mass < MIN_COVERAGE * sum(keywords ? terms : known)) return false;
	if (keywords || mass >= MIN_TERMS * rare) return true;
	// A short question that is covered whole (怎么入会) needs but one telling term, in the member's own word.
	return (
		mass >= WHOLE * sum(terms.filter(({ light }) => !light)) &&
		known.some(
			({ term, weight }) =>
				weight >= TELLING * rare &&
				(sentence.folded.includes(term) ||
					candidate.read.head.folded.includes(term)),
		)
	);
}

/** Whether most of what was asked is said in other words than the paper's. */
export function inOwnWords(
	{ mass }: Candidate,
	{ terms, keywords, everyday, translated }: Asked,
): boolean {
	const everything = terms
		.filter(({ light }) => !light)
		.reduce((total, { weight }) => total + weight, 0);
	return (
		translated || (everyday && !keywords && mass < PAPER_LANGUAGE * everything)
	);
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

function printsVerb({ folded }: Sentence, { text }: Asked): boolean {
	const verb = askedVerb(text);
	return verb !== null && folded.includes(verb);
}

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
