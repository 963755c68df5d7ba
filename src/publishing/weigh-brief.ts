/** How well a brief would serve as its article's summary: length, place, headline and what the article keeps coming back to. */

import type { Brief } from "./brief.ts";

/** What is the same for all briefs of an article. */
export interface Gist {
	/** Character pairs of the headline. */
	headline: ReadonlySet<string>;
	/** How often each pair of characters stands in the body. */
	counts: ReadonlyMap<string, number>;
}

export function gistOf(title: string, body: string): Gist {
	const counts = new Map<string, number>();
	for (const pair of pairs(body)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
	// 【…】 before a headline names the series, not the news.
	return { headline: new Set(pairs(title.replace(/^【[^】]*】/, ""))), counts };
}

/** Higher is better; comparable only among briefs of one article. */
export function weighBrief(brief: Brief, { headline, counts }: Gist): number {
	const text = brief.map((piece) => piece.text).join("");
	const found = pairs(text);
	const own = new Set(found);
	const features: Record<Feature, number> = {
		length: text.length / 100,
		first: holds(brief, 0),
		second: holds(brief, 1),
		third: holds(brief, 2),
		headline:
			headline.size === 0
				? 0
				: [...headline].filter((pair) => own.has(pair)).length / headline.size,
		typical:
			sum(found.map((pair) => Math.log(counts.get(pair) ?? 1))) /
			Math.max(1, found.length),
		repeated: sum([...own].map((pair) => (counts.get(pair) ?? 1) - 1)) / 100,
		joints: brief.length - 1,
		gaps: sum(brief.map((piece, i) => gapBefore(piece, brief[i - 1]))),
		trimmed: brief.filter((piece) => piece.trimmed).length,
	};
	return sum(
		Object.entries(WEIGHTS).map(
			([name, weight]) => weight * features[name as Feature],
		),
	);
}

type Feature = keyof typeof WEIGHTS;

/**
 * Learned on 90 broadcast news items with their editors' briefs: the weights that raise the expected ROUGE of a choice in
 * proportion to e^weight, by gradient ascent with L2 0.01, rounded. In ten-fold cross-validation they reach ROUGE-1/2/L
 * 67.9/58.5/63.5 against 64.6/55.5/59.9 of the first two sentences. What changed nothing there was left out: digits, speech,
 * reporters' words, pronouns, the square of the length, the depth in the article.
 */
const WEIGHTS = {
	/** Per 100 characters. */
	length: 2,
	first: 4.5,
	second: 1.7,
	third: -0.5,
	/** The share of the headline's character pairs that the brief holds. */
	headline: 5.7,
	/** Mean logarithm of how often the article prints a pair of the brief. */
	typical: 1.8,
	/** What the article prints again elsewhere, in pairs, by the hundred. */
	repeated: 2,
	/** Per further sentence. */
	joints: -1.7,
	/** Per sentence that is passed over, at most three in a row. */
	gaps: -0.94,
	/** Per sentence whose end is cut off. */
	trimmed: -1.8,
};

const MAX_GAP = 3;

function gapBefore(piece: Brief[number], previous: Brief[number] | undefined) {
	if (!previous) return 0;
	return Math.min(MAX_GAP, piece.position - previous.position - 1);
}

function holds(brief: Brief, position: number): number {
	return Number(brief.some((piece) => piece.position === position));
}

/** Pairs of neighbouring characters, punctuation and white space aside. */
function pairs(text: string): string[] {
	const signs = text.replace(/[\p{P}\p{S}\s]/gu, "");
	return Array.from({ length: Math.max(0, signs.length - 1) }, (_, i) =>
		signs.slice(i, i + 2),
	);
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
