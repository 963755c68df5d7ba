/** What staff write at their desk: 标题 3 …, 合并 2 3, 推送 08:00, 更正 3 甲=>乙. */

import { readWriting } from "../../answering/writing.ts";
import type { Edit } from "../../publishing/edit-issue.ts";
import { readClock } from "../clock-time.ts";

export type Order =
	| { do: "edit"; edit: Edit }
	/** Tells those who got it besides. */
	| { do: "withdraw"; numbers: readonly number[] }
	| { do: "correct"; number: number; from: string; to: string }
	| { do: "drafts"; issue: string | null }
	/** The file that comes next replaces a page. */
	| { do: "replace page" }
	| { do: "push"; issue: string | null; at: PushHour | null }
	| { do: "status" }
	/** What the buttons under a preview are for. */
	| { do: "confirm" }
	/** Vague: 算了 does not say what. */
	| { do: "cancel"; vague?: true }
	| { do: "retry" }
	| { do: "take back" }
	/** It was meant as an order, and is not written as one. */
	| { do: "unclear" };

/** By the clock of the bot's place: the next time that it shows this, from tomorrow on where that was said. */
export interface PushHour {
	/** HH:MM */
	time: string;
	tomorrow: boolean;
	/** It was said to be today's. */
	today?: true;
}

/** Null for everything else: what members write is never one by chance. */
export function readOrder(message: string): Order | null {
	const text = message.trim();
	// As long as the message, so that what is found can be cut out of it.
	const { folded } = readWriting(text);
	const head = HEAD.exec(folded);
	if (!head) return null;
	const [all, , slashed, plain] = head;
	const name = slashed ?? plain ?? "";
	const rest = text.slice(all.length).trim();
	const words = folded.slice(all.length).trim();
	if (isPush(name)) return pushOrder(rest, words);
	if (name === "定时") {
		const at = hourIn(words);
		return at && { do: "push", issue: null, at };
	}
	if (["草稿", "drafts"].includes(name))
		return { do: "drafts", issue: rest === "" ? null : rest };
	if (name === "替换") return words === "" ? { do: "replace page" } : null;
	if (name === "撤回") return words === "" ? { do: "take back" } : null;
	if (name === "日期" || name === "报名") return factOrder(name, rest, words);
	return articleOrder(name, rest, words);
}

/** Names that stand alone or before a space, a colon or a digit. */
const HEAD =
	/^((?:\/(push|drafts)(?:@\S+)?|(推送|定时|草稿|替换|撤回|下架|放回|更正|标题|类别|地点|摘要|合并|删除|日期|报名)))(?=$|[\s:\d第])\s*:?/;

function isPush(name: string): boolean {
	return name === "推送" || name === "push";
}

function pushOrder(rest: string, words: string): Order {
	if (words === "") return { do: "push", issue: null, at: null };
	if (/^(?:状态|结果|status)$/.test(words)) return { do: "status" };
	if (/^(?:取消|停止|cancel|stop)$/.test(words)) return { do: "cancel" };
	if (/^(?:确认|确定|confirm)$/.test(words)) return { do: "confirm" };
	if (/^(?:算了|不发)$/.test(words)) return { do: "cancel", vague: true };
	if (/^(?:重发|重试|retry)(?:失败的?)?$/.test(words)) return { do: "retry" };
	if (/^撤回$/.test(words)) return { do: "take back" };
	const at = hourIn(words);
	if (at) return { do: "push", issue: null, at };
	const isIssue =
		/^[\p{L}\p{N}][\p{L}\p{N}._-]{3,63}$/u.test(rest) &&
		!/\d[点时]/.test(words);
	return isIssue ? { do: "push", issue: rest, at: null } : { do: "unclear" };
}

/** 08:00, 8点, 明早8点半, 今晚7点. */
function hourIn(words: string): PushHour | null {
	const [, day = "", hour = ""] = /^([明今]?)[天日]?(.*)$/.exec(words) ?? [];
	const time = readClock(hour);
	if (time === null) return null;
	// What comes after midnight belongs to the night before: 今晚12点 is the next midnight, 明晚12点 is not said clearly.
	const isNight = /[晚夜]/.test(hour) && time < "06:00";
	if (isNight || /^24/.test(hour))
		return day === "明" ? null : { time, tomorrow: false };
	return { time, tomorrow: day === "明", ...(day === "今" && { today: true }) };
}

function factOrder(
	name: "日期" | "报名",
	rest: string,
	words: string,
): Order | null {
	if (name === "报名") {
		// 报名 is also how people sign up for something: only with a paper's name behind it.
		if (!/(?:报|刊|网)$|^无$/.test(rest) || rest.length > 20) return null;
		return { do: "edit", edit: { do: "paper", paper: nullIfNone(rest) } };
	}
	if (words === "无") return { do: "edit", edit: { do: "date", date: null } };
	const [, year, month, day] =
		/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(words) ?? [];
	if (!year || !month || !day) return null;
	const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
	return isDate(date)
		? { do: "edit", edit: { do: "date", date } }
		: { do: "unclear" };
}

function isDate(text: string): boolean {
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** An order about articles begins with their numbers. */
function articleOrder(name: string, rest: string, words: string): Order | null {
	const found =
		/^第?((?:\d{1,3}(?:\s*[,、和]\s*|\s+)?)+)[篇条]?(?=$|[\s:,]|\D)/.exec(
			words,
		);
	const numbers = (found?.[1]?.match(/\d+/g) ?? []).map(Number);
	const [number] = numbers;
	if (!found || number === undefined) return null;
	const said = /^第?\d{1,3}\s*[篇条]?\s*[:,]?\s*/.exec(words)?.[0] ?? "";
	const text = rest.slice(said.length).trim();
	const only = words.slice(found[0].length).trim() === "";
	switch (name) {
		case "合并":
			return only && numbers.length > 1
				? { do: "edit", edit: { do: "merge", numbers } }
				: { do: "unclear" };
		case "删除":
			return only
				? { do: "edit", edit: { do: "delete", numbers } }
				: { do: "unclear" };
		case "下架":
			return only ? { do: "withdraw", numbers } : { do: "unclear" };
		case "放回":
			return only
				? { do: "edit", edit: { do: "restore", numbers } }
				: { do: "unclear" };
		case "标题":
			return text === ""
				? { do: "unclear" }
				: { do: "edit", edit: { do: "title", number, text: unmarked(text) } };
		case "摘要":
			return {
				do: "edit",
				edit: { do: "brief", number, text: PRINTED.test(text) ? null : text },
			};
		case "地点":
			return text === ""
				? { do: "unclear" }
				: { do: "edit", edit: { do: "place", number, text: nullIfNone(text) } };
		case "类别": {
			const kind = KINDS[readWriting(text).folded];
			return kind === undefined
				? { do: "unclear" }
				: { do: "edit", edit: { do: "kind", number, kind } };
		}
		case "更正": {
			const [from = "", to = "", ...more] = text.split(BECOMES);
			return from.trim() === "" || to.trim() === "" || more.length > 0
				? { do: "unclear" }
				: { do: "correct", number, from: from.trim(), to: to.trim() };
		}
		default:
			return null;
	}
}

const KINDS: Readonly<Record<string, Extract<Edit, { do: "kind" }>["kind"]>> = {
	新闻: "news",
	政策: "policy",
	活动: "event",
	通知: "notice",
	公告: "notice",
	问答: "qa",
};

const BECOMES = /\s*(?:=>|＝>|=＞|→|->|改成|改为|更正为)\s*/;

/** 摘要 3, 摘要 3 不要了,用原文: the paper's own line. */
const PRINTED =
	/^(?:[，,、。\s]|不要了?|不用了?|去掉|删掉|删了|取消|还原|恢复|改回|换回|用?回?原(?:文|来)的?|用|就|还是|吧)*$/;

/** A headline may be written in the marks that it is shown in. */
function unmarked(title: string): string {
	return /^《([^《》]+)》$/.exec(title)?.[1] ?? title;
}

function nullIfNone(text: string): string | null {
	return text === "无" ? null : text;
}
