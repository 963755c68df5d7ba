/** Cuts a Chinese text into the words of a dictionary, to tell a word from a slip. */

import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { areaList } from "@vant/area-data";
import type { CutWords } from "./respell.ts";

/** The dictionary (40 MB, 150 ms) is read at the first text; no words are guessed that it does not hold. */
export function createCutWords(): CutWords {
	let jieba: Jieba | null = null;
	return (text) => {
		jieba ??= withPlaces();
		return jieba.cut(text, false);
	};
}

/** China's counties are not all in the dictionary: a place that the paper does not print is no slip either. */
function withPlaces(): Jieba {
	const jieba = Jieba.withDict(dict);
	const lists = [
		areaList.province_list,
		areaList.city_list,
		areaList.county_list,
	];
	const names = new Set(lists.flatMap((list) => Object.values(list)));
	for (const name of [...names])
		if (name.length > 2) names.add(name.replace(/[省市区县旗州盟]$/, ""));
	const entries = [...names].map((name) => `${name} ${PLACE_FREQUENCY} ns`);
	jieba.loadDict(Buffer.from(entries.join("\n")));
	return jieba;
}

/** High enough that a name is cut as one word, as for a county in the dictionary itself. */
const PLACE_FREQUENCY = 100;
