/** Reads Latin letters as toneless pinyin: every way in which they can be cut into syllables. */

/** A syllable in a stretch of letters, from `start` to `end`. */
export interface Syllable {
	start: number;
	end: number;
	reading: string;
}

/** Syllables by where they start; empty where no reading of the whole stretch passes. */
export type Lattice = readonly (readonly Syllable[])[];

/**
 * All syllables of `letters` that belong to a reading of whole words; null when one of the words is no pinyin.
 * `words` are the lengths of the written words in order: no syllable reaches from one into the next.
 */
export function latticeOf(
	letters: string,
	words: readonly number[],
): Lattice | null {
	const lattice: Syllable[][] = Array.from(
		{ length: letters.length + 1 },
		() => [],
	);
	let start = 0;
	for (const length of words) {
		const end = start + length;
		const leadsOn = new Set([end]);
		for (let at = end - 1; at >= start; at--) {
			for (let size = 1; size <= MAX_LETTERS && at + size <= end; size++) {
				const reading = letters.slice(at, at + size);
				if (!leadsOn.has(at + size) || !SYLLABLES.has(reading)) continue;
				lattice[at]?.push({ start: at, end: at + size, reading });
				leadsOn.add(at);
			}
		}
		if (!leadsOn.has(start)) return null;
		dropUnreached(lattice, start, end);
		start = end;
	}
	return lattice;
}

/** Whether a word of Latin letters can be read as pinyin. */
export function isPinyin(word: string): boolean {
	return latticeOf(word, [word.length]) !== null;
}

export function isSyllable(letters: string): boolean {
	return SYLLABLES.has(letters);
}

function dropUnreached(
	lattice: Syllable[][],
	start: number,
	end: number,
): void {
	const reached = new Set([start]);
	for (let at = start; at < end; at++) {
		if (reached.has(at))
			for (const syllable of lattice[at] ?? []) reached.add(syllable.end);
		else lattice[at] = [];
	}
}

/** zhuang, chuang, shuang. */
const MAX_LETTERS = 6;

/** The syllables of Standard Chinese by their beginnings; ü is typed v. */
const SYLLABLES = new Set(
	Object.entries({
		"": "a ai an ang ao e ei en eng er ou",
		b: "a ai an ang ao ei en eng i ian iao ie in ing o u",
		p: "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
		m: "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
		f: "a an ang ei en eng o ou u",
		d: "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
		t: "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
		n: "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve ue",
		l: "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve ue",
		g: "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
		k: "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
		h: "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
		j: "i ia ian iang iao ie in ing iong iu u uan ue un",
		q: "i ia ian iang iao ie in ing iong iu u uan ue un",
		x: "i ia ian iang iao ie in ing iong iu u uan ue un",
		zh: "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
		ch: "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
		sh: "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
		r: "an ang ao e en eng i ong ou u ua uan ui un uo",
		z: "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
		c: "a ai an ang ao e en eng i ong ou u uan ui un uo",
		s: "a ai an ang ao e en eng i ong ou u uan ui un uo",
		y: "a an ang ao e i in ing o ong ou u uan ue un",
		w: "a ai an ang ei en eng o u",
	}).flatMap(([initial, finals]) =>
		finals.split(" ").map((final) => initial + final),
	),
);
