import { Telegram } from "telegraf";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeBotApi, startFakeBotApi } from "./fake-bot-api.ts";
import type { Group } from "./group.ts";

let api: FakeBotApi;
let telegram: Telegram;
let group: Group;

beforeEach(async () => {
	api = await startFakeBotApi({
		limits: { chat: { count: 1, perMs: 60_000 } },
	});
	telegram = new Telegram(api.token, { apiRoot: api.root });
	group = api.group();
});

afterEach(() => api.close());

const send = (text = "你好", signal?: AbortSignal) =>
	telegram.callApi(
		"sendMessage",
		{ chat_id: group.id, text },
		signal ? { signal: signal as never } : {},
	);

test("a proxy's page of HTML", async () => {
	api.fail("sendMessage", { status: 502 });
	await expect(send()).rejects.toThrow("502: Bad Gateway");
	expect(api.messages).toEqual([]);
	await send();
});

test("a refusal in Telegram's form", async () => {
	api.fail("getMe", { error_code: 401, description: "Unauthorized" });
	await expect(telegram.getMe()).rejects.toThrow("401: Unauthorized");
});

describe("a cut connection", () => {
	test("before anything was done", async () => {
		api.fail("sendMessage", "reset");
		await expect(send()).rejects.toThrow();
		expect(api.messages).toEqual([]);
	});

	test("after the message was sent", async () => {
		api.fail("sendMessage", "reset-after-effect");
		await expect(send()).rejects.toThrow();
		expect(api.messages).toHaveLength(1);
	});
});

describe("silence", () => {
	test.each([
		["hang", 0],
		["hang-after-effect", 1],
	] as const)("%s leaves %i messages", async (fault, count) => {
		api.fail("sendMessage", fault);
		const gone = new AbortController();
		const answer = expect(send("你好", gone.signal)).rejects.toThrow("aborted");
		await api.until(() => api.callsOf("sendMessage")[0]?.endedAt);
		gone.abort();
		await answer;
		expect(api.messages).toHaveLength(count);
	});
});

test("a late answer is given in the end", async () => {
	api.fail("sendMessage", { delayMs: 5 });
	await expect(send()).resolves.toMatchObject({ text: "你好" });
});

test("a fault happens as often as planned, where it is meant to", async () => {
	const plan = api.fail(
		"sendMessage",
		{ status: 500 },
		2,
		({ text }) => text === "坏",
	);
	await send("好");
	await expect(send("坏")).rejects.toThrow("500");
	await expect(send("坏")).rejects.toThrow("500");
	expect(plan.left()).toBe(0);
});

test("only the refusals that the bot earned are held against it", async () => {
	api.fail("sendMessage", {
		error_code: 429,
		description: "Too Many Requests",
	});
	await expect(send()).rejects.toThrow("429");
	expect(api.refusals()).toEqual([]);
	await send();
	await expect(send()).rejects.toThrow(
		"429: Too Many Requests: retry after 60",
	);
	expect(api.refusals(429)).toHaveLength(1);
	expect(api.refusalCount(429)).toBe(1);
});

test("what one chat is told twice is counted", async () => {
	await send("一");
	await telegram.sendMessage(api.group().id, "一");
	expect(api.counts.doubles()).toBe(0);
	expect(api.counts.times(group.id, "一")).toBe(1);
});

test("for benches, everything is counted and nothing kept", async () => {
	const cheap = await startFakeBotApi({ limits: false, cheap: true });
	try {
		const client = new Telegram(cheap.token, { apiRoot: cheap.root });
		const { id } = cheap.group();
		const { message_id } = await client.sendMessage(id, "你好");
		await client.editMessageText(id, message_id, undefined, "再见");
		await client.sendMessage(id, "你好");
		expect(cheap.counts.times(id, "你好")).toBe(2);
		expect(cheap.counts.doubles()).toBe(1);
		expect(cheap.counts.count).toBe(2);
		expect(cheap.messages).toEqual([]);
		expect(cheap.calls).toEqual([]);
	} finally {
		await cheap.close();
	}
});
