/** Decides whether the best sentence really answers the question, or only shares words with it. */

import type { Gazetteer } from "../knowledge/gazetteer.ts";
import type { ArticleIndex } from "../search/article-index.ts";
import type { Concept } from "../search/thesaurus.ts";
import type { Refusal } from "./answer.ts";
import type { Expected } from "./answer-kind.ts";
import {
	datedEvent,
	isAskedFor,
	printsOtherEnd,
	unitOf,
} from "./asked-limits.ts";
import { lacksName, namedRole, personIn, printsNameOf } from "./asked-names.ts";
import type { WeightedTerm } from "./asked-terms.ts";
import { type Candidate, missingKinds, nearby } from "./choose.ts";
import { type Constraints, timePrinted } from "./constraints.ts";
import { coversEnough } from "./coverage.ts";
import { lacksDemanded } from "./demands.ts";
import {
	leavesUnnamed,
	mayPrintKind,
	namesRole,
	printsEnumeration,
	printsKind,
	requiredKinds,
} from "./evidence.ts";
import { bindsOrdinal } from "./ordinal-binding.ts";
import { partAbout } from "./place-binding.ts";
import { unprintedWords } from "./printed-words.ts";
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
	/** What is said for a word of the paper: a paper may print that as well. */
	sayingsOf(word: string): readonly string[];
	/** What the articles print that the search found. */
	others: readonly string[];
	/** It is asked in everyday words. */
	everyday: boolean;
	/** … or in English or pinyin. */
	translated: boolean;
	/** Nothing was asked: only key words were given. */
	keywords: boolean;
	/**
	 * How far an earlier question carries this one. "topic": the article that is talked about is given, only what is new
	 * must be covered. "bare": the same, for a question that says nothing new (在哪？). "light": the earlier question's
	 * words count, but so must some of its own. Null: it stands alone.
	 */
	within: "topic" | "bare" | "light" | null;
}

/** Why a sentence does not answer, and what of the question it lacks, in the question's words. */
export interface Refused {
	why: Refusal;
	what?: string;
}

/** Null where the candidate answers. */
export function refuse(
	candidate: Candidate,
	asked: Asked,
	index: ArticleIndex,
	gazetteer: Gazetteer | null,
): Refused | null {
	const { read, sentence } = candidate;
	const { expected, constraints } = asked;
	if (!coversEnough(candidate, asked, index)) return { why: "mass" };
	const person = personIn(asked.text, asked.others);
	if (person !== null && !read.printed.includes(person))
		return { why: "word", what: person };
	const [word] = unprintedWords(candidate, asked);
	if (word !== undefined) return { why: "word", what: word };
	const about = (other: Sentence) =>
		partAbout(read, other, constraints.places, gazetteer);
	const here = about(sentence);
	const near = nearby(read, sentence).filter((other) => about(other) !== null);
	if (here === null || (here !== sentence.folded && !mayHold(here, expected))) {
		const what = constraints.places[0]?.[0]?.short;
		return { why: "place", ...(what !== undefined && { what }) };
	}
	return (
		refuseKind(candidate, asked, near) ??
		refuseSeries(candidate, asked, near) ??
		refuseUnnamed(candidate, asked)
	);
}

function mayHold(part: string, { kinds, measure }: Expected): boolean {
	return requiredKinds(kinds).every((kind) =>
		mayPrintKind(part, kind, measure),
	);
}

/** Nothing of the expected kind stands there, or only for something else. */
function refuseKind(
	candidate: Candidate,
	{ expected, text, words, concepts }: Asked,
	near: readonly Sentence[],
): Refused | null {
	const { read, sentence } = candidate;
	const unit = unitOf(text);
	const role = namedRole(text);
	const printed = near.map(({ folded }) => folded);
	const lacking =
		missingKinds(candidate, expected, near).length > 0 ||
		printsOtherEnd(text, sentence.folded) ||
		lacksDemanded(text, printed) ||
		lacksName(text, printed) ||
		(unit !== null && !near.some(({ folded }) => folded.includes(unit))) ||
		(role !== null &&
			!near.some(({ folded }) =>
				read.printed.includes(role)
					? printsNameOf(role, folded)
					: printsKind(folded, "person", null),
			)) ||
		valueStandsElsewhere(read, text, words, concepts, expected) ||
		(expected.kinds.includes("organisation") && leavesUnnamed(sentence.folded));
	if (!lacking) return null;
	const what =
		role ?? words.findLast((word) => expected.attribute?.includes(word));
	return { why: "kind", ...(what !== undefined && { what }) };
}

/**
 * Whether the word right before the question word (面试是哪天) is printed, but nowhere beside a value of the expected kind:
 * the values that do stand in the article are those of other things.
 */
function valueStandsElsewhere(
	{ head, sentences }: ReadArticle,
	text: string,
	words: readonly string[],
	concepts: readonly Concept[],
	{ kinds, measure }: Expected,
): boolean {
	const required = requiredKinds(kinds);
	const word =
		words.findLast((name) => isAskedFor(name, text)) ?? datedEvent(text);
	if (required.length === 0 || word === null) return false;
	if (head.folded.includes(word)) return false;
	// 比赛 may be printed as 大赛: then its sentences are not the only ones that speak of it.
	if (concepts.some(({ said }) => said.includes(word))) return false;
	const naming = sentences.filter(({ folded }) => folded.includes(word));
	const around = naming.flatMap(({ index }) =>
		sentences.slice(index, index + 2),
	);
	return (
		naming.length > 0 &&
		!around.some(({ folded }) =>
			required.every((kind) => mayPrintKind(folded, kind, measure)),
		)
	);
}

/** Of a series, a rank, a list or a year not the asked part is printed. */
function refuseSeries(
	candidate: Candidate,
	{ expected, constraints, text, others }: Asked,
	near: readonly Sentence[],
): Refused | null {
	const { enumeration } = expected;
	if (
		enumeration !== null &&
		!near.some(({ folded }) => printsEnumeration(folded, enumeration))
	)
		return { why: "enumeration" };
	const unbound = constraints.ordinals.find(
		(ordinal) => !bindsOrdinal(candidate, ordinal, text, others),
	);
	if (unbound) {
		const [what] = unbound.printedAs;
		const elsewhere =
			what !== undefined && candidate.read.printed.includes(what);
		return { why: "ordinal", ...(!elsewhere && { what }) };
	}
	const around = near.map(({ folded }) => folded).join("");
	const date = candidate.read.article.issue?.date ?? null;
	if (/今年|本年度?/.test(text) && printsOtherYear(candidate.sentence.folded))
		return { why: "time", what: "今年" };
	const time = constraints.times.find(
		(word) => word.dates && !timePrinted(word, around, date),
	);
	return time ? { why: "time", what: time.text } : null;
}

/** 去年 where this year was asked for. */
function printsOtherYear(folded: string): boolean {
	return (
		/去年|上年|前年|明年/.test(folded) &&
		!/今年|本年|目前|现|已|[如至]今/.test(folded)
	);
}

/** What is asked for by its own name (an office, a kind of thing) is not named. */
function refuseUnnamed(
	{ read, sentence }: Candidate,
	{ expected }: Asked,
): Refused | null {
	const { nouns, list, office, role, kinds } = expected;
	const asksForUnprinted =
		nouns.length > 0 && !nouns.some((noun) => read.printed.includes(noun));
	// What is asked for may stand in the part that is not on the page.
	const atBreak =
		read.article.truncated && sentence.index >= read.sentences.length - 2;
	if (atBreak && asksForUnprinted) return { why: "broken_off" };
	if (
		asksForUnprinted &&
		list &&
		!following(read, sentence).some(({ folded }) =>
			/[、;和与及]|[一二三]是/.test(folded),
		)
	)
		return { why: "enumeration" };
	// 副主席 is no 主席.
	if (office !== null && !new RegExp(`(?<!副)${office}`).test(read.printed))
		return { why: "word", what: office };
	if (
		role !== null &&
		kinds.includes("person") &&
		read.printed.includes(role) &&
		!namesRole(read.printed, role)
	)
		return { why: "kind", what: role };
	return null;
}

/** The sentence with the two behind it: where a list would stand. */
function following(read: ReadArticle, { index }: Sentence): Sentence[] {
	return read.sentences.slice(index, index + 3);
}
