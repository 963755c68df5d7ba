/** Measures summaries against those that editors wrote. */

import { type Rouge, rouge } from "../knowledge/rouge.ts";
import { type SummaryOptions, summarize } from "./summarize.ts";

export interface GradedArticle {
	id: string;
	title: string;
	text: string;
	/** The editor's own. */
	summary: string;
}

export interface SummaryFigures extends Rouge {
	articles: number;
	/** Mean length of the summaries. */
	chars: number;
}

/**
 * Mean character ROUGE-1, -2 and -L F1 of our summaries, from 0 to 1; see {@link rouge} for the definition.
 * Zero for no articles.
 */
export function measureSummaries(
	graded: readonly GradedArticle[],
	options: SummaryOptions,
): SummaryFigures {
	const rows = graded.map(({ title, text, summary }) => {
		const article = { ...PLAIN, title, body: text, subheads: [] };
		const own = summarize(article, options);
		return { ...rouge(own, summary), chars: own.length };
	});
	const mean = (name: keyof (typeof rows)[number]) =>
		rows.reduce((total, row) => total + row[name], 0) / (rows.length || 1);
	return {
		articles: rows.length,
		rouge1: mean("rouge1"),
		rouge2: mean("rouge2"),
		rougeL: mean("rougeL"),
		chars: mean("chars"),
	};
}

/** The graded texts are running news, without anything known beside title and text. */
const PLAIN = { kind: "news" as const, truncated: false, damage: [] };
