/** Lark's Markdown as a member reads it: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/rich-text */

/** The words without what styles them. `nameOf` tells who a mention is, `all` for everybody. */
export function readMarkdown(
	markdown: string,
	nameOf: (id: string) => string = (id) => id,
): string {
	// What is written so that it is no markup is kept out of sight until the markup is gone.
	const literals: string[] = [];
	const hide = (literal: string) => {
		literals.push(literal);
		return `\u{e000}${literals.length - 1}\u{e001}`;
	};
	return readMentions(markdown, nameOf)
		.replace(/```[^\n]*\n([\s\S]*?)\n?```/g, (_, code) => hide(code))
		.replace(/`([^`\n]+)`/g, (_, code) => hide(code))
		.replace(/\\([!-/:-@[-`{-~])/g, (_, mark) => hide(mark))
		.replace(/&(#\d+|#x[\da-f]+|[a-z]+);/gi, (entity, name) =>
			hide(decodeEntity(name) ?? entity),
		)
		.replace(/<\/?(font|text_tag|number_tag|local_datetime|link)\b[^>]*>/g, "")
		.replace(/<br\s*\/?>/g, "\n")
		.replace(/^ {0,3}#{1,6} +/gm, "")
		.replace(/^ {0,3}(> ?)+/gm, "")
		.replace(/^ *(---+|\*\*\*+) *$\n?/gm, "")
		.replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, "$1")
		.replace(STRONG, "$1")
		.replace(/~~(.+?)~~/gs, "$1")
		.replace(/(?<!\*)\*(?![\s*])([^*\n]+?)\*(?!\*)/g, "$1")
		.replace(/\u{e000}(\d+)\u{e001}/gu, (_, n) => literals[Number(n)] ?? "")
		.trim();
}

/**
 * Of CommonMark, as cards have it: next to a sign (a literal is one), a mark counts only where a sign or a space stands on
 * its other side. https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
 */
const STRONG = (() => {
	const sign = "\\p{P}\\p{S}\u{e000}\u{e001}";
	const open = `(?:\\*\\*(?![\\s${sign}])|(?<=^|[\\s${sign}])\\*\\*(?!\\s))`;
	const close = `(?:(?<![\\s${sign}])\\*\\*|(?<!\\s)\\*\\*(?=$|[\\s${sign}]))`;
	return new RegExp(`${open}(.+?)${close}`, "gsu");
})();

/** A text has a little markup of its own: https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json */
export function readText(text: string, nameOf: (id: string) => string): string {
	let read = readMentions(text, nameOf).replace(
		/\[([^[\]]*)\]\(https?:\/\/[^)\s]+\)/g,
		"$1",
	);
	for (let before = ""; before !== read; ) {
		before = read;
		read = read.replace(/<([bius])>((?:(?!<\/?\1>).)*)<\/\1>/gs, "$2");
	}
	return read;
}

/** `<at id=…></at>` of cards and `<at user_id="…">…</at>` of texts. */
function readMentions(text: string, nameOf: (id: string) => string): string {
	return text.replace(
		/<at\s+(?:user_)?ids?=["']?([^"'\s>]*)["']?[^>]*>([^<]*)<\/at>/g,
		(_, id) => `@${nameOf(id)}`,
	);
}

const NAMED: Record<string, string> = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: '"',
	apos: "'",
	nbsp: "\u{a0}",
	sim: "~",
};

function decodeEntity(name: string): string | undefined {
	if (!name.startsWith("#")) return NAMED[name.toLowerCase()];
	const code = /^#x/i.test(name)
		? Number.parseInt(name.slice(2), 16)
		: Number(name.slice(1));
	return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
