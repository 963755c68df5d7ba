import { expect, it } from "vitest";
import { maskNumbers } from "../../src/bot/mask-numbers.ts";

it.each([
	["我电话13800138000怎么没人回", "我电话***怎么没人回"],
	["打 138 0013 8000 找我", "打 *** 找我"],
	["座机0571-8765-4321打不通", "座机***打不通"],
	["电话１３８００１３８０００", "电话***"],
	["手机幺三八零零幺三八零零零", "手机***"],
	["身份证33010219900101123X能查吗", "身份证***能查吗"],
	["卡号6222 0212 3456 7890 123没到账", "卡号***没到账"],
	["发到 li.na+work@example.com 行吗", "发到 *** 行吗"],
	["看https://example.com/a?b=c这个", "看***"],
	["@zhang_san 说的补贴呢", "*** 说的补贴呢"],
	["车牌浙A·12345补不补", "车牌***补不补"],
	["绿牌浙AD12345能充电吗", "绿牌***能充电吗"],
])("masks %s", (text, masked) => {
	expect(maskNumbers(text)).toBe(masked);
});

it.each([
	"2023年困难职工补助1200元是真的吗",
	"热线12351几点下班",
	"2023-11-08那期写了什么",
	"8小时以外能参加吗",
	"一二三等奖各多少",
	"甲A和B级有什么不同",
	"第十二届三次会议",
])("leaves %s alone", (text) => {
	expect(maskNumbers(text)).toBe(text);
});

it("keeps no more than a hundred characters, and none cut through", () => {
	const masked = maskNumbers("𠮷".repeat(300));
	expect([...masked]).toHaveLength(100);
	expect(() => encodeURIComponent(masked)).not.toThrow();
});

it("takes its time with no text", () => {
	for (const text of [
		"1 ".repeat(20_000),
		"a.".repeat(20_000),
		"-".repeat(40_000),
	])
		expect([...maskNumbers(text)].length).toBeLessThanOrEqual(100);
});
