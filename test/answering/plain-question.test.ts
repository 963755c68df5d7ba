import { expect, test } from "vitest";
import { plainQuestion } from "../../src/answering/plain-question.ts";

test.each([
	["老师您好,想问一下夜班船几点开?谢谢", "夜班船几点开?"],
	["各位师傅好,请问夜班船几点开", "夜班船几点开"],
	["夜班船几点开谢谢各位", "夜班船几点开"],
	["夜班船几点开?急急急!!在线等", "夜班船几点开?"],
	["麻烦帮我查一下夜班船几点开呀", "夜班船几点开"],
	["能告诉我夜班船几点开吗?", "夜班船几点开?"],
	["有人知道夜班船几点开吗", "夜班船几点开"],
	["大家知不知道夜班船几点开", "大家知不知道夜班船几点开"],
	["谢谢,那夜班船几点开呢", "那夜班船几点开"],
	["报纸上有没有说夜班船几点开", "夜班船几点开"],
	["那个,夜班船到底几点开啊", "夜班船几点开"],
	["夜班船何时开", "夜班船什么时候开"],
	["夜班船什么时间开", "夜班船什么时候开"],
	["hi where is it", "where is it"],
])("%j asks %j", (said, asked) => {
	expect(plainQuestion(said)).toBe(asked);
});

test("whether it is so stays a question", () => {
	expect(plainQuestion("有谁知道船票要交钱不")).toBe("船票要交钱不");
	expect(plainQuestion("你知道夜班也有船吗?")).toBe("夜班也有船吗?");
	expect(plainQuestion("夜班也有船嘛")).toBe("夜班也有船吗");
	expect(plainQuestion("那电话呢")).toBe("那电话呢");
	expect(plainQuestion("这是干嘛")).toBe("这是干嘛");
});

test.each([
	"老师 体检",
	"机器人比赛谁赢了",
	"咨询电话是多少",
	"想咨询法律问题找谁",
	"向谁求助",
	"向谁表示感谢",
	"你好像没答",
	"麻烦事找谁",
	"坚持到底",
	"谢谢",
	"?",
	"",
])("%j is about what it says", (said) => {
	expect(plainQuestion(said)).toBe(said);
});
