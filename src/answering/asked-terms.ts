/** The terms of a question, what each tells, and whether a text prints it, in the member's words or the paper's. */

import type { ArticleIndex } from "../search/article-index.ts";
import type { Concept } from "../search/thesaurus.ts";

/** A term of the question and how much it tells. */
export interface WeightedTerm {
	term: string;
	/** What stands for it, itself among them; null for a term of the analyzer. */
	printedAs: readonly Expression[] | null;
	weight: number;
	/** Some article prints it. */
	known: boolean;
	/** A pair with a character that only holds a sentence together (能体 in 哪里能体检). */
	light: boolean;
	/** False where it comes from an earlier question of the conversation. */
	own: boolean;
	/** It stands beside the question word: what is asked about the subject tells its sentences apart. */
	stressed: boolean;
}

/** What a paper may print for an expression of the question. */
export interface Expression {
	/** Folded. */
	text: string;
	/** How much it tells, as a share of the most telling one: 企业 for 老板 says less than 包工头. */
	share: number;
}

/** What a question says: the analyzer's terms and the expressions that the thesaurus knows. */
export interface Said {
	terms: readonly string[];
	concepts: readonly Concept[];
}

export const SAID_NOTHING: Said = { terms: [], concepts: [] };

/** Characters that only hold a sentence together: a pair with one of them tells little. */
export const FUNCTION_CHARACTERS =
	/[的了在是都把被和与也就还要能有到去给让跟对那这个着吧啊吗呢我你他她它们谁几]/;
const FUNCTION_PAIR_WEIGHT = 0.3;
/** Words that name things all the same. */
const NAMING_PAIRS = new Set(
	(
		"技能 功能 节能 职能 智能 性能 能力 能源 能手 能耗 才能 热能 电能 要求 需要 重要 必要 摘要 有效 有限 享有 " +
		"成都 首都 都市 供给 转让 对象 应对 对口 到期 到账 到岗 报到 在职 在岗 在线 还款 偿还 去世 目的 了解 " +
		"就业 就医 就近 就诊 就餐 成就 参与 着装 把关 跟踪 几何"
	).split(" "),
);
/** What an earlier question of the conversation said, as a share of what this one says. */
const CONTEXT_WEIGHT = 0.5;
/** An expression that was understood, as a share of a term that is printed in as many articles. */
const CONCEPT_WEIGHT = 0.8;
/** Expressions are longer than the analyzer's pairs, and tell more: by so much for each character above two. */
const CONCEPT_GROWTH = 0.15;
const LONGEST_CONCEPT = 5;

/** `asking` is the stretch around the question words: its terms are stressed. */
export function weighTerms(
	own: Said,
	context: Said,
	index: ArticleIndex,
	asking: string,
): WeightedTerm[] {
	const earlier = {
		terms: context.terms.filter((term) => !own.terms.includes(term)),
		concepts: context.concepts.filter(
			({ said }) => !own.concepts.some((concept) => concept.said === said),
		),
	};
	return [
		...weighSaid(own, index).map((term) => ({
			...term,
			stressed: asking.includes(term.term),
		})),
		...weighSaid(earlier, index).map((term) => ({
			...term,
			weight: CONTEXT_WEIGHT * term.weight,
			own: false,
		})),
	];
}

function weighSaid(
	{ terms, concepts }: Said,
	index: ArticleIndex,
): WeightedTerm[] {
	const plain = { own: true, stressed: false };
	const units = joinConcepts(concepts);
	const literal = terms
		.filter((term) => !units.some(({ said }) => said.includes(term)))
		.map((term) => ({
			...plain,
			term,
			printedAs: null,
			weight: weightOf(term, index),
			known: index.has(term),
			light: isLight(term),
		}));
	return [
		...literal,
		...units.map((unit) => ({ ...plain, ...weighConcept(unit, terms, index) })),
	];
}

/** Expressions inside a longer one (欠工资 in 拖欠工资) lend it what a paper prints for them: nothing is counted twice. */
function joinConcepts(concepts: readonly Concept[]): Concept[] {
	const joined: Concept[] = [];
	for (const concept of concepts.toSorted(
		(a, b) => b.said.length - a.said.length,
	)) {
		const at = joined.findIndex(({ said }) => said.includes(concept.said));
		const outer = joined[at];
		if (outer)
			joined[at] = {
				said: outer.said,
				printed: [...new Set([...outer.printed, ...concept.printed])],
			};
		else joined.push(concept);
	}
	return joined;
}

/** One term for all that stands for an expression: itself, the question's own terms inside it, and other words. */
function weighConcept(
	{ said, printed }: Concept,
	terms: readonly string[],
	index: ArticleIndex,
): Pick<WeightedTerm, "term" | "printedAs" | "weight" | "known" | "light"> {
	const inside = terms.filter((term) => said.includes(term) && index.has(term));
	const literal = inside.map((term) => weightOf(term, index));
	const growth =
		1 + CONCEPT_GROWTH * (Math.min(said.length, LONGEST_CONCEPT) - 2);
	const weighed = [
		{ text: said, weight: literal.reduce((sum, weight) => sum + weight, 0) },
		...inside.map((text, n) => ({ text, weight: literal[n] as number })),
		...printed
			.filter((text) => index.printsAny([text]))
			.map((text) => ({
				text,
				weight: CONCEPT_WEIGHT * growth * index.weightOfAny([text]),
			})),
	].filter(({ weight }) => weight > 0);
	const known = weighed.length > 0;
	const weight = known
		? Math.max(...weighed.map((expression) => expression.weight))
		: CONCEPT_WEIGHT * growth * index.weight(said);
	return {
		term: said,
		printedAs: weighed.map((expression) => ({
			text: expression.text,
			share: expression.weight / weight,
		})),
		weight,
		known,
		light: false,
	};
}

function isLight(term: string): boolean {
	return FUNCTION_CHARACTERS.test(term) && !NAMING_PAIRS.has(term);
}

function weightOf(term: string, index: ArticleIndex): number {
	return index.weight(term) * (isLight(term) ? FUNCTION_PAIR_WEIGHT : 1);
}

/** What of a text a term is looked up in: its folded text and the analyzer's terms of it. */
export interface TermsOfText {
	folded: string;
	terms: ReadonlySet<string>;
}

export function printsTerm(text: TermsOfText, term: WeightedTerm): boolean {
	return shareOf(text, term) > 0;
}

/** The mass of the terms that a text prints. */
export function massOf(
	text: TermsOfText,
	terms: readonly WeightedTerm[],
): number {
	return terms.reduce(
		(sum, term) => sum + term.weight * shareOf(text, term),
		0,
	);
}

/** How much of a term a text prints: 1 for the member's own word, the share of the most telling one that stands for it. */
export function shareOf(
	{ folded, terms }: TermsOfText,
	{ term, printedAs }: WeightedTerm,
): number {
	if (printedAs === null) return terms.has(term) ? 1 : 0;
	let most = 0;
	for (const { text, share } of printedAs)
		if (share > most && folded.includes(text)) most = share;
	return most;
}
