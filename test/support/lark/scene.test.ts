import * as lark from "@larksuiteoapi/node-sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Json } from "./card.ts";
import {
	type FakeOpenPlatform,
	startFakeOpenPlatform,
} from "./fake-open-platform.ts";
import type { Person } from "./person.ts";
import { silent } from "./silent.ts";
import type { Said } from "./stage.ts";
import type { WireCardAction, WireMessageEvent } from "./wire.ts";

let api: FakeOpenPlatform;
let chen: Person;

beforeEach(async () => {
	api = await startFakeOpenPlatform({ limits: false });
	chen = api.person({ name: "小陈" });
});

afterEach(() => api.close());

const card = (words: string): Json => ({
	schema: "2.0",
	config: { update_multi: true },
	body: {
		elements: [
			{ tag: "markdown", content: words },
			{
				tag: "button",
				text: { tag: "plain_text", content: "更多" },
				behaviors: [{ type: "callback", value: { action: "more" } }],
			},
		],
	},
});

/** What the bot heard, as it came. */
const heard = ({ event }: Said) =>
	(event?.body.event as WireMessageEvent | undefined)?.message;

describe("with a bot that echoes", () => {
	let sockets: lark.WSClient;
	let onPress: (press: WireCardAction) => unknown;

	beforeEach(async () => {
		onPress = () => ({ toast: { type: "info", content: "好的" } });
		const settings = {
			appId: api.appId,
			appSecret: api.appSecret,
			domain: api.root,
			logger: silent,
		};
		const client = new lark.Client(settings);
		const eventDispatcher = new lark.EventDispatcher(settings).register({
			"im.message.receive_v1": async ({ message }: WireMessageEvent) => {
				const { text } = JSON.parse(message.content);
				await client.im.v1.message.reply({
					path: { message_id: message.message_id },
					data: {
						msg_type: "interactive",
						content: JSON.stringify(card(`**听到**:${text}`)),
					},
				});
			},
			"card.action.trigger": async (press: WireCardAction) => onPress(press),
		} as Record<string, (event: never) => Promise<unknown>>);
		sockets = new lark.WSClient(settings);
		void sockets.start({ eventDispatcher });
		await api.until(() => api.listening());
	});

	afterEach(() => sockets.close({ force: true }));

	test("a conversation reads as a transcript", async () => {
		const group = api.group({ title: "二车间" });
		const question = chen.in(group).says("@bot 哪里能体检");
		const answer = await group.bot.repliesTo(question, /哪里能体检/);
		onPress = () => ({
			toast: { type: "success", content: "好的" },
			card: { type: "raw", data: card("更多内容") },
		});
		await expect(
			chen.presses(answer, "更多").answered(),
		).resolves.toMatchObject({ toast: { content: "好的" }, problem: null });
		await group.bot.edits(answer, "更多内容");
		expect(api.transcript().replaceAll(/^.{0,7}\S+ /gm, "")).toBe(
			[
				"#1 小陈: @工会小报 哪里能体检",
				"#2 BOT (to #1): 听到:@_user_1 哪里能体检 「更多」",
				"小陈 presses 「更多」",
				"(toast: 好的)",
				"#2 BOT (edited) (to #1): 更多内容 「更多」",
			].join("\n"),
		);
	});

	test("each place is answered at its place", async () => {
		const group = api.group();
		const first = chen.in(group).says("一");
		const thread = group.inThread(first);
		chen.in(thread).says("二");
		chen.direct().says("三");
		await thread.bot.replies("听到:二");
		await chen.direct().bot.replies("听到:三");
		const topics = api.group({ mode: "topic" });
		const topic = chen.in(topics).says("四");
		await topics.inThread(topic).bot.repliesTo(topic, "听到:四");
		await topics.bot.replies("听到:四");
	});

	test("answers are told apart by what they answer", async () => {
		const group = api.group();
		const [one, two] = ["一", "二"].map((text) =>
			chen.in(group).says(text),
		) as [Said, Said];
		await group.bot.repliesTo(two, /二/);
		await group.bot.repliesTo(one, /一/);
		await expect(
			group.bot.repliesTo(one, /一/, { withinMs: 1 }),
		).rejects.toThrow("the bot does not reply to #1 with /一/");
	});

	test("silence can be proved", async () => {
		const quiet = api.group({ title: "安静的群", bot: "absent" });
		const unheard = chen.in(quiet).says("今天天气真好");
		expect(unheard.event).toBeNull();
		const group = api.group();
		const chat = chen.in(group).says("你好");
		await group.bot.replies();
		await api.deliverAll();
		quiet.bot.saidNothingSince(unheard);
		expect(() => group.bot.saidNothingSince(chat)).toThrow(
			/should have stayed silent, but said: 听到:你好[\s\S]*小陈: 你好/,
		);
	});

	test("a failure shows the conversation so far", async () => {
		const group = api.group();
		chen.in(group).says("你好");
		await group.bot.replies(/你好/);
		await expect(group.bot.replies(/再见/, { withinMs: 1 })).rejects.toThrow(
			/the bot does not reply with \/再见\/[\s\S]*#1 小陈: 你好[\s\S]*#2 BOT \(to #1\): 听到/,
		);
	});

	describe("a pressed button", () => {
		const answer = async () => {
			chen.direct().says("你好");
			return chen.direct().bot.replies();
		};

		test("brings who pressed it, where, and its value", async () => {
			const presses: WireCardAction[] = [];
			onPress = (press) => {
				presses.push(press);
			};
			const sent = await answer();
			await expect(chen.presses(sent, "更多").answer()).resolves.toEqual({
				toast: null,
				card: null,
				problem: null,
			});
			expect(presses).toMatchObject([
				{
					operator: { open_id: chen.openId },
					action: { tag: "button", value: { action: "more" } },
					context: {
						open_message_id: sent.messageId,
						open_chat_id: chen.direct().id,
					},
				},
			]);
		});

		test("must be there", async () => {
			const sent = await answer();
			expect(() => chen.presses(sent, "没有")).toThrow(
				"there is no button 「没有」 to press, only 「更多」",
			);
		});

		test("may be forged", async () => {
			let value: unknown;
			onPress = ({ action }) => {
				value = action.value;
			};
			await chen.forges(await answer(), "偷").answered();
			expect(value).toBe("偷");
		});

		test.each([
			["a failed handler", () => Promise.reject(new Error("no")), "no answer"],
			["a toast of no kind", () => ({ toast: { type: "loud" } }), "no toast"],
			["anything unknown", () => ({ text: "好" }), "the answer has text"],
			[
				"a card that breaks the rules",
				() => ({ card: { type: "raw", data: { schema: "1.0" } } }),
				"schema 2.0",
			],
		])("fails by %s", async (_, given, problem) => {
			onPress = given;
			const press = chen.presses(await answer(), "更多");
			await expect(press.answered()).rejects.toThrow(problem);
			expect(press.event.deliveries).toHaveLength(1);
			expect(api.waitingEvents()).toBe(0);
		});
	});
});

test("without anybody there, a pressed button gets no answer, and does not come again", async () => {
	const press = chen.forges(chen.direct().says("你好"), {});
	await expect(press.answer()).resolves.toBe("no answer within 3 s");
	await api.passTime(86_400_000);
	expect(press.event.deliveries).toHaveLength(1);
});

describe("what a member sends", () => {
	test("mentions by placeholders; everybody is no mention", () => {
		const group = api.group();
		const mother = api.person({ name: "小陈妈妈" });
		chen.in(group).says("大家好");
		const said = mother
			.in(group)
			.says("@小陈 @小陈妈妈 @bot @所有人 @谁 a@bot.cn");
		expect(heard(said)).toMatchObject({
			content: JSON.stringify({
				text: "@_user_1 @_user_2 @_user_3 @_all @谁 a@bot.cn",
			}),
			mentions: [
				{ key: "@_user_1", name: "小陈", id: { open_id: chen.openId } },
				{ key: "@_user_2", name: "小陈妈妈", id: { open_id: mother.openId } },
				{ key: "@_user_3", name: "工会小报", id: { open_id: api.botOpenId } },
			],
		});
		expect(heard(chen.in(group).says("大家好"))).not.toHaveProperty("mentions");
	});

	test("answers with the first of the chain as its root", () => {
		const group = api.group();
		const [one, two, three] = [
			chen.in(group).says("一"),
			chen.in(group).says("二"),
			chen.in(group).says("三"),
		];
		const reply = chen.in(group).repliesTo(one, "答一");
		const again = chen.in(group).repliesTo(reply, "再答");
		expect(heard(again)).toMatchObject({
			root_id: one.messageId,
			parent_id: reply.messageId,
		});
		expect(heard(again)).not.toHaveProperty("thread_id");
		expect([two, three].map((said) => heard(said)?.parent_id)).toEqual([
			undefined,
			undefined,
		]);
	});

	test("in a thread hangs on the message that opened it", () => {
		const group = api.group();
		const root = chen.in(group).says("开个话题");
		const thread = group.inThread(root);
		const one = chen.in(thread).says("一");
		const two = chen.in(group.inThread(one)).repliesTo(one, "二");
		const { thread_id } = heard(one) ?? {};
		expect(thread_id).toMatch(/^omt_/);
		expect(heard(one)).toMatchObject({
			root_id: root.messageId,
			parent_id: root.messageId,
		});
		expect(heard(two)).toMatchObject({
			thread_id,
			root_id: root.messageId,
			parent_id: one.messageId,
		});
	});

	test("opens a thread each time in a group of topics", () => {
		const group = api.group({ mode: "topic" });
		const [one, two] = [
			heard(chen.in(group).says("一")),
			heard(chen.in(group).says("二")),
		];
		expect(one?.thread_id).toMatch(/^omt_/);
		expect(two?.thread_id).not.toBe(one?.thread_id);
		expect(one).not.toHaveProperty("root_id");
	});

	test("formatted text has a paragraph for each line", () => {
		const said = chen
			.in(api.group())
			.sendsPost({ title: "问", text: "@bot 你好\n@所有人 看" });
		expect(heard(said)?.message_type).toBe("post");
		expect(JSON.parse(heard(said)?.content ?? "")).toEqual({
			title: "问",
			content: [
				[
					{ tag: "at", user_id: "@_user_1", user_name: "工会小报", style: [] },
					{ tag: "text", text: " 你好", style: [] },
				],
				[
					{ tag: "at", user_id: "@_all", user_name: "所有人", style: [] },
					{ tag: "text", text: " 看", style: [] },
				],
			],
		});
		expect(api.transcript()).toContain("问\n@工会小报 你好\n@所有人 看");
	});

	test("files, pictures and stickers come as keys", () => {
		const direct = chen.direct();
		const sent = [
			direct.sendsFile({ name: "合同.pdf", content: "…" }),
			direct.sendsImage(),
			direct.sendsSticker(),
			direct.sends("audio", { file_key: "file_v3_1", duration: 2000 }),
		].map(heard);
		expect(sent.map((message) => message?.message_type)).toEqual([
			"file",
			"image",
			"sticker",
			"audio",
		]);
		expect(JSON.parse(sent[0]?.content ?? "")).toEqual({
			file_name: "合同.pdf",
			file_key: expect.stringMatching(/^file_v3_/),
		});
	});
});

test("with the narrow scope a bot hears only what mentions it", async () => {
	await api.close();
	api = await startFakeOpenPlatform({ groupAtMsgOnly: true });
	const group = api.group();
	const person = api.person({ name: "小陈" });
	expect(person.in(group).says("你好").event).toBeNull();
	expect(person.in(group).says("@所有人 你好").event).toBeNull();
	expect(person.in(group).says("你好 @bot").event).not.toBeNull();
	expect(person.direct().says("你好").event).not.toBeNull();
});

test("a bot is told when it comes, when it goes and when the group ends", () => {
	const group = api.group({ title: "二车间", bot: "absent" });
	const told = [group.addBot(chen), group.removeBot(), group.addBot()];
	told.push(group.disband());
	expect(told.map(({ type }) => type)).toEqual([
		"im.chat.member.bot.added_v1",
		"im.chat.member.bot.deleted_v1",
		"im.chat.member.bot.added_v1",
		"im.chat.disbanded_v1",
	]);
	expect(told[0]?.body).toMatchObject({
		schema: "2.0",
		header: { app_id: api.appId, event_type: "im.chat.member.bot.added_v1" },
		event: {
			chat_id: group.id,
			name: "二车间",
			operator_id: { open_id: chen.openId },
		},
	});
	expect(chen.in(group).says("还有人吗").event).toBeNull();
});

test("what a test waits for in vain is told with the conversation", async () => {
	chen.direct().says("你好");
	await expect(api.deliverAll(1)).rejects.toThrow(
		/^1 events are not acknowledged, and the bot does not listen[\s\S]*小陈: 你好/,
	);
	await expect(api.sent("你好", { withinMs: 1 })).rejects.toThrow(
		"of 1 messages that match 你好 the bot sent 0",
	);
	await expect(
		api.until(() => false, { withinMs: 1, what: "a wonder" }),
	).rejects.toThrow("did not happen: a wonder");
});

test("an event can be brought again by hand", async () => {
	const { event } = chen.direct().says("你好");
	if (event) api.redeliver(event);
	expect(event?.deliveries).toHaveLength(2);
});
