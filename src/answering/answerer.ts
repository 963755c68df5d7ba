/** Answers a question with the paper's own words, or says that the paper is silent. */

import type { Article } from "../knowledge/article.ts";
import type { Gazetteer } from "../knowledge/gazetteer.ts";
import { analyzeQuery } from "../search/analyzer.ts";
import type { ArticleIndex } from "../search/article-index.ts";
import { fold, hasTraditional } from "../search/fold.ts";
import type { Answer, Question, Refusal } from "./answer.ts";
import { readExpected } from "./answer-kind.ts";
import { asksForWriter, quoteByline, writtenAbout } from "./byline.ts";
import {
	lacksOrdinal,
	rankSentences,
	type ScoredArticle,
	weighTerms,
} from "./choose.ts";
import {
	type Constraints,
	readConstraints,
	unmetConstraint,
} from "./constraints.ts";
import type { ContentWords } from "./content-words.ts";
import { readFollowUp } from "./follow-up.ts";
import { type Asked, coversEnough, printsWord, refuse } from "./grounding.ts";
import { type Listing, listArticles, readListing } from "./listing.ts";
import { type ReadArticle, readArticle } from "./reading.ts";
import { readSmallTalk } from "./small-talk.ts";
import { cutQuotes } from "./span.ts";

export interface AnswererParts {
	/** The index of the moment; another one after an import. */
	index: () => ArticleIndex;
	gazetteer: Gazetteer | null;
	contentWords: ContentWords;
}

export interface Answerer {
	answer(question: Question): Answer;
}

export function createAnswerer(parts: AnswererParts): Answerer {
	const { gazetteer, contentWords } = parts;
	const readings = new WeakMap<Article, ReadArticle>();
	const read = (article: Article): ReadArticle => {
		let reading = readings.get(article);
		if (!reading) {
			reading = readArticle(article, gazetteer);
			readings.set(article, reading);
		}
		return reading;
	};

	function answer(question: Question): Answer {
		const index = parts.index();
		const folded = fold(question.text).trim();
		const traditional = hasTraditional(question.text);
		const empty = { quotes: [], related: [], ranking: [], traditional };
		const smallTalk = readSmallTalk(folded);
		if (smallTalk) return { ...empty, status: "small_talk", smallTalk };
		if (asksForWriter(folded)) return answerWriter(question, folded, empty);
		const listing = readListing(withoutPlaces(folded, gazetteer));
		if (listing) return answerListing(listing, folded, empty);
		return answerQuestion(question, folded, empty, index);
	}

	function answerListing(
		listing: Listing,
		folded: string,
		empty: Omit<Answer, "status">,
	): Answer {
		const constraints = readConstraints(folded, gazetteer);
		const there = parts
			.index()
			.articles.map(read)
			.filter((reading) => meets(reading, constraints));
		const quotes = listArticles(listing, there);
		const ranking = quotes.map(({ article }) => article);
		const named = constraints.places.length > 0;
		const near = there.map(({ article }) => article).slice(0, named ? 1 : 0);
		return quotes.length === 0
			? { ...empty, status: "not_found", related: near }
			: { ...empty, status: "answered", list: true, quotes, ranking };
	}

	function meets(reading: ReadArticle, constraints: Constraints): boolean {
		const { printed, places, article } = reading;
		const issueDate = article.issue?.date ?? null;
		return (
			unmetConstraint(
				constraints,
				{ text: printed, places, issueDate },
				gazetteer,
			) === null
		);
	}

	function answerWriter(
		{ context }: Question,
		folded: string,
		empty: Omit<Answer, "status">,
	): Answer {
		const about = writtenAbout(folded);
		const query = about === "" ? context.at(-1) : about;
		if (query === undefined) return { ...empty, status: "clarify" };
		const ranking = parts
			.index()
			.search(query)
			.map(({ article }) => article);
		const [first, ...others] = ranking;
		const quotes = first ? quoteByline(first) : [];
		const missing = contentWords(fold(query)).some(
			(word) => !first || !printsWord(read(first), word),
		);
		if (quotes.length === 0 || missing)
			return {
				...empty,
				status: "not_found",
				related: ranking.slice(0, RELATED),
				ranking,
			};
		return {
			...empty,
			status: "answered",
			quotes,
			related: others.slice(0, RELATED),
			ranking,
		};
	}

	function answerQuestion(
		question: Question,
		folded: string,
		empty: Omit<Answer, "status">,
		index: ArticleIndex,
	): Answer {
		const own = analyzeQuery(question.text);
		const constraints = readConstraints(folded, gazetteer);
		const { subject } = readFollowUp(
			folded,
			own,
			question.context,
			index,
			constraints.places.length > 0,
		);
		if (subject !== null && constraints.places.length === 0)
			constraints.places = readConstraints(fold(subject), gazetteer).places;
		const terms = weighTerms(
			own,
			subject === null ? [] : analyzeQuery(subject),
			(term) => index.weight(term),
		);
		const expected = readExpected(folded);
		const asked: Asked = {
			terms,
			text: folded,
			expected,
			constraints,
			words: contentWords(withoutPlaces(folded, gazetteer)),
			keywords: expected.kinds.length === 0 && folded.length <= MAX_KEYWORDS,
		};
		const hits = index.search([question.text, subject ?? ""].join(" "));
		const ranking = hits.map(({ article }) => article);
		const scored = hits.map(
			({ article, score }): ScoredArticle => ({
				read: read(article),
				share: score / (hits[0]?.score ?? 1),
			}),
		);
		const fitting = scored.filter(({ read }) => meets(read, constraints));
		const candidates = rankSentences(
			fitting,
			terms,
			expected,
			constraints.ordinals,
		);
		const akin = (answered: Article | null) =>
			scored
				.filter(
					({ read: { article }, share }) =>
						article !== answered && share >= AKIN_SHARE,
				)
				.map(({ read: { article } }) => article)
				.slice(0, RELATED);
		const known = (term: string) => index.has(term);
		let refusal: Refusal | undefined =
			fitting.length < scored.length ? "constraint" : undefined;
		const tries = lacksOrdinal(candidates, constraints.ordinals) ? 0 : TRIES;
		if (tries === 0) refusal = "ordinal";
		for (const candidate of candidates.slice(0, tries)) {
			if (candidate.score < TRY_SHARE * (candidates[0]?.score ?? 0)) break;
			const why = refuse(candidate, asked, index.articles.length, known);
			if (why === null) {
				const quotes = cutQuotes(candidate, candidates, expected, terms);
				const related = akin(candidate.read.article);
				return { ...empty, status: "answered", quotes, related, ranking };
			}
			if (candidate === candidates[0]) refusal = why;
			if (FINAL.has(why)) break;
		}
		return {
			...empty,
			status: "not_found",
			related: nearest(),
			ranking,
			...(refusal && { refusal }),
		};

		/** What comes nearest, whatever the constraints say; nothing where only a word or two is shared. */
		function nearest(): Article[] {
			const near =
				candidates[0] ?? rankSentences(scored, terms, expected, [])[0];
			if (!near || !coversEnough(near, asked, index.articles.length, known))
				return [];
			return [near.read.article];
		}
	}

	return { answer };
}

/** Places are held against an article by the gazetteer, which knows 新昌 from 新昌县. */
function withoutPlaces(folded: string, gazetteer: Gazetteer | null): string {
	let rest = folded;
	for (const { text } of gazetteer?.find(folded) ?? [])
		rest = rest.replace(text, " ");
	return rest;
}

/** How many other articles a reply points to. */
const RELATED = 2;
/** … as long as the search finds them so much as good as the best. */
const AKIN_SHARE = 0.3;
/** A message without a question word counts as key words up to this many characters. */
const MAX_KEYWORDS = 12;
/** When the best sentence does not answer, so many more are tried, as long as they score nearly as well. */
const TRIES = 3;
/** Reasons that speak against the paper, not only against the sentence. */
const FINAL = new Set<Refusal>(["broken_off", "enumeration", "time"]);
const TRY_SHARE = 0.75;
