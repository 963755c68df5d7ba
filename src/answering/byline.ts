/** Answers who wrote, photographed or reported an article with its printed byline. */

import type { Article } from "../knowledge/article.ts";
import { fold } from "../search/fold.ts";
import type { Quote } from "./answer.ts";

const ASKS_WRITER =
	/谁(?:写|报道|采写|采访|拍|摄|发)的?|(?:哪|那)(?:个|位|些|几位)?(?:记者|通讯员|作者)|(?:记者|通讯员|作者|摄影者?)(?:是|叫|名字)*(?:谁|什么|哪|啥)|作者(?:是|呢)?\??$|什么人写的|who wrote/;
/** What the question says about the writing, not about the article. */
const WRITING_WORDS =
	/谁(?:写|报道|采写|采访|拍|摄|发)的?|(?:哪|那)(?:个|位|些|几位)?|记者|通讯员|作者|摄影者?|是|叫|名字|什么|啥|谁|写的?|报道的?|采写的?|拍的?|[这那](?:篇|个|条)?|文章|新闻|稿子?|报道|照片|图片|关于|请问|到底|的|[呀啊呢吧嘛吗哦]|who wrote/g;

export function asksForWriter(folded: string): boolean {
	return ASKS_WRITER.test(folded);
}

/** What is left of a question for the writer: the subject of the article; empty when it points at an earlier one. */
export function writtenAbout(folded: string): string {
	return folded
		.replace(WRITING_WORDS, " ")
		.replace(/[\p{P}\s]+/gu, " ")
		.trim();
}

/** The byline, word for word; empty where the paper prints none. */
export function quoteByline(article: Article): Quote[] {
	if (article.byline !== null && article.byline.trim() !== "")
		return [{ text: article.byline.trim(), article }];
	const body = fold(article.body);
	const quotes: Quote[] = [];
	let role = "";
	for (const author of article.authors) {
		// Of several people under one printed role only the first stands right behind it.
		const printed =
			author.role === role ? author.name : author.role + author.name;
		role = author.role;
		quotes.push({
			text:
				author.role === "作者" && !body.includes(printed)
					? author.name
					: printed,
			article,
		});
	}
	return quotes;
}
