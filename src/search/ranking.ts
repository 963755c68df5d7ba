/** Scores an article against a question: how much of it the article prints, how close together, and how near its beginning. */

import type { Finder, Occurrence } from "./occurrences.ts";

export interface AskedTerm {
	/** Any of them printed counts as the term. */
	texts: readonly string[];
	/** How much the term tells: its inverse document frequency. */
	mass: number;
}

export interface AskedQuestion {
	terms: readonly AskedTerm[];
	find: Finder;
}

export interface RankedText {
	/** Folded. */
	text: string;
	leadEnd: number;
	/** Length of the text over the mean length of all. */
	relativeLength: number;
}

/** BM25's usual constants: other values (0.6 to 2, 0.4 to 1) change hit@1 by less than half a percent. */
const K = 1.2;
const B = 0.75;

/**
 * What counts beside BM25, in the same unit (mass of terms): being printed at all, so that one frequent term does not
 * outweigh several; being printed together; and standing in the headlines or the first sentence.
 * Each brings half a percent of hit@1 or less, all together three percent; twice or half of a weight changes nothing.
 */
const PRINTED_WEIGHT = 0.5;
const TOGETHER_WEIGHT = 1;
const LEAD_WEIGHT = 0.5;

/** Terms stand together within so many neighbouring sentences. */
const TOGETHER_SENTENCES = 3;

/** The score of a text, 0 when it prints none of the terms. */
export function scoreText(question: AskedQuestion, text: RankedText): number {
	const found = question.find(text.text);
	const { terms } = question;
	const frequency = new Uint32Array(terms.length);
	const inLead = new Uint8Array(terms.length);
	for (const { term, at } of found) {
		frequency[term] = (frequency[term] as number) + 1;
		if (at < text.leadEnd) inLead[term] = 1;
	}
	const saturation = K * (1 - B + B * text.relativeLength);
	let score = TOGETHER_WEIGHT * massTogether(terms, found);
	for (const [n, { mass }] of terms.entries()) {
		const count = frequency[n] as number;
		if (count === 0) continue;
		score += mass * ((count * (K + 1)) / (count + saturation) + PRINTED_WEIGHT);
		if (inLead[n]) score += mass * LEAD_WEIGHT;
	}
	return score;
}

/** The largest mass of different terms within neighbouring sentences. */
function massTogether(
	terms: readonly AskedTerm[],
	found: readonly Occurrence[],
): number {
	const inside = new Uint32Array(terms.length);
	let oldest = 0;
	let mass = 0;
	let best = 0;
	for (const { term, sentence } of found) {
		while (
			(found[oldest] as Occurrence).sentence <=
			sentence - TOGETHER_SENTENCES
		) {
			const { term: left } = found[oldest++] as Occurrence;
			inside[left] = (inside[left] as number) - 1;
			if (inside[left] === 0) mass -= (terms[left] as AskedTerm).mass;
		}
		if (inside[term] === 0) mass += (terms[term] as AskedTerm).mass;
		inside[term] = (inside[term] as number) + 1;
		if (mass > best) best = mass;
	}
	return best;
}
