import { describe, expect, test } from "vitest";
import { respell } from "../../../src/search/spelling/respell.ts";
import { index, parts } from "./spelling-paper.ts";

const repaired = (question: string) =>
	respell(question, index, parts.dictionary);

describe("a slip is repaired where an article prints the right word", () => {
	test.each([
		["a character of the same sound", "爱心驿占几点关门", "爱心驿站几点关门"],
		["of nearly the same sound", "爱心驿赞几点关门", "爱心驿站几点关门"],
		["two swapped characters", "职工疗养休补多少钱", "职工疗休养补多少钱"],
		["a missing one", "工资集协商怎么搞", "工资集体协商怎么搞"],
		["a doubled one", "医疗互互助怎么申请", "医疗互助怎么申请"],
		["a place of the same sound", "丽睡有几座驿站", "丽水有几座驿站"],
		[
			"two slips in one question",
			"工人文话宫的羽毛求馆",
			"工人文化宫的羽毛球馆",
		],
	])("%s: %s", (_, asked, meant) => {
		expect(repaired(asked).text).toBe(meant);
	});

	test("and the change is told, with its surroundings", () => {
		expect(repaired("爱心驿占在哪").changes).toEqual([
			{ from: "爱心驿占", to: "爱心驿站" },
		]);
	});
});

describe("what may be right stays as it is", () => {
	test.each([
		["every word of it is printed", "爱心驿站几点开门"],
		["an everyday word that is not in the paper", "哪里可以喂奶"],
		["an everyday verb beside a printed word", "老板折腾骑手怎么办"],
		["another person's name", "李帆拿了第几"],
		["a county that the paper does not mention", "潞州区有几座驿站"],
		["figures and measures", "第九名拿多少奖金"],
		["a question about something else", "公交卡丢了怎么补"],
	])("%s: %s", (_, asked) => {
		expect(repaired(asked)).toEqual({ text: asked, changes: [] });
	});
});
