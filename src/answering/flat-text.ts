/** Finds the lines of a text that lost its line breaks: a page copied from the web often has spaces in their place. */

/**
 * The text with a line break for each gap that must have been one, and otherwise unchanged: every offset stays valid.
 * A text that has line breaks is returned as it is.
 */
export function withLines(text: string): string {
	if (/\n/.test(text.trim())) return text;
	return text.replace(GAP, (gap, at: number) => {
		const before = text.charAt(at - 1);
		const after = text.slice(at + gap.length, at + gap.length + 6);
		const breaks =
			gap.length > 1 ||
			(at <= MAX_HEADLINE && isHeadline(text.slice(0, at))) ||
			/[。！？!?；;：:）)】”]/.test(before) ||
			NUMBERED.test(after);
		return breaks ? `\n${gap.slice(1)}` : gap;
	});
}

/** White space beside Chinese; between letters and digits it belongs to the line. */
const GAP =
	/(?<=[^\sa-z\d])[ \t\u3000\u00a0]+(?=[^\s])|(?<=[a-z\d])[ \t\u3000\u00a0]+(?=[一-龥（])/gi;

/** The headlines end within so many characters, and before the first sentence begins. */
const MAX_HEADLINE = 60;

function isHeadline(text: string): boolean {
	return !/[，。；：]|^.{0,5}$|[（(][^）)]*$/.test(text);
}

const NUMBERED =
	/^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．]|第[一二三四五六七八九十]{1,3}[章节条])/;
