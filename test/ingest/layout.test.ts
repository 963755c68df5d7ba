/** Columns of one width are joined again; lines of any other kind stay as they are. */

import { describe, expect, test } from "vitest";
import { detectLayout, reflow } from "../../src/ingest/layout.ts";
import { splitLines } from "../../src/ingest/page-line.ts";

function reflowed(page: string): string[] {
	const lines = splitLines(page.trim());
	return reflow(lines, detectLayout(lines)).map(({ text }) => text);
}

describe("what marks paragraphs", () => {
	test("indents, where a tenth of the lines has them", () => {
		const page = "　　甲甲甲甲甲甲甲甲。\n乙乙乙乙乙乙乙乙。\n".repeat(3);
		expect(detectLayout(splitLines(page)).indent).toBe(2);
	});

	test("no indents, where only a centred headline has one", () => {
		const page = `　　　　　　夜班船\n${"乙乙乙乙乙乙乙乙。\n".repeat(5)}`;
		expect(detectLayout(splitLines(page)).indent).toBeNull();
	});

	test("the usual gap is the one most paragraphs have", () => {
		const page = "甲甲甲。\n\n\n乙乙乙。\n\n\n丙丙丙。\n\n\n\n\n丁丁丁。";
		expect(detectLayout(splitLines(page)).usualGap).toBe(2);
	});
});

describe("joins", () => {
	test("the lines of a column, up to a short one", () => {
		expect(
			reflowed(`
桥头的修车铺开了二十年，铺
主姓穆，扳手按大小排成一排
，少一把他都知道。
骑手的车坏了，推过来就修，
小毛病不收钱。
`),
		).toEqual([
			"桥头的修车铺开了二十年，铺主姓穆，扳手按大小排成一排，少一把他都知道。",
			"骑手的车坏了，推过来就修，小毛病不收钱。",
		]);
	});

	test("a column whose edge half-width digits move by a character", () => {
		expect(
			reflowed(`
全厂312名职工，他一个不落都谈
过心，谈了两遍的有48人，谈到
第3遍的只有7人，都记在本子上。
`),
		).toHaveLength(1);
	});

	test("two columns of different widths on one page, each by its own", () => {
		expect(
			reflowed(`
桥头的修车铺开了二十年，铺
主姓穆，扳手按大小排成一排
，少一把他都知道。

渡口的夜班船十点开出，天亮前往返四趟，船
上的灯整夜不熄，末班的乘客多是夜市收摊的
人，船工替他们留着座。
`),
		).toHaveLength(2);
	});

	test("offsets of the joints are kept", () => {
		const lines = splitLines(
			"桥头的修车铺开了二十年，铺\n主姓穆，扳手按大小排成一排\n，少一把他都知道。",
		);
		const [line] = reflow(lines, detectLayout(lines));
		expect(line?.joints).toEqual([13, 26]);
	});
});

describe("leaves alone", () => {
	test("pieces of any length", () => {
		const page = [
			"渡口的夜班船十点开出，天亮前往返四趟，船上的灯整夜不熄，末班的",
			"乘客多是夜市",
			"收摊的人，船工替他们留着座，风大的夜里还备着姜茶和",
			"一只炉子。",
		];
		expect(reflowed(page.join("\n"))).toEqual(page);
	});

	test("rows that happen to be of one length", () => {
		const rows = [
			"一等奖　　阮阿四　　木工",
			"二等奖　　罗铁生　　铆工",
			"三等奖　　穆长河　　钳工",
		];
		expect(reflowed(rows.join("\n"))).toEqual(rows);
	});

	test("numbered items that happen to be as long as the column", () => {
		const items = [
			"现将随手拍活动有关事项通知如下：",
			"1.拍照要看得清位置，不要拍人脸；",
			"2.照片发到安全邮箱，三天内答复；",
			"3.每月评出十张，每张奖励五十元。",
		];
		expect(reflowed(items.join("\n"))).toEqual(items);
	});

	test("a headline as wide as the column, which a byline or an indent parts from its text", () => {
		expect(
			reflowed(`
桥头修车铺的扳手会说话吗
本报讯 记者乔一山报道 桥头
的修车铺开了二十年，铺主姓
穆，扳手按大小排成一排，少
一把他都知道。
`)[0],
		).toBe("桥头修车铺的扳手会说话吗");
		expect(
			reflowed(`
桥头修车铺的扳手也会说话
　　桥头的修车铺开了二十年
，铺主姓穆，扳手按大小排成
一排，少一把他都知道。
　　骑手的车坏了，推过来就
修，小毛病不收钱。
　　附近的骑手都存着号码，
一个电话他就到。
`)[0],
		).toBe("桥头修车铺的扳手也会说话");
	});

	test("lines that a blank line parts", () => {
		expect(
			reflowed(`
桥头的修车铺开了二十年，铺
主姓穆，扳手按大小排成一排
，少一把他都知道，谁借走的

也记得清清楚楚，借了多久，
还没有还，本子上都写着，一
翻就能找到。
`),
		).toHaveLength(2);
	});
});
