/** Asks graded questions over a set of documents and measures the answers. */

import { type Article, plainArticle } from "../knowledge/article.ts";
import { type ArticleIndex, buildIndex } from "../search/article-index.ts";
import { fold } from "../search/fold.ts";
import type { Answer, Refusal } from "./answer.ts";
import { readExpected } from "./answer-kind.ts";
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
	/** What sort of question it is; the kind of answer that it asks for if absent. */
	type?: string | undefined;
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

/** The same of the questions of one type; `refused`: share of those that no quote answers. */
export interface TypeFigures {
	questions: number;
	hit1: number;
	contained: number;
	rougeL: number;
	chars: number;
	refused: number;
}

/** A question whose quotes do not hold the answer, and why. */
export interface AnswerFailure {
	id: string;
	q: string;
	type: string;
	why: "refused" | "wrong_document" | "not_in_quote";
	/** Why the best sentence was refused, where it was. */
	refusal?: Refusal;
	doc: string;
	wanted: string[];
	/** The documents that were quoted, and what of them. */
	from: string[];
	quoted: string[];
}

export interface DocumentFigures extends AnswerFigures {
	docs: number;
	indexMs: number;
}

export interface Measured<Figures> {
	figures: Figures;
	types: Record<string, TypeFigures>;
	failures: AnswerFailure[];
}

/** Indexes the documents and asks the questions, with the answerer that the chat uses too. */
export function measureDocuments(
	documents: readonly GradedDocument[],
	questions: readonly GradedQuestion[],
	answererOver: (index: () => ArticleIndex) => Answerer,
	now: () => number,
): Measured<DocumentFigures> {
	const articles = documents.map(documentArticle);
	const begun = now();
	const index = buildIndex(articles);
	const indexMs = now() - begun;
	const answerer = answererOver(() => index);
	const { figures, ...rest } = measureAnswers(answerer, questions, now);
	const { msP50, msP99, ...shares } = figures;
	return {
		figures: { docs: articles.length, ...shares, indexMs, msP50, msP99 },
		...rest,
	};
}

/** Neither the document nor the answers of a question are looked at before it is answered. */
export function measureAnswers(
	answerer: Answerer,
	questions: readonly GradedQuestion[],
	now: () => number,
): Measured<AnswerFigures> {
	const graded = questions.map((question): Graded => {
		const begun = now();
		const answer = answerer.answer({ text: question.q, context: [] });
		const ms = now() - begun;
		return grade(question, answer, ms);
	});
	const times = graded.map(({ ms }) => ms);
	const ranks = graded.map(({ rank }) => rank);
	return {
		figures: {
			questions: graded.length,
			hit1: hitAt(1, ranks),
			hit5: hitAt(5, ranks),
			mrr10: mrr10(ranks),
			answerContained: share(graded, ({ contained }) => contained),
			rougeL: mean(graded.map(({ rougeL }) => rougeL)),
			replyChars: mean(graded.map(({ chars }) => chars)),
			msP50: percentile(0.5, times),
			msP99: percentile(0.99, times),
		},
		types: Object.fromEntries(
			[...byType(graded)].map(([type, some]) => [type, typeFigures(some)]),
		),
		failures: graded.filter(({ contained }) => !contained).map(failureOf),
	};
}

interface Graded {
	question: GradedQuestion;
	type: string;
	answer: Answer;
	ms: number;
	/** Place of the right document from 1; null where the search did not find it. */
	rank: number | null;
	contained: boolean;
	rougeL: number;
	chars: number;
}

function grade(question: GradedQuestion, answer: Answer, ms: number): Graded {
	const quotes = answer.quotes.map((quote) => quote.text);
	const quoted = quotes.join("");
	const place = answer.ranking.findIndex(({ id }) => id === question.doc);
	return {
		question,
		type: question.type ?? kindAsked(question.q),
		answer,
		ms,
		rank: place < 0 ? null : place + 1,
		contained: containsAnswer(quotes, question.answers),
		rougeL: bestRougeL(quoted, question.answers),
		chars: [...quoted].length,
	};
}

/** The first kind of answer that a question asks for, `other` where none is read from it. */
function kindAsked(question: string): string {
	return readExpected(fold(question)).kinds[0] ?? "other";
}

/** The types with most questions first. */
function byType(graded: readonly Graded[]): Map<string, Graded[]> {
	const groups = new Map<string, Graded[]>();
	for (const one of graded)
		groups.set(one.type, [...(groups.get(one.type) ?? []), one]);
	return new Map([...groups].sort(([, a], [, b]) => b.length - a.length));
}

function typeFigures(graded: readonly Graded[]): TypeFigures {
	return {
		questions: graded.length,
		hit1: share(graded, ({ rank }) => rank === 1),
		contained: share(graded, ({ contained }) => contained),
		rougeL: mean(graded.map(({ rougeL }) => rougeL)),
		chars: mean(graded.map(({ chars }) => chars)),
		refused: share(graded, ({ answer }) => answer.quotes.length === 0),
	};
}

function failureOf({ question, type, answer }: Graded): AnswerFailure {
	const { id, q, doc, answers } = question;
	const from = answer.quotes.map(({ article }) => article.id);
	const why =
		from.length === 0
			? "refused"
			: from.includes(doc)
				? "not_in_quote"
				: "wrong_document";
	return {
		id,
		q,
		type,
		why,
		...(answer.refusal && { refusal: answer.refusal }),
		doc,
		wanted: answers,
		from,
		quoted: answer.quotes.map(({ text }) => text),
	};
}

function share(
	graded: readonly Graded[],
	holds: (one: Graded) => boolean,
): number {
	return mean(graded.map((one) => (holds(one) ? 1 : 0)));
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
