/** From a question to the paper's words: understand, search, choose, ground, cut. */

import type { Article } from "../knowledge/article.ts";
import type { Gazetteer } from "../knowledge/gazetteer.ts";
import { analyzeQuery } from "../search/analyzer.ts";
import type { ArticleIndex } from "../search/article-index.ts";
import type { Concept, Thesaurus } from "../search/thesaurus.ts";
import type { Answer, Quote, Refusal } from "./answer.ts";
import {
	aroundAsking,
	type Expected,
	readExpected,
	withoutAsking,
} from "./answer-kind.ts";
import { SAID_NOTHING, type Said, weighTerms } from "./asked-terms.ts";
import { type Candidate, rankSentences, type ScoredArticle } from "./choose.ts";
import type { Constraints } from "./constraints.ts";
import { coversEnough } from "./coverage.ts";
import { isEveryday } from "./everyday.ts";
import { pointsBack, saysNothingNew, type Topic } from "./follow-up.ts";
import { type Asked, type Refused, refuse } from "./grounding.ts";
import { markKeys } from "./key-fact.ts";
import { describeMissing } from "./missing.ts";
import { partAbout } from "./place-binding.ts";
import type { ReadArticle } from "./reading.ts";
import { cutQuotes } from "./span.ts";
import { MAX_QUOTED } from "./window.ts";

/** A question with all that is understood of it. */
export interface UnderstoodQuestion {
	folded: string;
	constraints: Constraints;
	/** The words that name things, without places. */
	words: string[];
	/** What is said in other words than a paper's. */
	concepts: Concept[];
	/** What it leans on; null where it stands alone. */
	topic: Topic | null;
	/** … and cannot be about anything else. */
	bound: boolean;
	/** It was asked in English or pinyin: its words are only some of those that were meant. */
	translated: boolean;
}

export interface Library {
	index: ArticleIndex;
	thesaurus: Thesaurus;
	gazetteer: Gazetteer | null;
	/** Official wording that is never cut. */
	phrases: readonly string[];
	read(article: Article): ReadArticle;
	/** The first thing of the constraints that an article fails to print; null when it prints all. */
	unmet(reading: ReadArticle, constraints: Constraints): string | null;
}

type Found = Omit<Answer, "traditional" | "smallTalk" | "list">;

/** How many other articles a reply points to. */
const RELATED = 2;
/** … as long as the search finds them so much as good as the best. */
const AKIN_SHARE = 0.3;
/** A message without a question word counts as key words up to this many characters. */
const MAX_KEYWORDS = 12;
/** Articles that the search finds less than so much as good as the best are not read, but for the first few. */
const WORTH_READING = 0.45;
const READ_AT_LEAST = 3;
/** When the best sentence does not answer, so many in all are tried … */
const TRIES = 3;
/** … as long as they score nearly as well. */
const TRY_SHARE = 0.88;
/** Another place's report is an answer as well when it scores so nearly as much. */
const RIVAL_SHARE = 0.95;
/** Two places are both told, of more it is asked which one is meant. */
const TOO_MANY_PLACES = 2;
/** Reasons that speak against the paper, not only against the sentence. */
const FINAL = new Set<Refusal>([
	"broken_off",
	"enumeration",
	"time",
	"unnamed",
]);

export function answerQuestion(
	question: UnderstoodQuestion,
	library: Library,
): Found {
	const { folded, constraints, words, concepts, topic } = question;
	const { index, read, thesaurus, phrases } = library;
	const expected = expect(folded, topic);
	const own = { terms: analyzeQuery(folded), concepts };
	const subject = topic?.questions.join(" ") ?? "";
	const earlier =
		subject === ""
			? SAID_NOTHING
			: { terms: analyzeQuery(subject), concepts: thesaurus.read(subject) };
	const asking = aroundAsking(folded);
	const weigh = (context: Said) => weighTerms(own, context, index, asking);
	const inContext = weigh(earlier);
	const hits = index.search(`${folded} ${subject}`, {
		concepts: [...concepts, ...earlier.concepts],
	});
	const ranking = hits.map(({ article }) => article);
	const scored = hits
		.map(({ article, score }) => ({
			article,
			share: score / (hits[0]?.score ?? 1),
		}))
		.filter(({ share }, n) => n < READ_AT_LEAST || share >= WORTH_READING)
		.map(
			({ article, share }): ScoredArticle => ({ read: read(article), share }),
		);
	const asked: Asked = {
		terms: inContext,
		text: folded,
		expected,
		constraints,
		words,
		concepts,
		sayingsOf: thesaurus.sayingsOf,
		others: scored.map((hit) => hit.read.printed),
		everyday: isEveryday(folded, thesaurus),
		translated: question.translated,
		keywords: expected.kinds.length === 0 && folded.length <= MAX_KEYWORDS,
		within: null,
	};
	const fitting = scored.filter(
		(hit) => library.unmet(hit.read, constraints) === null,
	);
	const where = [...constraints.places, ...(topic?.places ?? [])];
	const fittingTopic = fitting.filter(
		(hit) =>
			library.unmet(hit.read, { ...constraints, places: where }) === null,
	);

	const attempt = tryInTurn();
	if (attempt.chosen) return answered(attempt.chosen, attempt);
	return {
		status: "not_found",
		quotes: [],
		related: [],
		ranking,
		...silence(attempt),
	};

	function answered(chosen: Candidate, { candidates, how }: Attempt): Found {
		const { article } = chosen.read;
		// A second sentence must speak of the asked place as well.
		const about = candidates.filter(
			({ read: other, sentence }) =>
				partAbout(other, sentence, constraints.places, library.gazetteer) !==
				null,
		);
		const rivals = topic === null ? rivalsOf(chosen, candidates, how) : [];
		if (rivals.length >= TOO_MANY_PLACES)
			return { ...clarify([chosen, ...rivals]), ranking };
		const quotes = cutQuotes(chosen, about, expected, inContext, phrases);
		const [rival] = rivals.map((other) =>
			cutQuotes(other, [], expected, inContext, phrases),
		);
		const both = rival ? [...quotes, ...rival] : quotes;
		const said = lengthOf(both) <= MAX_QUOTED ? both : quotes;
		const shown = said.map((quote) => quote.article);
		return {
			status: "answered",
			quotes: markKeys(said, expected, inContext),
			related: akin()
				.filter((other) => other !== article && !shown.includes(other))
				.slice(0, RELATED),
			ranking,
		};
	}

	/** What reports from other places answer as well, one from each, where the question names no place. */
	function rivalsOf(
		chosen: Candidate,
		candidates: readonly Candidate[],
		how: Asked,
	): Candidate[] {
		const { place } = chosen.read.article;
		if (place === null || constraints.places.length > 0) return [];
		const places = new Set<string | null>([place, null]);
		const rivals: Candidate[] = [];
		for (const candidate of candidates) {
			if (candidate.score < RIVAL_SHARE * chosen.score) break;
			const { article } = candidate.read;
			if (places.has(article.place)) continue;
			if (refuse(candidate, how, index, library.gazetteer) !== null) continue;
			places.add(article.place);
			rivals.push(candidate);
		}
		return rivals;
	}

	function silence({ candidates, refused }: Attempt): Partial<Found> {
		const near = nearest(candidates);
		if (near === null) return { related: [] };
		const unmet = library.unmet(near, constraints);
		const what = unmet ?? refused?.what;
		const refusal = refused?.why ?? (unmet === null ? undefined : "constraint");
		const missing = what ? describeMissing(what, constraints, near) : null;
		return {
			related: [near.article],
			...(refusal && { refusal }),
			...(missing && { missing }),
		};
	}

	/** In the article that is talked about, then anywhere in its light, then for itself: the first that answers. */
	function tryInTurn(): Attempt {
		if (topic === null)
			return answerFrom(asksTheClock(folded) ? [] : fitting, asked);
		const talkedOf = fitting.filter(
			(hit) => hit.read.article === topic.article,
		);
		const bare = saysNothingNew(folded);
		const inTopic = answerFrom(talkedOf, {
			...asked,
			within: bare ? "bare" : "topic",
		});
		const { bound } = question;
		if (inTopic.chosen || (bound && topic.article !== null)) return inTopic;
		const inItsLight = answerFrom(fittingTopic, {
			...asked,
			within: "light",
		});
		if (inItsLight.chosen || bound) return inItsLight;
		const forItself = answerFrom(fitting, {
			...asked,
			terms: weigh(SAID_NOTHING),
		});
		return forItself.chosen ? forItself : inItsLight;
	}

	function answerFrom(articles: readonly ScoredArticle[], how: Asked): Attempt {
		// Where the article is given, the question is only which of its sentences answers.
		const given = how.within === "topic" || how.within === "bare";
		const candidates = rankSentences(
			articles,
			how.terms,
			expected,
			constraints.ordinals,
			given,
		);
		const tries = given ? candidates : candidates.slice(0, TRIES);
		let refused: Refused | undefined;
		for (const candidate of tries) {
			if (!given && candidate.score < TRY_SHARE * (candidates[0]?.score ?? 0))
				break;
			const reason = refuse(candidate, how, index, library.gazetteer);
			if (reason === null) return { candidates, chosen: candidate, how };
			refused ??= reason;
			if (FINAL.has(reason.why)) break;
		}
		return { candidates, how, ...(refused && { refused }) };
	}

	function akin(): Article[] {
		return scored
			.filter(({ share }) => share >= AKIN_SHARE)
			.map((hit) => hit.read.article);
	}

	/** What comes nearest, whatever the constraints say; nothing where only a word or two is shared. */
	function nearest(candidates: readonly Candidate[]): ReadArticle | null {
		const ranked =
			candidates.length > 0
				? candidates
				: rankSentences(scored, inContext, expected, []);
		const near = ranked
			.slice(0, TRIES)
			.find(
				(candidate) =>
					candidate.inside > 0 && coversEnough(candidate, asked, index),
			);
		return near?.read ?? null;
	}
}

/** Asks which place is meant. */
function clarify(
	answers: readonly Candidate[],
): Pick<Found, "status" | "quotes" | "related" | "choices"> {
	return {
		status: "clarify",
		quotes: [],
		related: [],
		choices: answers.flatMap(({ read }) => read.article.place ?? []),
	};
}

/** 现在几点, 今天几号: nothing is left that a paper could print. */
function asksTheClock(folded: string): boolean {
	return RIGHT_NOW.test(withoutAsking(folded));
}

const RIGHT_NOW = /^(?:请问)?(?:现在|今天|明天|昨天|今年|此刻)[是了呀啊?]*$/;

function lengthOf(quotes: readonly Quote[]): number {
	return quotes.reduce((sum, { text }) => sum + text.length, 0);
}

interface Attempt {
	candidates: Candidate[];
	/** The question as it was put to them. */
	how: Asked;
	chosen?: Candidate;
	refused?: Refused;
}

/** 那第二名呢 asks for what the question before asked for. */
function expect(folded: string, topic: Topic | null): Expected {
	const expected = readExpected(folded);
	const before = topic?.questions.at(-1);
	if (
		before === undefined ||
		expected.kinds.length > 0 ||
		!pointsBack(folded) ||
		SUPPOSES.test(folded)
	)
		return expected;
	const { kinds, measure, forms } = readExpected(before);
	return { ...expected, kinds, measure, forms };
}

/** 我要是没去呢 asks what happens then. */
const SUPPOSES = /要是|如果|万一|假如|假设/;
