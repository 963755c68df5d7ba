/** Tells talk to the bot (a greeting, thanks, an insult …) from questions to the paper. */

import type { SmallTalk } from "./answer.ts";

/**
 * Words of each kind of talk. A message is small talk only when nothing but such words, particles and punctuation is
 * left of it: 谢谢，那几点开门 is a question.
 */
const TALK: [SmallTalk, RegExp][] = [
	[
		"insult",
		/(?:你们?|真|真是|是|就是)*(?:个|一个|太|好|的|大|这个?)*(?:笨蛋|笨死了?|傻[逼瓜子帽叉xb]*|二货|蠢货?|蠢死了?|白痴|废物|垃圾|混蛋|王八蛋|滚(?:蛋|开)?|智障|脑残|弱智|神经病|有病|没用|不中用|不行|真笨|很笨|好笨|太笨|烂透了?|差劲|讨厌|烦人|骗人的?|什么破(?:玩意儿?)?|什么玩意儿?)(?:机器人|东西|玩意儿?|bot)?|闭嘴|去死|去你的|他?妈的|tmd|sb|fuck(?: you)?|stupid|idiot/g,
	],
	[
		"human",
		/(?:我(?:要|想)|能不能|可以|能|帮我|请|给我|快)*(?:转|找|接|叫|换|联系)(?:一?[个下]|到)?(?:真人|人工|客服|活人)(?:客服|服务|坐席)?|^人工(?:客服|服务)?$|(?:真人|人工)客服|我(?:要|想)(?:和|跟|找)?(?:真人|活人|人工)(?:说话?|聊天?)?|(?:有没有|有)(?:人工|真人)(?:客服|服务)?/g,
	],
	[
		"about_bot",
		/(?:你|您|机器人|小助手|这里|这|对面)(?:们)?(?:到底|究竟|现在)?(?:是谁|是什么(?:东西|人|机器人)?|叫什么(?:名字?)?|叫啥(?:名字?)?|是不是(?:真人|机器人?|人工(?:智能)?|ai|活人|客服|骗子|人)|是(?:真人|机器人?|人工(?:智能)?|ai|活人|客服|骗子|人)|能做什么|能干什么|能干啥|能干嘛|能帮我(?:做什么|干什么|什么)|会(?:些|点)?什么|会做什么|会干(?:啥|嘛|什么)|(?:是)?干(?:嘛|啥|什么)的?|有什么(?:用|功能|本事)|有啥用|怎么用|多大|几岁|懂什么|知道什么|谁(?:做|开发|设计)的)(?:还是|或者)?(?:真人|机器人?|人工(?:智能)?|ai|人)?|谁(?:做|开发|设计)(?:的|了)你|(?:是)?(?:真人|人工|人)还是机器人?|你好厉害|你真?(?:厉害|聪明)|(?:功能|使用)(?:介绍|说明)|怎么(?:用你|使用)|who are you|what can you do|are you (?:a )?(?:human|robot|bot)|what(?:'s| is) your name/g,
	],
	[
		"thanks",
		/(?:非常|太|多|十分|真是?|实在)*(?:谢谢|感谢|多谢|谢了|谢啦|辛苦|麻烦(?=你|您|了))(?:你们?|您|大家|小编|小助手|机器人|师傅|老师|大[哥姐]|同志|了|啦|哈)*|帮(?:了)?大忙了?|(?:你|您|回答得?|说得?|真|很|太|挺|好|真是)*(?:棒|给力|有用|好用|不错|点赞|优秀)(?:极了|了)?|thanks?(?: you)?(?: very much)?|thx|3q/g,
	],
	[
		"farewell",
		/再见|再会|拜拜|拜了|88|晚安|回头见|回见|明天见|下次(?:再)?(?:聊|见|来)|先(?:走|撤|下)了|不聊了|没(?:别的)?事了|bye(?:[ -]?bye)?|see you|good ?night/g,
	],
	[
		"mood",
		/(?:心情|情绪)(?:不太?好|很?差|低落|糟糕)|(?:烦|累|困|忙|饿|热|冷|气|愁|郁闷|无聊|难受|难过|伤心|委屈|心累|倒霉|头疼)(?:死|坏|极|晕)?(?:我|人|了)?(?=$|[^一-龥a-z]|[啊呀了哦呢唉吧])|不(?:开心|高兴|舒服|想(?:说话|上班|干了|干活))|想哭|压力(?:好|很|太|真)?大/g,
	],
	[
		"greeting",
		/(?:大家|各位|你们?|您|老师|师傅|同志们?)?(?:早上|上午|中午|下午|晚上)?好(?=呀|啊|哈|哦|吗|么|!|,|~|\s|$)|(?:早上|新年|过年|节日|中秋|国庆|端午|春节|元旦|劳动节|五一|周末)(?:好|快乐|愉快|安康)|恭喜发财|拜年|(?:早|午)(?=呀|啊|安|$)|[早午]安|吃了吗|吃了没|最近(?:好吗|怎么?样)|在吗|在不在|在么|在不|有人(?:吗|在)|哈[喽啰罗]|嗨|喂|hello|hi(?=\W|$)|hey|good (?:morning|evening|afternoon)/g,
	],
];

/** Agreement and fillers: talk as well when nothing else is said. */
const FILLER =
	/[嗯哦噢啊呀哈嘿呵唉哎呃额吧呢嘛吗啦哇喔了的呗]+|好的?|行吧?|可以|知道了?|明白了?|懂了|收到|没事了?|随便(?:看看|问问)?|试试|测试(?:一下)?|ok|okay|test|开心|高兴|加油|真的?|太|很|我|你|您|机器人|小助手|今天|又|就|都|这么|那么/g;

/** Said of oneself, whatever else is said: 欠了一身债,我不想活了. Not 想死你们了, not a talk about 预防自杀. */
const DISTRESS =
	/(?:^|[我俺,。!\s])(?:[真都就也又还]|真的|现在|有时|一直|常常|总)*(?:不想(?:再)?活(?![动跃络])|活不下去|活够了|活着没(?:有)?(?:意思|意义)|想(?:要)?(?:去)?(?:死(?![你您他她它]|机)|自杀|轻生|跳楼|寻短见)|要(?:去)?(?:自杀|寻死|跳楼))/;

const PUNCTUATION = /[\s\p{P}\p{S}]+/gu;

/** The kind of talk, or null when the folded message says anything else. */
export function readSmallTalk(folded: string): SmallTalk | null {
	if (DISTRESS.test(folded)) return "distress";
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
