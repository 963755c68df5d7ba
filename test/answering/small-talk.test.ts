import { expect, it } from "vitest";
import { readSmallTalk } from "../../src/answering/small-talk.ts";

it.each([
	["你好", "greeting"],
	["大家早上好呀!", "greeting"],
	["中秋快乐", "greeting"],
	["吃了吗", "greeting"],
	["谢谢小助手", "thanks"],
	["麻烦您了", "thanks"],
	["真给力", "thanks"],
	["你真是个大笨蛋", "insult"],
	["什么破玩意", "insult"],
	["你是机器人吗", "about_bot"],
	["你是不是人工", "about_bot"],
	["真人还是机器人?", "about_bot"],
	["你能做什么?", "about_bot"],
	["转人工", "human"],
	["我要找真人客服", "human"],
	["再见", "farewell"],
	["没事了,拜拜", "farewell"],
	["唉,烦死了", "mood"],
	["今天好累啊", "mood"],
	["心情不好", "mood"],
	["我不想活了", "distress"],
	["欠了一身债,真的活不下去了", "distress"],
	["嗯嗯好的", "chatter"],
	["测试", "chatter"],
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
	"今天天气",
	"讲个笑话",
	"预防自杀的讲座在哪里",
	"我不想活动,能请假吗",
	"想死你们了",
	"人工智能培训在哪",
	"心情不好找谁聊",
	"高温天热得受不了有补贴吗",
	"辛苦费怎么算",
	"压力大的人能做心理咨询吗",
	"客服岗位招人吗",
])("%s asks something", (text) => {
	expect(readSmallTalk(text)).toBeNull();
});
