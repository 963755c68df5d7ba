/** What a single line looks like: headline, caption, list row, signature. Judged by its own characters alone. */

import { headByline } from "./byline.ts";
import type { PageLine } from "./page-line.ts";

/** Widest headline line seen in print, in full-width characters; running text is longer or ends in a stop. */
const MAX_HEADING_WIDTH = 40;

/** A sentence that ends here: a stop, with the closing quotes and the bracket that may follow it (…吗？（王女士）). */
export function endsSentence(text: string): boolean {
	return SENTENCE_END.test(text.slice(-LONGEST_END));
}

/** Ends in a stop, or in a mark after which a new paragraph may follow (a colon, a semicolon). */
export function endsClause(text: string): boolean {
	return endsSentence(text) || /[：:；;][”’」』]?$/.test(text.slice(-2));
}

const SENTENCE_END =
	/[。．！？!?…][”’」』）)》〉】"'\]]*(?:[（(][^（）()]{1,30}[）)])?$/;

/** The end of a text is enough to look at; a text may be a book. */
const LONGEST_END = 48;

/** Short, without a stop, not in the middle of a sentence: it may be a headline, a kicker or a sub-head. */
export function looksLikeHeading(line: PageLine): boolean {
	const { text } = line;
	if (line.heading > 0) return true;
	if (line.width > MAX_HEADING_WIDTH || line.width < 1.5) return false;
	if (/。|[，,、；;：:—]$|^[，,。、；;：:！？!?）)》”’」%％]/.test(text))
		return false;
	if (!/[\p{Script=Han}A-Za-z]/u.test(text)) return false;
	// A headline may hold one comma (下班路上摔伤，算不算工伤); a sentence cut off holds more.
	if ((text.match(/[，,]/g)?.length ?? 0) > 1) return false;
	if (OPENS_SENTENCE.test(text) || ENDS_IN_PARTICLE.test(text)) return false;
	if (/^[问答QAqa][：:]/.test(text) || FIELD.test(text)) return false;
	if (/\d.*[=＝×÷]|[=＝×÷].*\d/.test(text)) return false;
	return unbalancedQuotes(text) === 0;
}

/** Adverbs and phrases that open a sentence, followed by a comma: 目前, 据了解, 王芳说. No headline begins so. */
const OPENS_SENTENCE =
	/^(?:目前|今年|去年|如今|眼下|近日|日前|近期|近年来|多年来|长期以来|截至|据[^，,]{1,8}|此外|同时|与此同时|当天|当日|随后|之后|为此|然而|但是|但|不过|另外|其中|接下来|下一步|截至[^，,]{1,10}|最终|终于|最后|首先|其次|例如|比如|因此|所以|而且|并且|记者|[^，,]{2,6}(?:说|介绍|表示|告诉记者)|\d+月\d*日?[^，,]{0,6})[，,]/;

/** Function words that cannot end a headline: the sentence goes on. */
const ENDS_IN_PARTICLE =
	/(?:的|或|把|被|而且|并且|以及|(?<!参)与|(?<![共祥温平柔缓])和)$/;

/** A line of a form: 时间:…, 联系电话:…. Its words belong to a notice's text. */
const FIELD =
	/^(?:[0-9一二三四五六七八九十]+[、.．]\s*)?(?:活动|报名|申报|培训|比赛|考试|举办|办理|受理|咨询|联系|服务|发放|参赛|招聘|招收|面试|领取|开放|集合)?(?:时间|地点|地址|电话|热线|方式|对象|条件|费用|名额|人数|人|要求|邮箱|网址|日期|材料|流程|程序|标准|范围|内容|岗位|待遇|截止)\s*[：:]|^[^，,。：:]{0,12}(?:奖|名|强|组|冠军|亚军|季军|名单)(?:[（(][^（）()]{1,8}[）)])?[：:].*[（(、]/;

function unbalancedQuotes(text: string): number {
	let depth = 0;
	for (const char of text) {
		if (/[“‘「『《（(【]/.test(char)) depth++;
		else if (/[”’」』》）)】]/.test(char)) depth--;
	}
	return depth;
}

/** A picture's caption by its words: 图为…, (资料图片), …李凡 摄, a photographer's credit on a line of its own. */
export function looksLikeCaption(text: string): boolean {
	if (text.length > 120) return false;
	if (
		/^(?:[▲△▼▽◀▶◤◥☝↑↓←→]\s*)?(?:[上下左右题组]?图(?:片)?(?:[①-⑳一二三四1-9]\s*)?(?:为|[：:]|\s)|[①-⑳]\s*图?为)/.test(
			text,
		)
	)
		return true;
	if (/(?:资料图片?|图片由.{2,20}提供|供图|图源.{0,10})[）)]?。?$/.test(text))
		return true;
	if (PHOTO_CREDIT.test(text)) return true;
	if (text.length <= 40 && POINTS_INTO_PICTURE.test(text)) return true;
	return headByline(text)?.photoOnly === true;
}

/** 王芳(左)与同事讨论图纸: who stands where. */
const POINTS_INTO_PICTURE =
	/\p{Script=Han}[（(](?:[左右中前后]|图)[一二三四五六七八1-9]?[排]?[左右中]?[一二三四五六1-9]?[）)]/u;

/** …。 通讯员唐雪冲 摄, （李凡 摄）, 记者 王芳/摄. */
const PHOTO_CREDIT =
	/(?:^|[。！？\s（(])(?:本报)?(?:记者|通讯员)?\s*[\p{Script=Han}·、 \u3000]{2,12}?[\s/／]*(?:摄|摄影)[）)]?。?$/u;

/** A row of a table or a list: an enumerator, columns, a name list. Rows stand as they are, with or without a stop. */
export function looksLikeRow(text: string): boolean {
	if (ENUMERATOR.test(text)) return true;
	return (
		text.length <= MAX_ROW &&
		(hasColumns(text) || isNameList(text) || looksLikeAgendaRow(text))
	);
}

/** Characters of the longest row; what is longer is running text, whatever stands in it. */
const MAX_ROW = 200;

/** Columns parted by tabs, rules or white space, by a single space only where one of four and more holds a figure. */
function hasColumns(text: string): boolean {
	if (/\t|\S(?:\s{2,}|\u3000+)\S+(?:\s{2,}|\u3000+)\S/.test(text)) return true;
	if (/[|｜].+[|｜]/.test(text)) return true;
	return (
		!/[。，,；;！？!?“”]/.test(text) &&
		/\d/.test(text) &&
		/^(?:\S+ ){3,}\S+$/.test(text)
	);
}

/** A row of columns without a stop: it is never wrapped, and nothing goes on in it. */
export function looksLikeTableRow(text: string): boolean {
	return (
		text.length <= MAX_ROW &&
		((hasColumns(text) && !/[，,。]/.test(text)) || looksLikeAgendaRow(text))
	);
}

/** 职工读书会 12月5日(周六)下午2时 市工人文化宫三楼: what, when and where, a word each. */
export function looksLikeAgendaRow(text: string): boolean {
	return text.length <= MAX_AGENDA_ROW && AGENDA_ROW.test(text);
}

const MAX_AGENDA_ROW = 90;
const AGENDA_ROW =
	/^[^\s。，,；;：:！？!?]{2,24} (?:[^\s。，,]{0,12} )?(?=[^\s。，,]{0,30}(?:\d月\d|\d[日号][（(至—~-]|每[周月天日]|[周（(]周?[一二三四五六日]|\d{1,2}[时点:：]\d{0,2}))[^\s。，,]{2,40} [^。]{2,60}$/;

/** One of a list of winners: 骆小米（南太湖饭店）. */
export function looksLikeListedName(text: string): boolean {
	return /^\p{Script=Han}{1,3}[ \u3000]*\p{Script=Han}{1,2}[（(][^（）()]{2,16}[）)]$/u.test(
		text,
	);
}

/** 1. · （一） · ① · ● at the start of a line. 一、 too, but that may be a numbered sub-head. */
export const ENUMERATOR =
	/^(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、)）](?!\d)|[①-⑳]|[●■◆○▪•·☆★]\s*|第[一二三四五六七八九十]{1,3}[条章节])/;

/** 一、申报条件: a numbered sub-head when short, a numbered paragraph when long. */
export const NUMBERED =
	/^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[、.．](?!\d))/;

function isNameList(text: string): boolean {
	const words = text.split(/[\s、]+/);
	return (
		words.length >= 4 &&
		words.every((word) =>
			/^\p{Script=Han}{2,4}(?:[（(].{1,12}[）)])?$/u.test(word),
		)
	);
}

/** Characters of the longest signature. */
const MAX_SIGNATURE = 60;

/** The last lines of a notice: the body that signs it, its date. */
export function looksLikeSignature(text: string): boolean {
	if (text.length > MAX_SIGNATURE) return false;
	return (
		/^(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$/.test(
			text.replace(/\s/g, ""),
		) ||
		(/^[\p{Script=Han}（）()\s、“”]{3,30}(?:总工会|工会|委员会|办公室|联合会|协会|编辑部|工作站|(?:服务|活动|保障|援助|帮扶|培训|管理|指导|发展|文化|体育)中心|组委会|文化宫|公司|(?:保障|教育|财政|民政|人社|卫健|健康|应急管理|交通运输|住建|邮政|公安|税务|统计|医保|体育|文旅)局|医院)$/u.test(
			text,
		) &&
			!/[，,：:]/.test(text) &&
			!/^(?:走进|致敬|关于|记|让|为|给)/.test(text))
	);
}
