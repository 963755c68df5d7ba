/** Tells which texts print a term; the only file that runs MiniSearch. */

import MiniSearch from "minisearch";
import { encodeTerm } from "./term-code.ts";
import { FIELD } from "./term-index-writer.ts";

const OPTIONS = { fields: [FIELD] };

/** As measured: the defaults of the literature, without MiniSearch's addition for long documents (BM25+). */
const BM25 = { k: 1.2, b: 0.75, d: 0 };

/** A loaded index over encoded terms; texts are known by their numbers. */
export class TermIndex extends MiniSearch {
	constructor(loaded: MiniSearch) {
		super(OPTIONS);
		// MiniSearch always loads into a plain MiniSearch, whatever class is asked.
		Object.assign(this, loaded);
	}

	/** @throws when the JSON is not a MiniSearch's. */
	static fromJson(json: string): TermIndex {
		return new TermIndex(MiniSearch.loadJSON(json, OPTIONS));
	}

	/** As `fromJson`, letting other work through in between; only parsing the JSON takes a moment in one go. */
	static async fromJsonAsync(json: string): Promise<TermIndex> {
		return new TermIndex(await MiniSearch.loadJSONAsync(json, OPTIONS));
	}

	/** The texts that print any of the terms, or a term that begins with one of the `prefixes`, best first. */
	find(terms: readonly string[], prefixes: readonly string[] = []): number[] {
		const codes = [...terms, ...prefixes].map(encodeTerm);
		return this.search(codes.join(" "), {
			tokenize: () => codes,
			processTerm: (code) => code,
			prefix: (_, i) => i >= terms.length,
			bm25: BM25,
		}).map(({ id }) => id);
	}

	/** In how many texts a term stands. */
	textsWith(term: string): number {
		return this._index.get(encodeTerm(term))?.get(FIELD_NUMBER)?.size ?? 0;
	}
}

/** MiniSearch numbers the fields in the order in which they are named. */
const FIELD_NUMBER = 0;
