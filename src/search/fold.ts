/** Makes texts comparable: width, case and traditional characters folded, one character for one. */

import { Converter } from "opencc-js/t2cn";

/**
 * Folds full-width forms to half-width (Unicode NFKC), letters to lower case and traditional characters
 * (Taiwan's and Hong Kong's included) to simplified ones.
 *
 * The result always has the length of the input: offset i of the folded text is offset i of the original, so whatever
 * is found in the folded text can be quoted word for word. A character whose folded form is longer (½, ℡) stays.
 * Text that needs no folding is returned as it is, without a copy.
 */
export function fold(text: string): string {
	let folded = "";
	let copied = 0;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		const to = FOLDED[unit] as number;
		if (to === unit) continue;
		folded += text.slice(copied, i) + String.fromCharCode(to);
		copied = i + 1;
	}
	return copied === 0 ? text : folded + text.slice(copied);
}

/** Whether the text holds a character that simplified Chinese writes differently. */
export function hasTraditional(text: string): boolean {
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		if (unit >= FIRST_HAN && unit <= LAST_HAN && FOLDED[unit] !== unit)
			return true;
	}
	return false;
}

const FIRST_HAN = 0x3400;
const LAST_HAN = 0xfaff;

/** Folded UTF-16 unit of every UTF-16 unit. A table, because ten thousand articles are folded at a start. */
const FOLDED = foldTable();

function foldTable(): Uint16Array {
	const table = Uint16Array.from({ length: 0x10000 }, (_, unit) => {
		if (unit >= 0xd800 && unit <= 0xdfff) return unit; // halves of a pair mean nothing alone
		const char = String.fromCharCode(unit);
		const folded = char.normalize("NFKC").toLowerCase();
		return folded.length === 1 ? folded.charCodeAt(0) : unit;
	});
	// The second converter knows Hong Kong's forms (衞), which the first leaves alone.
	for (const from of ["t", "hk"]) {
		const simplify = Converter({ from, to: "cn" });
		const han = table.subarray(FIRST_HAN, LAST_HAN + 1);
		// A line for each character, so that none is taken for a part of a word.
		const lines = Array.from(han, (unit) => String.fromCharCode(unit));
		const simplified = simplify(lines.join("\n")).split("\n");
		for (const [n, char] of simplified.entries()) {
			if (char.length === 1) han[n] = char.charCodeAt(0);
		}
	}
	return table;
}
