/** Names where words come from: headline, paper, date and place, as far as they are known. */

import type { Article } from "../answering/answer.ts";

/** 《标题》浙江工人日报 2023-11-08 新昌县 */
export function sourceOf(article: Article): string {
	const known = [article.issue?.paper, article.issue?.date, article.place];
	const facts = known.filter((fact) => fact).join(" ");
	return `${titleOf(article)}${facts}`;
}

/** A headline in the marks that show where it begins and ends; its own marks step back to 〈〉. */
export function titleOf(article: Article): string {
	return `《${article.title}》`;
}
