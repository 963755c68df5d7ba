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
const CONCEPT_WEIGHT = 0.65;
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
	const literal = terms
		// What no article prints, but the thesaurus understands, is not missing.
		.filter(
			(term) =>
				index.has(term) || !concepts.some(({ said }) => said.includes(term)),
		)
		.map((term) => {
			const light = FUNCTION_CHARACTERS.test(term) && !NAMING_PAIRS.has(term);
			const weight = index.weight(term) * (light ? FUNCTION_PAIR_WEIGHT : 1);
			const known = index.has(term);
			return { ...plain, term, printedAs: null, weight, known, light };
		});
	const understood = concepts.map(({ said, printed }) => {
		const length = Math.min(said.length, LONGEST_CONCEPT);
		const expressions = [said, ...printed].filter((text) =>
			index.printsAny([text]),
		);
		const known = expressions.length > 0;
		const most = Math.max(
			...(known ? expressions : [said]).map((text) =>
				index.weightOfAny([text]),
			),
		);
		const printedAs = expressions.map((text) => ({
			text,
			share: text === said ? 1 : index.weightOfAny([text]) / most,
		}));
		const weight = CONCEPT_WEIGHT * (1 + CONCEPT_GROWTH * (length - 2)) * most;
		return { ...plain, term: said, printedAs, weight, known, light: false };
	});
	return [...literal, ...understood];
}

/** What of a text a term is looked up in: its folded text and the analyzer's terms of it. */
export interface TermsOfText {
	folded: string;
	terms: ReadonlySet<string>;
}

export function printsTerm(text: TermsOfText, term: WeightedTerm): boolean {
	return shareOf(text, term) > 0;
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
