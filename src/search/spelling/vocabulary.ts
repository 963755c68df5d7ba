/** What the articles of an index print, by character, by sound and by neighbour: what a misspelt question is held against. */

import type { ArticleIndex } from "../article-index.ts";
import { readingsOf, roughReading } from "./readings.ts";

export interface Vocabulary {
	/** The printed characters with a reading. */
	sounding(reading: string): readonly string[];
	/** The printed characters that sound like one, exactly or nearly, without itself. */
	alike(character: string): readonly Alike[];
	/** The characters printed right behind one, each with the number of articles. */
	followers(character: string): ReadonlyMap<string, number>;
	/** The printed pairs of characters with these readings, those in the most articles first. */
	pairsSounding(first: string, second: string): readonly PrintedPair[];
	/** The places of the articles that print a run of two or more Han characters, `among` given ones or all. */
	printing(run: string, among?: readonly number[]): number[];
}

export interface Alike {
	character: string;
	/** Same toneless reading; otherwise only nearly the same. */
	exact: boolean;
}

export interface PrintedPair {
	text: string;
	/** How many articles print it. */
	articles: number;
}

/** The vocabulary of an index, made at the first call: an index never changes. */
export function vocabularyOf(index: ArticleIndex): Vocabulary {
	let vocabulary = VOCABULARIES.get(index);
	if (!vocabulary) {
		vocabulary = createVocabulary(index);
		VOCABULARIES.set(index, vocabulary);
	}
	return vocabulary;
}

const VOCABULARIES = new WeakMap<ArticleIndex, Vocabulary>();

const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;

function createVocabulary(index: ArticleIndex): Vocabulary {
	const readings = new Map<string, readonly string[]>();
	const byReading = new Map<string, string[]>();
	const byRoughReading = new Map<string, string[]>();
	for (let unit = FIRST_HAN; unit <= LAST_HAN; unit++) {
		const character = String.fromCharCode(unit);
		if (!index.has(character)) continue;
		const sounds = readingsOf(character);
		readings.set(character, sounds);
		for (const reading of sounds) add(byReading, reading, character);
		for (const rough of new Set(sounds.map(roughReading)))
			add(byRoughReading, rough, character);
	}
	const followers = new Map<string, ReadonlyMap<string, number>>();

	const pairs = new Map<string, readonly PrintedPair[]>();
	const behind = (character: string): ReadonlyMap<string, number> => {
		let found = followers.get(character);
		if (!found) {
			found = index.followers(character);
			followers.set(character, found);
		}
		return found;
	};

	return {
		sounding: (reading) => byReading.get(reading) ?? [],

		alike(character) {
			const sounds = soundsOf(character);
			const near = new Set(
				sounds.flatMap((one) => byRoughReading.get(roughReading(one)) ?? []),
			);
			near.delete(character);
			return [...near].map((other) => ({
				character: other,
				exact: soundsOf(other).some((reading) => sounds.includes(reading)),
			}));
		},

		followers: behind,

		pairsSounding(first, second) {
			const key = `${first} ${second}`;
			let found = pairs.get(key);
			if (!found) {
				const seconds = byReading.get(second) ?? [];
				found = (byReading.get(first) ?? [])
					.flatMap((one) => {
						const after = behind(one);
						return seconds.map((other) => ({
							text: one + other,
							articles: after.get(other) ?? 0,
						}));
					})
					.filter(({ articles }) => articles > 0)
					.sort((a, b) => b.articles - a.articles);
				pairs.set(key, found);
			}
			return found;
		},

		printing(run, among) {
			const print = (article: number) =>
				index.foldedText(article).includes(run);
			if (among) return among.filter(print);
			let rarest = run.slice(0, 2);
			for (let i = 1; i + 2 <= run.length; i++) {
				const pair = run.slice(i, i + 2);
				if (index.weight(pair) > index.weight(rarest)) rarest = pair;
			}
			const candidates = [...index.articlesWithPair(rarest)];
			return run.length === 2 ? candidates : candidates.filter(print);
		},
	};

	function soundsOf(character: string): readonly string[] {
		return readings.get(character) ?? readingsOf(character);
	}
}

function add(lists: Map<string, string[]>, key: string, value: string): void {
	const list = lists.get(key);
	if (list) list.push(value);
	else lists.set(key, [value]);
}
