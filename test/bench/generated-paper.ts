/** Writes a newspaper of any size that nobody ever printed, the same one each time: text for measuring time and memory. */

import { type Article, plainArticle } from "../../src/knowledge/article.ts";

export interface GeneratedPaper {
	articles: Article[];
	/** Each is cut out of an article. */
	questions: { text: string; articleId: string }[];
}

/** As many as a Chinese paper uses in a year, and words made of them. */
const CHARACTERS = 3500;
const WORDS = 40_000;

/** Set phrases of two to four words, as language has them: without them too many pairs would occur only once. */
const PHRASES = 30_000;
const PHRASE_SHARE = 0.5;

/** People ask with so many characters, question words aside. */
const MIN_ASKED_CHARS = 8;
const MAX_ASKED_CHARS = 32;

/** Mean length of a body in characters. */
const BODY_CHARS = 1200;

/**
 * Zipf and Mandelbrot's law: the n-th most frequent word has a share of 1 / (n + offset). The offsets give real news text's
 * share of the most frequent character (about 4 %), pairs to an article and pairs that occur only once.
 */
const CHARACTER_OFFSET = 30;
const WORD_OFFSET = 30;

/** Neighbouring ranks are spread over the block of Han characters; the step shares no factor with its size. */
const FIRST_HAN = 0x4e00;
const HAN_CHARACTERS = 20_902;
const SPREAD = 7919;

export function generatePaper(
	articleCount: number,
	questionCount: number,
	seed = 1,
): GeneratedPaper {
	const random = seededRandom(seed);
	const characterRank = zipf(CHARACTERS, CHARACTER_OFFSET, random);
	const character = () =>
		String.fromCharCode(
			FIRST_HAN + ((characterRank() * SPREAD) % HAN_CHARACTERS),
		);
	const words = Array.from({ length: WORDS }, () => {
		const length = random() < 0.75 ? 2 : random() < 0.5 ? 1 : 3;
		return Array.from({ length }, character).join("");
	});
	const wordRank = zipf(WORDS, WORD_OFFSET, random);
	const phraseRank = zipf(PHRASES, WORD_OFFSET, random);
	const phrases = Array.from({ length: PHRASES }, () =>
		Array.from(
			{ length: 2 + Math.floor(random() * 3) },
			() => words[wordRank()] as string,
		).join(""),
	);
	// Every article has a subject: a few rarer words that come back.
	const article = (n: number): Article => {
		const subject = Array.from({ length: 8 }, () => pick(words, random));
		const word = () => {
			const choice = random();
			if (choice < 0.15) return pick(subject, random);
			if (choice < 0.15 + PHRASE_SHARE) return phrases[phraseRank()] as string;
			return words[wordRank()] as string;
		};
		const clause = () =>
			Array.from({ length: 2 + Math.floor(random() * 3) }, word).join("");
		const sentence = () => {
			const clauses = Array.from(
				{ length: 1 + Math.floor(random() * 4) },
				clause,
			);
			if (random() < 0.3) clauses.push(`${Math.floor(random() * 3000)}元`);
			return `${clauses.join(",")}。`;
		};
		const bodyChars = BODY_CHARS * (0.5 + random());
		let body = "";
		while (body.length < bodyChars) {
			body += sentence();
			if (random() < 0.2) body += "\n";
		}
		const title = Array.from({ length: 6 }, word).join("");
		return plainArticle({ id: `generated/${n}`, title, body });
	};
	const articles = Array.from({ length: articleCount }, (_, n) => article(n));
	const questions = Array.from({ length: questionCount }, () => {
		const { id, body } = pick(articles, random);
		const start = Math.floor(random() * (body.length - MAX_ASKED_CHARS));
		const length =
			MIN_ASKED_CHARS + random() * (MAX_ASKED_CHARS - MIN_ASKED_CHARS);
		const asked = body.slice(start, start + length).replace(/[。,\n]/g, "的");
		return { text: `请问${asked}是多少?`, articleId: id };
	});
	return { articles, questions };
}

/** Ranks from 0, the first most often. */
function zipf(
	size: number,
	offset: number,
	random: () => number,
): () => number {
	const cumulative = new Float64Array(size);
	let sum = 0;
	for (let n = 0; n < size; n++) {
		sum += 1 / (n + 1 + offset);
		cumulative[n] = sum;
	}
	return () => {
		const target = random() * sum;
		let low = 0;
		let high = size - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((cumulative[middle] as number) < target) low = middle + 1;
			else high = middle;
		}
		return low;
	};
}

function pick<T>(list: readonly T[], random: () => number): T {
	return list[Math.floor(random() * list.length)] as T;
}

/** Mulberry32: small, fast and good enough for text. */
function seededRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
