/** Text within a card's markdown: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/content-components/rich-text */

/** Nothing in it is markup any more: neither emphasis nor a link, a list or a heading, nor a tag that calls people. */
export function escapeMarkdown(text: string): string {
	return text.replace(MARKUP, (sign) => `&#${sign.codePointAt(0)};`);
}

/**
 * Signs that mean something anywhere; those that begin a list, a rule or a heading at a line's start; and the colon of an
 * emoji's name. Others stay as they are: what need not be an entity cannot go wrong as one.
 */
const MARKUP =
	/[&<>*_~\x60[\]#!|\\$@]|(?<=^[ \t]*)[-+=]|(?<=^[ \t]*\d{1,9})[.)]|:(?=[A-Za-z_])/gm;
