/** Finds the articles that sound like a question typed in pinyin. */

import { isHan } from "../analyzer.ts";
import type { ArticleIndex } from "../article-index.ts";
import type { Lattice } from "./syllables.ts";
import type { PrintedPair, Vocabulary } from "./vocabulary.ts";

/** The printed pairs that sound like two neighbouring syllables. */
export interface SoundingPair {
	start: number;
	middle: number;
	end: number;
	printed: readonly PrintedPair[];
}

export function soundingPairs(
	lattice: Lattice,
	vocabulary: Vocabulary,
): SoundingPair[] {
	return lattice.flatMap((first) =>
		first.flatMap(({ start, end: middle, reading }) =>
			(lattice[middle] ?? []).map(({ end, reading: next }) => ({
				start,
				middle,
				end,
				printed: vocabulary.pairsSounding(reading, next),
			})),
		),
	);
}

export interface RankedArticle {
	/** Its place in the index. */
	article: number;
	/** Relative to the best, from 0 to 1. */
	share: number;
}

/** So many of the best articles are read for runs. */
const READ_ARTICLES = 30;
/** What pairs across two written words count: 工人 ends, 文化宫 begins. */
const ACROSS_WEIGHT = 0.3;
/** A pair of sounds in more than this share of the articles tells nothing. */
const COMMON_SHARE = 0.35;
/** A small collection has no common pairs. */
const FEW_ARTICLES = 30;

/**
 * The articles that share the most telling pairs of sounds with the letters, and pairs of characters with the Chinese
 * `around` them, best first. `edges` are the offsets where a written word begins or ends.
 */
export function rankArticles(
	pairs: readonly SoundingPair[],
	edges: ReadonlySet<number>,
	around: string,
	index: ArticleIndex,
): RankedArticle[] {
	const all = index.articles.length;
	const scores = new Map<number, number>();
	const addUp = (found: Iterable<number>, weight: number) => {
		for (const article of found)
			scores.set(article, (scores.get(article) ?? 0) + weight);
	};
	const byStart = new Map<number, Map<number, number>>();
	for (const { start, middle, printed } of pairs) {
		const found = new Set<number>();
		for (const { text } of printed)
			for (const article of index.articlesWithPair(text)) found.add(article);
		if (all > FEW_ARTICLES && found.size > COMMON_SHARE * all) continue;
		const weight =
			Math.log(1 + all / (0.5 + found.size)) *
			(edges.has(middle) ? ACROSS_WEIGHT : 1);
		// Of several ways to cut the same letters, the best one counts.
		const best = byStart.get(start) ?? new Map<number, number>();
		byStart.set(start, best);
		for (const article of found)
			best.set(article, Math.max(best.get(article) ?? 0, weight));
	}
	for (const best of byStart.values())
		for (const [article, weight] of best) addUp([article], weight);
	for (let i = 0; i + 1 < around.length; i++) {
		const pair = around.slice(i, i + 2);
		if (isHan(pair.charCodeAt(0)) && isHan(pair.charCodeAt(1)))
			addUp(index.articlesWithPair(pair), index.weight(pair));
	}
	const best = Math.max(...scores.values());
	return [...scores]
		.sort(([, a], [, b]) => b - a)
		.slice(0, READ_ARTICLES)
		.map(([article, score]) => ({ article, share: score / best }));
}
