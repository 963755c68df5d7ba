/** Writes a term in a small alphabet, because MiniSearch's radix tree scans the children of a node one by one. */

/**
 * The term with every Han character spelled in three signs of a 32-letter alphabet. Chinese terms begin with thousands of
 * different characters, and so would have thousands of children under the tree's root; spelled, no node has more than a
 * few dozen. No two terms share a code: Han characters take exactly three signs of `@`…`_`, lower-case ASCII stands for
 * itself (it has none of these signs), and any other unit takes `~` and four signs.
 */
export function encodeTerm(term: string): string {
	let code = "";
	for (let i = 0; i < term.length; i++) {
		const unit = term.charCodeAt(i);
		if (unit >= HAN_FIRST && unit <= HAN_LAST) {
			code += HAN_CODES[unit - HAN_FIRST] as string;
		} else if (unit < 0x7e && (unit < 0x40 || unit > 0x5f)) {
			code += term.charAt(i);
		} else {
			code += `~${signs(unit, 4)}`;
		}
	}
	return code;
}

/** The term of two Han characters that a code stands for; null for the code of any other term. */
export function decodeHanPair(code: string): string | null {
	if (code.length !== 6) return null;
	let pair = "";
	for (let i = 0; i < 6; i += 3) {
		let value = 0;
		for (let n = i; n < i + 3; n++) {
			const sign = code.charCodeAt(n) - 0x40;
			if (sign < 0 || sign > 31) return null;
			value = (value << 5) | sign;
		}
		pair += String.fromCharCode(HAN_FIRST + value);
	}
	return pair;
}

/** Three signs hold 15 bits: the 32,768 units from here cover the Han blocks of the basic plane. */
const HAN_FIRST = 0x3400;
const HAN_LAST = HAN_FIRST + 0x7fff;

const HAN_CODES = Array.from({ length: 0x8000 }, (_, n) => signs(n, 3));

function signs(value: number, length: number): string {
	let text = "";
	for (let shift = 5 * (length - 1); shift >= 0; shift -= 5) {
		text += String.fromCharCode(0x40 + ((value >> shift) & 31));
	}
	return text;
}
