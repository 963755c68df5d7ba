/** Reads the outline of a text: which lines number or head what follows, and what each sentence stands under. */

/** What an outline is read from: a sentence of a body in reading order. */
export interface Line {
	folded: string;
	paragraph: number;
	/** A line of its own that says nothing by itself. */
	heading: boolean;
	/** It asks instead of telling. */
	asks: boolean;
}

export interface Placed {
	/** The depth of the number that it begins with (一、 1, (一) 2, 1. 3, (1) 4, 一是 5); 0 for a heading without one; null for running text. */
	level: number | null;
	/** It only names what is told below it. */
	heading: boolean;
	/** The headings and numbered sentences that it stands under, the nearest last, as indices. */
	sections: number[];
}

const NUMBERS: RegExp[] = [
	/^(?:第?[一二三四五六七八九十]{1,3}(?:、|[章节条](?=[\s:、]))|[一二三四五六七八九十]{1,3}[.,])/,
	/^\([一二三四五六七八九十]{1,3}\)/,
	/^\d{1,2}(?:、|\.(?!\d))/,
	/^(?:\(\d{1,2}\)|\d{1,2}\)|[①-⑳])/,
	/^(?:[一二三四五六七八九]是|第[一二三四五六七八九][步,、:是]|首先|其次|最后)/,
];

/** The depth of 一是, which numbers sentences of one paragraph. */
const SPOKEN = NUMBERS.length;

/** A numbered line of so many characters without a comma is a heading where something else follows. */
const MAX_NUMBERED_HEADING = 40;

export function readOutline(lines: readonly Line[]): Placed[] {
	const levels = lines.map(levelOf);
	const open: Section[] = [];
	return lines.map((line, index): Placed => {
		const level = levels[index] ?? null;
		const heading =
			level !== null && level > 0
				? headsNumbered(
						line,
						level,
						levels[index + 1] ?? null,
						index + 1 < lines.length,
					)
				: line.heading || isTitle(line);
		const { paragraph } = line;
		const goesOn = (section: Section) =>
			(level === null || section.level < level) &&
			(section.level !== SPOKEN || section.paragraph === paragraph);
		while (open.length > 0 && !goesOn(open.at(-1) as Section)) open.pop();
		const sections = open.map((section) => section.index);
		if (level !== null) open.push({ index, level, paragraph });
		return { level, heading, sections };
	});
}

/** What later sentences stand under. */
interface Section {
	index: number;
	level: number;
	paragraph: number;
}

/** The title of a document in its own text, or whom it addresses (各省、自治区…:). */
function isTitle({ folded }: Line): boolean {
	return (
		folded.length <= MAX_TITLE && TITLE.test(folded) && !/[。!?;]/.test(folded)
	);
}

const MAX_TITLE = 140;
const TITLE =
	/(?:通知|公告|通告|意见|办法|方案|指南|决定|细则|规定)(?:$|\s|\()|^各[^。]*:$/;

function levelOf({ folded, heading, asks }: Line): number | null {
	const depth = NUMBERS.findIndex((number) => number.test(folded));
	if (depth >= 0) return depth + 1;
	return heading || asks ? 0 : null;
}

/** A short numbered line heads what is told below it; one that is followed by its like is an item of a list. */
function headsNumbered(
	{ folded }: Line,
	level: number,
	next: number | null,
	followed: boolean,
): boolean {
	return (
		followed &&
		level < SPOKEN &&
		folded.length <= MAX_NUMBERED_HEADING &&
		!/[,;:]/.test(folded.replace(NUMBERS[level - 1] as RegExp, "")) &&
		(next === null || next > level)
	);
}
