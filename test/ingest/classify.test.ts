/** What an article is about: kind, place, organisations. */

import { describe, expect, test } from "vitest";
import { kindOf } from "../../src/ingest/kind.ts";
import { organisationsOf } from "../../src/ingest/organisations.ts";
import { placeOf } from "../../src/ingest/place.ts";
import type { ArticleKind } from "../../src/knowledge/article.ts";
import { createGazetteer } from "../../src/knowledge/gazetteer.ts";

const gazetteer = createGazetteer();

function parts(title: string, body: string, kicker: string | null = null) {
	return { kicker, title, subtitle: null, body };
}

describe("kind", () => {
	test.each([
		[
			"news",
			"渡口的夜班船",
			"夜班船十点开出，天亮前往返四趟，船上的灯整夜不熄。",
		],
		[
			"qa",
			"年休假能折成钱吗",
			"问：今年的年假没休完，能折成钱吗？\n答：可以，厂里应当另外支付报酬。",
		],
		[
			"qa",
			"年休假能折成钱吗",
			"Q：今年的年假没休完，能折成钱吗？\nA：可以，厂里应当另外支付报酬。",
		],
		[
			"notice",
			"关于调整窗口时间的公告",
			"因大厅检修，服务窗口下周一起九时开放。",
		],
		[
			"notice",
			"职工子女助学礼包开始申领",
			"各基层工会：\n现将申领事项通知如下，请转告职工。",
		],
		["notice", "职工夜校秋季班课程表", "星期一 书法\n星期二 剪纸"],
		[
			"event",
			"叉车技能比武4月开赛",
			"第三届叉车技能比武将于4月8日至9日在物流港举行。报名从3月10日开始。",
		],
		[
			"event",
			"职工长跑赛邀你参加",
			"路线沿江一圈，报名方式：扫码填写姓名和单位。",
		],
		[
			"policy",
			"食堂补助办法",
			"第一条 为让职工吃上热饭，制定本办法。\n第二条 本办法所称食堂，是指园区食堂。",
		],
		[
			"policy",
			"欠薪治理新规出台",
			"条例明确，工资专户由银行代管，逾期要说明缘由。",
		],
		[
			"news",
			"技能比武落幕",
			"第三届叉车技能比武4月9日落幕，选手阮阿四得了头名，报名的人比去年多一倍。",
		],
	] satisfies [ArticleKind, string, string][])(
		"%s: %s",
		(kind, title, body) => {
			expect(kindOf(parts(title, body))).toBe(kind);
		},
	);

	test("a column for notices makes a notice of what stands under it", () => {
		const body = "因大厅检修，服务窗口下周一起九时开放。";
		expect(kindOf(parts("服务窗口换时间", body, "公告栏"))).toBe("notice");
		expect(kindOf(parts("服务窗口换时间", body))).toBe("news");
	});
});

describe("place", () => {
	test.each([
		["新昌县", "新昌县给茶农发雨靴", "连日大雨，茶山路滑。"],
		["新昌", "新昌给茶农发雨靴", "连日大雨，茶山路滑。"],
		[
			"新昌县",
			"茶农领到雨靴",
			"日前，浙江绍兴新昌县总工会给八百名茶农送去雨靴。",
		],
		[
			"温州市鹿城区",
			"鹿城区给骑手发头盔",
			"温州市鹿城区总工会日前给骑手发放头盔。",
		],
		[
			"北京市",
			"驿站开到地铁口",
			"北京市总工会把驿站开到了地铁口，骑手进站就能歇脚。",
		],
	])("%s: %s", (place, title, body) => {
		expect(placeOf(parts(title, body), gazetteer)).toContain(
			place.replace("新昌县", "新昌"),
		);
	});

	test("as fully as it is printed", () => {
		expect(
			placeOf(
				parts("新昌给茶农发雨靴", "新昌县总工会给八百名茶农送去雨靴。"),
				gazetteer,
			),
		).toBe("新昌县");
	});

	test("the place of the headline and the lead, not one named in passing", () => {
		const body = `${"夜班船十点开出，天亮前往返四趟，船上的灯整夜不熄。".repeat(10)}去年从温岭来过一批参观的人。`;
		expect(placeOf(parts("嵊泗的夜班船", body), gazetteer)).toBe("嵊泗");
		expect(placeOf(parts("渡口的夜班船", body), gazetteer)).toBeNull();
	});

	test("a street, a university or a river that borrows a city's name is no place", () => {
		for (const words of ["南京路上的夜班船", "浙江大学的夜校", "岳阳楼的灯"])
			expect(placeOf(parts(words, "船上的灯整夜不熄。"), gazetteer)).toBeNull();
	});

	test("a province alone is too wide to be the place", () => {
		expect(
			placeOf(parts("浙江工会给茶农发雨靴", "连日大雨，茶山路滑。"), gazetteer),
		).toBeNull();
	});
});

describe("organisations", () => {
	test("are named in the order of the text, each once", () => {
		expect(
			organisationsOf(
				parts(
					"嵊泗县总工会添了夜班船",
					"嵊泗县总工会和东海船运有限公司签了协议，县人民医院不在其中。东海船运有限公司出船，嵊泗县教育局出人。",
				),
			),
		).toEqual(["嵊泗县总工会", "东海船运有限公司", "嵊泗县教育局"]);
	});

	test("a verb before a name is not part of it", () => {
		expect(
			organisationsOf(
				parts("夜班船", "记者从嵊泗县总工会获悉，我们请嵊泗县教育局出人。"),
			),
		).toEqual(["嵊泗县总工会", "嵊泗县教育局"]);
	});

	test("kinds of bodies are no bodies", () => {
		expect(
			organisationsOf(
				parts("夜班船", "各级工会、基层工会和全市总工会都来学习。"),
			),
		).toEqual([]);
	});
});
