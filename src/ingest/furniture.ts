/** What a page prints besides articles: header and footer with paper, date, page number, editors and prices; turn markers. */

import type { PageLine } from "./page-line.ts";

/** Facts that header and footer print; null where they do not. */
export interface PageFacts {
	paper: string | null;
	/** YYYY-MM-DD. */
	date: string | null;
	/** The printed page number or name, for instance 第3版. */
	page: string | null;
}

export interface Furniture {
	/** Lines at the top of the page that are its header. */
	headerLines: number;
	/** Lines at the bottom of the page that are its footer. */
	footerLines: number;
	facts: PageFacts;
}

/** Finds the header and the footer, which only stand at the page's edges. */
export function readFurniture(lines: readonly PageLine[]): Furniture {
	let headerLines = 0;
	// A line of few characters (the section's name) belongs to the header when header lines follow it.
	for (let i = 0; i < Math.min(lines.length, MAX_EDGE_LINES); i++) {
		const line = lines[i];
		if (!line) break;
		const { strong, weak } = cuesOf(line.text);
		// The paper's own telephone stands below its name.
		const isContact = i > 0 && headerLines === i && weak > 0;
		// What is marked as a headline has to say more to be none.
		const isName = line.heading > 0 && PAPER_ALONE.test(closeUp(line.text));
		const isHeader = isContact || isName || strong > (line.heading > 0 ? 1 : 0);
		if (isHeader && isFurniture(line.text)) headerLines = i + 1;
		else if (i === 0 && line.heading === 0 && MASTHEAD.test(closeUp(line.text)))
			continue;
		else if (line.heading > 0 || !isSmallPrint(line.text)) break;
	}
	const section = lines[headerLines];
	if (
		headerLines > 0 &&
		section?.heading === 0 &&
		SECTION.test(bare(section.text))
	)
		headerLines++;
	let footerLines = 0;
	for (
		let back = 1;
		back <= Math.min(lines.length - headerLines, MAX_EDGE_LINES);
		back++
	) {
		const text = lines[lines.length - back]?.text ?? "";
		if (isFooterLine(text)) footerLines = back;
		else if (!isSmallPrint(text)) break;
	}
	const printed = [
		...lines.slice(0, headerLines),
		...lines.slice(lines.length - footerLines),
	].map((line) => line.text);
	return { headerLines, footerLines, facts: readFacts(printed) };
}

/** A line of editors' names, wherever it stands: 责编 王芳 版式 李明 校对 赵六. */
export function isEditorsLine(text: string): boolean {
	return cuesOf(text).editors >= 2 && isFurniture(text);
}

export interface TurnMarker {
	/** `to`: the text goes on elsewhere (下转第2版). `from`: it began elsewhere (上接第1版). */
	direction: "to" | "from";
	page: string;
	start: number;
	end: number;
}

/** 下转第2版 or 上接第1版, with or without brackets and arrows, alone or at the edge of a line. */
export function turnMarker(text: string): TurnMarker | null {
	const match = TURN.exec(text);
	if (!match) return null;
	const end = match.index + match[0].length;
	const edge =
		text.slice(0, match.index).trim() === "" || text.slice(end).trim() === "";
	if (!edge) return null;
	return {
		direction: match[1] === "下转" ? "to" : "from",
		page: match[2] ?? "",
		start: match.index,
		end,
	};
}

/** Headers and footers are a few lines; more would swallow notices that look alike. */
const MAX_EDGE_LINES = 9;

const TURN =
	/[(（【[]?\s{0,4}[▶→►▷＞>▲▼]{0,3}\s{0,4}(?:紧)?(下转|上接)\s{0,4}第?\s{0,4}([0-9０-９一二三四五六七八九十A-Z]{1,3})\s{0,4}版?[^()（）【】。]{0,14}[)）】\]]?[▶→►▷]{0,3}/;

const DATE =
	/(?:^|(?<=[\s|｜·/／●■◆]))(\d{4})\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})\s*日?(?=$|[\s|｜·/／,，●■◆]|星期|周|第|农历|[(（])/;
const CHINESE_DATE =
	/([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/;
const WEEKDAY = /(?:星期|周)[一二三四五六日天](?=$|[^\p{Script=Han}])/u;
const PAGE_NUMBER =
	/第\s*[0-9０-９一二三四五六七八九十]{1,3}\s*版|(?:^|(?<=\s))(?:[A-D]?\d{1,2}|[一二三四五六七八九十]{1,3})\s*版(?=$|\s)|(?:^|(?<=[\s|｜]))[A-D]\d{1,2}(?=$|[\s|｜·•])|(?:^|(?<=\s))0\d(?=$|[\s|｜])/;
const PAPER =
	/(?:^|(?<=[\s《|｜/／·•]))(\p{Script=Han}{2,10}(?:日报|晚报|早报|晨报|时报|周报|工人报|职工报|劳动报|工会报|工报|导报|商报|新报|周刊))(?=$|[\s》|｜/／·•])/u;
const LUNAR =
	/(?:农历)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?\s{0,4})?[正一二三四五六七八九十冬腊闰]{1,2}月[初十廿三][一二三四五六七八九十](?:日)?|农历\S{2,10}/;
const NUMBERING =
	/(?:总第|新第|第)\s*\d{2,6}\s*[期号]|\(?总?\d{3,6}期\)?|今日\s*\d+\s*版|本期\s*\d+\s*版|共\s*\d+\s*版/;
const REGISTRATION =
	/国内统一(?:连续出版物|刊)号\S*|CN\s?\d{2}\s?[-—－]\s?\d{4}|邮发代号\s*[:：]?\s*\d+[-—－]\d+|代号\s*\d+[-—－]\d+|ISSN\s?\d{4}-\d{4}/;
const PRICE =
	/(?:零售价?|定价|每份|每月(?:定价)?|全年(?:定价)?|月价|年价)\s*[:：]?\s*[\d.]+\s*元(?:\/[份月年])?|零售每份\S+元/;
const EDITORS =
	/(?:责任编辑|本版责编|执行责编|责编|本版编辑|美术编辑|美编|编辑|版式设计|版式|版面|组版|排版|责任校对|校对|校检|审读|审校|主编|值班(?:主任|总编|编委|编辑)?|一审|二审|三审|视觉|制图|统筹|策划)\s*[:：／/|｜]?\s*(?:\p{Script=Han}[\s\u3000]\p{Script=Han}(?=$|\s)|\p{Script=Han}{2,4}(?=$|[^\p{Script=Han}]))(?:[、,，]\s*\p{Script=Han}{2,4}(?=$|[^\p{Script=Han}]))*/u;
/** What the paper prints about itself at the bottom of a page. */
const HOUSE_LINE =
	/^(?:版权所有|(?:粤|浙|苏|京|沪|鲁|川|鄂|湘|闽|皖|豫|冀|晋|陕|辽|吉|黑|赣|桂|云|贵|甘|青|宁|新|琼|津|渝|蒙|藏)?ICP备)|^(?:本报|本社|本刊|本版)?(?:地址|社址|法律顾问|常年法律顾问|广告(?:热线|部)|订阅热线|发行热线|新闻热线|投稿邮箱|联系电话|编辑部)[\s：:]/;

/** 导读 …▶2版: what other pages bring. */
const GUIDE = /^导读|[▶►→]\s*(?:第)?\d{1,2}\s*版/;
const CONTACT =
	/(?:本版)?(?:新闻热线|热线|投稿邮箱|投稿|电子邮箱|电子信箱|邮箱|信箱|[Ee]-?mail|电话|传真|网址|官网|邮编|邮政编码|微信|微博)\s*[:：]?\s*[\w.@/:+\-—－()（）]*|(?:本报)?(?:地址|社址)\s*[:：]\s*\S+/;
const HOUSE =
	/\p{Script=Han}{4,24}(?:主管|主办|出版)(?=$|\s)|(?:主管|主办|出版|承印|印刷|发行)(?:单位)?\s*[:：]?\s*\p{Script=Han}{2,20}|\p{Script=Han}{4,20}印刷(?=$|\s)|广告(?:经营)?许可证\S*|(?:社长|总编辑?|总编)\s*[:：]?\s*\p{Script=Han}{2,4}/u;

function cuesOf(text: string): {
	strong: number;
	weak: number;
	editors: number;
} {
	const flat = closeUp(text);
	const count = (pattern: RegExp) =>
		flat.match(new RegExp(pattern.source, `${pattern.flags}g`))?.length ?? 0;
	const editors = count(EDITORS);
	const strong =
		editors +
		count(GUIDE) +
		count(DATE) +
		count(CHINESE_DATE) +
		count(WEEKDAY) +
		count(/农历/) +
		count(PAGE_NUMBER) +
		count(PAPER) +
		count(NUMBERING) +
		count(REGISTRATION) +
		count(PRICE);
	return { strong, weak: count(CONTACT) + count(HOUSE), editors };
}

/** True when little but header and footer matter stands in the line: what is left is at most a section's name. */
function isFurniture(text: string): boolean {
	if (turnMarker(text)) return false;
	if (GUIDE.test(text)) return true;
	if (/[。！？!?；;]/.test(text)) return false;
	let rest = closeUp(text);
	for (const pattern of [
		CHINESE_DATE,
		DATE,
		LUNAR,
		WEEKDAY,
		PAGE_NUMBER,
		PAPER,
		NUMBERING,
		REGISTRATION,
		PRICE,
		EDITORS,
		CONTACT,
		HOUSE,
	])
		rest = rest.replace(new RegExp(pattern.source, `${pattern.flags}g`), " ");
	const left = rest.match(/\p{Script=Han}/gu)?.length ?? 0;
	// A comma between what is left makes a sentence of it: 每到星期五，渡口就热闹.
	return left <= MAX_SECTION_NAME && !/\p{Script=Han}\s*[，,]/u.test(rest);
}

/** A paper's name alone, of any kind; it counts where header lines follow. */
const MASTHEAD =
	/^(?!.*(?:[喜海简捷预公通汇快]报|日报道)$)《?(\p{Script=Han}{2,12}报)》?$/u;

/** A headline that is a paper's name and nothing else. */
const PAPER_ALONE =
	/^《?\p{Script=Han}{2,8}(?:日报|晚报|早报|晨报|时报|周报|工人报|职工报|劳动报|工会报|工报|导报|周刊)》?$/u;

/** What a page is called, below the paper's name: 要 闻. A column's name says more. */
const SECTION =
	/^(?:要闻|时政|综合|综合新闻|新闻|综合报道|工会新闻|工运|工会|国内|国际|经济|社会|副刊|文艺副刊|专版|专题|特刊|文化|体育|健康|生活|理论|法治|教育|地方|基层|企业|读者)(?:版)?$/;

function bare(text: string): string {
	return text.replace(/\s/g, "");
}

/** Characters of a section's name and slogan in a header, 工会新闻·综合. */
const MAX_SECTION_NAME = 8;

function isFooterLine(text: string): boolean {
	if (HOUSE_LINE.test(text) && text.length <= 120) return true;
	const cues = cuesOf(text);
	if (!isFurniture(text)) return false;
	// A date alone at the end of a page signs a notice.
	const dateOnly = /^\s*[\d年月日./\-〇○零一二三四五六七八九十 ]+$/.test(text);
	return (cues.strong > 0 && !dateOnly) || cues.weak >= 2;
}

/** A section's name, a rule, or Latin letters: nothing that could not stand between header lines. */
function isSmallPrint(text: string): boolean {
	const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
	return han <= 4 && text.length <= 40 && !/[。！？!?]/.test(text);
}

function readFacts(printed: readonly string[]): PageFacts {
	const facts: PageFacts = { paper: null, date: null, page: null };
	for (const text of printed.map(closeUp)) {
		facts.date ??= readDate(text);
		facts.page ??= PAGE_NUMBER.exec(text)?.[0].replace(/\s/g, "") ?? null;
		facts.paper ??= (PAPER.exec(text) ?? MASTHEAD.exec(text))?.[1] ?? null;
		// 山城职工报        3
		const alone = /(?:^(\d{1,2})\s{2,}|\s{2,}(\d{1,2})$)/.exec(text);
		if (alone && PAPER.test(text)) facts.page ??= `第${alone[1] ?? alone[2]}版`;
	}
	return facts;
}

/** The first full date in a text as YYYY-MM-DD; null for none or an impossible one. */
function readDate(text: string): string | null {
	const match = DATE.exec(text);
	const chinese = CHINESE_DATE.exec(text);
	const [year, month, day] = match
		? [match[1], match[2], match[3]].map(Number)
		: chinese
			? [
					digits(chinese[1] ?? ""),
					tens(chinese[2] ?? ""),
					tens(chinese[3] ?? ""),
				]
			: [];
	if (!year || !month || !day) return null;
	const date = new Date(Date.UTC(year, month - 1, day));
	if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
		return null;
	return date.toISOString().slice(0, 10);
}

const NUMERALS = "〇一二三四五六七八九";

function digits(text: string): number {
	return Number(
		[...text].map((char) => Math.max(0, NUMERALS.indexOf(char))).join(""),
	);
}

function tens(text: string): number {
	const [before, after] = text.includes("十") ? text.split("十") : ["", text];
	const high = text.includes("十")
		? before
			? NUMERALS.indexOf(before)
			: 1
		: 0;
	return high * 10 + (after ? NUMERALS.indexOf(after) : 0);
}

/** Letter-spaced names are printed words (浙 江 工 人 日 报), full-width digits are digits (２０２４年). */
function closeUp(text: string): string {
	return text
		.replace(/[０-９]/g, (digit) => digit.normalize("NFKC"))
		.replace(
			/(?:(?<=^|\s)\p{Script=Han}[ \u3000]+){2,}\p{Script=Han}(?=$|\s)/gu,
			(spaced) => spaced.replace(/\s/g, ""),
		);
}
