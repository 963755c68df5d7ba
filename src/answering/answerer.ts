/** Answers a question with the paper's own words, or says that the paper is silent. */

import type { Article } from "../knowledge/article.ts";
import type { Gazetteer } from "../knowledge/gazetteer.ts";
import { analyzeQuery } from "../search/analyzer.ts";
import type { ArticleIndex } from "../search/article-index.ts";
import { fold, hasTraditional } from "../search/fold.ts";
import type { Answer, Question, Quote } from "./answer.ts";
import { readExpected } from "./answer-kind.ts";
import { rankSentences, type ScoredArticle, type WeightedTerm } from "./choose.ts";
import { readConstraints, unmetConstraint } from "./constraints.ts";
import type { ContentWords } from "./content-words.ts";
import { type Asked, refuse } from "./grounding.ts";
import { type ReadArticle, readArticle } from "./reading.ts";
import { readSmallTalk } from "./small-talk.ts";

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
		const talk = readSmallTalk(folded);
		if (talk)
			return { status: "small_talk", smallTalk: talk, quotes: [], related: [], ranking: [], traditional };

		const own = analyzeQuery(question.text);
		const context = question.context.slice(-1).flatMap((q) => analyzeQuery(q)).filter((t) => !own.includes(t));
		const terms: WeightedTerm[] = [
			...own.map((term) => ({ term, weight: index.weight(term), own: true })),
			...context.map((term) => ({ term, weight: 0.5 * index.weight(term), own: false })),
		];
		const expected = readExpected(folded);
		const asked: Asked = {
			terms,
			expected,
			constraints: readConstraints(folded, gazetteer),
			words: contentWords(folded),
			keywords: expected.kinds.length === 0 && folded.length <= 12,
		};
		const hits = index.search([question.text, ...question.context.slice(-1)].join(" "));
		const ranking = hits.map(({ article }) => article);
		const best = hits[0]?.score ?? 1;
		const scored = hits.map(({ article, score }): ScoredArticle => ({ read: read(article), share: score / best }));
		const fitting = scored.filter(({ read }) => unmetConstraint(asked.constraints, { text: read.printed, issueDate: read.article.issue?.date ?? null, places: read.places }, gazetteer) === null);
		const candidates = rankSentences(fitting, terms, expected, asked.constraints.ordinals);
		const top = candidates[0];
		const chosen = candidates.slice(0, 3).find((c) => c.score >= 0.75 * (top?.score ?? 0) && refuse(c, asked, index.articles.length) === null);
		if (!chosen) {
			if (process.env.WHY) console.error(question.text, top ? refuse(top, asked, index.articles.length) : "none", asked.words, expected.kinds, top?.sentence.text);
			return { status: "not_found", quotes: [], related: ranking.slice(0, 3), ranking, traditional };
		}
		const quotes: Quote[] = [{ text: chosen.sentence.text, article: chosen.read.article }];
		return { status: "answered", quotes, related: ranking.filter((a) => a !== chosen.read.article).slice(0, 2), ranking, traditional };
	}

	return { answer };
}
