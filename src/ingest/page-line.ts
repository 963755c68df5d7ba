/** Text → the printed lines of a page, each with the white space that surrounds it. */

export interface PageLine {
	/** Line number in the file, from 1. */
	number: number;
	/** The line without the white space around it; never empty. */
	text: string;
	/** Width of the white space before it, in full-width characters. */
	indent: number;
	/** Blank lines between it and the line before. */
	gap: number;
	/** 1–6 for a Markdown heading, else 0. */
	heading: number;
	/** A Markdown picture: the line is its caption. */
	picture: boolean;
	/** Width in full-width characters: a Latin letter or digit counts half. */
	width: number;
	/** Offsets in `text` at which printed lines of one column were joined. */
	joints: readonly number[];
	/** It was joined of a column's lines, and the last of them stops short of the column's edge. */
	ragged: boolean;
}

/** Splits at LF, CRLF, CR, form feed and the Unicode line separators; drops blank lines. */
export function splitLines(text: string, markdown = false): PageLine[] {
	const lines: PageLine[] = [];
	let gap = 0;
	text.split(/\r\n|[\n\r\f\v\u0085\u2028\u2029]/).forEach((raw, index) => {
		const line = markdown
			? stripMarkdown(raw)
			: { text: raw, heading: 0, picture: false };
		const before = /^[\s\u200B\uFEFF]*/.exec(line.text)?.[0] ?? "";
		const trimmed = withoutEdges(line.text);
		if (trimmed === "" || RULE.test(trimmed)) {
			gap++;
			return;
		}
		if (PICTURE.test(trimmed)) {
			gap += 2;
			return;
		}
		lines.push({
			number: index + 1,
			text: trimmed,
			indent: widthOf(before),
			gap,
			heading: line.heading,
			picture: line.picture,
			width: widthOf(trimmed),
			joints: [],
			ragged: false,
		});
		gap = 0;
	});
	return undecorated(lines);
}

/** ◆◆◆ 送春联 ◆◆◆: what stands between like ornaments; where a page has several they mark its headlines. */
function undecorated(lines: PageLine[]): PageLine[] {
	const inside = lines.map(({ text }) =>
		text.length <= MAX_DECORATED ? DECORATED.exec(text)?.[2] : undefined,
	);
	const isHabit = inside.filter((text) => text !== undefined).length >= 2;
	return lines.map((line, at) => {
		const text = inside[at];
		if (text === undefined) return line;
		const heading = isHabit && line.heading === 0 ? 2 : line.heading;
		return { ...line, text, heading, width: widthOf(text), indent: 0 };
	});
}

const DECORATED =
	/^([◆◇★☆■□●○▲△※✦✿❀＊*])\1{0,9}\s*([^\s◆◇★☆■□●○▲△※✦✿❀＊*](?:[^◆◇★☆■□●○▲△※✦✿❀＊*]*[^\s◆◇★☆■□●○▲△※✦✿❀＊*])?)\s*\1{1,10}$/;
const MAX_DECORATED = 80;

/** A rule between articles, of dashes, stars or the like. */
const RULE = /^(?:[-—–−_=＝~～*＊+·•.─━═☆★○●◇◆□■]\s?){3,120}$/;

/** What a program puts where a picture stood: the room for it is what is left. */
const PICTURE =
	/^[[［【(（<〈](?:此处)?(?:图片?|配图|插图|照片|图像|image|img|photo|picture)\s*[0-9０-９一二三四五六七八九十]{0,2}[\]］】)）>〉]$/i;

/** Printed width in full-width characters. */
function widthOf(text: string): number {
	let width = 0;
	for (const char of text) {
		if (char === "\t") width += 2;
		else if (char !== "\u200B" && char !== "\uFEFF")
			width += (char.codePointAt(0) ?? 0) < 0x2000 ? 0.5 : 1;
	}
	return width;
}

/** The line without the white space around it and the invisible characters that word processors leave. */
function withoutEdges(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && EDGE.test(text.charAt(start))) start++;
	while (end > start && EDGE.test(text.charAt(end - 1))) end--;
	return text.slice(start, end);
}

const EDGE = /[\s\u200B\uFEFF]/;

/** Marks that some writers put behind a headline as well. */
const CLOSING = /(?<!#)#+$/;

/** Takes Markdown's marks off a line; what they mark stays word for word. */
function stripMarkdown(
	raw: string,
): Pick<PageLine, "text" | "heading" | "picture"> {
	const marks = /^(#{1,6})\s+(.*)$/.exec(raw);
	const line = marks
		? (marks[2] ?? "").trimEnd().replace(CLOSING, "").trimEnd()
		: raw;
	if (/^\s*(?:[-*_]\s*){3,}$/.test(line))
		return { text: "", heading: 0, picture: false };
	const text = line
		.replace(/!\[([^\]]{0,300})\]\([^)]{0,2000}\)/g, "$1")
		.replace(/\[([^\]]{1,300})\]\([^)]{0,2000}\)/g, "$1")
		.replace(/(\*\*|__)(.+?)\1/g, "$2")
		.replace(/^(\s*)([*_])([^*_]{1,200})\2\s*$/, "$1$3")
		.replace(/^\s*>\s?/, "");
	return {
		text,
		heading: marks?.[1]?.length ?? 0,
		picture: /^\s*!\[[^\]]*\]\([^)]*\)\s*$/.test(raw),
	};
}
