/** Tells which articles print a term; the only file that knows MiniSearch. */

import MiniSearch, { type AsPlainObject } from "minisearch";
import type { Article } from "../knowledge/article.ts";
import { analyze } from "./analyzer.ts";
import { printedText } from "./printed-text.ts";
import { encodeTerm } from "./term-code.ts";

/** What the index keeps of an article: its place in the list, and its whole text. */
interface Entry {
	id: number;
	text: string;
}

const OPTIONS = {
	fields: ["text"],
	tokenize: (text: string) => analyze(text).map(encodeTerm),
	processTerm: (term: string) => term,
};

/** As measured: the defaults of the literature, without MiniSearch's addition for long documents (BM25+). */
const BM25 = { k: 1.2, b: 0.75, d: 0 };

/**
 * MiniSearch with encoded terms and one field. The parts of an article are told apart when the best candidates are ranked:
 * several fields would make building and searching slower and find the same candidates.
 */
export class TermIndex extends MiniSearch<Entry> {
	constructor() {
		super(OPTIONS);
	}

	static build(articles: readonly Article[]): TermIndex {
		const index = new TermIndex();
		for (const [id, article] of articles.entries()) {
			index.add({ id, text: printedText(article).text });
		}
		return index;
	}

	static restore(saved: AsPlainObject): TermIndex {
		// loadJS makes a plain MiniSearch, whatever class it is called on.
		return Object.assign(new TermIndex(), MiniSearch.loadJS(saved, OPTIONS));
	}

	/** The articles that print any of the terms (or a term that begins with one of the `prefixes`), best first. */
	find(terms: readonly string[], prefixes: readonly string[] = []): number[] {
		const codes = [...terms, ...prefixes].map(encodeTerm);
		return this.search(codes.join(" "), {
			tokenize: () => codes,
			prefix: (_, i) => i >= terms.length,
			bm25: BM25,
		}).map(({ id }) => id);
	}

	/** In how many articles a term stands. */
	articlesWith(term: string): number {
		return this._index.get(encodeTerm(term))?.get(TEXT_FIELD)?.size ?? 0;
	}
}

/** MiniSearch numbers the fields in the order in which they are named. */
const TEXT_FIELD = 0;
