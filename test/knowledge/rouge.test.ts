import { describe, expect, test } from "vitest";
import { rouge, rougeL } from "../../src/knowledge/rouge.ts";

describe("character ROUGE", () => {
	test("is 1 for the same words in another width and 0 for texts without a common character", () => {
		const one = { rouge1: 1, rouge2: 1, rougeL: 1 };
		expect(rouge("历时 ４８天", "历时48天")).toEqual(one);
		expect(rouge("历时", "协商")).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
		expect(rouge("", "")).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
	});

	test("counts characters, pairs, and the longest common subsequence", () => {
		// 五年期限 and 期限五年: all four characters, two of three pairs, two in order.
		expect(rouge("五年期限", "期限五年")).toEqual({
			rouge1: 1,
			rouge2: expect.closeTo(2 / 3),
			rougeL: 0.5,
		});
	});

	test("counts a repeated character only as often as the reference prints it", () => {
		// Precision 1/3, recall 1/2.
		expect(rouge("好好好", "好的").rouge1).toBeCloseTo(0.4);
	});

	test("ROUGE-L is the F1 of the longest common subsequence", () => {
		// 职工之家 and 职业之家 share 职之家: precision 3/4, recall 3/4.
		expect(rougeL("职工之家", "职业之家")).toBeCloseTo(0.75);
		// 五年 within six characters: precision 1/3, recall 1.
		expect(rougeL("有效期五年。", "五年")).toBeCloseTo(0.5);
	});
});
