import { describe, expect, it } from "vitest";
import { MARCH, PAPER } from "../answering/paper.ts";
import { startChat, WORDING } from "./chat.ts";

describe("an answer", () => {
	it("begins with the paper's words and names their source", async () => {
		const { say } = await startChat();
		const { status, text, quotes } = await say("茶香小屋每天几点开放?");
		expect(status).toBe("answered");
		expect(text.split("\n")[0]).toBe(quotes[0]?.text);
		expect(text).toContain(
			"来源:《采茶工有了歇脚屋》山水职工报 2023-03-02 德清县",
		);
		expect(quotes[0]?.article).toEqual({
			id: "issues/2023-03-02/01-tea",
			title: "采茶工有了歇脚屋",
			issue: "2023-03-02",
		});
	});

	it("tells from when a relative time counts", async () => {
		const { say } = await startChat();
		expect((await say("德清的茶山上有几间小屋?")).text).toContain(
			"文中“日前”以2023-03-02见报时为准",
		);
		expect((await say("合唱团的团长是谁?")).text).toContain("刊期未标明");
	});

	it("says that a deadline has passed, once it has", async () => {
		const { say, wait } = await startChat();
		const question = "叉车技能比武最晚什么时候报名?";
		expect((await say(question)).text).not.toContain("已经过去");
		wait(6 * 24 * 60);
		expect((await say(question)).text).toContain("3月25日已经过去");
	});

	it("says where the page breaks off", async () => {
		const { say } = await startChat();
		expect((await say("合唱团每周几排练")).text).toContain("原文到此中断");
	});

	it("stays within 400 characters and shows each quote word for word", async () => {
		const wordy = PAPER.map((article) => ({
			...article,
			title: article.title + "长".repeat(120),
			issue: { ...MARCH, paper: "报".repeat(40) },
		}));
		const { say } = await startChat({ articles: wordy });
		for (const question of [
			"茶香小屋每天几点开放",
			"最近有什么新闻",
			"最新",
			"全文1",
			"叉车比武怎么报名",
		]) {
			const { text, quotes } = await say(question);
			expect([...text].length).toBeLessThanOrEqual(400);
			for (const quote of quotes) expect(text).toContain(quote.text);
		}
	});

	it("speaks traditional characters to who writes them, and leaves the paper's words alone", async () => {
		const { say } = await startChat();
		const { text, quotes } = await say("茶香小屋每天幾點開放?");
		expect(text).toContain("來源:《采茶工有了歇脚屋》");
		expect(quotes[0]?.text).toContain("小屋每天6时至19时开放");
	});

	it("speaks them in commands and lists too", async () => {
		const { say } = await startChat();
		expect((await say("幫助")).text).toContain("發");
		expect((await say("政策和活動")).text).toContain("報");
		const { text, quotes } = await say("活動");
		expect(text).toContain("發“全文 1”");
		expect(quotes[0]?.text).toBe("叉车技能比武4月开赛");
		expect((await say("/跳過")).text).toContain("沒有“/跳過”這個命令");
	});
});

describe("where the paper is silent", () => {
	it("says so, points to what is near and to a human", async () => {
		const { say } = await startChat();
		const { status, text, quotes } = await say("叉车比武的咨询电话是多少");
		expect({ status, quotes }).toEqual({ status: "not_found", quotes: [] });
		expect(text).toContain("《叉车技能比武4月开赛》");
		expect(text).toContain("12351");
	});

	it("answers talk with one warm line", async () => {
		const { say } = await startChat();
		expect(await say("谢谢")).toMatchObject({
			status: "small_talk",
			text: WORDING.small_talk.thanks,
			quotes: [],
			related: [],
		});
	});
});

describe("a conversation", () => {
	it("belongs to one person", async () => {
		const { say } = await startChat();
		await say("叉车技能比武在哪里举行?", "小陈");
		expect((await say("这篇谁写的", "老吴")).status).toBe("clarify");
		expect((await say("那第二名奖励多少", "小陈")).text).toContain("3000元");
	});

	it("is forgotten after ten minutes", async () => {
		const { say, wait } = await startChat();
		await say("茶香小屋每天几点开放");
		wait(9);
		expect((await say("这篇谁写的")).text).toContain("田小禾");
		wait(10);
		expect((await say("这篇谁写的")).status).toBe("clarify");
	});

	it("is forgotten on request", async () => {
		const { say } = await startChat();
		await say("茶香小屋每天几点开放");
		expect((await say("清空")).text).toBe(WORDING.commands.forgotten);
		expect((await say("这篇谁写的")).status).toBe("clarify");
	});

	it("goes on across small talk", async () => {
		const { say } = await startChat();
		await say("茶香小屋每天几点开放");
		await say("谢谢");
		expect((await say("这篇谁写的")).text).toContain("田小禾");
	});
});

describe("commands", () => {
	it.each(["帮助", "/help", "/start", "/HELP@union_bot"])(
		"%s helps",
		async (command) => {
			const { say } = await startChat({ direct: true });
			expect((await say(command)).text).toBe(WORDING.commands.help);
		},
	);

	it.each([
		["最新", "最近有什么新闻", "《采茶工有了歇脚屋》"],
		["/events", "最近有什么活动", "《叉车技能比武4月开赛》"],
		["政策", "有哪些政策", "《宜宾提高困难职工帮扶标准》"],
	])("%s shows the list that answers %s", async (command, question, title) => {
		const { say } = await startChat();
		const list = await say(command);
		expect(list.text).toContain(title);
		expect(await say(question)).toEqual(list);
	});

	it("say so where there is nothing to list", async () => {
		const { say } = await startChat({ articles: PAPER.slice(0, 1) });
		expect(await say("政策")).toMatchObject({
			status: "not_found",
			text: WORDING.commands.empty,
		});
	});

	it("open an article by its number and read on", async () => {
		const [tea] = PAPER;
		const long = { ...PAPER[0], body: `${tea?.body}\n`.repeat(4).trim() };
		const { say } = await startChat({
			articles: [long as (typeof PAPER)[number]],
		});
		await say("/latest");
		const first = await say("全文 1");
		expect(first.text).toContain(WORDING.commands.more);
		const pages = [first.quotes[0]?.text];
		for (;;) {
			const { text, quotes } = await say("继续");
			if (quotes.length === 0) break;
			pages.push(quotes[0]?.text);
			expect([...text].length).toBeLessThanOrEqual(400);
		}
		expect(pages.join("").replace(/\n/g, "")).toBe(
			long.body?.replace(/\n/g, ""),
		);
	});

	it("ask which article, where none was shown", async () => {
		const { say } = await startChat();
		expect((await say("全文 3")).text).toBe(WORDING.commands.which_article);
		expect((await say("继续")).text).toBe(WORDING.commands.nothing_open);
	});

	it("say which numbers there are", async () => {
		const { say } = await startChat();
		await say("最新");
		expect((await say("全文 99")).text).toContain("只有第1条到第4条");
		expect((await say("全文第2条")).text).toContain("《叉车技能比武4月开赛》");
	});

	it("that nobody knows are named, with what to send instead", async () => {
		const { say } = await startChat();
		expect((await say("/hlep")).text).toContain("发:/help");
		expect((await say("/帮住")).text).toContain("发:帮助");
		expect((await say("/跳舞")).text).toBe(
			WORDING.commands.unknown.replace("{command}", "/跳舞"),
		);
	});

	it("are no commands inside a question", async () => {
		const { say } = await startChat();
		expect((await say("叉车活动在哪里举行")).text).not.toContain(
			WORDING.list.heading,
		);
	});
});

describe("a long list", () => {
	const nights = Array.from({ length: 8 }, (_, n) => ({
		...(PAPER[1] as (typeof PAPER)[number]),
		id: `issues/2023-03-02/0${n + 1}`,
		title: `第${n + 1}晚露天电影活动`,
	}));

	it("is leafed through with 继续, its numbers going on", async () => {
		const { say } = await startChat({ articles: nights });
		const first = await say("活动");
		expect(first.text).toContain("\n5. 《第5晚");
		expect(first.text).toContain("另有3篇,发“继续”看");
		const next = await say("继续");
		expect(next.text).toContain("\n6. 《第6晚");
		expect(next.text).toContain("发“全文 6”看第6条");
		expect(next.text).not.toContain("另有");
		expect((await say("继续")).text).toBe(WORDING.list.finished);
		expect((await say("2")).text).toContain("《第2晚");
		expect((await say("全文 7")).text).toContain("《第7晚");
	});

	it("has short lines: number, title, date and place", async () => {
		const { say } = await startChat({ articles: nights });
		expect((await say("活动")).text.split("\n")[1]).toBe(
			"1. 《第1晚露天电影活动》2023-03-02 邵东市",
		);
	});
});

describe("a subject on the operator's list", () => {
	it("gets one fixed line before anything is looked up", async () => {
		const { say } = await startChat({ sensitive: ["叉车"] });
		const { status, text, quotes } = await say("叉 车技能比武在哪里举行");
		expect({ status, quotes }).toEqual({ status: "not_found", quotes: [] });
		expect(text).toContain("这个话题我不方便说");
		expect((await say("这篇谁写的")).status).toBe("clarify");
	});
});
