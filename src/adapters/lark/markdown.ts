/** Text within a card's markdown: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/content-components/rich-text */

/**
 * The key in bold, or of its letters and digits as much as can be: Lark follows CommonMark, where a mark next to a sign
 * counts only if a sign or a space stands on its other side, and in 满**50%**的 the stars would be seen.
 * https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
 */
export function withBold(
	text: string,
	[start, end]: readonly [number, number],
): string {
	const before = text.slice(0, start);
	const key = text.slice(start, end);
	const behind = text.slice(end);
	const whole =
		!/^\s|\s$/.test(key) &&
		(!/^[\p{P}\p{S}]/u.test(key) || before === "" || SIGN_END.test(before)) &&
		(!/[\p{P}\p{S}]$/u.test(key) || behind === "" || SIGN_START.test(behind));
	// Between a letter and anything a mark always counts.
	const [bold = ""] = whole ? [key] : (key.match(LETTERS) ?? []);
	if (bold === "") return escapeMarkdown(text);
	const from = start + key.indexOf(bold);
	return [
		escapeMarkdown(text.slice(0, from)),
		escapeMarkdown(bold),
		escapeMarkdown(text.slice(from + bold.length)),
	].join("**");
}

/** From the first letter or digit to the last. */
const LETTERS = /[\p{L}\p{N}](?:.*[\p{L}\p{N}\p{M}])?/su;

/** Older editions of CommonMark do not count every symbol as a sign: only those of ASCII. */
const SIGN_END = /[\s\p{P}$+<=>^`|~]$/u;
const SIGN_START = /^[\s\p{P}$+<=>^`|~]/u;

/** Nothing in it is markup any more: neither emphasis nor a link, a list or a heading, nor a tag that calls people. */
function escapeMarkdown(text: string): string {
	return text.replace(MARKUP, (sign) => `&#${sign.codePointAt(0)};`);
}

/**
 * Signs that mean something anywhere; those that begin a list, a rule, a heading or code at a line's start; and the
 * colon of an emoji's name. Others stay as they are: what need not be an entity cannot go wrong as one.
 */
const MARKUP =
	/^[ \t]|[&<>*_~\x60[\]#!|\\$@]|(?<=^[ \t]*)[-+=]|(?<=^[ \t]*\d{1,9})[.)]|:(?=[A-Za-z_])/gm;
