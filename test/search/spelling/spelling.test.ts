import { describe, expect, test } from "vitest";
import { readSpelling } from "../../../src/search/spelling/spelling.ts";
import { index, parts } from "./spelling-paper.ts";

const read = (question: string) => readSpelling(question, index, parts).text;

test("a question that needs nothing comes back folded and unchanged", () => {
	expect(readSpelling("愛心驛站幾點開門？", index, parts)).toEqual({
		text: "爱心驿站几点开门?",
		changes: [],
	});
});

test.each([
	["a slip", "爱心驿占几点关门", "爱心驿站几点关门"],
	["pinyin", "yiliao huzhu zenme shenqing", "医疗互助怎么申请"],
	["pinyin beside Chinese", "gongren wenhuagong几点开门", "工人文化宫几点开门"],
	["an English word beside Chinese", "checkup在哪里做", "体检在哪里做"],
	["key words in English", "medical checkup", "体检"],
])("%s is brought to the paper's spelling", (_, asked, meant) => {
	expect(read(asked)).toBe(meant);
});

test("the change is told", () => {
	expect(readSpelling("Li Fan是谁", index, parts).changes).toEqual([
		{ from: "li fan是谁", to: "李凡是谁" },
	]);
});

describe("product names stay", () => {
	test.each([
		"驿站的wifi密码是多少",
		"哪里有aed",
		"驿站有5g吗",
		"做ct要多少钱",
		"怎么下载app",
		"vip会员怎么办",
	])("%s", (asked) => {
		expect(read(asked)).toBe(asked);
	});

	test("among pinyin too", () => {
		expect(read("app zenme xiazai")).toMatch(/^app /);
	});
});

test("a greeting in English stays a greeting", () => {
	expect(read("Hello!")).toBe("hello!");
});
