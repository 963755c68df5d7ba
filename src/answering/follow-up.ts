/** Finds what an earlier question of the same person adds to this one, and where a new subject begins. */

import type { Article } from "../knowledge/article.ts";
import type { Place } from "../knowledge/gazetteer.ts";
import { analyzeQuery } from "../search/analyzer.ts";
import type { ArticleIndex } from "../search/article-index.ts";
import { withoutAsking } from "./answer-kind.ts";

/** What is being talked about. */
export interface Topic {
	/** The questions about it so far, folded, oldest first; the first one names it. */
	questions: string[];
	/** The article that it stands in; null where the paper has none. */
	article: Article | null;
	/** Places that the questions named. */
	places: Place[][];
}

/** What can be asked about a folded question. */
export interface Surroundings {
	index: ArticleIndex;
	/** Its naming words, without places. */
	words(folded: string): string[];
	places(folded: string): Place[][];
	prints(article: Article, word: string): boolean;
	/** How much of the terms the article prints, by their weight. */
	mass(article: Article, terms: readonly string[]): number;
	/** The weight of one term that tells one article from the others. */
	telling: number;
	/** The article that a search finds and that prints the places. */
	bestArticle(query: string, places: Place[][]): Article | null;
}

/** The new question has its own subject when another article holds this much more of it than the one talked about. */
const NEW_SUBJECT = 1.5;
/** … and also when it prints all the naming words, but less than this share of what another article holds. */
const SAME_SUBJECT = 0.6;

/** Words that point at what was said before. */
const POINTING =
	/^(?:那|这|它|他|她|其|该|还|也|又|然后|再|呢)|这篇|这个|这条|那个|那篇|这次|那次|它|他|她|刚才|上面|呢[?]?$|也(?:要|能|可以|有)|剩下|其他|另外|还有/;

/** What the questions so far are about, the last one above all; null before the first. */
export function readTopic(
	context: readonly string[],
	around: Surroundings,
): Topic | null {
	let topic: Topic | null = null;
	for (const question of context) {
		const leaning: boolean = topic !== null && leansOn(topic, question, around);
		const before: string[] = topic !== null && leaning ? topic.questions : [];
		const questions: string[] = [...before, question];
		const places: Place[][] = questions.flatMap((q) => around.places(q));
		topic = {
			questions,
			places,
			// The question that named the subject finds it best.
			article:
				topic !== null && leaning
					? topic.article
					: around.bestArticle(question, places),
		};
	}
	return topic;
}

/** Whether a folded question needs the topic to be understood. */
export function leansOn(
	topic: Topic,
	folded: string,
	around: Surroundings,
): boolean {
	if (pointsBack(folded)) return true;
	if (around.places(folded).length > 0) return false;
	const { article } = topic;
	const about = withoutAsking(folded);
	if (about === "") return true;
	const terms = analyzeQuery(about);
	const elsewhere = around.index
		.search(about, { limit: 3 })
		.map((hit) => around.mass(hit.article, terms));
	const most = Math.max(0, ...elsewhere);
	if (most < around.telling) return true;
	if (article === null) return false;
	if (around.words(about).some((word) => !around.prints(article, word)))
		return around.mass(article, terms) * NEW_SUBJECT > most;
	return around.mass(article, terms) >= SAME_SUBJECT * most;
}

export function pointsBack(folded: string): boolean {
	return POINTING.test(folded);
}
