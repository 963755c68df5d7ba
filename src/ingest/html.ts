/** HTML → the lines that its reader sees, without menus and lists of links. */

import { load } from "cheerio/slim";

type Page = ReturnType<typeof load>;

/**
 * A line for each paragraph, heading, row and line break, `#` before what heads an article; "" where nothing is to be read.
 */
export function htmlToMarkdown(html: string): string {
	const page = load(html);
	page(UNSEEN).remove();
	for (const list of page(LISTS).toArray())
		if (isOfLinks(page, list)) page(list).remove();
	return textOf(page, page.root(), titleLevel(page))
		.split("\n")
		.map((line) => joined(line).trim())
		.join("\n")
		.replace(/\n{3,}/g, "\n\n")
		.trim();
}

/** The highest level of which there are several: above it stands the site's name. A kicker may stand lower than its headline. */
function titleLevel(page: Page): number {
	const counts = LEVELS.map((level) => page(`h${level}`).length);
	const several = counts.findIndex((count) => count >= 2);
	return 1 + (several >= 0 ? several : counts.findIndex((count) => count > 0));
}

const LEVELS = [1, 2, 3, 4, 5, 6];

/** Stands where the source breaks its lines, which says nothing; no text holds it. */
const SOURCE_END = "\0";

/** Chinese has no spaces, so a line that the source breaks goes on without one. */
function joined(line: string): string {
	return line
		.replace(/[ \t\u00A0]+/g, " ")
		.replace(/(?<=[\x21-\x7e]) ?\0 ?(?=[\x21-\x7e])/g, " ")
		.replaceAll(SOURCE_END, "");
}

/** What no reader sees, and what belongs to the site rather than to the page. */
const UNSEEN =
	"head, script, style, noscript, template, iframe, svg, nav, header nav, footer, form, button, select, input, map, [hidden], [aria-hidden=true]";

const LISTS = "ul, ol, table, div, td, dl";

/** Menus, the list of the page's other articles, "last page, next page". */
function isOfLinks(page: Page, element: Parameters<Page>[0]): boolean {
	const whole = bare(page(element).text());
	if (whole === "") return false;
	const links = page(element).find("a");
	const linked = bare(links.text());
	return links.length >= 2 && linked.length >= LINKED * whole.length;
}

/** Share of a list's characters that links hold. */
const LINKED = 0.7;

function bare(text: string): string {
	return text.replace(/\s+/g, "");
}

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
	"p div li tr table ul ol dl dt dd section article main header blockquote pre figure figcaption founder-content founder-title founder-author".split(
		" ",
	),
);

function textOf(
	page: Page,
	node: ReturnType<Page>,
	titleLevel: number,
): string {
	return node
		.contents()
		.toArray()
		.map((child) => {
			if (child.type === "text")
				return child.data.replace(/[ \t\r]*\n[ \t\r\n]*/g, SOURCE_END);
			if (child.type !== "tag") return "";
			if (child.name === "br") return "\n";
			const inner = textOf(page, page(child), titleLevel);
			const level = Number(/^h([1-6])$/.exec(child.name)?.[1] ?? Infinity);
			if (level <= titleLevel) return `\n\n${marked(inner)}\n\n`;
			if (level <= 6) return `\n\n${inner}\n\n`;
			return BLOCKS.has(child.name) ? `\n${inner}\n` : inner;
		})
		.join("");
}

/** Each line of a headline. */
function marked(lines: string): string {
	return lines.replace(/^[^\S\n\0]*(?=[^\s\0])/gm, "# ");
}
