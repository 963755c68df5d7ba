/** What is compared: the bot's index, and MiniSearch as its documentation would have it, with the same character pairs. */

import MiniSearch from "minisearch";
import { openAnswerers } from "../../src/app.ts";
import type { Article } from "../../src/knowledge/article.ts";
import { analyze, analyzeQuery } from "../../src/search/analyzer.ts";
import {
	type ArticleIndex,
	buildIndex,
} from "../../src/search/article-index.ts";
import {
	buildIndexAsync,
	readSnapshot,
	writeSnapshot,
} from "../../src/search/snapshot.ts";

/** One way of indexing articles; `I` is its index. */
export interface Engine<I> {
	build(articles: readonly Article[]): I;
	save(index: I, articles: readonly Article[]): Promise<string>;
	load(saved: string, articles: readonly Article[]): Promise<I>;
	/** Ids of the ten best articles. */
	search(index: I, question: string): string[];
	/** What a member's question costs in all; for an engine that cannot answer, the search. */
	answerer(index: I): Promise<(question: string) => void>;
}

const ours: Engine<ArticleIndex> = {
	build: buildIndex,
	save: async (_, articles) =>
		writeSnapshot((await buildIndexAsync(articles)).postings, HASH),
	load: async (saved, articles) => {
		const index = await readSnapshot(saved, articles, HASH);
		if (index === null) throw new Error("the snapshot was refused");
		return index;
	},
	search: (index, question) =>
		index.search(question).map(({ article }) => article.id),
	answerer: async (index) => {
		const answerers = await openAnswerers("config");
		const { answer } = answerers(() => index);
		return (question) => answer({ text: question, context: [] });
	},
};

const HASH = "generated";

const plain: Engine<MiniSearch<Article>> = {
	build: (articles) => {
		const index = new MiniSearch<Article>(PLAIN);
		index.addAll(articles);
		return index;
	},
	save: async (index) => JSON.stringify(index),
	load: async (saved) => MiniSearch.loadJSON<Article>(saved, PLAIN),
	search: (index, question) =>
		index
			.search(question, { tokenize: analyzeQuery })
			.slice(0, 10)
			.map(({ id }) => String(id)),
	answerer: async (index) => (question) => plain.search(index, question),
};

const PLAIN = {
	fields: ["title", "body"],
	tokenize: analyze,
	processTerm: (term: string) => term,
	searchOptions: { bm25: { k: 1.2, b: 0.75, d: 0 } },
};

export const engines = { plain, ours };
export type EngineName = keyof typeof engines;
