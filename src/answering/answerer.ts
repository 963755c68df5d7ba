/** Answers a message with the paper's own words, or says that the paper is silent. */

import type { Article } from "../knowledge/article.ts";
import type { Gazetteer, Place } from "../knowledge/gazetteer.ts";
import type { ArticleIndex } from "../search/article-index.ts";
import { fold, hasTraditional } from "../search/fold.ts";
import type { Thesaurus } from "../search/thesaurus.ts";
import type { Answer, Question, Quote } from "./answer.ts";
import {
	answerQuestion,
	type Library,
	type UnderstoodQuestion,
} from "./answer-question.ts";
import type { Approved } from "./approved.ts";
import { printsTerm, SAID_NOTHING, weighTerms } from "./asked-terms.ts";
import { namesNothing } from "./bare.ts";
import { asksForWriter, quoteByline, writtenAbout } from "./byline.ts";
import {
	type Constraints,
	readConstraints,
	unmetConstraint,
} from "./constraints.ts";
import type { ContentWords } from "./content-words.ts";
import { rareWeight, TELLING } from "./coverage.ts";
import { complete, readTopic, type Surroundings } from "./follow-up.ts";
import { type Listing, listArticles, readListing } from "./listing.ts";
import { quoteSimilar, readMore } from "./more-of-kind.ts";
import { plainQuestion } from "./plain-question.ts";
import { printsWord } from "./printed-words.ts";
import { withoutCharge } from "./question-forms.ts";
import { type ReadArticle, readArticle } from "./reading.ts";
import { readSmallTalk } from "./small-talk.ts";

export interface AnswererParts {
	/** The index of the moment; another one after an import. */
	index: () => ArticleIndex;
	/** Without one, places are ordinary words. */
	gazetteer: Gazetteer | null;
	contentWords: ContentWords;
	/** A folded question in the paper's spelling: slips, pinyin and English undone. */
	respell: (folded: string, index: ArticleIndex) => string;
	/** Official wording that is never cut (`config/protected.yml`); none if absent. */
	phrases?: () => readonly string[];
	/** The thesaurus of the moment; another one after staff edited it. */
	thesaurus: () => Thesaurus;
	/** Answers of the staff, which go before the paper's; none if absent. */
	approved?: Approved;
}

export interface Answerer {
	answer(question: Question): Answer;
}

type Found = Omit<Answer, "traditional">;

/** A question is a few lines; what is pasted behind them is not read, so that nobody keeps the bot busy. */
const MAX_QUESTION = 300;

/** A list is made of so many newest articles and as many that the search finds: reading ten thousand takes seconds. */
const LISTED_FROM = 300;
/** As many lines of it as one reply shows. */
const LISTED_AT_ONCE = 5;
/** As many as a search ranks. */
const RANKED = 10;

const NOTHING: Found = {
	status: "not_found",
	quotes: [],
	related: [],
	ranking: [],
};

export function createAnswerer(parts: AnswererParts): Answerer {
	const { gazetteer, contentWords } = parts;
	const readings = new WeakMap<Article, ReadArticle>();

	return {
		answer({ text, context }) {
			const folded = foldQuestion(text);
			const traditional = hasTraditional(text);
			const smallTalk = readSmallTalk(folded);
			if (smallTalk)
				return { ...NOTHING, status: "small_talk", smallTalk, traditional };
			const index = parts.index();
			const [question = "", ...before] = [
				folded,
				...context
					.map(foldQuestion)
					.filter((said) => readSmallTalk(said) === null),
			].map(plainQuestion);
			const [asked = "", ...earlier] = [question, ...before].map((said) =>
				parts.respell(said, index),
			);
			const translated = !/[一-龥]/.test(question);
			const found = respond(asked, earlier, index, translated);
			return { ...asTheMemberSaid(found, folded), traditional };
		},
	};

	function respond(
		said: string,
		context: string[],
		index: ArticleIndex,
		translated: boolean,
	): Found {
		const around = surroundings(index);
		const topic = readTopic(context, around);
		const { question: folded, leaning, bound } = complete(topic, said, around);
		const approved = parts.approved?.(folded, topic?.article ?? null);
		if (approved) return approved;
		if (asksForWriter(folded)) {
			const about = writtenAbout(folded);
			const article =
				about === "" ||
				(topic !== null && complete(topic, about, around).leaning)
					? topic?.article
					: around.bestArticle(about, places(about));
			if (article === undefined) return { ...NOTHING, status: "clarify" };
			return answerWriter(article, words(about));
		}
		const constraints = readConstraints(folded, gazetteer);
		const more = topic === null ? null : readMore(said);
		if (more === "") return answerMore(topic?.article ?? null, context, index);
		const listing = readListing(more ?? withoutPlaces(folded));
		if (listing) {
			const told = more === null ? null : (topic?.article ?? null);
			const all = answerListing(listing, constraints, folded, told, index);
			// A list that leans on the conversation cannot be asked for again page by page.
			return more === null ? all : listed(all.quotes.slice(0, LISTED_AT_ONCE));
		}
		if (topic === null && namesNothing(folded))
			return { ...NOTHING, status: "clarify" };
		return answerQuestion(
			{
				...understood(folded),
				topic: leaning ? topic : null,
				bound,
				translated,
			},
			library(index),
		);
	}

	function understood(folded: string): UnderstoodQuestion {
		return {
			folded,
			constraints: readConstraints(folded, gazetteer),
			words: words(folded),
			concepts: parts.thesaurus().read(folded),
			topic: null,
			bound: false,
			translated: false,
		};
	}

	function answerWriter(article: Article | null, named: string[]): Found {
		const quotes = article ? quoteByline(article) : [];
		const known =
			article !== null &&
			named.every((word) => printsWord(read(article), word));
		if (known && quotes.length > 0)
			return { status: "answered", quotes, related: [], ranking: [article] };
		return { ...NOTHING, related: known ? [article] : [] };
	}

	/** The rest of the list that was asked for last, or what is like the article that was talked about. */
	function answerMore(
		told: Article | null,
		context: string[],
		index: ArticleIndex,
	): Found {
		const last = context.findLastIndex((said) => readMore(said) !== "");
		const before = context[last] ?? "";
		const listing = readListing(withoutPlaces(before));
		if (listing === null)
			return told === null ? NOTHING : listed(quoteSimilar(told, index));
		const constraints = readConstraints(before, gazetteer);
		const { quotes } = answerListing(listing, constraints, before, null, index);
		const shown = (context.length - last) * LISTED_AT_ONCE;
		return listed(quotes.slice(shown, shown + LISTED_AT_ONCE));
	}

	function answerListing(
		listing: Listing,
		constraints: Constraints,
		folded: string,
		/** What was talked about already; null for nothing. */
		told: Article | null,
		index: ArticleIndex,
	): Found {
		const newest = index.articles.slice(0, LISTED_FROM);
		const found =
			newest.length < index.articles.length
				? index.search(folded, { limit: LISTED_FROM })
				: [];
		const looked = [...newest, ...found.map(({ article }) => article)];
		const there = [...new Set(looked)]
			.filter((article) => article !== told)
			.map(read)
			.filter((reading) => meets(reading, constraints));
		const quotes = listArticles(listing, there);
		if (quotes.length === 0) {
			// Where a place was named, another report from there may help.
			const near = constraints.places.length > 0 ? there.slice(0, 1) : [];
			return { ...NOTHING, related: near.map(({ article }) => article) };
		}
		return listed(quotes);
	}

	function listed(quotes: Quote[]): Found {
		if (quotes.length === 0) return NOTHING;
		const ranking = quotes.map(({ article }) => article).slice(0, RANKED);
		return { status: "answered", list: true, quotes, related: [], ranking };
	}

	function read(article: Article): ReadArticle {
		let reading = readings.get(article);
		if (!reading) {
			reading = readArticle(article, gazetteer);
			readings.set(article, reading);
		}
		return reading;
	}

	function meets(reading: ReadArticle, constraints: Constraints): boolean {
		return unmet(reading, constraints) === null;
	}

	function unmet(
		reading: ReadArticle,
		constraints: Constraints,
	): string | null {
		const { printed, places, article } = reading;
		const issueDate = article.issue?.date ?? null;
		const facts = { text: printed, places, issueDate };
		return unmetConstraint(constraints, facts, gazetteer);
	}

	function library(index: ArticleIndex): Library {
		const phrases = parts.phrases?.() ?? [];
		const thesaurus = parts.thesaurus();
		return { index, gazetteer, phrases, read, unmet, thesaurus };
	}

	function surroundings(index: ArticleIndex): Surroundings {
		return {
			index,
			words,
			places,
			placeNames: (folded) =>
				gazetteer?.find(folded).map(({ text }) => text) ?? [],
			knows(folded) {
				const { status, related } = answerQuestion(
					understood(folded),
					library(index),
				);
				return status === "answered" || related.length > 0;
			},
			prints: (article, word) => printsWord(read(article), word),
			mass: (article, terms) =>
				weighTerms({ terms, concepts: [] }, SAID_NOTHING, index, "")
					.filter((term) => printsTerm(read(article).whole, term))
					.reduce((sum, { weight }) => sum + weight, 0),
			telling: TELLING * rareWeight(index),
			bestArticle(query, asked) {
				const constraints = { ...readConstraints("", null), places: asked };
				const fits = index
					.search(query, { concepts: parts.thesaurus().read(query) })
					.find(({ article }) => meets(read(article), constraints));
				return fits?.article ?? null;
			},
		};
	}

	function places(folded: string): Place[][] {
		return gazetteer?.find(folded).map((mention) => mention.places) ?? [];
	}

	/** Places are held against an article by the gazetteer, which knows 新昌 from 新昌县. */
	function words(folded: string): string[] {
		return contentWords(withoutCharge(withoutPlaces(folded)));
	}

	function withoutPlaces(folded: string): string {
		let rest = folded;
		for (const { text } of gazetteer?.find(folded) ?? [])
			rest = rest.replace(text, " ");
		return rest;
	}
}

function foldQuestion(text: string): string {
	return fold(text).trim().slice(0, MAX_QUESTION);
}

/** What is missing is said in the member's own words, or not at all: not in those of a translation. */
function asTheMemberSaid({ missing, ...found }: Found, asked: string): Found {
	return missing && asked.includes(missing.what)
		? { ...found, missing }
		: found;
}
