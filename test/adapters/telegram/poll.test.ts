import { setImmediate } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { ended, listening, scene } from "./scene.ts";

const UNAUTHORIZED = { error_code: 401, description: "Unauthorized" };
const OTHER_POLLER = {
	error_code: 409,
	description:
		"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
};

describe("the start", () => {
	test("asks who the bot is, frees the way for polling, and listens", async () => {
		const { api, adapter, received } = await listening();
		expect(api.calls.slice(0, 3)).toMatchObject([
			{ method: "getMe" },
			{ method: "deleteWebhook", payload: { drop_pending_updates: false } },
			{
				method: "getUpdates",
				payload: {
					allowed_updates: ["message", "callback_query", "my_chat_member"],
				},
			},
		]);
		expect(adapter.health()).toMatchObject({ ready: true, problem: null });
		api.person({ name: "阿梅" }).says("在吗");
		await api.deliverAll();
		expect(received).toMatchObject([{ kind: "message", text: "在吗" }]);
	});

	test("gets what was said while the bot was away", async () => {
		const { api, adapter, receive, heard } = await scene();
		const member = api.person({ name: "阿梅" });
		member.says("一");
		member.says("二");
		await adapter.start(receive);
		await api.deliverAll();
		expect(heard()).toEqual(["一", "二"]);
	});

	test("goes on by itself while Telegram cannot be reached, ever more patiently", async () => {
		const { api, adapter, receive, heard, waits } = await scene();
		api.fail("getMe", "reset", 4);
		api.fail("getMe", { status: 502 }, 4);
		await adapter.start(receive);
		await api.until(() => api.listening());
		expect(waits).toEqual([
			1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000,
		]);
		api.person({ name: "阿梅" }).says("在吗");
		await api.deliverAll();
		expect(heard()).toEqual(["在吗"]);
	});

	test("resolves once the connection was tried, and health tells the trouble", async () => {
		const { api, adapter, receive } = await scene({
			sleep: (_, stop) => ended(stop),
		});
		api.fail("getMe", { status: 502 });
		await adapter.start(receive);
		expect(adapter.health()).toMatchObject({
			ready: false,
			problem: "getMe: 502 Bad Gateway",
		});
	});

	test.each([UNAUTHORIZED, { error_code: 404, description: "Not Found" }])(
		"is refused with what to do where the token is wrong: $description",
		async (answer) => {
			const { api, adapter, receive, fatal } = await scene();
			api.fail("getMe", answer);
			await expect(adapter.start(receive)).rejects.toThrow(
				/令牌不对.*请检查 TELEGRAM_BOT_TOKEN/,
			);
			expect(adapter.health().ready).toBe(false);
			expect(fatal).toEqual([]);
			expect(api.callsOf("getUpdates")).toEqual([]);
		},
	);

	test("that learns of a wrong token only later reports it as fatal", async () => {
		const { api, adapter, receive, fatal } = await scene();
		api.fail("getMe", "reset");
		api.fail("getMe", UNAUTHORIZED);
		await adapter.start(receive);
		await vi.waitFor(() => expect(fatal).toHaveLength(1));
		expect(fatal.map(({ message }) => message)).toEqual([
			expect.stringContaining("TELEGRAM_BOT_TOKEN"),
		]);
	});
});

describe("an update is confirmed", () => {
	test("only once it is recorded", async () => {
		const { api, store } = await listening();
		let waiting = -1;
		store.before = () => {
			waiting = api.waitingUpdates();
		};
		api.person({ name: "阿梅" }).says("在吗");
		await api.deliverAll();
		expect(waiting).toBe(1);
	});

	test("not when it cannot be recorded: it is fetched again, and nothing is lost behind it", async () => {
		const { api, adapter, store, heard, logged, waits } = await listening();
		store.failure = new Error("the disk is full");
		const member = api.person({ name: "阿梅" });
		member.says("一");
		member.says("二");
		await vi.waitFor(() => expect(waits.length).toBeGreaterThan(2));
		expect(adapter.health()).toMatchObject({
			ready: false,
			problem: "what comes in cannot be recorded",
		});
		expect(api.waitingUpdates()).toBe(2);
		expect(waits.slice(0, 3)).toEqual([1000, 2000, 4000]);
		expect(logged.some(({ level }) => level === "error")).toBe(true);
		expect(JSON.stringify(logged)).not.toContain("一");
		store.failure = null;
		await api.deliverAll();
		expect(heard()).toEqual(["一", "二"]);
		await vi.waitFor(() => expect(adapter.health().ready).toBe(true));
	});

	test("not past one that failed, though others of its batch are recorded", async () => {
		const { api, adapter, store, received, receive, heard } = await scene();
		let failures = 3;
		store.before = (event) => {
			if (event.kind === "message" && event.text === "二" && failures-- > 0)
				throw new Error("the disk is full");
		};
		const member = api.person({ name: "阿梅" });
		for (const text of ["一", "二", "三"]) member.says(text);
		await adapter.start(receive);
		await api.deliverAll();
		expect(heard().at(-1)).toBe("三");
		expect(heard().filter((text) => text !== "一")).toEqual(["二", "三"]);
		expect(new Set(received.map(({ id }) => id)).size).toBe(3);
	});

	test("when it cannot be read, so that it does not come for ever", async () => {
		const { api, heard, logged } = await listening();
		const member = api.person({ name: "阿梅" });
		member.sends({ text: "机密", date: "gestern" as never });
		member.says("在吗");
		await api.deliverAll();
		expect(heard()).toEqual(["在吗"]);
		expect(logged).toContainEqual({
			level: "warn",
			fields: { kind: "message", update: expect.any(Number) },
			message: "an update cannot be read; it is skipped",
		});
		expect(JSON.stringify(logged)).not.toContain("机密");
	});

	test("when Telegram begins with lower numbers, as after a week of silence", async () => {
		const { api, heard } = await listening();
		const member = api.person({ name: "阿梅" });
		const first = member.says("一");
		await api.deliverAll();
		if (!first.update) throw new Error("not delivered");
		api.redeliver({ ...first.update, update_id: 5 });
		await api.deliverAll();
		member.says("二");
		await api.deliverAll();
		expect(heard()).toEqual(["一", "一", "二"]);
	});
});

describe("listening goes on after", () => {
	test.each([
		["a cut connection", "reset" as const],
		["a proxy's page", { status: 502 }],
		["a proxy's page that says 200", { status: 200, body: "<html>" }],
		[
			"an answer that is no list",
			{ status: 200, body: { ok: true, result: 5 } },
		],
		["a bad request", { error_code: 400, description: "Bad Request" }],
		["another process that polls", OTHER_POLLER],
	])("%s", async (_, fault) => {
		const { api, adapter, receive, heard, waits } = await scene();
		api.fail("getUpdates", fault, 3);
		await adapter.start(receive);
		api.person({ name: "阿梅" }).says("在吗");
		await api.deliverAll();
		expect(heard()).toEqual(["在吗"]);
		expect(waits).toEqual([1000, 2000, 4000]);
		await vi.waitFor(() => expect(adapter.health().ready).toBe(true));
	});

	test("an answer that never comes", async () => {
		const { api, adapter, receive, heard } = await scene({
			timing: { pollSeconds: 0, graceMs: 50 },
		});
		api.fail("getUpdates", "hang");
		await adapter.start(receive);
		await api.until(() => api.callsOf("getUpdates").length > 1);
		api.person({ name: "阿梅" }).says("在吗");
		await api.deliverAll();
		expect(heard()).toEqual(["在吗"]);
	});

	test("as long a wait as Telegram asks for", async () => {
		const { api, adapter, receive, waits } = await scene();
		api.fail("getUpdates", {
			error_code: 429,
			description: "Too Many Requests: retry after 7",
			parameters: { retry_after: 7 },
		});
		await adapter.start(receive);
		await api.until(() => api.listening());
		expect(waits).toEqual([7000]);
	});

	test("a webhook that somebody set, which it deletes", async () => {
		const { api, adapter, heard, logged } = await listening();
		await fetch(
			`${api.root}/bot${api.token}/setWebhook?url=http://127.0.0.1:9/hook`,
		);
		await api.until(() => api.callsOf("deleteWebhook").length > 1);
		api.person({ name: "阿梅" }).says("在吗");
		await api.deliverAll();
		expect(heard()).toEqual(["在吗"]);
		expect(adapter.health().lastInbound).not.toBeNull();
		expect(logged.map(({ message }) => message)).toContainEqual(
			expect.stringContaining("a webhook is set for this bot"),
		);
	});
});

test("another process with the same token is named in the log and in the health", async () => {
	const { api, adapter, receive, logged } = await scene({
		sleep: (_, stop) => ended(stop),
	});
	api.fail("getUpdates", OTHER_POLLER);
	await adapter.start(receive);
	await vi.waitFor(() =>
		expect(adapter.health()).toMatchObject({
			ready: false,
			problem: expect.stringMatching(/409 Conflict: terminated by other/),
		}),
	);
	expect(logged.map(({ message }) => message)).toContainEqual(
		expect.stringContaining("another process polls with this token"),
	);
});

test("a token that is revoked ends the listening, with a word for the operator", async () => {
	const { api, adapter, fatal, logged, waits } = await listening();
	api.revokeToken();
	api.person({ name: "阿梅" }).says("在吗");
	await vi.waitFor(() => expect(fatal).toHaveLength(1));
	expect(fatal[0]?.message).toMatch(/请检查 TELEGRAM_BOT_TOKEN/);
	expect(adapter.health()).toMatchObject({ ready: false });
	expect(adapter.health().problem).toMatch(/TELEGRAM_BOT_TOKEN/);
	expect(waits).toEqual([]);
	expect(JSON.stringify(logged)).not.toContain(api.token.split(":")[1]);
});

describe("the stop", () => {
	test("ends a poll that hangs, at once", async () => {
		const { api, adapter } = await listening();
		await adapter.stop();
		await api.until(() => !api.listening());
		expect(adapter.health()).toMatchObject({
			ready: false,
			problem: "stopped",
		});
	});

	test("waits for what it has in hand, and confirms it", async () => {
		const { api, adapter, store, heard } = await listening();
		let release = () => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		let begun = false;
		store.before = () => {
			begun = true;
			return held;
		};
		api.person({ name: "阿梅" }).says("在吗");
		await vi.waitFor(() => expect(begun).toBe(true));
		let stopped = false;
		const stop = adapter.stop().then(() => {
			stopped = true;
		});
		await setImmediate();
		expect(stopped).toBe(false);
		release();
		await stop;
		expect(heard()).toEqual(["在吗"]);
		expect(api.waitingUpdates()).toBe(0);
		expect(api.callsOf("getUpdates").at(-1)?.payload).toMatchObject({
			timeout: 0,
			limit: 1,
		});
	});

	test("does not wait long for Telegram to hear of it", async () => {
		const { api, adapter, receive } = await scene({
			timing: { lastCallMs: 20 },
		});
		api.person({ name: "阿梅" }).says("在吗");
		api.fail("getUpdates", "hang", 1, ({ limit }) => limit === 1);
		await adapter.start(receive);
		await api.deliverAll();
		await adapter.stop();
	});

	test("does not confirm what could not be recorded", async () => {
		const { api, adapter, store, waits } = await listening();
		store.failure = new Error("the disk is full");
		api.person({ name: "阿梅" }).says("在吗");
		await vi.waitFor(() => expect(waits).not.toEqual([]));
		await adapter.stop();
		expect(api.waitingUpdates()).toBe(1);
	});

	test("may come before the start, while it is under way, and twice", async () => {
		const early = await scene();
		await early.adapter.stop();
		await early.adapter.start(early.receive);
		expect(early.api.calls).toEqual([]);

		const amid = await scene();
		amid.api.fail("getMe", "hang");
		const start = amid.adapter.start(amid.receive);
		await amid.api.until(() => amid.api.callsOf("getMe").length > 0);
		await Promise.all([amid.adapter.stop(), amid.adapter.stop()]);
		await start;
		await amid.adapter.stop();
		expect(amid.api.callsOf("getUpdates")).toEqual([]);
	});
});
