import * as lark from "@larksuiteoapi/node-sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
	type FakeOpenPlatform,
	startFakeOpenPlatform,
} from "./fake-open-platform.ts";

let api: FakeOpenPlatform;

beforeEach(async () => {
	api = await startFakeOpenPlatform({ limits: false });
});

afterEach(() => api.close());

const text = (words: string) => JSON.stringify({ text: words });

const card = (words: string, ...more: object[]) =>
	JSON.stringify({
		schema: "2.0",
		config: { update_multi: true },
		body: { elements: [{ tag: "markdown", content: words }, ...more] },
	});

const button = (label: string, value: object) => ({
	tag: "button",
	text: { tag: "plain_text", content: label },
	behaviors: [{ type: "callback", value }],
});

describe("the SDK's own client", () => {
	let client: lark.Client;

	beforeEach(() => {
		client = new lark.Client({
			appId: api.appId,
			appSecret: api.appSecret,
			domain: api.root,
			loggerLevel: lark.LoggerLevel.error,
		});
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
		const sent = await client.im.v1.message.create({
			params: { receive_id_type: "chat_id" },
			data: {
				receive_id: group.id,
				msg_type: "interactive",
				content: card("**你好**", button("更多", { action: "more" })),
			},
		});
		const message_id = sent.data?.message_id as string;
		expect(sent.data).toMatchObject({ chat_id: group.id });
		expect(api.messages[0]).toMatchObject({
			messageId: message_id,
			msgType: "interactive",
			text: "你好",
			buttons: [{ label: "更多", value: { action: "more" } }],
		});
		await client.im.v1.message.reply({
			path: { message_id },
			data: { msg_type: "text", content: text("再问一句") },
		});
		expect(api.messages[1]).toMatchObject({
			text: "再问一句",
			replyTo: message_id,
			threadId: null,
		});
		await client.im.v1.message.patch({
			path: { message_id },
			data: { content: card("再见") },
		});
		expect(api.messages[0]).toMatchObject({
			text: "再见",
			buttons: [],
			edits: [{ before: "你好", after: "再见" }],
		});
	});
});
