/** What is Chinese whether the paper prints it or not: words, to tell one from a slip, and places by their sound. */

import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { areaList } from "@vant/area-data";
import { pinyin } from "pinyin-pro";
import { isSyllable } from "./syllables.ts";

export interface Dictionary {
	/** Cuts a text into words that it knows and single characters; joined they give the text. */
	cut(text: string): string[];
	/** As `cut`, each word with jieba's tag of its part of speech (n, v, ns …). */
	tag(text: string): { word: string; tag: string }[];
	/** Whether a text is the name of a province, city or county, in full or short. */
	isPlace(text: string): boolean;
	/** China's places with a sound (toneless pinyin, joined): all by their full names, provinces and cities by the short ones too. */
	places(sound: string): readonly string[];
}

/** Words (40 MB, 150 ms) and places (50 ms) are read when they are first asked for. */
export function createDictionary(): Dictionary {
	let loaded: Jieba | null = null;
	const names = new Set(placeNames());
	let places: Map<string, string[]> | null = null;
	const jieba = () => {
		loaded ??= withWords(names);
		return loaded;
	};
	return {
		cut(text) {
			return jieba().cut(text, false);
		},
		tag: (text) => jieba().tag(text),
		isPlace: (text) => names.has(text),
		places(sound) {
			places ??= placesBySound();
			return places.get(sound) ?? [];
		},
	};
}

/** China's counties are not all in the dictionary: a place that the paper does not print is no slip either. */
function withWords(names: Iterable<string>): Jieba {
	const jieba = Jieba.withDict(dict);
	const entries = Array.from(names, (name) => `${name} ${PLACE_FREQUENCY} ns`);
	jieba.loadDict(Buffer.from(entries.join("\n")));
	return jieba;
}

/** High enough that a name is cut as one word, as for a county in the dictionary itself. */
const PLACE_FREQUENCY = 100;

function placeNames(): string[] {
	return withShortNames([...CITIES, ...Object.values(areaList.county_list)]);
}

const CITIES = [areaList.province_list, areaList.city_list].flatMap((list) =>
	Object.values(list),
);

function withShortNames(names: readonly string[]): string[] {
	const short = names
		.filter((name) => name.length > 2)
		.map((name) => name.replace(/[省市区县旗州盟]$/, ""));
	return [...new Set([...names, ...short])];
}

/** The short names of counties sound like too many words (保德, 崇信), and so do those that read as one syllable (吉安). */
function placesBySound(): Map<string, string[]> {
	const bySound = new Map<string, string[]>();
	const counties = Object.values(areaList.county_list);
	for (const name of [...withShortNames(CITIES), ...counties]) {
		const sound = pinyin(name, { toneType: "none", type: "array", v: true });
		const letters = sound.join("");
		if (isSyllable(letters)) continue;
		const same = bySound.get(letters);
		if (same) same.push(name);
		else bySound.set(letters, [name]);
	}
	return bySound;
}
