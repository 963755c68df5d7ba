/** The lines of a page → what each may be: byline, caption, turn marker, headline candidate, running text. */

import { type Byline, headByline, nameLine, tailByline } from "./byline.ts";
import { isEditorsLine, type TurnMarker, turnMarker } from "./furniture.ts";
import { isIndented, isPhotoSlot, type Layout } from "./layout.ts";
import {
	endsClause,
	endsSentence,
	looksLikeAgendaRow,
	looksLikeCaption,
	looksLikeHeading,
	looksLikeListedName,
	looksLikeRow,
	looksLikeSignature,
} from "./line-shape.ts";
import type { PageLine } from "./page-line.ts";
import type { WordBreak } from "./word-break.ts";

export type Label =
	| "byline"
	| "caption"
	| "turn"
	| "editors"
	| "heading"
	| "text";

export interface LabelledLine {
	line: PageLine;
	label: Label;
	/** At the start of the line. */
	head?: Byline;
	/** At its end. */
	tail?: Byline;
	turn?: TurnMarker;
	/** Blank lines before it leave room for a picture. */
	afterSlot: boolean;
	/** One of several rows of as many words each. */
	row?: boolean;
}

/** Labels each line from its own words and from its neighbours; `heading` is a candidate still. */
export function labelLines(
	lines: readonly PageLine[],
	layout: Layout,
	tearsWord: WordBreak,
): LabelledLine[] {
	const even = new Set(evenRows(lines));
	const rows = new Set([...rowLines(lines), ...even]);
	const labelled: LabelledLine[] = [];
	/** The last line of running text, as long as no headline came after it. */
	let text: PageLine | null = null;
	lines.forEach((line, at) => {
		const next = lines[at + 1];
		const entry: LabelledLine = {
			line,
			label: "text",
			afterSlot: isPhotoSlot(line, layout),
			row: even.has(line),
		};
		labelled.push(entry);
		const flowsOn =
			text !== null && continues(text, line, next, layout, tearsWord);

		const turn = turnMarker(line.text);
		if (turn) entry.turn = turn;
		if (turn && turn.end - turn.start === line.text.length) {
			entry.label = "turn";
			return;
		}
		if (isEditorsLine(line.text)) {
			entry.label = "editors";
			return;
		}
		if (
			line.picture ||
			looksLikeCaption(line.text) ||
			(entry.afterSlot && /^[▲△▼▽]/.test(line.text))
		) {
			entry.label = "caption";
			const credit = headByline(line.text);
			if (credit?.photoOnly) entry.head = credit;
			return;
		}
		if (!flowsOn) {
			const head = headByline(line.text);
			if (head) {
				entry.label = "byline";
				entry.head = head;
				if (head.end < line.text.length) text = line;
			}
		}
		const names = line.heading === 0 ? nameLine(line.text) : null;
		const whole = { start: 0, end: line.text.length, photoOnly: false };
		// □ 王芳 under a headline.
		if (names && /^[□■○●◎◆◇]/.test(line.text) && text === null && at > 0) {
			entry.label = "byline";
			entry.head = { ...whole, authors: names };
			return;
		}
		// 王　芳 under a finished text, above the next headline.
		const isHeadNext =
			!next || next.heading > 0 || looksLikeHeading(next) || isBrokenHead(next);
		if (
			names &&
			isHeadNext &&
			text !== null &&
			endsSentence(text.text) &&
			isSetAsName(line.text)
		) {
			entry.tail = { ...whole, authors: names };
			text = null;
			return;
		}
		const tail = tailByline(line.text);
		if (tail && tail.start >= (entry.head?.end ?? 0)) entry.tail = tail;
		if (entry.label === "byline") return;

		const inSlot =
			entry.afterSlot ||
			(labelled[at - 1]?.label === "caption" &&
				isShortCaption(line, text, next, layout, tearsWord));
		if (inSlot && isSlotCaption(line, text, next, tearsWord)) {
			entry.label = "caption";
			return;
		}
		const heading =
			line.heading > 0 ||
			(looksLikeHeading(line) &&
				!entry.tail &&
				!flowsOn &&
				!isIndented(line, layout) &&
				!rows.has(line) &&
				!isSignature(line, text) &&
				!startsTornParagraph(line, next, layout, tearsWord) &&
				!(text !== null && isSpoken(line.text) && speaksHere(text, next)) &&
				!(
					isLopsided(line.text) &&
					next &&
					!looksLikeHeading(next) &&
					!headByline(next.text)
				));
		entry.label = heading ? "heading" : "text";
		text = heading ? null : line;
	});
	joinBrokenHeads(labelled);
	return labelled;
}

/** Names are set to one width, 王　芳 李晓明; so is 公　告, which would be a name as well. */
function isSetAsName(text: string): boolean {
	return (
		/^\p{Script=Han}(?:[\s、]*\p{Script=Han})+$/u.test(text) &&
		/\s/.test(text) &&
		!/^(?:公[告示]|简[讯报]|通[知告报]|启事|声明|更正|[要快短]讯|要闻|广告)$/.test(
			text.replace(/\s/g, ""),
		)
	);
}

/** 广西防城港: / 深海“牧场”: a headline's line may end in a mark where the next line of the head goes on with it. */
function joinBrokenHeads(labelled: LabelledLine[]): void {
	for (let at = labelled.length - 2; at >= 0; at--) {
		const entry = labelled[at];
		const next = labelled[at + 1];
		if (entry?.label !== "text" || next?.label !== "heading") continue;
		const before = labelled[at - 1];
		const open =
			before?.label === "text" && !before.tail && !endsClause(before.line.text);
		let end = at + 1;
		while (labelled[end]?.label === "heading") end++;
		if (
			!open &&
			isBrokenHead(entry.line) &&
			(labelled[end]?.label === "byline" || NAMES_BODY.test(entry.line.text))
		)
			entry.label = "heading";
	}
}

/** 广西防城港: with a mark at its end. */
function isBrokenHead({ text, width }: PageLine): boolean {
	return (
		width <= MAX_BROKEN_HEAD && /^[^。！？!?；;，,：:]+[：:，,]$/.test(text)
	);
}

/** 绵竹工会: says who the next line is about. */
const NAMES_BODY = /(?:工会|集团|公司|[省市县区州旗镇乡村])[：:]$/;

/** Width of a headline's first line that ends in a mark, in full-width characters. */
const MAX_BROKEN_HEAD = 12;

/** True when `line` goes on with the unfinished text of `before`. */
function continues(
	before: PageLine,
	line: PageLine,
	next: PageLine | undefined,
	layout: Layout,
	tearsWord: WordBreak,
): boolean {
	if (line.heading > 0) return false;
	if (isIndented(line, layout) || endsClause(before.text)) return false;
	if (looksLikeSignature(before.text) && looksLikeHeading(line)) return false;
	// Where paragraphs are indented, an unfinished one goes on in a line that is not, and that a full stop soon ends.
	if (
		layout.indent !== null &&
		next &&
		next.gap === 0 &&
		next.indent === 0 &&
		endsSentence(next.text)
	)
		return true;
	if (/^[，,。、；;：:！？!?）)》〉”’」』%％]/.test(line.text)) return true;
	return tearsWord(before.text, line.text);
}

/** The first line of a paragraph that was torn apart: its last word goes on in the next line. */
function startsTornParagraph(
	line: PageLine,
	next: PageLine | undefined,
	layout: Layout,
	tearsWord: WordBreak,
): boolean {
	if (!next || next.heading > 0 || headByline(next.text)) return false;
	if (isIndented(next, layout)) return false;
	return (
		next.gap <= layout.usualGap &&
		!looksLikeHeading(next) &&
		tearsWord(line.text, next.text)
	);
}

/** One short sentence after the room for a picture is its caption, above all when the text goes on after it. */
function isSlotCaption(
	line: PageLine,
	text: PageLine | null,
	next: PageLine | undefined,
	tearsWord: WordBreak,
): boolean {
	if (line.width < 6 || line.width > MAX_CAPTION_WIDTH) return false;
	if (!next || looksLikeRow(line.text) || isSaying(line.text)) return false;
	if (
		text !== null &&
		!endsClause(text.text) &&
		tearsWord(text.text, line.text)
	)
		return false;
	if (endsSentence(line.text))
		return (
			!/[。！？!?].*[。！？!?]/.test(line.text) && !/[！!]$/.test(line.text)
		);
	if (!looksLikeHeading(line) || text === null || endsClause(text.text))
		return false;
	return (
		!looksLikeHeading(next) &&
		!headByline(next.text) &&
		!tearsWord(text.text, line.text)
	);
}

/** 石冬梅说,…: a sentence of the text. */
function isSaying(text: string): boolean {
	return /^[^，,。]{2,6}(?:说|表示|介绍|回忆)[，,：:]/.test(text);
}

/** A second caption under one picture: short, and the text it interrupts is not what it could go on with. */
function isShortCaption(
	line: PageLine,
	text: PageLine | null,
	next: PageLine | undefined,
	layout: Layout,
	tearsWord: WordBreak,
): boolean {
	if (line.width > MAX_SECOND_CAPTION_WIDTH || isIndented(line, layout))
		return false;
	if (text !== null && !endsClause(text.text))
		return (
			next !== undefined &&
			!tearsWord(text.text, line.text) &&
			tearsWord(text.text, next.text)
		);
	return (
		next === undefined || looksLikeHeading(next) || isPhotoSlot(next, layout)
	);
}

const MAX_SECOND_CAPTION_WIDTH = 24;

/** The text before announced it, or goes on after it. */
function speaksHere(text: PageLine, next: PageLine | undefined): boolean {
	if (/[：:]$/.test(text.text)) return true;
	return (
		next !== undefined && !looksLikeHeading(next) && !headByline(next.text)
	);
}

/** 中午12点10分,内蒙古包头市昆都仑区的: the start of a sentence. A headline with a comma is of two like halves. */
function isLopsided(text: string): boolean {
	if (endsSentence(text)) return false;
	const [before, after, ...more] = text.split(/[，,]/);
	return (
		before !== undefined &&
		after !== undefined &&
		more.length === 0 &&
		Math.abs(before.length - after.length) > MAX_HALVES_APART
	);
}

const MAX_HALVES_APART = 3;

/** “好,收弧!” on a line of its own: somebody speaks. */
function isSpoken(text: string): boolean {
	return /^“[^“”]*[。！？!?…]”$/.test(text);
}

/** A caption is one sentence. */
const MAX_CAPTION_WIDTH = 60;

/** A signature follows a finished text; a headline may have the same words. */
function isSignature(line: PageLine, text: PageLine | null): boolean {
	return (
		looksLikeSignature(line.text) && text !== null && endsClause(text.text)
	);
}

/** Lines of tables and lists: rows by their own shape, names below a colon, or three and more in a row with a label and a colon. */
function rowLines(lines: readonly PageLine[]): Set<PageLine> {
	const rows = new Set<PageLine>();
	let run: PageLine[] = [];
	const close = () => {
		if (run.length >= 3) for (const line of run) rows.add(line);
		run = [];
	};
	lines.forEach((line, at) => {
		const before = lines[at - 1];
		if (looksLikeRow(line.text)) rows.add(line);
		if (
			before &&
			looksLikeListedName(line.text) &&
			(/[：:]$/.test(before.text) || rows.has(before))
		)
			rows.add(line);
		if (/^[^:：。]{1,10}[:：]./.test(line.text) && line.width <= 40)
			run.push(line);
		else close();
	});
	close();
	return rows;
}

/** Three and more lines below each other with as many words each, three or more: 姓名 单位 职务. */
function evenRows(lines: readonly PageLine[]): PageLine[] {
	const cells = lines.map(({ text }) =>
		looksLikeAgendaRow(text)
			? AGENDA
			: text.length <= MAX_EVEN_ROW &&
					/^[^\s。，,；;！？!?]+(?: [^\s。，,；;！？!?]+){2,6}$/.test(text)
				? text.split(" ").length
				: 0,
	);
	return lines.filter((_, at) => {
		const count = cells[at] ?? 0;
		let first = at;
		while (first > 0 && cells[first - 1] === count && lines[first]?.gap === 0)
			first--;
		let last = at;
		while (cells[last + 1] === count && lines[last + 1]?.gap === 0) last++;
		return count > 0 && last - first >= (count === AGENDA ? 1 : 2);
	});
}

/** Stands for as many words as an agenda's rows have. */
const AGENDA = Number.POSITIVE_INFINITY;

const MAX_EVEN_ROW = 60;
