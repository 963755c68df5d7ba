import { describe, expect, test } from "vitest";
import { type Article, plainArticle } from "../../src/knowledge/article.ts";
import { buildIndex } from "../../src/search/article-index.ts";

const medical = article(
	"医疗互助下月开始参保",
	"职工医疗互助保障计划将于下月1日起接受参保。每人每年保费80元,住院最高可领2.6万元。退休职工也可以参加。",
);
const singing = article(
	"职工歌手大赛落幕",
	"历时近两个月的职工歌手大赛落下帷幕,20名选手进入决赛。来自纺织厂的缝纫工林巧云唱了一首自己写的歌。",
	{ place: "青禾县" },
);
const heat = article(
	"高温天 送清凉",
	"连日高温,青禾县总工会给环卫工人送去绿豆汤和毛巾。县总工会副主席说,清凉驿站开放到九月底,电话0793-5550219。",
	{ subtitle: "清凉驿站开放到九月" },
);
const legal = article(
	"劳动合同怎么签",
	"律师提醒,劳动合同应当在用工之日起一个月内签订。试用期最长不超过六个月。",
	{ kicker: "以案说法" },
);

describe("search", () => {
	const index = buildIndex([singing, heat, legal, medical]);
	const best = (query: string) => index.search(query)[0]?.article.title;

	test("finds the article that is about the question's subject", () => {
		expect(best("医疗互助一年交多少钱?")).toBe(medical.title);
		expect(best("试用期最长多久")).toBe(legal.title);
	});

	test("finds it in traditional characters and full-width figures too", () => {
		expect(best("醫療互助最高可領２．６萬元嗎")).toBe(medical.title);
	});

	test("finds a telephone number, or its second half alone", () => {
		expect(best("0793-5550219")).toBe(heat.title);
		expect(best("5550219是哪里的电话")).toBe(heat.title);
	});

	test("finds what stands only in the line above the headline", () => {
		expect(best("以案说法")).toBe(legal.title);
	});

	test("finds by single characters where no pair agrees", () => {
		expect(best("唱得最好的缝衣工")).toBe(singing.title);
	});

	test("prefers the article that prints the words together to the one that scatters them", () => {
		const together = article(
			"甲",
			"会议听取了报告。车间主任王立群获得工匠称号。大家表示祝贺。天气晴好。午后散会。",
		);
		const scattered = article(
			"乙",
			"车间新装了空调。大家很高兴。食堂也换了菜单。王立群在场。晚上放电影。工匠铺开张。",
		);
		const [first] = buildIndex([scattered, together]).search("王立群 工匠");
		expect(first?.article).toBe(together);
	});

	test("prefers the article that names the place in its headline to one that mentions it at the end", () => {
		const body = "工会为困难职工发放助学金。".repeat(3);
		const about = article("青禾县总工会金秋助学", body);
		const mentions = article("金秋助学", `${body}青禾县等地也有类似做法。`);
		const [first] = buildIndex([mentions, about]).search("青禾县的助学金");
		expect(first?.article).toBe(about);
	});

	test("does not let the question's own words choose the article", () => {
		const chatty = article("问答", "请问什么时候?请问怎么样?请问有多少?");
		const [first] = buildIndex([chatty, heat]).search(
			"请问清凉驿站什么时候关?",
		);
		expect(first?.article).toBe(heat);
	});

	test("gives nothing for a question that shares no character with the paper", () => {
		expect(index.search("zzz")).toEqual([]);
		expect(index.search("?!")).toEqual([]);
	});

	test("gives at most as many articles as asked for", () => {
		expect(index.search("职工", { limit: 1 })).toHaveLength(1);
	});

	test("finds one article among hundreds by a rare character alone", () => {
		const others = Array.from({ length: 300 }, (_, n) =>
			article(`第${n}次座谈会`, "会议听取了职工的意见,大家的发言很热烈。"),
		);
		const orchid = article("花展", "公园里种下了一株蓍草,开白花。");
		const [first] = buildIndex([...others, orchid]).search("蓍的花");
		expect(first?.article).toBe(orchid);
	});

	test("searches an empty paper", () => {
		expect(buildIndex([]).search("医疗互助")).toEqual([]);
	});
});

describe("what a term tells", () => {
	const index = buildIndex([singing, heat, legal, medical]);

	test("is more, the fewer articles print it", () => {
		expect(index.weight("互助")).toBeGreaterThan(index.weight("职工"));
		expect(index.weight("火箭")).toBeGreaterThan(index.weight("互助"));
	});

	test("is known for pairs, numbers and single characters", () => {
		expect(index.has("互助")).toBe(true);
		expect(index.has("2.6万")).toBe(true);
		expect(index.has("唱")).toBe(true);
		expect(index.has("火箭")).toBe(false);
		expect(index.has("箭")).toBe(false);
	});
});

function article(
	title: string,
	body: string,
	facts: Partial<Article> = {},
): Article {
	return plainArticle({ id: title, title, body, ...facts });
}
