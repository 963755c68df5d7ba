/** What the lines above an article are: rubric, kicker, headline, sub-headline. */

import { expect, test } from "vitest";
import { read, readOne } from "./read.ts";

test("a single line above the text is the headline", () => {
	const article = readOne(`
桐乡八百名机修工领到雨靴
本报讯 记者沈一帆报道 连日大雨，桐乡市总工会给八百名机修工送去雨靴，当天就穿上了脚。
`);
	expect(article).toMatchObject({
		title: "桐乡八百名机修工领到雨靴",
		kicker: null,
		subtitle: null,
		rubric: null,
	});
});

test("a rubric above the headline is its kicker", () => {
	const article = readOne(`
班组故事
修表匠带出十九个徒弟
本报讯 记者乔一山报道 海盐县的修表匠陆根生干了三十年，带出十九个徒弟，个个能独当一面。
`);
	expect(article).toMatchObject({
		kicker: "班组故事",
		title: "修表匠带出十九个徒弟",
	});
});

test("a column's name in lenticular brackets is a kicker", () => {
	const article = readOne(`
【工会新视界】
渡口来了流动理发车
本报讯 记者乔一山报道 每月初八，流动理发车开到渡口，摆渡工不用进城就能剪上头发。
`);
	expect(article).toMatchObject({
		kicker: "【工会新视界】",
		title: "渡口来了流动理发车",
	});
});

test("a line with a place and figures under the headline is the sub-headline", () => {
	const article = readOne(`
夜班饭热到凌晨三点
嘉善县46家工厂食堂为夜班职工延时
本报讯 记者沈一帆报道 从10月起，46家工厂的食堂延时到凌晨三点，夜班职工端上了热饭。
`);
	expect(article).toMatchObject({
		title: "夜班饭热到凌晨三点",
		subtitle: "嘉善县46家工厂食堂为夜班职工延时",
	});
});

test("of two lines without facts, the shorter one above is the kicker", () => {
	const article = readOne(`
车间就是舞台
机修班自己写歌自己唱给工友听
本报讯 记者沈一帆报道 青田县的机修班写了十一首歌，休息日轮流唱，工友点的歌当场就唱。
`);
	expect(article).toMatchObject({
		kicker: "车间就是舞台",
		title: "机修班自己写歌自己唱给工友听",
	});
});

test("three lines are kicker, headline and sub-headline", () => {
	const article = readOne(`
让手艺有人接
龙泉青瓷作坊开了“学徒班”
全市36名青年拜师
本报讯 记者乔一山报道 龙泉的青瓷作坊今年开了学徒班，36名青年拜师，最小的只有19岁。
`);
	expect(article).toMatchObject({
		kicker: "让手艺有人接",
		title: "龙泉青瓷作坊开了“学徒班”",
		subtitle: "全市36名青年拜师",
	});
});

test("of two lines that name columns, the upper one is the rubric", () => {
	const article = readOne(`
奋进新征程
工匠风采
守塔人一守二十年
本报讯 记者乔一山报道 舟山的守塔人郑阿海在岛上守了二十年，灯没有灭过一夜，家里人笑他把塔当成了儿子。
`);
	expect(article).toMatchObject({
		rubric: "奋进新征程",
		kicker: "工匠风采",
		title: "守塔人一守二十年",
	});
});

test("a headline on two lines is one headline", () => {
	const article = readOne(`
玉环用一张小清单让渔嫂
吃上一颗定心丸
本报讯 记者乔一山报道 出海的人不在家，渔嫂有事找谁？玉环市总工会列出清单，一件一件写明白。
`);
	expect(article).toMatchObject({
		title: "玉环用一张小清单让渔嫂 吃上一颗定心丸",
		subtitle: null,
	});
});

test("a couplet headline is followed by its sub-headline", () => {
	const article = readOne(`
小扳手 大名堂
衢州维修工攒出三十件专利
本报讯 记者乔一山报道 衢州的维修工把扳手改了又改，三年攒出三十件专利，厂里专门腾出一间屋子陈列。
`);
	expect(article).toMatchObject({
		title: "小扳手 大名堂",
		subtitle: "衢州维修工攒出三十件专利",
	});
});

test("a column's name that comes back under the headline stands below it", () => {
	const article = readOne(`
身边榜样
把秒表揣在心里的人
【身边榜样】罗铁生
本报讯 记者乔一山报道 罗铁生干调度二十六年，手里的秒表换了九块，误点的车一趟没有。
`);
	expect(article).toMatchObject({
		kicker: "身边榜样",
		title: "把秒表揣在心里的人",
		subtitle: "【身边榜样】罗铁生",
	});
});

test("a line that stands above two articles of the page is a column", () => {
	const articles = read(`
湖畔夜话工棚
老木匠的墨斗会说话
本报讯 记者乔一山报道 老木匠把墨斗摆上讲台，一弹一收，四十名学徒看得眼睛都不眨。

湖畔夜话工棚
女电焊工的面罩不离手
本报讯 记者沈一帆报道 焊花溅了九年，面罩换了十四只，她说手里有活心里不慌，下班也舍不得摘。
`);
	expect(articles.map(({ kicker, title }) => [kicker, title])).toEqual([
		["湖畔夜话工棚", "老木匠的墨斗会说话"],
		["湖畔夜话工棚", "女电焊工的面罩不离手"],
	]);
});

test("a column that the text itself names is a kicker", () => {
	const article = readOne(`
灯下读信人家
“师傅，我也出师了”
海宁纺织女工写给师傅的信
本报讯 记者乔一山报道 本报《灯下读信人家》栏目收到海宁纺织女工的来信，说她今年出师，带了两个徒弟。
`);
	expect(article.kicker).toBe("灯下读信人家");
	expect(article.title).toBe("“师傅，我也出师了”");
});

test("关于…的通知 is the headline whatever stands above it", () => {
	const article = readOne(`
工会服务直通车
关于发放高温补贴的通知
各基层工会：
现将高温补贴发放事项通知如下，请各单位在六月底以前报送名册，逾期不再受理。
`);
	expect(article).toMatchObject({
		kicker: "工会服务直通车",
		title: "关于发放高温补贴的通知",
	});
});

test("headlines with a comma, a question mark or figures are headlines still", () => {
	const titles = [
		"加班没签单，工钱还算数吗？",
		"3天办完退休手续",
		"“我要再干十年！”",
	];
	for (const title of titles) {
		const article = readOne(`
${title}
本报讯 记者乔一山报道 这件事说起来不复杂，办起来却花了大半年，好在最后有了结果。
`);
		expect(article.title).toBe(title);
	}
});

test("a headline set wide is the words that it says", () => {
	const article = readOne(`
工 会 短 波
渡 口、 码 头 办 起 夜 班 船
本报讯 记者乔一山报道 夜班船十点开出，天亮前往返四趟，船上的灯整夜不熄，末班座位满。
`);
	expect(article).toMatchObject({
		kicker: "工会短波",
		title: "渡口、码头办起夜班船",
	});
});

test("the first words of a text without a headline are enough to know it by", () => {
	const article = readOne(`
（上接第1版）路上，茶一直是热的。摆渡工喝了三天，送茶的是镇上的工会小组，一天也没有落下。
`);
	expect(article.title).toBe("路上，茶一直是热的");
});

test("a text without a headline is titled by its first words, and says so", () => {
	const article = readOne(`
本报讯 记者乔一山报道 连着三天，渡口的摆渡工都收到了热茶，送茶的是镇上的工会小组。
`);
	expect(article.title).toBe("连着三天");
	expect(article.damage).toEqual([expect.stringContaining("标题不在本页")]);
});
