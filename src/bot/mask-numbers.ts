/** Takes out of a text what could tell a person: telephone numbers, identity cards, accounts, addresses of the net. */

/** So long a question says enough. */
const MAX_CHARS = 100;

const MASK = "***";

/**
 * Seven digits are the shortest telephone number; years, sums and hotlines (12351) are shorter and stay, and so do dates
 * (2023-11-08). Digits may be apart by a space or a dash, full-width, or Chinese numerals as one reads a number aloud.
 */
const LONG_NUMBER =
	/(?<![0-9])(?!(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9]))(?:[0-9０-９][\s\-－—.·]?){6,}[0-9０-９][xXｘＸ]?|(?:[零〇○一二两三四五六七八九幺壹贰叁肆伍陆柒捌玖][\s-]?){7,}/g;
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?:\/\/\S+|@\w{4,}/gi;
/** 浙A·12345 and its green kin with six. */
const NUMBER_PLATE =
	/[\u4e00-\u9fff][A-Z]\s?[·.]?\s?[A-Z0-9]{5,6}(?![A-Z0-9])/gi;

const CONTROL = /\p{Cc}+/gu;

export function maskNumbers(text: string, maxChars = MAX_CHARS): string {
	// Cut first, so that the patterns stay quick; three times as long, because masks are short.
	const masked = [...text]
		.slice(0, 3 * maxChars)
		.join("")
		.replace(CONTROL, " ")
		.replace(ADDRESS, MASK)
		.replace(NUMBER_PLATE, MASK)
		.replace(LONG_NUMBER, MASK)
		.replace(/\s+/g, " ")
		.trim();
	return [...masked].slice(0, maxChars).join("");
}
