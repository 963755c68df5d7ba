/** Character ROUGE: how well a text holds what a reference text says. Pure functions. */

/** Character ROUGE-1, -2 and -L as F1, from 0 to 1. */
export interface Rouge {
	rouge1: number;
	rouge2: number;
	rougeL: number;
}

/**
 * The three measures of a text against one reference (Lin 2004), with characters as the units. Width is evened out (NFKC) and
 * white space removed; punctuation counts. An empty text has nothing in common with any.
 */
export function rouge(text: string, reference: string): Rouge {
	const a = [...comparable(text)];
	const b = [...comparable(reference)];
	return {
		rouge1: f1(commonGrams(a, b, 1), a.length, b.length),
		rouge2: f1(commonGrams(a, b, 2), a.length - 1, b.length - 1),
		rougeL: f1(longestCommonSubsequence(a, b), a.length, b.length),
	};
}

/** ROUGE-L alone: F1 of the longest common subsequence. */
export function rougeL(text: string, reference: string): number {
	return rouge(text, reference).rougeL;
}

/** A text with its width evened out and without white space: what two printings of the same words have in common. */
export function comparable(text: string): string {
	return text.normalize("NFKC").replace(/\s/g, "");
}

/** The harmonic mean of precision and recall. */
function f1(common: number, of: number, wanted: number): number {
	return common === 0 ? 0 : (2 * common) / (of + wanted);
}

/** How many n-grams the two share; one that repeats counts as often as it stands in both. */
function commonGrams(
	a: readonly string[],
	b: readonly string[],
	n: number,
): number {
	const left = new Map<string, number>();
	for (let i = 0; i + n <= b.length; i++) {
		const gram = b.slice(i, i + n).join("");
		left.set(gram, (left.get(gram) ?? 0) + 1);
	}
	let common = 0;
	for (let i = 0; i + n <= a.length; i++) {
		const gram = a.slice(i, i + n).join("");
		const count = left.get(gram) ?? 0;
		if (count === 0) continue;
		left.set(gram, count - 1);
		common++;
	}
	return common;
}

function longestCommonSubsequence(
	a: readonly string[],
	b: readonly string[],
): number {
	// One row of the usual table: `row[j]` is the length for the part of `a` read so far and the first j signs of `b`.
	const row = new Uint32Array(b.length + 1);
	for (const sign of a) {
		let diagonal = 0;
		for (let j = 1; j <= b.length; j++) {
			const above = row[j] as number;
			row[j] =
				sign === b[j - 1]
					? diagonal + 1
					: Math.max(above, row[j - 1] as number);
			diagonal = above;
		}
	}
	return row[b.length] as number;
}
