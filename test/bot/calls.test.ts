import { expect, test } from "vitest";
import { withoutCalls } from "../../src/bot/calls.ts";
import { startChat } from "./chat.ts";

test.each([
	["@小李 哪里能体检", "哪里能体检"],
	["@小李 @小王 哪里能体检", "哪里能体检"],
	["@小李,哪里能体检", "哪里能体检"],
	["@小李，哪里能体检", "哪里能体检"],
	["哪里能体检?@小李 @所有人", "哪里能体检?"],
	["哪里能体检@小李？", "哪里能体检@小李？"],
	["哪里能体检 @小李", "哪里能体检"],
	["@小李", ""],
	["替 @小李 问哪里能体检", "替 @小李 问哪里能体检"],
	["主席是 @小李", "主席是 @小李"],
	["@小李 和我能报名吗", "@小李 和我能报名吗"],
	["发到 a@b.cn 行吗", "发到 a@b.cn 行吗"],
	["哪里能体检", "哪里能体检"],
])("%j asks %j", (text, expected) => {
	expect(withoutCalls(text)).toBe(expected);
});

test("whoever is called to read along keeps no question from its answer", async () => {
	const { say } = await startChat();
	const plain = await say("茶香小屋每天几点开放");
	expect((await say("茶香小屋每天几点开放?@小李")).quotes).toEqual(
		plain.quotes,
	);
	expect((await say("@小李 茶香小屋每天几点开放")).quotes).toEqual(
		plain.quotes,
	);
	expect(plain.status).toBe("answered");
});

test("what somebody writes to staff keeps its names", async () => {
	const { say, store } = await startChat();
	await say("反馈 谢谢 @小李");
	const [comment] = await store.feedback.comments(1);
	expect(comment?.text).toBe("谢谢 @小李");
});
