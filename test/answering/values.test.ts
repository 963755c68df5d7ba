/** The value that is asked for, bound to what it belongs to. */

import { describe, expect, it } from "vitest";
import { plainArticle } from "../../src/knowledge/article.ts";
import { answererOver, MARCH, PAPER } from "./paper.ts";

const ARTICLES = [
	...PAPER,
	plainArticle({
		id: "issues/2023-03-02/05-courses",
		issue: MARCH,
		title: "春季公益课开班",
		kind: "notice",
		body: [
			"市工人文化宫春季公益课3月6日开班，课程如下：",
			"周一 18:30 剪纸 三楼305",
			"周二 18:30 二胡 四楼402",
			"周三 18:30 茶艺 二楼201",
			"每人限报1门。课程每月更新一次。",
		].join("\n"),
	}),
	plainArticle({
		id: "issues/2023-03-02/06-calligraphy",
		issue: MARCH,
		title: "职工书法展评出获奖名单",
		body: [
			"职工书法展在市图书馆落幕，共收到作品160幅。获奖名单如下：",
			"金奖 《山高水长》 (市港务局 邹远山)",
			"银奖 《江上清风》 (市公交公司 贺兰英)",
		].join("\n"),
	}),
	plainArticle({
		id: "issues/2023-03-02/07-school",
		issue: MARCH,
		title: "“夜灯学堂”亮了一冬",
		body: [
			"去年11月，码头工会在旧仓库里办起“夜灯学堂”，教装卸工学看图纸，听一次记一分。",
			"学堂的课桌由一家木器公司捐赠，公司还派人来修过屋顶。",
			"到今年2月，学堂共开课35次，听课的装卸工有700人次。",
			"结业考试分看图、放样两项，放样第一名是桑志远。",
			"学堂的灯油钱和书本钱都由工会承担，装卸工不得缺课超过三次。",
		].join("\n"),
	}),
	plainArticle({
		id: "issues/2023-03-02/08-canteen",
		issue: MARCH,
		title: "园区食堂补贴办法",
		kind: "policy",
		body: [
			"食堂日均供餐50人以上150人以下的，每年补贴8000元；150人以上的，每年补贴12000元。",
			"补贴不得用于购买烟酒，只能用于添置炊具。",
			"学徒每餐减2元，帮厨每餐减1元。",
		].join("\n"),
	}),
	plainArticle({
		id: "issues/2023-03-02/09-questions",
		issue: MARCH,
		title: "互助保险您问我答",
		kind: "qa",
		body: [
			"1.外来务工人员怎么投保？",
			"由所在工会统一办理，每人每年缴费45元。",
			"2.离职以后能不能接着保？",
			"能。保单有效到本期结束。",
			"3.理赔款多久到账？",
			"资料齐全的，7个工作日内打入本人银行卡。",
		].join("\n"),
	}),
];
const { answer } = answererOver(ARTICLES);
const ask = (text: string, ...context: string[]) => answer({ text, context });
const quoted = (text: string, ...context: string[]) =>
	ask(text, ...context)
		.quotes.map((quote) => quote.text)
		.join("\n");

describe("a row of a table", () => {
	it("answers for its own label", () => {
		const reply = quoted("公益课的二胡在哪个教室");
		expect(reply).toContain("周二 18:30 二胡 四楼402");
		expect(reply).not.toContain("305");
	});

	it("answers for its own prize", () => {
		expect(quoted("书法展金奖是谁")).toMatch(/^金奖.*邹远山/);
	});
});

describe("the sentence with the asked value", () => {
	it("comes before the one that introduces the subject", () => {
		expect(quoted("夜灯学堂到现在开了多少次课")).toContain("共开课35次");
	});

	it("is found though the paper uses another word with a character in common", () => {
		expect(quoted("夜灯学堂的书本费用谁承担")).toContain("书本钱");
	});

	it("is found under the question that the paper prints above it", () => {
		expect(quoted("互助保险的理赔款多久到账")).toContain("7个工作日");
	});

	it("tells how often", () => {
		expect(quoted("公益课的课程多久更新一次")).toContain("每月更新一次");
	});

	it("says what may not be done", () => {
		expect(quoted("园区食堂的补贴能不能买烟酒")).toContain("不得用于购买烟酒");
	});

	it("goes on behind a bare yes", () => {
		expect(quoted("离职以后能不能接着保互助保险")).toContain(
			"能。保单有效到本期结束。",
		);
	});

	it("holds for a number inside the printed range", () => {
		expect(quoted("园区食堂一天供餐100人,每年补贴多少")).toContain("8000元");
	});
});

describe("a follow-up with other words than the paper's", () => {
	const before = "外来务工人员怎么投保互助保险?";

	it("is answered by the kind of value it asks for", () => {
		expect(quoted("一年交多少钱", before)).toContain("每人每年缴费45元");
	});
});

describe("what is not printed", () => {
	it.each([
		["a duration, though a month is named", "夜灯学堂要学几个月"],
		["a share", "互助保险住院能报百分之几"],
		["a number outside every range", "园区食堂一天供餐20人,每年补贴多少"],
		["the next of a numbered series", "公益课第5讲是什么时候"],
		["the first of another part", "夜灯学堂看图第一名是谁"],
		["another prize", "书法展铜奖是谁"],
		["the name of an organisation", "给夜灯学堂捐课桌的公司叫什么"],
		["another member of a series", "园区食堂的清洁工有什么"],
		["a request for goods", "推荐个耐用的炊具套装品牌"],
	])("is not answered: %s", (_what, question) => {
		expect(ask(question).status).toBe("not_found");
	});
});
