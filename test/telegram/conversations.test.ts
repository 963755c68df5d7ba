/** Conversations in Telegram groups, with the bot as a process of its own and the real protocol between them. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
	type BotProcess,
	botHome,
	onTelegram,
	startBotProcess,
} from "../support/bot-process.ts";
import {
	type FakeBotApi,
	startFakeBotApi,
} from "../support/telegram/fake-bot-api.ts";

let api: FakeBotApi;
let bot: BotProcess;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "union-bot-"));
	api = await startFakeBotApi();
	bot = startBotProcess(await botHome(folder, onTelegram(api)));
	await api.until(() => api.listening(), { withinMs: 30_000 });
});

afterAll(async () => {
	await bot.stop();
	await api.close();
	await rm(folder, { recursive: true, force: true });
});

describe("a group", () => {
	test("asks by mention and is answered in the paper's words, with source and buttons", async () => {
		const group = api.group();
		const member = api.person({ name: "阿梅" }).in(group);
		const question = member.says("@bot 夜班船几点开出?");
		const answer = await group.bot.repliesTo(question, /夜班船十点开出/);
		expect(answer.text).toContain("来源:《渡口的夜班船》山城职工报 2024-03-01");
		const quote = answer.entities.find(({ type }) => type === "blockquote");
		expect(
			answer.text.slice(
				quote?.offset,
				(quote?.offset ?? 0) + (quote?.length ?? 0),
			),
		).toMatch(/夜班船十点开出[\s\S]*来源:/);
		expect(answer.buttons.flat().map(({ text }) => text)).toEqual(
			expect.arrayContaining(["全文", "有用", "没用"]),
		);
	});

	test.each([
		["a command", "/ask 夜班船几点开出"],
		["a command with the bot's name", "/ask@gonghui_test_bot 夜班船几点开出"],
		["a mention in the middle", "请问 @bot 夜班船几点开出"],
	])("asks by %s", async (_, text) => {
		const group = api.group();
		const question = api.person({ name: "阿梅" }).in(group).says(text);
		await group.bot.repliesTo(question, /十点开出/);
	});

	test("goes on by replying to the bot; each member has a conversation", async () => {
		const group = api.group();
		const mei = api.person({ name: "阿梅" }).in(group);
		const qiang = api.person({ name: "阿强" }).in(group);
		const answer = await group.bot.repliesTo(
			mei.says("@bot 夜班船几点开出?"),
			/十点/,
		);
		await group.bot.repliesTo(
			qiang.says("@bot 这篇谁写的"),
			/您问的是哪篇报道/,
		);
		await group.bot.repliesTo(mei.repliesTo(answer, "这篇谁写的"), /沈一帆/);
	});

	test("is answered in the topic in which it asks", async () => {
		const group = api.group({ topics: ["福利", "闲聊"] });
		const topic = group.topic("福利");
		const member = api.person({ name: "阿梅" }).in(topic);
		await topic.bot.repliesTo(member.says("@bot 夜班船几点开出?"), /十点/);
		const general = api.person({ name: "阿强" }).in(group);
		await group.bot.repliesTo(general.says("@bot 夜班船几点开出?"), /十点/);
	});

	test("hears that the paper is silent", async () => {
		const group = api.group();
		const member = api.person({ name: "阿梅" }).in(group);
		await group.bot.repliesTo(
			member.says("@bot 公积金怎么提"),
			/没有写到[\s\S]*12351/,
		);
	});

	test("is left alone by a bot that is not spoken to", async () => {
		api.setPrivacy(false);
		const group = api.group();
		const other = api.otherBot({
			name: "别的机器人",
			username: "some_other_bot",
			reachesBots: true,
		});
		const member = api.person({ name: "阿梅" });
		const said = [
			member.in(group).says("夜班船几点开出?"),
			member.in(group).says("@所有人 夜班船几点开出?"),
			member.in(group).says("/ask@some_other_bot 夜班船几点开出"),
			member.in(group).says("@some_other_bot 夜班船几点开出?"),
			other.in(group).says("@bot 夜班船几点开出?"),
			group.channel.says("@bot 夜班船几点开出?"),
			member.in(group).sendsSticker(),
		];
		const mine = member.in(group).says("午饭吃什么?");
		member.edits(mine, "@bot 夜班船几点开出?");
		await api.deliverAll();
		const last = member.in(group).says("@bot 谢谢");
		await group.bot.repliesTo(last, /不客气/);
		expect(group.bot.messages()).toHaveLength(1);
		expect(said).toHaveLength(7);
		api.setPrivacy(true);
	});

	test("can let it answer every question, set by an administrator who speaks as the group", async () => {
		api.setPrivacy(false);
		const group = api.group();
		const member = api.person({ name: "阿梅" });
		const admin = api.person({ name: "群管" });
		group.makes(admin, "administrator");
		const settings = await group.bot.repliesTo(
			group.anonymously.says("/settings"),
			/本群的设置/,
		);
		const refused = member.presses(settings, "改成:有人提问就回答");
		expect((await refused.answered()).text).toContain("群管理员");
		const changed = admin.presses(settings, "改成:有人提问就回答");
		expect((await changed.answered()).text).toBe("改好了。");
		await group.bot.edits(settings, /报纸上有就回答/);
		const question = member.in(group).says("夜班船几点开出?");
		await group.bot.repliesTo(question, /十点/);
		const other = api.person({ name: "阿强", username: "a_qiang_1" });
		const toOther = other.in(group).says("明天见");
		const left = [
			member.in(group).repliesTo(toOther, "夜班船几点开出?"),
			member.in(group).says("@a_qiang_1 夜班船几点开出?"),
		].map((said) => said.message.message_id);
		const silent = member.in(group).says("午饭吃什么?");
		await api.deliverAll();
		await group.bot.repliesTo(member.in(group).says("@bot 谢谢"), /不客气/);
		const answered = group.bot.messages().map(({ replyTo }) => replyTo);
		for (const id of [silent.message.message_id, ...left])
			expect(answered).not.toContain(id);
		api.setPrivacy(true);
	});

	test("is greeted once when the bot is added, and nothing is said when it is removed", async () => {
		const group = api.group({ bot: "absent" });
		group.addsBot();
		await group.bot.replies(/大家好![\s\S]*没有叫我的话,我不记/);
		group.promotesBot();
		group.removesBot();
		await api.deliverAll();
		expect(group.bot.messages()).toHaveLength(1);
	});

	test("asks two things within a tenth of a second and gets both answers, each to its asker", async () => {
		const group = api.group();
		const mei = api.person({ name: "阿梅" }).in(group);
		const qiang = api.person({ name: "阿强" }).in(group);
		const first = mei.says("@bot 夜班船几点开出?");
		const second = qiang.says("@bot 服务窗口上午几点开放?");
		await group.bot.repliesTo(first, /十点/);
		await group.bot.repliesTo(second, /九时/);
	});

	test("becomes a supergroup in the middle of it, and still gets its answer", async () => {
		const group = api.group();
		const member = api.person({ name: "阿梅" }).in(group);
		await group.bot.repliesTo(member.says("@bot 夜班船几点开出?"), /十点/);
		member.says("@bot 夜班船一夜往返几趟?");
		group.migrates();
		await group.bot.replies(/往返四趟/, { withinMs: 10_000 });
	});
});

describe("buttons", () => {
	test("open the article in place and lead back; votes are thanked for", async () => {
		const group = api.group();
		const member = api.person({ name: "阿梅" });
		const answer = await group.bot.repliesTo(
			member.in(group).says("@bot 夜班船几点开出?"),
			/十点/,
		);
		const before = answer.text;
		await member.presses(answer, "全文").answered();
		await group.bot.edits(answer, /船工替他们留着座/);
		await member.presses(answer, "返回").answered();
		await api.until(() => answer.text === before, { withinMs: 10_000 });
		const vote = await member.presses(answer, "有用").answered();
		expect(vote.text).toBe("谢谢,记下了。");
	});

	test("that are forged or very old are answered and do nothing", async () => {
		const group = api.group();
		const member = api.person({ name: "阿梅" });
		const answer = await group.bot.repliesTo(
			member.in(group).says("@bot 夜班船几点开出?"),
			/十点/,
		);
		for (const data of ["v:zzzz:a", "f:1:9:a", "", "\u0000", "s:staff:1"])
			expect((await member.forges(answer, data).answered()).text).toContain(
				"过期",
			);
		expect(answer.edits).toEqual([]);
	});
});

describe("a direct chat", () => {
	test("needs no mention and knows the commands in Chinese", async () => {
		const person = api.person({ name: "阿梅" });
		const direct = api.botTo(person);
		await direct.repliesTo(person.says("/start"), /直接提问就行/);
		await direct.repliesTo(person.says("夜班船几点开出"), /十点/);
		await direct.repliesTo(
			person.says("我是谁"),
			new RegExp(`您的编号:${person.id}`),
		);
		await direct.repliesTo(
			person.says("隐私"),
			/Telegram的消息经过它在境外的服务器/,
		);
		await direct.repliesTo(person.says("/hlep"), /发:\/help/);
		await direct.repliesTo(person.sendsSticker(), /看得懂文字/);
		await direct.repliesTo(person.says("未答"), /给工会工作人员用的/);
	});

	test("asks no more after it was blocked, and again after it was unblocked", async () => {
		const person = api.person({ name: "阿梅" });
		await api.botTo(person).repliesTo(person.says("订阅"), /订阅好了/);
		person.blocksBot();
		await api.deliverAll();
		person.unblocksBot();
		await api.botTo(person).repliesTo(person.says("谢谢"), /不客气/);
	});
});

test("nothing that the bot did was refused by Telegram, and nothing that members said is in its log", async () => {
	const refusals = api.refusals().map(({ refusal }) => refusal?.description);
	// A bot learns of a move only by trying.
	expect(refusals.filter((why) => !why?.includes("upgraded"))).toEqual([]);
	expect(bot.log()).not.toMatch(/夜班船|午饭|公积金|阿梅/);
});
