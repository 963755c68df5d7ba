/** Which lines of a summary a chat wants: those about its places and of its kinds. */

import type { Gazetteer, Place } from "../knowledge/gazetteer.ts";
import type { Wants } from "../store/store.ts";
import type { SummaryGroup, SummaryLine } from "./issue-summary.ts";

export type IsWanted = (
	line: Pick<SummaryLine, "group" | "place">,
	wants: Wants,
) => boolean;

/**
 * What stands behind 订阅: places and kinds in any order, with spaces between them or without (绍兴的活动和政策); 全部 where one
 * of the two is not narrowed. Gives the word that is neither where there is one.
 */
export function createReadWants(
	gazetteer: Gazetteer,
): (words: string) => Wants | { unknown: string } {
	return (words) => {
		const places = new Set<string>();
		const kinds = new Set<SummaryGroup>();
		for (const word of words.split(/[\s,，、;；]+/).filter(Boolean))
			if (!take(word, new Set())) return { unknown: word };
		return { places: [...places], kinds: [...kinds] };

		/**
		 * The place or kind in front, and then the rest.
		 *
		 * @param dead ends that were found to be nothing, by their lengths
		 */
		function take(word: string, dead: Set<number>): boolean {
			if (word === "") return true;
			if (dead.has(word.length)) return false;
			dead.add(word.length);
			// 和平区 begins with no 和.
			const place = gazetteer.find(word)[0];
			if (place?.start === 0) {
				places.add(place.text);
				return take(word.slice(place.end), dead);
			}
			const kind = Object.keys(KINDS).find((name) => word.startsWith(name));
			if (kind !== undefined) {
				kinds.add(KINDS[kind] as SummaryGroup);
				return take(word.slice(kind.length), dead);
			}
			const rest = word.replace(BETWEEN, "");
			if (rest !== word && take(rest, dead)) return true;
			if (!isEverydayPlace(word)) return false;
			places.add(word.slice(0, 2));
			return take(word.slice(2), dead);
		}
	};

	/** 滨海 is elsewhere an ordinary word: here it is a place, 滨海县 or another of that name. */
	function isEverydayPlace(word: string): boolean {
		return ["市", "县", "区"].some((suffix) => {
			const name = word.slice(0, 2) + suffix;
			return gazetteer.find(name)[0]?.text === name;
		});
	}
}

const BETWEEN = /^(?:全部|所有|都要|all|的|和|与|跟|及|以及|还有)/i;

/** The longest of those that begin alike stands first. */
const KINDS: Readonly<Record<string, SummaryGroup>> = {
	活动: "event",
	政策与帮扶: "policy",
	政策: "policy",
	帮扶: "policy",
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
