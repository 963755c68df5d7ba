/** How broken lines become paragraphs again, without a character lost or added. */

import { expect, test } from "vitest";
import { readOne } from "./read.ts";

test("a paragraph broken in mid-sentence is one paragraph again", () => {
	const article = readOne(`
竹编班开到了村口
本报讯 记者乔一山报道 农闲时节，安吉县的竹编班开到了村口，三十名留守妇女跟着师傅学编果篮，

一个月下来人人能编出六种花样。
`);
	expect(article.body).toBe(
		"农闲时节，安吉县的竹编班开到了村口，三十名留守妇女跟着师傅学编果篮，一个月下来人人能编出六种花样。",
	);
});

test("a word torn between two lines is one word again", () => {
	const article = readOne(`
锅炉房边上的图书角
本报讯 记者乔一山报道 锅炉工值夜班最难熬的是后半夜，厂工会在锅炉房边上摆了一只书架，放着两百本小说和技术资

料，谁都可以借回宿舍看。
`);
	expect(article.body).toMatch(/技术资料，谁都可以/);
});

test("a number torn between two lines is one number again", () => {
	const article = readOne(`
电瓶车充电不再排队
本报讯 记者乔一山报道 园区添了充电桩，排队的人少了七成，一次充电的花费也比从前低了大约40

%，上班的人都说方便。
`);
	expect(article.body).toMatch(/大约40%，上班/);
});

test("a finished sentence ends its paragraph", () => {
	const article = readOne(`
渡口的热茶
本报讯 记者乔一山报道 冬至前后，渡口的风像刀子。
摆渡工一天要跑四十个来回，手套湿了又干。
镇工会在候船室里支起一只炉子，热茶从早供到晚。
`);
	expect(article.body.split("\n")).toHaveLength(3);
});

test("a line that begins with a mark goes on with the line before", () => {
	const article = readOne(`
巷子里的修伞摊
本报讯 记者乔一山报道 修伞匠在巷子里摆了三十年摊，撑起过半座城的雨天

，如今社区给他留了一间小屋，不用再看天吃饭。
`);
	expect(article.body).toMatch(/雨天，如今/);
});

test("paragraphs marked by indents are paragraphs without blank lines", () => {
	const article = readOne(`
石匠把课堂搬到山上
　　本报讯 记者乔一山报道 采石场停了以
后，温岭的石匠没有改行，而是把课堂搬到了
山上，教年轻人认石纹。
　　头一课不动锤子，只用手摸。石匠说，石
头有脾气，先认得它，再下手。
　　半年里来了四十名学徒，走了七个，剩下
的都能独立雕一只石狮。
`);
	expect(article.body.split("\n")).toEqual([
		"采石场停了以后，温岭的石匠没有改行，而是把课堂搬到了山上，教年轻人认石纹。",
		"头一课不动锤子，只用手摸。石匠说，石头有脾气，先认得它，再下手。",
		"半年里来了四十名学徒，走了七个，剩下的都能独立雕一只石狮。",
	]);
});

test("lines of one width are one column, and its short lines end paragraphs", () => {
	const article = readOne(`
桥头的修车铺
本报讯 记者乔一山报道 桥头的修车铺开了二
十年，铺主姓穆，工具箱里的扳手按大小排成一
排，少一把他都知道。
骑手的车坏了，推过来就修，小毛病不收钱。附
近的骑手都存着他的号码。
`);
	expect(article.body.split("\n")).toEqual([
		"桥头的修车铺开了二十年，铺主姓穆，工具箱里的扳手按大小排成一排，少一把他都知道。",
		"骑手的车坏了，推过来就修，小毛病不收钱。附近的骑手都存着他的号码。",
	]);
});

test("numbered items are paragraphs of their own", () => {
	const article = readOne(`
关于开展安全隐患随手拍活动的通知
各车间工会：
现将随手拍活动有关事项通知如下：
1.拍照要看得清位置，不要拍人脸；
2.照片发到安全邮箱，三天内答复；
3.每月评出十张，每张奖励五十元。
`);
	expect(article.body.split("\n").slice(2)).toEqual([
		"1.拍照要看得清位置，不要拍人脸；",
		"2.照片发到安全邮箱，三天内答复；",
		"3.每月评出十张，每张奖励五十元。",
	]);
});

test("questions and answers are paragraphs of their own", () => {
	const article = readOne(`
工伤信箱
食堂里滑倒算不算工伤
问：我在单位食堂吃饭时滑倒摔伤，能算工伤吗？
答：单位食堂是为职工提供的必要设施，午间就餐属于合理的生理需要，一般应当认定。
问：要准备什么材料？
答：劳动合同、诊断证明和两名同事的证言。
`);
	expect(article.body.split("\n")).toHaveLength(4);
});

test("a signature and its date are paragraphs of their own", () => {
	const article = readOne(`
关于调整服务窗口时间的公告
因大厅检修，服务窗口自下周一起调整开放时间，上午九时至十一时三十分，下午照常，请相互转告。
松阳县总工会
2024年6月3日
`);
	expect(article.body.split("\n").slice(-2)).toEqual([
		"松阳县总工会",
		"2024年6月3日",
	]);
});

test("the rows of a table stay rows", () => {
	const article = readOne(`
八月热线来电一览
职工热线八月共接到来电四百余件，按内容分列如下：
　　类别　　　来电　　办结
　　工资　　　　212　　198
　　工伤　　　　 96　　 90
　　社保　　　　 88　　 85
`);
	expect(article.body.split("\n").slice(1)).toEqual([
		"类别　　　来电　　办结",
		"工资　　　　212　　198",
		"工伤　　　　 96　　 90",
		"社保　　　　 88　　 85",
	]);
});

test("rows of a timetable whose columns a single space parts stay rows", () => {
	const article = readOne(`
职工夜校秋季班课程表
夜校九月二日开课，工会会员免学费，课程安排如下：
星期一 19:00—20:30 书法 教室201
星期二 19:00—20:30 剪纸 教室305
星期三 19:00—20:30 古筝 教室102
每班限招三十人，先到先得。
`);
	expect(article.body.split("\n").slice(1)).toEqual([
		"星期一 19:00—20:30 书法 教室201",
		"星期二 19:00—20:30 剪纸 教室305",
		"星期三 19:00—20:30 古筝 教室102",
		"每班限招三十人，先到先得。",
	]);
});

test("a list of winners stays a list", () => {
	const article = readOne(`
刀工比赛放榜
职工刀工比赛在湖州收刀，八十名厨师参加，获奖名单如下：
一等奖（1名）：
骆小米（南太湖饭店）
二等奖（2名）：
甘　棠（莫干山民宿）
欧阳青（德清大厨房）
`);
	expect(article.body.split("\n").slice(1)).toEqual([
		"一等奖（1名）：",
		"骆小米（南太湖饭店）",
		"二等奖（2名）：",
		"甘　棠（莫干山民宿）",
		"欧阳青（德清大厨房）",
	]);
});

test("lines of verse stay lines", () => {
	const article = readOne(`
山茶副刊
夜班车
岩　温
末班的灯还亮着
像一粒没有睡去的谷子
我握着方向盘
把城市一站一站还给夜晚
后排的姑娘睡着了
工牌上的名字轻轻摇晃
我把刹车踩得很轻很轻
怕惊动一个刚下流水线的梦
`);
	expect(article).toMatchObject({
		kicker: "山茶副刊",
		title: "夜班车",
		authors: [{ role: "作者", name: "岩温" }],
	});
	expect(article.body.split("\n")).toHaveLength(8);
});

test("a space stands where a line broke between two English words", () => {
	const article = readOne(`
码头上的英语角
本报讯 记者乔一山报道 外轮靠港，船员递来一张单子，上面写着please sign here before leaving the

ship today，码头工人如今看得懂了。
`);
	expect(article.body).toMatch(/leaving the ship today/);
});

test("letters, marks and spaces inside a line stand as they were printed", () => {
	const line =
		"“铆”字怎么写？A4纸上，他一笔一画:先“钅”后“卯”，３．５毫米的钢板……就这么“铆”住了（见图—）。";
	const article = readOne(`
铆工的识字本
${line}
`);
	expect(article.body).toBe(line);
});

test("half-width punctuation ends sentences like full-width punctuation", () => {
	const article = readOne(`
巷口的磨刀声
本报讯 记者乔一山报道 每逢初一,磨刀匠就到巷口来,吆喝一声,半条街的人都拿着菜刀出来.

他一天能磨六十把!
`);
	expect(article.body.split("\n")).toEqual([
		"每逢初一,磨刀匠就到巷口来,吆喝一声,半条街的人都拿着菜刀出来.",
		"他一天能磨六十把!",
	]);
});
