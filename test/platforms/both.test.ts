/** One bot on Telegram and Lark at once: each goes its own way, whatever happens to the other. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
	type BotHome,
	type BotProcess,
	botHome,
	onLark,
	onTelegram,
	startBotProcess,
} from "../support/bot-process.ts";
import {
	type FakeOpenPlatform,
	startFakeOpenPlatform,
} from "../support/lark/fake-open-platform.ts";
import type { Person as LarkPerson } from "../support/lark/person.ts";
import { readReadiness } from "../support/ops-pages.ts";
import {
	type FakeBotApi,
	startFakeBotApi,
} from "../support/telegram/fake-bot-api.ts";
import type { Person as TelegramPerson } from "../support/telegram/person.ts";

const QUESTION = "@bot 夜班船几点开出?";

let telegram: FakeBotApi;
let lark: FakeOpenPlatform;
let staff: { telegram: TelegramPerson; lark: LarkPerson };
let home: BotHome;
let bot: BotProcess;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "union-bot-"));
	telegram = await startFakeBotApi();
	lark = await startFakeOpenPlatform();
	staff = {
		telegram: telegram.person({ name: "工会小李" }),
		lark: lark.person({ name: "工会小李" }),
	};
	home = await botHome(folder, { ...onTelegram(telegram), ...onLark(lark) });
	await writeFile(
		path.join(folder, "config", "bot.yml"),
		`staff:\n  telegram: [${staff.telegram.id}]\n  lark: [${staff.lark.openId}]\n`,
	);
	// Before that Telegram takes no menu for them.
	staff.telegram.says("/start");
	bot = startBotProcess(home);
	await telegram.until(() => telegram.listening(), { withinMs: 30_000 });
	await lark.until(() => lark.listening(), { withinMs: 30_000 });
});

afterAll(async () => {
	await bot.kill();
	await Promise.all([telegram.close(), lark.close()]);
	await rm(folder, { recursive: true, force: true });
});

/** Somebody asks in a Telegram group of their own. */
function askOnTelegram(question = QUESTION) {
	const group = telegram.group();
	const person = telegram.person({ name: "阿梅" });
	const asked = person.in(group).says(question);
	const answer = () => group.bot.repliesTo(asked, /十点/, { withinMs: 30_000 });
	return { group, person, answer };
}

/** Somebody asks in a Lark group of their own. */
function askOnLark(question = QUESTION) {
	const group = lark.group();
	const person = lark.person({ name: "阿梅" });
	const asked = person.in(group).says(question);
	const answer = () => group.bot.repliesTo(asked, /十点/, { withinMs: 30_000 });
	return { group, person, answer };
}

test("whoever asks is answered where they asked, and nowhere else", async () => {
	const there = askOnTelegram();
	const here = askOnLark();
	await Promise.all([there.answer(), here.answer()]);
	const said = [...telegram.messages, ...lark.messages];
	const answers = said.filter(({ text }) => text.includes("十点"));
	expect(answers).toHaveLength(2);
});

test("a platform that does not answer holds up no other", async () => {
	const hanging = lark.fail("reply", "hang", 3);
	const onLark = [askOnLark(), askOnLark(), askOnLark()];
	await lark.until(() => hanging.left() === 0);
	await Promise.all(Array.from({ length: 3 }, () => askOnTelegram().answer()));
	const stuck = telegram.fail("sendMessage", "hang", 3);
	const onTelegram = [askOnTelegram(), askOnTelegram(), askOnTelegram()];
	await telegram.until(() => stuck.left() === 0);
	await Promise.all(Array.from({ length: 3 }, () => askOnLark().answer()));
	for (const { group } of [...onLark, ...onTelegram])
		expect(group.bot.messages()).toEqual([]);
	// Both are tried again, when so much time has passed that no answer will come.
	await Promise.all([...onLark, ...onTelegram].map(({ answer }) => answer()));
}, 60_000);

test("a platform that is away is told apart from the one that is there", async () => {
	expect(await readReadiness(home)).toMatchObject({
		status: 200,
		platforms: { telegram: { ready: true }, lark: { ready: true } },
	});
	lark.sockets.refuse(Number.POSITIVE_INFINITY);
	lark.sockets.cut();
	await expect
		.poll(() => readReadiness(home), { timeout: 10_000 })
		.toMatchObject({
			status: 503,
			platforms: {
				telegram: { ready: true, problem: null },
				lark: { ready: false, problem: expect.any(String) },
			},
		});
	await askOnTelegram().answer();
	lark.sockets.refuse(0);
	await lark.until(() => lark.listening(), { withinMs: 30_000 });
	await expect
		.poll(() => readReadiness(home), { timeout: 10_000 })
		.toMatchObject({ status: 200 });
	await askOnLark().answer();
}, 60_000);

test("staff, settings and buttons are each platform's own", async () => {
	const own = staff.lark.direct();
	await own.bot.repliesTo(own.says("统计"), /这七天/);
	await telegram
		.botTo(staff.telegram)
		.repliesTo(staff.telegram.says("统计"), /这七天/);
	const stranger = lark.person({ name: "工会小李" }).direct();
	await stranger.bot.repliesTo(stranger.says("统计"), /给工会工作人员用的/);

	const owner = lark.person({ name: "群主" });
	const group = lark.group({ owner });
	await group.bot.repliesTo(owner.in(group).says("@bot 订阅"), /订阅好了/);
	const there = telegram.group();
	const admin = telegram.person({ name: "群主" });
	there.makes(admin, "administrator");
	await there.bot.repliesTo(admin.in(there).says("/settings"), /新报摘要:不发/);

	const answer = await askOnTelegram().answer();
	const [button] = answer.buttons.flat();
	const { group: here, person, answer: answered } = askOnLark();
	const shown = await answered();
	const { toast } = await person
		.forges(shown, { action: button?.callback_data })
		.answered();
	expect(toast?.content).toContain("过期");
	expect(here.bot.messages()).toEqual([shown]);
	expect(shown.edits).toEqual([]);
});

test("nothing that the bot did was refused on either platform, and it ends with 0", async () => {
	expect(telegram.refusals()).toEqual([]);
	expect(lark.refusals()).toEqual([]);
	expect(await bot.stop()).toBe(0);
	expect(bot.log()).not.toContain(lark.appSecret);
	expect(bot.log()).not.toContain(telegram.token.split(":")[1]);
});
