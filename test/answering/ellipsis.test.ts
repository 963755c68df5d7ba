import { describe, expect, it } from "vitest";
import { completeEllipsis } from "../../src/answering/ellipsis.ts";

const PLACES = ["宁波", "绍兴"];
const complete = (said: string, before: string) =>
	completeEllipsis(said, before, (text) =>
		PLACES.filter((place) => text.includes(place)),
	);

describe("a word that stands for its counterpart in the question before", () => {
	it.each([
		["a sex", "女的呢", "羽毛球男单谁第一", "羽毛球女单谁第一"],
		["a group", "那女子组呢", "男子组冠军是谁", "女子组冠军是谁"],
		["a place", "那绍兴呢", "宁波的体检车去哪", "绍兴的体检车去哪"],
		["a year", "那2022年呢", "2021年帮了多少人", "2022年帮了多少人"],
		["a rank", "第二名呢", "比武冠军奖多少", "比武第二名奖多少"],
		["a prize", "三等奖呢?", "一等奖有几个", "三等奖有几个"],
		["a day", "周四呢", "星期一上什么课", "周四上什么课"],
		["an age", "那初中生呢", "小学生领什么", "初中生领什么"],
	])("is put there: %s", (_, said, before, whole) => {
		expect(complete(said, before)).toBe(whole);
	});

	it.each(["绍兴", "我是绍兴的", "绍兴的"])(
		"names the place that was left out: %s",
		(said) => {
			expect(complete(said, "体检车去哪")).toBe("绍兴体检车去哪");
		},
	);

	it.each([
		["has none there", "女的呢", "体检车去哪"],
		["is the same one", "一等奖呢", "一等奖有几个"],
		["says more", "女的几点开始", "男的几点开始"],
	])("is left as it is where it %s", (_, said, before) => {
		expect(complete(said, before)).toBeNull();
	});
});
