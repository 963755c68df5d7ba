/** Finds articles and passages for a question; the only file that knows MiniSearch. */

import MiniSearch, { type AsPlainObject } from "minisearch";
import type { Article } from "../knowledge/article.ts";
import { ANALYZER_VERSION, analyze, analyzeQuery } from "./analyzer.ts";
import { type Span, sentenceSpans } from "./sentences.ts";
import { encodeTerm } from "./term-code.ts";

export interface ArticleHit {
	article: Article;
	score: number;
}

/** A stretch of an article's body, word for word; `start` and `end` are offsets in `article.body`. */
export interface PassageHit extends Span {
	article: Article;
	text: string;
	score: number;
}

export interface SearchOptions {
	/** At most so many hits; 10 if absent. */
	limit?: number;
}

export interface PassageOptions extends SearchOptions {
	/** Look for passages in these articles only; otherwise in the best ones that `search` finds. */
	within?: readonly Article[];
}

const FIELD_WEIGHTS = {
	title: 2,
	kicker: 1.5,
	subtitle: 1.5,
	place: 1,
	other: 0.5,
	body: 1,
};
type Field = keyof typeof FIELD_WEIGHTS;

/** As measured: the defaults of the literature without MiniSearch's addition for long documents (BM25+). */
const BM25 = { k: 1.2, b: 0.75, d: 0 };

/** Passages are looked for in so many of the best articles. */
const PASSAGE_ARTICLES = 20;

export function buildIndex(articles: readonly Article[]): ArticleIndex {
	const terms = new TermIndex();
	terms.addAll(articles.map((article, id) => ({ id, article })));
	return new ArticleIndex(articles, terms);
}

export class ArticleIndex {
	readonly articles: readonly Article[];
	readonly #terms: TermIndex;

	constructor(articles: readonly Article[], terms: TermIndex) {
		this.articles = articles;
		this.#terms = terms;
	}

	/** The articles that share words with the question, best first. */
	search(query: string, { limit = 10 }: SearchOptions = {}): ArticleHit[] {
		return this.#terms
			.ask(analyzeQuery(query))
			.slice(0, limit)
			.map(({ id, score }) => ({
				article: this.articles[id] as Article,
				score,
			}));
	}

	/** The sentences that share the most weighty words with the question, best first. */
	passages(
		query: string,
		{ limit = 10, within }: PassageOptions = {},
	): PassageHit[] {
		const terms = analyzeQuery(query);
		const articles =
			within ??
			this.search(query, { limit: PASSAGE_ARTICLES }).map((h) => h.article);
		const hits = articles.flatMap((article) =>
			sentenceSpans(article.body).map(({ start, end }): PassageHit => {
				const text = article.body.slice(start, end);
				const printed = new Set(analyze(text));
				const mass = terms
					.filter((term) => printed.has(term))
					.reduce((sum, term) => sum + this.weight(term), 0);
				return { article, text, start, end, score: mass };
			}),
		);
		return hits
			.filter((hit) => hit.score > 0)
			.sort((a, b) => b.score - a.score)
			.slice(0, limit);
	}

	/** How much a term tells: its inverse document frequency (BM25's), highest for a term that no article prints. */
	weight(term: string): number {
		const printedIn = this.#terms.articlesWith(term);
		return Math.log(
			1 + (this.articles.length - printedIn + 0.5) / (printedIn + 0.5),
		);
	}

	/** Whether any article prints the term. */
	has(term: string): boolean {
		return this.#terms.articlesWith(term) > 0;
	}

	/** The index in a form that `fromSnapshot` reads; `knowledgeHash` names the knowledge that it was built from. */
	toSnapshot(knowledgeHash: string): string {
		return `${snapshotKey(knowledgeHash)}\n${JSON.stringify(this.#terms)}`;
	}

	/** The index that was saved for the same articles by the same analyzer; null when it was another one. */
	static fromSnapshot(
		snapshot: string,
		articles: readonly Article[],
		knowledgeHash: string,
	): ArticleIndex | null {
		const key = `${snapshotKey(knowledgeHash)}\n`;
		if (!snapshot.startsWith(key)) return null;
		const saved: AsPlainObject = JSON.parse(snapshot.slice(key.length));
		if (saved.documentCount !== articles.length) return null;
		return new ArticleIndex(articles, TermIndex.restore(saved));
	}
}

function snapshotKey(knowledgeHash: string): string {
	return `analyzer ${ANALYZER_VERSION} knowledge ${knowledgeHash}`;
}

/** An article under its place in the list. */
interface Entry {
	id: number;
	article: Article;
}

const OPTIONS = {
	fields: Object.keys(FIELD_WEIGHTS),
	extractField: (entry: Entry, field: string) =>
		field === "id" ? entry.id : fieldText(entry.article, field as Field),
	tokenize: (text: string) => analyze(text).map(encodeTerm),
	processTerm: (term: string) => term,
};

function fieldText(article: Article, field: Field): string | null {
	if (field !== "other") return article[field];
	return [
		article.rubric ?? "",
		...article.authors.map((author) => `${author.role} ${author.name}`),
		...article.organisations,
		...article.captions,
	].join("\n");
}

/** MiniSearch over encoded terms, which also tells in how many articles a term stands. */
class TermIndex extends MiniSearch<Entry> {
	constructor() {
		super(OPTIONS);
	}

	static restore(saved: AsPlainObject): TermIndex {
		// loadJS makes a plain MiniSearch, whatever class it is called on.
		return Object.assign(new TermIndex(), MiniSearch.loadJS(saved, OPTIONS));
	}

	ask(terms: readonly string[]): { id: number; score: number }[] {
		return this.search(terms.join(" "), {
			tokenize: () => terms.map(encodeTerm),
			boost: FIELD_WEIGHTS,
			bm25: BM25,
		}).map(({ id, score }) => ({ id, score }));
	}

	/** In how many articles a term stands, whatever the field. */
	articlesWith(term: string): number {
		const fields = this._index.get(encodeTerm(term));
		if (fields === undefined) return 0;
		const ids = new Set<number>();
		for (const postings of fields.values()) {
			for (const id of postings.keys()) ids.add(id);
		}
		return ids.size;
	}
}
