import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/answering/answer.ts";
import { composeReply } from "../../src/bot/replies/compose-reply.ts";
import { createToTraditional } from "../../src/bot/traditional.ts";
import { PAPER } from "../answering/paper.ts";
import { WORDING } from "./chat.ts";

const [TEA, CONTEST, , CHOIR] = PAPER as [
	(typeof PAPER)[number],
	(typeof PAPER)[number],
	(typeof PAPER)[number],
	(typeof PAPER)[number],
];

/** The lines in which an answer is said on 20 March 2023. */
function said(answer: Partial<Answer>): string[] {
	const whole: Answer = {
		status: "answered",
		quotes: [],
		related: [],
		ranking: [],
		traditional: false,
		...answer,
	};
	const parts = {
		wording: () => WORDING,
		now: () => new Date("2023-03-20T02:00:00Z"),
		toTraditional: createToTraditional(),
	};
	return composeReply(whole, parts).text.split("\n");
}

describe("an answer", () => {
	it("from two articles names each source behind its quote", () => {
		expect(
			said({
				quotes: [
					{ text: "她每天来打扫两次。", article: TEA },
					{ text: "第一名奖励5000元，第二名奖励3000元。", article: CONTEST },
				],
			}),
		).toEqual([
			"她每天来打扫两次。",
			"来源:《采茶工有了歇脚屋》山水职工报 2023-03-02 德清县",
			"第一名奖励5000元，第二名奖励3000元。",
			"来源:《叉车技能比武4月开赛》山水职工报 2023-03-02 邵东市",
		]);
	});

	it("carries what must be known beside it in one line", () => {
		const text = "近日，合唱团3月5日前报名。";
		const [, , ...notes] = said({
			quotes: [{ text, article: CHOIR, breaksOff: true }],
		});
		expect(notes).toEqual(["原文到此中断;文中“近日”以见报时为准,刊期未标明"]);
	});

	it("tells of a gap in the page beside it", () => {
		const damaged = {
			...TEA,
			damage: ["第3行“小屋每天6时至”之前缺字"],
		};
		const lines = said({
			quotes: [{ text: "她每天来打扫两次。", article: damaged }],
		});
		expect(lines.at(-1)).toBe("原文此处有缺");
	});
});

describe("where the paper is silent", () => {
	const silent = (missing: NonNullable<Answer["missing"]>) =>
		said({ status: "not_found", missing, related: [CONTEST] });

	it("the reply says what is missing, then what is near, then who can help", () => {
		expect(silent({ what: "西宁" })).toEqual([
			"最接近的一篇里没有写到“西宁”。",
			"最接近的报道:《叉车技能比武4月开赛》",
			"可以拨打职工服务热线12351,请工会的工作人员帮您解答。",
		]);
	});

	it("and what is printed in its stead", () => {
		expect(silent({ what: "2024年", printed: ["2022", "2023"] })[0]).toBe(
			"最接近的一篇里没有写到“2024年”,只有2022年、2023年的数字。",
		);
		expect(silent({ what: "兰州", printed: ["西宁"] })[0]).toBe(
			"最接近的一篇里没有写到“兰州”,写到的是西宁。",
		);
	});
});

it("an unclear question is asked back with what it may mean", () => {
	expect(said({ status: "clarify", choices: ["兰州", "西宁"] })).toEqual([
		"您问的是兰州,还是西宁?请带上它再问我一次。",
	]);
	expect(said({ status: "clarify" })).toEqual([WORDING.clarify]);
});
