/** What the paper printed, as data: the article, the issue it stands in, and where both came from. */

import { z } from "zod";

const ARTICLE_KINDS = ["news", "policy", "event", "notice", "qa"] as const;
export const ArticleKind = z.enum(ARTICLE_KINDS);
export type ArticleKind = z.infer<typeof ArticleKind>;

/** A person named in a byline; `role` is the printed one (记者, 通讯员 …), 作者 where none is printed. */
export const Author = z.object({ role: z.string(), name: z.string() });
export type Author = z.infer<typeof Author>;

const PrintedLine = z.string().nullable().default(null);

/** What is known of an article beside its body: the front matter of its Markdown file. */
export const ArticleFacts = z.object({
	title: z.string().min(1),
	/** 引题: the line above the headline. */
	kicker: PrintedLine,
	/** 副题: the line below the headline. */
	subtitle: PrintedLine,
	/** 栏题: the column's name, where it is printed besides a kicker. */
	rubric: PrintedLine,
	/** The byline as printed (记者胡冲 通讯员朱琳报道), where it can be quoted word for word. */
	byline: PrintedLine,
	authors: z.array(Author).default([]),
	/** The county or city that the article is about, as printed. */
	place: PrintedLine,
	organisations: z.array(z.string()).default([]),
	kind: ArticleKind.default("news"),
	/** The page's printed number or name. */
	page: PrintedLine,
	captions: z.array(z.string()).default([]),
	subheads: z.array(z.string()).default([]),
	/** The text breaks off: its end is not on the page. */
	truncated: z.boolean().default(false),
	/** Where text is missing or unreadable, and what is wrong there, one sentence each. */
	damage: z.array(z.string()).default([]),
});
export type ArticleFacts = z.infer<typeof ArticleFacts>;

/** What staff decided about an article; none of it is the paper's words. */
export const Editorial = z.object({
	/** The line for a summary, in place of the paper's own. */
	brief: z
		.string()
		.nullish()
		.transform((line) => line || undefined),
	/** Taken back: nobody is shown it any more. */
	withdrawn: z
		.boolean()
		.nullish()
		.transform((is) => is || undefined),
});

/** An article as its file holds it. */
export type EditedArticle = ArticleText & Partial<z.infer<typeof Editorial>>;

/** An article as the paper printed it. Paragraphs of `body` (sub-heads among them) are separated by `\n`. */
export interface ArticleText extends ArticleFacts {
	body: string;
}

/** The edition that an article stands in. */
export interface IssueRef {
	id: string;
	paper: string | null;
	/** YYYY-MM-DD, only when it is printed or given. */
	date: string | null;
	/** ISO 8601 time at which the issue came in: orders issues without a date. */
	imported: string;
}

/** An article (or another document under `knowledge/`, then without an issue) that can be searched and quoted. */
export interface Article extends ArticleText {
	/** Its file below `knowledge/` without the ending, for instance `issues/2024-03-12/02-some-slug`. */
	id: string;
	issue: IssueRef | null;
}

/** An article with the given facts; the rest is empty. For documents that are no newspaper page. */
export function plainArticle(
	facts: Pick<Article, "id" | "title" | "body"> & Partial<Article>,
): Article {
	return { ...ArticleFacts.parse(facts), issue: null, ...facts };
}
