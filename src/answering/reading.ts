/** An article made ready for answering: its sentences with their terms, and all that it prints in one folded text. */

import type { Article } from "../knowledge/article.ts";
import type { Gazetteer, Place } from "../knowledge/gazetteer.ts";
import { termsOfFolded } from "../search/analyzer.ts";
import { fold } from "../search/fold.ts";
import { withLines } from "./flat-text.ts";
import { type Placed, readOutline } from "./outline.ts";
import { type SentenceSpan, splitSentences } from "./sentences.ts";

export interface Sentence extends SentenceSpan, Placed {
	index: number;
	/** Word for word from the body. */
	text: string;
	folded: string;
	terms: ReadonlySet<string>;
	/** It asks instead of telling. */
	asks: boolean;
}

export interface ReadArticle {
	article: Article;
	sentences: Sentence[];
	/** Terms of kicker, title, subtitle, rubric and place: what every sentence is about. */
	headTerms: ReadonlySet<string>;
	/** All terms that the article prints anywhere. */
	terms: ReadonlySet<string>;
	/** Everything that the article prints, folded. */
	printed: string;
	places: Place[];
}

export function readArticle(
	article: Article,
	gazetteer: Gazetteer | null,
): ReadArticle {
	const lines = splitSentences(withLines(article.body), article.subheads).map(
		(span, index) => {
			const text = article.body.slice(span.start, span.end);
			const folded = fold(text);
			return {
				...span,
				index,
				text,
				folded,
				terms: new Set(termsOfFolded(folded)),
				asks: /[?]["”』」]?$/.test(folded) || /^问:/.test(folded),
			};
		},
	);
	const outline = readOutline(lines);
	const sentences = lines.map(
		(line, index): Sentence => ({ ...line, ...(outline[index] as Placed) }),
	);
	const head = fold(
		[
			article.kicker,
			article.title,
			article.subtitle,
			article.rubric,
			article.place,
		]
			.filter((line) => line !== null)
			.join("\n"),
	);
	const printed = fold(
		[
			head,
			article.body,
			...article.captions,
			article.byline ?? "",
			...article.authors.map((author) => `${author.role}${author.name}`),
			...article.organisations,
		].join("\n"),
	);
	return {
		article,
		sentences,
		headTerms: new Set(termsOfFolded(head)),
		terms: new Set(termsOfFolded(printed)),
		printed,
		places: gazetteer?.find(printed).flatMap(({ places }) => places) ?? [],
	};
}
