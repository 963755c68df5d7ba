/** Names where words come from: headline, paper, date and place, as far as they are known. */

import type { Article } from "../../answering/answer.ts";

/** 《标题》浙江工人日报 2023-11-08 新昌县 */
export function sourceOf(article: Article): string {
	const known = [article.issue?.paper, article.issue?.date, article.place];
	const facts = known.filter((fact) => fact).join(" ");
	return `${titleOf(article)}${facts}`;
}

/** The headline with what tells articles of a list apart: 《标题》2023-11-08 新昌县; the paper where no date is known. */
export function listedAs({ title, issue, place }: Article): string {
	const known = [issue?.date ?? issue?.paper, place];
	return `《${title}》${known.filter((fact) => fact).join(" ")}`;
}

/** A headline in the marks that show where it begins and ends; its own words are never changed. */
export function titleOf(article: Article): string {
	return `《${article.title}》`;
}
