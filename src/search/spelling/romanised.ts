/** Turns pinyin without tones into what the articles print: by sound the letters fit many words, in print few. */

import type { ArticleIndex } from "../article-index.ts";
import { QUESTION_PATTERN } from "../question-words.ts";
import type { Dictionary } from "./dictionary.ts";
import { ROMANISED_WORDS } from "./romanised-words.ts";
import {
	type RankedArticle,
	rankArticles,
	type SoundingPair,
	soundingPairs,
} from "./sounding-articles.ts";
import { type Lattice, latticeOf } from "./syllables.ts";
import { type Vocabulary, vocabularyOf } from "./vocabulary.ts";

export interface Romanised {
	/** In Chinese. */
	text: string;
	/** The words that it is made of. */
	pieces: string[];
	/** The share of the letters that printed words and question words account for, from 0 to 1. */
	understood: number;
}

/**
 * Reads words of toneless pinyin (lower-case letters), written apart or joined; `around` is the Chinese that stands beside
 * them. Null when one of the words is no pinyin.
 *
 * The articles are ranked by how many pairs of sounds they share with the question, the best ones are read for the
 * longest runs that sound like it, and the runs and everyday words are chosen that together cover the letters best.
 */
export function readRomanised(
	words: readonly string[],
	around: string,
	index: ArticleIndex,
	dictionary: Dictionary,
): Romanised | null {
	const letters = words.join("");
	const lattice = latticeOf(
		letters,
		words.map((word) => word.length),
	);
	if (lattice === null || letters === "") return null;
	const edges = new Set([0]);
	for (let n = 1; n <= words.length; n++)
		edges.add(words.slice(0, n).join("").length);
	const scene: Scene = {
		letters,
		lattice,
		edges,
		apart: words.length > 1,
		index,
		vocabulary: vocabularyOf(index),
	};
	const pairs = soundingPairs(lattice, scene.vocabulary);
	const everyday = [...everydayWords(scene)];
	// Question words tell nothing, whatever else they sound like.
	const asking = everyday.filter(
		({ start, end, text }) =>
			edges.has(start) && edges.has(end) && text.search(QUESTION_PATTERN) === 0,
	);
	const telling = pairs.filter(
		({ start, end }) =>
			!asking.some((word) => word.start <= start && end <= word.end),
	);
	const articles = rankArticles(telling, edges, around, index);
	const pieces = [
		...everyday,
		...printedRuns(articles, scene),
		...likelyPairs(pairs, scene),
		...singleCharacters(scene),
	];
	const isWord = ({ start, end, text }: Piece) =>
		edges.has(start) &&
		edges.has(end) &&
		text.length > 1 &&
		dictionary.cut(text).length === 1;
	const printedWords = pieces.filter(isWord);
	for (const piece of printedWords) piece.score += WORD_SCORE;
	const places = placePieces(words, dictionary).filter(
		({ start, end }) =>
			!printedWords.some((word) => word.start === start && word.end === end),
	);
	return bestCover([...pieces, ...places], letters.length);
}

/** What being a word of the dictionary is worth, for letters that are written as a word. */
const WORD_SCORE = 0.4;

/** A place that no article prints is understood all the same, unless the letters may be a printed word. */
function placePieces(
	words: readonly string[],
	dictionary: Dictionary,
): Piece[] {
	let start = 0;
	return words.flatMap((word) => {
		const end = start + word.length;
		const [place] = dictionary.places(word);
		const piece = {
			start,
			end,
			text: place ?? "",
			score: PLACE_SCORE,
			sure: true,
		};
		start = end;
		return place === undefined ? [] : [piece];
	});
}

/** More than a pair that happens to be printed in the best article. */
const PLACE_SCORE = 4.8;

interface Scene {
	letters: string;
	lattice: Lattice;
	/** Offsets where a written word begins or ends. */
	edges: ReadonlySet<number>;
	/** Whether the words are written apart. */
	apart: boolean;
	index: ArticleIndex;
	vocabulary: Vocabulary;
}

/** Letters from `start` to `end` understood as `text`. */
interface Piece {
	start: number;
	end: number;
	text: string;
	score: number;
	/** Printed, or an everyday word; not only a guess at a character. */
	sure: boolean;
}

/** The everyday words in the letters; written together with others they count less than as words of their own. */
function* everydayWords({ letters, lattice, edges }: Scene): Generator<Piece> {
	for (let start = 0; start < letters.length; start++) {
		if (lattice[start]?.length === 0) continue;
		for (let size = 1; size <= LONGEST_WORD; size++) {
			const text = ROMANISED_WORDS.get(letters.slice(start, start + size));
			const end = start + size;
			const ends = end === letters.length || lattice[end]?.length;
			if (text === undefined || end > letters.length || !ends) continue;
			const asides = Number(!edges.has(start)) + Number(!edges.has(end));
			const score =
				(PIECE_SCORE[Math.min(text.length, 6)] as number) +
				(text.length > 1 ? EVERYDAY_SCORE : EVERYDAY_CHARACTER_SCORE) -
				asides * ASIDE_COST;
			yield { start, end, text, score, sure: true };
		}
	}
}

const LONGEST_WORD = Math.max(
	...[...ROMANISED_WORDS.keys()].map((pinyin) => pinyin.length),
);

/** What being an everyday word is worth, for one of several characters (几点) and of one (的). */
const EVERYDAY_SCORE = 3;
const EVERYDAY_CHARACTER_SCORE = 0.8;
/** … and what it costs to begin or end inside a written word. */
const ASIDE_COST = 0.5;

/** What a piece of so many characters is worth: a longer one more than two shorter ones. */
const PIECE_SCORE = [0, 0.2, 2, 4, 6.2, 8.4, 10.6];

function printedRuns(
	articles: readonly RankedArticle[],
	scene: Scene,
): Iterable<Piece> {
	const { lattice, vocabulary, index } = scene;
	const syllables = new Map<string, { start: number; end: number }[]>();
	for (const { start, end, reading } of lattice.flat())
		for (const character of vocabulary.sounding(reading)) {
			const list = syllables.get(character);
			if (list) list.push({ start, end });
			else syllables.set(character, [{ start, end }]);
		}
	const runs = new Map<string, Piece>();
	for (const { article, share } of articles) {
		const printed = index.foldedText(article);
		let open: OpenRun[] = [];
		for (let i = 0; i < printed.length; i++) {
			const here = syllables.get(printed.charAt(i));
			if (here === undefined) {
				open = [];
				continue;
			}
			const next: OpenRun[] = [];
			for (const { start, end } of here) {
				next.push({ start, end, from: i, last: start, cost: 0 });
				for (const run of open) {
					if (run.end !== start) continue;
					const cost = run.cost + vowelCost(run.last, start, end, scene);
					next.push({ ...run, end, last: start, cost });
					const text = printed.slice(run.from, i + 1);
					const key = `${run.start} ${text}`;
					if (runs.has(key)) continue; // articles come best first
					const score =
						runScore(run.start, end, text.length, share, scene) - cost;
					runs.set(key, { start: run.start, end, text, score, sure: true });
				}
			}
			open = next;
		}
	}
	return runs.values();
}

/** A printed run that the letters up to `end` sound like. */
interface OpenRun {
	start: number;
	end: number;
	/** Where it begins in the article. */
	from: number;
	/** Where its last syllable begins. */
	last: number;
	/** What its vowels without apostrophe cost. */
	cost: number;
}

/**
 * What a syllable from `start` costs that begins with a vowel inside a written word, where an apostrophe should stand:
 * little for fang'an, much for xi'an, which then reads as one syllable.
 */
function vowelCost(
	before: number,
	start: number,
	end: number,
	{ letters, edges, lattice }: Scene,
): number {
	if (edges.has(start) || !/[aoe]/.test(letters.charAt(start))) return 0;
	return lattice[before]?.some((whole) => whole.end === end)
		? SPLIT_COST
		: VOWEL_COST;
}

const VOWEL_COST = 2;
const SPLIT_COST = 3.5;

/** What standing in the best article is worth, for each character; and ending where a written word ends. */
const ARTICLE_SCORE = 0.8;
const EDGE_SCORE = 0.7;

function runScore(
	start: number,
	end: number,
	length: number,
	share: number,
	{ edges, apart }: Scene,
): number {
	const base =
		length < PIECE_SCORE.length
			? (PIECE_SCORE[length] as number)
			: 2.2 * (length - 1);
	const ends = apart ? Number(edges.has(start)) + Number(edges.has(end)) : 1;
	return base + ARTICLE_SCORE * share * length + EDGE_SCORE * (ends - 1);
}

/** So many of the commonest pairs of each sound are weighed, whatever article prints them. */
const LIKELY_PAIRS = 3;

function likelyPairs(pairs: readonly SoundingPair[], scene: Scene): Piece[] {
	const all = Math.log(1 + scene.index.articles.length);
	return pairs.flatMap(({ start, middle, end, printed }) =>
		printed.slice(0, LIKELY_PAIRS).map(({ text, articles }) => {
			const common = Math.log(1 + articles) / all;
			const score =
				runScore(start, end, 2, 0.5 * common, scene) -
				vowelCost(start, middle, end, scene);
			return { start, end, text, score, sure: true };
		}),
	);
}

/** A syllable of which nothing better is known becomes its commonest character. */
function singleCharacters(scene: Scene): Piece[] {
	const { lattice, vocabulary, index } = scene;
	return lattice.flat().map(({ start, end, reading }) => {
		let text = reading;
		let least = Number.POSITIVE_INFINITY;
		for (const character of vocabulary.sounding(reading)) {
			const weight = index.weight(character);
			if (weight >= least) continue;
			least = weight;
			text = character;
		}
		return { start, end, text, score: -1, sure: false };
	});
}

/** That one and which one are spelled alike: without another question word it is asked which. */
function whichOne(text: string): string {
	return text.search(QUESTION_PATTERN) < 0
		? text.replace("那个", "哪个")
		: text;
}

/** The pieces that cover all letters with the highest score. */
function bestCover(pieces: readonly Piece[], length: number): Romanised | null {
	const byEnd = new Map<number, Piece[]>();
	for (const piece of pieces) {
		const list = byEnd.get(piece.end);
		if (list) list.push(piece);
		else byEnd.set(piece.end, [piece]);
	}
	const best: ({ score: number; last: Piece | null } | null)[] = [
		{ score: 0, last: null },
	];
	for (let end = 1; end <= length; end++) {
		let winner: { score: number; last: Piece | null } | null = null;
		for (const piece of byEnd.get(end) ?? []) {
			const before = best[piece.start];
			if (!before) continue;
			const score = before.score + piece.score;
			if (winner === null || score > winner.score)
				winner = { score, last: piece };
		}
		best.push(winner);
	}
	const cover: Piece[] = [];
	for (let at = length; at > 0; ) {
		const last = best[at]?.last;
		if (!last) return null;
		cover.unshift(last);
		at = last.start;
	}
	const sure = cover
		.filter((piece) => piece.sure)
		.reduce((sum, { start, end }) => sum + end - start, 0);
	return {
		text: whichOne(cover.map(({ text }) => text).join("")),
		pieces: cover.map(({ text }) => text),
		understood: sure / length,
	};
}
