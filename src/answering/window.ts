/** Decides which sentences answer together: the best one, those that it cannot do without, and the passage that was asked for. */

import type { Expected } from "./answer-kind.ts";
import type { Candidate } from "./choose.ts";
import {
	type AnswerKind,
	printsKind,
	requiredKinds,
	STRICT,
} from "./evidence.ts";
import type { ReadArticle, Sentence } from "./reading.ts";

/** A reply quotes no more: it is read on a phone. */
export const MAX_QUOTED = 250;
/** What comes before the best sentence is told in short. */
const BEFORE_UP_TO = 160;
/** A second sentence is quoted when it answers nearly as well as the first. */
const SECOND_SHARE = 0.75;

/** A sentence that shares so much with the first says the same again. */
const REPEATED = 0.9;

/** 可以。不能。答:是的。 */
const BARE_REPLY = 6;

/** The indices of the sentences, in reading order. */
export function growWindow(
	chosen: Candidate,
	candidates: readonly Candidate[],
	expected: Expected,
): number[] {
	const { read, sentence } = chosen;
	const taken = new Set<number>([sentence.index]);
	const take = (index: number, upTo = MAX_QUOTED): boolean => {
		const other = read.sentences[index];
		if (!other || other.asks) return false;
		const size = [...taken].reduce((sum, i) => sum + lengthAt(read, i), 0);
		if (size + other.text.length > upTo) return false;
		taken.add(index);
		return true;
	};
	/** Takes what follows, as long as it belongs to the sentence. */
	const takeOn = (belongs: (next: Sentence) => boolean) => {
		for (const next of read.sentences.slice(sentence.index + 1))
			if (!belongs(next) || !take(next.index)) break;
	};

	if (leadsIn(sentence)) takeOn(() => true);
	if (headsShortly(sentence))
		takeOn(({ sections }) => sections.includes(sentence.index));
	if (leansOnPrevious(sentence) && sameParagraph(read, sentence.index))
		take(sentence.index - 1);
	takeMissingKind(chosen, expected, take);
	if (asksForPassage(expected) || isLongDocument(read)) {
		takeOn(
			(next) => next.paragraph === sentence.paragraph || goesOn(sentence, next),
		);
		for (let at = sentence.index; sameParagraph(read, at); at--)
			if (!take(at - 1, BEFORE_UP_TO)) break;
	}
	const second = secondOf(chosen, candidates, expected);
	if (second) take(second.sentence.index);
	// 不能。 alone says too little: what it rests on follows.
	for (const index of [...taken])
		if (lengthAt(read, index) <= BARE_REPLY) take(index + 1);
	return [...taken].sort((a, b) => a - b);
}

/** Kinds whose answer goes on in the next sentences: steps, conditions, lists. */
const RUNS_ON = new Set<AnswerKind>(["way", "material", "reason"]);

/** 怎么办理, 有哪些措施: one sentence seldom says it all. */
function asksForPassage({ kinds, list }: Expected): boolean {
	return (
		kinds.some((kind) => RUNS_ON.has(kind)) ||
		(list && requiredKinds(kinds).length === 0)
	);
}

/** Kinds that a sentence prints or not, and the place, the person or the organisation asked for. */
const TELLING_KINDS = new Set<AnswerKind>([
	...STRICT,
	"place",
	"person",
	"organisation",
]);

/** In a regulation or a leaflet a sentence says little without its paragraph; a report says things once, and in short. */
function isLongDocument({ article }: ReadArticle): boolean {
	return article.issue === null && article.body.length > LONG_DOCUMENT;
}
/** In characters: the longest reports have as many. */
const LONG_DOCUMENT = 1000;

/** The next best sentence of the article, where it answers nearly as well. */
function secondOf(
	chosen: Candidate,
	candidates: readonly Candidate[],
	{ kinds, measure }: Expected,
): Candidate | undefined {
	const prints = (candidate: Candidate, kind: AnswerKind) =>
		printsKind(candidate.sentence.folded, kind, measure);
	const printed = kinds.filter(
		(kind) => TELLING_KINDS.has(kind) && prints(chosen, kind),
	);
	return candidates.find(
		(other) =>
			other.score - other.trust >=
				SECOND_SHARE * (chosen.score - chosen.trust) &&
			other.read === chosen.read &&
			other !== chosen &&
			sharedTerms(other.sentence, chosen.sentence) < REPEATED &&
			// Where a value was asked for, a sentence without one adds nothing.
			printed.every((kind) => prints(other, kind)),
	);
}

/** The amount, date or number asked for may stand in a neighbour: then the neighbour belongs to the answer. */
function takeMissingKind(
	{ read, sentence }: Candidate,
	{ kinds, measure }: Expected,
	take: (index: number) => boolean,
): void {
	for (const kind of requiredKinds(kinds)) {
		if (printsKind(sentence.folded, kind, measure)) continue;
		const neighbour = [sentence.index + 1, sentence.index - 1].find((index) => {
			const other = read.sentences[index];
			return other && printsKind(other.folded, kind, measure);
		});
		if (neighbour !== undefined) take(neighbour);
	}
}

/** What a sentence shares with another one, as a share of its terms. */
function sharedTerms(sentence: Sentence, other: Sentence): number {
	const shared = [...sentence.terms].filter((term) => other.terms.has(term));
	return shared.length / sentence.terms.size;
}

function leadsIn({ folded }: Sentence): boolean {
	return folded.endsWith(":");
}

/** (五)减轻社会保险负担。 only names what is told below it. */
function headsShortly({ level, text }: Sentence): boolean {
	return level !== null && text.length <= MAX_HEADING;
}
const MAX_HEADING = 30;

/** 1. is followed by 2., and by what stands under it: a list answers as a whole. */
function goesOn({ level }: Sentence, next: Sentence): boolean {
	return (
		level !== null &&
		level >= LIST_LEVEL &&
		!next.heading &&
		(next.level === null || next.level >= level)
	);
}
/** 一、 and (一) number whole sections. */
const LIST_LEVEL = 3;

/** It begins with a word for something named before. */
function leansOnPrevious({ folded }: Sentence): boolean {
	return /^(?:他|她|它|其|该|此|这|那|其中|对此|同时|此外)(?!外地)/.test(
		folded,
	);
}

/** Whether a sentence stands in the same paragraph as the one before it. */
function sameParagraph(read: ReadArticle, index: number): boolean {
	return (
		read.sentences[index]?.paragraph === read.sentences[index - 1]?.paragraph
	);
}

function lengthAt(read: ReadArticle, index: number): number {
	return read.sentences[index]?.text.length ?? 0;
}
