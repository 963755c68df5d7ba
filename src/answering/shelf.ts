/** The articles on offer, newest first: what one can look through without a question. */

import type { Article, ArticleKind } from "../knowledge/article.ts";

export interface Shelf {
	latest(limit: number): Article[];
	ofKind(kinds: readonly ArticleKind[], limit: number): Article[];
	find(id: string): Article | null;
}

/** @param articles newest first, asked for at each look, because an import changes them. */
export function createShelf(articles: () => readonly Article[]): Shelf {
	return {
		latest: (limit) => articles().slice(0, limit),
		ofKind: (kinds, limit) =>
			articles()
				.filter((article) => kinds.includes(article.kind))
				.slice(0, limit),
		find: (id) => articles().find((article) => article.id === id) ?? null,
	};
}
