/** Articles that 下转 and 上接 tear apart are whole again where both pages were read. */

import { expect, test } from "vitest";
import { mergeTurns, type ReadPage } from "../../src/ingest/merge-turns.ts";
import { readPage } from "./read.ts";

function page(text: string): ReadPage {
	const { facts, articles } = readPage(text);
	return { page: facts.page, articles };
}

const FRONT = page(`
山城职工报 2024年3月1日 星期五 第1版

技能银行存的是手艺
本报讯 记者乔一山报道 考下一个高级工，存两百分；带出一个徒弟，存八十分。积分可以换假期、换学费，还可以
（下转第3版）

渡口的夜班船
本报讯 记者沈一帆报道 夜班船十点开出，天亮前往返四趟，船上的灯整夜不熄。
`);
const INSIDE = page(`
山城职工报 2024年3月1日 星期五 第3版

技能银行存的是手艺
（上接第1版）换体检。去年全市存下六万分，换走了四万分，剩下的留着过年。

渔网厂来了新图纸
本报讯 记者罗小禾报道 老式梭子用了四十年，今年换成了工人自己画的新样子，快了一倍。
`);

test("the half on the other page completes the text, and is no article of its own", () => {
	const [front, inside] = mergeTurns([FRONT, INSIDE]);
	expect(front?.articles.map(({ title }) => title)).toEqual([
		"技能银行存的是手艺",
		"渡口的夜班船",
	]);
	expect(inside?.articles.map(({ title }) => title)).toEqual([
		"渔网厂来了新图纸",
	]);
	expect(front?.articles[0]).toMatchObject({
		body: "考下一个高级工，存两百分；带出一个徒弟，存八十分。积分可以换假期、换学费，还可以换体检。去年全市存下六万分，换走了四万分，剩下的留着过年。",
		truncated: false,
		damage: [],
		turnsTo: null,
	});
});

test("the order of the pages does not matter", () => {
	const [inside, front] = mergeTurns([INSIDE, FRONT]);
	expect(front?.articles[0]?.truncated).toBe(false);
	expect(inside?.articles).toHaveLength(1);
});

test("a half without its headline is known by the pages it names", () => {
	const untitled = page(`
山城职工报 2024年3月1日 星期五 第3版

（上接第1版）换体检。去年全市存下六万分，换走了四万分，剩下的留着过年。
`);
	const [front] = mergeTurns([FRONT, untitled]);
	expect(front?.articles[0]?.body).toMatch(/还可以换体检。/);
	expect(front?.articles[0]?.damage).toEqual([]);
});

test("a page that was not read leaves the text cut off", () => {
	const [front] = mergeTurns([FRONT]);
	expect(front?.articles[0]).toMatchObject({ truncated: true, turnsTo: "3" });
});

test("two halves that could both go on are left to a person", () => {
	const two = page(`
山城职工报 2024年3月1日 星期五 第3版

（上接第1版）换体检。去年全市存下六万分，换走了四万分，剩下的留着过年。

（上接第1版）船工替他们留着座，风大的夜里还备着姜茶，一只炉子烧到天亮。
`);
	const [front, inside] = mergeTurns([FRONT, two]);
	expect(front?.articles[0]?.truncated).toBe(true);
	expect(inside?.articles).toHaveLength(2);
});

test("a half with another headline is another article's", () => {
	const other = page(`
山城职工报 2024年3月1日 星期五 第3版

采茶工的茶香小屋
（上接第1版）小屋里有饮水机和急救药箱，管理员每天来打扫两次，夏天还会添上风扇。
`);
	const [front, inside] = mergeTurns([FRONT, other]);
	expect(front?.articles[0]?.truncated).toBe(true);
	expect(inside?.articles[0]?.turnsFrom).toBe("1");
});

test("numerals name the same page as figures", () => {
	const numeral = page(`
山城职工报 第三版

（上接第一版）换体检。去年全市存下六万分，换走了四万分，剩下的留着过年。
`);
	const [front] = mergeTurns([FRONT, numeral]);
	expect(front?.articles[0]?.truncated).toBe(false);
});
