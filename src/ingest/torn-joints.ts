/** Finds where text was lost between two printed lines that were joined, and takes them apart again. */

import type { Paragraph } from "./paragraphs.ts";
import type { WordBreak } from "./word-break.ts";

/**
 * The same paragraphs, each ending where the next line cannot follow: nobody should read across a loss.
 * @param page the running text of the whole page, for what it says again and again.
 */
export function splitAtTears(
	paragraphs: readonly Paragraph[],
	page: string,
	tearsWord: WordBreak,
): Paragraph[] {
	return paragraphs.flatMap((paragraph) => {
		const tears = paragraph.joints.filter(({ at }) =>
			isTornJoint(paragraph.text, at, page, tearsWord),
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

/**
 * Two lines that cannot follow each other: after a mark, a word's second half; a bare unit that no number precedes;
 * after an adverb or preposition, a particle; half a word that the page always completes otherwise.
 */
function isTornJoint(
	text: string,
	joint: number,
	page: string,
	tearsWord: WordBreak,
): boolean {
	const before = text.slice(Math.max(0, joint - NEAR), joint).trimEnd();
	const after = text.slice(joint, joint + NEAR);
	if (/[，,。；;：:！？!?]$/.test(before) && BOUND_START.test(after))
		return true;
	if (
		/(?:还|也|就|都|又|才|再|很|最|没|不|把|被|从|向|对|在|和|与|及|或)$/.test(
			before,
		) &&
		/^(?:的(?![确士])|了(?![解不])|着(?![力眼重手])|们|[，,。；;])/.test(after)
	)
		return true;
	if (
		!QUANTITY.test(before) &&
		BARE_UNIT.test(after) &&
		!tearsWord(before, after)
	)
		return true;
	if (losesQuote(before, after)) return true;
	return completesOtherwise(before, after, page, tearsWord);
}

/** Characters on either side that are looked at: a clause. */
const NEAR = 60;

/** A quotation opens just before the joint and is never closed. */
function losesQuote(before: string, after: string): boolean {
	const open = before.lastIndexOf("“");
	if (
		open < 0 ||
		before.includes("”", open) ||
		before.length - open > MAX_OPEN_QUOTE
	)
		return false;
	const next = /[“”\n]/.exec(after)?.[0];
	return next !== "”";
}

/** Characters: a longer quotation may run over paragraphs, which print no closing mark. */
const MAX_OPEN_QUOTE = 12;

/** A number or a word in its place, after which a unit may stand. */
const QUANTITY =
	/[\d一二三四五六七八九十百千万亿两几数半多余每来各这那哪该某整单第首前后上下逐按近约]$/;

/** The last two characters before the joint stand elsewhere on the page again and again, always before the same third one, which makes a word of them. */
function completesOtherwise(
	before: string,
	after: string,
	page: string,
	tearsWord: WordBreak,
): boolean {
	const half = before.slice(-2);
	const next = after[0] ?? "";
	if (!/^\p{Script=Han}{2}$/u.test(half) || !/\p{Script=Han}/u.test(next))
		return false;
	const followers = new Set<string>();
	let seen = 0;
	for (let at = page.indexOf(half); at >= 0; at = page.indexOf(half, at + 1)) {
		const follower = page[at + 2] ?? "";
		// The joint itself is one of the places.
		if (follower === next) return false;
		if (follower === "\n" || follower === "") continue;
		followers.add(follower);
		seen++;
		if (followers.size > 1) return false;
	}
	const [completion = ""] = followers;
	return seen >= MIN_COMPLETIONS && tearsWord(half, completion);
}

/** Fewer repetitions may be chance. */
const MIN_COMPLETIONS = 4;

/** Characters that only go on with a word. */
const BOUND_START =
	/^(?:的(?![确士])|了(?![解不却然结])|着(?![力眼重实手陆装火急])|们|子(?!女|弟|孙|公司|夜|时|项|宫)|者(?!字)|性[，,。的]|化[，,。的])/;

/** A unit with a mark behind it, 件，: its number is missing. */
const BARE_UNIT =
	/^(?:万元|亿元|个月|人次|平方米|[辆艘幢盏趟](?!次)|(?:小时|公里|[件只名个项张份套元吨岁])[，,。、；;])/;
