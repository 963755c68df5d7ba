/** Tells talk to the bot (a greeting, thanks, an insult …) from questions to the paper. */

import type { SmallTalk } from "./answer.ts";

/**
 * Words of each kind of talk. A message is small talk only when nothing but such words, particles and punctuation is
 * left of it: 谢谢，那几点开门 is a question.
 */
const TALK: [SmallTalk, RegExp][] = [
	[
		"insult",
		/(?:你|真|真是|是)*(?:个|一个|太|好|的|大)*(?:笨蛋|傻[逼瓜子b]*|蠢货?|白痴|废物|垃圾|混蛋|滚|智障|脑残|没用|真笨|很笨|好笨|太笨|什么破)(?:机器人|东西|玩意儿?|bot)?/g,
	],
	[
		"about_bot",
		/(?:你|您|机器人)(?:到底|究竟)?(?:是谁|是什么|叫什么(?:名字)?|叫啥|是不是人|是真人|是机器人?|是人|能做什么|能干什么|能干啥|会(?:些|点)?什么|会做什么|会干(?:啥|嘛|什么)|(?:是)?干(?:嘛|啥|什么)的?|有什么用|怎么用|多大|几岁)(?:还是|或者)?(?:真人|机器人?|人工|ai|人)?|你好厉害|(?:功能|使用)(?:介绍|说明)|who are you|what can you do/g,
	],
	[
		"thanks",
		/(?:非常|太|多|十分)?(?:谢谢|感谢|多谢|谢了|谢啦|辛苦)(?:你|您|大家|小编|了|啦|哈)*|thanks?(?: you)?|thx|3q/g,
	],
	[
		"farewell",
		/再见|拜拜|拜了|88|晚安|回头见|下次(?:再)?聊|先(?:走|撤|下)了|不聊了|bye(?:[ -]?bye)?|good ?night/g,
	],
	[
		"greeting",
		/(?:大家|各位|你们?|您|老师|同志们?)?(?:早上|上午|中午|下午|晚上)?好(?=呀|啊|哈|哦|吗|!|,|~|\s|$)|早(?=呀|啊|安|$)|早安|在吗|在不在|在么|有人吗|哈喽|嗨|喂|新年快乐|节日快乐|hello|hi(?=\W|$)|hey|good (?:morning|evening|afternoon)/g,
	],
];

/** Agreement, moods and fillers: talk as well when nothing else is said. */
const FILLER =
	/[嗯哦噢啊呀哈嘿呵唉哎呃额吧呢嘛吗啦哇喔了的]+|好的?|行|可以|知道了?|明白了?|收到|没事了?|ok|okay|烦死了?|累死了?|不想(?:说话|上班|干了)|无聊|真的?|太|很|我|你|您|机器人|小助手|今天|又/g;

const PUNCTUATION = /[\s\p{P}\p{S}]+/gu;

/** The kind of talk, or null when the folded message says anything else. */
export function readSmallTalk(folded: string): SmallTalk | null {
	let rest = folded.trim();
	let kind: SmallTalk | null = null;
	for (const [talk, pattern] of TALK) {
		const left = rest.replace(pattern, " ");
		if (left === rest) continue;
		kind ??= talk;
		rest = left;
	}
	const left = rest.replace(FILLER, "").replace(PUNCTUATION, "");
	if (left !== "") return null;
	return kind ?? "chatter";
}
