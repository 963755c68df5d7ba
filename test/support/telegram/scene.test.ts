import { Telegraf } from "telegraf";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeBotApi, startFakeBotApi } from "./fake-bot-api.ts";
import type { Person } from "./person.ts";
import type { Said } from "./stage.ts";

let api: FakeBotApi;
let chen: Person;

beforeEach(async () => {
	api = await startFakeBotApi({ limits: false });
	chen = api.person({ name: "小陈", username: "xiaochen" });
});

afterEach(() => api.close());

describe("with a bot that echoes", () => {
	let bot: Telegraf;

	beforeEach(async () => {
		bot = new Telegraf(api.token, { telegram: { apiRoot: api.root } });
		bot.on("message", async (context) => {
			if (!("text" in context.message)) return;
			const { text, message_id } = context.message;
			const thread = context.message.is_topic_message
				? { message_thread_id: context.message.message_thread_id as number }
				: {};
			await context.telegram.sendMessage(context.chat.id, `听到:${text}`, {
				...thread,
				reply_parameters: { message_id },
				reply_markup: {
					inline_keyboard: [[{ text: "更多", callback_data: "more" }]],
				},
			});
		});
		bot.on("callback_query", async (context) => {
			await context.answerCbQuery("好的");
			await context.editMessageText("更多内容");
		});
		void bot.launch();
		await api.until(() => api.listening());
	});

	afterEach(() => bot.stop());

	test("a conversation reads as a transcript", async () => {
		const group = api.group({ title: "二车间" });
		const question = chen.in(group).says("@bot 哪里能体检");
		const answer = await group.bot.repliesTo(question, /哪里能体检/);
		const press = chen.presses(answer, "更多");
		await expect(press.answered()).resolves.toEqual({
			text: "好的",
			alert: false,
		});
		await group.bot.edits(answer, "更多内容");
		expect(api.transcript().replaceAll(/^.{0,7}\S+ /gm, "")).toBe(
			[
				"小陈: @gonghui_test_bot 哪里能体检",
				"BOT (to 1): 听到:@gonghui_test_bot 哪里能体检 「更多」",
				"小陈 presses 「更多」",
				"BOT (edited) (to 1): 更多内容",
			].join("\n"),
		);
	});

	test("each place is answered at its place", async () => {
		const group = api.group({ topics: ["维权", "体检"] });
		chen.in(group).says("@bot 一");
		chen.in(group.topic("维权")).says("@bot 二");
		chen.in(group.topic("体检")).says("@bot 三");
		chen.says("四");
		await group.bot.replies(/一/);
		await group.topic("维权").bot.replies(/二/);
		await group.topic("体检").bot.replies(/三/);
		await api.botTo(chen).replies("听到:四");
	});

	test("answers are told apart by what they quote", async () => {
		const group = api.group();
		const [one, two] = ["一", "二"].map((text) =>
			chen.in(group).says(`@bot ${text}`),
		) as [Said, Said];
		await group.bot.repliesTo(two, /二/);
		await group.bot.repliesTo(one, /一/);
		await expect(
			group.bot.repliesTo(one, /一/, { withinMs: 1 }),
		).rejects.toThrow("the bot does not reply to message 1 with /一/");
	});

	test("silence can be proved", async () => {
		const group = api.group();
		const chat = chen.in(group).says("今天天气真好");
		expect(chat.update).toBeNull();
		await api.deliverAll();
		group.bot.saidNothingSince(chat);
		chen.in(group).says("@bot 你好");
		await group.bot.replies();
		expect(() => group.bot.saidNothingSince(chat)).toThrow(
			/should have stayed silent, but said: 听到[\s\S]*今天天气真好/,
		);
	});

	test("a failure shows the conversation so far", async () => {
		const group = api.group();
		chen.in(group).says("@bot 你好");
		await group.bot.replies(/你好/);
		await expect(group.bot.replies(/再见/, { withinMs: 1 })).rejects.toThrow(
			/the bot does not reply with \/再见\/[\s\S]*小陈: [\s\S]*BOT \(to 1\): 听到/,
		);
	});
});

describe("privacy mode", () => {
	test("hides what is not for the bot", async () => {
		const group = api.group({ type: "supergroup" });
		const voice = chen.in(group);
		const other = voice.says("大家好");
		const seen = (text: string) => voice.says(text).update !== null;
		expect(other.update).toBeNull();
		expect(seen("@bot 你好")).toBe(true);
		expect(seen("@BOT 你好")).toBe(false);
		expect(seen("@GongHui_Test_Bot 你好")).toBe(true);
		expect(seen("@bot哪里能体检")).toBe(false);
		expect(seen("/help")).toBe(true);
		expect(seen("/help@bot")).toBe(true);
		expect(seen("/help@other_bot")).toBe(false);
		expect(voice.repliesTo(other, "是的").update).toBeNull();
		expect(voice.sendsPhoto().update).toBeNull();
		expect(
			voice.sendsPhoto({ caption: "@bot 这是什么" }).update,
		).not.toBeNull();
		expect(voice.sendsSticker().update).toBeNull();
	});

	test("shows everything when it is off, or the bot an administrator", () => {
		const group = api.group();
		group.promotesBot();
		expect(chen.in(group).says("大家好").update).not.toBeNull();
		group.demotesBot();
		expect(chen.in(group).says("大家好").update).toBeNull();
		api.setPrivacy(false);
		expect(chen.in(group).says("大家好").update).not.toBeNull();
		expect(chen.in(group).sendsSticker().update).not.toBeNull();
	});

	test("never shows other bots, unless they may speak with each other", () => {
		const group = api.group({ bot: "administrator" });
		const bot = { name: "天气", username: "weather_bot" };
		expect(api.otherBot(bot).in(group).says("@bot 晴").update).toBeNull();
		const open = api.otherBot({ ...bot, reachesBots: true });
		expect(open.in(group).says("@bot 晴").update).toMatchObject({
			message: { from: { is_bot: true } },
		});
	});
});

describe("the updates look as Telegram's", () => {
	test("a mention in a group", () => {
		const group = api.group({ title: "二车间", type: "supergroup" });
		const { update } = chen.in(group).says("😀 @bot 你好");
		expect(update).toMatchObject({
			update_id: expect.any(Number),
			message: {
				message_id: 1,
				from: { id: chen.id, is_bot: false, first_name: "小陈" },
				chat: { id: group.id, type: "supergroup", title: "二车间" },
				entities: [{ type: "mention", offset: 3, length: 17 }],
			},
		});
		expect(String(group.id)).toMatch(/^-100\d{10}$/);
	});

	test("a topic's messages hang on the one that opened it", () => {
		const group = api.group({ topics: ["维权"] });
		const topic = group.topic("维权");
		expect(chen.in(topic).says("@bot 你好").message).toMatchObject({
			message_thread_id: topic.thread,
			is_topic_message: true,
			reply_to_message: { forum_topic_created: { name: "维权" } },
		});
		expect(chen.in(group).says("@bot 你好").message).not.toHaveProperty(
			"message_thread_id",
		);
	});

	test("a chain of replies is a thread, but no topic", () => {
		const group = api.group({ type: "supergroup" });
		const first = chen.in(group).says("@bot 你好");
		const { message } = chen.in(group).repliesTo(first, "@bot 在吗");
		expect(message).toMatchObject({
			message_thread_id: 1,
			reply_to_message: { message_id: 1 },
		});
		expect(message).not.toHaveProperty("is_topic_message");
	});

	test("an edit", () => {
		const said = chen.says("哪里能体俭");
		expect(chen.edits(said, "哪里能体检").update).toMatchObject({
			edited_message: {
				message_id: said.message.message_id,
				text: "哪里能体检",
				edit_date: expect.any(Number),
			},
		});
	});

	test("an anonymous administrator, and a post of the group's channel", () => {
		const group = api.group({ type: "supergroup", bot: "administrator" });
		expect(group.anonymously.says("@bot 你好").update).toMatchObject({
			message: {
				from: { id: 1087968824, is_bot: true },
				sender_chat: { id: group.id },
			},
		});
		expect(group.asChannel.says("@bot 你好").update).toMatchObject({
			message: {
				from: { id: 136817688, is_bot: true },
				sender_chat: { type: "channel" },
			},
		});
		expect(group.channel.says("新一期出版了").update).toMatchObject({
			message: {
				from: { id: 777000 },
				sender_chat: { type: "channel" },
				is_automatic_forward: true,
			},
		});
	});

	test("the bot's own coming and going", async () => {
		const group = api.group({ bot: "absent" });
		group.addsBot(chen);
		group.promotesBot(chen);
		group.removesBot(chen);
		chen.says("/start");
		chen.blocksBot();
		const path = `${api.root}/bot${api.token}/getUpdates`;
		const { result } = (await (await fetch(path)).json()) as {
			result: object[];
		};
		const became = (status: string) => ({
			my_chat_member: { from: { id: chen.id }, new_chat_member: { status } },
		});
		expect(result).toMatchObject([
			became("member"),
			{ message: { new_chat_members: [{ username: api.botUsername }] } },
			became("administrator"),
			became("kicked"),
			{ message: { text: "/start" } },
			became("kicked"),
		]);
	});
});

describe("a button", () => {
	const call = (method: string, payload: object) =>
		fetch(`${api.root}/bot${api.token}/${method}`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify(payload),
		}).then((response) => response.json());

	async function messageWithButton() {
		const group = api.group();
		await call("sendMessage", {
			chat_id: group.id,
			text: "好",
			reply_markup: {
				inline_keyboard: [[{ text: "看", callback_data: "a:1" }]],
			},
		});
		const [message] = await api.sent("好");
		if (!message) throw new Error("not sent");
		return message;
	}

	test("carries what the bot gave it; a hostile client sends what it likes", async () => {
		const message = await messageWithButton();
		expect(chen.presses(message, "看").update).toMatchObject({
			callback_query: {
				from: { id: chen.id },
				message: { text: "好", reply_markup: {} },
				data: "a:1",
			},
		});
		expect(chen.forges(message, "坏").update).toMatchObject({
			callback_query: { data: "坏" },
		});
		expect(chen.pressesOld(message, "a:1").update).toMatchObject({
			callback_query: { message: { date: 0 } },
		});
	});

	test("that is not there cannot be pressed", async () => {
		const message = await messageWithButton();
		expect(() => chen.presses(message, "买")).toThrow(
			"there is no button 「买」 to press, only 「看」",
		);
	});

	test("is answered once its press is known, and not too late", async () => {
		let now = Date.now();
		const strict = await startFakeBotApi({ now: () => now });
		try {
			const person = strict.person({ name: "小陈" });
			const { update, answered } = person.forges(person.says("好"), "a:1");
			const answer = (callback_query_id: unknown, text = "") =>
				fetch(`${strict.root}/bot${strict.token}/answerCallbackQuery`, {
					method: "POST",
					headers: { "content-type": "application/json" },
					body: JSON.stringify({ callback_query_id, text }),
				}).then((response) => response.json());
			const old = expect.stringContaining("query is too old");
			await expect(answer("1")).resolves.toMatchObject({ description: old });
			const id = update?.callback_query?.id;
			await expect(answer(id, "长".repeat(201))).resolves.toMatchObject({
				ok: false,
			});
			await expect(answer(id, "收到")).resolves.toMatchObject({ ok: true });
			await expect(answered()).resolves.toMatchObject({ text: "收到" });
			now += 61_000;
			await expect(answer(id)).resolves.toMatchObject({ description: old });
		} finally {
			await strict.close();
		}
	});
});
