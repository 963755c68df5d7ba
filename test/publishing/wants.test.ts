/** Which lines a chat wants, and how it says so. */

import { describe, expect, it } from "vitest";
import { createGazetteer } from "../../src/knowledge/gazetteer.ts";
import { createIsWanted, createReadWants } from "../../src/publishing/wants.ts";
import type { Wants } from "../../src/store/store.ts";

const gazetteer = createGazetteer();
const isWanted = createIsWanted(gazetteer);
const readWants = createReadWants(gazetteer);
const ALL: Wants = { places: [], kinds: [] };

describe("a chat that asks for", () => {
	it("nothing in particular gets everything", () => {
		expect(isWanted({ group: "news", place: null }, ALL)).toBe(true);
		expect(isWanted({ group: "event", place: "新昌县" }, ALL)).toBe(true);
	});

	it.each<[wanted: string, printed: string | null, is: boolean]>([
		["绍兴", "绍兴市", true],
		["绍兴", "新昌县", true],
		["新昌", "绍兴市", true],
		["新昌", "浙江省", true],
		["新昌", "余姚市", false],
		["绍兴", "宁波市", false],
		["绍兴", null, false],
		["绍兴", "芜湖市鸠江区", false],
		["鸠江区", "芜湖市鸠江区", true],
		["柯桥开发区", "柯桥开发区", true],
	])("%s gets what is about %s: %s", (wanted, place, is) => {
		const wants: Wants = { places: [wanted], kinds: [] };
		expect(isWanted({ group: "news", place }, wants)).toBe(is);
	});

	it("kinds gets only these, of its places", () => {
		const wants: Wants = {
			places: ["绍兴", "余姚"],
			kinds: ["event", "policy"],
		};
		expect(isWanted({ group: "event", place: "余姚市" }, wants)).toBe(true);
		expect(isWanted({ group: "policy", place: "新昌县" }, wants)).toBe(true);
		expect(isWanted({ group: "news", place: "余姚市" }, wants)).toBe(false);
		expect(isWanted({ group: "event", place: "杭州市" }, wants)).toBe(false);
	});
});

it.each<[words: string, wants: Wants | { unknown: string }]>([
	["绍兴 活动", { places: ["绍兴"], kinds: ["event"] }],
	["活动、政策", { places: [], kinds: ["event", "policy"] }],
	["新昌县,余姚 通知", { places: ["新昌县", "余姚"], kinds: ["policy"] }],
	["全部", ALL],
	["绍兴 全部", { places: ["绍兴"], kinds: [] }],
	["全部活动", { places: [], kinds: ["event"] }],
	["绍兴活动", { places: ["绍兴"], kinds: ["event"] }],
	["绍兴的活动和政策", { places: ["绍兴"], kinds: ["event", "policy"] }],
	["滨海的政策", { places: ["滨海"], kinds: ["policy"] }],
	["新昌宁波", { places: ["新昌", "宁波"], kinds: [] }],
	[
		"呼和浩特 天津和平区",
		{ places: ["呼和浩特", "天津", "和平区"], kinds: [] },
	],
	["政策 通知 政策", { places: [], kinds: ["policy"] }],
	["绍兴 好消息", { unknown: "好消息" }],
	["绍兴市的新闻", { places: ["绍兴市"], kinds: ["news"] }],
	["绍兴的好消息", { unknown: "绍兴的好消息" }],
	["报纸", { unknown: "报纸" }],
	["", ALL],
])("订阅 %s", (words, wants) => {
	expect(readWants(words)).toEqual(wants);
});

it("soon finds that a long row of names ends in none", () => {
	const row = `${"和政".repeat(500)}好`;
	expect(readWants(row)).toEqual({ unknown: row });
});
