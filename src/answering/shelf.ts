/** The articles on offer: what can be opened without a question. */

import type { Article } from "../knowledge/article.ts";

export interface Shelf {
	find(id: string): Article | null;
}

/** @param articles asked for at each look, because an import changes them. */
export function createShelf(articles: () => readonly Article[]): Shelf {
	return {
		find: (id) => articles().find((article) => article.id === id) ?? null,
	};
}
