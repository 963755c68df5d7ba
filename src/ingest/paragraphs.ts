/** The body lines of an article → its paragraphs: broken lines joined, real paragraphs kept, gaps noticed. */

import type { Piece } from "./article-pieces.ts";
import { isIndented, type Layout } from "./layout.ts";
import {
	ENUMERATOR,
	endsClause,
	endsSentence,
	looksLikeListedName,
	looksLikeRow,
	looksLikeSignature,
	looksLikeTableRow,
} from "./line-shape.ts";
import type { PageLine } from "./page-line.ts";
import type { WordBreak } from "./word-break.ts";

export interface Paragraph {
	text: string;
	subhead: boolean;
	/** Numbers of its first and last printed line in the file. */
	firstLine: number;
	lastLine: number;
	/** Its first line begins with an indent that marks a paragraph. */
	indented: boolean;
	/** Its last line stops short of the column's edge. */
	ragged: boolean;
	/** Where printed lines were joined: the offset in `text`, and the number of the line that begins there. */
	joints: { at: number; line: number }[];
	/** The paragraph stops in mid-sentence though the article goes on. */
	brokenOff: boolean;
}

/** Joins the `body` and `subhead` pieces of one article. Only white space at the joints is left out. */
export function buildParagraphs(
	pieces: readonly Piece[],
	layout: Layout,
	tearsWord: WordBreak,
): Paragraph[] {
	const paragraphs: Paragraph[] = [];
	let open: Paragraph | null = null;
	let isRow = false;
	for (const { role, text, line, row } of pieces) {
		if (role !== "body" && role !== "subhead") continue;
		const joint: Joint =
			role === "subhead" || row || isRow || open === null || open.subhead
				? "new"
				: jointOf(open, text, line, layout, tearsWord);
		isRow = row ?? false;
		if (joint === "join" && open !== null) {
			if (needsSpace(open.text, text)) open.text += " ";
			open.joints.push(
				{ at: open.text.length, line: line.number },
				...shifted(line, text, open.text.length),
			);
			open.text += text;
			open.lastLine = lastLineOf(line);
			open.ragged = line.ragged;
			continue;
		}
		if (
			open !== null &&
			!open.subhead &&
			(joint === "gap" || role === "subhead")
		)
			open.brokenOff =
				isProse(open.text) &&
				!endsClause(open.text) &&
				!looksLikeSignature(open.text);
		open = {
			text,
			subhead: role === "subhead",
			firstLine: line.number,
			lastLine: lastLineOf(line),
			indented: isIndented(line, layout),
			ragged: line.ragged,
			joints: shifted(line, text, 0),
			brokenOff: false,
		};
		paragraphs.push(open);
	}
	return paragraphs;
}

/** The line's own joints, counted from where its piece `text` stands in the paragraph. */
function shifted(
	line: PageLine,
	text: string,
	at: number,
): Paragraph["joints"] {
	const start = line.text.indexOf(text);
	return line.joints
		.map((joint, n) => ({ at: joint - start, line: line.number + n + 1 }))
		.filter((joint) => joint.at > 0 && joint.at < text.length)
		.map((joint) => ({ ...joint, at: joint.at + at }));
}

/** Lines of a column stand one under the other, so a line that was joined of several ends that many further down. */
function lastLineOf(line: PageLine): number {
	return line.number + line.joints.length;
}

/** `gap`: a new paragraph begins though the one before is not finished. */
type Joint = "join" | "new" | "gap";

function jointOf(
	open: Paragraph,
	text: string,
	line: PageLine,
	layout: Layout,
	tearsWord: WordBreak,
): Joint {
	const finished = endsSentence(open.text);
	// The end is enough to look at: a paragraph may be a book.
	const end = open.text.slice(-END);
	// A column's line that stops short of the edge ends its paragraph, or something is missing after it.
	if (
		open.ragged &&
		isProse(open.text) &&
		!endsClause(open.text) &&
		!tearsWord(end, text) &&
		!/\d$/.test(end)
	)
		return "gap";
	if (isIndented(line, layout)) return finished ? "new" : unfinished(open);
	// A comma cannot follow a stop: what stood between them is missing.
	if (/[。！？]$/.test(end) && /^[，,、；;：:]/.test(text)) return "gap";
	if (/^[，,。、；;：:！？!?）)》〉”’」』%％]/.test(text)) return "join";
	// 一是…；二是…, A.…；B.…: items that a semicolon separates.
	if (
		/[；;]$/.test(end) &&
		/^(?:[一二三四五六七八九十]是|[A-Za-z][.．、)）])/.test(text)
	)
		return "new";
	if (ENUMERATOR.test(text) || /^[问答][：:]/.test(text)) return "new";
	if (looksLikeSignature(text) || looksLikeSignature(open.text)) return "new";
	if (looksLikeRow(text) && !tearsWord(end, text)) return "new";
	// Where indents mark the paragraphs, a line without one goes on with the paragraph.
	if (open.indented && line.gap === 0 && !looksLikeRow(open.text))
		return "join";
	if (finished) return "new";
	if (/(?:电话|热线|传真|手机|邮箱)[：:]$/.test(end) && /^[\d(（+]/.test(text))
		return "join";
	if (/[：:]$/.test(end)) return tearsWord(end, text) ? "join" : "new";
	if (looksLikeRow(open.text) && open.text.length < ROW_LENGTH) return "new";
	if (looksLikeListedName(open.text) || looksLikeTableRow(open.text))
		return "new";
	if (isLabelled(open.text) && isLabelled(text)) return "new";
	if (tearsWord(end, text)) return "join";
	return PARAGRAPH_OPENING.test(text) && !/[，,、]$/.test(end) ? "gap" : "join";
}

/** Characters at the end of a paragraph that decide how it goes on. */
const END = 16;

/** Rows of a list need no stop; a longer one was wrapped. */
const ROW_LENGTH = 24;

function unfinished(open: Paragraph): Joint {
	return /[：:；;]$/.test(open.text.slice(-1)) ||
		looksLikeRow(open.text) ||
		isLabelled(open.text)
		? "new"
		: "gap";
}

/** 时间:9月14日: a row that begins with its label. */
function isLabelled(text: string): boolean {
	return /^[^，,。:：]{2,10}[:：]/.test(text);
}

/** What opens a paragraph and stands in no other place: after an unfinished line it shows that text is missing. */
const PARAGRAPH_OPENING =
	/^(?:据了解|据悉|据介绍|据统计|目前|截至目前|近年来|今年以来|下一步|与此同时|此外|另外|日前|近日)[，,]/;

/** Running text rather than a row, a label or a name. */
export function isProse(text: string): boolean {
	return (
		(text.length >= 30 || (text.length >= 12 && /[，,。！？]/.test(text))) &&
		!looksLikeRow(text)
	);
}

/** A line break between Latin words stands for a space. */
function needsSpace(before: string, after: string): boolean {
	return /[A-Za-z,.]$/.test(before.slice(-1)) && /^[A-Za-z]/.test(after);
}
