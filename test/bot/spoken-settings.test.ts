/** What people say of the summaries as they would to a colleague. */

import { expect, it } from "vitest";
import { readCommand } from "../../src/bot/command.ts";
import { readSpokenSetting } from "../../src/bot/spoken-settings.ts";
import { createGazetteer } from "../../src/knowledge/gazetteer.ts";
import { createReadWants } from "../../src/publishing/wants.ts";

const readWants = createReadWants(createGazetteer());
const read = (text: string) =>
	readCommand(text) ?? readSpokenSetting(text, readWants);

/** In front the command as it is written, behind it what means the same. */
const SAID: Record<string, string[]> = {
	订阅: [
		"我要订阅",
		"我们群想订阅一下,谢谢",
		"訂閱吧",
		"订阅新报摘要",
		"恢复推送",
		"打开推送",
	],
	"订阅 绍兴": ["订阅绍兴", "帮我们群订阅绍兴吧"],
	"订阅 全部": ["订阅全部", "定阅全部"],
	"订阅 绍兴的活动": ["订阅绍兴的活动", "我想订阅绍兴的活动"],
	"订阅 活动": [
		"只要活动",
		"我们群只要活动的",
		"想订活动类的",
		"订阅活动",
		"订阅活动类",
		"我要订阅活动方面的消息",
	],
	退订: [
		"取消订阅",
		"退订吧",
		"帮我退订一下",
		"不要推了",
		"别再往群里发了",
		"以后不要给我们推送了",
		"不想收了",
		"关闭推送",
		"暂停推送",
		"把推送关掉",
		"把订阅取消了",
	],
	"退订 活动": ["不要活动了", "活动也不要", "退订活动", "退订活动吧"],
	设置: ["我们群订了什么", "订阅了吗", "怎么订阅", "怎么取消订阅", "我的订阅"],
	"免打扰 22:00-07:00": ["免打扰22:00-07:00", "免打扰时间设为22:00-07:00"],
	"订阅 武岭": ["订阅武岭", "我们要订阅武岭的消息"],
	免打扰: ["晚上别发", "晚上不要推送了", "怎么设置免打扰", "免打扰怎么弄?"],
	"免打扰 取消": ["取消免打扰", "不要免打扰了"],
	"免打扰 晚上10点到早上7点": [
		"晚上10点到早上7点别吵",
		"免打扰晚上10点到早上7点",
	],
};

it.each(
	Object.entries(SAID).flatMap(([written, said]) =>
		said.map((text) => [text, written]),
	),
)("%s: %s", (text, written) => {
	const command = readCommand(written);
	expect(command).not.toBeNull();
	expect(read(text)).toEqual(command);
});

it.each([
	"怎么订阅报纸",
	"订阅报纸多少钱",
	"订阅报纸",
	"订阅量是多少",
	"晚上不要加班",
	"我想订阅工人日报",
	"退订短信怎么弄",
	"养老金发了吗",
	"收到消息了吗",
	"不要加班",
	"只要交钱就能参加吗",
	"订餐在哪里",
	"我不要",
	"职工订阅杂志有补贴吗",
	"免打扰是什么",
	"",
])("%j is put to the paper", (text) => {
	expect(read(text)).toBeNull();
});
