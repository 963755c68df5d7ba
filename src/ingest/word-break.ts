/** Whether a word was torn apart between two lines. */

export type WordBreak = (before: string, after: string) => boolean;

/** Uses the word segmentation of the Unicode library that ships with Node (ICU's Chinese dictionary). */
export function createWordBreak(): WordBreak {
	const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
	return (before, after) => {
		const left = before.slice(-WINDOW);
		const right = after.slice(0, WINDOW);
		if (/[\d.]$/.test(left) && /^[\d.%％万亿]/.test(right)) return true;
		if (!/\p{Script=Han}$/u.test(left) || !/^\p{Script=Han}/u.test(right))
			return /[A-Za-z0-9]$/.test(left) && /^[A-Za-z0-9]/.test(right);
		for (const { index, segment } of segmenter.segment(left + right))
			if (index < left.length && index + segment.length > left.length)
				return true;
		return false;
	};
}

/** Characters looked at on either side: words are shorter. */
const WINDOW = 8;
