/** Cuts the stretches of the paper that answer in full, the one with the answer first. */

import { clauseEnds, protectedSpans } from "../knowledge/protected.ts";
import { termsOfFolded } from "../search/analyzer.ts";
import { fold } from "../search/fold.ts";
import type { Quote } from "./answer.ts";
import type { Expected } from "./answer-kind.ts";
import { massOf, type WeightedTerm } from "./asked-terms.ts";
import type { Candidate } from "./choose.ts";
import type { ReadArticle, Sentence } from "./reading.ts";
import { growWindow, MAX_QUOTED } from "./window.ts";

export function cutQuotes(
	chosen: Candidate,
	candidates: readonly Candidate[],
	expected: Expected,
	terms: readonly WeightedTerm[],
	/** Official wording that is never cut. */
	phrases: readonly string[] = [],
): Quote[] {
	const { read } = chosen;
	const runs: number[][] = [];
	for (const index of growWindow(chosen, candidates, expected)) {
		const run = runs.at(-1);
		if (run && run.at(-1) === index - 1) run.push(index);
		else runs.push([index]);
	}
	// The stretch with the answer comes first.
	runs.sort(
		(a, b) =>
			Number(b.includes(chosen.sentence.index)) -
			Number(a.includes(chosen.sentence.index)),
	);
	const end = read.sentences.length - 1;
	return runs.map((run) => ({
		text: shorten(stretch(read, run), terms, phrases),
		article: read.article,
		...(read.article.truncated && run.includes(end) && { breaksOff: true }),
	}));
}

function stretch(read: ReadArticle, run: readonly number[]): string {
	const first = read.sentences[run[0] as number] as Sentence;
	const last = read.sentences[run.at(-1) as number] as Sentence;
	return read.article.body.slice(first.start, last.end);
}

/** Cuts a stretch that is too long where nothing is torn, to the clauses around the question's terms. */
function shorten(
	text: string,
	terms: readonly WeightedTerm[],
	phrases: readonly string[],
): string {
	if (text.length <= MAX_QUOTED) return text;
	const ends = clauseEnds(text, protectedSpans(text, phrases));
	const clauses = [...ends, text.length].map((end, n) =>
		text.slice(ends[n - 1] ?? 0, end),
	);
	const weights = clauses.map((clause) => {
		const folded = fold(clause);
		return massOf({ folded, terms: new Set(termsOfFolded(folded)) }, terms);
	});
	let best = { from: 0, to: 0, mass: -1 };
	for (let from = 0; from < clauses.length; from++) {
		let length = 0;
		let mass = 0;
		for (let to = from; to < clauses.length; to++) {
			length += (clauses[to] as string).length;
			if (length > MAX_QUOTED) break;
			mass += weights[to] as number;
			if (mass > best.mass) best = { from, to: to + 1, mass };
		}
	}
	const cut = clauses.slice(best.from, best.to).join("").trim();
	return cut === "" ? text.slice(0, MAX_QUOTED) : cut;
}
