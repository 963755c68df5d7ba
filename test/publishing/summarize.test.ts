import { describe, expect, test } from "vitest";
import { plainArticle } from "../../src/knowledge/article.ts";
import { summarize } from "../../src/publishing/summarize.ts";

type Facts = Partial<Parameters<typeof plainArticle>[0]>;

function summaryOf(
	body: string,
	{
		title = "码头消息",
		maxChars,
		protect = [],
		...facts
	}: Facts & { maxChars?: number; protect?: string[] } = {},
): string {
	return summarize(plainArticle({ id: "a", title, body, ...facts }), {
		maxChars,
		protected: protect,
	});
}

describe("a summary", () => {
	const HARBOUR =
		"渔港工会10月9日给八百名船员发放急救包，每包装有三十件药品和器材，可供一条船使用两年。" +
		"急救包由县医院配齐，船员凭会员证到码头服务站领取。去年也发过一次雨衣。" +
		"老船员说，带着它出海心里踏实多了，家里人也放心。";

	test("is made of the paper's sentences in their order", () => {
		const summary = summaryOf(HARBOUR, {
			title: "急救包由县医院配齐，船员到码头领取",
		});
		expect(summary).toBe(
			"渔港工会10月9日给八百名船员发放急救包，每包装有三十件药品和器材，可供一条船使用两年。急救包由县医院配齐，船员凭会员证到码头服务站领取。",
		);
	});

	test("of a table has its rows, not what the columns are called", () => {
		expect(
			summaryOf(
				"名称 时间 地点 人数 电话\n法律咨询日 11月22日9时至12时 曲水区职工服务中心 不限 0571-88880012",
				{ kind: "event", title: "一周服务信息" },
			),
		).toBe(
			"法律咨询日 11月22日9时至12时 曲水区职工服务中心 不限 0571-88880012。",
		);
	});

	test.each([20, 45, 60, 100])(
		"has at most %i characters, each clause word for word",
		(maxChars) => {
			const summary = summaryOf(HARBOUR, {
				title: "渔港工会发放急救包",
				maxChars,
			});
			expect(summary.length).toBeGreaterThan(0);
			expect(summary.length).toBeLessThanOrEqual(maxChars);
			for (const clause of summary.split(/[，。]/))
				expect(HARBOUR).toContain(clause);
		},
	);

	test("of an announcement has room for its details, one of news ends when all is said", () => {
		const title = "渔港工会发放急救包";
		const news = summaryOf(HARBOUR, { title });
		const notice = summaryOf(HARBOUR, { title, kind: "notice" });
		expect(news).not.toContain("凭会员证");
		expect(notice).toContain("船员凭会员证到码头服务站领取。");
	});

	test("that lost a sentence's end closes with a full stop", () => {
		expect(
			summaryOf(HARBOUR, { title: "渔港工会给船员发放急救包", maxChars: 25 }),
		).toBe("渔港工会10月9日给八百名船员发放急救包。");
	});

	test("keeps what limits a promise, or leaves out both", () => {
		const body =
			"渔港工会给全体船员发放夏季降温补助八百元，但在岗不满六个月的除外，由各船队登记造册后统一领取。";
		expect(summaryOf(body, { maxChars: 40 })).toBe(
			"渔港工会给全体船员发放夏季降温补助八百元，但在岗不满六个月的除外。",
		);
		expect(summaryOf(body, { maxChars: 30 })).toBe("");
	});

	test("does not cut through a listed formulation", () => {
		const body =
			"渔港工会组织船员学习甲乙丙丁，戊己庚辛，会后还办了一场渔歌比赛。";
		expect(summaryOf(body, { maxChars: 18 })).toContain("甲乙丙丁。");
		expect(
			summaryOf(body, { maxChars: 18, protect: ["甲乙丙丁，戊己庚辛"] }),
		).toBe("");
	});

	test("leaves out questions, speech, and how the reporter came to know", () => {
		expect(
			summaryOf(
				"出海受了伤怎么办？“以前只能干等，现在好多了。”记者从渔港工会获悉，渔港工会10月9日起为船员开通海上急救热线，二十四小时有医生值守。",
				{ title: "渔港工会开通海上急救热线" },
			),
		).toBe("渔港工会10月9日起为船员开通海上急救热线，二十四小时有医生值守。");
	});

	test("of a feature begins where the union acts, not with the scene at its opening", () => {
		expect(
			summaryOf(
				"清晨五点，码头上还亮着灯，船员老邢推开门，锅里的粥正冒着热气。\n" +
					"这间早餐屋是渔港工会今年3月办起来的，每天供应两百份早餐，持会员证只收两元。",
				{ title: "码头上的早餐屋" },
			),
		).toBe(
			"这间早餐屋是渔港工会今年3月办起来的，每天供应两百份早餐，持会员证只收两元。",
		);
	});

	test("of an answer to a reader begins with the answer", () => {
		expect(
			summaryOf(
				"船员老邢问：船主让我自己买救生衣，对吗？\n律师骆小帆答：不对，救生衣属于劳动防护用品，应当由船主免费发给，不得让船员自己花钱购买。",
				{ title: "救生衣该谁买", kind: "qa" },
			),
		).toBe(
			"不对，救生衣属于劳动防护用品，应当由船主免费发给，不得让船员自己花钱购买。",
		);
	});

	test("never uses a sentence that is torn", () => {
		const whole = "渔港工会10月9日给八百名船员发放急救包，每包三十件。";
		const torn = "急救包由县医院配齐，船员本人凭会员证和身份证到码头";
		expect(summaryOf(`${whole}${torn}`, { truncated: true })).toBe(whole);
		expect(summaryOf(`${whole}\n${torn}\n领完为止，先到先得。`)).toBe(whole);
	});

	test("does not use a sentence whose beginning or end is missing in print, nor one that closes another's speech", () => {
		const whole =
			"镇工会日前召开会议，部署今年的劳动竞赛，三十家企业的工会主席到场听了安排。";
		const behind =
			"一时间掀起热潮，各车间都贴出了自己的比武榜，班组之间天天比进度。";
		const before = "技术科把十二项难题写在红纸上，贴到车间门口的公告栏。";
		const damage = [
			"第3行“一时间掀起热潮，”之前缺字",
			"第4行“门口的公告栏。”之后缺字",
		];
		const told = summaryOf(`${whole}\n${behind}\n${before}`, { damage });
		expect(told).toBe(whole);
		const speech =
			"“谁有本事谁来揭。这是去年的老规矩？”厂工会主席在会上说明了今年的新办法。";
		expect(summaryOf(`${speech}\n${whole}`)).not.toMatch(/^这是/);
	});

	test("of an article without a sentence that fits is empty", () => {
		expect(summaryOf("")).toBe("");
		expect(summaryOf("渔港工会发放急救包八百个。", { maxChars: 5 })).toBe("");
	});
});
