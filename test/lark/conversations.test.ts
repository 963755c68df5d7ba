/** Conversations in Lark groups, with the bot as a process of its own and the real protocol between them. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ingestFiles } from "../../src/app.ts";
import {
	type BotProcess,
	botHome,
	onLark,
	startBotProcess,
} from "../support/bot-process.ts";
import { isObject } from "../support/lark/card.ts";
import {
	type FakeOpenPlatform,
	startFakeOpenPlatform,
} from "../support/lark/fake-open-platform.ts";
import type { Person } from "../support/lark/person.ts";
import type { SentMessage } from "../support/lark/sent.ts";
import { BARE_PAGE } from "../support/pages.ts";

/** One more article: long enough for three pages, and akin to what is printed of the ferry. */
const LONG_PAGE = `山城职工报 2024年3月1日 星期五 第4版

夜班船上的一夜
本报讯 记者沈一帆报道 夜班船离岸，船工先数人头，再解缆绳。
${"江面起了雾，船工按着老规矩，每过一处航标就拉一声汽笛，岸上的人听见了，就知道船走到了哪里。\n".repeat(18)}天亮收船，船工把座位擦一遍，账本交给下一班。
`;

const CARD_REFUSED = {
	code: 230099,
	msg: "Failed to create card content, ext=ErrCode: 11310; ErrMsg: element exceeds the limit;",
};

let api: FakeOpenPlatform;
let bot: BotProcess;
let folder: string;
let staff: Person;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "union-bot-"));
	api = await startFakeOpenPlatform();
	staff = api.person({ name: "工会小李" });
	const home = await botHome(folder, onLark(api));
	const at = (name: string) => path.join(folder, name);
	await writeFile(at("4.txt"), LONG_PAGE);
	await ingestFiles({
		files: [at("4.txt")],
		knowledgeDir: at("knowledge"),
		draft: false,
		force: false,
		dryRun: false,
	});
	await writeFile(
		path.join(folder, "config", "bot.yml"),
		`staff:\n  lark: [${staff.openId}]\n`,
	);
	bot = startBotProcess(home);
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
		expect(answer).toMatchObject({ msgType: "interactive", threadId: null });
		const [quote = ""] = greyParts(answer);
		expect(quote).toContain("夜班船十点开出");
		expect(quote).toContain("来源:《渡口的夜班船》山城职工报 2024-03-01");
		expect(labels(answer)).toEqual(
			expect.arrayContaining(["全文", "有用", "没用"]),
		);
	});

	test.each([
		["a mention in the middle", "请问 @bot 夜班船几点开出"],
		["a mention at the end", "夜班船几点开出?@bot"],
		["a mention beside others'", "@群主 @bot 夜班船几点开出? @所有人"],
		["a mention on a line of its own", "@bot\n夜班船几点开出"],
	])("asks by %s", async (_, text) => {
		const group = api.group();
		const question = api.person({ name: "阿梅" }).in(group).says(text);
		await group.bot.repliesTo(question, /十点开出/);
	});

	test("asks in formatted text", async () => {
		const group = api.group();
		const member = api.person({ name: "阿梅" }).in(group);
		const question = member.sendsPost({
			title: "请教",
			text: "@bot 大家好\n夜班船几点开出?",
		});
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

	test("is answered in the thread in which it asks", async () => {
		const group = api.group();
		const mei = api.person({ name: "阿梅" });
		const thread = group.inThread(mei.in(group).says("船的事这里说"));
		const asked = mei.in(thread).says("@bot 夜班船几点开出?");
		await thread.bot.repliesTo(asked, /十点/);
		expect(api.callsOf("reply").at(-1)?.payload).toMatchObject({
			reply_in_thread: true,
		});
		const general = api.person({ name: "阿强" }).in(group);
		await group.bot.repliesTo(general.says("@bot 夜班船几点开出?"), /十点/);
		expect(api.callsOf("reply").at(-1)?.payload).not.toHaveProperty(
			"reply_in_thread",
		);
		expect(thread.bot.messages()).toHaveLength(1);
	});

	test("of topics is answered in each of them", async () => {
		const group = api.group({ mode: "topic" });
		const mei = api.person({ name: "阿梅" });
		const asked = mei.in(group).says("@bot 夜班船几点开出?");
		const topic = group.inThread(asked);
		const answer = await topic.bot.repliesTo(asked, /十点/);
		// What was said in one topic is not what is talked about in the next.
		const other = mei.in(group).says("@bot 这篇谁写的");
		await group.inThread(other).bot.repliesTo(other, /您问的是哪篇报道/);
		await topic.bot.repliesTo(
			mei.in(topic).repliesTo(answer, "这篇谁写的"),
			/沈一帆/,
		);
	});

	test("hears that the paper is silent", async () => {
		const group = api.group();
		const member = api.person({ name: "阿梅" }).in(group);
		const answer = await group.bot.repliesTo(
			member.says("@bot 公积金怎么提"),
			/没有写到[\s\S]*12351/,
		);
		expect(answer.buttons).toEqual([]);
	});

	test("is left alone by a bot that is not spoken to", async () => {
		const group = api.group();
		const qiang = api.person({ name: "阿强" });
		const mei = api.person({ name: "阿梅" }).in(group);
		const theirs = qiang.in(group).says("明天见");
		const answer = await group.bot.repliesTo(
			mei.says("@bot 夜班船几点开出?"),
			/十点/,
		);
		mei.says("夜班船几点开出?");
		mei.says("@所有人 夜班船几点开出?");
		mei.says("@阿强 夜班船几点开出?");
		mei.sendsPost({ title: "夜班船", text: "@所有人 几点开出?" });
		mei.repliesTo(theirs, "夜班船几点开出?");
		mei.repliesTo(answer, "@阿强 你看,十点");
		mei.sendsImage();
		mei.sendsSticker();
		mei.sendsFile({ name: "花名册.xlsx", content: "x" });
		await api.deliverAll();
		await group.bot.repliesTo(mei.says("@bot 谢谢"), /不客气/);
		expect(group.bot.messages()).toHaveLength(2);
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

	test("is greeted whenever the bot is added, and nothing is said when it is removed or the group ends", async () => {
		const groups = async () => {
			const direct = staff.direct();
			const told = await direct.bot.repliesTo(direct.says("统计"), /群\d+个/);
			return Number(/群(\d+)个/.exec(told.text)?.[1]);
		};
		const before = await groups();
		const group = api.group({ bot: "absent" });
		group.addBot();
		await group.bot.replies(/大家好![\s\S]*没有叫我的话,我不记/);
		expect(await groups()).toBe(before + 1);
		group.removeBot();
		await api.deliverAll();
		expect(await groups()).toBe(before);
		group.addBot();
		await group.bot.replies(/大家好!/);
		group.disband();
		await api.deliverAll();
		expect(await groups()).toBe(before);
		expect(group.bot.messages()).toHaveLength(2);
	});
});

describe("commands", () => {
	test("are words behind a mention", async () => {
		const group = api.group();
		const mei = api.person({ name: "阿梅" });
		const asks = (words: string, answer: RegExp) =>
			group.bot.repliesTo(mei.in(group).says(`@bot ${words}`), answer);
		await asks("帮助", /直接提问就行[\s\S]*在群里请先@我/);
		await asks("最新", /找到这些[\s\S]*1\. 《/);
		await asks("活动", /暂时没有这类消息/);
		await asks("政策", /关于调整服务窗口时间的公告/);
		await asks("全文 1", /九时开放[\s\S]*已经到底了/);
		await asks("继续", /已经到底了/);
		await asks("隐私", /飞书的消息经过飞书的服务器/);
		const { text } = await asks("我是谁", /您的编号/);
		expect(text).toContain(`您的编号:${mei.openId}`);
		expect(text).toContain(`本群的编号:${group.id}`);
		await asks("忘记我", /我都忘掉了/);
	});

	test("and questions need no mention in a direct chat", async () => {
		const mei = api.person({ name: "阿梅" }).direct();
		const asks = (words: string, answer: RegExp) =>
			mei.bot.repliesTo(mei.says(words), answer);
		await asks("夜班船几点开出", /十点/);
		await asks("这篇谁写的", /沈一帆/);
		await asks("夜班船上的一夜 全文", /夜班船上的一夜/);
		await asks("帮助", /直接提问就行/);
		await asks("反馈 字太小了", /意见我记下了/);
		await asks("订阅", /订阅好了/);
		await asks("设置", /您的设置[\s\S]*新报摘要:发到这里/);
		await asks("退订", /退订好了/);
		await asks("@bot 谢谢", /不客气/);
	});

	test("turn the pages of what is long", async () => {
		const person = api.person({ name: "阿强" });
		const direct = person.direct();
		const list = await direct.bot.repliesTo(direct.says("最新"), /夜班船上的/);
		const number = /(\d)\. 《夜班船上的一夜》/.exec(list.text)?.[1];
		const page = await direct.bot.repliesTo(
			direct.says(`全文 ${number}`),
			/\(1\/3\)/,
		);
		await direct.bot.repliesTo(direct.says("继续"), /\(2\/3\)/);
		await direct.bot.repliesTo(direct.says("继续"), /\(3\/3\)[\s\S]*到底了/);
		await direct.bot.repliesTo(direct.says("继续"), /^已经到底了。$/);
		await person.presses(page, "下一页").answered();
		await direct.bot.edits(page, /\(2\/3\)/);
		await person.presses(page, "上一页").answered();
		await direct.bot.edits(page, /\(1\/3\)/);
	});

	test("of a group's own are for its owner and managers", async () => {
		const owner = api.person({ name: "群主" });
		const manager = api.person({ name: "群管" });
		const member = api.person({ name: "阿梅" });
		const group = api.group({ owner, managers: [manager] });
		const asks = (who: Person, words: string, answer: RegExp) =>
			group.bot.repliesTo(who.in(group).says(`@bot ${words}`), answer);
		await asks(member, "订阅", /群主或者群管理员来定/);
		await asks(owner, "订阅", /订阅好了/);
		await asks(manager, "退订", /退订好了/);
		await asks(member, "设置", /群主或者群管理员来定/);
		const settings = await asks(manager, "设置", /本群的设置[\s\S]*不发/);
		expect(labels(settings)).toEqual(["改成:有人提问就回答", "订阅新报摘要"]);
		const refused = await member
			.presses(settings, "改成:有人提问就回答")
			.answered();
		expect(refused.toast?.content).toContain("群管理员");
		const forged = await member
			.forges(settings, { action: "s:subscribed:1" })
			.answered();
		expect(forged.toast?.content).toContain("群管理员");
		const changed = await owner
			.presses(settings, "改成:有人提问就回答")
			.answered();
		expect(changed.toast).toEqual({ type: "info", content: "改好了。" });
		await group.bot.edits(settings, /报纸上有就回答[\s\S]*获取群组中所有消息/);
		await manager.presses(settings, "订阅新报摘要").answered();
		await group.bot.edits(settings, /新报摘要:发到这里/);
		// From now on the bot answers what it can, and only that.
		await group.bot.repliesTo(member.in(group).says("夜班船几点开出?"), /十点/);
		const silent = [
			member.in(group).says("午饭吃什么?"),
			member.in(group).says("@所有人 夜班船几点开出?"),
		];
		await api.deliverAll();
		await asks(member, "谢谢", /不客气/);
		const answered = group.bot.messages().map(({ replyTo }) => replyTo);
		for (const { messageId } of silent)
			expect(answered).not.toContain(messageId);
	});

	test("of staff are for staff, and for their direct chats", async () => {
		const member = api.person({ name: "阿梅" });
		const group = api.group();
		const direct = member.direct();
		for (const words of ["未答", "统计"])
			await direct.bot.repliesTo(direct.says(words), /给工会工作人员用的/);
		await direct.bot.repliesTo(direct.says("反馈"), /您的意见写在后面/);
		await direct.bot.repliesTo(direct.says("落户积分怎么算"), /没有写到/);
		await direct.bot.repliesTo(direct.says("反馈 船票太贵"), /记下了/);
		await group.bot.repliesTo(
			staff.in(group).says("@bot 未答"),
			/请私聊我再发这个命令/,
		);
		const own = staff.direct();
		await own.bot.repliesTo(own.says("未答"), /落户积分怎么算/);
		await own.bot.repliesTo(own.says("统计"), /这七天[\s\S]*船票太贵/);
		await own.bot.repliesTo(own.says("帮助"), /给工作人员/);
	});
});

describe("a direct chat", () => {
	test("that sends what the bot cannot read is told so; staff hear what becomes of their file", async () => {
		const mei = api.person({ name: "阿梅" }).direct();
		const paper = { name: "第5期.pdf", content: "%PDF" };
		await mei.bot.repliesTo(mei.sendsImage(), /看得懂文字/);
		await mei.bot.repliesTo(mei.sendsSticker(), /看得懂文字/);
		await mei.bot.repliesTo(mei.sendsFile(paper), /工会工作人员用来收报/);
		await mei.bot.repliesTo(
			mei.sends("audio", { file_key: "file_v3_x", duration: 2000 }),
			/看得懂文字/,
		);
		const own = staff.direct();
		await own.bot.repliesTo(own.sendsFile(paper), /没有收成:第5期.pdf:只能读/);
		const text = { name: "5.txt", content: BARE_PAGE };
		await own.bot.repliesTo(own.sendsFile(text), /1\. 《渔网厂的新图纸》/);
		await own.bot.repliesTo(own.sendsImage(), /看得懂文字/);
	});
});

describe("buttons", () => {
	test("open the article in place and lead back", async () => {
		const { group, member, answer } = await answered("夜班船几点开出?");
		const before = answer.text;
		expect(labels(answer)).toContain("相关");
		await member.presses(answer, "全文").answered();
		await group.bot.edits(answer, /船工替他们留着座/);
		await member.presses(answer, "返回").answered();
		await api.until(() => answer.text === before);
		await member.presses(answer, "相关").answered();
		await group.bot.edits(answer, /相关的报道[\s\S]*夜班船上的一夜/);
		await member.presses(answer, "夜班船上的一夜").answered();
		await group.bot.edits(answer, /先数人头/);
		expect(group.bot.messages()).toHaveLength(1);
	});

	test("vote, and everybody sees how many did; a person has one vote", async () => {
		const { member, answer } = await answered("夜班船几点开出?");
		const other = api.person({ name: "阿强" });
		const reads = (...wanted: string[]) =>
			api.until(() => wanted.every((label) => labels(answer).includes(label)), {
				what: `the buttons ${wanted.join()}`,
			});
		const thanked = await member.presses(answer, "有用").answered();
		expect(thanked.toast).toEqual({ type: "info", content: "谢谢,记下了。" });
		await reads("有用 1", "没用");
		await other.presses(answer, "有用 1").answered();
		await reads("有用 2", "没用");
		await member.presses(answer, "没用").answered();
		await reads("有用 1", "没用 1");
		await member.presses(answer, "全文").answered();
		await api.until(() => answer.text.includes("船工替他们留着座"));
		await reads("有用 1", "没用 1");
		await other.presses(answer, "有用 1").answered();
		await reads("有用 1", "没用 1");
		expect(answer.text).toContain("船工替他们留着座");
	});

	test("that are forged, of another group or forgotten say that they are too old, and do nothing", async () => {
		const { member, answer } = await answered("夜班船几点开出?");
		const forged = ["v:zzzz:a", "f:1:9:a", "", "\u0000", "s:staff:1"];
		for (const action of forged) {
			const { toast } = await member.forges(answer, { action }).answered();
			expect(toast?.content).toContain("过期");
		}
		for (const value of [{}, { action: 1 }, "v:1:a", null, []])
			expect(await member.forges(answer, value).answered()).toMatchObject({
				toast: null,
				card: null,
			});
		const elsewhere = await answered("夜班船几点开出?");
		const value = answer.buttons[0]?.value;
		const stolen = await member.forges(elsewhere.answer, value).answered();
		expect(stolen.toast?.content).toContain("过期");
		expect([...answer.edits, ...elsewhere.answer.edits]).toEqual([]);

		const person = api.person({ name: "阿强" });
		const direct = person.direct();
		const old = await direct.bot.repliesTo(direct.says("夜班船几点开出?"));
		await direct.bot.repliesTo(direct.says("忘记我"), /按钮也就不能用了/);
		const { toast } = await person.presses(old, "全文").answered();
		expect(toast?.content).toContain("过期");
	});
});

describe("what Lark refuses", () => {
	test("as a card is said as a post, and what it refuses as a post in plain text; each with the quote and its source", async () => {
		const quote = /夜班船十点开出[\s\S]*来源:《渡口的夜班船》/;
		const post = api.fail("reply", CARD_REFUSED);
		expect((await answered("夜班船几点开出?", quote)).answer.msgType).toBe(
			"post",
		);
		const text = api.fail("reply", CARD_REFUSED, 2);
		expect((await answered("夜班船几点开出?", quote)).answer.msgType).toBe(
			"text",
		);
		const greeting = api.fail("send", CARD_REFUSED);
		const group = api.group({ bot: "absent" });
		group.addBot();
		expect((await group.bot.replies(/大家好/)).msgType).toBe("post");
		expect([post.left(), text.left(), greeting.left()]).toEqual([0, 0, 0]);
	});

	test("as a changed card is tried once more in the simplest form", async () => {
		const { group, member, answer } = await answered("夜班船几点开出?");
		api.fail("patch", CARD_REFUSED);
		await member.presses(answer, "全文").answered();
		await group.bot.edits(answer, /船工替他们留着座/);
		await member.presses(answer, "返回").answered();
		await api.until(() => answer.text.startsWith("夜班船十点开出"));
	});

	test.each([
		[230011, "The message is recalled."],
		[230031, "Message can only be modified within 14 days after sending."],
	])("for good (%i) is not tried again", async (code, msg) => {
		const { group, member, answer } = await answered("夜班船几点开出?");
		const fault = api.fail("patch", { code, msg }, 5);
		await member.presses(answer, "全文").answered();
		await group.bot.repliesTo(member.in(group).says("@bot 谢谢"), /不客气/);
		fault.cancel();
		const tried = api
			.callsOf("patch")
			.filter(({ payload }) => payload.message_id === answer.messageId);
		expect(tried.map(({ injected }) => injected)).toEqual([true]);
	});
});

test("nothing that the bot did was refused by Lark, and nothing that members said is in its log", async () => {
	expect(api.refusals().map(({ refusal }) => refusal?.msg)).toEqual([]);
	expect(api.doubles).toBe(0);
	expect(api.tokenFetches).toBe(1);
	expect(bot.log()).not.toMatch(/夜班船|午饭|公积金|阿梅|花名册/);
	expect(bot.log()).not.toContain(api.appSecret);
});

/** A group of its own in which somebody asked this and was answered. */
async function answered(question: string, pattern: RegExp = /十点/) {
	const group = api.group();
	const member = api.person({ name: "阿梅" });
	const asked = member.in(group).says(`@bot ${question}`);
	const answer = await group.bot.repliesTo(asked, pattern);
	return { group, member, answer };
}

function labels({ buttons }: SentMessage): string[] {
	return buttons.map(({ label }) => label);
}

/** What stands on grey in a card, each as JSON. */
function greyParts({ content }: SentMessage): string[] {
	const { body } = JSON.parse(content) as { body: { elements: unknown[] } };
	return body.elements
		.filter(isObject)
		.filter((element) => element.background_style === "grey")
		.map((element) => JSON.stringify(element).replaceAll("**", ""));
}
