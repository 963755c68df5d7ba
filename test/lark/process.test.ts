/** The bot as a process beside Lark: starts, ends, troubles that pass, and deliveries that come again. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	onTestFinished,
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
import type { Group } from "../support/lark/group.ts";
import type { Person } from "../support/lark/person.ts";
import type { Said } from "../support/lark/stage.ts";
import { readPage, readReadiness } from "../support/ops-pages.ts";
import { tempFolder } from "../support/temp-folder.ts";

const QUESTION = "@bot 夜班船几点开出?";
const START = { withinMs: 30_000 };
const AGAIN_MS = 15_000;

/** A connection through which nothing comes any more: begun first and looked at last, since a ping must go unanswered. */
let halfOpen: {
	api: FakeOpenPlatform;
	bot: BotProcess;
	folder: string;
	group: Group;
	asked: Said;
};

beforeAll(async () => {
	const folder = await mkdtemp(path.join(tmpdir(), "union-bot-"));
	// The SDK forgets that it waits for a pong when it pings again, so that must come later than it gives up.
	const api = await startFakeOpenPlatform({ sockets: { pingInterval: 10.5 } });
	const bot = startBotProcess(await botHome(folder, onLark(api)));
	await api.until(() => api.listening(), START);
	api.sockets.freeze();
	const group = api.group();
	const asked = api.person({ name: "阿梅" }).in(group).says(QUESTION);
	halfOpen = { api, bot, folder, group, asked };
});

afterAll(async () => {
	const { api, bot, folder } = halfOpen;
	await bot.kill();
	await api.close();
	await rm(folder, { recursive: true, force: true });
});

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

	test("it starts as soon as Lark is back; until it is told who it is it answers in direct chats only, and what it was asked in groups afterwards", async () => {
		api.fail("token", "reset");
		const unknown = api.fail(
			"info",
			{ code: 99991672, msg: "Access denied" },
			Number.POSITIVE_INFINITY,
		);
		bot = startBotProcess(home, { LOG_LEVEL: "trace" });
		await api.until(() => api.listening(), START);
		const { group, person, answer } = ask();
		const direct = person.direct();
		await direct.bot.repliesTo(direct.says("夜班船几点开出?"), /十点/);
		expect(group.bot.messages()).toEqual([]);
		expect(await readReadiness(home)).toMatchObject({
			status: 503,
			platforms: {
				lark: {
					ready: false,
					problem: expect.stringContaining("bot/v3/info: 99991672"),
				},
			},
		});
		unknown.cancel();
		await expect
			.poll(() => readReadiness(home), { timeout: 20_000 })
			.toMatchObject({ status: 200, platforms: { lark: { ready: true } } });
		await api.passTime(15_000);
		await answer();
	}, 60_000);

	test("events are acknowledged while answers are held up", async () => {
		const changed = ask();
		const card = await changed.answer();
		const { group, person, asked, answer } = ask();
		await answer();
		const held = api.fail("reply", { delayMs: 3500 });
		const second = person.in(group).says(QUESTION);
		const changing = api.fail("patch", { delayMs: 3500 });
		await changed.person.presses(card, "全文").answered();
		await api.until(() => held.left() + changing.left() === 0);
		const third = person.in(group).says("@bot 谢谢");
		await changed.person.presses(card, "返回").answered();
		await api.deliverAll();
		// What comes next waits for the calls that are under way.
		expect(group.bot.messages()).toHaveLength(2);
		expect(card.edits).toHaveLength(1);
		for (const said of [asked, second, third])
			expect(acknowledgements(said)).toEqual([200]);
		await group.bot.repliesTo(third, /不客气/);
		await api.until(() => card.edits.length === 2);
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
		const { answer } = ask();
		await expect
			.poll(() => readReadiness(home), { timeout: 10_000 })
			.toMatchObject({
				status: 503,
				platforms: { lark: { problem: "token: 10014 app secret invalid" } },
			});
		refused.cancel();
		await answer();
		expect(await readReadiness(home)).toMatchObject({ status: 200 });
	});

	test("limits of the group, of the app and of the gateway are waited out, and so are failures; each answer is seen once", async () => {
		const doubles = api.doubles;
		const headers = { "x-ogw-ratelimit-reset": "1" };
		const limited = "trigger frequency limit";
		api.fail("reply", { code: 230020, msg: limited });
		api.fail("reply", { code: 99991400, msg: limited, headers });
		api.fail("reply", { status: 429, headers });
		api.fail("reply", { status: 502 });
		api.fail("reply", "reset");
		api.fail("reply", "reset-after-effect");
		const scenes = Array.from({ length: 6 }, ask);
		for (const { answer, group } of scenes) {
			await answer();
			expect(group.bot.messages()).toHaveLength(1);
		}
		// What had arrived was sent again.
		await api.until(() => api.doubles === doubles + 1);
	});

	test("an answer that may not be seen leaves a notice, and staff hear which article it was", async () => {
		const direct = staff.direct();
		for (const code of [230022, 230028]) {
			const fault = api.fail("reply", { code, msg: "sensitive information" });
			const { group } = ask();
			const notice = await group.bot.replies(/平台不让我把这一条发出来/);
			expect(notice.text).toContain("12351");
			expect(fault.left()).toBe(0);
		}
		await direct.bot.replies(/《渡口的夜班船》/);
		// Where it was asked, there it is said.
		for (const mode of ["group", "topic"] as const) {
			const group = api.group({ mode });
			const person = api.person({ name: "阿梅" });
			const thread = group.inThread(person.in(group).says("船的事这里说"));
			api.fail("reply", { code: 230022, msg: "sensitive information" });
			const asked = person.in(thread).says(QUESTION);
			await thread.bot.repliesTo(asked, /平台不让我把这一条发出来/);
		}
		// Once for the same article, however often it happens on a day.
		await direct.bot.repliesTo(direct.says("谢谢"), /不客气/);
		expect(direct.bot.messages()).toHaveLength(2);
	});

	test("an answer waits for a permission that is missing, for as long as it may still be of use", async () => {
		const refused = api.fail(
			"reply",
			{
				code: 99991672,
				msg: "Access denied. One of the following scopes is required",
			},
			2,
		);
		await ask().answer();
		expect(refused.left()).toBe(0);
	});

	test("the owner of a group decides there however slow Lark is, and is put off where it tells nothing", async () => {
		const boss = api.person({ name: "群主" });
		const group = api.group({ owner: boss });
		// The group's name is asked for with the first word.
		api.fail("chat", { delayMs: 2000 }, 2);
		const asked = boss.in(group).says("@bot 订阅");
		await group.bot.repliesTo(asked, /订阅好了/, START);
		const other = api.group({ owner: boss });
		const silent = api.fail("chat", { status: 502 }, Number.POSITIVE_INFINITY);
		const again = boss.in(other).says("@bot 订阅");
		await other.bot.repliesTo(again, /现在查不到谁是群管理员/, START);
		silent.cancel();
	});

	test("a vote that was held up does not turn back what others have turned to since", async () => {
		const { group, person, answer } = ask();
		const card = await answer();
		const other = api.person({ name: "老王" });
		other.in(group);
		const fault = api.fail("patch", { status: 502 });
		await person.presses(card, "有用").answered();
		await api.until(() => fault.left() === 0);
		await other.presses(card, "全文").answered();
		await group.bot.edits(card, /船工替他们留着座/);
		// The limits of Lark's time are over, and nothing comes after.
		const edits = card.edits.length;
		const next = person.in(group).says("@bot 谢谢");
		await group.bot.repliesTo(next, /不客气/);
		await expect
			.poll(async () => JSON.parse((await readPage(home, "/readyz")).text))
			.toMatchObject({ queues: { outbox: 0 } });
		expect(card.edits).toHaveLength(edits);
		expect(card.buttons.map(({ label }) => label)).toContain("有用 1");
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
				.poll(() => readReadiness(home), { timeout: 10_000 })
				.toMatchObject({
					status: 503,
					platforms: { lark: { problem: expect.any(String) } },
				});
			const { asked, answer } = ask();
			expect(asked.event?.deliveries).toMatchObject([{ by: "nobody" }]);
			api.sockets.refuse(0, what);
			await api.until(() => api.listening(), START);
			await api.passTime(AGAIN_MS);
			await answer();
		}
	}, 60_000);

	test("its health tells when it last heard from Lark, and neither it nor the log tells a secret", async () => {
		const lastContact = async () => {
			const { platforms } = await readReadiness(home);
			return Date.parse(platforms.lark?.lastContact ?? "");
		};
		const before = await lastContact();
		const pings = api.sockets.pings();
		await api.until(() => api.sockets.pings() > pings);
		await expect.poll(lastContact).toBeGreaterThan(before);
		const ready = await readPage(home, "/readyz");
		const metrics = await readPage(home, "/metrics");
		expect(ready.status).toBe(200);
		expect(metrics.text).toMatch(
			/union_bot_sends_total\{[^}]*result="sent"[^}]*\}/,
		);
		for (const said of [bot.log(), metrics.text, ready.text]) {
			expect(said).not.toContain(api.appSecret);
			expect(said).not.toMatch(/t-fake-token|access_key/);
			expect(said).not.toMatch(/夜班船|阿梅/);
		}
	});
});

describe("a process", () => {
	/** A Lark and a home for a bot, both gone when the test is over. */
	async function scene() {
		const api = await startFakeOpenPlatform();
		onTestFinished(() => api.close());
		const home = await botHome(await tempFolder(), onLark(api));
		return {
			api,
			start(env: NodeJS.ProcessEnv = {}): BotProcess {
				const bot = startBotProcess(home, env);
				onTestFinished(() => bot.kill());
				return bot;
			},
		};
	}

	test("answers once what was asked while it was away and comes again; conversations and buttons outlive a crash", async () => {
		const { api, start } = await scene();
		const group = api.group();
		const person = api.person({ name: "阿梅" });
		const member = person.in(group);
		const question = member.says(QUESTION);
		const event = question.event as PlatformEvent;
		const first = start();
		await api.until(() => api.listening(), START);
		await api.passTime(AGAIN_MS + 300_000);
		const answer = await group.bot.repliesTo(question, /十点/, START);
		await person.presses(answer, "有用").answered();
		for (const ms of [AGAIN_MS, 300_000]) {
			await api.passTime(ms);
			api.redeliver(event);
		}
		await api.deliverAll();
		await first.kill();
		const second = start();
		await api.until(() => api.listening(), START);
		for (const ms of [3_600_000, 21_600_000]) {
			await api.passTime(ms);
			api.redeliver(event);
		}
		// The same message under another number, as Lark may bring it.
		api.emit(event.type, event.body.event);
		await api.deliverAll();
		// It still knows what it said itself.
		const next = member.repliesTo(answer, "这篇谁写的");
		await group.bot.repliesTo(next, /沈一帆/, START);
		await person.presses(answer, "全文").answered();
		await group.bot.edits(answer, /船工替他们留着座/);
		expect(answer.buttons.map(({ label }) => label)).toContain("有用 1");
		// What is under way is sent before it ends.
		const held = api.fail("reply", { delayMs: 1000 });
		const last = member.says("@bot 谢谢");
		await api.until(() => held.left() === 0);
		expect(await second.stop()).toBe(0);
		await group.bot.repliesTo(last, /不客气/);
		expect([group.bot.messages().length, api.doubles]).toEqual([3, 0]);
	}, 90_000);

	test("ends with 0 also before the start has finished, and when it is told twice", async () => {
		const { api, start } = await scene();
		api.fail("token", "hang", Number.POSITIVE_INFINITY);
		const bot = start();
		await api.until(() => api.callsOf("token").length > 0, START);
		bot.process.kill("SIGTERM");
		bot.process.kill("SIGTERM");
		expect((await bot.ended).code).toBe(0);
	}, 60_000);

	test("stops with one clear line when Lark does not know the app, and at once when its number tells as much", async () => {
		const { api, start } = await scene();
		const secret = "AnotherSecretOfTheTests012345678";
		const unknown = await start({ LARK_APP_SECRET: secret }).ended;
		expect(unknown.code).toBe(1);
		expect(unknown.stderr.trim().split("\n").at(-1)).toMatch(
			/^飞书不认识这个应用:LARK_APP_ID 或 LARK_APP_SECRET/,
		);
		expect(unknown.stderr).not.toContain(secret);
		const asked = api.calls.length;
		const malformed = await start({ LARK_APP_ID: "cli_123" }).ended;
		expect(malformed.code).toBe(1);
		expect(malformed.stderr.trim().split("\n")).toEqual([
			expect.stringMatching(/LARK_APP_ID.*应当是 cli_ 加 16 个/),
		]);
		expect(api.calls).toHaveLength(asked);
	}, 60_000);
});

test("a connection through which nothing comes any more is noticed, and what was asked meanwhile is answered", async () => {
	const { api, group, asked } = halfOpen;
	await api.until(() => api.sockets.opened() > 1, {
		withinMs: 60_000,
		what: "another connection",
	});
	await api.until(() => api.listening(), START);
	// It may have come again already, to the same dead end.
	await api.passTime(AGAIN_MS + 300_000);
	await group.bot.repliesTo(asked, /十点/);
}, 90_000);

/** The codes of all acknowledgements in time. */
function acknowledgements({ event }: Said): (number | undefined)[] {
	return (event?.deliveries ?? []).map(({ ack }) =>
		ack?.late ? undefined : ack?.code,
	);
}
