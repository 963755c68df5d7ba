/** Puts a question plainly: without what is said around it, for politeness' sake or in a hurry, and with one word for one meaning. */

/**
 * 老师您好,想问一下哪里能体检?谢谢 → 哪里能体检?; as it is where nothing else is left. Nothing that a paper may print is taken:
 * 老师 only where somebody is spoken to.
 *
 * @param folded a message, or one that was said before it
 */
export function plainQuestion(folded: string): string {
	let rest = folded.trim().replace(WHO_KNOWS_HOW, "$1");
	for (const [from, to] of SAME) rest = rest.replace(from, to);
	for (let before = ""; before !== rest; ) {
		before = rest;
		rest = rest
			.replace(KNOWN_TO_WHOM, "")
			.replace(OPENING, "")
			.replace(CLOSING, "")
			.replace(PARTICLES, "")
			.replace(/(?<!干)嘛(?=[\s?!。~]*$)/, "吗")
			.trim();
	}
	return /[\p{L}\p{N}]/u.test(rest) ? rest : folded;
}

/** Only where the one says neither more nor less than the other: 几块钱 is also how people talk. */
const SAME: [RegExp, string][] = [
	[/几时|何时|什么时间(?!段)/g, "什么时候"],
	[/多少块钱/g, "多少钱"],
	[
		/(?:到底|究竟)(?=(?:[是要能有该会叫在得]|应该|可以)*(?:什么|啥|哪|谁|多|几|怎|咋|如何|为何|.[不没]))/g,
		"",
	],
];

const MARKS = "[\\s,.。!~:;、…-]";

const GREETING =
	"(?:您好|你好(?!像)|(?:大家|各位|(?:各位)?(?:老师|师傅|同志|领导|工友|群主)们?)好|(?:早上|上午|中午|下午|晚上)好|早安|哈[喽啰]|嗨|hello|hi|(?:不好意思|打扰)(?:一下|了)?|在吗|在么|谢谢(?:[了啦您你]|大家)?|急+(?=[,!])|报纸?上(?:有没有|有)?(?:说|写|讲|登|提)[到过了]?的?|(?:那个|这个|那啥|就是|是这样的?)(?=[,…]))[啊呀哈哟]*(?![a-z])";

/** Somebody is spoken to only where a mark follows, or what they are asked to do. */
const CALLED =
	"(?:各位|工会的?|亲爱的)?(?:老师|师傅|同志|领导|大哥|大姐|大佬|亲|小编|工友|朋友|兄弟|姐妹|群主|管理员|机器人|小助手|客服)们?";
const IS_CALLED = `(?:[啊呀]?${MARKS}*[,!~:]|\\s*(?=[您你]好|请问|请教|我?想[问知请]|麻烦|帮[我忙]))`;

const SOME = "(?:一下|下|一声|一句|个问题|个事儿?|件事儿?)";
const I_ASK = `(?:请问|请教)${SOME}?|(?:[我俺]们?)?(?:就|还|也|再)?(?:想|要)?(?:(?:咨询|打听|了解|问|请教)${SOME}|(?<=[想要])(?:问|知道))`;

const PLEASE =
	"(?:请|麻烦|劳驾|拜托|能不能|可不可以|可以|能)*(?:[您你]们?|大家|各位|哪位)?";
const LOOK = "(?:[查看问找]?(?:一下|下)|查一?查|看一?看|问一?问|找一?找|查|看)";
const I_BEG = `${PLEASE}帮(?:我|忙|我们)${LOOK}|${PLEASE}告诉(?:一下)?(?:我们?|大家)(?:一下|下)?|(?:麻烦(?![事的])|劳驾|拜托)(?:[您你]们?|大家|各位)?(?:了|一下)?`;

const WHO_KNOWS = `(?:有(?:没有)?(?:谁|人|哪位)|有?谁|哪位(?:老师|师傅|大佬)?|大家|各位|[您你]们?)(?:能|都)?(?:知道|晓得|清楚)(?:不知道)?${MARKS}*`;

const OPENING = new RegExp(
	`^(?:${MARKS}*(?:${GREETING}|${CALLED}${IS_CALLED}|${I_ASK}|${I_BEG}))${MARKS}*`,
);

const KNOWN_TO_WHOM = new RegExp(`^${WHO_KNOWS}`);

const HOW = "(?:什么|啥|哪|谁|多[少久长大]|几|怎|咋|如何|为何)";

/** 有人知道怎么入会吗 asks how, not whether. */
const WHO_KNOWS_HOW = new RegExp(
	`^(${MARKS}*${WHO_KNOWS}.*${HOW}.*?)(?:(?<!什)[么吗嘛]|不)[\\s?!。]*$`,
);

/** Of a voice, not of a question; 呢 makes one where nothing else does (那电话呢). */
const PARTICLES = new RegExp(
	`(?:[呀啊哦噢呐哟呗咯啦]|(?<=${HOW}.*(?<!干))[呢吗嘛])+(?=[\\s?!。~]*$)`,
);

const THANKS =
	"(?:先)?(?:谢谢|谢了|谢啦|多谢)(?:[您你]们?|了|啦|大家|各位|老师)*|(?<=[\\s\\p{P}])(?:非常|十分|万分)?(?:感谢|辛苦|麻烦|拜托)(?:[您你]们?|了|啦|大家|各位|老师)*";
const HURRY =
	"(?<=[\\s\\p{P}])(?:[很挺好比较有点蛮]*急+(?:[的用啊呀]|死了)*|在线等|等回复|求(?:告知|解答?|助|回复|指教|科普|大佬))";

const CLOSING = new RegExp(`(?:${THANKS}|${HURRY})[\\s\\p{P}~]*$`, "u");
