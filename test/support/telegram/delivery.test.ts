import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Telegram } from "telegraf";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeBotApi, startFakeBotApi } from "./fake-bot-api.ts";
import type { Person } from "./person.ts";
import type { WireUpdate } from "./wire.ts";

let api: FakeBotApi;
let telegram: Telegram;
let chen: Person;

beforeEach(async () => {
	api = await startFakeBotApi({ webhook: { backOffMs: 1 } });
	telegram = new Telegram(api.token, { apiRoot: api.root });
	chen = api.person({ name: "小陈" });
});

afterEach(() => api.close());

const poll = (payload: object = {}) =>
	telegram.callApi("getUpdates", payload) as unknown as Promise<WireUpdate[]>;

const textsOf = (updates: readonly WireUpdate[]) =>
	updates.map(({ message }) => message?.text);

describe("getUpdates", () => {
	test("answers what was not confirmed, again and again", async () => {
		chen.says("一");
		chen.says("二");
		const first = await poll();
		expect(textsOf(first)).toEqual(["一", "二"]);
		expect(await poll()).toEqual(first);
		expect(textsOf(await poll({ limit: 1 }))).toEqual(["一"]);
	});

	test("drops for ever what is below the offset", async () => {
		chen.says("一");
		chen.says("二");
		const [, second] = await poll();
		await poll({ offset: second?.update_id });
		expect(textsOf(await poll({ offset: 0 }))).toEqual(["二"]);
		expect(api.waitingUpdates()).toBe(1);
	});

	test("counts a negative offset from the end, and forgets the rest", async () => {
		for (const text of ["一", "二", "三"]) chen.says(text);
		expect(textsOf(await poll({ offset: -1 }))).toEqual(["三"]);
		expect(textsOf(await poll())).toEqual(["三"]);
	});

	test("hangs until something comes", async () => {
		const answer = poll({ timeout: 50 });
		await api.until(() => api.listening());
		chen.says("一");
		expect(textsOf(await answer)).toEqual(["一"]);
	});

	test("ends another that hangs", async () => {
		const first = poll({ timeout: 50 });
		const ended = expect(first).rejects.toThrow(
			"409: Conflict: terminated by other getUpdates request",
		);
		await api.until(() => api.listening());
		const second = poll({ timeout: 50 });
		await ended;
		chen.says("一");
		expect(textsOf(await second)).toEqual(["一"]);
	});

	test("loses nothing when the bot hangs up", async () => {
		const gone = new AbortController();
		const answer = fetch(`${api.root}/bot${api.token}/getUpdates?timeout=50`, {
			signal: gone.signal,
		});
		await api.until(() => api.listening());
		gone.abort();
		await expect(answer).rejects.toThrow("aborted");
		await api.until(() => !api.listening());
		chen.says("一");
		expect(textsOf(await poll())).toEqual(["一"]);
	});

	test("leaves out what was not asked for, and remembers what was", async () => {
		const group = api.group();
		await poll({ allowed_updates: ["message"] });
		group.promotesBot();
		chen.says("一");
		expect(textsOf(await poll())).toEqual(["一"]);
		await poll({ allowed_updates: [] });
		group.demotesBot();
		expect(await poll()).toMatchObject([
			{ message: {} },
			{ my_chat_member: { new_chat_member: { status: "member" } } },
		]);
	});

	test("brings an update again that was confirmed", async () => {
		chen.says("一");
		const [update] = await poll();
		await poll({ offset: (update?.update_id ?? 0) + 1 });
		if (update) api.redeliver(update);
		expect(await poll({ offset: (update?.update_id ?? 0) + 1 })).toEqual([
			update,
		]);
		expect(api.waitingUpdates()).toBe(0);
	});
});

test("a test can wait until the bot has confirmed everything", async () => {
	chen.says("一");
	await expect(api.deliverAll(1)).rejects.toThrow(
		/1 updates are not confirmed, and the bot does not listen[\s\S]*小陈: 一/,
	);
	const [update] = await poll();
	const all = api.deliverAll();
	await poll({ offset: (update?.update_id ?? 0) + 1 });
	await all;
});

describe("the webhook", () => {
	let server: Server;
	let url: string;
	let received: { secret: unknown; update: WireUpdate }[];
	let answers: { status: number; body?: string }[];

	beforeEach(async () => {
		received = [];
		answers = [];
		server = createServer(async (request, response) => {
			let body = "";
			for await (const chunk of request) body += chunk;
			received.push({
				secret: request.headers["x-telegram-bot-api-secret-token"],
				update: JSON.parse(body),
			});
			const { status, body: answer } = answers.shift() ?? { status: 200 };
			response.writeHead(status).end(answer);
		});
		await new Promise<void>((resolve) => {
			server.listen(0, "127.0.0.1", resolve);
		});
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
	});

	afterEach(() => {
		server.closeAllConnections();
		server.close();
	});

	const delivered = () => textsOf(received.map(({ update }) => update));

	test("is called in order, with the secret", async () => {
		chen.says("一");
		await telegram.setWebhook(url, { secret_token: "secret_1-A" });
		chen.says("二");
		await api.deliverAll();
		expect(delivered()).toEqual(["一", "二"]);
		expect(received[0]?.secret).toBe("secret_1-A");
	});

	test("is called again until it takes the update", async () => {
		answers = [{ status: 500 }, { status: 404 }, { status: 302 }];
		await telegram.setWebhook(url);
		chen.says("一");
		chen.says("二");
		await api.deliverAll();
		expect(delivered()).toEqual(["一", "一", "一", "一", "二"]);
		await expect(telegram.getWebhookInfo()).resolves.toMatchObject({
			url,
			pending_update_count: 0,
			last_error_message: "Wrong response from the webhook: 302 Found",
		});
	});

	test("may answer with a call", async () => {
		const action = { method: "sendChatAction", chat_id: chen.id };
		answers = [
			{ status: 200, body: JSON.stringify({ ...action, action: "typing" }) },
		];
		await telegram.setWebhook(url);
		chen.says("一");
		await api.until(() => api.callsOf("sendChatAction").length === 1);
	});

	test("excludes getUpdates, until it is deleted", async () => {
		const hanging = poll({ timeout: 50 });
		const ended = expect(hanging).rejects.toThrow(
			"terminated by setWebhook request",
		);
		await api.until(() => api.listening());
		await telegram.setWebhook(url);
		await ended;
		await expect(poll()).rejects.toThrow(
			"409: Conflict: can't use getUpdates method while webhook is active",
		);
		answers = Array.from({ length: 1000 }, () => ({ status: 503 }));
		chen.says("一");
		await telegram.deleteWebhook();
		expect(textsOf(await poll())).toEqual(["一"]);
		await telegram.deleteWebhook({ drop_pending_updates: true });
		expect(await poll()).toEqual([]);
	});

	test.each(["空格 ", "a".repeat(257)])(
		"takes no such secret %#",
		async (secret_token) => {
			await expect(telegram.setWebhook(url, { secret_token })).rejects.toThrow(
				"400: Bad Request: secret token",
			);
		},
	);
});
