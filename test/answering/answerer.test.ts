import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/answering/answer.ts";
import { answererOver, PAPER } from "./paper.ts";

const { answer } = answererOver(PAPER);
const ask = (text: string, ...context: string[]) => answer({ text, context });
const quoted = ({ quotes }: Answer) =>
	quotes.map(({ text }) => text).join("\n");

describe("a fact that the paper prints", () => {
	it.each([
		["茶香小屋每天几点开放", "6时至19时"],
		["德清的茶山上有几间小屋?", "12间"],
		["叉车技能比武在哪里举行?", "邵东市物流港"],
		["叉车比武第一名奖励多少钱", "5000元"],
		["叉车技能比武最晚什么时候报名?", "3月25日截止"],
		["困难职工申请帮扶要交哪些材料?", "身份证复印件、家庭收入证明和住院发票"],
		["茶香小屋的电话是多少", "0572-5550147"],
		["合唱团的团长是谁?", "杨秋云"],
		["叉车比武要交钱吗", "不收取任何费用"],
		["沈月娥是谁", "管理员沈月娥"],
	])("answers %s", (question, fact) => {
		const found = ask(question);
		expect(found.status).toBe("answered");
		expect(quoted(found)).toContain(fact);
	});

	it("is quoted word for word and in few words", () => {
		for (const question of ["茶香小屋每天几点开放", "合唱团什么时候排练"]) {
			for (const { text, article } of ask(question).quotes) {
				expect(article.body).toContain(text);
				expect(text.length).toBeLessThanOrEqual(220);
			}
		}
	});

	it("is found for a question in traditional characters", () => {
		const found = ask("茶香小屋每天幾點開放?");
		expect(found.traditional).toBe(true);
		expect(quoted(found)).toContain("6时至19时");
	});

	it("takes the sentence before along where it begins with 她", () => {
		expect(quoted(ask("小屋每天打扫几次"))).toMatch(/沈月娥.*每天来打扫两次/s);
	});

	it("is quoted to the break where the page cuts it off, and says so", () => {
		const [quote] = ask("合唱团每周几排练").quotes;
		expect(quote).toMatchObject({ breaksOff: true });
	});
});

describe("what the paper does not print", () => {
	it.each([
		["another place", "桐乡的茶香小屋每天几点开放"],
		["another year", "去年的叉车技能比武什么时候开赛"],
		["the next time", "下一届叉车比武什么时候举行"],
		["another season", "秋季叉车比武在哪里举行"],
		["a phone number", "叉车比武的咨询电话是多少"],
		["a price", "茶香小屋的微波炉多少钱"],
		["a person", "茶香小屋的站长是谁"],
		["a rank", "叉车比武第四名奖励多少钱"],
		["a rank of something else", "合唱团第一名奖励多少钱"],
		["the names of a number of things", "那12间茶香小屋分别叫什么名字"],
		["a quoted name", "“桂花小屋”每天几点开放"],
		["a thing", "茶香小屋的app在哪里下载"],
		["what stood behind the break", "合唱团将获得什么荣誉"],
		["another subject", "公积金怎么提取"],
		["the weather", "明天会不会下雨"],
		["numbers", "帮我算算48乘以15"],
	])("is not answered: %s", (_what, question) => {
		const found = ask(question);
		expect(found.status).toBe("not_found");
		expect(found.quotes).toEqual([]);
	});

	it("points to the article that comes nearest", () => {
		expect(ask("叉车比武的咨询电话是多少").related[0]?.title).toBe(
			"叉车技能比武4月开赛",
		);
	});

	it("points to nothing where nothing is near", () => {
		expect(ask("彩票今天开几号").related).toEqual([]);
	});
});

describe("a follow-up", () => {
	it("is completed from the question before", () => {
		expect(
			quoted(ask("什么时候截止报名", "叉车技能比武在哪里举行?")),
		).toContain("3月25日截止");
	});

	it("with 那…呢 keeps to what was talked about", () => {
		expect(quoted(ask("那第二名呢", "叉车比武第一名奖励多少钱"))).toContain(
			"第二名奖励3000元",
		);
	});

	it("that names only what is asked for is answered from no other article", () => {
		expect(quoted(ask("电话多少", "茶香小屋每天几点开放"))).toContain(
			"0572-5550147",
		);
		expect(ask("电话多少", "合唱团的团长是谁?").status).toBe("not_found");
	});

	it("looks past small talk and jokes", () => {
		const soFar = ["叉车技能比武在哪里举行?", "谢谢", "讲个笑话听听"];
		expect(quoted(ask("什么时候截止报名", ...soFar))).toContain("3月25日截止");
	});

	it("with 那 may still name a subject of its own", () => {
		expect(
			quoted(ask("那德清的茶山上有几间小屋", "叉车技能比武在哪里举行?")),
		).toContain("12间");
	});

	it("keeps the place that was asked for", () => {
		expect(ask("那里有微波炉吗", "桐乡的茶香小屋在哪里").status).toBe(
			"not_found",
		);
	});

	it("with a subject of its own leaves the one before", () => {
		const found = ask("合唱团的团长是谁", "叉车技能比武在哪里举行?");
		expect(found.quotes[0]?.article.title).toBe("纺织女工组起合唱团");
	});
});

describe("a longer conversation", () => {
	const soFar = ["茶香小屋每天几点开放", "有微波炉吗"];

	it("leans on its topic over several questions", () => {
		expect(quoted(ask("电话是多少", ...soFar))).toContain("0572-5550147");
	});

	it("lets a bare question ask about the topic", () => {
		expect(quoted(ask("收费吗", ...soFar, "草帽怎么领"))).toContain("免费领取");
	});

	it("turns to a new subject and back to none of the old one", () => {
		const turned = [...soFar, "叉车技能比武在哪里举行?"];
		expect(quoted(ask("什么时候截止", ...turned))).toContain("3月25日截止");
	});

	it("answers for itself what the topic does not print", () => {
		const found = ask("医疗救助最高多少", ...soFar);
		expect(quoted(found)).toContain("医疗救助每户最高2万元");
	});

	it("does not answer from the topic what only another article prints of it", () => {
		expect(ask("它的第一名奖励多少", ...soFar).status).toBe("not_found");
	});
});

it("reads no more than the beginning of what is pasted", () => {
	const pasted = `茶香小屋每天几点开放?${"-".repeat(300)}桐乡`;
	expect(ask(pasted).status).toBe("answered");
});

it("takes signs and patterns for what they are", () => {
	for (const text of [
		"[(*+?\\",
		"{source}",
		"/",
		"？？？",
		"a".repeat(500),
		"第名",
		"《》",
	])
		expect(ask(text).quotes).toEqual([]);
});

describe("who wrote it", () => {
	it("is answered with the printed byline", () => {
		expect(quoted(ask("茶香小屋的报道是谁写的"))).toBe(
			"记者田小禾 通讯员柏青报道",
		);
	});

	it("is answered for the article that was talked about", () => {
		expect(quoted(ask("这篇谁写的", "茶香小屋每天几点开放"))).toContain(
			"田小禾",
		);
	});

	it("is understood behind small talk and with particles", () => {
		const soFar = ["茶香小屋每天几点开放", "谢谢"];
		expect(quoted(ask("是谁写的呀", ...soFar))).toContain("田小禾");
	});

	it("needs an article", () => {
		expect(ask("这篇谁写的").status).toBe("clarify");
	});

	it("is not found where no byline is printed", () => {
		expect(ask("叉车比武的新闻是哪个记者写的").status).toBe("not_found");
	});
});

describe("a list", () => {
	it("of what is on names the events", () => {
		const found = ask("最近有什么活动?");
		expect(found).toMatchObject({ status: "answered", list: true });
		expect(found.quotes.map(({ text }) => text)).toEqual([
			"叉车技能比武4月开赛",
		]);
	});

	it("of what is on falls back to the news that tell of events", () => {
		const news = PAPER.map((article) => ({
			...article,
			kind: "news" as const,
		}));
		const found = answererOver(news).answer({
			text: "最近有什么活动",
			context: [],
		});
		expect(found.quotes.map(({ text }) => text)).toContain(
			"叉车技能比武4月开赛",
		);
	});

	it("is narrowed by its topic", () => {
		expect(
			ask("有哪些帮扶政策").quotes.map(({ article }) => article.title),
		).toEqual(["宜宾提高困难职工帮扶标准"]);
	});

	it("is narrowed by its place", () => {
		expect(ask("宜宾最近有什么活动").status).toBe("not_found");
	});

	it("of the news begins with the newest issue", () => {
		const dates = ask("最近有什么新闻").quotes.map(
			({ article }) => article.issue?.date,
		);
		expect(dates).toEqual(["2023-03-02", "2023-03-02", "2023-03-02", null]);
	});
});

it("answers a single word with the key sentence of its article", () => {
	expect(quoted(ask("草帽"))).toContain("免费领取一顶草帽");
});

it("gives the same answer to the same question", () => {
	expect(ask("茶香小屋每天几点开放")).toEqual(ask("茶香小屋每天几点开放"));
});

it("answers nothing from an empty shelf", () => {
	const empty = answererOver([]);
	expect(empty.answer({ text: "哪里能体检", context: [] }).status).toBe(
		"not_found",
	);
	expect(empty.answer({ text: "最近有什么活动", context: [] }).status).toBe(
		"not_found",
	);
});

it.each(["现在几点", "今天几号", "今天星期几?"])(
	"leaves to the clock: %s",
	(text) => {
		expect(ask(text).status).toBe("not_found");
	},
);
