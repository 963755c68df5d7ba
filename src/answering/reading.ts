/** An article made ready for answering: its sentences with their terms, and all that it prints in one folded text. */

import type { Article } from "../knowledge/article.ts";
import type { Gazetteer, Place, PlaceMention } from "../knowledge/gazetteer.ts";
import { type SentenceSpan, splitSentences } from "../knowledge/sentences.ts";
import { termsOfFolded } from "../search/analyzer.ts";
import { fold } from "../search/fold.ts";
import type { TermsOfText } from "./asked-terms.ts";
import { withLines } from "./flat-text.ts";
import { type Placed, readOutline } from "./outline.ts";

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
	/** Kicker, title, subtitle, rubric and place: what every sentence is about. */
	head: TermsOfText;
	/** Everything that the article prints. */
	whole: TermsOfText;
	/** … as folded text. */
	printed: string;
	places: Place[];
	/** The places that a sentence names, by their offsets in its folded text; looked for when they are first asked for. */
	placesIn(sentence: Sentence): readonly PlaceMention[];
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
	const mentions: PlaceMention[][] = [];
	return {
		article,
		sentences,
		head: { folded: head, terms: new Set(termsOfFolded(head)) },
		whole: { folded: printed, terms: new Set(termsOfFolded(printed)) },
		printed,
		places: gazetteer?.find(printed).flatMap(({ places }) => places) ?? [],
		placesIn({ index, folded }) {
			mentions[index] ??= gazetteer?.find(folded) ?? [];
			return mentions[index];
		},
	};
}
