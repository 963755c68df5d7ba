import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
	type FakeOpenPlatform,
	startFakeOpenPlatform,
} from "./fake-open-platform.ts";
import { textOf } from "./samples.ts";

let api: FakeOpenPlatform;
let chat: string;

beforeEach(async () => {
	api = await startFakeOpenPlatform();
	chat = api.group().id;
});

afterEach(() => api.close());

const post = (path: string, body: object, headers = {}, signal?: AbortSignal) =>
	fetch(`${api.root}${path}`, {
		method: "POST",
		headers: { "content-type": "application/json", ...headers },
		body: JSON.stringify(body),
		...(signal ? { signal } : {}),
	});

async function send(
	words = "你好",
	signal?: AbortSignal,
): Promise<{ status: number; headers: Headers; body: string }> {
	const { appId: app_id, appSecret: app_secret } = api;
	const path = "/open-apis/auth/v3/tenant_access_token/internal";
	const fetched = await post(path, { app_id, app_secret });
	const { tenant_access_token: token } = (await fetched.json()) as {
		tenant_access_token: string;
	};
	const response = await post(
		"/open-apis/im/v1/messages?receive_id_type=chat_id",
		{ receive_id: chat, msg_type: "text", content: textOf(words) },
		{ authorization: `Bearer ${token}` },
		signal,
	);
	const { status, headers } = response;
	return { status, headers, body: await response.text() };
}

test("a proxy's page of HTML, with headers of its own", async () => {
	api.fail("send", { status: 429, headers: { "x-ogw-ratelimit-reset": "7" } });
	const { status, headers, body } = await send();
	expect([status, body]).toEqual([429, "<html><h1>429</h1></html>"]);
	expect(headers.get("x-ogw-ratelimit-reset")).toBe("7");
	expect(api.messages).toEqual([]);
});

test("a proxy that gives up on what was done", async () => {
	api.fail("send", { status: 504, afterEffect: true, body: { code: 1 } });
	expect(await send()).toMatchObject({ status: 504, body: '{"code":1}' });
	expect(api.messages).toHaveLength(1);
});

test.each([
	[{ code: 230022, msg: "sensitive" }, 400],
	[{ code: 230022, msg: "sensitive", status: 200 }, 200],
])("a refusal in the platform's form: %o", async (fault, status) => {
	api.fail("send", fault);
	const answer = await send();
	expect(answer.status).toBe(status);
	expect(JSON.parse(answer.body)).toEqual({ code: 230022, msg: "sensitive" });
	expect(api.messages).toEqual([]);
	// The bot did nothing wrong.
	expect(api.refusals()).toEqual([]);
	expect(api.callsOf("send")[0]?.injected).toBe(true);
});

describe("a connection that breaks", () => {
	test.each([
		["reset", 0],
		["reset-after-effect", 1],
	] as const)("%s leaves %i messages", async (fault, count) => {
		api.fail("send", fault);
		await expect(send()).rejects.toThrow("fetch failed");
		expect(api.messages).toHaveLength(count);
	});

	test.each([
		["hang", 0],
		["hang-after-effect", 1],
	] as const)("%s leaves %i messages", async (fault, count) => {
		api.fail("send", fault);
		const gone = new AbortController();
		const answer = expect(send("你好", gone.signal)).rejects.toThrow("abort");
		await api.until(() => api.callsOf("send")[0]?.endedAt);
		gone.abort();
		await answer;
		expect(api.messages).toHaveLength(count);
	});
});

test("what is done at once may be answered late", async () => {
	api.fail("send", { delayMs: 30 });
	let answered = false;
	const answer = send().then(() => {
		answered = true;
	});
	await api.until(() => api.messages.length === 1);
	expect(answered).toBe(false);
	await answer;
});

test("as often as is planned, and only where it is said", async () => {
	const plan = api.fail(
		"send",
		{ code: 230020, msg: "too fast" },
		2,
		({ content }) => String(content).includes("慢"),
	);
	expect((await send("快")).status).toBe(200);
	expect((await send("慢")).status).toBe(400);
	expect(plan.left()).toBe(1);
	plan.cancel();
	expect((await send("慢")).status).toBe(200);
});
