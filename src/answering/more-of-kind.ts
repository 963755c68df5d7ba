/** Answers 还有别的吗: other articles of the kind that was talked about. */

import type { Article } from "../knowledge/article.ts";
import type { ArticleIndex } from "../search/article-index.ts";
import type { Quote } from "./answer.ts";

const OTHER = "(?:什么|啥|哪些)?(?:别的|其[他它]的?|另外的?|类似的?|更多的?)";
/** … with the noun of a list at most: 还有别的城市在弄吗 asks something of the article. */
const ASKS_MORE = new RegExp(
	`^(?:那么?|嗯|好的?|除了(?:这个?|它)|,|\\s)*(?:(?:还|都)?有没?有?|还)${OTHER}?([一-龥]{0,3}?)(?:吗|么|没有?|呢)?[?!。\\s]*$`,
);

/** What more is asked for, as a question for a list (还有别的活动吗 → 有活动吗); empty for more of the same, null for another question. */
export function readMore(folded: string): string | null {
	if (!/还|别的|其[他它]|更多/.test(folded)) return null;
	const match = ASKS_MORE.exec(folded);
	if (!match) return null;
	return match[1] ? `有${match[1]}吗` : "";
}

/** Headlines of other articles of the same kind, those nearest to it first. */
export function quoteSimilar(article: Article, index: ArticleIndex): Quote[] {
	return index
		.search(article.title)
		.map((hit) => hit.article)
		.filter((other) => other !== article && other.kind === article.kind)
		.slice(0, MAX_SIMILAR)
		.map((other) => ({ text: other.title, article: other }));
}

/** As many as one reply shows. */
const MAX_SIMILAR = 5;
