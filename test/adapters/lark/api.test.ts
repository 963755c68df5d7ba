import { expect, onTestFinished, test } from "vitest";
import { createApi } from "../../../src/adapters/lark/api.ts";
import { createHttpInstance } from "../../../src/adapters/lark/http-instance.ts";
import { startFakeOpenPlatform } from "../../support/lark/fake-open-platform.ts";

const OPTIONS = { timeoutMs: 5000 };
const INFO = { method: "GET", path: "/open-apis/bot/v3/info" } as const;

async function scene(secret?: string) {
	const platform = await startFakeOpenPlatform({ limits: false });
	onTestFinished(() => platform.close());
	let contacts = 0;
	const tokens: (string | null)[] = [];
	const api = createApi({
		appId: platform.appId,
		appSecret: secret ?? platform.appSecret,
		domain: platform.root,
		http: createHttpInstance(() => contacts++),
		now: () => performance.now(),
		onToken: (failure) => tokens.push(failure?.is ?? null),
	});
	return { platform, api, tokens, contacts: () => contacts };
}

test("a call carries the token, and its answer is the whole of what Lark says", async () => {
	const { api, platform, contacts } = await scene();
	expect(await api.call(INFO, OPTIONS)).toMatchObject({
		is: "result",
		result: { code: 0, bot: { open_id: platform.botOpenId } },
	});
	expect(contacts()).toBe(2);
});

test("many calls at once fetch one token", async () => {
	const { api, platform } = await scene();
	const answers = await Promise.all(
		Array.from({ length: 20 }, () => api.call(INFO, OPTIONS)),
	);
	expect(answers.map(({ is }) => is)).toEqual(Array(20).fill("result"));
	expect(platform.tokenFetches).toBe(1);
});

test("a token that Lark refuses is fetched anew, once for all who hear it, and their calls go out again", async () => {
	const { api, platform } = await scene();
	await api.call(INFO, OPTIONS);
	platform.expireToken();
	const answers = await Promise.all(
		Array.from({ length: 20 }, () => api.call(INFO, OPTIONS)),
	);
	expect(answers.map(({ is }) => is)).toEqual(Array(20).fill("result"));
	expect(platform.tokenFetches).toBe(2);
});

test("a token that is refused again and again ends in the refusal, not in a circle", async () => {
	const { api, platform } = await scene();
	const refused = { code: 99991663, msg: "Invalid access token" };
	platform.fail("info", refused, Number.POSITIVE_INFINITY);
	expect(await api.call(INFO, OPTIONS)).toMatchObject({
		is: "refusal",
		code: 99991663,
	});
	expect(platform.callsOf("info")).toHaveLength(2);
});

test("a refusal with HTTP 200 is one", async () => {
	const { api, platform } = await scene();
	platform.fail("info", { code: 230002, msg: "bot not in chat", status: 200 });
	expect(await api.call(INFO, OPTIONS)).toEqual({
		is: "refusal",
		status: 200,
		code: 230002,
		message: "bot not in chat",
		retryAfterMs: null,
	});
});

test("how long to wait is told in a header", async () => {
	const { api, platform } = await scene();
	platform.fail("info", {
		status: 429,
		body: { code: 99991400, msg: "request trigger frequency limit" },
		headers: { "x-ogw-ratelimit-reset": "7" },
	});
	expect(await api.call(INFO, OPTIONS)).toMatchObject({
		code: 99991400,
		status: 429,
		retryAfterMs: 7000,
	});
});

test.each([
	["retry-after", "86400", 120_000],
	["retry-after", "0.001", 1000],
	["retry-after", "0", null],
	["retry-after", "-5", null],
	["retry-after", "Wed, 21 Oct 2026 07:28:00 GMT", null],
	["x-ogw-ratelimit-reset", "1e99", 120_000],
	["x-ogw-ratelimit-reset", "Infinity", 120_000],
	["x-ogw-ratelimit-reset", "", null],
])(
	"%s: %s keeps nobody waiting for ever, nor calling without end",
	async (name, value, ms) => {
		const { api, platform } = await scene();
		platform.fail("info", { status: 429, headers: { [name]: value } });
		expect(await api.call(INFO, OPTIONS)).toMatchObject({
			status: 429,
			retryAfterMs: ms,
		});
	},
);

test("a proxy's page is a refusal that is not Lark's; one with 200 is no answer at all", async () => {
	const { api, platform } = await scene();
	platform.fail("info", { status: 502 });
	expect(await api.call(INFO, OPTIONS)).toMatchObject({
		is: "refusal",
		status: 502,
		code: 0,
	});
	platform.fail("info", { status: 200, body: "<html>log in</html>" });
	expect(await api.call(INFO, OPTIONS)).toMatchObject({
		is: "silence",
		arrived: true,
	});
});

test("a call that hangs ends with its time limit, and may have arrived", async () => {
	const { api, platform } = await scene();
	await api.call(INFO, OPTIONS);
	platform.fail("info", "hang");
	expect(await api.call(INFO, { timeoutMs: 100.5 })).toMatchObject({
		is: "silence",
		why: "no answer in time",
		arrived: true,
	});
});

test("a token that hangs ends the call with its time limit, and the call has not arrived", async () => {
	const { api, platform } = await scene();
	platform.fail("token", "hang");
	expect(await api.call(INFO, { timeoutMs: 100 })).toEqual({
		is: "silence",
		why: "no token in time",
		arrived: false,
	});
	expect(platform.callsOf("info")).toEqual([]);
});

test("a connection that is cut may have carried the call; one that was refused has not", async () => {
	const { api, platform } = await scene();
	await api.call(INFO, OPTIONS);
	platform.fail("info", "reset");
	expect(await api.call(INFO, OPTIONS)).toMatchObject({
		is: "silence",
		arrived: true,
	});
	await platform.close();
	expect(await api.call(INFO, OPTIONS)).toMatchObject({
		is: "silence",
		arrived: false,
	});
});

test("an end from outside ends the call at once", async () => {
	const { api, platform } = await scene();
	await api.call(INFO, OPTIONS);
	platform.fail("info", "hang");
	const end = new AbortController();
	const calling = api.call(INFO, { timeoutMs: 60_000, signal: end.signal });
	await platform.until(() => platform.callsOf("info").length === 2);
	end.abort();
	expect(await calling).toMatchObject({ is: "silence", arrived: true });
	expect(
		await api.call(INFO, { timeoutMs: 60_000, signal: end.signal }),
	).toMatchObject({ arrived: false });
});

test("an unknown app is told, with Lark's code, and never with the secret", async () => {
	const { api, tokens } = await scene("a-secret-that-is-wrong");
	const failure = await api.authorise(OPTIONS);
	expect(failure).toMatchObject({ is: "refusal", code: 10014 });
	expect(JSON.stringify(failure)).not.toContain("a-secret-that-is-wrong");
	expect(tokens).toEqual(["refusal"]);
});

test("a message that repeats the secret is cleaned of it", async () => {
	const { api, platform } = await scene();
	const msg = `wrong: ${platform.appSecret}`;
	platform.fail("info", { code: 1, msg });
	expect(await api.call(INFO, OPTIONS)).toMatchObject({
		message: "wrong: [secret]",
	});
});

test("a token is no longer asked for when the last that waits for it is ended from outside", async () => {
	const { api, platform, tokens } = await scene();
	platform.fail("token", "hang");
	const ends = [new AbortController(), new AbortController()] as const;
	const waiting = ends.map(({ signal }) =>
		api.authorise({ timeoutMs: 60_000, signal }),
	);
	await platform.until(() => platform.callsOf("token").length === 1);
	ends[0].abort();
	expect(await waiting[0]).toMatchObject({ is: "silence" });
	expect(tokens).toEqual([]);
	ends[1].abort();
	await expect.poll(() => tokens).toEqual(["silence"]);
	expect(await api.authorise(OPTIONS)).toBeNull();
});
