/** An article as one text to search in: headlines first, then the body, then what stands under pictures. */

import type { Article } from "../knowledge/article.ts";

/** So many characters of a body say what the article is about: the first sentence of a news item, mostly. */
const LEAD_CHARS = 80;

export interface PrintedText {
	text: string;
	/** Headlines, place, byline and the beginning of the body end here. */
	leadEnd: number;
}

export function printedText(article: Article): PrintedText {
	const head = [
		article.title,
		article.kicker,
		article.subtitle,
		article.rubric,
		article.place,
		...article.organisations,
		article.byline ??
			article.authors.map(({ role, name }) => `${role} ${name}`).join(" "),
	]
		.filter((line) => line !== null)
		.join("\n");
	return {
		text: [head, article.body, ...article.captions].join("\n"),
		leadEnd: head.length + 1 + LEAD_CHARS,
	};
}
