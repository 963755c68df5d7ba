import { describe, expect, test } from "vitest";
import { analyze, analyzeQuery } from "../../src/search/analyzer.ts";
import { fold, hasTraditional } from "../../src/search/fold.ts";

describe("fold", () => {
	test("writes full-width signs half-width, letters small and traditional characters simplified", () => {
		expect(fold("ＡＢＣ１２３，工會經費")).toBe("abc123,工会经费");
	});

	test("knows the characters of Taiwan and Hong Kong", () => {
		expect(fold("臺灣衞生")).toBe("台湾卫生");
	});

	test("keeps every character's offset, also where the folded form would be longer", () => {
		const text = "½壹㈱℡職工İ";
		expect(fold(text)).toHaveLength(text.length);
		expect(fold(text).indexOf("职工")).toBe(text.indexOf("職工"));
	});

	test("returns the same text when there is nothing to fold", () => {
		expect(fold("职工医疗互助")).toBe("职工医疗互助");
	});

	test("tells traditional writing from simplified", () => {
		expect(hasTraditional("請問補貼有多少")).toBe(true);
		expect(hasTraditional("请问补贴有多少ＡＢＣ，")).toBe(false);
	});
});

describe("analyze", () => {
	test("pairs neighbouring Chinese characters", () => {
		expect(analyze("职工之家")).toEqual(["职工", "工之", "之家"]);
	});

	test("takes a character that stands alone as it is", () => {
		expect(analyze("茶、饭")).toEqual(["茶", "饭"]);
	});

	test("does not pair characters across punctuation or a line break", () => {
		expect(analyze("工会。会员\n活动")).toEqual(["工会", "会员", "活动"]);
	});

	test("keeps a number with its unit and without its separators", () => {
		expect(analyze("2.6万、22.4%、12,000、３００")).toEqual([
			"2.6万",
			"22.4%",
			"12000",
			"300",
		]);
	});

	test("keeps letters and digits of one word together, in small letters", () => {
		expect(analyze("5G COVID WiFi")).toEqual(["5g", "covid", "wifi"]);
	});

	test("finds a telephone number by the whole and by its parts", () => {
		expect(analyze("0793-5550219")).toEqual([
			"0793-5550219",
			"0793",
			"5550219",
		]);
	});

	test("gives traditional and simplified writing the same terms", () => {
		expect(analyze("困難職工幫扶")).toEqual(analyze("困难职工帮扶"));
	});

	test("finds nothing in an empty text or bare punctuation", () => {
		expect(analyze("")).toEqual([]);
		expect(analyze("……！？ \n")).toEqual([]);
	});
});

describe("analyzeQuery", () => {
	test("drops what only makes it a question", () => {
		expect(analyzeQuery("请问职工体检在哪里？")).toEqual([
			"职工",
			"工体",
			"体检",
			"检在",
		]);
	});

	test("asks for each term once", () => {
		expect(analyzeQuery("工会 工会")).toEqual(["工会"]);
	});

	test("keeps the question words when there is nothing else", () => {
		expect(analyzeQuery("为什么")).toEqual(["为什", "什么"]);
	});
});
