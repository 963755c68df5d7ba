/** Measures of how well articles were ranked and how well a quote holds the answer. Pure functions. */

import { comparable, rougeL } from "../knowledge/rouge.ts";

/** The share of `ranks` (from 1; null: not found) that are at most `k`. */
export function hitAt(k: number, ranks: readonly (number | null)[]): number {
	return mean(ranks.map((rank) => (rank !== null && rank <= k ? 1 : 0)));
}

/** Mean reciprocal rank; what stands behind the tenth place counts as not found. */
export function mrr10(ranks: readonly (number | null)[]): number {
	return mean(
		ranks.map((rank) => (rank !== null && rank <= 10 ? 1 / rank : 0)),
	);
}

/** Whether one of the quotes holds one of the answers, width and white space aside. */
export function containsAnswer(
	quotes: readonly string[],
	answers: readonly string[],
): boolean {
	const printed = quotes.map(comparable);
	return answers
		.map(comparable)
		.some(
			(answer) =>
				answer !== "" && printed.some((quote) => quote.includes(answer)),
		);
}

/** The best character ROUGE-L F1 of a text against several references, width and white space aside. */
export function bestRougeL(
	text: string,
	references: readonly string[],
): number {
	return Math.max(0, ...references.map((reference) => rougeL(text, reference)));
}

/** The value below which the share `p` of the values lies (nearest rank); 0 when there are none. */
export function percentile(p: number, values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0;
}

/** 0 when there are no values. */
export function mean(values: readonly number[]): number {
	if (values.length === 0) return 0;
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
