import { describe, expect, it } from "vitest";
import { fill } from "../../src/bot/wording.ts";
import { startChat, WORDING } from "./chat.ts";

const { commands, settings, staff, whoami } = WORDING;

describe("提问", () => {
	it.each([
		"/ask茶香小屋每天几点开放",
		"/ask 茶香小屋每天几点开放",
		"提问 茶香小屋每天几点开放",
		"提问:茶香小屋每天几点开放",
		"/ask@union_bot 茶香小屋每天几点开放",
	])("%s asks", async (text) => {
		const { say } = await startChat();
		expect((await say(text)).text).toContain("6时至19时");
	});

	it("asks what is wanted where nothing stands behind it", async () => {
		const { say } = await startChat();
		expect((await say("/ask")).text).toBe(commands.ask_empty);
	});
});

describe("设置", () => {
	it("is for administrators alone", async () => {
		const { say, press } = await startChat({ administrators: ["群主"] });
		expect((await say("/settings", "小陈")).text).toBe(
			settings.only_administrators,
		);
		await say("设置", "群主");
		expect((await press(settings.button_questions, "小陈")).notice).toBe(
			settings.only_administrators,
		);
	});

	it("is put off, not refused, while the platform does not say who decides", async () => {
		const { say, click, store } = await startChat({
			administrators: ["群主"],
			telling: false,
		});
		expect((await say("订阅", "群主")).text).toBe(settings.who_decides_unknown);
		expect(await click("s:subscribed:1", "群主")).toEqual({
			said: [],
			notice: settings.who_decides_unknown,
		});
		expect(await store.chats.find("test", "group")).toMatchObject({
			subscribed: false,
		});
	});

	it("changes in place how the group listens and what it gets", async () => {
		const { say, press, store } = await startChat({ administrators: ["群主"] });
		expect((await say("设置", "群主")).text).toContain(settings.listens);
		const { reply, notice } = await press(settings.button_questions, "群主");
		expect(notice).toBe(settings.changed);
		expect(reply.text).toContain(settings.listens_questions);
		await press(settings.button_subscribe, "群主");
		expect(await store.chats.find("test", "group")).toMatchObject({
			listens: "questions",
			subscribed: true,
			title: "车间群",
		});
		const back = await press(settings.button_addressed, "群主");
		expect(back.reply.text).toContain(
			fill(settings.receives, { wants: WORDING.desk.audience_all }),
		);
		expect(await store.chats.find("test", "group")).toMatchObject({
			listens: "addressed",
			subscribed: true,
		});
	});

	it("knows an administrator who speaks as the group", async () => {
		const { handle, message } = await startChat();
		const asGroup = { id: "group", name: "车间群", asGroup: true };
		const { said } = await handle(message("/settings", { sender: asGroup }));
		expect(said[0]?.reply.text).toContain(settings.heading);
	});
});

describe("订阅 and 退订", () => {
	it("are decided by a group's administrators", async () => {
		const { say, store } = await startChat({ administrators: ["群主"] });
		expect((await say("/subscribe", "小陈")).text).toBe(
			settings.only_administrators,
		);
		expect(await store.chats.subscribed("test")).toEqual([]);
		expect((await say("订阅", "群主")).text).toBe(
			fill(settings.subscribed, { wants: WORDING.desk.audience_all }),
		);
		expect(await store.chats.subscribed("test")).toMatchObject([
			{ chat: "group", title: "车间群", group: true },
		]);
		expect((await say("退订", "群主")).text).toBe(settings.unsubscribed);
		expect(await store.chats.subscribed("test")).toEqual([]);
	});

	it("are everyone's own business in a direct chat", async () => {
		const { say, store } = await startChat({ direct: true });
		await say("订阅");
		expect(await store.chats.subscribed("test")).toMatchObject([
			{ group: false, title: "" },
		]);
		await say("退订");
		expect(await store.chats.find("test", "group")).toBeNull();
	});
});

describe("反馈", () => {
	it("is kept for staff, with numbers masked", async () => {
		const { say, store } = await startChat();
		expect((await say("反馈 字太小,打我电话13800138000")).text).toBe(
			commands.feedback_thanks,
		);
		expect(await store.feedback.comments(5)).toMatchObject([
			{ text: "字太小,打我电话***" },
		]);
	});

	it("may be long, and is shown to staff", async () => {
		const { say } = await startChat({ direct: true, staff: ["编辑"] });
		expect((await say("反馈", "编辑")).text).toBe(commands.feedback_none);
		await say(`反馈 ${"字太小。".repeat(100)}`);
		await say("/feedback声音听不清");
		const { text } = await say("反馈", "编辑");
		expect(text).toContain("· 声音听不清\n");
		expect(text).toContain("字太小。".repeat(100));
	});

	it("asks for the words where there are none", async () => {
		const { say } = await startChat();
		expect((await say("/feedback")).text).toBe(commands.feedback_empty);
	});
});

describe("隐私, 忘记我, 我是谁", () => {
	it("tell what is kept and for how long", async () => {
		const { say } = await startChat();
		const { text } = await say("/privacy");
		for (const kept of ["24小时", "90天", "365天", "30天", "服务器"])
			expect(text).toContain(kept);
		expect([...text].length).toBeLessThanOrEqual(400);
	});

	it("forget conversation, votes and comments of a person, and of nobody else", async () => {
		const { say, press, buttons, store } = await startChat();
		await say("茶香小屋每天几点开放", "老吴");
		await press(WORDING.buttons.useful, "老吴");
		await say("反馈 好用", "老吴");
		await say("反馈 难用", "小陈");
		await say("茶香小屋每天几点开放", "老吴");
		expect(buttons().length).toBeGreaterThan(0);
		expect((await say("忘记我", "老吴")).text).toBe(commands.forgotten);
		expect((await say("这篇谁写的", "老吴")).status).toBe("clarify");
		expect(await store.feedback.comments(5)).toMatchObject([{ text: "难用" }]);
		expect(await store.feedback.votes(0)).toMatchObject({
			useful: 0,
			useless: 0,
		});
	});

	it("forget a person's subscription and answers in their direct chat, too", async () => {
		const { say, press, store } = await startChat({ direct: true });
		await say("订阅");
		await say("茶香小屋每天几点开放");
		expect((await say("/forget")).text).toBe(commands.forgotten_direct);
		expect(await store.chats.find("test", "group")).toBeNull();
		await expect(press(WORDING.buttons.text)).rejects.toThrow();
		expect(await store.answers.find(1)).toBeNull();
	});

	it("tell the ids that staff need", async () => {
		const { say, handle, message } = await startChat();
		const { text } = await say("我是谁", "u-77");
		expect(text).toContain("u-77");
		expect(text).toContain("group");
		const asGroup = { id: "group", name: "车间群", asGroup: true };
		const { said } = await handle(message("/whoami", { sender: asGroup }));
		expect(said[0]?.reply.text).toContain(whoami.hidden);
	});
});

describe("未答 and 统计", () => {
	it("show staff what was not answered, masked and counted, without a person", async () => {
		const { say } = await startChat({ direct: true, staff: ["编辑"] });
		await say("工会有没有海边疗养,电话13800138000", "小陈");
		await say("工会有没有海边疗养,电话13800138000", "老吴");
		await say("工资条在哪里打印", "小陈");
		const { text } = await say("未答", "编辑");
		expect(text).toMatch(/1\. 工会有没有海边疗养,电话\*\*\*\(2次\)/);
		expect(text).toContain("工资条在哪里打印");
		expect(text).not.toMatch(/小陈|老吴|138/);
	});

	it("show staff the week's figures", async () => {
		const { say, press } = await startChat({ direct: true, staff: ["编辑"] });
		await say("茶香小屋每天几点开放");
		await press(WORDING.buttons.useful);
		await say("工资条在哪里打印");
		await say("反馈 好用");
		const { text } = await say("统计", "编辑");
		expect(text).toContain("答上1个,报纸没有写到1个");
		expect(text).toContain("有用1,没用0");
		expect(text).toContain("· 好用");
	});

	it.each(["未答", "/stats"])(
		"%s gets a polite no for everyone else, which is written down",
		async (command) => {
			const { say, store } = await startChat({ direct: true, staff: ["编辑"] });
			expect((await say(command, "小陈")).text).toBe(staff.only);
			expect(await store.audit.last(1)).toMatchObject([
				{ action: command, allowed: false },
			]);
			const [entry] = await store.audit.last(1);
			expect(entry?.actor).toBe(store.personKey("test", "小陈"));
		},
	);

	it("stay out of groups", async () => {
		const { say } = await startChat({ staff: ["编辑"] });
		expect((await say("未答", "编辑")).text).toBe(staff.in_private);
	});
});

describe("too many questions", () => {
	it("get one polite notice, then silence", async () => {
		const { say, handle, message } = await startChat({
			limits: { personPerMinute: 2, groupPerMinute: 10 },
		});
		await say("草帽");
		await say("草帽");
		expect((await say("草帽")).text).toBe(WORDING.limited.person);
		expect((await handle(message("草帽"))).said).toEqual([]);
	});
});

describe("what is said to the others", () => {
	it("is answered where the paper has it, and left alone where it has not", async () => {
		const { handle, message, store } = await startChat();
		const overheard = (text: string) =>
			handle(message(text, { addressed: null }));
		const { said } = await overheard("茶香小屋每天几点开放?");
		expect(said[0]?.reply.text).toContain("6时至19时");
		for (const text of ["工资条在哪里打印?", "谢谢", "活动", "/help", ""])
			expect((await overheard(text)).said).toEqual([]);
		expect(await store.unanswered.top(5)).toEqual([]);
	});
});

describe("a command that nobody here knows", () => {
	it("may be another bot's, and is left alone in a group unless it is near to one", async () => {
		const { handle, message } = await startChat();
		const command = (text: string) =>
			handle(message(text, { addressed: "command" }));
		expect((await command("/weather")).said).toEqual([]);
		expect((await command("/hlep")).said[0]?.reply.text).toContain("/help");
		const { said } = await handle(message("/weather"));
		expect(said[0]?.reply.text).toContain("没有“/weather”这个命令");
	});
});

describe("a mention and nothing else", () => {
	it("gets a greeting", async () => {
		const { say } = await startChat();
		expect((await say("")).text).toBe(WORDING.small_talk.greeting);
	});
});

describe("a picture or a voice message", () => {
	it("gets a friendly line", async () => {
		const { handle, message } = await startChat();
		const { said } = await handle(message("", { addressed: "reply" }));
		expect(said[0]?.reply.text).toBe(WORDING.only_text);
	});
});

describe("what a group wants of the summaries", () => {
	const wantsOf = async ({ store }: Awaited<ReturnType<typeof startChat>>) =>
		(await store.chats.find("test", "group"))?.wants;

	it("is said behind 订阅, in places and kinds, and shown in 设置", async () => {
		const chat = await startChat({ administrators: ["群主"] });
		const { say } = chat;
		expect((await say("订阅 绍兴 活动", "群主")).text).toContain("(绍兴 活动)");
		expect(await wantsOf(chat)).toEqual({ places: ["绍兴"], kinds: ["event"] });
		expect((await say("设置", "群主")).text).toContain("(绍兴 活动)");
		await say("订阅:新昌县、政策,新闻", "群主");
		expect(await wantsOf(chat)).toEqual({
			places: ["新昌县"],
			kinds: ["policy", "news"],
		});
		// Said once more it stays as it is.
		expect((await say("订阅", "群主")).text).toContain("新昌县");
		expect((await say("订阅 全部", "群主")).text).toContain("全部内容");
		expect(await wantsOf(chat)).toEqual({ places: [], kinds: [] });
	});

	it("is narrowed by 退订 with words behind it, until nothing is left", async () => {
		const chat = await startChat({ administrators: ["群主"] });
		const { say } = chat;
		// Nothing to leave out where nothing comes.
		expect((await say("退订 活动", "群主")).text).toBe(settings.unsubscribed);
		await say("订阅", "群主");
		expect((await say("退订活动", "群主")).text).toContain("政策与帮扶、新闻");
		expect(await wantsOf(chat)).toEqual({
			places: [],
			kinds: ["policy", "news"],
		});
		await say("订阅 绍兴 宁波", "群主");
		await say("退订 宁波", "群主");
		expect(await wantsOf(chat)).toEqual({ places: ["绍兴"], kinds: [] });
		expect((await say("退订 好消息", "群主")).text).toBe(
			fill(settings.wants_unknown, { word: "好消息" }),
		);
		expect((await say("退订绍兴", "小陈")).text).toBe(
			settings.only_administrators,
		);
		expect((await say("退订绍兴", "群主")).text).toBe(settings.unsubscribed);
		const { subscribed } = (await chat.store.chats.find("test", "group")) ?? {};
		expect(subscribed).toBe(false);
	});

	it("is left as it was where a word is neither place nor kind, and by members", async () => {
		const chat = await startChat({ administrators: ["群主"] });
		const { say } = chat;
		await say("订阅 绍兴", "群主");
		expect((await say("订阅 活动 好消息", "群主")).text).toBe(
			fill(settings.wants_unknown, { word: "好消息" }),
		);
		expect((await say("订阅 杭州", "小陈")).text).toBe(
			settings.only_administrators,
		);
		expect(await wantsOf(chat)).toEqual({ places: ["绍兴"], kinds: [] });
	});

	it.each([
		["免打扰 22:00-07:00", { from: "22:00", to: "07:00" }],
		["免打扰 22点到7点半", { from: "22:00", to: "07:30" }],
		["免打扰 22-7", { from: "22:00", to: "07:00" }],
		["免打扰 每天晚上十点半到第二天早上7点", { from: "22:30", to: "07:00" }],
		["免打扰 下午1点到晚上12点", { from: "13:00", to: "00:00" }],
		["免打扰 25:00-07:00", null],
		["免打扰 22:00", null],
		["免打扰：9点到13:30", { from: "09:00", to: "13:30" }],
		["免打扰 关", { from: "00:00", to: "00:00" }],
		["免打扰", null],
	])("does not come in the hours that %s names", async (text, quiet) => {
		const { say, store } = await startChat({ administrators: ["群主"] });
		await say("订阅", "群主");
		const reply = await say(text, "群主");
		expect((await store.chats.find("test", "group"))?.quiet).toEqual(quiet);
		if (quiet === null) expect(reply.text).toBe(settings.quiet_how);
	});
});

it("a group is asked once whether it wants the summaries, and answers with a button", async () => {
	const { handle, place, press, store, buttons } = await startChat({
		administrators: ["群主"],
	});
	const joined = (id: string) =>
		handle({
			kind: "joined",
			id,
			place,
			at: 0,
			direct: false,
			title: "车间群",
		});
	const { said } = await joined("1");
	expect(said[0]?.reply.text).toContain(WORDING.greeting_subscribe);
	expect(buttons()).toEqual([[settings.button_subscribe]]);
	expect((await press(settings.button_subscribe, "小陈")).notice).toBe(
		settings.only_administrators,
	);
	await press(settings.button_subscribe, "群主");
	expect(await store.chats.subscribed("test")).toHaveLength(1);
	await handle({ kind: "left", id: "2", place, at: 0 });
	const again = await joined("3");
	expect(again.said[0]?.reply.text).not.toContain(WORDING.greeting_subscribe);
});
