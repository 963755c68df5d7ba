/** Answers questions for a list of articles: what is on, which policies there are. */

import type { Article, ArticleKind } from "../knowledge/article.ts";
import { newestFirst } from "../knowledge/read-knowledge.ts";
import type { Quote } from "./answer.ts";
import type { ReadArticle } from "./reading.ts";

/** What a list is asked for. */
export interface Listing {
	/** The noun asked for, 活动, 政策 …; null for any news. */
	noun: string | null;
	kinds: readonly ArticleKind[];
	/** What narrows it (帮扶政策 → 帮扶), empty for all. */
	topic: string;
}

interface Category {
	nouns: string;
	kinds: readonly ArticleKind[];
}

const CATEGORIES: Category[] = [
	{
		nouns: "活动|比赛|大赛|赛事|竞赛|讲座|培训班?|招聘会|演出|课程|公益课",
		kinds: ["event"],
	},
	{
		nouns: "通知|公告",
		kinds: ["notice"],
	},
	{
		nouns: "政策|规定|办法|福利|待遇|补贴|补助|优惠|举措|帮扶",
		kinds: ["policy", "notice", "qa"],
	},
];
const NEWS = "新闻|消息|报道|文章|新鲜事|大事";

const WHEN =
	"(?:最近|近期|这期|本期|这一期|目前|现在|今年|这个月|本月|近来|工会|报纸上?|你们|我们|咱们|请问|都|还|又)*";
const WHICH = "(?:什么|甚么|哪些|啥|哪几个)(?:新|好|最新)?的?";
const END = "(?:吗|呢|呀|啊|可以?参加|能参加|好参加)*[?!。~]*$";

/** Reads a folded question without its places; null where it asks for no list of articles. */
export function readListing(folded: string): Listing | null {
	const text = folded.replace(/[\s,]+/g, "");
	for (const { nouns, kinds } of CATEGORIES) {
		const match =
			new RegExp(
				`^${WHEN}(?:有没?有?|开展了?|举办了?|搞了?|出了?|出台了?)${WHICH}([一-龥]{0,6}?)(${nouns})${END}`,
			).exec(text) ??
			new RegExp(
				`^${WHEN}的?([一-龥]{0,6}?)(${nouns})(?:都|还)?有${WHICH}${END}`,
			).exec(text) ??
			new RegExp(
				`^${WHEN}有([一-龥]{0,6}?)(${nouns})(?:吗|么|没有?)[?]*$`,
			).exec(text);
		if (match)
			return { noun: match[2] as string, topic: match[1] ?? "", kinds };
	}
	const news = new RegExp(
		`^${WHEN}(?:有|讲了?|说了?|登了?)${WHICH}([一-龥]{0,6}?)(?:${NEWS})${END}`,
	).exec(text);
	return news ? { noun: null, topic: news[1] ?? "", kinds: [] } : null;
}

/** Nobody leafs further: who is looking for something else names a place or a subject. */
const MAX_LISTED = 30;

/** Nouns that stand for their whole kind: a contest is an 活动 without being called one. */
const ANY = /^(?:活动|通知|公告|政策|规定|办法|举措|帮扶|福利|待遇)$/;

/** A quote for each fitting article, newest issue first: the line of its headline that names the topic. */
export function listArticles(
	{ noun, kinds, topic }: Listing,
	articles: readonly ReadArticle[],
): Quote[] {
	const about = articles.filter(({ printed }) => printed.includes(topic));
	const ofKind = about.filter(
		({ article, printed }) =>
			kinds.includes(article.kind) &&
			(noun === null || ANY.test(noun) || namesOf(noun).test(printed)),
	);
	const naming =
		noun === null ? about : about.filter((read) => namesInHead(read, noun));
	const fitting = [...new Set([...ofKind, ...naming])];
	// A paper tells of most events in its news, under other names.
	const told =
		fitting.length === 0 && kinds.includes("event") && noun !== null
			? about.filter((read) =>
					tellsOf(read, ANY.test(noun) ? EVENT : namesOf(noun)),
				)
			: [];
	return [...fitting, ...told]
		.sort((a, b) => newestFirst(a.article, b.article))
		.slice(0, MAX_LISTED)
		.map((read) => ({
			text: lineOf(read.article, topic || noun),
			article: read.article,
		}));
}

/** The lead tells that something of that name took or takes place. */
function tellsOf({ sentences }: ReadArticle, names: RegExp): boolean {
	return sentences
		.slice(0, 2)
		.some(({ folded }) => names.test(folded) && TAKES_PLACE.test(folded));
}

const CONTEST = /[大比竞联邀决]赛|比武|赛事|技能赛/;

/** A contest is called 比武 in one paper and 大赛 in another; any other noun stands for itself. */
function namesOf(noun: string): RegExp {
	return CONTEST.test(noun) ? CONTEST : new RegExp(noun);
}

const EVENT =
	/活动|[大比竞]赛|比武|讲座|培训|招聘会|体检|仪式|演出|宣讲|义诊|慰问/;
const TAKES_PLACE =
	/举行|举办|开展|启动|将于|报名|收官|开赛|开幕|落幕|走进|开进/;

function namesInHead({ article }: ReadArticle, noun: string): boolean {
	return namesOf(noun).test(headOf(article));
}

function headOf({ kicker, title, subtitle }: Article): string {
	return [kicker, title, subtitle].join("\n");
}

/** The line of the headline that names the subject, or for events one; the title where none does. */
function lineOf(
	{ title, subtitle, kicker }: Article,
	subject: string | null,
): string {
	if (subject === null) return title;
	const lines = [title, subtitle, kicker].filter((line) => line !== null);
	return (
		lines.find((line) => line.includes(subject)) ??
		(EVENT.test(subject) ? lines.find((line) => EVENT.test(line)) : null) ??
		title
	);
}
