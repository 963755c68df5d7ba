/** What a reader of a quote must be told beside it: relative times, a deadline that has passed. */

import { fold } from "../search/fold.ts";

const RELATIVE_TIME =
	/近日|日前(?!后)|近期|近来|(?<![\d个作一二三四五六七八九十两])日内|不久前|前不久|(?:截至)?目前|眼下|今年(?:以来|\d{1,2}月|[春夏秋冬][天季]?)?|去年(?:\d{1,2}月|[春夏秋冬][天季]?)?|明年(?:\d{1,2}月)?|本月|上个?月|下个?月|(?<!\d)月底前|本周|[上下]周|今[天日晚春夏秋冬](?!后)|昨[天日晚]|明[天日晚]|当前|即日起|近[几一两三四五六七八九十]*年来?|这几[天年]/;

/** The first word of a quote whose meaning hangs on the day of printing (近日, 今年5月, 目前); null where there is none. */
export function relativeTime(text: string): string | null {
	return RELATIVE_TIME.exec(fold(text))?.[0] ?? null;
}

/** A day as printed, or the end of a month: year, month, day or 底. In 3月1日至15日 the second day has no month. */
const DAY =
	/(?:(?<year>\d{4})年|(?<word>今年|明年|次年|去年)?)(?<month>\d{1,2})月(?:(?<day>\d{1,2})[日号]|(?<end>底))|(?<=[日号](?:\d{1,2}[时点])?(?:至|到|-|~|—|起至))(?<only>\d{1,2})[日号]/g;

/** What follows a day that is a deadline … */
const ENDS_BEHIND =
	/^(?:[(（][^)）]*[)）])?(?:[上下]午|晚上?|中午)?(?:\d{1,2}[时点:]?\d{0,2}分?)?(?:截止|止|(?:之|以)?前(?![后夕])|结束|为止)/;
/** … what leads to one … */
const ENDS_AHEAD = /(?:截止|截至|至|到|-|~|—)(?:日期|时间)?(?:为|是|:)?$/;
/** … and what announces that something takes place then. */
const WILL_BE = /(?:将|拟|定|计划|预计)[于在]?(?:[^,。;]{0,6})$/;

/** Where something can be handed in or taken part in; else a day that ends something is no deadline. */
const OPEN_TO_READERS =
	/截止|报名|申报|申请|参保|受理|逾期|招聘|投递|征集|领取|预约|缴费/;
/** It was over when it was printed: 已于3月25日截止, 截至3月25日，已有80人报名. */
const TOLD_AS_PAST =
	/已于|已在|(?:举行|举办|召开|开展|落幕|收官)了|截至[^。;]{0,20}[,，]?[^。;]{0,12}(?:已|共|累计)/;

/** A paper that prints a day without its year means one at most this long before it came out. */
const LATEST_LOOK_BACK_MS = 183 * 86_400_000;
/** The paper's day ends at midnight in China. */
const CHINA_MS = 8 * 3_600_000;

/**
 * The last deadline (where none is printed: the last day of an event to come) in a quote, as month and day, when it lies
 * before `today`.
 * The year is the printed one or the issue's; where neither is known nothing can be said. What the paper already told
 * as past is no news.
 */
export function passedDeadline(
	text: string,
	issueDate: string | null,
	today: Date,
): string | null {
	const folded = fold(text);
	const deadlines = folded
		.split(/[。\n]/)
		.filter((sentence) => !TOLD_AS_PAST.test(sentence))
		.flatMap((sentence) =>
			deadlinesIn(sentence, OPEN_TO_READERS.test(folded), issueDate),
		);
	const toMeet = deadlines.filter(({ toCome }) => !toCome);
	const last = (toMeet.length > 0 ? toMeet : deadlines)
		.sort((a, b) => a.end - b.end)
		.at(-1);
	return last && last.end <= today.getTime() ? last.printed : null;
}

interface Deadline {
	/** The first moment after it. */
	end: number;
	printed: string;
	/** The day of an event that was still to come, not one up to which something can be done. */
	toCome: boolean;
}

function deadlinesIn(
	sentence: string,
	open: boolean,
	issueDate: string | null,
): Deadline[] {
	const found: Deadline[] = [];
	let before: { year: number | null; month: number; announced: boolean } = {
		year: null,
		month: 0,
		announced: false,
	};
	for (const { index, 0: printed, groups = {} } of sentence.matchAll(DAY)) {
		const month = groups.only ? before.month : Number(groups.month);
		const year = yearOf(groups, month, before, issueDate);
		const ahead = sentence.slice(0, index);
		const behind = sentence.slice(index + printed.length);
		const announced =
			WILL_BE.test(ahead) || (before.announced && ENDS_AHEAD.test(ahead));
		const ends =
			ENDS_BEHIND.test(behind) ||
			(ENDS_AHEAD.test(ahead) && !/^起/.test(behind));
		before = { year, month, announced };
		if (!announced && !(open && ends)) continue;
		if (year === null || month < 1 || month > 12) continue;
		const day = Number(groups.only ?? groups.day);
		found.push({
			end:
				Date.UTC(year, month - (groups.end ? 0 : 1), groups.end ? 1 : day + 1) -
				CHINA_MS,
			printed: groups.end ? `${month}月底` : `${month}月${day}日`,
			toCome: announced,
		});
	}
	return found;
}

function yearOf(
	{ year, word }: Record<string, string | undefined>,
	month: number,
	before: { year: number | null; month: number },
	issueDate: string | null,
): number | null {
	if (year) return Number(year);
	const issueYear = issueDate === null ? null : Number(issueDate.slice(0, 4));
	if (word === "次年") return later(before.year ?? issueYear);
	if (word === "明年") return later(issueYear);
	if (word === "今年") return issueYear;
	if (word === "去年") return issueYear && issueYear - 1;
	// From December to January the year turns.
	if (before.year !== null) return before.year + (month < before.month ? 1 : 0);
	if (issueDate === null || issueYear === null) return null;
	const lookBack = Date.parse(issueDate) - Date.UTC(issueYear, month - 1, 28);
	return lookBack > LATEST_LOOK_BACK_MS ? issueYear + 1 : issueYear;
}

function later(year: number | null): number | null {
	return year && year + 1;
}
