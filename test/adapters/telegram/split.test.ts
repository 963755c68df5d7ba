import { describe, expect, test } from "vitest";
import { clip, split } from "../../../src/adapters/telegram/split.ts";
import type { StyledText } from "../../../src/adapters/telegram/styled-text.ts";

/** A text in which what stands between ⟦ and ⟧ is a citation; its parts. */
function parts(marked: string, max: number): string[] {
	const spans: StyledText["spans"] = [];
	let text = "";
	for (const [, plain = "", quoted] of marked.matchAll(
		/([^⟦]*)(?:⟦([^⟧]*)⟧)?/g,
	)) {
		text += plain;
		if (quoted === undefined) continue;
		const start = text.length;
		text += quoted;
		spans.push({ style: "quote", start, end: text.length });
	}
	return split({ text, spans }, max).map(([start, end]) =>
		text.slice(start, end),
	);
}

test("what fits is one part, to the last character", () => {
	expect(parts("一二三", 3)).toEqual(["一二三"]);
	expect(parts("一".repeat(4096), 4096)).toHaveLength(1);
	expect(parts("一".repeat(4097), 4096)).toHaveLength(2);
});

describe("a cut is made", () => {
	test("at the last line's end that fits", () => {
		expect(parts("一二\n三四\n五六", 6)).toEqual(["一二\n三四", "五六"]);
		expect(parts("一二\n三四\n五六", 5)).toEqual(["一二\n三四", "五六"]);
		expect(parts("一二\n三四\n五六", 4)).toEqual(["一二", "三四", "五六"]);
	});

	test("before a citation rather than within it", () => {
		expect(parts("一\n⟦二二\n三三⟧\n四", 6)).toEqual([
			"一",
			"二二\n三三",
			"四",
		]);
		expect(parts("⟦一一\n源⟧\n⟦二二\n源⟧", 8)).toEqual([
			"一一\n源",
			"二二\n源",
		]);
	});

	test("within a citation where it is longer than a message", () => {
		expect(parts("⟦一二三\n四五六\n源⟧", 5)).toEqual(["一二三", "四五六\n源"]);
	});

	test("at a sentence's end within a line, with the marks that close it", () => {
		expect(parts("一二。三四五六", 5)).toEqual(["一二。", "三四五六"]);
		expect(parts("“一二!”三四五", 6)).toEqual(["“一二!”", "三四五"]);
		expect(parts("“一二！”三四五", 6)).toEqual(["“一二！”", "三四五"]);
	});

	test("between any two characters where there is no sentence", () => {
		expect(parts("一二三四五", 2)).toEqual(["一二", "三四", "五"]);
	});
});

describe("never cut in two is", () => {
	test.each([
		["a pair", "😀"],
		["a family", "👨‍👩‍👧"],
		["a flag", "🇨🇳"],
		["a letter with its accents", "e\u0301\u0323"],
		["a tone of skin", "👍🏽"],
	])("%s", (_, character) => {
		for (const max of [character.length, character.length + 1])
			expect(parts(character.repeat(5), max)).toEqual(Array(5).fill(character));
	});

	test("a pair, even in a character that is longer than a message", () => {
		const zalgo = `e${"\u{1E8D0}".repeat(50)}`;
		const cut = parts(zalgo, 10);
		expect(cut.join("")).toBe(zalgo);
		for (const part of cut) expect(/\p{Surrogate}/u.test(part)).toBe(false);
	});
});

test("blank lines at a cut are not said", () => {
	expect(parts("一二\n\n\n三四", 2)).toEqual(["一二", "三四"]);
	expect(parts("\n\n", 1)).toEqual([]);
});

test("no part is longer than a message, and nothing but line ends is lost", () => {
	const word = [
		"夜班船",
		"😀",
		"。",
		"\n",
		"e\u0301",
		" ",
		"👨‍👩‍👧",
		"\u200B",
		"‮ab",
	];
	for (let seed = 1; seed <= 200; seed++) {
		const text = Array.from(
			{ length: 60 },
			(_, n) => word[(seed * 7 + n * n * seed) % word.length],
		).join("");
		const cut = split({ text, spans: [] }, 24).map(([a, b]) =>
			text.slice(a, b),
		);
		for (const part of cut) expect(part.length).toBeLessThanOrEqual(24);
		expect(cut.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
	}
});

test("a megabyte is cut, too", () => {
	expect(parts("夜".repeat(1_000_000), 4096)).toHaveLength(245);
});

test("a notice is clipped between characters", () => {
	expect(clip("好的", 200)).toBe("好的");
	expect(clip("😀".repeat(101), 200)).toBe("😀".repeat(100));
	expect(clip(`a${"😀".repeat(100)}`, 200)).toBe(`a${"😀".repeat(99)}`);
});
