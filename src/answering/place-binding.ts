/** In a report that goes from place to place, tells which of them a sentence speaks of. */

import type { Gazetteer, Place, PlaceMention } from "../knowledge/gazetteer.ts";
import { fold } from "../search/fold.ts";
import type { ReadArticle, Sentence } from "./reading.ts";

/** A stretch of a sentence that one place governs: from its name to the next one. */
interface Stretch {
	/** The named place with those that it is said to lie in (吉林长春市绿园区). */
	places: Place[];
	from: number;
	to: number;
}

/**
 * The part of a sentence that speaks of the asked places: all of it where the article is about one place only, null where
 * the sentence speaks of another one.
 */
export function partAbout(
	read: ReadArticle,
	sentence: Sentence,
	asked: readonly Place[][],
	gazetteer: Gazetteer | null,
): string | null {
	const { folded } = sentence;
	if (gazetteer === null) return folded;
	const akin = (places: readonly Place[], wanted: readonly Place[]) =>
		places.some((place) =>
			wanted.some(
				(other) =>
					gazetteer.within(place, other) || gazetteer.within(other, place),
			),
		);
	// What the headline names governs every sentence; the place of an article may be only the first of several.
	const { kicker, title, subtitle } = read.article;
	const headline = fold([kicker, title, subtitle].join("\n"));
	const open = asked.filter(
		(wanted) => !wanted.some(({ short }) => headline.includes(short)),
	);
	if (open.length === 0) return folded;
	const stretches = stretchesOf(folded, read.placesIn(sentence));
	if (stretches.length === 0) {
		const before = governorOf(read, sentence);
		const fits =
			before === null ||
			open.every((wanted) => akin(before.places, wanted)) ||
			!goesAround(read, gazetteer);
		return fits ? folded : null;
	}
	if (!goesAround(read, gazetteer)) return folded;
	const fitting = stretches.filter(({ places }) =>
		open.every((wanted) => akin(places, wanted)),
	);
	if (fitting.length === 0) return null;
	return fitting.map(({ from, to }) => folded.slice(from, to)).join("");
}

function stretchesOf(
	folded: string,
	mentions: readonly PlaceMention[],
): Stretch[] {
	const stretches: Stretch[] = [];
	let end = -1;
	for (const mention of mentions) {
		const last = stretches.at(-1);
		if (last && mention.start === end) last.places.push(...mention.places);
		else {
			if (last) last.to = mention.start;
			stretches.push({
				places: [...mention.places],
				from: mention.start,
				to: folded.length,
			});
		}
		end = mention.end;
	}
	return stretches;
}

/** The place last named before a sentence in its paragraph, or by its sub-head. */
function governorOf(read: ReadArticle, sentence: Sentence): Stretch | null {
	for (let index = sentence.index - 1; index >= 0; index--) {
		const before = read.sentences[index] as Sentence;
		if (before.paragraph !== sentence.paragraph) break;
		const last = stretchesOf(before.folded, read.placesIn(before)).at(-1);
		if (last) return last;
	}
	const heading =
		sentence.section === null ? undefined : read.sentences[sentence.section];
	return heading
		? (stretchesOf(heading.folded, read.placesIn(heading)).at(-1) ?? null)
		: null;
}

/** Where a sentence or clause begins with a place, it is about that place. */
const BEGINS = /(?:^|[,;。:“])(?:近日|日前|当天|同时|而)?,?(?:在|由|是)?$/;

/** Whether clauses of the article begin with places that have nothing to do with each other. */
function goesAround(read: ReadArticle, gazetteer: Gazetteer): boolean {
	const seen: Place[][] = [];
	for (const sentence of read.sentences) {
		const { folded } = sentence;
		for (const { places: named, from } of stretchesOf(
			folded,
			read.placesIn(sentence),
		)) {
			if (!BEGINS.test(folded.slice(0, from))) continue;
			const apart = seen.some((other) =>
				other.every((a) =>
					named.every(
						(b) => !gazetteer.within(a, b) && !gazetteer.within(b, a),
					),
				),
			);
			if (apart) return true;
			seen.push(named);
		}
	}
	return false;
}
