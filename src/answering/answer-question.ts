/** From a question to the paper's words: understand, search, choose, ground, cut. */

import type { Article } from "../knowledge/article.ts";
import type { Gazetteer } from "../knowledge/gazetteer.ts";
import { analyzeQuery } from "../search/analyzer.ts";
import type { ArticleIndex } from "../search/article-index.ts";
import type { Concept, Thesaurus } from "../search/thesaurus.ts";
import type { Answer, Refusal } from "./answer.ts";
import {
	aroundAsking,
	type Expected,
	readExpected,
	withoutAsking,
} from "./answer-kind.ts";
import { SAID_NOTHING, type Said, weighTerms } from "./asked-terms.ts";
import { type Candidate, rankSentences, type ScoredArticle } from "./choose.ts";
import type { Constraints } from "./constraints.ts";
import { pointsBack, type Topic } from "./follow-up.ts";
import { type Asked, coversEnough, refuse } from "./grounding.ts";
import type { ReadArticle } from "./reading.ts";
import { cutQuotes } from "./span.ts";

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
}

export interface Library {
	index: ArticleIndex;
	thesaurus: Thesaurus;
	gazetteer: Gazetteer | null;
	read(article: Article): ReadArticle;
	/** Whether an article prints what the constraints ask for. */
	meets(reading: ReadArticle, constraints: Constraints): boolean;
}

/** How many other articles a reply points to. */
const RELATED = 2;
/** … as long as the search finds them so much as good as the best. */
const AKIN_SHARE = 0.3;
/** A message without a question word counts as key words up to this many characters. */
const MAX_KEYWORDS = 12;
/** When the best sentence does not answer, so many in all are tried … */
const TRIES = 3;
/** … as long as they score nearly as well. */
const TRY_SHARE = 0.75;
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
): Pick<Answer, "status" | "quotes" | "related" | "ranking" | "refusal"> {
	const { folded, constraints, words, concepts, topic } = question;
	const { index, read, thesaurus } = library;
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
	const asked: Asked = {
		terms: inContext,
		text: folded,
		expected,
		constraints,
		words,
		concepts,
		keywords: expected.kinds.length === 0 && folded.length <= MAX_KEYWORDS,
		within: null,
	};
	const hits = index.search(`${folded} ${subject}`, {
		concepts: [...concepts, ...earlier.concepts],
	});
	const ranking = hits.map(({ article }) => article);
	const scored = hits.map(
		({ article, score }): ScoredArticle => ({
			read: read(article),
			share: score / (hits[0]?.score ?? 1),
		}),
	);
	const fitting = scored.filter((hit) => library.meets(hit.read, constraints));
	const where = [...constraints.places, ...(topic?.places ?? [])];
	const fittingTopic = fitting.filter((hit) =>
		library.meets(hit.read, { ...constraints, places: where }),
	);

	const attempt = tryInTurn();
	if (attempt.chosen) {
		const { article } = attempt.chosen.read;
		return {
			status: "answered",
			quotes: cutQuotes(
				attempt.chosen,
				attempt.candidates,
				expected,
				inContext,
			),
			related: akin()
				.filter((other) => other !== article)
				.slice(0, RELATED),
			ranking,
		};
	}
	const refusal =
		attempt.refusal ??
		(fitting.length < scored.length ? "constraint" : undefined);
	return {
		status: "not_found",
		quotes: [],
		related: nearest(attempt.candidates),
		ranking,
		...(refusal && { refusal }),
	};

	/** In the article that is talked about, then anywhere in its light, then for itself: the first that answers. */
	function tryInTurn(): Attempt {
		if (topic === null) return answerFrom(fitting, asked);
		const talkedOf = fitting.filter(
			(hit) => hit.read.article === topic.article,
		);
		const bare = withoutAsking(folded) === "";
		const inTopic = answerFrom(talkedOf, {
			...asked,
			within: bare ? "bare" : "topic",
		});
		const pointing = pointsBack(folded);
		if (inTopic.chosen || (pointing && topic.article !== null)) return inTopic;
		const inItsLight = answerFrom(fittingTopic, {
			...asked,
			within: "light",
		});
		if (inItsLight.chosen || pointing) return inItsLight;
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
		let refusal: Refusal | undefined;
		for (const candidate of tries) {
			if (!given && candidate.score < TRY_SHARE * (candidates[0]?.score ?? 0))
				break;
			const why = refuse(candidate, how, index, library.gazetteer);
			if (why === null) return { candidates, chosen: candidate };
			refusal ??= why;
			if (FINAL.has(why)) break;
		}
		return { candidates, ...(refusal && { refusal }) };
	}

	function akin(): Article[] {
		return scored
			.filter(({ share }) => share >= AKIN_SHARE)
			.map((hit) => hit.read.article);
	}

	/** What comes nearest, whatever the constraints say; nothing where only a word or two is shared. */
	function nearest(candidates: readonly Candidate[]): Article[] {
		const ranked =
			candidates.length > 0
				? candidates
				: rankSentences(scored, inContext, expected, []);
		const near = ranked
			.slice(0, TRIES)
			.find((candidate) => coversEnough(candidate, asked, index));
		return near ? [near.read.article] : [];
	}
}

interface Attempt {
	candidates: Candidate[];
	chosen?: Candidate;
	refusal?: Refusal;
}

/** 那第二名呢 asks for what the question before asked for. */
function expect(folded: string, topic: Topic | null): Expected {
	const expected = readExpected(folded);
	const before = topic?.questions.at(-1);
	if (before === undefined || expected.kinds.length > 0 || !pointsBack(folded))
		return expected;
	const { kinds, measure, forms } = readExpected(before);
	return { ...expected, kinds, measure, forms };
}
