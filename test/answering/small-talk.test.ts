import { expect, it } from "vitest";
import { readSmallTalk } from "../../src/answering/small-talk.ts";

it.each([
	["你好", "greeting"],
	["大家早上好呀!", "greeting"],
	["谢谢小助手", "thanks"],
	["你真是个大笨蛋", "insult"],
	["你是机器人吗", "about_bot"],
	["你能做什么?", "about_bot"],
	["再见", "farewell"],
	["嗯嗯好的", "chatter"],
	["唉,烦死了", "chatter"],
	["👍", "chatter"],
	["", "chatter"],
])("%s is small talk: %s", (text, kind) => {
	expect(readSmallTalk(text)).toBe(kind);
});

it.each([
	"谢谢,那几点开门",
	"你好,哪里能体检",
	"早上好是哪个节目",
	"垃圾分类怎么做",
])("%s asks something", (text) => {
	expect(readSmallTalk(text)).toBeNull();
});
