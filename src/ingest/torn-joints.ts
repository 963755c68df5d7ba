/** Finds where text was lost between two printed lines that were joined, and takes them apart again. */

import type { Paragraph } from "./paragraphs.ts";
import type { WordBreak } from "./word-break.ts";

/** The same paragraphs, each ending where the next line cannot follow: nobody should read across a loss. */
export type SplitAtTears = (paragraphs: readonly Paragraph[]) => Paragraph[];

/** @param page the running text of the whole page, for what it says again and again. */
export function createSplitAtTears(
	page: string,
	tearsWord: WordBreak,
): SplitAtTears {
	const completionOf = readCompletions(page);

	/**
	 * Two lines that cannot follow each other: after a mark, a word's second half; a bare unit that no number precedes;
	 * after an adverb or preposition, a particle; a quotation that is never closed; half a word that the page always
	 * completes otherwise.
	 */
	function isTorn(text: string, joint: number): boolean {
		const before = text.slice(Math.max(0, joint - NEAR), joint).trimEnd();
		const after = text.slice(joint, joint + NEAR);
		if (/[，,。；;：:！？!?]$/.test(before) && BOUND_START.test(after))
			return true;
		if (LEANS_FORWARD.test(before) && LEANS_BACK.test(after)) return true;
		if (
			!QUANTITY.test(before) &&
			BARE_UNIT.test(after) &&
			!tearsWord(before, after)
		)
			return true;
		if (losesQuote(before, text, joint)) return true;
		const half = before.slice(-2);
		const completion = completionOf(half);
		return (
			completion !== null &&
			completion !== after[0] &&
			/^\p{Script=Han}/u.test(after) &&
			tearsWord(half, completion)
		);
	}

	return (paragraphs) =>
		paragraphs.flatMap((paragraph) => {
			const tears = paragraph.joints.filter(({ at }) =>
				isTorn(paragraph.text, at),
			);
			const starts = [{ at: 0, line: paragraph.firstLine }, ...tears];
			return starts.map(({ at, line }, part) => {
				const next = tears[part];
				return {
					...paragraph,
					text: paragraph.text.slice(at, next?.at),
					firstLine: line,
					lastLine: next ? next.line - 1 : paragraph.lastLine,
					joints: [],
					brokenOff: next !== undefined || paragraph.brokenOff,
				};
			});
		});
}

const LEANS_FORWARD =
	/(?:还|也|就|都|又|才|再|很|最|没|不|把|被|从|向|对|在|和|与|及|或)$/;
const LEANS_BACK =
	/^(?:的(?![确士])|了(?![解不])|着(?![力眼重手])|们|[，,。；;])/;

/** Characters on either side that are looked at: a clause. */
const NEAR = 60;

/** A quoted word opens just before the joint and is never closed. Speech (说：“…) may run over paragraphs without a close. */
function losesQuote(before: string, text: string, joint: number): boolean {
	const open = before.lastIndexOf("“");
	if (open <= 0 || before.includes("”", open)) return false;
	if (before.length - open > MAX_OPEN_QUOTE) return false;
	if (/[\p{P}\s]/u.test(before[open - 1] ?? "")) return false;
	const closes = text.indexOf("”", joint);
	const opens = text.indexOf("“", joint);
	return closes < 0 || (opens >= 0 && opens < closes);
}

/** Characters of a quoted word. */
const MAX_OPEN_QUOTE = 12;

/** A number or a word in its place, after which a unit may stand. */
const QUANTITY =
	/[\d一二三四五六七八九十百千万亿两几数半多余每来各这那哪该某整单第首前后上下逐按近约]$/;

/**
 * For two characters the third that always follows them on the page, at least {@link MIN_COMPLETIONS} times; null where
 * none does, or several do.
 */
function readCompletions(page: string): (half: string) => string | null {
	const followers = new Map<string, { next: string; times: number }>();
	for (const run of page.match(/\p{Script=Han}{3,}/gu) ?? [])
		for (let at = 0; at + 3 <= run.length; at++) {
			const half = run.slice(at, at + 2);
			const next = run[at + 2] ?? "";
			const known = followers.get(half);
			if (!known) followers.set(half, { next, times: 1 });
			else if (known.next === next) known.times++;
			else known.times = Number.NEGATIVE_INFINITY;
		}
	return (half) => {
		const known = followers.get(half);
		return known && known.times >= MIN_COMPLETIONS ? known.next : null;
	};
}

/** Fewer repetitions may be chance. */
const MIN_COMPLETIONS = 4;

/** Characters that only go on with a word. */
const BOUND_START =
	/^(?:的(?![确士])|了(?![解不却然结])|着(?![力眼重实手陆装火急])|们|子(?!女|弟|孙|公司|夜|时|项|宫)|者(?!字)|性[，,。的]|化[，,。的])/;

/** A unit with a mark behind it, 件，: its number is missing. */
const BARE_UNIT =
	/^(?:万元|亿元|个月|人次|平方米|[辆艘幢盏趟](?!次)|(?:小时|公里|[件只名个项张份套元吨岁])[，,。、；;])/;
