/** Cuts a body into the sentences that can be quoted: speech stays whole, a sub-head or question heads what follows it. */

/** A stretch of a body: offsets in UTF-16 units, `end` excluded. */
export interface SentenceSpan {
	start: number;
	end: number;
	/** Counts paragraphs from 0; neighbours in one paragraph belong together. */
	paragraph: number;
	/** A line of its own that says nothing by itself: a sub-head or the signature of a notice. */
	heading: boolean;
	/** Index of the heading or of the reader's question (问：…) that the sentence stands under; null where there is none. */
	section: number | null;
}

/** Beyond this many characters a sentence is cut at its semicolons and inside its speech, to stay quotable. */
const LONG_SENTENCE = 120;
/** A line without a full stop is a heading up to this length; a longer one is text whose end is missing. */
const MAX_HEADING = 24;

const ENDERS = "。！？!?…";
const CLOSERS = "”’」』）)》〉】";
const OPENING: Record<string, string> = {
	"“": "”",
	"「": "」",
	"『": "』",
	"《": "》",
	"（": "）",
	"(": ")",
	"【": "】",
};

/** Who spoke, right behind the speech: such words stay with it. */
const ATTRIBUTION =
	/^[^。！？!?；;]{0,24}?(?:说|表示|介绍|告诉|坦言|感慨|称|笑道|回忆|认为|强调|指出|连连)/;

export function splitSentences(
	body: string,
	subheads: readonly string[] = [],
): SentenceSpan[] {
	const known = new Set(subheads.map((line) => line.trim()));
	const sentences: SentenceSpan[] = [];
	let section: number | null = null;
	let paragraph = 0;
	let from = 0;
	for (const line of body.split("\n")) {
		const trimmed = line.trim();
		const heading = known.has(trimmed) || isHeading(trimmed);
		const asks = /^问[:：]|^[^。！？!?]{2,40}[？?]$/.test(trimmed);
		if (heading || asks) section = sentences.length;
		const spans = heading ? [whole(line)] : cut(line);
		for (const [start, end] of spans) {
			if (start >= end) continue;
			sentences.push({
				start: from + start,
				end: from + end,
				paragraph,
				heading,
				section: heading || asks ? null : section,
			});
		}
		if (trimmed !== "") paragraph++;
		from += line.length + 1;
	}
	return sentences;
}

function isHeading(line: string): boolean {
	return (
		line.length <= MAX_HEADING &&
		!isRow(line) &&
		!/[。！？!?；;…”"：:]$/.test(line) &&
		!/[,，].*\d|\d.*[,，]/.test(line)
	);
}

/** A row of a timetable or a list of winners: columns with space between them (周六 9:00 书法 二楼). */
function isRow(line: string): boolean {
	const columns = line.split(/[\s　]+/).length;
	return columns >= 3 || (columns === 2 && /\d/.test(line));
}

type Range = [start: number, end: number];

function cut(line: string): Range[] {
	const ranges: Range[] = [];
	for (const range of cutAt(line, 0, line.length, false)) {
		if (range[1] - range[0] <= LONG_SENTENCE) ranges.push(range);
		else ranges.push(...cutAt(line, range[0], range[1], true));
	}
	return ranges;
}

/** Cuts between `from` and `to`; `fine` cuts at semicolons and inside speech as well. */
function cutAt(line: string, from: number, to: number, fine: boolean): Range[] {
	const ranges: Range[] = [];
	const open: string[] = [];
	let start = from;
	for (let i = from; i < to; i++) {
		const char = line.charAt(i);
		const close = OPENING[char];
		if (close !== undefined) {
			// A mark that never closes (damage) would swallow the rest of the paragraph.
			if (line.indexOf(close, i) > 0 && line.indexOf(close, i) < to)
				open.push(close);
			continue;
		}
		if (open.length > 0 && char === open.at(-1)) {
			open.pop();
			continue;
		}
		const ends =
			ENDERS.includes(char) || (fine && (char === "；" || char === ";"));
		if (!ends) continue;
		const inSpeech = open.length > 0;
		if (
			inSpeech &&
			!(open.length === 1 && (open[0] === "”" || open[0] === "」"))
		)
			continue;
		let end = i + 1;
		while (end < to && ENDERS.includes(line.charAt(end))) end++;
		if (inSpeech) {
			const closes = line.charAt(end) === open[0];
			if (!closes && !fine) continue;
			if (closes) {
				end++;
				if (!fine && ATTRIBUTION.test(line.slice(end, to))) continue;
				open.pop();
			}
		}
		while (end < to && CLOSERS.includes(line.charAt(end))) end++;
		ranges.push(trimmedRange(line, start, end));
		start = end;
		i = end - 1;
	}
	if (start < to) ranges.push(trimmedRange(line, start, to));
	return ranges.filter(([a, b]) => b > a);
}

function whole(line: string): Range {
	return trimmedRange(line, 0, line.length);
}

function trimmedRange(line: string, start: number, end: number): Range {
	const text = line.slice(start, end);
	return [
		start + text.length - text.trimStart().length,
		start + text.trimEnd().length,
	];
}
