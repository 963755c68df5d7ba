/** Whether a rank or edition belongs to what was asked. */

import type { Candidate } from "./choose.ts";
import { nearby } from "./choose.ts";
import type { Ordinal } from "./constraints.ts";

/**
 * Whether a rank or edition stands in the sentence together with what it belongs to: the third place of one contest is
 * no answer for another, nor is a list that ends before the asked one.
 */
export function bindsOrdinal(
	{ read, sentence }: Candidate,
	{ subject, printedAs, series }: Ordinal,
	question: string,
	/** What the other articles print that the search found: a subject of theirs is none of this one. */
	others: readonly string[],
): boolean {
	const { folded } = sentence;
	if (!printedAs.some((text) => folded.includes(text)))
		return (
			!series.test(folded) &&
			nearby(read, sentence).some((other) =>
				printedAs.some((text) => other.folded.includes(text)),
			)
		);
	if (subject === null) return true;
	if (!read.printed.includes(subject))
		return !others.some((printed) => printed.includes(subject));
	const here = printedAs.filter((text) => folded.includes(text));
	if (here.every((text) => belongsElsewhere(folded, text, question)))
		return false;
	return (
		folded.includes(subject) ||
		read.head.terms.has(subject) ||
		read.sentences.some(
			(other) =>
				other.paragraph === sentence.paragraph &&
				other.folded.includes(subject),
		)
	);
}

/** Whether wherever a rank stands another label than one of the question stands right before it (放样第一名). */
function belongsElsewhere(
	folded: string,
	rank: string,
	question: string,
): boolean {
	// Only places in a contest are given so; an edition (第二场) may follow any word.
	if (!/[名军]$/.test(rank)) return false;
	const labels = folded.split(rank).slice(0, -1);
	return labels.every((before) => {
		const label = /[一-龥]{2}$/.exec(before)?.[0];
		return (
			label !== undefined &&
			!WON.test(label) &&
			!question.includes(label) &&
			!question.includes(label.charAt(1) + rank)
		);
	});
}

/** What stands before a rank without naming what it belongs to. */
const WON = /[得获了下夺取为是的出前和及与中次以将]$/;
