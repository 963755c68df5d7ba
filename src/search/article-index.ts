/** Finds articles for a question, and knows what their terms tell. */

import type { Article } from "../knowledge/article.ts";
import { analyzeQuery, isHan, termsOfFolded } from "./analyzer.ts";
import { countCharacters } from "./character-counts.ts";
import { fold } from "./fold.ts";
import { createFinder } from "./occurrences.ts";
import { PostingsWriter } from "./postings.ts";
import { type PrintedText, printedText } from "./printed-text.ts";
import { type AskedQuestion, scoreText } from "./ranking.ts";
import { TermIndex } from "./term-index.ts";
import type { Concept } from "./thesaurus.ts";

export interface ArticleHit {
	article: Article;
	/** Comparable within one search only. */
	score: number;
}

export interface SearchOptions {
	/** At most so many hits; 10 if absent. */
	limit?: number;
	/** What the question says in other words than a paper; none if absent. */
	concepts?: readonly Concept[];
}

/** So many articles are read and ranked for a question; 30 or 100 rank the measured sets alike. */
const CANDIDATES = 50;

/** Candidates are looked up by the rarest terms only: 6 find nearly the same ones, and all the others cost most of the time. */
const LOOKUP_TERMS = 10;

/** Another word for what was asked ranks an article less than the member's own word. */
const CONCEPT_SHARE = 0.6;

/** A character in no more articles than this names something: words that begin with it are looked up too. */
const RARE_CHARACTER_ARTICLES = 20;

/** So many counts are remembered: the words of some hundred questions. */
const MAX_COUNTED = 20_000;

export function buildIndex(articles: readonly Article[]): ArticleIndex {
	const writer = new PostingsWriter();
	for (const article of articles) writer.add(printedText(article).text);
	const terms = TermIndex.fromPostings(writer.postings());
	return new ArticleIndex(articles, terms);
}

export class ArticleIndex {
	readonly articles: readonly Article[];
	readonly #terms: TermIndex;
	/** Folded, as they are read for every question. */
	readonly #texts: readonly PrintedText[];
	readonly #characters: Uint32Array;
	readonly #meanLength: number;
	readonly #counted = new Map<string, number>();

	constructor(articles: readonly Article[], terms: TermIndex) {
		this.articles = articles;
		this.#terms = terms;
		this.#texts = articles.map((article) => {
			const { text, leadEnd } = printedText(article);
			return { text: fold(text), leadEnd };
		});
		this.#characters = countCharacters(this.#texts.map(({ text }) => text));
		this.#meanLength =
			this.#texts.reduce((sum, { text }) => sum + text.length, 0) /
			articles.length;
	}

	/** The articles that share words or characters with the question, best first. */
	search(
		query: string,
		{ limit = 10, concepts = [] }: SearchOptions = {},
	): ArticleHit[] {
		const terms = analyzeQuery(query);
		const characters = hanCharacters(terms);
		const meant = concepts
			.map((concept) => this.#marksOf(concept))
			.filter((marks) => marks.length > 0);
		const question = this.#weigh(terms, characters, meant);
		const lookup = [...terms, ...new Set(meant.flat())];
		return this.#candidates(lookup, characters, Math.max(limit, CANDIDATES))
			.map((id) => ({
				article: this.articles[id] as Article,
				score: this.#score(question, id),
			}))
			.filter((hit) => hit.score > 0)
			.sort((a, b) => b.score - a.score)
			.slice(0, limit);
	}

	/** How much a term tells: its inverse document frequency (BM25's), highest for a term that no article prints. */
	weight(term: string): number {
		return this.#telling(this.#articlesWith(term));
	}

	/** As `weight`, for expressions that say the same: what is printed in many articles under any of them tells little. */
	weightOfAny(expressions: readonly string[]): number {
		const printedIn = expressions.reduce(
			(sum, expression) => sum + this.#mostArticlesWith(expression),
			0,
		);
		return this.#telling(Math.min(printedIn, this.articles.length));
	}

	/** Whether any article may print one of the expressions. */
	printsAny(expressions: readonly string[]): boolean {
		return expressions.some(
			(expression) => this.#mostArticlesWith(expression) > 0,
		);
	}

	/** Whether any article prints the term: one of the analyzer's, or a single Han character. */
	has(term: string): boolean {
		return this.#articlesWith(term) > 0;
	}

	/** The places in `articles` of those that print two neighbouring Han characters. */
	articlesWithPair(pair: string): Iterable<number> {
		return this.#terms.textsOf(pair);
	}

	/** The Han characters printed right behind one, each with the number of articles. */
	followers(character: string): ReadonlyMap<string, number> {
		return this.#terms.followers(character);
	}

	/** All that the article at a place in `articles` prints, folded. */
	foldedText(article: number): string {
		return this.#texts[article]?.text ?? "";
	}

	#weigh(
		terms: readonly string[],
		characters: readonly string[],
		meant: readonly (readonly string[])[],
	): AskedQuestion {
		const asked = [
			...[...terms, ...characters].map((text) => ({
				texts: [text],
				mass: this.weight(text),
			})),
			...meant.map((texts) => ({
				texts,
				mass: CONCEPT_SHARE * this.weightOfAny(texts),
			})),
		];
		return {
			terms: asked,
			find: createFinder(asked.map(({ texts }) => texts)),
		};
	}

	/** For each printed expression of a concept the rarest of its terms, by which it is found. */
	#marksOf({ printed }: Concept): string[] {
		const marks = printed.flatMap((expression) => {
			const terms = termsOfFolded(expression);
			const rarest = terms.sort(
				(a, b) => this.#articlesWith(a) - this.#articlesWith(b),
			)[0];
			return rarest !== undefined && this.has(rarest) ? [rarest] : [];
		});
		return [...new Set(marks)];
	}

	/** In how many articles an expression can stand at most: as many as print its rarest term. */
	#mostArticlesWith(expression: string): number {
		const counts = termsOfFolded(expression).map((term) =>
			this.#articlesWith(term),
		);
		return counts.length === 0 ? 0 : Math.min(...counts);
	}

	#telling(printedIn: number): number {
		return Math.log(
			1 + (this.articles.length - printedIn + 0.5) / (printedIn + 0.5),
		);
	}

	#candidates(
		terms: readonly string[],
		characters: readonly string[],
		limit: number,
	): number[] {
		if (this.articles.length <= limit) return [...this.articles.keys()];
		const lookup = terms
			.filter((term) => this.has(term))
			.sort((a, b) => this.#articlesWith(a) - this.#articlesWith(b))
			.slice(0, LOOKUP_TERMS);
		const rare = characters.filter((character) => {
			const printedIn = this.#articlesWith(character);
			return printedIn > 0 && printedIn <= RARE_CHARACTER_ARTICLES;
		});
		return this.#terms.find(lookup, rare).slice(0, limit);
	}

	#score(question: AskedQuestion, id: number): number {
		const { text, leadEnd } = this.#texts[id] as PrintedText;
		const relativeLength = text.length / this.#meanLength;
		return scoreText(question, { text, leadEnd, relativeLength });
	}

	/** Looked up many times in one question: MiniSearch's tree takes microseconds for each. */
	#articlesWith(term: string): number {
		const known = this.#counted.get(term);
		if (known !== undefined) return known;
		const single = term.length === 1 && isHan(term.charCodeAt(0));
		const count = single
			? (this.#characters[term.charCodeAt(0)] as number)
			: this.#terms.textsWith(term);
		if (this.#counted.size >= MAX_COUNTED) this.#counted.clear();
		this.#counted.set(term, count);
		return count;
	}
}

/** The different Han characters of the terms that are not terms themselves. */
function hanCharacters(terms: readonly string[]): string[] {
	const characters = new Set<string>();
	for (const term of terms) {
		for (let i = 0; i < term.length; i++) {
			if (isHan(term.charCodeAt(i))) characters.add(term.charAt(i));
		}
	}
	return [...characters].filter((character) => !terms.includes(character));
}
