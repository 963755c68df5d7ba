import { describe, expect, it } from "vitest";
import { readExpected } from "../../src/answering/answer-kind.ts";
import { printsKind } from "../../src/answering/evidence.ts";

describe("the kind of answer is read beside the question word", () => {
	it.each([
		["打哪个电话咨询", ["phone"]],
		["打电话等了几天才有人来", ["duration"]],
		["补贴多少钱", ["money"]],
		["免费体检名额多少", ["count"]],
		["每人每年交多少", ["money"]],
		["占比多少", ["share"]],
		["补助比例最高多少", ["share"]],
		["讲座多长时间", ["duration"]],
		["比赛时间", ["date"]],
		["哪几天比赛", ["date"]],
		["什么时候开,在哪里", ["date", "place"]],
		["有多少人参加", ["count"]],
		["分哪几轮", ["name"]],
		["去了哪里", ["place"]],
		["是谁主讲", ["person"]],
		["谁主办", ["organisation"]],
		["哪家公司生产的", ["organisation"]],
		["要带什么材料", ["material"]],
		["为什么取消", ["reason"]],
		["怎么报名", ["way"]],
		["能不能带家属", ["permission"]],
		["会费", []],
	])("%s → %j", (question, kinds) => {
		expect(readExpected(question).kinds).toEqual(kinds);
	});
});

describe("a text prints a kind or not", () => {
	it.each([
		["phone", "咨询电话0571-5550123", "共有12345名职工"],
		["money", "补助2.6万元", "补助了26名职工"],
		["share", "占三成", "占地三亩"],
		["date", "9月14日开赛", "参加人数众多"],
	] as const)("%s", (kind, printed, not) => {
		expect(printsKind(printed, kind, null)).toBe(true);
		expect(printsKind(not, kind, null)).toBe(false);
	});

	it("counts with the measure word that was asked for", () => {
		expect(printsKind("以95票通过", "count", "票")).toBe(true);
		expect(printsKind("代表98名", "count", "票")).toBe(false);
		expect(printsKind("36名女工", "count", "人")).toBe(true);
	});
});

it.each(["总工会主席是谁", "总工会的主席叫什么"])(
	"%s asks for the holder of an office",
	(question) => {
		expect(readExpected(question).office).toBe("主席");
	},
);
