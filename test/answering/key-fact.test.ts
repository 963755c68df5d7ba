import { describe, expect, it } from "vitest";
import { readExpected } from "../../src/answering/answer-kind.ts";
import { keyFact, markKeys } from "../../src/answering/key-fact.ts";
import type { Article } from "../../src/knowledge/article.ts";
import { analyzeQuery } from "../../src/search/analyzer.ts";
import { fold } from "../../src/search/fold.ts";
import { PAPER } from "./paper.ts";

/** What is marked in a quote that answers a question. */
function marked(question: string, text: string): string | null {
	const folded = fold(question);
	const terms = analyzeQuery(folded).map((term) => ({ term, weight: 1 }));
	const key = keyFact(text, readExpected(folded), terms);
	return key && text.slice(...key);
}

describe("the value asked for is marked", () => {
	it.each([
		["草帽补贴多少钱?", "每顶草帽补贴２０元，凭会员卡领取。", "２０元"],
		["咨询电话是多少", "小屋服务电话0572-5550147。", "0572-5550147"],
		[
			"叉车比武什么时候举行",
			"比武将于4月8日至9日在物流港举行。",
			"4月8日至9日",
		],
		["小屋几点开放", "小屋每天6时至19时开放，有饮水机。", "6时至19时"],
		["理论考试占多少比例", "理论考试占30%。", "30%"],
		["合唱团有多少名女工", "厂里的36名女工组起合唱团。", "36名"],
		["团长是谁", "团长杨秋云是挡车工。", "杨秋云"],
		["比武在哪里举行", "比武将在邵东市物流港举行。", "邵东市物流港"],
		["领草帽要多少钱", "草帽凭会员卡免费领取。", "免费"],
	])("%s", (question, text, value) => {
		expect(marked(question, text)).toBe(value);
	});
});

it("of several values marks the one beside the question's words", () => {
	const prizes = "第一名奖励5000元，第二名奖励3000元。";
	expect(marked("第一名奖励多少钱", prizes)).toBe("5000元");
	expect(marked("第二名奖励多少钱", prizes)).toBe("3000元");
});

it("an amount that was raised gives way to the new one, unless the old one is asked for", () => {
	const raised = "生活救助由每户每年4000元提高到5200元。";
	expect(marked("生活救助多少钱", raised)).toBe("5200元");
	expect(marked("生活救助原来多少钱", raised)).not.toBe("5200元");
});

it("marks nothing where no word tells the values apart, or none is printed", () => {
	expect(marked("发多少钱", "有的200元，有的300元。")).toBeNull();
	expect(marked("发多少钱", "报名从今天开始。")).toBeNull();
	expect(marked("怎么报名", "在公众号报名，每人20元。")).toBeNull();
});

it("marks the first quote of each article", () => {
	const [one, other] = PAPER.slice(0, 2) as [Article, Article];
	const quotes = [
		{ text: "每人发200元。", article: one },
		{ text: "另有300元。", article: one },
		{ text: "每人发400元。", article: other },
	];
	const expected = readExpected("每人发多少钱");
	expect(
		markKeys(quotes, expected, []).map(
			({ text, key }) => key && text.slice(...key),
		),
	).toEqual(["200元", undefined, "400元"]);
});
