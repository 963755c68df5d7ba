/** The places of China, by their names in a text. */

import { describe, expect, test } from "vitest";
import { createGazetteer, type Place } from "../../src/knowledge/gazetteer.ts";

const gazetteer = createGazetteer();

/** The one place that a text names. */
function place(text: string): Place {
	const [mention, ...others] = gazetteer.find(text);
	const [only, ...homonyms] = mention?.places ?? [];
	if (!only || others.length + homonyms.length > 0)
		throw new Error(`“${text}” does not name one place`);
	return only;
}

function names(text: string): string[] {
	return gazetteer.find(text).map((mention) => mention.text);
}

describe("what lies in what", () => {
	test("新昌 lies in 绍兴, which lies in 浙江", () => {
		expect(gazetteer.parents(place("新昌")).map(({ name }) => name)).toEqual([
			"绍兴市",
			"浙江省",
		]);
		expect(gazetteer.within(place("新昌县"), place("绍兴市"))).toBe(true);
		expect(gazetteer.within(place("新昌县"), place("浙江省"))).toBe(true);
		expect(gazetteer.within(place("绍兴市"), place("新昌县"))).toBe(false);
	});

	test("a place lies in itself, and not in its neighbour", () => {
		expect(gazetteer.within(place("新昌县"), place("新昌县"))).toBe(true);
		expect(gazetteer.within(place("新昌县"), place("宁波市"))).toBe(false);
	});

	test("a province has no parents", () => {
		expect(gazetteer.parents(place("浙江省"))).toEqual([]);
	});
});

describe("finds", () => {
	test.each([
		["新昌县总工会给茶农发雨靴", ["新昌县"]],
		["浙江绍兴新昌县", ["浙江", "绍兴", "新昌县"]],
		["从延边到恩施", ["延边", "恩施"]],
		["内蒙古鄂尔多斯市鄂托克旗", ["内蒙古", "鄂尔多斯市", "鄂托克旗"]],
		["云南怒江州泸水市", ["云南", "怒江州", "泸水市"]],
		["广西贺州、宁夏吴忠和延边", ["广西", "贺州", "宁夏", "吴忠", "延边"]],
		["河南和海南的工会", ["河南", "海南"]],
		["夜班船十点开出", []],
		["", []],
	])("%s → %j", (text, expected) => {
		expect(names(text)).toEqual(expected);
	});

	test("the longest name: 朝阳区 is not 朝阳市", () => {
		const [mention] = gazetteer.find("北京朝阳区").slice(1);
		expect(mention).toMatchObject({ text: "朝阳区", full: true });
		expect(mention?.places.every(({ name }) => name === "朝阳区")).toBe(true);
	});

	test("朝阳市 by its full name alone", () => {
		expect(place("朝阳市").name).toBe("朝阳市");
	});

	test("every place that bears an ambiguous name", () => {
		const [mention] = gazetteer.find("鼓楼区");
		const cities = mention?.places.map(
			(each) => gazetteer.parents(each)[0]?.name,
		);
		expect(cities).toEqual(
			expect.arrayContaining(["南京市", "徐州市", "福州市", "开封市"]),
		);
	});

	test("an autonomous area by its full name, its everyday name and its short one", () => {
		for (const name of ["景宁畲族自治县", "景宁县", "景宁"])
			expect(place(name).name).toBe("景宁畲族自治县");
		for (const name of ["内蒙古自治区", "内蒙古"])
			expect(place(name).name).toBe("内蒙古自治区");
	});

	test("where a name stands, and whether it is the full one", () => {
		expect(gazetteer.find("日前，新昌的茶农")).toMatchObject([
			{ text: "新昌", start: 3, end: 5, full: false },
		]);
	});
});

describe("everyday words are no places by themselves", () => {
	test.each([
		"双方合作共赢",
		"职工医疗互助",
		"平安回家",
		"开发新产品",
		"一路同心",
		"建设者之家",
		"解放双手",
		"光明日报",
		"团结就是力量",
		"青年职工",
		"沿河而建",
	])("%s", (text) => {
		expect(names(text)).toEqual([]);
	});

	test("by their full names they are", () => {
		expect(names("互助土族自治县、互助县和合作市")).toEqual([
			"互助土族自治县",
			"互助县",
			"合作市",
		]);
	});

	test("a street that borrows a city's name is none", () => {
		expect(names("南京路12号、北京西路、广州大道")).toEqual([]);
	});
});

test.each([
	"城南区人社局",
	"古县城墙",
	"“宁波杯”技能赛",
	"祝大家端午安康",
	"图个心安宁静",
	"社会长治久安",
	"两个三明治",
])("%s names no place", (text) => {
	expect(names(text)).toEqual([]);
});

test.each([
	["攀枝花市东区", ["攀枝花市", "东区"]],
	["西区总工会", ["西区"]],
	["安康市总工会", ["安康市"]],
	["山西长治", ["山西", "长治"]],
])("%s names %j", (text, found) => {
	expect(names(text)).toEqual(found);
});
