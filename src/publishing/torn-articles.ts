/** Articles of one issue that are perhaps one: pages that come one by one are not put together by themselves. */

import type { DeskArticle } from "../knowledge/issue-desk.ts";

/** Numbers of what breaks off, and of what says that it began on that page (上接第1版); only where no other can be meant. */
export function tornArticles(
	articles: readonly DeskArticle[],
): { first: number; rest: number }[] {
	return articles.flatMap(({ number: rest, article: { damage } }) => {
		const [, from] =
			damage.map((place) => FROM.exec(place)).find(Boolean) ?? [];
		if (from === undefined) return [];
		const broken = articles.filter(
			({ number, article: { page, truncated } }) =>
				number !== rest &&
				truncated &&
				page !== null &&
				bare(page) === bare(from),
		);
		const [first] = broken;
		return first && broken.length === 1 ? [{ first: first.number, rest }] : [];
	});
}

/** As ingestion writes it down. */
const FROM = /^上接第(.{1,4})版/;

/** 第01版 → 1 */
function bare(page: string): string {
	return page
		.normalize("NFKC")
		.replace(/[第版\s]/g, "")
		.replace(/^0+(?=\d)/, "");
}
