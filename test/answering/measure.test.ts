import { describe, expect, test } from "vitest";
import {
	bestRougeL,
	containsAnswer,
	hitAt,
	mrr10,
	percentile,
} from "../../src/answering/measure.ts";
import { rougeL } from "../../src/knowledge/rouge.ts";

describe("ranks", () => {
	const ranks = [1, 2, null, 6, 20];

	test("hit@k is the share of questions whose document stands among the first k", () => {
		expect(hitAt(1, ranks)).toBe(0.2);
		expect(hitAt(5, ranks)).toBe(0.4);
	});

	test("MRR gives half a point for the second place and nothing behind the tenth", () => {
		expect(mrr10(ranks)).toBeCloseTo((1 + 1 / 2 + 1 / 6) / 5);
	});

	test("no questions give zero, not an error", () => {
		expect(hitAt(1, [])).toBe(0);
		expect(mrr10([])).toBe(0);
	});
});

describe("containment", () => {
	test("ignores width and white space", () => {
		expect(containsAnswer(["最高 ２．６万元，含门诊"], ["2.6万 元"])).toBe(
			true,
		);
	});

	test("needs the whole answer inside one quote", () => {
		expect(containsAnswer(["最高2.6", "万元"], ["2.6万元"])).toBe(false);
	});

	test("takes any of the answers, but no empty one", () => {
		expect(containsAnswer(["共48天"], ["四十八天", "48天"])).toBe(true);
		expect(containsAnswer(["共48天"], [""])).toBe(false);
	});
});

describe("character ROUGE-L", () => {
	test("is 1 for the same text and 0 for texts without a common character", () => {
		expect(rougeL("历时48天", "历时48天")).toBe(1);
		expect(rougeL("历时", "协商")).toBe(0);
	});

	test("is the F1 of the longest common subsequence", () => {
		// 职工之家 and 职业之家 share 职之家: precision 3/4, recall 3/4.
		expect(rougeL("职工之家", "职业之家")).toBeCloseTo(0.75);
		// 五年 within six characters: precision 1/3, recall 1.
		expect(rougeL("有效期五年。", "五年")).toBeCloseTo(0.5);
	});

	test("takes the best of several references", () => {
		expect(bestRougeL("五年", ["三年", "五年"])).toBe(1);
		expect(bestRougeL("五年", [])).toBe(0);
	});
});

test("a percentile is a value that occurs", () => {
	expect(percentile(0.5, [30, 10, 20])).toBe(20);
	expect(percentile(0.99, [30, 10, 20])).toBe(30);
	expect(percentile(0.5, [])).toBe(0);
});
