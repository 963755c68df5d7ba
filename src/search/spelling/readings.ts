/** How Han characters sound: their toneless readings, and which readings are easily taken for one another. */

import { pinyin } from "pinyin-pro";

/** Readings past the third are those of old texts and dialects (乐 yao, 参 san). */
const MAX_READINGS = 3;

/** Second readings without a consonant are rare ones (广 an), and split what they stand in. */
const RARE = /^[aoe]/;

/** The toneless readings of a Han character, the commonest first (长 → chang, zhang); ü is written v. */
export function readingsOf(character: string): string[] {
	const all = pinyin(character, {
		multiple: true,
		toneType: "none",
		type: "array",
		v: true,
	});
	return [...new Set(all)]
		.filter(
			(reading, n) =>
				/^[a-z]+$/.test(reading) && !(n > 0 && RARE.test(reading)),
		)
		.slice(0, MAX_READINGS);
}

/**
 * A reading as one hears it in the south and types it in haste: n for l, z for zh, c for ch, s for sh, f for h before u,
 * an for ang, en for eng, in for ing. Two readings with the same rough form are near each other.
 */
export function roughReading(reading: string): string {
	return reading
		.replace(/^([zcs])h/, "$1")
		.replace(/^n(?!$)/, "l")
		.replace(/^hu(?=.)/, "f")
		.replace(/([aei])ng$/, "$1n");
}
