/** What an article must print before it may answer: the place, time, number and quoted name that the question gives. */

import type { Gazetteer, Place } from "../knowledge/gazetteer.ts";
import { toNumber } from "./answer-kind.ts";

/** A time word of the question, with the words that say the same. */
export interface TimeWord {
	text: string;
	/** Any of these printed satisfies it. */
	printedAs: string[];
	/** The year relative to the issue's, where the word names one (去年 → -1). */
	yearOffset: number | null;
	/** It dates the answer itself and must stand beside it; a season may only be part of a name (金秋助学). */
	dates: boolean;
}

export interface Constraints {
	places: Place[][];
	years: string[];
	times: TimeWord[];
	/** Digits as written in the question, without years. */
	numbers: string[];
	/** Names in quotation marks or 《》. */
	quoted: string[];
	/** Ranks and editions (第三名, 第二期, 冠军). */
	ordinals: Ordinal[];
}

export interface Ordinal {
	/** What is ranked or numbered, as far as it stands right before (象棋第三名 → 象棋). */
	subject: string | null;
	/** Any of these printed satisfies it. */
	printedAs: string[];
	/** What other members of the series look like (第[一二三…]名). */
	series: RegExp;
}

/** Words that say the same time; a question with one of them needs one of its group in print. */
const TIME_GROUPS: [number | null, string[]][] = [
	[-1, ["去年", "上年", "上一年"]],
	[-2, ["前年"]],
	[1, ["明年", "来年", "下一年", "次年"]],
	[2, ["后年"]],
	[null, ["上个月", "上月"]],
	[null, ["下个月", "下月"]],
	[
		null,
		[
			"下一期",
			"下期",
			"下一场",
			"下场",
			"下一次",
			"下次",
			"下一届",
			"下届",
			"下一批",
			"下批",
			"下一站",
		],
	],
	[null, ["上一期", "上期", "上一场", "上一届", "上届", "上一次", "上次"]],
	[null, ["今晚", "今天晚上", "当晚"]],
	[null, ["昨晚", "昨天", "昨日"]],
	[null, ["明天", "明日", "明晚"]],
	[null, ["后天"]],
	[null, ["前天"]],
	[null, ["春季", "春天", "春招"]],
	[null, ["夏季", "夏天", "暑期", "夏日", "入夏", "暑"]],
	[null, ["秋季", "秋天", "金秋"]],
	[null, ["冬季", "冬天", "寒冬", "冬日", "入冬"]],
	[null, ["寒假"]],
	[null, ["暑假", "暑期", "暑"]],
	[null, ["春节", "过年", "新春", "年前"]],
	[null, ["国庆", "十一假期"]],
	[null, ["中秋"]],
	[null, ["元旦"]],
	[null, ["端午"]],
	[null, ["清明"]],
	[null, ["元宵"]],
	[null, ["重阳"]],
];

/** Reads a folded question; `places` are left out where no gazetteer is at hand. */
export function readConstraints(
	folded: string,
	gazetteer: Gazetteer | null,
): Constraints {
	const quoted = [
		...folded.matchAll(/[“"「『《]([^”"」』》]{2,30})[”"」』》]/g),
	].map((match) => match[1] as string);
	const ordinals = readOrdinals(folded);
	const years = [
		...folded.matchAll(/(?<!\d)((?:19|20)\d{2})(?:年|(?=[^\d年]))/g),
	].map((match) => match[1] as string);
	const numbers = [...folded.matchAll(/(?<![a-z\d.第])\d+(?:\.\d+)?/g)]
		.map((match) => match[0])
		.filter((number) => !years.includes(number));
	return {
		places: gazetteer?.find(folded).map((mention) => mention.places) ?? [],
		years,
		times: readTimes(folded),
		numbers,
		quoted,
		ordinals,
	};
}

function readTimes(folded: string): TimeWord[] {
	return TIME_GROUPS.flatMap(([yearOffset, words]) => {
		const text = words.find((word) => word.length > 1 && folded.includes(word));
		return text
			? [{ text, printedAs: words, yearOffset, dates: yearOffset !== null }]
			: [];
	});
}

const RANKS: Record<string, string> = {
	冠军: "一",
	亚军: "二",
	季军: "三",
};

function readOrdinals(folded: string): Ordinal[] {
	const ordinals: Ordinal[] = [];
	for (const match of folded.matchAll(
		/第([一二三四五六七八九十]+|\d+)([名期场届批次轮个站章条讲课季号回集版局组节道张份项支辆座间层门种类排代])/g,
	)) {
		const [text, number = "", unit = ""] = match;
		const value = toNumber(number);
		const same = [text, `第${value}${unit}`];
		if (value === 1 && unit !== "名") same.push(`首${unit}`);
		if (unit === "名") {
			const rank = Object.keys(RANKS)[value - 1];
			if (rank) same.push(rank);
			same.push(...firstPlaces(value));
		}
		ordinals.push({
			subject: subjectBefore(folded, text),
			printedAs: same,
			series: new RegExp(
				`第(?:[一二三四五六七八九十]+|\\d+)${unit}${unit === "名" ? "|[冠亚季]军" : ""}`,
			),
		});
	}
	for (const [rank, number] of Object.entries(RANKS)) {
		if (folded.includes(rank))
			ordinals.push({
				subject: subjectBefore(folded, rank),
				printedAs: [
					rank,
					`第${number}名`,
					`第${"一二三".indexOf(number) + 1}名`,
					...firstPlaces("一二三".indexOf(number) + 1),
				],
				series: /第[一二三四五六七八九十]+名|[冠亚季]军/,
			});
	}
	return [...ordinals, ...readPrizes(folded)];
}

/** A list of the first ones (前三名:…) holds every rank up to its number. */
function firstPlaces(rank: number): string[] {
	return [...CHINESE_DIGITS, "十"].flatMap((digit, value) =>
		value >= Math.max(rank, 2)
			? [digit, value].flatMap((number) =>
					[":", "分别", "依次"].map((sign) => `前${number}名${sign}`),
				)
			: [],
	);
}

/** Prizes are ranks of another name: 金奖 is no 银奖, 一等奖 no 二等奖. */
const PRIZE = /(?:特|[一二三四五])等奖|[金银铜]奖|优[秀胜]奖|[金银铜]牌/g;

function readPrizes(folded: string): Ordinal[] {
	return [...folded.matchAll(PRIZE)].map(([prize]) => ({
		subject: null,
		printedAs: [prize],
		series: new RegExp(PRIZE.source),
	}));
}

function subjectBefore(folded: string, ordinal: string): string | null {
	const before = folded
		.slice(0, folded.indexOf(ordinal))
		.replace(/(?:的|工种|项目|组别?|比赛|竞赛)+$/, "");
	return /(?:[a-z\d]+[一-龥]|[一-龥]{2})$/.exec(before)?.[0] ?? null;
}

/** What of an article the constraints are held against. */
export interface Printed {
	/** Everything the article prints, folded. */
	text: string;
	issueDate: string | null;
	places: Place[];
}

/** The first thing the article fails to print, in the question's words; null when it prints all. */
export function unmetConstraint(
	constraints: Constraints,
	printed: Printed,
	gazetteer: Gazetteer | null,
): string | null {
	for (const places of constraints.places) {
		if (!placePrinted(places, printed, gazetteer))
			return places[0]?.short ?? "";
	}
	for (const year of constraints.years) {
		if (!printed.text.includes(year) && !printed.issueDate?.startsWith(year))
			return `${year}年`;
	}
	for (const time of constraints.times) {
		if (!timePrinted(time, printed.text, printed.issueDate)) return time.text;
	}
	for (const name of constraints.quoted) {
		if (!bare(printed.text).includes(bare(name))) return name;
	}
	for (const ordinal of constraints.ordinals) {
		if (!ordinal.printedAs.some((text) => printed.text.includes(text)))
			return ordinal.printedAs[0] ?? "";
	}
	for (const number of constraints.numbers) {
		if (
			!numberPrinted(number, printed.text) &&
			!liesInPrintedRange(number, printed.text)
		)
			return number;
	}
	return null;
}

function placePrinted(
	asked: Place[],
	printed: Printed,
	gazetteer: Gazetteer | null,
): boolean {
	return asked.some(
		(place) =>
			printed.text.includes(place.short) ||
			printed.places.some((inner) => gazetteer?.within(inner, place) ?? false),
	);
}

export function timePrinted(
	time: TimeWord,
	text: string,
	issueDate: string | null,
): boolean {
	if (time.printedAs.some((word) => text.includes(word))) return true;
	if (time.yearOffset === null || issueDate === null) return false;
	return text.includes(String(Number(issueDate.slice(0, 4)) + time.yearOffset));
}

function bare(text: string): string {
	return text.replace(/[\s\p{P}]/gu, "");
}

/** From … up to (50人以上150人以下, 2至4天, 20—40岁): both ends count as inside. */
const RANGE =
	/(\d+(?:\.\d+)?)[^\d,。;]{0,4}?(?:以上[^\d,。;]{0,4}|[至到—~-]+)(\d+(?:\.\d+)?)(?![\d:.月日年-])/g;

/** Whether a number of the question lies between two that are printed as a range; a rule for 100 to 300 holds for 200. */
function liesInPrintedRange(number: string, text: string): boolean {
	const value = Number(number);
	return [...text.matchAll(RANGE)].some(
		([, from, to]) => Number(from) <= value && value <= Number(to),
	);
}

const CHINESE_DIGITS = "零一二三四五六七八九";

function numberPrinted(number: string, text: string): boolean {
	const plain = text.replace(/(?<=\d),(?=\d{3})/g, "");
	if (
		new RegExp(`(?<![\\d.])${number.replace(".", "\\.")}(?![\\d]|\\.\\d)`).test(
			plain,
		)
	)
		return true;
	// 22年 for 2022年.
	if (number.length === 2 && plain.includes(`20${number}年`)) return true;
	const value = Number(number);
	if (!Number.isInteger(value) || value > 99) return false;
	const tens = Math.floor(value / 10);
	const ones = value % 10;
	const chinese =
		value < 10
			? (CHINESE_DIGITS[value] ?? "")
			: `${tens > 1 ? CHINESE_DIGITS[tens] : ""}十${ones ? CHINESE_DIGITS[ones] : ""}`;
	return text.includes(chinese) || (value === 2 && text.includes("两"));
}
