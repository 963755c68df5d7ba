/** The lines above an article → their roles: rubric, kicker, headline, sub-headline. */

import type { Gazetteer } from "../knowledge/gazetteer.ts";

export type HeadRole = "rubric" | "kicker" | "title" | "subtitle";

export interface HeadContext {
	/** The article's body, to see whether it names the column. */
	body: string;
	/** Headline lines that stand more than once on the page: columns. */
	repeated: ReadonlySet<string>;
	gazetteer: Gazetteer;
}

/**
 * Gives each line its role, in printed order. Without type sizes the roles follow from what the lines say:
 * a column's name and a slogan stand above the headline, what adds facts (a place, a body, figures) below it.
 */
export function assignHeadRoles(
	lines: readonly string[],
	context: HeadContext,
): HeadRole[] {
	const units = joinUnfinished(lines);
	const roles = rolesOf(
		units.map((unit) => unit.join(" ")),
		context,
	);
	return units.flatMap((unit, at) => unit.map(() => roles[at] ?? "title"));
}

/** Lines that the next one completes: 广西防城港: / 深海“牧场”, 从“一个人跑” / 到“一张网管” / 再到“一家人帮”. */
function joinUnfinished(lines: readonly string[]): string[][] {
	const units: string[][] = [];
	for (const line of lines) {
		const open = units.at(-1);
		const before = open?.at(-1) ?? "";
		if (
			open &&
			(/[：:，,、]$/.test(before) ||
				WANTS_OBJECT.test(before) ||
				/^再?到[“\p{Script=Han}]/u.test(line))
		)
			open.push(line);
		else units.push([line]);
	}
	return units;
}

/** “夜归人”有了 / 一盏长明灯 */
const WANTS_OBJECT =
	/(?:有了|成了|变成|成为|迎来|只为|为了|走[进出]|送[进到上]|搬[进到上])$/;

function rolesOf(lines: readonly string[], context: HeadContext): HeadRole[] {
	const roles: HeadRole[] = lines.map(() => "title");
	let first = 0;
	let last = lines.length;

	// A column's name that comes back under the headline (【大国工匠】梁凌宇) stands below it in both readings.
	while (
		(last - first > 2 &&
			repeatsColumn(lines[last - 1] ?? "", lines.slice(0, last - 1))) ||
		(last - first > 1 && /^[—–―]/.test(lines[last - 1] ?? ""))
	)
		roles[--last] = "subtitle";
	while (last - first > 1 && isColumn(lines, first, last, context)) {
		roles[first] = "kicker";
		first++;
	}

	const [a = "", b = "", c = ""] = lines.slice(first, last);
	const broken = (one: string, two: string) =>
		isBrokenHeadline(one, two, context);
	switch (last - first) {
		case 1:
			break;
		case 2:
			if (broken(a, b)) break;
			if (first === 0 && standsAbove(a, b, context)) roles[first] = "kicker";
			else roles[first + 1] = "subtitle";
			break;
		case 3:
			if (broken(a, b) && (a.length === b.length || /[:：]/.test(a)))
				roles[first + 2] = "subtitle";
			else if (first > 0 && !broken(b, c))
				roles.fill("subtitle", first + 1, last);
			else {
				roles[first] = "kicker";
				if (!broken(b, c)) roles[first + 2] = "subtitle";
			}
			break;
		default:
			roles[first] = "kicker";
			roles.fill("subtitle", first + (broken(b, c) ? 3 : 2), last);
	}
	return aboveTheHeadline(roles);
}

/** A slogan over a headline, neither of which carries facts: the shorter one or the couplet stands above. */
function standsAbove(a: string, b: string, context: HeadContext): boolean {
	if (restates(a, b) || !isSlogan(b, context) || carriesFacts(a, context))
		return false;
	return isCouplet(a) || (isSlogan(a, context) && a.length < b.length);
}

/** Several lines above the headline: the one next to it is the kicker, those above are rubrics. */
function aboveTheHeadline(roles: HeadRole[]): HeadRole[] {
	const kicker = roles.lastIndexOf("kicker");
	return roles.map((role, at) =>
		role === "kicker" && at < kicker ? "rubric" : role,
	);
}

function repeatsColumn(line: string, above: readonly string[]): boolean {
	const column = above[0] ?? "";
	if (/^【[^】]+】/.test(line)) return true;
	return (
		column.length >= 3 &&
		(line === column ||
			new RegExp(`^${escapeRegExp(column)}\\s*[—–\\-:：|｜·]`).test(line))
	);
}

/** True when the first of the lines left names a column rather than this article. */
function isColumn(
	lines: readonly string[],
	first: number,
	last: number,
	context: HeadContext,
): boolean {
	const line = lines[first] ?? "";
	const next = lines[first + 1] ?? "";
	const bare = line.replace(/^[【[●■◆▌▍█☆★\s]+|[】\]●■◆☆★\s]+$/g, "");
	if (/^【[^】]{2,14}】$/.test(line)) return true;
	if (context.repeated.has(line)) return true;
	if (lines.slice(last).some((below) => below.includes(bare))) return true;
	if (
		context.body.includes(`《${bare}》`) ||
		context.body.includes(`【${bare}】`)
	)
		return true;
	if (isColumnName(bare)) return true;
	// Headlines are hardly shorter than six characters; names of columns mostly are.
	if (
		/^\p{Script=Han}{2,5}$/u.test(bare) &&
		next.length >= 6 &&
		!/[了吗呢啦]$/.test(bare)
	)
		return true;
	if (carriesFacts(bare, context) || /[:：，,]/.test(bare)) return false;
	// A headline that names its own subject (程平:用焊花熔铸匠心) needs no line above to complete it.
	const selfContained =
		/^[^:：]{2,14}[:：].{3,}|.——/.test(next) ||
		(/^\S{2,8}\s\S{4,}/.test(next) && startsWithPlace(next, context));
	if (selfContained) return true;
	// 关于…的通知 is a headline whatever stands above.
	if (
		/^关于.+的(?:通知|公告|通报|意见|决定|公示)$|(?:名单(?:公布|公示)?|公告|公示|启事)$/.test(
			next,
		)
	)
		return true;
	return /[·•]/.test(bare) && last - first >= 2;
}

/** A line that names a column rather than a piece of news: 工会短波, 律师信箱, 走进乡村看小康. */
export function isColumnName(line: string): boolean {
	if (SERIES.test(line) && line.length <= 24) return true;
	return (
		COLUMN_WORDS.test(line) && !/[\d:：\s]/.test(line) && line.length <= 12
	);
}

/** …·之九, …记 ①, …系列报道: one part of a series. */
const SERIES =
	/(?:之[一二三四五六七八九十]{1,2}|[①-⑳]|[（(][一二三四五六七八九十]{1,2}[）)]|系列报道|特别策划|特别报道|特别节目)$|^【[^】]+】$/;

/** Neither facts nor a couplet. */
function isSlogan(line: string, context: HeadContext): boolean {
	return !carriesFacts(line, context) && !/\S\s+\S|[:：——！？!?]/.test(line);
}

/** Names that papers give their columns. */
const COLUMN_WORDS =
	/(?:进行时|在行动|在身边|在路上|在一线|大家谈|直通车|面对面|回头看|[^的讲说听]故事|专栏|专版|专题|聚焦|关注|视点|观察|视窗|之窗|园地|信箱|问答|热线|课堂|讲堂|讲坛|论坛|茶座|沙龙|公告|通知公告|预告|快讯|简讯|短讯|短波|速递|速览|传真|集锦|之声|风采|榜样|先锋|人物|档案|名片|特写|走笔|随笔|副刊|文苑|看台|看点|之歌|手记|调研行|时评|言论|评论|锐评|快评|杂谈|漫谈|感悟|征文|连载|书评|读书|健康|提醒|提示|说法|释法|案例|维权|帮办|解读|解答|窗口|动态|要闻|综合|巡礼|掠影|纪实|纪事|走基层|新春走基层|新征程|开新局|谱新篇|看小康|大国工匠|工匠|劳模|班组|话.{2,4})$|^(?:走进|走近|我家|聚焦|关注|学习贯彻|深入学习|喜迎|奋进|砥砺奋进|新时代|新征程|伟大|壮丽|奋斗)/;

/** One headline on two lines: the first opens with its subject and a colon, or both are of one measure; the second adds no facts. */
function isBrokenHeadline(a: string, b: string, context: HeadContext): boolean {
	if (a === "" || b === "") return false;
	const slogans = !carriesFacts(a, context) && !carriesFacts(b, context);
	if (isCouplet(a) && isCouplet(b) && slogans) return true;
	if (isCouplet(a) || isCouplet(b) || /[！？!?]$/.test(a) || restates(a, b))
		return false;
	const colonA = /^[^:：]{2,12}[:：]/.test(a);
	if (/[:：]/.test(b) || /\d/.test(b)) return false;
	if (colonA) return b.length <= 12 && !startsWithPlace(b, context);
	if (
		b.length <= 14 &&
		OPENS_PREDICATE.test(b) &&
		/[\p{Script=Han}”]$/u.test(a)
	)
		return true;
	if (
		namesPlace(a, context) &&
		!namesPlace(b, context) &&
		b.length <= 12 &&
		!FINISHED.test(a)
	)
		return true;
	// 一针一线 / 绣出好日子: two halves of one measure.
	if (slogans && b.length <= 6 && Math.abs(a.length - b.length) <= 1)
		return true;
	return slogans && a.length >= b.length && a.length <= 12;
}

function isCouplet(line: string): boolean {
	return /[^\s:：，,、]\s+\S/.test(line);
}

/** The second line says the first again in other words: an alternative headline, not the rest of one. */
function restates(a: string, b: string): boolean {
	const pairs = (text: string) => {
		const plain = text.replace(/[^\p{L}\p{N}]/gu, "");
		return new Set(
			Array.from({ length: Math.max(0, plain.length - 1) }, (_, i) =>
				plain.slice(i, i + 2),
			),
		);
	};
	const [first, second] = [pairs(a), pairs(b)];
	const shared = [...first].filter((pair) => second.has(pair)).length;
	return (
		shared >= Math.max(2, RESTATED_SHARE * Math.min(first.size, second.size))
	);
}

const RESTATED_SHARE = 0.2;

/** The first line is a sentence already: what it names has happened. */
const FINISHED =
	/(?:落幕|举行|启动|开班|开赛|成立|揭晓|收官|闭幕|开幕|上线|施行|实施|开工|放榜|亮相|出炉|圆满|召开|发布|开通|入会|上岗|报名|获奖|夺冠|投用|启用|[0-9]+[件个名人家万元])$/;

function namesPlace(line: string, context: HeadContext): boolean {
	return context.gazetteer.find(line).length > 0;
}

/** How the second line of a headline goes on where the first only named who it is about. */
const OPENS_PREDICATE =
	/^(?:有了|[吃用住喝走穿坐看听学过]上了?|迎来|成了|变成|成为|变身|推动|助力|实现|创出|打造|[建办撑托燃架立]起|织就|绘就|绘出|点亮|照亮|守护|筑牢|激发|[跑走闯打]出|搭建|开启|送[到上来]|不再|也能|也有|同样|学会|端上|拿到|领到)/;

/** A place, a figure or the name of a body: what news says and slogans do not. */
function carriesFacts(line: string, context: HeadContext): boolean {
	return (
		/\d|[二三四五六七八九十百千万]+(?:名|个|家|万|亿|元)/.test(line) ||
		/(?:总工会|工会|公司|集团|学院|医院|学校|委员会|联合会|局)/.test(line) ||
		startsWithPlace(line, context) ||
		context.gazetteer.find(line).some((mention) => mention.full)
	);
}

function startsWithPlace(line: string, context: HeadContext): boolean {
	return context.gazetteer.find(line.slice(0, 10))[0]?.start === 0;
}

function escapeRegExp(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
