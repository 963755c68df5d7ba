/** Brings the forms of an English word together: riders and rider, applied and apply, training and train. */

/**
 * A key, not a word (company and companies → compani): plurals, -ed, -ing and possessives are taken off, whatever remains
 * is the same for all regular forms. Irregular forms have entries of their own in the glossary.
 */
export function stem(word: string): string {
	let rest = word.toLowerCase().replace(/['’]s?$/, "");
	if (rest.length <= 3) return rest;
	rest = rest.replace(/ies$/, "y");
	if (/(?:ss|sh|ch|x|z)es$/.test(rest)) rest = rest.slice(0, -2);
	else if (/[^siu]s$/.test(rest)) rest = rest.slice(0, -1);
	const bare = rest.replace(/(?:ing|ed)$/, "");
	if (bare !== rest && /[aeiouy]/.test(bare) && bare.length >= 3)
		rest = bare.replace(/([bdgkmnprt])\1$/, "$1");
	return rest.replace(/e$/, "").replace(/y$/, "i");
}
