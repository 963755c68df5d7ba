import * as lark from "@larksuiteoapi/node-sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
	type FakeOpenPlatform,
	startFakeOpenPlatform,
} from "./fake-open-platform.ts";
import { buttonOf, cardOf, textOf } from "./samples.ts";
import { silent } from "./silent.ts";

const HOUR_MS = 3_600_000;

let api: FakeOpenPlatform;

beforeEach(async () => {
	api = await startFakeOpenPlatform({ limits: false });
});

afterEach(() => api.close());

describe("the SDK's own client", () => {
	let client: lark.Client;

	beforeEach(() => {
		client = new lark.Client({
			appId: api.appId,
			appSecret: api.appSecret,
			domain: api.root,
			logger: silent,
		});
	});

	const send = (receive_id: string, msg_type: string, content: string) =>
		client.im.v1.message.create({
			params: { receive_id_type: "chat_id" },
			data: { receive_id, msg_type, content },
		});

	test("learns who it is, with one token for all", async () => {
		const info = () =>
			client.request({ method: "GET", url: "/open-apis/bot/v3/info" });
		await expect(info()).resolves.toMatchObject({
			code: 0,
			bot: { open_id: api.botOpenId, app_name: api.botName },
		});
		await info();
		expect(api.tokenFetches).toBe(1);
	});

	test("sends, answers and updates", async () => {
		const group = api.group();
		const card = cardOf("**你好**", buttonOf("更多", { action: "more" }));
		const sent = await send(group.id, "interactive", JSON.stringify(card));
		const message_id = sent.data?.message_id as string;
		expect(sent.data).toMatchObject({ chat_id: group.id });
		expect(api.messages[0]).toMatchObject({
			messageId: message_id,
			chat: group.id,
			msgType: "interactive",
			text: "你好",
			buttons: [{ label: "更多", value: { action: "more" } }],
		});
		await client.im.v1.message.reply({
			path: { message_id },
			data: { msg_type: "text", content: textOf("再问一句") },
		});
		expect(api.messages[1]).toMatchObject({
			text: "再问一句",
			replyTo: message_id,
			threadId: null,
		});
		await client.im.v1.message.patch({
			path: { message_id },
			data: { content: JSON.stringify(cardOf("再见")) },
		});
		expect(api.messages[0]).toMatchObject({
			text: "再见",
			buttons: [],
			edits: [{ before: "你好", after: "再见" }],
		});
	});

	test("opens a thread, and stays in one", async () => {
		const group = api.group();
		const question = api.person({ name: "小陈" }).in(group).says("你好");
		const reply = (message_id: string, reply_in_thread: boolean) =>
			client.im.v1.message.reply({
				path: { message_id },
				data: { msg_type: "text", content: textOf("好"), reply_in_thread },
			});
		const first = await reply(question.messageId, true);
		const second = await reply(first.data?.message_id ?? "", false);
		expect(second.data).toMatchObject({
			thread_id: first.data?.thread_id,
			root_id: question.messageId,
		});
		expect(group.inThread(question).bot.messages()).toHaveLength(2);
		expect(group.bot.messages()).toEqual([]);
	});

	test("writes to a person directly", async () => {
		const chen = api.person({ name: "小陈" });
		await client.im.v1.message.create({
			params: { receive_id_type: "open_id" },
			data: {
				receive_id: chen.openId,
				msg_type: "text",
				content: textOf("你好"),
			},
		});
		expect(chen.direct().bot.messages()).toMatchObject([{ text: "你好" }]);
	});

	test("learns who owns and manages a group", async () => {
		const [chen, li] = [
			api.person({ name: "小陈" }),
			api.person({ name: "小李" }),
		];
		const group = api.group({ title: "二车间", owner: chen, managers: [li] });
		const get = () =>
			client.im.v1.chat.get({
				path: { chat_id: group.id },
				params: { user_id_type: "open_id" },
			});
		await expect(get()).resolves.toMatchObject({
			data: {
				name: "二车间",
				owner_id: chen.openId,
				owner_id_type: "open_id",
				user_manager_id_list: [li.openId],
				chat_mode: "group",
			},
		});
		group.makesManager(chen);
		group.makesOwner(li);
		const { data } = await get();
		expect(data?.owner_id).toBe(li.openId);
		expect(data?.user_manager_id_list).toContain(chen.openId);
	});

	test("downloads what a member sent", async () => {
		const { message, messageId } = api
			.person({ name: "小陈" })
			.direct()
			.sendsFile({ name: "合同.txt", content: "第一条" });
		const get = (file_key: string) =>
			client.im.v1.messageResource.get({
				path: { message_id: messageId, file_key },
				params: { type: "file" },
			});
		const { file_key } = JSON.parse(message.content);
		const chunks: Buffer[] = [];
		for await (const chunk of (await get(file_key)).getReadableStream())
			chunks.push(chunk);
		expect(Buffer.concat(chunks).toString()).toBe("第一条");
		await expect(get("file_v3_other")).rejects.toThrow("400");
	});

	test("gets a refusal in the platform's own words", async () => {
		const group = api.group({ bot: "absent" });
		await expect(send(group.id, "text", textOf("你好"))).rejects.toMatchObject({
			response: { status: 400, data: { code: 230002 } },
		});
	});
});

/** A plain request, as the bot's own code could make it. */
async function call(
	method: string,
	path: string,
	body?: object | string,
	headers: Record<string, string> = {},
): Promise<{ status: number; code: number; body: unknown }> {
	const response = await fetch(`${api.root}${path}`, {
		method,
		headers: {
			authorization: `Bearer ${await token()}`,
			...(body === undefined ? {} : { "content-type": "application/json" }),
			...headers,
		},
		...(body === undefined
			? {}
			: { body: typeof body === "string" ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	const answer = text.startsWith("{") ? JSON.parse(text) : text;
	return { status: response.status, code: answer.code, body: answer };
}

async function token(secret = api.appSecret): Promise<string | undefined> {
	const response = await fetch(
		`${api.root}/open-apis/auth/v3/tenant_access_token/internal`,
		{
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ app_id: api.appId, app_secret: secret }),
		},
	);
	const { tenant_access_token } = (await response.json()) as Record<
		string,
		string
	>;
	return tenant_access_token;
}

const MESSAGES = "/open-apis/im/v1/messages";

const send = (receive_id: string, more: object = {}, type = "chat_id") =>
	call("POST", `${MESSAGES}?receive_id_type=${type}`, {
		receive_id,
		msg_type: "text",
		content: textOf("你好"),
		...more,
	});

const sendCard = async (receive_id: string) => {
	await send(receive_id, {
		msg_type: "interactive",
		content: JSON.stringify(cardOf("你好")),
	});
	const sent = api.messages.at(-1);
	if (!sent) throw new Error("no card was sent");
	return sent;
};

const patch = (id: string, content = JSON.stringify(cardOf("再见"))) =>
	call("PATCH", `${MESSAGES}/${id}`, { content });

describe("tokens", () => {
	test.each([
		["a wrong secret", {}, 10014],
		["another app", { app_id: "cli_0" }, 10003],
	])("%s is refused, with status 200", async (_, more, code) => {
		const path = "/open-apis/auth/v3/tenant_access_token/internal";
		const body = { app_id: api.appId, app_secret: "wrong", ...more };
		await expect(call("POST", path, body)).resolves.toMatchObject({
			status: 200,
			code,
		});
	});

	test("an expired one is refused until a new one is fetched", async () => {
		const info = async (authorization: string) =>
			call("GET", "/open-apis/bot/v3/info", undefined, { authorization });
		const old = `Bearer ${await token()}`;
		expect((await info(old)).code).toBe(0);
		api.expireToken();
		expect(await info(old)).toMatchObject({ status: 400, code: 99991663 });
		expect((await info(`Bearer ${await token()}`)).code).toBe(0);
		expect((await info("Bearer t-other")).code).toBe(99991663);
	});
});

describe("what is refused", () => {
	test.each([
		["an unknown chat", { receive_id: "oc_0" }, 230001],
		["a type that the fake does not know", { msg_type: "audio" }, 230001],
		["content that is no string", { content: { text: "你好" } }, 230001],
		["content that is no JSON", { content: "你好" }, 230001],
		["a text without words", { content: textOf(" ") }, 230001],
		["a key that is too long", { uuid: "x".repeat(51) }, 230001],
		["too long a text", { content: textOf("长".repeat(52_000)) }, 230025],
		[
			"too long a card",
			{
				msg_type: "interactive",
				content: JSON.stringify(cardOf("长".repeat(11_000))),
			},
			230025,
		],
		[
			"a card that breaks the rules",
			{ msg_type: "interactive", content: '{"elements":[]}' },
			230099,
		],
	])("%s", async (_, more, code) => {
		const group = api.group();
		await expect(send(group.id, more)).resolves.toMatchObject({
			status: 400,
			code,
		});
		expect(api.messages).toEqual([]);
		expect(api.refusals(code)).toHaveLength(1);
	});

	test("a receiver of no known kind", async () => {
		const { id } = api.group();
		expect(await send(id, {}, "email")).toMatchObject({ code: 99992402 });
	});

	test("a body of another type, and one that is no JSON", async () => {
		const path = `${MESSAGES}?receive_id_type=chat_id`;
		const form = { "content-type": "application/x-www-form-urlencoded" };
		expect((await call("POST", path, "a=b", form)).code).toBe(9499);
		expect((await call("POST", path, "a=b")).code).toBe(9499);
	});

	test("a path that nobody knows", async () => {
		expect((await call("GET", "/open-apis/im/v2/messages")).status).toBe(404);
		expect((await call("DELETE", `${MESSAGES}/om_1`)).status).toBe(404);
	});

	test("answers to what does not stand there", async () => {
		const chen = api.person({ name: "小陈" });
		const said = chen.direct().says("你好");
		const reply = (id: string) =>
			call("POST", `${MESSAGES}/${id}/reply`, {
				msg_type: "text",
				content: textOf("好"),
			});
		expect((await reply("om_0")).code).toBe(230001);
		chen.recalls(said);
		expect((await reply(said.messageId)).code).toBe(230011);
	});

	test("an update of what is no card of the bot's, or no more", async () => {
		const chen = api.person({ name: "小陈" });
		const group = api.group();
		const said = chen.in(group).says("你好");
		expect((await patch(said.messageId)).code).toBe(230001);
		await send(group.id);
		expect((await patch(api.messages[0]?.messageId ?? "")).code).toBe(230001);
		const card = await sendCard(group.id);
		expect((await patch(card.messageId, '{"schema":"2.0"}')).code).toBe(230099);
		expect(card.edits).toEqual([]);
		chen.recalls(card);
		expect((await patch(card.messageId)).code).toBe(230011);
		const old = await sendCard(group.id);
		await api.passTime(14 * 24 * HOUR_MS);
		expect((await patch(old.messageId)).code).toBe(230031);
	});

	test("everything in a group that the bot left", async () => {
		const group = api.group();
		const card = await sendCard(group.id);
		group.removeBot();
		expect((await send(group.id)).code).toBe(230002);
		expect((await patch(card.messageId)).code).toBe(230002);
		expect((await call("GET", `/open-apis/im/v1/chats/${group.id}`)).code).toBe(
			232011,
		);
		group.addBot();
		expect((await send(group.id)).code).toBe(0);
		group.disband();
		expect((await send(group.id)).code).toBe(230002);
	});

	test("chats that nobody knows", async () => {
		expect((await call("GET", "/open-apis/im/v1/chats/oc_0")).code).toBe(
			232006,
		);
	});
});

test("what has the same key is sent once in an hour", async () => {
	const { id } = api.group();
	const first = await send(id, { uuid: "k" });
	const again = await send(id, { uuid: "k", content: textOf("再说一遍") });
	expect(again.body).toEqual(first.body);
	expect(api.messages.map(({ text, uuid }) => [text, uuid])).toEqual([
		["你好", "k"],
	]);
	expect(api.doubles).toBe(1);
	await send(id, { uuid: "l" });
	await send(id);
	await send(id);
	expect(api.messages).toHaveLength(4);
	await api.passTime(HOUR_MS);
	await send(id, { uuid: "k" });
	expect(api.messages).toHaveLength(5);
	expect(api.doubles).toBe(1);
});

describe("limits", () => {
	test("are held for each chat", async () => {
		await api.close();
		api = await startFakeOpenPlatform({ now: () => 1_700_000_000_000 });
		const [one, two] = [api.group(), api.group()];
		for (let n = 0; n < 5; n++) expect((await send(one.id)).code).toBe(0);
		expect(await send(one.id)).toMatchObject({ status: 400, code: 230020 });
		expect((await send(two.id)).code).toBe(0);
		expect(api.refusalCount()).toBe(1);
		await api.passTime(1000);
		expect((await send(one.id)).code).toBe(0);
	});

	test("and for the app, which is told how long to wait", async () => {
		await api.close();
		api = await startFakeOpenPlatform({
			now: () => 1_700_000_000_000,
			limits: { app: [{ count: 1, perMs: 60_000 }] },
		});
		const authorization = `Bearer ${await token()}`;
		const info = () =>
			fetch(`${api.root}/open-apis/bot/v3/info`, {
				headers: { authorization },
			});
		expect((await info()).status).toBe(200);
		const { status, headers } = await info();
		expect(status).toBe(429);
		expect(headers.get("x-ogw-ratelimit-reset")).toBe("60");
	});
});
