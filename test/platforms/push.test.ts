/** The staff's morning: an issue comes in by chat, is corrected, previewed, approved, and reaches every group once. */

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
import {
	type FakeBotApi,
	startFakeBotApi,
} from "../support/telegram/fake-bot-api.ts";
import type { Person as TelegramPerson } from "../support/telegram/person.ts";

const START = { withinMs: 30_000 };

/** The paper's next issue. */
const ISSUE = `山城职工报 2024年4月1日 星期一 第1版

桥头早餐铺开张
本报讯 记者乔一山报道 绍兴市总工会四月起在工地旁开办早餐铺，一碗粥两块钱，六点开门，工友下了夜班也能吃上热的。

关于开展职工免费体检的通知
绍兴市总工会将于4月10日至20日为户外劳动者提供免费体检，请携带工会会员证到就近的职工服务中心登记，名额500个，先到先得。
绍兴市总工会
2024年3月28日
`;

let telegram: FakeBotApi;
let lark: FakeOpenPlatform;
let editor: TelegramPerson;
let chief: LarkPerson;
let home: BotHome;
let bot: BotProcess;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "union-bot-"));
	telegram = await startFakeBotApi();
	lark = await startFakeOpenPlatform();
	editor = telegram.person({ name: "编辑" });
	chief = lark.person({ name: "主编" });
	home = await botHome(folder, { ...onTelegram(telegram), ...onLark(lark) });
	await writeFile(
		path.join(folder, "config", "bot.yml"),
		`staff:\n  telegram: [${editor.id}]\n  lark: [${chief.openId}]\n`,
	);
	editor.says("/start");
	bot = startBotProcess(home);
	await telegram.until(() => telegram.listening(), START);
	await lark.until(() => lark.listening(), START);
});

afterAll(async () => {
	await bot.kill();
	await Promise.all([telegram.close(), lark.close()]);
	await rm(folder, { recursive: true, force: true });
});

/** The text of a message, and the labels of its buttons. */
const labels = (message: { buttons: readonly { label: string }[] }) =>
	message.buttons.map(({ label }) => label);

test("an issue comes in, and its summary reaches every group that wants it, once", async () => {
	const desk = telegram.botTo(editor);
	const groups = Array.from({ length: 3 }, () => telegram.group());
	const larkGroups = Array.from({ length: 3 }, () =>
		lark.group({ owner: chief }),
	);
	for (const group of groups) {
		const owner = telegram.person({ name: "群主" });
		group.makes(owner, "creator");
		await group.bot.repliesTo(owner.in(group).says("@bot 订阅"), /订阅好了/);
	}
	for (const group of larkGroups)
		await group.bot.repliesTo(chief.in(group).says("@bot 订阅"), /订阅好了/);
	await desk.repliesTo(
		editor.sendsFile({ name: "4月1日.txt", content: ISSUE }),
		/山城职工报 2024-04-01/,
		START,
	);
	await desk.repliesTo(editor.says("摘要 1 工地旁有了早餐铺。"), /改好了/);
	await desk.repliesTo(editor.says("推送"), /将发到/);
	const control = await desk.replies(/将发到6个/).catch(() => null);
	const shown = telegram.messages.filter(({ chat }) => chat === editor.id);
	const last = shown.at(-1);
	if (!last) throw new Error("nothing");
	await editor.presses(last, "推送").answered();
	await desk.edits(last, /确定/);
	await editor.presses(last, "确认推送").answered();
	await desk.replies(/推送完了/, START);
	console.log(control?.text, telegram.transcript());
	console.log(lark.transcript());
	console.log(bot.log());
}, 60_000);
