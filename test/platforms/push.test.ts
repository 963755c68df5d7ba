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
import { BARE_PAGE } from "../support/pages.ts";
import {
	type FakeBotApi,
	startFakeBotApi,
} from "../support/telegram/fake-bot-api.ts";
import type { Person as TelegramPerson } from "../support/telegram/person.ts";
import type { SentMessage as TelegramMessage } from "../support/telegram/sent.ts";

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

async function pressed(
	person: TelegramPerson,
	message: TelegramMessage,
	label: string,
	then: RegExp,
) {
	await person.presses(message, label).answered();
	return telegram.botTo(person).edits(message, then);
}

test("an issue comes in, and its summary reaches every group that wants it, once; then it is corrected and taken back", async () => {
	const desk = telegram.botTo(editor);
	const groups = Array.from({ length: 3 }, () => telegram.group());
	const larkGroups = Array.from({ length: 3 }, () =>
		lark.group({ owner: chief }),
	);
	const wants = ["", " 宁波", " 绍兴 政策"];
	for (const [n, group] of groups.entries()) {
		const owner = telegram.person({ name: "群主" });
		group.makes(owner, "creator");
		const asked = owner.in(group).says(`@bot 订阅${wants[n]}`);
		await group.bot.repliesTo(asked, /订阅好了/);
	}
	for (const [n, group] of larkGroups.entries()) {
		const asked = chief.in(group).says(`@bot 订阅${wants[n]}`);
		await group.bot.repliesTo(asked, /订阅好了/);
	}

	// The desk: what came in, and a line of the editor's own.
	const found = await desk.repliesTo(
		editor.sendsFile({ name: "4月1日.txt", content: ISSUE }),
		/山城职工报 2024-04-01/,
		START,
	);
	expect(found.text).toContain("2. 《关于开展职工免费体检的通知》绍兴市 通知");
	await desk.repliesTo(editor.says("摘要 1 工地旁有了早餐铺。"), /改好了/);
	const member = lark.person({ name: "阿梅" });
	const asks = (words: string) => member.direct().says(words);
	await member.direct().bot.repliesTo(asks("一碗粥多少钱"), /没有写到/);

	// The preview, and two presses.
	const asked = editor.says("推送");
	const preview = await desk.replies(/政策与帮扶/);
	const control = await desk.repliesTo(asked, /将发到4个/);
	expect(control.text).toContain("2个群要的内容这一期没有");
	expect(control.text).toContain("飞书里是一张卡片");
	await pressed(editor, control, "推送", /确定/);
	await pressed(editor, control, "确认推送", /推送/);
	const report = await desk.replies(/推送完了/, START);
	expect(report.text).toContain("送到 4个");
	expect(report.text).toContain("没有要的内容,没有发 2个");
	await desk.edits(control, /▓{10} 6\/6/);

	// Everybody has it once, as it was previewed, or what they want of it.
	const [whole, none, policies] = groups;
	const [wholeLark, noneLark, policiesLark] = larkGroups;
	const pushed = (messages: readonly { text: string }[]) =>
		messages.filter(({ text }) => text.includes("按数字看全文"));
	for (const group of [whole, wholeLark])
		expect(pushed(group?.bot.messages() ?? []).map(({ text }) => text)).toEqual(
			[preview.text],
		);
	for (const group of [policies, policiesLark])
		expect(pushed(group?.bot.messages() ?? [])).toMatchObject([
			{ text: expect.not.stringContaining("早餐铺") },
		]);
	for (const group of [none, noneLark])
		expect(pushed(group?.bot.messages() ?? [])).toEqual([]);

	// It is published: members find it, open it from the summary, and ask about it by answering the bot.
	await member.direct().bot.repliesTo(asks("一碗粥多少钱"), /两块钱/);
	const [summary] = wholeLark?.bot.messages().slice(-1) ?? [];
	if (!summary || !wholeLark) throw new Error("no summary");
	await member.in(wholeLark).says("大家看");
	await member.presses(summary, "2").answered();
	const opened = await wholeLark.bot.replies(/名额500个/);
	const other = lark.person({ name: "老王" });
	const question = other.in(wholeLark).repliesTo(opened, "名额多少");
	await wholeLark.bot.repliesTo(question, /500个/);

	// Afterwards: a word is corrected, an article taken back, the summary withdrawn.
	await desk.repliesTo(editor.says("更正 2 500个=>600个"), /4个群会收到/);
	await wholeLark.bot.replies(
		/更正:《关于开展职工免费体检的通知》中的“500个”应为“600个”/,
		START,
	);
	await policies?.bot.replies(/应为“600个”/, START);
	await member.direct().bot.repliesTo(asks("免费体检名额多少"), /600个/);
	await desk.repliesTo(editor.says("下架 1"), /2个群会收到/);
	await whole?.bot.replies(/撤下了《桥头早餐铺开张》/, START);
	await member.direct().bot.repliesTo(asks("一碗粥多少钱"), /没有写到/);
	const sure = await desk.repliesTo(editor.says("撤回"), /确定撤回/);
	await pressed(editor, sure, "确认撤回", /开始撤回/);
	await desk.replies(/撤回做完了/, START);
	await wholeLark.bot.edits(summary, /编辑部撤回了这一期摘要/);
	expect(pushed(whole?.bot.messages() ?? [])).toEqual([]);

	expect([telegram.refusals(), lark.refusals()]).toEqual([[], []]);
}, 120_000);

test("who is no staff may neither send nor push nor press, and a forwarded button does nothing", async () => {
	const desk = telegram.botTo(editor);
	const stranger = telegram.person({ name: "路人" });
	const own = telegram.botTo(stranger);
	await own.repliesTo(
		stranger.sendsFile({ name: "假的.txt", content: ISSUE }),
		/工会工作人员用来收报/,
	);
	await own.repliesTo(stranger.says("/push"), /给工会工作人员用的/);
	await desk.repliesTo(
		editor.sendsFile({ name: "2.txt", content: BARE_PAGE }),
		/《渔网厂的新图纸》/,
	);
	const control = await desk.repliesTo(editor.says("推送"), /将发到/);
	await pressed(editor, control, "推送", /确定/);
	const forged = control.buttons.flat().find(({ text }) => text === "确认推送");
	const answer = await stranger
		.forges(control, forged?.callback_data ?? "")
		.answered();
	expect(answer.text).toContain("给工会工作人员用的");
	await pressed(editor, control, "取消", /没有发出去/);
});

test("two agree from two platforms; groups that are gone hold up nobody, and after a restart the bot still knows its summaries", async () => {
	await bot.stop();
	const settings = path.join(folder, "config", "bot.yml");
	const staff = `staff:\n  telegram: [${editor.id}]\n  lark: [${chief.openId}]\n`;
	await writeFile(settings, `${staff}push:\n  approvers: 2\n`);
	const start = async () => {
		const sockets = lark.sockets.opened();
		bot = startBotProcess(home);
		await telegram.until(() => telegram.listening(), START);
		await lark.until(() => lark.sockets.opened() > sockets, START);
	};
	await start();
	const owner = telegram.person({ name: "群主" });
	const [here, kicked] = [telegram.group(), telegram.group()];
	const [there, dissolved] = [
		lark.group({ owner: chief }),
		lark.group({ owner: chief }),
	];
	for (const group of [here, kicked]) {
		group.makes(owner, "creator");
		await group.bot.repliesTo(owner.in(group).says("@bot 订阅"), /订阅好了/);
	}
	for (const group of [there, dissolved])
		await group.bot.repliesTo(chief.in(group).says("@bot 订阅"), /订阅好了/);

	const desk = telegram.botTo(editor);
	const page = BARE_PAGE.replace("渔网厂", "网绳厂");
	await desk.repliesTo(
		editor.sendsFile({ name: "3.txt", content: page }),
		/《网绳厂的新图纸》/,
	);
	const control = await desk.repliesTo(editor.says("推送"), /将发到/);
	await pressed(editor, control, "推送", /确定/);
	await pressed(editor, control, "确认推送", /还要另一位工作人员确认/);
	const second = await chief.direct().bot.replies(/还差一个人确认/, START);
	const forbidden = "Forbidden: bot was kicked from the supergroup chat";
	telegram.fail(
		"sendMessage",
		{ error_code: 403, description: forbidden },
		1,
		({ chat_id }) => String(chat_id) === String(kicked.id),
	);
	lark.fail(
		"send",
		{ code: 232009, msg: "Chat has already been dissolved." },
		1,
		({ receive_id }) => receive_id === dissolved.id,
	);
	await chief.presses(second, "确认推送").answered();
	const report = await chief.direct().bot.replies(/推送完了/, START);
	expect(report.text).toContain("群已解散或者把我移出 2个");
	expect(report.text).toMatch(/没送到的:\n.+\n.+/);
	const [sent] = there.bot.messages().slice(-1);
	if (!sent) throw new Error("no summary");
	expect(sent.text).toContain("《网绳厂的新图纸》");
	expect(here.bot.messages().at(-1)?.text).toBe(sent.text);

	await bot.stop();
	await start();
	const member = lark.person({ name: "阿梅" });
	await there.bot.repliesTo(
		member.in(there).repliesTo(sent, "老式梭子用了多少年"),
		/四十年/,
	);
}, 120_000);
