/** Asks graded questions over a set of documents and measures the answers. */

import { type Article, plainArticle } from "../knowledge/article.ts";
import { type ArticleIndex, buildIndex } from "../search/article-index.ts";
import type { Answerer } from "./answerer.ts";
import {
	bestRougeL,
	containsAnswer,
	hitAt,
	mean,
	mrr10,
	percentile,
} from "./measure.ts";

export interface GradedDocument {
	id: string;
	title?: string | undefined;
	text: string;
}

/** A question with the document that answers it and the wordings that count as answers. */
export interface GradedQuestion {
	id: string;
	q: string;
	doc: string;
	answers: string[];
}

/** Shares from 0 to 1; `replyChars`: mean length of the quoted text; times in milliseconds per question. */
export interface AnswerFigures {
	questions: number;
	hit1: number;
	hit5: number;
	mrr10: number;
	answerContained: number;
	rougeL: number;
	replyChars: number;
	msP50: number;
	msP99: number;
}

export interface DocumentFigures extends AnswerFigures {
	docs: number;
	indexMs: number;
}

/** Indexes the documents and asks the questions, with the answerer that the chat uses too. */
export function measureDocuments(
	documents: readonly GradedDocument[],
	questions: readonly GradedQuestion[],
	answererOver: (index: () => ArticleIndex) => Answerer,
	now: () => number,
): DocumentFigures {
	const articles = documents.map(documentArticle);
	const begun = now();
	const index = buildIndex(articles);
	const indexMs = now() - begun;
	const answerer = answererOver(() => index);
	const { msP50, msP99, ...shares } = measureAnswers(answerer, questions, now);
	return { docs: articles.length, ...shares, indexMs, msP50, msP99 };
}

/** Neither the document nor the answers of a question are looked at before it is answered. */
export function measureAnswers(
	answerer: Answerer,
	questions: readonly GradedQuestion[],
	now: () => number,
): AnswerFigures {
	const results = questions.map(({ q, doc, answers }) => {
		const begun = now();
		const answer = answerer.answer({ text: q, context: [] });
		const ms = now() - begun;
		const quotes = answer.quotes.map((quote) => quote.text);
		const quoted = quotes.join("");
		const place = answer.ranking.findIndex((article) => article.id === doc);
		return {
			ms,
			rank: place < 0 ? null : place + 1,
			contained: containsAnswer(quotes, answers) ? 1 : 0,
			rougeL: bestRougeL(quoted, answers),
			chars: [...quoted].length,
		};
	});
	const ranks = results.map(({ rank }) => rank);
	const times = results.map(({ ms }) => ms);
	return {
		questions: questions.length,
		hit1: hitAt(1, ranks),
		hit5: hitAt(5, ranks),
		mrr10: mrr10(ranks),
		answerContained: mean(results.map(({ contained }) => contained)),
		rougeL: mean(results.map((result) => result.rougeL)),
		replyChars: mean(results.map(({ chars }) => chars)),
		msP50: percentile(0.5, times),
		msP99: percentile(0.99, times),
	};
}

/** A document as an article. One without a title is headed by its first line or sentence, which stays in the text. */
export function documentArticle({ id, title, text }: GradedDocument): Article {
	const heading = title?.trim() || firstLine(text) || id;
	return plainArticle({ id, title: heading, body: text });
}

/** A headline is hardly ever longer. */
const HEADING_CHARS = 40;

function firstLine(text: string): string {
	const [line = ""] = text.trim().split(/[\s。!?！？]/, 1);
	return line.slice(0, HEADING_CHARS);
}
