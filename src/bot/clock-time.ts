/** Hours as people write them: 8:30, 晚上10点半, 早上八点. */

const PARTS: Readonly<Record<string, "early" | "noon" | "late">> = {
	凌晨: "early",
	清早: "early",
	清晨: "early",
	早上: "early",
	早晨: "early",
	早: "early",
	上午: "early",
	中午: "noon",
	下午: "late",
	傍晚: "late",
	晚上: "late",
	夜里: "late",
	夜间: "late",
	晚: "late",
};

const NUMERAL = "[零〇一二两三四五六七八九十]{1,3}";

/** The forms that {@link readClock} reads, as a pattern without groups. */
export const CLOCK = `(?:${Object.keys(PARTS).join("|")})?\\s*(?:\\d{1,2}|${NUMERAL})(?::\\d{2}|[点时]钟?(?:半|整|一刻|三刻|(?:\\d{1,2}|${NUMERAL})分?)?)`;

const FORM = new RegExp(
	`^(${Object.keys(PARTS).join("|")})?\\s*(\\d{1,2}|${NUMERAL})(?::(\\d{2})|[点时]钟?(?:(半|整|一刻|三刻)|(\\d{1,2}|${NUMERAL})分?)?)$`,
);

/**
 * @param words folded
 * @returns HH:MM; null where no hour of a day is written
 */
export function readClock(words: string): string | null {
	const found = FORM.exec(words.trim());
	if (!found) return null;
	const [, part = "", hours = "", digits, share = "", minutes] = found;
	const late = PARTS[part] === "late";
	const said = countOf(hours);
	// 夜里2点 and 晚上1点 come after midnight.
	const isNight = /[晚夜]/.test(part) && said < 6;
	const after =
		said < 12 && ((late && !isNight) || (PARTS[part] === "noon" && said < 3));
	// 晚上12点 and 24点 are midnight.
	const midnight = said === 24 || (said === 12 && /[晚夜]|凌晨/.test(part));
	const hour = midnight ? 0 : said + (after ? 12 : 0);
	const minute =
		{ 半: 30, 一刻: 15, 三刻: 45 }[share] ?? countOf(digits ?? minutes ?? "0");
	const isHour = hour <= 23 && minute <= 59 && (said !== 24 || minute === 0);
	if (!isHour) return null;
	return [hour, minute].map((one) => String(one).padStart(2, "0")).join(":");
}

/** 二十三 and 23 → 23; NaN for what counts nothing. */
export function countOf(numeral: string): number {
	if (/^\d+$/.test(numeral)) return Number(numeral);
	const plain = numeral.replace("两", "二").replace("〇", "零");
	const found =
		/^(?:([一二三四五六七八九]?)(十))?零?([一二三四五六七八九]?)$/.exec(plain);
	if (!found || plain === "") return Number.NaN;
	const [, tens, ten, ones] = found;
	const digit = (one = "") => " 一二三四五六七八九".indexOf(one || " ");
	return (ten ? (digit(tens) || 1) * 10 : 0) + digit(ones);
}
