import { expect, test } from "vitest";
import { decodeHanPair, encodeTerm } from "../../src/search/term-code.ts";

test("no two characters, alone or paired, share a code", () => {
	const codes = new Set<string>();
	const terms = new Set<string>();
	for (let unit = 0; unit < 0x10000; unit++) {
		const char = String.fromCharCode(unit);
		for (const term of [char, `工${char}`, `${char}a`]) {
			codes.add(encodeTerm(term));
			terms.add(term);
		}
	}
	expect(codes.size).toBe(terms.size);
});

test("codes can be told apart wherever one ends and the next begins", () => {
	const signs = ["工", "会", "a", "@", "~", "é", "\ud842", "5", "."];
	const terms = signs.flatMap((a) =>
		signs.flatMap((b) => [a + b, ...signs.map((c) => a + b + c)]),
	);
	expect(new Set(terms.map(encodeTerm)).size).toBe(terms.length);
});

test("a term's code begins with the codes of its beginnings, so that prefixes can be looked up", () => {
	expect(encodeTerm("工会").startsWith(encodeTerm("工"))).toBe(true);
});

test("the alphabet is small", () => {
	const signs = new Set<string>();
	for (let unit = 0x3400; unit < 0xa000; unit++) {
		for (const sign of encodeTerm(String.fromCharCode(unit))) signs.add(sign);
	}
	expect(signs.size).toBeLessThanOrEqual(32);
});

test("the code of two Han characters gives them back, any other code nothing", () => {
	expect(decodeHanPair(encodeTerm("驿站"))).toBe("驿站");
	for (const term of ["驿", "工会a", "abcdef", "2.6万", "é"])
		expect(decodeHanPair(encodeTerm(term))).toBeNull();
});
