/** Whether headline-like lines without a byline begin a new article or a section of the current one. */

import { hasBody, type SplitArticle, subheadsOf } from "./article-pieces.ts";
import { nameLine } from "./byline.ts";
import { cohesion } from "./cohesion.ts";
import { isColumnName } from "./headline.ts";
import type { LabelledLine } from "./label-lines.ts";
import type { Layout } from "./layout.ts";
import {
	endsClause,
	looksLikeSignature,
	looksLikeTableRow,
	NUMBERED,
} from "./line-shape.ts";
import type { PageLine } from "./page-line.ts";

/** A layout, and the least number of blank lines before an article where that is more than between paragraphs. */
export interface ArticleLayout extends Layout {
	articleGap: number | null;
}

/** More lines than a head has: kicker, two of headline, two below it, a column's name above. */
export const MAX_HEAD_LINES = 6;

/**
 * Judges the run of headline candidates `lines[start…end)`. Markdown says it by its levels; elsewhere each sign speaks
 * for a new article (+) or for a section (−), and their sum decides.
 */
export function startsArticle(
	lines: readonly LabelledLine[],
	start: number,
	end: number,
	current: SplitArticle,
	layout: ArticleLayout,
): boolean {
	const head = lines
		.slice(start, end)
		.filter((entry) => entry.label === "heading")
		.map((entry) => entry.line);
	const [first] = head;
	if (!first || !hasBody(current)) return false;
	// A kicker may be marked lower than its headline, or not at all.
	const marked = head
		.map(({ heading }) => heading)
		.filter((level) => level > 0);
	if (marked.length > 0) return Math.min(...marked) <= headingLevel(current);
	// A poem that nothing follows: its title, who wrote it, its lines.
	const isSigned = head[1] !== undefined && nameLine(head[1].text) !== null;
	if (lines[end] === undefined && isSigned && head.length >= 5) return true;
	if (lines[end] === undefined && head.length <= MAX_HEAD_LINES) return false;
	const text = head.map((line) => line.text).join(" ");
	const before = textOf(current);
	const after = textAfter(lines, end);
	const run: Run = {
		head,
		first,
		text,
		before,
		after,
		lead: after.slice(0, LEAD),
		current,
		layout,
		shared: cohesion(before, `${text}\n${after}`),
	};
	const sum = SIGNS.reduce(
		(total, { weight, holds }) => total + (holds(run) ? weight : 0),
		0,
	);
	return sum >= ENOUGH;
}

interface Run {
	head: readonly PageLine[];
	first: PageLine;
	/** The run's lines, and the text before and after it. */
	text: string;
	before: string;
	after: string;
	lead: string;
	current: SplitArticle;
	layout: ArticleLayout;
	/** How much the text after shares with the text before, see {@link cohesion}. */
	shared: number;
}

interface Sign {
	says: string;
	weight: number;
	holds(run: Run): boolean;
}

/** Two weak signs or a strong one; weights were set on the pages under test/pages and have held on unseen ones. */
const ENOUGH = 1.5;

const SIGNS: readonly Sign[] = [
	{
		says: "a section has one line, a head may have several",
		weight: 2,
		holds: ({ head }) => head.length >= 2,
	},
	{
		says: "一、…: a numbered line heads a section",
		weight: -3,
		holds: ({ first }) => NUMBERED.test(first.text),
	},
	{
		says: "一关过手艺, 第一步: counted lines head sections",
		weight: -1.5,
		holds: ({ first }) =>
			!NUMBERED.test(first.text) &&
			/^[第其]?[一二三四五六七八九](?:[关问招是条步、]|个)/.test(first.text),
	},
	{
		says: "an article that numbers its sections has none without a number",
		weight: 2,
		holds: ({ first, current }) =>
			!NUMBERED.test(first.text) && numbersItsSubheads(current),
	},
	{
		says: "关于…的通知, …办法(摘要): the headline of a document",
		weight: 3,
		holds: ({ text }) => DOCUMENT_TITLE.test(text),
	},
	{
		says: "关于…的通知: no section is headed so, whatever it shares with the text before",
		weight: 1.5,
		holds: ({ text }) => NOTICE_TITLE.test(text),
	},
	{
		says: "现将…公告如下: a notice follows",
		weight: 2,
		holds: ({ after }) =>
			/现将.{2,16}(?:如下|公告|通知)/.test(after.slice(0, 200)),
	},
	{
		says: "各基层工会: a salutation follows",
		weight: 1,
		holds: ({ after }) => /^[^。\n]{2,24}[:：]\n/.test(after),
	},
	{
		says: "一周服务信息, 活动一览: the headline of a table, and its rows follow",
		weight: 3,
		holds: ({ text, after, before }) =>
			TABLE_TITLE.test(text) && isTable(after) && !ANNOUNCES.test(before),
	},
	{
		says: "一月活动安排, 本周服务: the table is of a time of its own",
		weight: 3,
		holds: ({ text, after }) => PERIOD.test(text) && isTable(after),
	},
	{
		says: "新闻链接, 小贴士: a box that belongs to the article before",
		weight: -5,
		holds: ({ text }) => BOX.test(text),
	},
	{
		says: "the line names a column",
		weight: 2.5,
		holds: ({ first }) => isColumnName(first.text),
	},
	{
		says: "the article before is closed by its own end matter",
		weight: 2,
		holds: ({ current }) => isEnded(current),
	},
	{
		says: "the article before stops in mid-sentence",
		weight: 1,
		holds: ({ before }) => !endsClause(before),
	},
	{
		says: "日前, 3月6日, 记者获悉: what follows opens like news",
		weight: 1.5,
		holds: ({ lead }) => OPENS_NEWS.test(lead),
	},
	{
		says: "what follows takes up the line's own words",
		weight: 1.5,
		holds: ({ text, lead }) => sharesPhrase(text, lead),
	},
	{
		says: "the gap before the line is that between articles",
		weight: 2,
		holds: ({ first, layout }) =>
			layout.articleGap !== null && first.gap >= layout.articleGap,
	},
	{
		says: "the gap before the line is smaller than that between articles",
		weight: -2,
		holds: ({ first, layout }) =>
			layout.articleGap !== null && first.gap < layout.articleGap,
	},
	{
		says: "a very short line heads a section",
		weight: -1,
		holds: ({ first, head }) => first.width <= 8 && head.length === 1,
	},
	{
		says: "the article has sections already",
		weight: -1,
		holds: ({ current }) => subheadsOf(current).length > 0,
	},
	{
		says: "what follows speaks of the same things",
		weight: -2.5,
		holds: ({ shared }) => shared >= 0.045,
	},
	{
		says: "what follows shares little",
		weight: 0.5,
		holds: ({ shared }) => shared >= 0.02 && shared < 0.03,
	},
	{
		says: "what follows shares hardly anything",
		weight: 1.5,
		holds: ({ shared }) => shared < 0.02,
	},
];

/** Characters in which a text says what it is. */
const LEAD = 60;

const DOCUMENT_TITLE =
	/(?:通知|公告|公示|启事|通报|倡议书|声明|简章|须知|章程|办法|细则|规定|[表单])(?:[（(].{1,8}[）)])?$|^(?:更正|讣告|致歉|致读者|编后)$/;

const NOTICE_TITLE =
	/^关于.{2,50}的(?:通知|公告|通告|公示|启事|通报|声明|函)(?:[（(].{1,8}[）)])?$/;

const BOX =
	/^[【[●■◆▌★☆\s]*(?:(?:新闻|相关|背景|政策|知识)?链接|延伸阅读|新闻背景|名词解释|(?:温馨|特别|友情)?提[示醒]|小(?:贴士|知识|常识)|编后|编者按|记者手记|相关新闻)[\s>＞》:：\]】]*$/;

const TABLE_TITLE =
	/(?:信息|一览|速览|概览|日历|预告|安排|排期|日程|资讯|课表|[时列]表|目录|通讯录|排行榜?|指南)$/;

const PERIOD =
	/^(?:[本下一上两]周|[本下]月|近期|周末|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?!\d)|暑期|寒假|假期|节日|元旦|春节|五一|端午|中秋|国庆)/;

/** The text before says that a table comes: 具体安排如下. */
const ANNOUNCES = /(?:如下|[见附下列]表|附后|下面)[^。]{0,12}[：:。]?$/;

/** Two rows of columns among the first lines. */
function isTable(text: string): boolean {
	return text.split("\n").slice(0, 4).filter(looksLikeTableRow).length >= 2;
}

/** How a news item opens: the time, or who acts where. */
const OPENS_NEWS =
	/^(?:近日|日前|近期|连日来|昨[天日]|今[天日]|[0-9０-９]{1,2}月[0-9０-９]{1,2}日|为(?:解决|帮助|进一步|贯彻|落实|丰富|做好|切实|更好|满足|保障|深入|庆祝|迎接|提升|加强)|本报\d+月|记者[^，,。]{0,16}(?:获悉|了解到)|根据|按照|经研究|各[县市区位级单])/;

function numbersItsSubheads(article: SplitArticle): boolean {
	const subheads = subheadsOf(article);
	return (
		subheads.length >= 2 && subheads.every((piece) => NUMBERED.test(piece.text))
	);
}

/** The lead takes up the headline: a stretch of five characters stands in both. */
function sharesPhrase(headline: string, lead: string): boolean {
	for (let at = 0; at + SHARED_PHRASE <= headline.length; at++)
		if (lead.includes(headline.slice(at, at + SHARED_PHRASE))) return true;
	return false;
}

const SHARED_PHRASE = 5;

/** The article is closed by its own end matter: a byline at the tail, a signature, a turn marker. */
function isEnded(article: SplitArticle): boolean {
	if (article.turnsTo !== null) return true;
	const last = article.pieces.at(-1);
	if (!last) return false;
	return (
		last.role === "editors" ||
		(last.role === "byline" && hasBody(article)) ||
		(last.role === "body" && looksLikeSignature(last.text))
	);
}

/** The Markdown level of the article's own headline, below a section's; 0 where the page has no Markdown headings. */
function headingLevel(article: SplitArticle): number {
	const heads = article.pieces.filter((piece) => piece.role === "head");
	return Math.max(0, ...heads.map((piece) => piece.line.heading));
}

function textOf(article: SplitArticle): string {
	return article.pieces
		.slice(-MAX_COMPARED_PIECES)
		.filter((piece) => piece.role === "head" || piece.role === "body")
		.map((piece) => piece.text)
		.join("\n");
}

/** Pieces of an article that a possible sub-head is compared with: enough for the subject, bounded for long texts. */
const MAX_COMPARED_PIECES = 30;

/** The running text from `at` up to the next headline candidate or byline. */
function textAfter(lines: readonly LabelledLine[], at: number): string {
	const text: string[] = [];
	for (let i = at; i < lines.length; i++) {
		const entry = lines[i];
		if (!entry || entry.label === "heading" || entry.label === "byline") break;
		if (entry.label === "text") text.push(entry.line.text);
	}
	return text.join("\n");
}
