/** What a reader of a quote must be told beside it: relative times, a deadline that has passed. */

import { fold } from "../search/fold.ts";

const RELATIVE_TIME =
	/近日|日前|近期|(?<![\d个作一二三四五六七八九十两])日内|不久前|前不久|目前|眼下|截至目前|今年(?:以来|\d{1,2}月)?|去年|明年|本月|上月|上个月|下月|下个月|月底前|本周|下周|上周|今天|昨天|明天|当前|近年来|近[一两三四五六七八九十]+年/;

/** The first word of a quote whose meaning hangs on the day of printing (近日, 今年5月, 目前); null where there is none. */
export function relativeTime(text: string): string | null {
	return RELATIVE_TIME.exec(fold(text))?.[0] ?? null;
}

const DEADLINE =
	/(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:\d{1,2}[时点:]\d{0,2}分?)?(?:截止|止|前|之前|以前|结束|为止)|(?:截止|截至|至|到)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?!起)/g;

/**
 * The last deadline that a quote prints, as printed, when it lies before `today`. The year is the printed one or the
 * issue's; where neither is known nothing can be said.
 */
export function passedDeadline(
	text: string,
	issueDate: string | null,
	today: Date,
): string | null {
	const folded = fold(text);
	if (!/截止|报名|申报|申请|参保|受理|逾期|招聘|投递|征集/.test(folded))
		return null;
	const deadlines = [...folded.matchAll(DEADLINE)].flatMap((match) => {
		const year =
			match[1] ??
			match[4] ??
			/(\d{4})年/.exec(folded)?.[1] ??
			issueDate?.slice(0, 4);
		const month = match[2] ?? match[5];
		const day = match[3] ?? match[6];
		if (!year || !month || !day) return [];
		const end = Date.UTC(Number(year), Number(month) - 1, Number(day) + 1);
		return [{ end, printed: `${Number(month)}月${Number(day)}日` }];
	});
	const last = deadlines.sort((a, b) => a.end - b.end).at(-1);
	return last && last.end <= today.getTime() ? last.printed : null;
}
