/** HTML → the lines that its reader sees, without menus and lists of links. */

import { load } from "cheerio/slim";

type Page = ReturnType<typeof load>;
type AnyNode = Exclude<
	Parameters<typeof load>[0],
	string | Buffer | readonly unknown[]
>;

/**
 * A line for each paragraph, heading, row and line break, `#` before what heads an article; "" where nothing is to be read.
 * @throws RangeError for thousands of elements within each other.
 */
export function htmlToMarkdown(html: string): string {
	const page = load(html);
	page(UNSEEN).remove();
	const [root] = page.root().toArray();
	if (!root) return "";
	const menus = new Set<AnyNode>();
	shareOfLinks(root, menus);
	const parts: string[] = [];
	write(root, { parts, menus, titleLevel: titleLevel(page), inTitle: false });
	return parts
		.join("")
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

const LISTS = new Set(["ul", "ol", "table", "div", "td", "dl"]);

interface Share {
	/** Characters, white space aside. */
	whole: number;
	/** Those within links. */
	linked: number;
	links: number;
}

/** @param menus gets the menus in it, the lists of the page's other articles, "last page, next page". */
function shareOfLinks(node: AnyNode, menus: Set<AnyNode>): Share {
	if (node.type === "text") {
		const whole = node.data.replace(/\s+/g, "").length;
		return { whole, linked: 0, links: 0 };
	}
	const share = { whole: 0, linked: 0, links: 0 };
	for (const child of "children" in node ? node.children : []) {
		const { whole, linked, links } = shareOfLinks(child, menus);
		share.whole += whole;
		share.linked += linked;
		share.links += links;
	}
	const { name } = node as { name?: string };
	if (name === "a")
		return { ...share, linked: share.whole, links: share.links + 1 };
	const isMenu =
		LISTS.has(name ?? "") &&
		share.whole > 0 &&
		share.links >= 2 &&
		share.linked >= LINKED * share.whole;
	if (isMenu) menus.add(node);
	return share;
}

/** Share of a list's characters that links hold. */
const LINKED = 0.7;

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
	"p div li tr table ul ol dl dt dd section article main header blockquote pre figure figcaption founder-content founder-title founder-author".split(
		" ",
	),
);

interface Writing {
	parts: string[];
	/** Left out. */
	menus: ReadonlySet<AnyNode>;
	titleLevel: number;
	inTitle: boolean;
}

function write(node: AnyNode, writing: Writing): void {
	const { parts, menus, titleLevel, inTitle } = writing;
	if (menus.has(node)) return;
	if (node.type === "text") {
		parts.push(
			node.data.replace(/[ \t\r\n]+/g, (run) =>
				run.includes("\n") ? SOURCE_END : " ",
			),
		);
		return;
	}
	if (node.type !== "tag" && node.type !== "root") return;
	const { name = "" } = node as { name?: string };
	if (name === "br") {
		parts.push("\n");
		return;
	}
	const level = Number(
		/^h([1-6])$/.exec(name)?.[1] ?? Number.POSITIVE_INFINITY,
	);
	const around = level <= 6 ? "\n\n" : BLOCKS.has(name) ? "\n" : "";
	const isTitle = level <= titleLevel && !inTitle;
	const inner = isTitle ? [] : parts;
	parts.push(around);
	for (const child of node.children)
		write(child, { ...writing, parts: inner, inTitle: inTitle || isTitle });
	if (isTitle) parts.push(marked(inner.join("")));
	parts.push(around);
}

/** Each line of a headline. */
function marked(lines: string): string {
	return lines.replace(/^[^\S\n\0]*(?=[^\s\0])/gm, "# ");
}
