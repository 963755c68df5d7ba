/** Pictures leave room on a page, and captions beside it: neither breaks the text that goes on around them. */

import { expect, test } from "vitest";
import { printedAs, readOne, readPage } from "./read.ts";

test("a photo slot's sentence is a caption and the text goes on after it", () => {
	const article = readOne(`
茶山上架起索道
本报讯 记者乔一山报道 鲜叶怕压，往年全靠肩挑，一趟山路要走一个钟头。如今索道架到了半

山腰，一筐鲜叶三分钟就到了山脚。



采茶工把鲜叶挂上索道。

索道每天运茶四千斤，省下的工夫正好多采一茬。
`);
	expect(article.captions).toEqual(["采茶工把鲜叶挂上索道。"]);
	expect(article.body.split("\n")).toEqual([
		"鲜叶怕压，往年全靠肩挑，一趟山路要走一个钟头。如今索道架到了半山腰，一筐鲜叶三分钟就到了山脚。",
		"索道每天运茶四千斤，省下的工夫正好多采一茬。",
	]);
});

test("a caption in the middle of a sentence leaves the sentence whole", () => {
	const article = readOne(`
老船坞里办起夜校
本报讯 记者乔一山报道 天一擦黑，老船坞里的灯就亮了。学员阮阿四干了十八年木



学员在老船坞里练习打结。 乔一山 摄

工，如今从头学起船舶电工，说是活到老学到老。
`);
	expect(article.captions).toEqual(["学员在老船坞里练习打结。 乔一山 摄"]);
	expect(article.body).toBe(
		"天一擦黑，老船坞里的灯就亮了。学员阮阿四干了十八年木工，如今从头学起船舶电工，说是活到老学到老。",
	);
});

test.each([
	"图为质检员在灯下挑拣瑕疵。",
	"图①：质检员在灯下挑拣瑕疵。",
	"上图：质检员在灯下挑拣瑕疵",
	"▲质检员在灯下挑拣瑕疵。",
	"质检员在灯下挑拣瑕疵。（资料图片）",
	"质检员在灯下挑拣瑕疵。通讯员唐雪冲 摄",
	"质检员在灯下挑拣瑕疵。（唐雪冲 摄）",
	"质检员在灯下挑拣瑕疵。 车间工会供图",
])("%s is a caption", (caption) => {
	const article = readOne(`
丝厂请来眼科医生
本报讯 记者乔一山报道 挑瑕疵最伤眼睛。南浔的一家丝厂请来眼科医生，每月给质检员查一次。



${caption}

查出问题的先休一周，工钱照算，岗位给留着。
`);
	expect(article.captions).toEqual([caption]);
	expect(article.body.split("\n")).toHaveLength(2);
});

test("two captions under one picture are two captions", () => {
	const article = readOne(`
糕点师傅比手艺
本报讯 记者乔一山报道 四十名糕点师傅站成两排，比的是一刻钟里谁捏的花样多。

年纪最大的师傅六十一岁，面团在手里一转就是一只兔子。

台下坐满了工友。



选手在比赛中捏花。

评委给糕点打分。


比赛一直办到傍晚，最后剩下的糕点分给了环卫职工。
`);
	expect(article.captions).toEqual(["选手在比赛中捏花。", "评委给糕点打分。"]);
	expect(article.body).toMatch(/台下坐满了工友。\n比赛一直办到傍晚/);
});

test("a photographer's line is a caption, not an author's", () => {
	const article = readOne(`
雪线上的铲车班
记者薛小满摄影报道
本报讯 记者白如雪报道 海拔四千米的垭口上，铲车班每天清晨五点出车，赶在头班客车前把雪推开。
`);
	expect(article.captions).toEqual(["记者薛小满摄影报道"]);
	expect(article.authors).toEqual([{ role: "记者", name: "白如雪" }]);
});

test("a page whose paragraphs stand far apart has no photo slots between them", () => {
	const article = readOne(`
雨衣柜搬到了码头


本报讯 记者乔一山报道 码头上的装卸工最怕阵雨，雨衣总是放在两里外的更衣室里。


今年夏天，雨衣柜搬到了码头边。


谁用谁取，用完挂回，一件也没有丢过。


到了月底，码头工会又添了二十把伞。
`);
	expect(article.captions).toEqual([]);
	expect(article.body.split("\n")).toHaveLength(4);
});

test("a caption between headline and byline belongs to the article below it", () => {
	const reading = readPage(`
渔网厂来了新图纸
本报讯 记者乔一山报道 渔网厂的老式梭子用了四十年，今年换成了工人自己画的新样子，快了一倍。

盐田边的流动诊所
图为医生给盐工听诊。
本报讯 记者沈一帆报道 盐工的手泡在卤水里，裂口总也好不了。流动诊所每周来一次，带着药膏。
`);
	expect(reading.articles.map((article) => article.captions)).toEqual([
		[],
		["图为医生给盐工听诊。"],
	]);
	expect(printedAs(reading, "title")).toEqual([
		"渔网厂来了新图纸",
		"盐田边的流动诊所",
	]);
});
