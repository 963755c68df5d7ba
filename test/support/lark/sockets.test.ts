import * as lark from "@larksuiteoapi/node-sdk";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import {
	type FakeOpenPlatform,
	type FakeOpenPlatformOptions,
	startFakeOpenPlatform,
} from "./fake-open-platform.ts";
import { silent } from "./silent.ts";
import type { WireMessageEvent } from "./wire.ts";

let api: FakeOpenPlatform;

afterEach(() => api.close());

/** A platform, and the SDK's own client connected to it. */
async function connected({
	pingTimeout = 0,
	handle = async (_: WireMessageEvent): Promise<unknown> => undefined,
	...options
}: FakeOpenPlatformOptions & {
	pingTimeout?: number;
	handle?: (event: WireMessageEvent) => Promise<unknown>;
} = {}) {
	api = await startFakeOpenPlatform({
		sockets: { pingInterval: 0.05, reconnectInterval: 0.02 },
		...options,
	});
	const client = connect({ pingTimeout, handle });
	await api.until(() => api.listening());
	return { client, group: api.group(), chen: api.person({ name: "小陈" }) };
}

function connect({
	pingTimeout = 0,
	appSecret = api.appSecret,
	handle = async (_: WireMessageEvent): Promise<unknown> => undefined,
	onError = (_: Error) => {},
}) {
	const client = new lark.WSClient({
		appId: api.appId,
		appSecret,
		domain: api.root,
		logger: silent,
		onError,
		...(pingTimeout > 0 ? { wsConfig: { pingTimeout } } : {}),
	});
	const eventDispatcher = new lark.EventDispatcher({ logger: silent });
	eventDispatcher.register({
		"im.message.receive_v1": handle,
		"card.action.trigger": async () => ({
			toast: { type: "info", content: "好的" },
		}),
	} as Parameters<typeof eventDispatcher.register>[0]);
	onTestFinished(() => client.close({ force: true }));
	void client.start({ eventDispatcher });
	return client;
}

test("an event arrives and is acknowledged once", async () => {
	const heard: WireMessageEvent[] = [];
	const { group, chen } = await connected({
		handle: async (event) => {
			heard.push(event);
		},
	});
	const said = chen.in(group).says("@bot 你好,@所有人");
	await api.deliverAll();
	expect(heard).toMatchObject([
		{
			sender: { sender_id: { open_id: chen.openId }, sender_type: "user" },
			message: {
				message_id: said.messageId,
				chat_id: group.id,
				chat_type: "group",
				message_type: "text",
				content: JSON.stringify({ text: "@_user_1 你好,@_all" }),
				mentions: [{ key: "@_user_1", id: { open_id: api.botOpenId } }],
			},
		},
	]);
	expect(said.event?.deliveries).toMatchObject([
		{ by: "socket", result: "acknowledged", ack: { code: 200, data: null } },
	]);
});

test("an event may come in several frames", async () => {
	const heard: string[] = [];
	const { group, chen } = await connected({
		sockets: { splitInto: 3 },
		handle: async ({ message }) => {
			heard.push(message.content);
		},
	});
	chen.in(group).says("夜班船几点开出?");
	await api.deliverAll();
	expect(heard).toEqual([JSON.stringify({ text: "夜班船几点开出?" })]);
});

test("what fails comes again after 15 seconds, 5 minutes, 1 hour and 6 hours, then no more", async () => {
	const ids: string[] = [];
	const { group, chen } = await connected({
		handle: async ({ message }) => {
			ids.push(message.message_id);
			throw new Error("no room on the disk");
		},
	});
	const said = chen.in(group).says("你好");
	const hour = 3_600_000;
	const counts: number[] = [];
	for (const ms of [14_000, 1000, 300_000, hour, 6 * hour, 48 * hour]) {
		await api.passTime(ms);
		counts.push(ids.length);
	}
	expect(counts).toEqual([1, 2, 3, 4, 5, 5]);
	expect(new Set(ids)).toEqual(new Set([said.messageId]));
	expect(said.event?.deliveries.map(({ result }) => result)).toEqual(
		Array(5).fill("refused"),
	);
	expect(api.waitingEvents()).toBe(0);
});

test("what is acknowledged too late comes again", async () => {
	let letGo = () => {};
	const enough = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	const { group, chen } = await connected({
		events: { ackMs: 300 },
		handle: () => enough,
	});
	const { event } = chen.in(group).says("你好");
	await api.until(() => event?.deliveries[0]?.result === "unanswered");
	letGo();
	await api.until(() => event?.deliveries[0]?.ack);
	expect(event?.deliveries).toMatchObject([
		{ result: "unanswered", ack: { code: 200, late: true } },
	]);
	expect(event?.acknowledged()).toBe(false);
	await api.passTime(15_000);
	expect(event?.deliveries[1]).toMatchObject({ result: "acknowledged" });
});

test("what nobody was there for comes again, by itself too", async () => {
	api = await startFakeOpenPlatform({ events: { againAfterMs: [50] } });
	const chen = api.person({ name: "小陈" });
	const { event } = chen.direct().says("你好");
	expect(event?.deliveries).toMatchObject([{ by: "nobody" }]);
	connect({});
	await api.until(() => api.listening());
	await api.deliverAll();
	expect(event?.acknowledged()).toBe(true);
});

test("each event goes to one of the connections", async () => {
	let heard = 0;
	const handle = async () => {
		heard++;
	};
	const { group, chen } = await connected({ handle });
	connect({ handle });
	await api.until(() => api.sockets.open() === 2);
	for (let n = 0; n < 20; n++) chen.in(group).says(`第 ${n} 句`);
	await api.deliverAll();
	expect(heard).toBe(20);
});

test("a connection that was cut is opened again", async () => {
	const { group, chen } = await connected();
	api.sockets.refuse(1);
	api.sockets.refuse(1, "discovery");
	api.sockets.cut();
	await api.until(() => api.sockets.opened() === 2 && api.listening());
	expect(api.callsOf("endpoint")).toHaveLength(4);
	chen.in(group).says("还在吗");
	await api.deliverAll();
});

test("a half-open connection stays, and loses what is sent to it", async () => {
	const { group, chen } = await connected({
		// The SDK forgets a missing pong at the next ping, so that this must be shorter than its interval.
		pingTimeout: 0.2,
		sockets: { pingInterval: 0.3 },
		events: { ackMs: 500 },
	});
	api.sockets.freeze();
	const { event } = chen.in(group).says("还在吗");
	expect(event?.deliveries).toMatchObject([
		{ by: "socket", result: "pending" },
	]);
	// The client misses its pong and connects again.
	await api.until(() => api.sockets.opened() > 1 && api.listening());
	await api.passTime(15_000);
	expect(event?.deliveries.map(({ result }) => result)).toEqual([
		"unanswered",
		"acknowledged",
	]);
});

test("a wrong secret is refused for good", async () => {
	api = await startFakeOpenPlatform();
	const error = await new Promise<Error>((onError) => {
		connect({ appSecret: "wrong", onError });
	});
	expect(error.message).toContain("code=514");
	expect(api.listening()).toBe(false);
});

test("nobody gets in without an address that was given out", async () => {
	api = await startFakeOpenPlatform();
	const socket = new WebSocket(`${api.root.replace("http", "ws")}/ws/v2`);
	await new Promise((resolve) => {
		socket.onerror = resolve;
	});
	expect(api.sockets.opened()).toBe(0);
});
