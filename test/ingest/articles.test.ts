/** Where an article begins and ends: what belongs to it, and what to its neighbours. */

import { expect, test } from "vitest";
import { printedAs, read, readOne, readPage } from "./read.ts";

const titles = (page: string) => read(page).map(({ title }) => title);

test("a headline with a byline under it begins an article", () => {
	const articles = read(`
盐场的老账本
本报讯 记者乔一山报道 盐场的账本从五十年前记起，一页一页都是手写，如今摆进了陈列室。

养蜂人的新邻居
本报讯 记者沈一帆报道 山脚下搬来一座工棚，养蜂人多了三十个邻居，夜里再也不怕野猪拱箱。
`);
	expect(
		articles.map(({ title, authors }) => [title, authors[0]?.name]),
	).toEqual([
		["盐场的老账本", "乔一山"],
		["养蜂人的新邻居", "沈一帆"],
	]);
	expect(articles[0]?.body).not.toContain("养蜂");
});

test("a headline without a byline begins an article when it speaks of other things", () => {
	expect(
		titles(`
大理导游有了“歇脚屋”
7月26日，云南大理市总工会在古城南门建成导游“歇脚屋”，可同时容纳40人休息，备有雨衣、充电宝和急救箱。

个旧锡雕工比手艺
7月28日，云南个旧市第四届锡雕技能赛收锤，62名选手参赛，58岁的谷雨山以一把镂空提梁壶获得头名。
`),
	).toEqual(["大理导游有了“歇脚屋”", "个旧锡雕工比手艺"]);
});

test("the section after a plain line that speaks of the same things stays in its article", () => {
	const article = readOne(`
村口开起“银龄课堂”
本报讯 记者乔一山报道 安溪的银龄课堂开在村口祠堂，退休教师轮流来讲，银龄课堂一周三次，讲手机也讲种茶。
老师是老邻居
银龄课堂的老师都是村里的退休教师，讲课用方言，银龄课堂的学员听得懂，也敢开口问。
自己动手编课本
银龄课堂的课本由退休教师自己编，字大图多，翻一页学一样，村口祠堂里人手一册。
`);
	expect(article.subheads).toEqual(["老师是老邻居", "自己动手编课本"]);
	expect(article.body.split("\n")).toEqual([
		expect.stringContaining("讲手机也讲种茶。"),
		"老师是老邻居",
		expect.any(String),
		"自己动手编课本",
		expect.any(String),
	]);
});

test("numbered lines are sub-heads of the article that they number", () => {
	const article = readOne(`
货车司机的“歇脚院”开张
本报讯 记者乔一山报道 国道边的歇脚院能停八十辆大车，当晚就住进了四十七名司机。
一、停得下
大车进城难，停车贵。歇脚院凭会员卡停车，头六个钟头不要钱。
二、吃得热
食堂从清早开到半夜，一份套餐十二元，加饭加汤不另算。
`);
	expect(article.subheads).toEqual(["一、停得下", "二、吃得热"]);
});

test("sub-heads set deeper than the indent are sub-heads", () => {
	const article = readOne(`
一间小厂的三本账
　　本报记者 乔一山
　　厂门口的墙上并排挂着三本账，谁路过都能翻，厂里八十六名职工没有一个说看不懂的。
　　　　第一本：伙食账
　　食堂买了什么菜、花了多少钱，当天晚上记账，第二天早上公布，有疑问的当面说清。
　　　　第二本：心愿账
　　想要什么写在纸条上贴进去，小到一只水龙头，大到宿舍楼的热水，办成一条划掉一条。
`);
	expect(article.subheads).toEqual(["第一本：伙食账", "第二本：心愿账"]);
	expect(article.authors).toEqual([{ role: "记者", name: "乔一山" }]);
});

const TIMETABLE = `名称 时间 地点 人数 电话
法律咨询日 11月22日9时至12时 曲水区职工服务中心 不限 0571-88880012
免费理发 11月23日14时 河灯路歇脚站 50人 0571-88880035
电焊工培训 12月1日至12日 曲水市职工学校 60人 0571-88880101`;

const CLINIC = `牙医下了矿井
本报讯 记者乔一山报道 从7月22日起，牙医跟着罐笼下了矿，一千名井下职工在工间就能查牙。
补牙的费用由两家各担一半，职工在曲水区职工服务中心登记，11月起每周轮到一个班组。`;

test("a table under a headline of its own is an article, of what takes place when and where", () => {
	const articles = read(`
${CLINIC}

一周服务信息
${TIMETABLE}

河灯节的老手艺
本报讯 记者沈一帆报道 河灯节临近，扎灯的老手艺人又忙了起来，今年的灯比去年多出三成。
`);
	expect(articles.map(({ title }) => title)).toEqual([
		"牙医下了矿井",
		"一周服务信息",
		"河灯节的老手艺",
	]);
	expect(articles[1]).toMatchObject({
		kind: "event",
		body: TIMETABLE,
		damage: [],
	});
});

test("so is an agenda whose rows say in a word each what is when and where", () => {
	const agenda = `“书香”职工读书会 12月5日(周六)下午2时 市工人文化宫三楼 报名电话6621177 限60人
单身职工联谊会 12月12日(周六)上午9时30分 东湖公园 小程序报名 12月8日截止
羽毛球邀请赛 12月19日至20日 市体育馆 以单位组队报名,每队8人
免费法律咨询日 每周三上午9时至11时 市职工服务中心一楼大厅`;
	const articles = read(`
${CLINIC}

十二月工会活动安排

${agenda}

从学徒到首席技师
本报记者 林晓

赵铁山今年47岁,在港务集团干了26年焊工,手上的烫伤一层叠着一层,焊花比谁都亮。
`);
	expect(articles.map(({ title }) => title)).toEqual([
		"牙医下了矿井",
		"十二月工会活动安排",
		"从学徒到首席技师",
	]);
	expect(articles[1]).toMatchObject({
		body: agenda,
		damage: [],
		truncated: false,
	});
});

test("a table that the text announces stays with it", () => {
	const [article, ...others] = read(`
${CLINIC}
登记以后按下表轮流，具体时间如下：
各班组时间安排
${TIMETABLE}
`);
	expect(others).toEqual([]);
	expect(article).toMatchObject({
		title: "牙医下了矿井",
		subheads: ["各班组时间安排"],
	});
});

test("the questions of a letters column stay in one article", () => {
	const article = readOne(`
法律门诊
年休假没休完，能折成钱吗
临近年底，不少职工问起年休假，本期由律师庾晓岚解答。
问：我今年的五天年假一天没休，厂里说过了年就作废，对吗？
答：不对。厂里没有安排您休假的，应当另外支付报酬，您可以找工会出面。
问：写过“自愿不休”的条子，还能要吗？
答：要看条子怎么写。不签不行的条子，可以到工会反映。
`);
	expect(article).toMatchObject({ kicker: "法律门诊", kind: "qa" });
	expect(article.body.match(/^[问答]：/gm)).toHaveLength(4);
});

test("a notice keeps its items, its signature and its date, and the next article begins after them", () => {
	const articles = read(`
关于申领职工子女助学礼包的通知
各区县总工会：
新学年将至，现就申领事项通知如下。
一、申领条件
父母一方是工会会员，家庭人均月收入低于一千四百元。
二、申领办法
持户口簿、会员卡到所在基层工会填写申领表。
曲水市总工会
2024年7月31日

矿井下的“口腔套餐”
从7月22日起，牙医跟着罐笼下了矿，一千名井下职工在工间就能查牙，补牙的费用由两家各担一半。
`);
	expect(articles).toHaveLength(2);
	expect(articles[0]).toMatchObject({
		kind: "notice",
		subheads: ["一、申领条件", "二、申领办法"],
	});
	expect(articles[0]?.body).toMatch(/曲水市总工会\n2024年7月31日$/);
	expect(articles[1]?.title).toBe("矿井下的“口腔套餐”");
});

test("a byline in the middle of a text begins an article whose headline is missing", () => {
	const articles = read(`
雪场里的缆车工
本报讯 记者乔一山报道 缆车工每天头一个上山，检查完一百零八个抱索器，雪场才开门迎客。
本报讯 记者沈一帆报道 河灯节临近，扎灯的老手艺人又忙了起来，今年的灯比去年多出三成。
`);
	expect(articles).toHaveLength(2);
	expect(articles[1]?.damage).toEqual([
		expect.stringContaining("标题不在本页"),
	]);
	expect(articles[0]?.body).not.toContain("河灯");
});

test("a byline alone under a finished text signs it", () => {
	const articles = read(`
牧区来了“背包律师”
入冬以后，草场上多了一名背着双肩包的人，包里装着打印机、公章和一沓空白合同。
（本报记者 苏　和）

十二道工序十二位师傅
本报讯 记者沈一帆报道 一口锅要过十二道手，十二位师傅各守一道，谁也替不了谁。
`);
	expect(
		articles.map(({ authors }) => authors.map(({ name }) => name)),
	).toEqual([["苏和"], ["沈一帆"]]);
});

test("short news items under one column are items of one article", () => {
	const article = readOne(`
工会短波
●5月11日，清远的工会为14名困难职工家庭送去空调，请来安装师傅当天装好。
●湛江的环卫站从5月起错峰上岗，中午不安排清扫作业。
●河源的采茶工普法班用客家话讲课，首期92名采茶女工参加。
`);
	expect(article.title).toBe("工会短波");
	expect(article.body.split("\n")).toHaveLength(3);
});

test("an editors' line at the end of an article is none of its words", () => {
	const reading = readPage(`
雨巷里的修伞匠
本报讯 记者乔一山报道 修伞匠在巷子里坐了三十年，谁家的伞骨断了，放下就走，傍晚来取。
责编 王芳 版式 李明 校对 赵六

老码头的夜班饭
本报讯 记者沈一帆报道 夜班饭从十点供到两点，一荤两素一汤，扛包的人终于不用啃冷馍。
`);
	expect(printedAs(reading, "editors")).toEqual([
		"责编 王芳 版式 李明 校对 赵六",
	]);
	expect(reading.articles[0]?.body).toMatch(/傍晚来取。$/);
	expect(reading.articles).toHaveLength(2);
});

test("a page of Markdown is split at its headings", () => {
	const { articles } = readPage(
		`
# 山城职工报

## 缆车夜校开班

缆车工的夜校设在机房隔壁，下了末班就上课，一堂课四十分钟，讲的都是当天遇到的毛病。

### 先修缆车，再读书

三十名学员分成两组，一组修车一组听课，第二天对调，谁也不耽误班上的活。

## 索道边的茶摊

茶摊开了十九年，摊主认得每一个检修工的脚步声，水总是提前烧开。
`,
		true,
	);
	expect(articles.map(({ title, subheads }) => [title, subheads])).toEqual([
		["缆车夜校开班", ["先修缆车，再读书"]],
		["索道边的茶摊", []],
	]);
});

test.each([
	["a list of names", "王芳 李明\n赵小雨 周大海\n"],
	["a single headline", "桐乡八百名机修工领到雨靴\n"],
	["English", "Lorem ipsum dolor sit amet, consectetur adipiscing elit.\n"],
	["figures", "1 2 3\n4 5 6\n7 8 9\n"],
])("%s is no article", (_, page) => {
	expect(() => read(page)).toThrow("没有读到文章");
});

test("names under an article sign it, and a headline set wide as names are does not", () => {
	const articles = read(`
牙医下了矿井
从7月22日起，牙医跟着罐笼下了矿，一千名井下职工在工间就能查牙。
沈　帆 乔一山
曲水工会：
送春联到渡口
1月4日，曲水市的书法家写了八百副春联，送到渡口和码头。
公　告
关于调整服务窗口时间的公告
因大厅检修，服务窗口自下周一起上午九时开放，十一时三十分关闭。
`);
	expect(
		articles.map(({ title, authors }) => [
			title,
			authors.map(({ name }) => name),
		]),
	).toEqual([
		["牙医下了矿井", ["沈帆", "乔一山"]],
		["曲水工会： 送春联到渡口", []],
		["关于调整服务窗口时间的公告", []],
	]);
});

test("a box under an article is a section of it", () => {
	const article = readOne(`
${CLINIC}

新闻链接>>>
“三违”是指违章指挥、违章操作、违反劳动纪律，牙医下井前也要先考这一课。
`);
	expect(article.subheads).toEqual(["新闻链接>>>"]);
});

test("a poem at the end of a page is an article of its own", () => {
	const articles = read(`
${CLINIC}

老郭（诗）
沈一帆
把水烧开
把灯擦亮
把一个一个名字
从黑里数回来
`);
	expect(articles[1]).toMatchObject({
		title: "老郭（诗）",
		authors: [{ name: "沈一帆" }],
		body: "把水烧开\n把灯擦亮\n把一个一个名字\n从黑里数回来",
	});
});
