/** Which lines of a summary a chat wants: those about its places and of its kinds. */

import type { Gazetteer, Place } from "../knowledge/gazetteer.ts";
import type { Wants } from "../store/store.ts";
import type { SummaryLine } from "./issue-summary.ts";

export type IsWanted = (
	line: Pick<SummaryLine, "group" | "place">,
	wants: Wants,
) => boolean;

/**
 * Who asks for 绍兴 gets what is about 绍兴, what lies in it (新昌), and what is about all of its province; not what is
 * about no place at all. A place that is on no map is compared as it is written.
 */
export function createIsWanted(gazetteer: Gazetteer): IsWanted {
	const known = new Map<string, readonly Place[]>();

	function placesOf(text: string): readonly Place[] {
		const found =
			known.get(text) ?? gazetteer.find(text).flatMap(({ places }) => places);
		known.set(text, found);
		return found;
	}

	function concerns(printed: string, wanted: string): boolean {
		if (printed.includes(wanted) || wanted.includes(printed)) return true;
		const places = placesOf(printed);
		return placesOf(wanted).some((place) =>
			places.some(
				(other) =>
					gazetteer.within(other, place) || gazetteer.within(place, other),
			),
		);
	}

	return ({ group, place }, { places, kinds }) =>
		(kinds.length === 0 || kinds.includes(group)) &&
		(places.length === 0 ||
			(place !== null && places.some((wanted) => concerns(place, wanted))));
}
