/** The bot as a process beside Telegram: starts, ends, deaths and deliveries that come again. */

import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import {
	type BotHome,
	type BotProcess,
	botHome,
	onTelegram,
	startBotProcess,
} from "../support/bot-process.ts";
import {
	type FakeBotApi,
	type FakeBotApiOptions,
	startFakeBotApi,
} from "../support/telegram/fake-bot-api.ts";
import { tempFolder } from "../support/temp-folder.ts";

const QUESTION = "@bot 夜班船几点开出?";
const START = { withinMs: 30_000 };

async function scene(options: FakeBotApiOptions = {}): Promise<{
	api: FakeBotApi;
	home: BotHome;
	start(env?: NodeJS.ProcessEnv): BotProcess;
}> {
	const api = await startFakeBotApi(options);
	onTestFinished(() => api.close());
	const home = await botHome(await tempFolder(), onTelegram(api));
	return {
		api,
		home,
		start(env = {}) {
			const bot = startBotProcess(home, env);
			onTestFinished(async () => {
				bot.process.kill("SIGKILL");
				await bot.ended;
			});
			return bot;
		},
	};
}

test("what was asked while it was away is answered when it is back, once", async () => {
	const { api, start } = await scene();
	const group = api.group();
	const member = api.person({ name: "阿梅" }).in(group);
	const question = member.says(QUESTION);
	const first = start();
	await group.bot.repliesTo(question, /十点/, START);
	if (question.update) api.redeliver(question.update);
	await api.deliverAll();
	expect(await first.stop()).toBe(0);
	const second = start();
	if (question.update) api.redeliver(question.update);
	await api.deliverAll(30_000);
	await group.bot.repliesTo(member.says("@bot 谢谢"), /不客气/, START);
	expect(group.bot.messages()).toHaveLength(2);
	expect(await second.stop()).toBe(0);
}, 90_000);

test("its memory of a conversation and its buttons outlive a crash", async () => {
	const { api, start } = await scene();
	const group = api.group();
	const person = api.person({ name: "阿梅" });
	const member = person.in(group);
	const first = start();
	const answer = await group.bot.repliesTo(
		member.says(QUESTION),
		/十点/,
		START,
	);
	await first.kill();
	start();
	await group.bot.repliesTo(
		member.repliesTo(answer, "这篇谁写的"),
		/沈一帆/,
		START,
	);
	await person.presses(answer, "全文").answered(START.withinMs);
	await group.bot.edits(answer, /船工替他们留着座/, START);
}, 90_000);

test.each(["SIGTERM", "SIGINT"] as const)(
	"%s ends it with 0, also when it comes twice",
	async (signal) => {
		const { api, start } = await scene();
		const bot = start();
		await api.until(() => api.listening(), START);
		bot.process.kill(signal);
		bot.process.kill(signal);
		expect((await bot.ended).code).toBe(0);
	},
	60_000,
);

test("a signal ends it with 0 before the start has finished", async () => {
	const { api, start } = await scene();
	api.fail("getMe", "hang", 10);
	const hanging = start();
	await api.until(() => api.callsOf("getMe").length > 0, START);
	hanging.process.kill("SIGTERM");
	expect((await hanging.ended).code).toBe(0);
	const early = start();
	await once(early.process, "spawn");
	// As soon as the process can hear it at all.
	await new Promise((resolve) => setTimeout(resolve, 400));
	early.process.kill("SIGTERM");
	const { code } = await early.ended;
	expect([0, null]).toContain(code);
}, 90_000);

test("answers under way are sent before it ends", async () => {
	const { api, start } = await scene();
	const group = api.group();
	const member = api.person({ name: "阿梅" }).in(group);
	const bot = start();
	await api.until(() => api.listening(), START);
	api.fail("sendMessage", { delayMs: 1500 });
	const question = member.says(QUESTION);
	await api.until(() => api.callsOf("sendMessage").length > 0, START);
	expect(await bot.stop()).toBe(0);
	start();
	await api.until(() => api.listening(), START);
	await group.bot.repliesTo(member.says("@bot 谢谢"), /不客气/, START);
	expect(
		group.bot
			.messages()
			.filter(({ replyTo }) => replyTo === question.message.message_id),
	).toHaveLength(1);
}, 90_000);

test("a second bot for the same folder says so and stops; the first goes on", async () => {
	const { api, start } = await scene();
	const group = api.group();
	start();
	await api.until(() => api.listening(), START);
	const { code, stderr } = await start().ended;
	expect(code).toBe(1);
	expect(stderr.trim().split("\n").at(-1)).toMatch(/另一个机器人正在用/);
	const member = api.person({ name: "阿梅" }).in(group);
	await group.bot.repliesTo(member.says(QUESTION), /十点/);
}, 90_000);

test("a token that Telegram does not know stops it with one clear line", async () => {
	const { api, start } = await scene();
	api.revokeToken();
	const { code, stderr } = await start().ended;
	expect(code).toBe(1);
	expect(stderr.trim().split("\n").at(-1)).toMatch(/TELEGRAM_BOT_TOKEN/);
	expect(stderr).not.toContain(api.token.split(":")[1]);
}, 60_000);

test("a token that is revoked while it runs stops it, too", async () => {
	const { api, start } = await scene();
	const bot = start();
	await api.until(() => api.listening(), START);
	api.revokeToken();
	api.person({ name: "阿梅" }).says("谢谢");
	const { code, stderr } = await bot.ended;
	expect(code).toBe(1);
	expect(stderr).toMatch(/TELEGRAM_BOT_TOKEN/);
}, 120_000);

test("it comes back by itself from every trouble that passes", async () => {
	const { api, start } = await scene();
	api.fail("getMe", { status: 502 });
	api.fail("getMe", "reset");
	api.fail("getUpdates", { status: 500 });
	api.fail("getUpdates", "reset");
	api.fail("getUpdates", {
		error_code: 409,
		description:
			"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
	});
	api.fail("getUpdates", {
		error_code: 429,
		description: "Too Many Requests: retry after 1",
		parameters: { retry_after: 1 },
	});
	api.fail("sendMessage", { status: 502 });
	api.fail("sendMessage", {
		error_code: 429,
		description: "Too Many Requests: retry after 1",
		parameters: { retry_after: 1 },
	});
	const group = api.group();
	const member = api.person({ name: "阿梅" }).in(group);
	const question = member.says(QUESTION);
	start();
	await group.bot.repliesTo(question, /十点/, { withinMs: 60_000 });
}, 120_000);

test("by webhook: only Telegram's own calls are heard, and each once", async () => {
	const { api, home, start } = await scene();
	const secret = "a-secret_of-the-tests_0123456789";
	const url = `http://127.0.0.1:${home.env.HTTP_PORT}`;
	start({
		TELEGRAM_MODE: "webhook",
		TELEGRAM_WEBHOOK_SECRET: secret,
		PUBLIC_URL: url,
	});
	await api.until(() => api.listening(), START);
	const group = api.group();
	const member = api.person({ name: "阿梅" }).in(group);
	const question = member.says(QUESTION);
	await group.bot.repliesTo(question, /十点/);
	const call = (headers: Record<string, string>, body: string) =>
		fetch(`${url}/telegram/webhook`, {
			method: "POST",
			headers: { "content-type": "application/json", ...headers },
			body,
		});
	const header = "x-telegram-bot-api-secret-token";
	const again = JSON.stringify(question.update);
	const forged = JSON.stringify({
		...question.update,
		update_id: 1,
		message: { ...question.message, message_id: 999_999 },
	});
	expect((await call({}, forged)).status).toBeGreaterThanOrEqual(401);
	expect(
		(await call({ [header]: "wrong" }, forged)).status,
	).toBeGreaterThanOrEqual(401);
	expect(
		(await call({ [header]: `${secret}x` }, forged)).status,
	).toBeGreaterThanOrEqual(401);
	expect((await call({ [header]: secret }, "{")).status).toBe(400);
	expect(
		(await call({ [header]: secret }, `"${"x".repeat(2_000_000)}"`)).status,
	).toBe(413);
	expect((await call({ [header]: secret }, again)).status).toBe(200);
	await group.bot.repliesTo(member.says("@bot 谢谢"), /不客气/);
	expect(group.bot.messages()).toHaveLength(2);
}, 90_000);

test("its health and figures can be read, and tell no secret", async () => {
	const { api, home, start } = await scene();
	start();
	const url = `http://127.0.0.1:${home.env.HTTP_PORT}`;
	await api.until(() => api.listening(), START);
	const person = api.person({ name: "阿梅" });
	await api.botTo(person).repliesTo(person.says("夜班船几点开出"), /十点/);
	await api.botTo(person).repliesTo(person.says("公积金怎么提"), /没有写到/);
	const get = async (path: string) => {
		const response = await fetch(`${url}${path}`);
		return { status: response.status, text: await response.text() };
	};
	expect((await get("/healthz")).status).toBe(200);
	const ready = await get("/readyz");
	expect(ready.status).toBe(200);
	expect(JSON.parse(ready.text)).toMatchObject({
		platforms: { telegram: { ready: true } },
	});
	const { text } = await get("/metrics");
	expect(text).toMatch(
		/union_bot_replies_total\{[^}]*status="answered"[^}]*\} 1/,
	);
	expect(text).toMatch(
		/union_bot_replies_total\{[^}]*status="not_found"[^}]*\} 1/,
	);
	expect(text).toMatch(/union_bot_sends_total\{[^}]*result="sent"[^}]*\} 2/);
	for (const { text: said } of [ready, { text }])
		expect(said).not.toContain(api.token.split(":")[1]);
}, 60_000);
