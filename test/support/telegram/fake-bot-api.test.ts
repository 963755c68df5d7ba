import { Telegram } from "telegraf";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeBotApi, startFakeBotApi } from "./fake-bot-api.ts";

let api: FakeBotApi;
let telegram: Telegram;

beforeEach(async () => {
	api = await startFakeBotApi({ limits: false });
	telegram = new Telegram(api.token, { apiRoot: api.root });
});

afterEach(() => api.close());

describe("telegraf's own client", () => {
	test("learns who it is", async () => {
		await expect(telegram.getMe()).resolves.toMatchObject({
			is_bot: true,
			username: api.botUsername,
			can_read_all_group_messages: false,
		});
	});

	test("sends, edits and deletes", async () => {
		const group = api.group();
		const { message_id } = await telegram.sendMessage(group.id, "<b>你好</b>", {
			parse_mode: "HTML",
			reply_markup: {
				inline_keyboard: [[{ text: "更多", callback_data: "more" }]],
			},
		});
		expect(api.messages[0]).toMatchObject({
			text: "你好",
			html: "<b>你好</b>",
			entities: [{ type: "bold", offset: 0, length: 2 }],
			buttons: [[{ text: "更多" }]],
		});
		await telegram.editMessageText(group.id, message_id, undefined, "再见");
		expect(api.messages[0]).toMatchObject({
			text: "再见",
			buttons: [],
			edits: [{ before: "你好", after: "再见" }],
		});
		await telegram.deleteMessage(group.id, message_id);
		expect(api.messages[0]?.deleted).toBe(true);
	});

	test("gets a refusal in Telegram's own words", async () => {
		await expect(telegram.sendMessage(-1, "你好")).rejects.toMatchObject({
			response: {
				ok: false,
				error_code: 400,
				description: "Bad Request: chat not found",
			},
		});
	});

	test("downloads what a member sent", async () => {
		const content = new Uint8Array([1, 2, 3]);
		const { message } = api.person({ name: "小陈" }).sendsPhoto({ content });
		const link = await telegram.getFileLink(message.photo?.[0]?.file_id ?? "");
		const response = await fetch(link);
		expect(new Uint8Array(await response.arrayBuffer())).toEqual(content);
	});
});

describe("the protocol", () => {
	const post = (path: string, body?: string, type = "application/json") =>
		fetch(
			`${api.root}${path}`,
			body === undefined
				? {}
				: { method: "POST", body, headers: { "content-type": type } },
		);

	test("refuses a wrong token", async () => {
		const response = await post("/bot1:wrong/getMe");
		expect(response.status).toBe(401);
		await expect(response.json()).resolves.toEqual({
			ok: false,
			error_code: 401,
			description: "Unauthorized",
		});
	});

	test("knows no method that it does not have", async () => {
		expect((await post(`/bot${api.token}/getNothing`)).status).toBe(404);
	});

	test("takes the parameters from JSON, a form, or the address", async () => {
		const { id } = api.group();
		const path = `/bot${api.token}/sendMessage`;
		await post(path, JSON.stringify({ chat_id: id, text: "一" }));
		await post(
			path,
			`chat_id=${id}&text=${encodeURIComponent("二")}`,
			"application/x-www-form-urlencoded",
		);
		await post(`${path}?chat_id=${id}&text=${encodeURIComponent("三")}`);
		expect(api.messages.map(({ text }) => text)).toEqual(["一", "二", "三"]);
	});

	test("takes objects as JSON within a form", async () => {
		const { id } = api.group();
		const send = (keyboard: string) =>
			post(
				`/bot${api.token}/sendMessage`,
				`chat_id=${id}&text=1&reply_markup=${encodeURIComponent(keyboard)}`,
				"application/x-www-form-urlencoded",
			);
		await send('{"inline_keyboard":[[{"text":"看","callback_data":"a"}]]}');
		expect(api.messages[0]?.buttons).toHaveLength(1);
		expect((await send("{")).status).toBe(400);
	});

	test("refuses a body that is no JSON", async () => {
		const response = await post(`/bot${api.token}/sendMessage`, "{");
		expect(response.status).toBe(400);
	});
});

test("a revoked token is refused at once", async () => {
	api.revokeToken();
	await expect(telegram.getMe()).rejects.toThrow("401: Unauthorized");
});

describe("a message is refused", () => {
	const send = (text: string, extra: object = {}) =>
		telegram.sendMessage(api.group().id, text, extra);

	test.each([
		["", "message text is empty"],
		[" \n ", "text must be non-empty"],
		["字".repeat(4097), "message is too long"],
		["半个\ud83d", "strings must be encoded in UTF-8"],
	])("for its text %#", async (text, why) => {
		await expect(send(text)).rejects.toThrow(`400: Bad Request: ${why}`);
	});

	test("is measured after its tags were read", async () => {
		const text = `<b>${"字".repeat(4096)}</b>`;
		await expect(send(text, { parse_mode: "HTML" })).resolves.toBeDefined();
	});

	test.each([
		["数".repeat(22), "BUTTON_DATA_INVALID"],
		["", "BUTTON_DATA_INVALID"],
	])("for the data of its buttons: %s", async (callback_data, why) => {
		const reply_markup = {
			inline_keyboard: [[{ text: "看", callback_data }]],
		};
		await expect(send("好", { reply_markup })).rejects.toThrow(why);
	});

	test.each([
		[{ inline_keyboard: [{ text: "看", callback_data: "a" }] }],
		[{ inline_keyboard: [[{ text: "看" }]] }],
		[{ inline_keyboard: [[{ text: "", callback_data: "a" }]] }],
		[{ buttons: [] }],
	])("for the shape of its buttons: %j", async (reply_markup) => {
		await expect(send("好", { reply_markup })).rejects.toThrow("400");
	});

	test("when it answers what is gone, unless it may do without", async () => {
		const reply = { message_id: 99 };
		await expect(send("好", { reply_parameters: reply })).rejects.toThrow(
			"message to be replied not found",
		);
		const lenient = { ...reply, allow_sending_without_reply: true };
		const message = await send("好", { reply_parameters: lenient });
		expect(message.reply_to_message).toBeUndefined();
	});
});

describe("an edit is refused", () => {
	test("when nothing would change", async () => {
		const { id } = api.group();
		const { message_id } = await telegram.sendMessage(id, "好");
		await expect(
			telegram.editMessageText(id, message_id, undefined, "好"),
		).rejects.toThrow("message is not modified: specified new message content");
		// The same words in bold are another message.
		await telegram.editMessageText(id, message_id, undefined, "<b>好</b>", {
			parse_mode: "HTML",
		});
		expect(api.messages[0]?.edits).toHaveLength(1);
	});

	test("of a message that is gone, or another's", async () => {
		const group = api.group();
		const said = api.person({ name: "小陈" }).in(group).says("@bot 你好");
		const edit = (id: number) =>
			telegram.editMessageText(group.id, id, undefined, "改");
		await expect(edit(99)).rejects.toThrow("message to edit not found");
		await expect(edit(said.message.message_id)).rejects.toThrow(
			"message can't be edited",
		);
	});
});

describe("where the bot may write", () => {
	const send = (chat: number) => telegram.sendMessage(chat, "你好");

	test("to a person only once they wrote, and until they block it", async () => {
		const person = api.person({ name: "小陈" });
		await expect(send(person.id)).rejects.toThrow(
			"403: Forbidden: bot can't initiate conversation with a user",
		);
		person.says("/start");
		await send(person.id);
		person.blocksBot();
		await expect(send(person.id)).rejects.toThrow(
			"403: Forbidden: bot was blocked by the user",
		);
		person.unblocksBot();
		await send(person.id);
		person.deletesAccount();
		await expect(send(person.id)).rejects.toThrow("user is deactivated");
	});

	test("to a group until it is removed", async () => {
		const group = api.group({ type: "supergroup" });
		group.removesBot();
		await expect(send(group.id)).rejects.toThrow(
			"403: Forbidden: bot was kicked from the supergroup chat",
		);
		group.addsBot();
		await send(group.id);
		group.mutesBot();
		await expect(send(group.id)).rejects.toThrow("not enough rights");
	});

	test("to a topic that is there and open, and never to topic 1", async () => {
		const group = api.group({ topics: ["维权"] });
		const topic = group.topic("维权");
		const to = (message_thread_id: number) =>
			telegram.sendMessage(group.id, "你好", { message_thread_id });
		await to(topic.thread);
		expect(topic.bot.messages()).toHaveLength(1);
		expect(group.bot.messages()).toHaveLength(0);
		await expect(to(1)).rejects.toThrow("message thread not found");
		await expect(to(77)).rejects.toThrow("message thread not found");
		topic.closes();
		await expect(to(topic.thread)).rejects.toThrow("TOPIC_CLOSED");
		topic.deletes();
		await expect(to(topic.thread)).rejects.toThrow("message thread not found");
	});

	test("to a group's new id after it became a supergroup", async () => {
		const group = api.group();
		const old = group.id;
		api.migrate(group);
		expect(group.id).not.toBe(old);
		await expect(send(old)).rejects.toMatchObject({
			response: {
				error_code: 400,
				parameters: { migrate_to_chat_id: group.id },
			},
		});
		await send(group.id);
		const updates = await telegram.callApi("getUpdates", {});
		expect(updates).toMatchObject([
			{ message: { chat: { id: old }, migrate_to_chat_id: group.id } },
			{ message: { chat: { id: group.id }, migrate_from_chat_id: old } },
		]);
	});
});

test("the waiting sign goes where a message may go, and to General", async () => {
	const group = api.group({ topics: ["维权"] });
	const show = (message_thread_id: number) =>
		telegram.sendChatAction(group.id, "typing", { message_thread_id });
	await show(group.topic("维权").thread);
	await show(1);
	await expect(show(77)).rejects.toThrow("message thread not found");
	await expect(
		telegram.sendChatAction(group.id, "thinking" as "typing"),
	).rejects.toThrow("400");
});

test("a message can be deleted for 48 hours", async () => {
	let now = Date.now();
	const aging = await startFakeBotApi({ now: () => now });
	try {
		const client = new Telegram(aging.token, { apiRoot: aging.root });
		const { id } = aging.group();
		const { message_id } = await client.sendMessage(id, "你好");
		now += 49 * 60 * 60 * 1000;
		await expect(client.deleteMessage(id, message_id)).rejects.toThrow(
			"message can't be deleted for everyone",
		);
	} finally {
		await aging.close();
	}
});

describe("the menu of commands", () => {
	const commands = [{ command: "help", description: "怎么用" }];

	test("is kept by scope and language", async () => {
		const group = api.group();
		const scope = { type: "chat", chat_id: group.id } as const;
		await telegram.setMyCommands(commands);
		await telegram.setMyCommands([], { scope });
		await expect(telegram.getMyCommands()).resolves.toEqual(commands);
		await expect(telegram.getMyCommands({ scope })).resolves.toEqual([]);
		await expect(
			telegram.getMyCommands({ language_code: "zh" }),
		).resolves.toEqual([]);
		await telegram.deleteMyCommands();
		await expect(telegram.getMyCommands()).resolves.toEqual([]);
	});

	test.each([
		{ command: "帮助", description: "怎么用" },
		{ command: "Help", description: "怎么用" },
		{ command: "a".repeat(33), description: "怎么用" },
		{ command: "help", description: "" },
		{ command: "help", description: "长".repeat(257) },
	])("takes no such entry: %j", async (entry) => {
		await expect(telegram.setMyCommands([entry])).rejects.toThrow("400");
	});

	test("takes at most a hundred", async () => {
		const many = Array.from({ length: 101 }, (_, n) => ({
			command: `c${n}`,
			description: "怎么用",
		}));
		await expect(telegram.setMyCommands(many)).rejects.toThrow("400");
		await telegram.setMyCommands(many.slice(1));
	});
});

test("administrators are told apart from members", async () => {
	const group = api.group();
	const [boss, member, stranger] = ["老王", "小陈", "路人"].map((name) =>
		api.person({ name }),
	) as [Person, Person, Person];
	group.makes(boss, "administrator");
	group.makes(member, "member");
	const statusOf = async ({ id }: Person) =>
		(await telegram.getChatMember(group.id, id)).status;
	await expect(statusOf(boss)).resolves.toBe("administrator");
	await expect(statusOf(member)).resolves.toBe("member");
	await expect(statusOf(stranger)).resolves.toBe("left");
	const administrators = await telegram.getChatAdministrators(group.id);
	expect(administrators.map(({ user }) => user.id)).toContain(boss.id);
	expect(administrators).toHaveLength(2); // and the owner
});

type Person = ReturnType<FakeBotApi["person"]>;
