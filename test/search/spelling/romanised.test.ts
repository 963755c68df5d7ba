import { describe, expect, test } from "vitest";
import { readRomanised } from "../../../src/search/spelling/romanised.ts";
import { isPinyin, latticeOf } from "../../../src/search/spelling/syllables.ts";
import { index, parts } from "./spelling-paper.ts";

const read = (typed: string, around = "") =>
	readRomanised(typed.split(" "), around, index, parts.dictionary);

describe("pinyin is read by what the articles print", () => {
	test.each([
		["gongren wenhuagong ji dian kaimen", "工人文化宫几点开门"],
		["yiliao huzhu zenme shenqing", "医疗互助怎么申请"],
		["zhigong liaoxiuyang buzhu duoshao qian", "职工疗休养补助多少钱"],
		["waimai qishou zai nali tijian", "外卖骑手在哪里体检"],
		["dianhangong bi wu jiangjin duoshao", "电焊工比武奖金多少"],
	])("%s", (typed, meant) => {
		expect(read(typed)?.text).toBe(meant);
	});

	test("run together, or every syllable for itself", () => {
		const meant = "爱心驿站几点关门";
		expect(read("aixinyizhanjidianguanmen")?.text).toBe(meant);
		expect(read("ai xin yi zhan ji dian guan men")?.text).toBe(meant);
	});

	test("a name that is printed once wins over commoner characters", () => {
		expect(read("li fan")?.text).toBe("李凡");
	});

	test("a city that the paper does not print is understood all the same", () => {
		expect(read("yuxi you jizuo yizhan")?.text).toContain("玉溪");
	});

	test("the Chinese beside it tells which article is meant", () => {
		expect(read("tijian", "外卖骑手的")?.text).toBe("体检");
	});

	test("letters that no pinyin has are not read", () => {
		expect(read("wifi mima")).toBeNull();
	});

	test("little is understood of words that nothing prints", () => {
		expect(read("nuo ren qu cen kui")?.understood).toBeLessThan(0.75);
	});
});

describe("letters are cut into syllables", () => {
	test("in every way that reaches the end", () => {
		const cuts = latticeOf("xian", [4])?.flat();
		expect(cuts?.map(({ reading }) => reading)).toEqual(["xi", "xian", "an"]);
	});

	test("but never across written words", () => {
		const cuts = latticeOf("xian", [2, 2])?.flat();
		expect(cuts?.map(({ reading }) => reading)).toEqual(["xi", "an"]);
	});

	test("and English mostly has no such cut", () => {
		expect(["union", "what", "phone", "the"].some(isPinyin)).toBe(false);
	});
});
