/** Counts in how many articles each character stands, which tells how much a single character says. */

/** How often a UTF-16 unit occurs in `texts` (folded), a text counting once: one entry for each of the 65,536 units. */
export function countCharacters(texts: Iterable<string>): Uint32Array {
	const counts = new Uint32Array(0x10000);
	const lastSeen = new Uint32Array(0x10000);
	let number = 0;
	for (const text of texts) {
		number++;
		for (let i = 0; i < text.length; i++) {
			const unit = text.charCodeAt(i);
			if (lastSeen[unit] === number) continue;
			lastSeen[unit] = number;
			counts[unit] = (counts[unit] as number) + 1;
		}
	}
	return counts;
}
