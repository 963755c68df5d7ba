/** Puts the two halves of an article together that 下转 and 上接 join, where both pages were read. */

import type { PageArticle } from "./read-page.ts";

export interface ReadPage {
	/** The page's printed number, 第3版, or null. */
	page: string | null;
	articles: PageArticle[];
}

/** The same pages; an article that goes on on another of them is whole where it begins, and gone where it goes on. */
export function mergeTurns(pages: readonly ReadPage[]): ReadPage[] {
	const merged = new Map<PageArticle, PageArticle>();
	const taken = new Set<PageArticle>();
	for (const from of pages)
		for (const article of from.articles) {
			if (article.turnsTo === null) continue;
			const rest = pages
				.filter(
					(to) =>
						to !== from && pageNumber(to.page) === pageNumber(article.turnsTo),
				)
				.flatMap((to) => to.articles)
				.filter(
					(other) => !taken.has(other) && goesOn(article, other, from.page),
				);
			const [only] = rest;
			// Two pieces that could both go on leave the choice to a person.
			if (rest.length !== 1 || !only) continue;
			taken.add(only);
			merged.set(article, join(article, only));
		}
	return pages.map((page) => ({
		...page,
		articles: page.articles
			.filter((article) => !taken.has(article))
			.map((article) => merged.get(article) ?? article),
	}));
}

/** The other half says where it comes from, and repeats a headline or has none. */
function goesOn(
	first: PageArticle,
	second: PageArticle,
	page: string | null,
): boolean {
	if (second.turnsFrom === null) return false;
	if (page !== null && pageNumber(second.turnsFrom) !== pageNumber(page))
		return false;
	const heads = [first.title, first.subtitle ?? "", first.kicker ?? ""].join(
		" ",
	);
	return (
		UNTITLED.test(second.damage[0] ?? "") ||
		heads.includes(second.title) ||
		second.title.includes(first.title)
	);
}

const UNTITLED = /^标题不在本页/;

function join(first: PageArticle, second: PageArticle): PageArticle {
	const finished = /[。！？!?”）)]$/.test(first.body);
	return {
		...first,
		body: first.body + (finished ? "\n" : "") + second.body,
		authors: [...first.authors, ...second.authors],
		byline: first.byline ?? second.byline,
		captions: [...first.captions, ...second.captions],
		subheads: [...first.subheads, ...second.subheads],
		turnsTo: second.turnsTo,
		truncated: second.truncated,
		lastLine: second.lastLine,
		damage: [
			...first.damage,
			...second.damage.filter(
				(place) => !UNTITLED.test(place) && !place.startsWith("上接"),
			),
		],
	};
}

/** 第3版, 3, 三 → 3; letters stay. */
function pageNumber(page: string | null): string | null {
	if (page === null) return null;
	const plain = page.normalize("NFKC").replace(/[第版\s]/g, "");
	const numeral = "零一二三四五六七八九十".indexOf(plain);
	return (numeral >= 0 ? String(numeral) : plain).replace(/^0+(?=\d)/, "");
}
