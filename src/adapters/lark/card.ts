/** A message as a card: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-structure */

import type { Button, Line } from "../../chat/reply.ts";
import { withBold } from "./markdown.ts";
import type { Content } from "./shown-content.ts";

type Element = Record<string, unknown> & { tag: string };

/** The paper's words stand on grey, together with where they come from; the bot's own words stand outside. */
export function cardOf(content: Content): object {
	return card(content, [
		...blocks(content.lines).map((block) =>
			block.citation
				? onGrey(block.lines.map((line) => lineOf(line, content)))
				: stacked(block.lines.map((line) => lineOf(line, content))),
		),
		...compact(content.rows).map(rowOf),
	]);
}

/** The same words and buttons in nothing but plain text, for when Lark finds fault with the other. */
export function plainCardOf(content: Content): object {
	return card(content, [
		...content.lines.map(({ text }) => plain(text)),
		...content.rows.flat().map(buttonOf),
	]);
}

function card({ lines }: Content, elements: readonly Element[]): object {
	return {
		schema: "2.0",
		config: {
			// Everybody sees the same card, also after it was changed.
			update_multi: true,
			// What the list of chats and a notification show.
			summary: { content: summaryOf(lines) },
		},
		body: { direction: "vertical", vertical_spacing: "8px", elements },
	};
}

/** So much is shown of it. */
const SUMMARY_CHARS = 60;

/** A quote may begin with its sub-head, which tells little by itself: what follows goes on behind it. */
function summaryOf(lines: readonly Line[]): string {
	const words = lines.map(({ text }) => text).join("\n");
	const chars = [...words.trim().replace(/\s*\n\s*/g, " ")];
	return chars.length <= SUMMARY_CHARS
		? chars.join("")
		: `${chars.slice(0, SUMMARY_CHARS - 1).join("")}…`;
}

interface Block {
	citation: boolean;
	lines: Line[];
}

/** Some lines of the paper with where they stand; or what the bot says, entries of a list among it. */
function blocks(lines: readonly Line[]): Block[] {
	const found: Block[] = [];
	let before: Line["role"] | null = null;
	for (const line of lines) {
		const { role } = line;
		const citation = role === "paper" || role === "source";
		const open = found.at(-1);
		// Behind its source a citation is over, unless the source stands above it, as an article's headline does.
		const goesOn =
			open?.citation === citation &&
			!(role === "paper" && before === "source" && hasPaper(open));
		if (open && goesOn) open.lines.push(line);
		else found.push({ citation, lines: [line] });
		before = role;
	}
	return found;
}

function hasPaper({ lines }: Block): boolean {
	return lines.some(({ role }) => role === "paper");
}

function lineOf(line: Line, { keys }: Content): Element {
	const key = keys.get(line);
	if (key) return { tag: "markdown", content: withBold(line.text, key) };
	return line.role === "source" || line.role === "hint"
		? plain(line.text, { text_size: "notation", text_color: "grey" })
		: plain(line.text);
}

function plain(content: string, look: object = {}): Element {
	return { tag: "div", text: { tag: "plain_text", content, ...look } };
}

function onGrey(elements: readonly Element[]): Element {
	return {
		tag: "column_set",
		background_style: "grey",
		columns: [
			{
				tag: "column",
				width: "weighted",
				weight: 1,
				padding: "8px 12px 8px 12px",
				vertical_spacing: "4px",
				elements,
			},
		],
	};
}

function stacked(elements: readonly Element[]): Element {
	const [only] = elements;
	if (only && elements.length === 1) return only;
	return {
		tag: "column_set",
		columns: [
			{
				tag: "column",
				width: "weighted",
				weight: 1,
				vertical_spacing: "4px",
				elements,
			},
		],
	};
}

/**
 * Rows that find room side by side on a phone stand in one: a group's chat is for people. One with more than a word on a
 * button, as a headline is, keeps a row of its own.
 */
function compact(rows: readonly Button[][]): Button[][] {
	const found: Button[][] = [];
	for (const row of rows) {
		const last = found.at(-1);
		const all = [...(last ?? []), ...row];
		if (last && all.every(isWord) && widthOf(all) <= ROW_PX) last.push(...row);
		else found.push([...row]);
	}
	return found;
}

/** What a card leaves for its content on a phone that is 375 wide. */
const ROW_PX = 325;
/** A button's edges, and the gap behind it. */
const EDGES_PX = 34;
const CHARACTER_PX = 14;

/** 上一页, or 有用 12. */
const WORD_COLUMNS = 4;

function isWord({ label }: Button): boolean {
	return columnsOf(label) <= WORD_COLUMNS;
}

function widthOf(row: readonly Button[]): number {
	return row.reduce(
		(sum, { label }) => sum + EDGES_PX + CHARACTER_PX * columnsOf(label),
		0,
	);
}

/** A Latin letter or a digit is about half as wide as a Chinese character. */
function columnsOf(label: string): number {
	const narrow = label.match(/[\x20-\x7e]/g)?.length ?? 0;
	return [...label].length - narrow / 2;
}

/** Side by side as far as there is room for them, then below each other. */
function rowOf(row: readonly Button[]): Element {
	return {
		tag: "column_set",
		flex_mode: "flow",
		horizontal_spacing: "8px",
		columns: row.map((button) => ({
			tag: "column",
			width: "auto",
			elements: [buttonOf(button)],
		})),
	};
}

function buttonOf({ label, action }: Button): Element {
	return {
		tag: "button",
		text: { tag: "plain_text", content: label },
		type: "default",
		size: "medium",
		behaviors: [{ type: "callback", value: { action } }],
	};
}
