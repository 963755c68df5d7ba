import { describe, expect, test } from "vitest";
import {
	bestRougeL,
	containsAnswer,
	hitAt,
	mrr10,
	percentile,
} from "../../src/answering/measure.ts";

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

test("the best of several references counts", () => {
	expect(bestRougeL("五年", ["三年", "五年"])).toBe(1);
	expect(bestRougeL("五年", [])).toBe(0);
});

test("a percentile is a value that occurs", () => {
	expect(percentile(0.5, [30, 10, 20])).toBe(20);
	expect(percentile(0.99, [30, 10, 20])).toBe(30);
	expect(percentile(0.5, [])).toBe(0);
});
