/** The bot as a process beside Lark: starts, ends, troubles that pass, and deliveries that come again. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	type TestContext,
	test,
} from "vitest";
import {
	type BotHome,
	type BotProcess,
	botHome,
	onLark,
	startBotProcess,
} from "../support/bot-process.ts";
import type { PlatformEvent } from "../support/lark/deliveries.ts";
import {
	type FakeOpenPlatform,
	startFakeOpenPlatform,
} from "../support/lark/fake-open-platform.ts";
import type { Person } from "../support/lark/person.ts";
import { seal } from "../support/lark/seal.ts";
import type { Said } from "../support/lark/stage.ts";

const QUESTION = "@bot 夜班船几点开出?";
const START = { withinMs: 30_000 };
const AGAIN_MS = 15_000;
/** What no log and no page of the server may tell. */
const TOKEN = /t-fake-token/;

describe("beside a Lark in trouble", () => {
	let api: FakeOpenPlatform;
	let home: BotHome;
	let bot: BotProcess;
	let folder: string;
	let staff: Person;

	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), "union-bot-"));
		api = await startFakeOpenPlatform();
		staff = api.person({ name: "工会小李" });
		home = await botHome(folder, onLark(api));
		await writeFile(
			path.join(folder, "config", "bot.yml"),
			`staff:\n  lark: [${staff.openId}]\n`,
		);
		bot = startBotProcess(home, { LOG_LEVEL: "trace" });
		await api.until(() => api.listening(), START);
	});

	afterAll(async () => {
		await bot.stop();
		await api.close();
		await rm(folder, { recursive: true, force: true });
	});

	/** Somebody asks, each in a group of their own. */
	const ask = () => {
		const group = api.group();
		const person = api.person({ name: "阿梅" });
		const asked = person.in(group).says(QUESTION);
		const answer = () => group.bot.repliesTo(asked, /十点/, START);
		return { group, person, asked, answer };
	};

	test("events are acknowledged while answers are held up", async () => {
		const { group, person, asked, answer } = ask();
		const first = await answer();
		const held = api.fail("reply", { delayMs: 4000 });
		const second = person.in(group).says(QUESTION);
		await api.until(() => held.left() === 0);
		const third = person.in(group).says("@bot 谢谢");
		await api.deliverAll();
		// The third is answered after the second, and that call is still under way.
		expect(group.bot.messages()).toHaveLength(2);
		for (const said of [asked, second, third])
			expect(acknowledgements(said)).toEqual([200]);
		const changing = api.fail("patch", { delayMs: 4000 });
		await group.bot.repliesTo(third, /不客气/);
		await person.presses(first, "全文").answered();
		await api.until(() => changing.left() === 0);
		// Waits for the one before it to be changed back, but its answer does not.
		await person.presses(first, "返回").answered();
		await api.until(() => first.edits.length === 2);
	});

	test("a token that has run out is fetched anew, once for all who need it", async () => {
		const before = api.tokenFetches;
		api.expireToken();
		const scenes = Array.from({ length: 8 }, ask);
		await Promise.all(scenes.map(({ answer }) => answer()));
		expect(api.tokenFetches).toBe(before + 1);
		expect(api.refusalCount(99991663)).toBeGreaterThan(0);
	});

	test("answers wait for a token that Lark does not give", async () => {
		const refused = api.fail(
			"token",
			{ code: 10014, msg: "app secret invalid", status: 200 },
			Number.POSITIVE_INFINITY,
		);
		api.expireToken();
		const before = api.callsOf("token").length;
		const { answer } = ask();
		await api.until(() => api.callsOf("token").length > before);
		expect(await readiness(home)).toMatchObject({
			status: 503,
			lark: { ready: false, problem: "token: 10014 app secret invalid" },
		});
		refused.cancel();
		await answer();
		expect(await readiness(home)).toMatchObject({ status: 200 });
	});

	test("limits of the group, of the app and of the gateway are waited out", async () => {
		const reset = { "x-ogw-ratelimit-reset": "1" };
		api.fail("reply", { code: 230020, msg: "trigger frequency limit" });
		api.fail("reply", {
			code: 99991400,
			msg: "request trigger frequency limit",
			headers: reset,
		});
		api.fail("reply", { status: 429, headers: reset });
		const scenes = Array.from({ length: 3 }, ask);
		for (const { answer, group } of scenes) {
			await answer();
			expect(group.bot.messages()).toHaveLength(1);
		}
	});

	test("an answer that may not be seen leaves a notice, and staff hear which article it was", async () => {
		const censored = { code: 230022, msg: "contains sensitive information" };
		const direct = staff.direct();
		for (const code of [230022, 230028]) {
			const fault = api.fail("reply", { ...censored, code });
			const { group } = ask();
			const notice = await group.bot.replies(/平台不让我把这一条发出来/);
			expect(notice.text).toContain("12351");
			expect(fault.left()).toBe(0);
		}
		await direct.bot.replies(/《渡口的夜班船》/);
		// Once for the same article, however often it happens on a day.
		await direct.bot.repliesTo(direct.says("谢谢"), /不客气/);
		expect(direct.bot.messages()).toHaveLength(2);
	});

	test("a connection that is cut, and one that is refused for a while, come back; what was asked meanwhile is answered", async () => {
		const opened = api.sockets.opened();
		api.sockets.cut();
		await api.until(() => api.sockets.opened() > opened, START);
		await api.until(() => api.listening(), START);
		for (const what of ["discovery", "handshake"] as const) {
			api.sockets.refuse(Number.POSITIVE_INFINITY, what);
			api.sockets.cut();
			await expect
				.poll(() => readiness(home), { timeout: 20_000 })
				.toMatchObject({ status: 503, lark: { problem: expect.any(String) } });
			const { asked, answer } = ask();
			expect(asked.event?.deliveries).toMatchObject([{ by: "nobody" }]);
			api.sockets.refuse(0, what);
			await api.until(() => api.listening(), START);
			await api.passTime(AGAIN_MS);
			await answer();
		}
	});

	test("its health tells when it last heard from Lark, and neither it nor the log tells a secret", async () => {
		await expect
			.poll(() => readiness(home))
			.toMatchObject({ status: 200, lark: { ready: true, problem: null } });
		const { lark } = await readiness(home);
		const heard = Date.parse(lark.lastContact ?? "");
		const pings = api.sockets.pings();
		await api.until(() => api.sockets.pings() > pings + 1);
		await expect
			.poll(async () => {
				const { lark } = await readiness(home);
				return Date.parse(lark.lastContact ?? "");
			})
			.toBeGreaterThan(heard);
		const { text: metrics } = await get(home, "/metrics");
		expect(metrics).toMatch(/union_bot_sends_total\{[^}]*result="sent"[^}]*\}/);
		const { text: ready } = await get(home, "/readyz");
		for (const said of [bot.log(), metrics, ready]) {
			expect(said).not.toContain(api.appSecret);
			expect(said).not.toMatch(TOKEN);
			expect(said).not.toMatch(/夜班船|阿梅|access_key/);
		}
	});
});

describe.concurrent("a process of its own", () => {
	test("answers what was asked while it was away, and what comes again once, also after a restart", async (context) => {
		const { api, start } = await scene(context);
		const group = api.group();
		const member = api.person({ name: "阿梅" }).in(group);
		const question = member.says(QUESTION);
		const first = start();
		await api.until(() => api.listening(), START);
		await api.passTime(AGAIN_MS);
		await group.bot.repliesTo(question, /十点/, START);
		const event = question.event as PlatformEvent;
		for (const ms of [AGAIN_MS, 300_000]) {
			await api.passTime(ms);
			api.redeliver(event);
		}
		await api.deliverAll();
		expect(await first.stop()).toBe(0);
		const second = start();
		await api.until(() => api.listening(), START);
		for (const ms of [3_600_000, 21_600_000]) {
			await api.passTime(ms);
			api.redeliver(event);
		}
		// The same message under another number, as Lark may bring it.
		api.emit(event.type, event.body.event);
		await api.deliverAll();
		await group.bot.repliesTo(member.says("@bot 谢谢"), /不客气/, START);
		expect(group.bot.messages()).toHaveLength(2);
		expect(api.doubles).toBe(0);
		expect(await second.stop()).toBe(0);
	}, 90_000);

	test("keeps a conversation and the buttons through a crash", async (context) => {
		const { api, start } = await scene(context);
		const group = api.group();
		const person = api.person({ name: "阿梅" });
		const first = start();
		await api.until(() => api.listening(), START);
		const member = person.in(group);
		const question = member.says(QUESTION);
		const answer = await group.bot.repliesTo(question, /十点/, START);
		await person.presses(answer, "有用").answered();
		await first.kill();
		start();
		await api.until(() => api.listening(), START);
		const next = member.repliesTo(answer, "@bot 这篇谁写的");
		await group.bot.repliesTo(next, /沈一帆/, START);
		await person.presses(answer, "全文").answered();
		await group.bot.edits(answer, /船工替他们留着座/);
		expect(answer.buttons.map(({ label }) => label)).toContain("有用 1");
	}, 90_000);

	test("sends what is under way before it ends, and ends with 0, also before the start has finished", async (context) => {
		const { api, start } = await scene(context);
		const hanging = api.fail("token", "hang", Number.POSITIVE_INFINITY);
		const early = start();
		await api.until(() => api.callsOf("token").length > 0, START);
		early.process.kill("SIGTERM");
		early.process.kill("SIGTERM");
		expect((await early.ended).code).toBe(0);
		hanging.cancel();
		const bot = start();
		await api.until(() => api.listening(), START);
		const group = api.group();
		const member = api.person({ name: "阿梅" }).in(group);
		const held = api.fail("reply", { delayMs: 1500 });
		const question = member.says(QUESTION);
		await api.until(() => held.left() === 0);
		expect(await bot.stop()).toBe(0);
		start();
		await api.until(() => api.listening(), START);
		await group.bot.repliesTo(question, /十点/);
		await group.bot.repliesTo(member.says("@bot 谢谢"), /不客气/, START);
		expect([group.bot.messages().length, api.doubles]).toEqual([2, 0]);
	}, 90_000);

	test("stops with one clear line when Lark does not know the app, and when that can be seen from its number", async (context) => {
		const { api, start } = await scene(context);
		const secret = "AnotherSecretOfTheTests012345678";
		const wrong = start({ LARK_APP_SECRET: secret });
		const unknown = start({ LARK_APP_ID: "cli_0123456789abcdef" });
		for (const { ended } of [wrong, unknown]) {
			const { code, stderr } = await ended;
			expect(code).toBe(1);
			expect(stderr.trim().split("\n").at(-1)).toMatch(
				/^飞书不认识这个应用:LARK_APP_ID 或 LARK_APP_SECRET/,
			);
			expect(stderr).not.toContain(secret);
			expect(stderr).not.toContain(api.appSecret);
		}
		const asked = api.calls.length;
		const { code, stderr } = await start({ LARK_APP_ID: "cli_123" }).ended;
		expect(code).toBe(1);
		expect(stderr.trim().split("\n")).toEqual([
			expect.stringMatching(/LARK_APP_ID.*应当是 cli_ 加 16 个/),
		]);
		expect(api.calls).toHaveLength(asked);
	}, 60_000);

	test("that is not told who it is is silent in groups, and answers in direct chats", async (context) => {
		const { api, home, start } = await scene(context);
		const unknown = api.fail(
			"info",
			{ code: 99991672, msg: "Access denied" },
			Number.POSITIVE_INFINITY,
		);
		start();
		await api.until(() => api.listening(), START);
		const group = api.group();
		const mei = api.person({ name: "阿梅" });
		mei.in(group).says(QUESTION);
		await api.deliverAll();
		const direct = mei.direct();
		await direct.bot.repliesTo(direct.says("夜班船几点开出?"), /十点/);
		expect(group.bot.messages()).toEqual([]);
		expect(await readiness(home)).toMatchObject({
			status: 503,
			lark: {
				ready: false,
				problem: expect.stringContaining("bot/v3/info: 99991672"),
			},
		});
		unknown.cancel();
		await expect
			.poll(() => readiness(home), { timeout: 20_000 })
			.toMatchObject({ status: 200, lark: { ready: true } });
		await group.bot.repliesTo(mei.in(group).says(QUESTION), /十点/);
	}, 90_000);

	test("notices a connection through which nothing comes any more", async (context) => {
		const { api, home, start } = await scene(context, {
			sockets: { pingInterval: 0.2 },
		});
		start();
		await api.until(() => api.listening(), START);
		const opened = api.sockets.opened();
		api.sockets.freeze();
		const group = api.group();
		const question = api.person({ name: "阿梅" }).in(group).says(QUESTION);
		await api.until(() => api.sockets.opened() > opened, {
			withinMs: 60_000,
			what: "another connection",
		});
		await api.until(() => api.listening(), START);
		await api.passTime(AGAIN_MS);
		await group.bot.repliesTo(question, /十点/, START);
		expect(await readiness(home)).toMatchObject({ status: 200 });
	}, 90_000);

	test("comes back by itself from every trouble that passes", async (context) => {
		const { api, start } = await scene(context);
		api.fail("token", { status: 502 });
		api.fail("token", "reset");
		api.fail("info", "reset");
		api.fail("endpoint", { status: 500 });
		api.fail("endpoint", "reset");
		start();
		await api.until(() => api.listening(), { withinMs: 60_000 });
		const group = api.group();
		const member = api.person({ name: "阿梅" }).in(group);
		api.fail("reply", { status: 502 });
		api.fail("reply", "reset");
		api.fail("reply", "reset-after-effect");
		await group.bot.repliesTo(member.says(QUESTION), /十点/, START);
		await group.bot.repliesTo(member.says("@bot 谢谢"), /不客气/, START);
		// What had arrived was sent again, and members saw it once.
		expect([group.bot.messages().length, api.doubles]).toEqual([2, 1]);
	}, 120_000);

	test("by webhook hears only Lark's own calls, and each once", async (context) => {
		const { api, home, start } = await scene(context);
		const settings = {
			url: `http://127.0.0.1:${home.env.HTTP_PORT}/lark/webhook`,
			encryptKey: "an-encrypt-key-of-the-tests",
			verificationToken: "a-verification-token-of-the-tests",
		};
		const unknown = api.fail(
			"token",
			{ status: 503 },
			Number.POSITIVE_INFINITY,
		);
		const bot = start({
			LARK_MODE: "webhook",
			LARK_ENCRYPT_KEY: settings.encryptKey,
			LARK_VERIFICATION_TOKEN: settings.verificationToken,
		});
		api.useWebhook(settings);
		await expect
			.poll(() => api.challenge(), { timeout: 30_000 })
			.toBe(undefined);
		const group = api.group();
		const person = api.person({ name: "阿梅" });
		const member = person.in(group);
		const early = member.says(QUESTION);
		await api.until(() => early.event?.deliveries[0]?.result === "refused");
		unknown.cancel();
		await expect
			.poll(() => readiness(home), { timeout: 20_000 })
			.toMatchObject({ status: 200 });
		await api.passTime(AGAIN_MS);
		const answer = await group.bot.repliesTo(early, /十点/);
		const { toast } = await person.presses(answer, "有用").answered();
		expect(toast?.content).toBe("谢谢,记下了。");
		await api.until(() => answer.edits.length === 1);

		const { body } = early.event as PlatformEvent;
		const forged = (n: number, token = settings.verificationToken) => ({
			...body,
			header: { ...body.header, event_id: `forged-${n}`, token },
			event: {
				...body.event,
				message: { ...messageIn(body.event), message_id: `om_forged_${n}` },
			},
		});
		const post = async (sealed: ReturnType<typeof seal>) => {
			const response = await fetch(settings.url, { method: "POST", ...sealed });
			return response.status;
		};
		const old = String(Math.floor(Date.now() / 1000) - 3600);
		const refused = [
			seal(forged(1), settings, { signWith: "another-key" }),
			seal(forged(2), settings, { unsigned: true }),
			seal(forged(3), settings, { timestamp: old }),
			seal(forged(4, "another-token"), settings),
			seal(forged(5), settings, { unsigned: true, plain: true }),
		];
		for (const sealed of refused) expect(await post(sealed)).toBe(401);
		expect(await post(seal(forged(6), settings, { plain: true }))).toBe(400);
		const again = seal(body, settings);
		expect(await post(again)).toBe(200);
		expect(await post(again)).toBe(409);
		await group.bot.repliesTo(member.says("@bot 谢谢"), /不客气/);
		expect(group.bot.messages()).toHaveLength(2);
		for (const secret of [settings.encryptKey, settings.verificationToken])
			expect(bot.log()).not.toContain(secret);
	}, 90_000);
});

/** A Lark and a home for a bot, both gone when the test is over. */
async function scene(
	{ onTestFinished }: TestContext,
	options: Parameters<typeof startFakeOpenPlatform>[0] = {},
) {
	const folder = await mkdtemp(path.join(tmpdir(), "union-bot-"));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	const api = await startFakeOpenPlatform(options);
	onTestFinished(() => api.close());
	const home = await botHome(folder, onLark(api));
	return {
		api,
		home,
		start(env: NodeJS.ProcessEnv = {}): BotProcess {
			const bot = startBotProcess(home, env);
			onTestFinished(() => bot.kill());
			return bot;
		},
	};
}

/** The codes of all acknowledgements in time. */
function acknowledgements({ event }: Said): (number | undefined)[] {
	return (event?.deliveries ?? []).map(({ ack }) =>
		ack?.late ? undefined : ack?.code,
	);
}

function messageIn(event: object): object {
	return "message" in event ? (event.message as object) : {};
}

async function get({ env }: BotHome, route: string) {
	const response = await fetch(`http://127.0.0.1:${env.HTTP_PORT}${route}`);
	return { status: response.status, text: await response.text() };
}

interface Readiness {
	ready: boolean;
	lastContact: string | null;
	problem: string | null;
}

async function readiness(
	home: BotHome,
): Promise<{ status: number; lark: Readiness }> {
	const { status, text } = await get(home, "/readyz");
	const { platforms } = JSON.parse(text) as {
		platforms: { lark: Readiness };
	};
	return { status, lark: platforms.lark };
}
