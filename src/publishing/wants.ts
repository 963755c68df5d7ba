/** Which lines of a summary a chat wants: those about its places and of its kinds. */

import type { Gazetteer, Place } from "../knowledge/gazetteer.ts";
import type { Wants } from "../store/store.ts";
import type { SummaryGroup, SummaryLine } from "./issue-summary.ts";

export type IsWanted = (
	line: Pick<SummaryLine, "group" | "place">,
	wants: Wants,
) => boolean;

/** What stands behind 订阅: places and kinds in any order; 全部 for all. Gives the word that is neither where there is one. */
export function createReadWants(
	gazetteer: Gazetteer,
): (words: string) => Wants | { unknown: string } {
	return (words) => {
		const places = new Set<string>();
		const kinds = new Set<SummaryGroup>();
		for (const word of words.split(/[\s,，、和]+/).filter(Boolean)) {
			if (/^(?:全部|所有|都要|all)$/i.test(word))
				return { places: [], kinds: [] };
			const kind = KINDS[word];
			const place = gazetteer.find(word)[0];
			if (kind) kinds.add(kind);
			else if (place?.text === word) places.add(word);
			else return { unknown: word };
		}
		return { places: [...places], kinds: [...kinds] };
	};
}

const KINDS: Readonly<Record<string, SummaryGroup>> = {
	活动: "event",
	政策: "policy",
	帮扶: "policy",
	政策与帮扶: "policy",
	通知: "policy",
	公告: "policy",
	新闻: "news",
	报道: "news",
};

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
