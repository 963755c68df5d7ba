/** Finds the value asked for (the amount, date, number, name) in a quote, so that a reply can show it in bold. */

import { fold } from "../search/fold.ts";
import type { Quote } from "./answer.ts";
import type { Expected } from "./answer-kind.ts";
import {
	type AnswerKind,
	DIGITS,
	MEASURES,
	SAME_MEASURE,
	SURNAMES,
} from "./evidence.ts";

type Span = [start: number, end: number];

/** A word of the question and how much it tells. */
interface Word {
	term: string;
	weight: number;
}

/** The same quotes, the first of each article with its key where one is found: a further one only adds to it. */
export function markKeys(
	quotes: readonly Quote[],
	expected: Expected,
	terms: readonly Word[],
): Quote[] {
	return quotes.map((quote, n) => {
		const first = quotes.findIndex(({ article }) => article === quote.article);
		const key = first === n ? keyFact(quote.text, expected, terms) : null;
		return key === null ? quote : { ...quote, key };
	});
}

/**
 * Offsets in `text` of the value that answers, `end` excluded; null where none stands there, or where several do and
 * the question's words do not tell which: no mark is better than a wrong one.
 */
export function keyFact(
	text: string,
	expected: Expected,
	terms: readonly Word[],
): Span | null {
	const folded = fold(text);
	for (const kind of expected.kinds) {
		const values = valuesOf(folded, kind, expected);
		const telling = outdatedLeftOut(folded, values, terms);
		const key = nearestTo(folded, telling, terms, SIDES[kind] ?? LABELLED);
		if (key) return key;
	}
	return null;
}

const NUMBER = `(?:\\d[\\d,]*(?:\\.\\d+)?|[零一二三四五六七八九十百千万亿两半]+|[几数][十百千万亿]*)(?:余|多|来)?[百千万亿]*(?:余|多)?`;
const RANGE = `(?:${NUMBER}[元年月天日周个%]{0,2}[至到~-])?`;
const TO = "[至到~-]+";

const WEEKDAY = `(?:[每上下本]?(?:周|星期)[一二三四五六日末天](?:[至到、~-]+(?:(?:周|星期)?[一二三四五六日末天]))*)`;
const DAY = `(?:(?:\\d{4}|今|去|明|当|次|每)年)?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})月(?:(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|[上中下]旬|[底初份])?|(?<!\\d)\\d{1,2}[日号]|\\d{4}年|月底|年底`;
const CLOCK = `(?:凌晨|清晨|早上?|上午|中午|下午|傍晚|晚上?|夜间)?(?:\\d{1,2}(?:时|点|:(?=\\d))|(?:十[一二]?|[一二三四五六七八九])点)(?:\\d{1,2}分?|半|整)?`;
const MOMENT = `(?:${DAY}|${WEEKDAY}|${CLOCK})`;
const CENTURY =
	"(?:公元前?|前)\\d+年|(?:\\d{4}|[一二三四五六七八九]0)年代|[十一二三四五六七八九\\d]+世纪|(?<=[为在于是])[春夏秋冬]季|[春夏秋冬]季(?=[,。;]|$)";
const ROLES =
	"书记|主席|主任|[会局院校厂队组班团站所店镇乡村市县区省部处科]长|经理|教师|老师|师傅|医生|护士|记者|通讯员|教练|选手|队员|司机|骑手|快递员|负责人|管理员|指导员|工程师|技师|律师|劳模|工匠|创始人|作者|教授|第[一二三四五六七八九十]名|[冠亚季]军";
/** What a sentence goes on with behind a name. */
const BEHIND_NAME =
	"[,。、;:“)(]|[说介表告坦是在为的从把将就和与及看带感获等进到赶解列刚深来走去提向对于们又也都正曾已一来]|$";

/** The whole of a value as people read it: 2025年3月1日至15日, 每人每年5200元 without its 每人每年. */
const VALUES: Partial<Record<AnswerKind, string>> = {
	phone:
		"\\d{3,4}-\\d{7,8}(?:-\\d{1,5})?|\\d{3,4}-\\d{3,4}-\\d{3,4}|(?<!\\d)1\\d{10}(?!\\d)|(?<!\\d)(?:1[02]\\d{3}|9\\d{4,5})(?!\\d|元|名|人|个|年)|(?<!\\d)\\d{7,8}(?!\\d|元|名|人|个)",
	money: `${RANGE}${NUMBER}(?:[美日欧港]?元|块钱?|英镑|卢布)|${RANGE}\\d[\\d.,]*[万亿](?![\\d余多]|[${MEASURES}])`,
	share: `${RANGE}\\d+(?:\\.\\d+)?[%‰]|百分之[零一二三四五六七八九十百点]+|${NUMBER}(?:成(?![立为功果都员绩]))|${NUMBER}倍|${NUMBER}个?百分点`,
	duration: `${RANGE}(?<!第)(?<!\\d{2})${NUMBER}(?:个(?:多|半)?(?:月|星期|小时|钟头|学期|季度|工作日)|(?<!\\d{4})年(?!${DIGITS}{1,2}月|[代级度])|天|日(?![至起前,举在下上])|周(?!年|岁|[一二三四五六日末])|星期|小时|分钟|学时|学期|秒|季度)`,
	frequency: `(?:每(?:隔)?(?:[一两二三四五六七八九十半\\d]+)?个?(?:天|日|周[一二三四五六日末]?|月|季度?|半?年|晚|星期|学期)|[一两二三四五六七八九十半]年)(?:[^,。;]{0,3}?[一两二三四五六七八九十\\d]+[次回场期趟轮])?`,
	date: `(?:${CENTURY})|${MOMENT}(?:(?:\\(${WEEKDAY}\\)|[,、 ]?${TO}|[的,])?${MOMENT})*`,
};

/** What is said in place of an amount. */
const FREE =
	/全?免费|免缴|全免|免交|不收取?(?:任何)?费用?|不收费|不收押金|免收/g;

function valuesOf(
	folded: string,
	kind: AnswerKind,
	expected: Expected,
): Span[] {
	switch (kind) {
		case "money": {
			const amounts = spans(folded, VALUES.money as string);
			return amounts.length > 0
				? amounts
				: [...folded.matchAll(FREE)].map(spanOf);
		}
		case "count":
			return counts(folded, expected);
		case "person":
			return people(folded, expected);
		case "name":
			return expected.role === null
				? []
				: [...people(folded, expected), ...quotedNames(folded)];
		case "place":
			return venues(folded);
		default: {
			const pattern = VALUES[kind];
			return pattern === undefined ? [] : spans(folded, pattern);
		}
	}
}

function spans(folded: string, pattern: string): Span[] {
	return [...folded.matchAll(new RegExp(pattern, "g"))].map(spanOf);
}

function spanOf({ index, 0: found }: RegExpMatchArray): Span {
	const start = index ?? 0;
	return [start, start + found.length];
}

/** Numbers with the measure word asked for; where the counted thing is named, those beside it. */
function counts(folded: string, { measure, counted }: Expected): Span[] {
	const same = SAME_MEASURE.filter(
		(group) => measure !== null && group.includes(measure),
	).join("");
	const unit = measure === null ? `[${MEASURES}]` : `[${measure}${same}]`;
	const all = spans(folded, `(?<!第)${RANGE}${NUMBER}${unit}`);
	const there = counted === null ? [] : spans(folded, counted.source);
	const beside = all.filter(([start, end]) =>
		there.some(([from, to]) => start < to && end > from),
	);
	// Any number would do for a bare 多少: only the thing counted tells which.
	return beside.length > 0 || measure === null ? beside : all;
}

/** Names behind the role asked for; else names of three characters (fewer words look like one) behind any role. */
function people(folded: string, { role, office }: Expected): Span[] {
	const asked = office ?? role;
	const title = asked ?? ROLES;
	const given = asked === null ? "{2}" : "{1,2}";
	return spans(
		folded,
		`(?<=(?:${title})(?:是|为|叫|名叫|、|,|:)?)[${SURNAMES}](?:(?![的地得了着们])[一-龥])${given}(?=${BEHIND_NAME})`,
	);
}

function quotedNames(folded: string): Span[] {
	return spans(folded, "[“《「][^”》」]{2,20}[”》」]");
}

/** Where something takes place: what stands between 在 and the verb, or behind 地点. */
function venues(folded: string): Span[] {
	return spans(
		folded,
		"(?<=(?<![现正存实内所])在(?!此|这|那|于|了))[^,。;、在了但“”]{2,24}?(?=(?:成功|隆重|正式|顺利|圆满)?(?:举行|举办|开展|开赛|开幕|召开|落成|启用|报名|办理|领取|收官))|(?<=(?:地点|地址)(?:设在|是|为|在|:))[^,。;、]{2,30}",
	);
}

/** What is asked about the time before keeps the amount that no longer holds. */
const BEFORE = /原来|以前|之前|原先|过去|本来/;

/** In 由4000元提高到5200元 the first amount no longer holds. */
function outdatedLeftOut(
	folded: string,
	values: readonly Span[],
	terms: readonly Word[],
): readonly Span[] {
	if (terms.some(({ term }) => BEFORE.test(term))) return values;
	const current = values.filter(
		([, end]) =>
			!/^[^,。;]{0,6}?[提上增涨下降调减扩延][^,。;]{0,3}[到至为]/.test(
				folded.slice(end),
			),
	);
	return current.length > 0 ? current : values;
}

/** The best of several values must be so much nearer than the next. */
const CLEAR_LEAD = 1.15;

/** … and have this share of the question's words, by their weight, right beside it. */
const MIN_SHARE = 0.05;

/** How much farther a word counts that stands before a value, and behind it. */
interface Sides {
	before: number;
	behind: number;
}
/** A label stands before its value (第一名奖励5000元) … */
const LABELLED: Sides = { before: 1, behind: 3 };
const SIDES: Partial<Record<AnswerKind, Sides>> = {
	// … but what happens on a day stands behind it, and what is counted on either side.
	date: { before: 1.5, behind: 1 },
	count: { before: 1, behind: 1 },
};

/** The value that stands nearest to the question's words; null where two stand about as near. */
function nearestTo(
	folded: string,
	values: readonly Span[],
	terms: readonly Word[],
	sides: Sides,
): Span | null {
	const ranked = values
		.map((span) => ({ span, near: nearness(folded, span, terms, sides) }))
		.sort((a, b) => b.near - a.near);
	const [best, next] = ranked;
	if (!best) return null;
	const said = (span: Span) => folded.slice(...span);
	// The same value twice is one value.
	const rivals = next !== undefined && said(next.span) !== said(best.span);
	if (!rivals) return best.span;
	const total = terms.reduce((sum, { weight }) => sum + weight, 0);
	const clear =
		best.near > CLEAR_LEAD * next.near && best.near >= MIN_SHARE * total;
	return clear ? best.span : null;
}

/** At this many characters a word counts half. */
const HALF_DISTANCE = 6;
/** A comma between a word and a value parts them like so many characters, a full stop like twice as many. */
const CLAUSE_DISTANCE = 8;

function nearness(
	folded: string,
	[start, end]: Span,
	terms: readonly Word[],
	sides: Sides,
): number {
	let sum = 0;
	for (const { term, weight } of terms) {
		let nearest = Number.POSITIVE_INFINITY;
		for (
			let at = folded.indexOf(term);
			at >= 0;
			at = folded.indexOf(term, at + 1)
		) {
			const before = at + term.length <= start;
			const between = before
				? folded.slice(at + term.length, start)
				: folded.slice(end, at);
			const clauses =
				(between.match(/[,;:]/g)?.length ?? 0) +
				2 * (between.match(/[。!?\n]/g)?.length ?? 0);
			const distance = between.length + clauses * CLAUSE_DISTANCE;
			nearest = Math.min(
				nearest,
				distance * (before ? sides.before : sides.behind),
			);
		}
		if (nearest < Number.POSITIVE_INFINITY)
			sum += weight / (1 + nearest / HALF_DISTANCE);
	}
	return sum;
}
