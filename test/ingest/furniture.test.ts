/** Header, footer, editors' lines and turn markers: what a page prints besides its articles. */

import { describe, expect, test } from "vitest";
import { isEditorsLine, turnMarker } from "../../src/ingest/furniture.ts";
import { printedAs, read, readPage } from "./read.ts";

const ARTICLE =
	"渡口的夜班船\n本报讯 记者乔一山报道 夜班船十点开出，天亮前往返四趟，船上的灯整夜不熄。\n末班的乘客多是夜市收摊的人，船工替他们留着座。";

describe("header", () => {
	test.each([
		[
			"山城职工报 2024年3月1日 星期五 第2版 综合",
			{ paper: "山城职工报", date: "2024-03-01", page: "第2版" },
		],
		[
			"２０２４年３月１日　星期五　第２版",
			{ paper: null, date: "2024-03-01", page: "第2版" },
		],
		["2024-03-01 A02", { paper: null, date: "2024-03-01", page: "A02" }],
		[
			"二〇二四年三月一日 星期五",
			{ paper: null, date: "2024-03-01", page: null },
		],
		[
			"二〇二四年十二月三十一日 星期二",
			{ paper: null, date: "2024-12-31", page: null },
		],
		[
			"山 城 职 工 报 第3版",
			{ paper: "山城职工报", date: null, page: "第3版" },
		],
		[
			"《山城晚报》 2024.3.1",
			{ paper: "山城晚报", date: "2024-03-01", page: null },
		],
		["2024年2月30日 星期五 第2版", { paper: null, date: null, page: "第2版" }],
		[
			"山城职工报                  ３",
			{ paper: "山城职工报", date: null, page: "第3版" },
		],
		[
			"2024/03/01  五版  维权",
			{ paper: null, date: "2024-03-01", page: "五版" },
		],
		[
			"2024年3月1日 02\n山城日报·工人副刊",
			{ paper: "山城日报", date: "2024-03-01", page: "02" },
		],
		[
			"山城职工报 2024年3月1日\n山城市总工会主管 山城市总工会主办\n本报热线：0571-88880012\n要  闻",
			{ paper: "山城职工报", date: "2024-03-01", page: null },
		],
	])("%s", (header, facts) => {
		const reading = readPage(`${header}\n\n${ARTICLE}`);
		expect(reading.facts).toEqual(facts);
		expect(printedAs(reading, "header")).toEqual(header.split("\n"));
		expect(reading.articles).toHaveLength(1);
		expect(reading.articles[0]?.title).toBe("渡口的夜班船");
	});

	test("a header has several lines", () => {
		const reading = readPage(`
山城职工报
SHANCHENG ZHIGONG BAO
2023年9月6日 星期三 农历癸卯年七月廿二
国内统一连续出版物号 CN 62-0000 邮发代号 53-000 总第4127期
导读 退伍兵开起“修车夜校”▶4版

${ARTICLE}
`);
		expect(printedAs(reading, "header")).toHaveLength(5);
		expect(reading.facts.date).toBe("2023-09-06");
		expect(reading.articles).toHaveLength(1);
	});

	test("a page that prints no date, paper or number has none", () => {
		expect(readPage(ARTICLE).facts).toEqual({
			paper: null,
			date: null,
			page: null,
		});
	});

	test("a date inside an article is not the page's", () => {
		expect(
			readPage(`${ARTICLE}\n2021年5月1日，夜班船第一次开出，船头挂着红绸。`)
				.facts.date,
		).toBeNull();
	});

	test("a headline with a weekday or a paper's name in it is no header", () => {
		const articles = read(`
每到星期五，渡口就热闹
本报讯 记者乔一山报道 星期五是山城的集日，夜班船要多跑两趟，船工提前一个钟头到岗。
`);
		expect(articles[0]?.title).toBe("每到星期五，渡口就热闹");
	});
});

describe("footer", () => {
	test.each([
		"责编 王芳 版式 李明 校对 赵六",
		"责任编辑：王芳　美编：李明",
		"本版联系电话：（020）5550366　本报每份定价1.50元",
		"本报地址：山城市园北路8号　邮编：030001　新闻热线：（0351）5550299　零售价：1.00元　山城新竹印务有限公司印刷",
		"山城职工报 第2版",
	])("%s", (footer) => {
		const reading = readPage(`${ARTICLE}\n\n${footer}`);
		expect(printedAs(reading, "footer")).toEqual([footer]);
		expect(reading.articles[0]?.body).toMatch(/留着座。$/);
	});

	test("a date alone at the end of a page signs its notice", () => {
		const reading = readPage(`
关于调整窗口时间的公告
因大厅检修，服务窗口自下周一起上午九时开放，十一时三十分关闭，下午照常，请相互转告。
山城市总工会
2024年6月3日
`);
		expect(printedAs(reading, "footer")).toEqual([]);
		expect(reading.articles[0]?.body).toMatch(/2024年6月3日$/);
		expect(reading.facts.date).toBeNull();
	});

	test("a telephone number at the end of a notice is its text", () => {
		const reading = readPage(`
关于调整窗口时间的公告
因大厅检修，服务窗口自下周一起上午九时开放，十一时三十分关闭，下午照常，请相互转告。
咨询电话：0578-5550123
`);
		expect(reading.articles[0]?.body).toMatch(/0578-5550123$/);
	});
});

test.each([
	["责编 王芳 版式 李明 校对 赵六", true],
	["责任编辑 王　芳 版式设计 李　明", true],
	["编辑王芳说，版面要留给一线职工。", false],
	["编辑部的故事", false],
])("%s: an editors' line? %s", (line, expected) => {
	expect(isEditorsLine(line)).toBe(expected);
});

describe("turn markers", () => {
	test.each([
		["下转第2版", "to", "2"],
		["（下转第２版）", "to", "２"],
		["▲下转第2版", "to", "2"],
		["（紧下转A3版）", "to", "A3"],
		["【下转三版】", "to", "三"],
		["（上接第1版）", "from", "1"],
		["(上接1版《渡口的夜班船》)", "from", "1"],
	])("%s", (marker, direction, page) => {
		expect(turnMarker(marker)).toMatchObject({
			direction,
			page,
			start: 0,
			end: marker.length,
		});
	});

	test("a marker stands at either end of a line of text", () => {
		expect(turnMarker("（上接第1版）第七道工序是抛光。")).toMatchObject({
			start: 0,
			end: 7,
		});
		expect(turnMarker("积分可以换假期，还可以（下转第3版）")).toMatchObject({
			start: 11,
			end: 18,
		});
	});

	test("the same words inside a sentence are none", () => {
		expect(
			turnMarker("他翻到头版，看见下转第3版几个字，又翻了过去。"),
		).toBeNull();
		expect(turnMarker("流水线上接第1版模具的是小周。")).toBeNull();
	});

	test("white space without end holds none", () => {
		expect(turnMarker(`甲${" ".repeat(200_000)}乙`)).toBeNull();
	});

	test("a marker is no text of its article", () => {
		const [article] = read(`${ARTICLE}\n（下转第3版）`);
		expect(article?.body).not.toContain("下转");
	});
});
