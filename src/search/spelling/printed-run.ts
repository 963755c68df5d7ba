/** Finds the longest stretch of a question around a given place that an article prints word for word. */

import { isHan } from "../analyzer.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface Run {
	start: number;
	end: number;
	/** The places of the articles that print it. */
	articles: number[];
}

/** The longest printed run that holds the characters from `start` to `end` and, where it is only one, a neighbour. */
export function longestRun(
	text: string,
	start: number,
	end: number,
	vocabulary: Vocabulary,
): Run | null {
	let best: Run | null = null;
	for (const leftFirst of [true, false]) {
		const run = grow(text, start, end, leftFirst, vocabulary);
		if (run && (!best || run.end - run.start > best.end - best.start))
			best = run;
	}
	return best;
}

function grow(
	text: string,
	start: number,
	end: number,
	leftFirst: boolean,
	vocabulary: Vocabulary,
): Run | null {
	let run: Run | null = whole(text, start, end, vocabulary);
	let core = { start, end };
	for (const left of leftFirst ? [true, false] : [false, true]) {
		for (;;) {
			const wider = left
				? { start: core.start - 1, end: core.end }
				: { start: core.start, end: core.end + 1 };
			const piece = text.slice(Math.max(0, wider.start), wider.end);
			if (piece.length < wider.end - wider.start || !allHan(piece)) break;
			const articles = vocabulary.printing(piece, run?.articles);
			if (articles.length === 0) break;
			run = { ...wider, articles };
			core = wider;
		}
	}
	return run;
}

/** The characters themselves as a run, when they are two or more. */
function whole(
	text: string,
	start: number,
	end: number,
	vocabulary: Vocabulary,
): Run | null {
	if (end - start < 2) return null;
	const articles = vocabulary.printing(text.slice(start, end));
	return articles.length > 0 ? { start, end, articles } : null;
}

function allHan(text: string): boolean {
	for (let i = 0; i < text.length; i++)
		if (!isHan(text.charCodeAt(i))) return false;
	return true;
}
