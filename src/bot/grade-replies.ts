/** Holds replies against graded questions of members: what counts as right, and why the others are wrong. */

import { z } from "zod";
import type { Answer, Question, Refusal } from "../answering/answer.ts";
import { mean } from "../answering/measure.ts";
import type { Reply } from "../chat/reply.ts";

export const MemberQuestion = z.object({
	id: z.string(),
	q: z.string(),
	context: z.array(z.string()).default([]),
	/** The kind of question; `unanswerable` has a subtype. */
	type: z.string(),
	subtype: z.enum(["near_miss", "off_topic"]).nullish(),
	/** A right quote holds one of these. */
	answers: z.array(z.string()),
	/** Any of the right article's headlines. */
	titles: z.array(z.string()),
});
export type MemberQuestion = z.infer<typeof MemberQuestion>;

/** Who is asked: the same question twice gets the same reply. */
export interface Asked {
	answer(question: Question): Answer;
	reply(question: Question): Reply;
}

export interface ReplyFailure {
	id: string;
	q: string;
	type: string;
	why:
		| "refused"
		/** Quoted something where the paper is silent. */
		| "not_refused"
		| "not_in_quote"
		| "wrong_document"
		| "too_long";
	/** Why the best sentence was refused, where it was. */
	refusal?: Refusal;
	wanted: string[];
	/** The headlines that were quoted, and what of their articles. */
	from: string[];
	quoted: string[];
}

/** `chars`: mean length of the quoted text. */
export interface ReplyFigures {
	questions: number;
	right: number;
	chars: number;
}

export interface GradedReplies {
	all: ReplyFigures;
	/** By type, `unanswerable` ones by their subtype. */
	types: Record<string, ReplyFigures>;
	failures: ReplyFailure[];
}

/** The longest quote that still answers, in characters. */
const MAX_QUOTED = 260;

/** The right article is quoted first, or right behind what leads to it. */
const FIRST_QUOTES = 2;

export function gradeReplies(
	questions: readonly MemberQuestion[],
	asked: Asked,
): GradedReplies {
	const graded = questions.map((question) => grade(question, asked));
	const types = [...new Set(graded.map(({ type }) => type))];
	return {
		all: figuresOf(graded),
		types: Object.fromEntries(
			types.map((type) => [
				type,
				figuresOf(graded.filter((one) => one.type === type)),
			]),
		),
		failures: graded.flatMap(({ failure }) => failure ?? []),
	};
}

interface Graded {
	type: string;
	chars: number;
	failure: ReplyFailure | null;
}

function grade(question: MemberQuestion, asked: Asked): Graded {
	const { id, q, context, answers } = question;
	const type = question.subtype ?? question.type;
	const said = { text: q, context };
	const reply = asked.reply(said);
	const quoted = reply.quotes.map(({ text }) => text);
	const why = whyWrong(question, reply);
	const refusal = why === "refused" ? asked.answer(said).refusal : undefined;
	return {
		type,
		chars: charsOf(quoted),
		failure: why && {
			id,
			q,
			type,
			why,
			...(refusal && { refusal }),
			wanted: answers,
			from: reply.quotes.map(({ article }) => article.title),
			quoted,
		},
	};
}

/** Null for a right reply. */
function whyWrong(
	{ type, subtype, answers, titles }: MemberQuestion,
	{ status, quotes }: Reply,
): ReplyFailure["why"] | null {
	if (type === "unanswerable") {
		const silent =
			status === "not_found" ||
			(subtype === "off_topic" && status === "small_talk");
		return silent && quotes.length === 0 ? null : "not_refused";
	}
	if (status !== "answered" || quotes.length === 0) return "refused";
	const rightArticle = quotes
		.slice(0, FIRST_QUOTES)
		.some(({ article }) =>
			titles.some(
				(title) => holds(title, article.title) || holds(article.title, title),
			),
		);
	if (!rightArticle) return "wrong_document";
	if (!quotes.some(({ text }) => answers.some((answer) => holds(text, answer))))
		return "not_in_quote";
	return charsOf(quotes.map(({ text }) => text)) > MAX_QUOTED
		? "too_long"
		: null;
}

function figuresOf(graded: readonly Graded[]): ReplyFigures {
	return {
		questions: graded.length,
		right: graded.filter(({ failure }) => failure === null).length,
		chars: mean(graded.map(({ chars }) => chars)),
	};
}

function charsOf(quoted: readonly string[]): number {
	return quoted.reduce((sum, text) => sum + [...text].length, 0);
}

/** Without regard to width, white space or kind of mark. */
function holds(text: string, part: string): boolean {
	return comparable(text).includes(comparable(part));
}

function comparable(text: string): string {
	return text
		.normalize("NFKC")
		.replace(/\s/g, "")
		.replace(/[“”"]/g, '"')
		.replace(/[、,]/g, ",");
}
