import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { TelegramOptions } from "../../../src/adapters/telegram/telegram-adapter.ts";
import type { HandleRequest } from "../../../src/chat/adapter.ts";
import { ended, type Scene, scene } from "./scene.ts";
import { DIRECT, said } from "./updates.ts";

const SECRET = "a-secret_of-the-tests_0123456789";
const HEADER = "x-telegram-bot-api-secret-token";

/** A scene whose adapter is called over HTTP, as by the bot's server. */
async function hooked(
	path = "",
	options: Partial<TelegramOptions> = {},
): Promise<Scene & { handle: HandleRequest }> {
	let handle: HandleRequest = async () => ({ status: 404 });
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const known = request.url === `${path}/telegram/webhook`;
		const answer = known
			? await handle(request.headers, Buffer.concat(chunks))
			: { status: 404 };
		response.writeHead(answer.status).end(answer.body);
	});
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve);
	});
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	const made = await scene({
		mode: "webhook",
		webhook: { secret: SECRET, publicUrl: `http://127.0.0.1:${port}${path}` },
		fake: { webhook: { backOffMs: 1 } },
		...options,
	});
	if (!made.adapter.webhook) throw new Error("no webhook");
	handle = made.adapter.webhook.handle;
	return { ...made, handle };
}

const update = (text = "在吗", number = 9) =>
	Buffer.from(
		JSON.stringify({
			update_id: number,
			message: said(text, { chat: DIRECT }),
		}),
	);

test("Telegram is told where to deliver, what, and the secret", async () => {
	const { api, adapter, receive, heard } = await hooked();
	await adapter.start(receive);
	expect(api.callsOf("setWebhook")[0]?.payload).toMatchObject({
		url: expect.stringMatching(
			/^http:\/\/127\.0\.0\.1:\d+\/telegram\/webhook$/,
		),
		secret_token: SECRET,
		allowed_updates: ["message", "callback_query", "my_chat_member"],
	});
	expect(adapter.health().ready).toBe(true);
	api.person({ name: "阿梅" }).says("在吗");
	await api.deliverAll();
	expect(heard()).toEqual(["在吗"]);
	expect(api.callsOf("getUpdates")).toEqual([]);
});

test("the public address may have a path", async () => {
	const { api, adapter, receive, heard } = await hooked("/bots/union/");
	await adapter.start(receive);
	expect(api.callsOf("setWebhook")[0]?.payload.url).toMatch(
		/\/bots\/union\/telegram\/webhook$/,
	);
	expect(heard()).toEqual([]);
});

test("registering is tried until Telegram takes it", async () => {
	const { api, adapter, receive, waits } = await hooked();
	api.fail("setWebhook", {
		error_code: 400,
		description: "Bad Request: bad webhook: Failed to resolve host",
	});
	api.fail("setWebhook", "reset");
	await adapter.start(receive);
	await vi.waitFor(() => expect(adapter.health().ready).toBe(true));
	expect(waits.slice(0, 2)).toEqual([1000, 2000]);
});

test("it is registered again now and then, in case somebody took it away or revoked the token", async () => {
	let pass = () => {};
	const { api, adapter, receive, heard, fatal } = await hooked("", {
		sleep: (_, stop) =>
			Promise.race([
				ended(stop),
				new Promise<void>((resolve) => {
					pass = resolve;
				}),
			]),
	});
	await adapter.start(receive);
	await fetch(`${api.root}/bot${api.token}/deleteWebhook`);
	pass();
	await api.until(() => api.callsOf("setWebhook").length === 2);
	api.person({ name: "阿梅" }).says("在吗");
	await api.deliverAll();
	expect(heard()).toEqual(["在吗"]);
	api.revokeToken();
	pass();
	await vi.waitFor(() =>
		expect(fatal[0]?.message).toMatch(/TELEGRAM_BOT_TOKEN/),
	);
});

test("its health tells when Telegram cannot deliver, and when it can again", async () => {
	let pass = () => {};
	const { api, adapter, receive, store } = await hooked("", {
		sleep: (_, stop) =>
			Promise.race([
				ended(stop),
				new Promise<void>((resolve) => {
					pass = resolve;
				}),
			]),
	});
	await adapter.start(receive);
	store.failure = new Error("the disk is full");
	api.person({ name: "阿梅" }).says("在吗");
	await api.until(() => api.waitingUpdates() === 1);
	await vi.waitFor(() => {
		pass();
		expect(adapter.health()).toMatchObject({
			ready: false,
			problem: expect.stringMatching(/cannot deliver to PUBLIC_URL: .*503/),
		});
	});
	store.failure = null;
	await api.deliverAll();
	await vi.waitFor(() => {
		pass();
		expect(adapter.health()).toMatchObject({ ready: true, problem: null });
	});
});

test("the webhook stays when the bot stops: Telegram keeps what comes", async () => {
	const { api, adapter, receive, heard } = await hooked();
	await adapter.start(receive);
	await adapter.stop();
	api.person({ name: "阿梅" }).says("在吗");
	await api.until(() => api.waitingUpdates() === 1);
	expect(api.callsOf("deleteWebhook")).toEqual([]);
	expect(heard()).toEqual([]);
});

describe("who calls without the secret", () => {
	test.each([
		["none", undefined],
		["an empty one", ""],
		["a wrong one", "wrong"],
		["its beginning", SECRET.slice(0, -1)],
		["more than it", `${SECRET}x`],
		["it in another case", SECRET.toUpperCase()],
		["it twice", [SECRET, SECRET]],
	])("is turned away, the body unread: %s", async (_, given) => {
		const { adapter, receive, handle, received } = await hooked();
		await adapter.start(receive);
		const headers = given === undefined ? {} : { [HEADER]: given };
		const unread = new Proxy(Buffer.from("{"), {
			get() {
				throw new Error("the body was looked at");
			},
		});
		expect(await handle(headers, unread)).toEqual({ status: 401 });
		expect(await handle(headers, update())).toEqual({ status: 401 });
		expect(received).toEqual([]);
	});
});

describe("with the secret", () => {
	const headers = { [HEADER]: SECRET };

	test("an update is answered with 200 only once it is recorded", async () => {
		const { adapter, receive, handle, store, heard } = await hooked();
		await adapter.start(receive);
		expect(await handle(headers, update())).toEqual({ status: 200 });
		expect(heard()).toEqual(["在吗"]);
		store.failure = new Error("the disk is full");
		expect(await handle(headers, update("还在吗", 10))).toEqual({
			status: 503,
		});
	});

	test("Telegram delivers again what could not be recorded", async () => {
		const { api, adapter, receive, store, heard, logged } = await hooked();
		await adapter.start(receive);
		store.failure = new Error("the disk is full");
		api.person({ name: "阿梅" }).says("在吗");
		await vi.waitFor(() =>
			expect(logged.map(({ level }) => level)).toContain("error"),
		);
		store.failure = null;
		await api.deliverAll();
		expect(heard()).toEqual(["在吗"]);
	});

	test.each([
		"{",
		"",
		"\u0000",
		"[]",
		"5",
		"null",
		'{"message":{}}',
		'{"update_id":"x"}',
	])("what is no update is a bad request: %j", async (body) => {
		const { adapter, receive, handle } = await hooked();
		await adapter.start(receive);
		expect(await handle(headers, Buffer.from(body))).toEqual({ status: 400 });
	});

	test("an update that cannot be read is taken and skipped: it would come for ever", async () => {
		const { adapter, receive, handle, logged } = await hooked();
		await adapter.start(receive);
		const body = Buffer.from('{"update_id":9,"message":{"text":"机密"}}');
		expect(await handle(headers, body)).toEqual({ status: 200 });
		expect(JSON.stringify(logged)).not.toContain("机密");
	});

	test("a body longer than a megabyte is refused", async () => {
		const { adapter, receive, handle } = await hooked();
		await adapter.start(receive);
		expect(await handle(headers, Buffer.alloc(1024 * 1024 + 1))).toEqual({
			status: 413,
		});
	});

	test("before the start and after the stop Telegram is asked to come again", async () => {
		const { adapter, receive, handle } = await hooked();
		expect(await handle(headers, update())).toEqual({ status: 503 });
		await adapter.start(receive);
		await adapter.stop();
		expect(await handle(headers, update())).toEqual({ status: 503 });
	});

	test("the stop waits for what is being recorded", async () => {
		const { adapter, receive, handle, store, heard } = await hooked();
		await adapter.start(receive);
		let release = () => {};
		store.before = () =>
			new Promise<void>((resolve) => {
				release = resolve;
			});
		const answer = handle(headers, update());
		const stop = adapter.stop();
		release();
		await stop;
		expect(heard()).toEqual(["在吗"]);
		expect(await answer).toEqual({ status: 200 });
	});
});
