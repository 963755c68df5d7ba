/** Tells which texts print a term; the only file that knows MiniSearch. */

import { setImmediate } from "node:timers/promises";
import MiniSearch from "minisearch";
import type { Postings } from "./postings.ts";
import { decodeHanPair, encodeTerm } from "./term-code.ts";

/** One field: the parts of an article are told apart when the best candidates are ranked. */
const OPTIONS = { fields: ["text"] };

/** MiniSearch numbers the fields in the order in which they are named. */
const FIELD_NUMBER = 0;

/** As measured: the defaults of the literature, without MiniSearch's addition for long documents (BM25+). */
const BM25 = { k: 1.2, b: 0.75, d: 0 };

/** Terms that are filed in one go before other work gets its turn: some 20 ms. */
const BATCH_TERMS = 5000;

/** What MiniSearch keeps of a term: field → text → how often. */
type TermData = Map<number, Map<number, number>>;

/**
 * A MiniSearch over encoded terms that is filled from postings. Adding the texts to it would give the same index, but look
 * up the radix tree for every word of every text instead of once for every different word.
 */
export class TermIndex extends MiniSearch {
	private constructor(lengths: readonly number[]) {
		super(OPTIONS);
		// MiniSearch always loads into a plain MiniSearch, whatever class is asked.
		Object.assign(this, MiniSearch.loadJS(emptyIndex(lengths), OPTIONS));
	}

	static fromPostings(postings: Postings): TermIndex {
		const index = new TermIndex(postings.lengths);
		for (const _ of index.#file(postings));
		return index;
	}

	/** As `fromPostings`, letting other work through in between. */
	static async fromPostingsAsync(postings: Postings): Promise<TermIndex> {
		const index = new TermIndex(postings.lengths);
		for (const _ of index.#file(postings)) await setImmediate();
		return index;
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

	/** The numbers of the texts that a term stands in. */
	textsOf(term: string): Iterable<number> {
		return this._index.get(encodeTerm(term))?.get(FIELD_NUMBER)?.keys() ?? [];
	}

	/** The Han characters that stand right behind one, each with the number of texts. */
	followers(character: string): Map<string, number> {
		const behind = new Map<string, number>();
		for (const [code, data] of this._index.atPrefix(encodeTerm(character))) {
			const pair = decodeHanPair(code);
			if (pair) behind.set(pair.charAt(1), data.get(FIELD_NUMBER)?.size ?? 0);
		}
		return behind;
	}

	/** Files the terms, with a pause after each batch. */
	*#file({ lengths, terms }: Postings): Generator<void> {
		// Two terms in three stand once in one text only. Those of a text share their data, which is never changed:
		// that halves the memory.
		const once = lengths.map((_, text) => termData([text, 1]));
		for (const [n, [term, list]] of terms.entries()) {
			const single = list.length === 2 && list[1] === 1;
			const data = single ? once[list[0] as number] : termData(list);
			this._index.set(encodeTerm(term), data as TermData);
			if (n % BATCH_TERMS === BATCH_TERMS - 1) yield;
		}
	}
}

function termData(list: readonly number[]): TermData {
	const texts = new Map<number, number>();
	for (let i = 0; i < list.length; i += 2) {
		texts.set(list[i] as number, list[i + 1] as number);
	}
	return new Map([[FIELD_NUMBER, texts]]);
}

/** The serialised form, version 2, of a MiniSearch that knows the texts but no terms. */
function emptyIndex(lengths: readonly number[]) {
	const total = lengths.reduce((sum, length) => sum + length, 0);
	return {
		documentCount: lengths.length,
		nextId: lengths.length,
		documentIds: Object.fromEntries(lengths.map((_, id) => [id, id])),
		fieldIds: { text: FIELD_NUMBER },
		fieldLength: Object.fromEntries(
			lengths.map((length, id) => [id, [length]]),
		),
		averageFieldLength: [total / Math.max(1, lengths.length)],
		storedFields: {},
		dirtCount: 0,
		index: [],
		serializationVersion: 2,
	};
}
