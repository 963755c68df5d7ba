/** The summary of an article as a push carries it: the paper's own sentences, few and short enough for a phone. */

import { possibleBriefs } from "./brief.ts";
import { type Summarized, tellingSentences } from "./telling.ts";
import { gistOf, weighBrief } from "./weigh-brief.ts";

/** A push shows a headline and this much of an article on a phone without scrolling. */
const MAX_CHARS = 100;

export interface SummaryOptions {
	/** Length at most, in UTF-16 units; {@link MAX_CHARS} by default. */
	maxChars?: number | undefined;
	/** The phrases of `config/protected.yml`. */
	protected: readonly string[];
}

/**
 * Sentences of the article in printed order, word for word. Clauses are left out only whole, at commas and semicolons, and
 * never inside what is protected; a sentence that lost its end closes with a full stop. Empty when no sentence fits.
 */
export function summarize(
	article: Summarized,
	{ maxChars = MAX_CHARS, protected: phrases }: SummaryOptions,
): string {
	const gist = gistOf(article);
	const briefs = possibleBriefs(
		tellingSentences(article),
		phrases,
		maxChars,
	).map((brief) => ({
		text: brief.map((piece) => piece.text).join(""),
		weight: weighBrief(brief, gist),
	}));
	const full = briefs.filter(({ text }) => text.length >= MIN_CHARS);
	let best = { text: "", weight: Number.NEGATIVE_INFINITY };
	for (const brief of full.length > 0 ? full : briefs)
		if (brief.weight > best.weight) best = brief;
	return best.text;
}

/** A shorter summary hardly says who did what (editors' own briefs begin at 40): only where nothing longer fits. */
const MIN_CHARS = 40;
