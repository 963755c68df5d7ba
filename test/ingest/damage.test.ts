/** Text that is missing is said to be missing, and never made up. */

import { expect, test } from "vitest";
import { readOne } from "./read.ts";

const HEAD = "渡口的夜班船\n本报讯 记者乔一山报道 ";

test("a finished article is neither cut off nor damaged", () => {
	const article = readOne(`
${HEAD}夜班船十点开出，天亮前往返四趟，船上的灯整夜不熄。
末班的乘客多是夜市收摊的人，船工替他们留着座。
`);
	expect(article).toMatchObject({ truncated: false, damage: [] });
});

test("a text that stops in mid-sentence is cut off", () => {
	const article = readOne(`
${HEAD}夜班船十点开出，天亮前往返四趟，船上的灯整夜不熄，乘客多是夜市收摊的人，船工替他们留
`);
	expect(article.truncated).toBe(true);
	expect(article.body).toMatch(/船工替他们留$/);
});

test("a text that goes on on another page is cut off here", () => {
	const article = readOne(`
${HEAD}夜班船十点开出，天亮前往返四趟，船上的灯整夜不熄。
（下转第3版）
`);
	expect(article).toMatchObject({ truncated: true, turnsTo: "3" });
	expect(article.body).toMatch(/整夜不熄。$/);
});

test("a text that begins on another page says so", () => {
	const article = readOne(`
渡口的夜班船
（上接第1版）船上的灯整夜不熄，天亮前往返四趟，乘客多是夜市收摊的人，船工替他们留着座。
`);
	expect(article).toMatchObject({ truncated: false, turnsFrom: "1" });
	expect(article.damage).toEqual([expect.stringContaining("上接第1版")]);
	expect(article.body).toMatch(/^船上的灯/);
});

test.each([
	["a mark", "，家里的两亩茶园也租给了邻居，一年能多收三千块钱。"],
	["a particle", "的通道打通以后，工人的心气一下子高了，报名的人排到了门外。"],
	[
		"a unit without its number",
		"万元的专项经费，全部用来给夜班船添置救生衣和手电筒。",
	],
	["a conjunction", "从而把往返的时间缩短了一半，早班的乘客不用再摸黑赶路。"],
])("a paragraph that begins in mid-sentence is damage: %s", (_, torn) => {
	const article = readOne(`
${HEAD}夜班船十点开出，天亮前往返四趟，船上的灯整夜不熄。
${torn}
`);
	expect(article.damage).toEqual([expect.stringMatching(/缺字/)]);
	expect(article.damage[0]).toContain(torn.slice(0, 4));
});

test("two lines that cannot follow each other are damage, and nobody joins them", () => {
	const article = readOne(`
渡口的夜班船
　　本报讯 记者乔一山报道 夜班船十点
开出，天亮前往返四趟，船上的灯整夜不熄。
　　船工算过一笔账：跑一趟烧的油钱，还
件，放在从前要攒上半个月，想都不敢想。
　　末班的乘客多是夜市收摊的人，船工替
他们留着座，风大的夜里还备着姜茶。
`);
	expect(article.damage).toEqual([expect.stringContaining("缺字")]);
	expect(article.body).toMatch(/油钱，还\n件，放在/);
});

test("a paragraph that the next one cuts short is damage", () => {
	const article = readOne(`
渡口的夜班船
　　本报讯 记者乔一山报道 夜班船十点开
出，天亮前往返四趟，船上的灯整夜不熄。
　　船工老阮干了二十年，从没误过一班，
他的徒弟说，学了三年才摸清
　　末班的乘客多是夜市收摊的人，船工替
他们留着座，风大的夜里还备着姜茶。
`);
	expect(article.damage).toEqual([expect.stringMatching(/才摸清”之后缺字/)]);
	expect(article.truncated).toBe(false);
});

test.each(["■■■", "□□", "???", "�"])(
	"%s stands where print was unreadable",
	(mark) => {
		const article = readOne(`
${HEAD}夜班船十点开出，天亮前${mark}往返四趟，船上的灯整夜不熄。
`);
		expect(article.damage).toEqual([expect.stringContaining("读不出的字")]);
		expect(article.body).toContain(mark);
	},
);

test("a damaged place is named by its line in the file", () => {
	const article = readOne(`
${HEAD}夜班船十点开出，天亮前往返四趟，船上的灯整夜不熄。

的通道打通以后，工人的心气一下子高了，报名的人排到了门外。
`);
	expect(article.damage).toEqual([expect.stringContaining("第4行")]);
});

test("the last line of a notice, a table or a list does not look cut off", () => {
	const article = readOne(`
关于调整窗口时间的公告
因大厅检修，服务窗口自下周一起上午九时开放，十一时三十分关闭，下午照常，请相互转告。
咨询电话：0578-5550123
`);
	expect(article.truncated).toBe(false);
});

test("verse is not cut off though it ends without a stop", () => {
	const article = readOne(`
山茶副刊
夜渡
岩　温
末班的灯还亮着
像一粒没有睡去的谷子
船桨一下一下
把月亮划到对岸
缆绳上结着霜
我们谁也没有说话
只听见水在船底走
`);
	expect(article.truncated).toBe(false);
});
