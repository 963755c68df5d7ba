/** Strips a question to what it is about and which side of it is asked, so that two wordings of one question compare as equal. */

/** Which side of a thing a question asks about. */
type Aspect =
	| "phone"
	| "material"
	| "condition"
	| "free"
	| "duration"
	| "time"
	| "reason"
	| "way"
	| "amount"
	| "place"
	| "who"
	| "what"
	/** Whether it is so: what may, must or is stays in the content. */
	| "whether";

export interface QuestionCore {
	aspects: ReadonlySet<Aspect>;
	/** What is left without asking words and politeness: Han characters one by one, numbers and foreign words whole. */
	content: readonly string[];
	/** Everything said, without marks and closing particles: for how near two questions are. */
	said: readonly string[];
}

/** Reads a folded question. */
export function readCore(folded: string): QuestionCore {
	const said = folded
		.replace(/[\s\p{P}\p{S}]+$/u, "")
		.replace(/(?:[吗呢啊呀吧嘛哈哦啦呗咧]|(?<![什怎])么)+$/, "");
	let rest = folded
		.replace(WRAPPING, " ")
		.trim()
		.replace(/[\s\p{P}\p{S}]+$/u, "");
	rest = rest.replace(/(?:行不行|可不可以|[行成]吗|行么)$/, "能吗");
	const asksWhether = WHETHER.test(rest);
	rest = rest
		.replace(CLOSING, "")
		.replace(/是否/g, "")
		.replace(/(.)[不没]\1/g, "$1");
	for (const [to, from] of SAME) rest = rest.replace(from, to);
	const aspects = new Set<Aspect>();
	for (const [aspect, form] of ASPECTS) {
		const left = rest.replace(form, " ");
		if (left !== rest) aspects.add(aspect);
		rest = left;
	}
	// 需要什么条件 asks for the condition, not for a thing.
	if (aspects.size > 1) aspects.delete("what");
	if (aspects.size === 0 && asksWhether) aspects.add("whether");
	if (!aspects.has("whether")) rest = rest.replace(MODAL, "");
	if (aspects.has("amount")) rest = rest.replace(/钱|元|费用|金额|标准/g, "");
	rest = rest.replace(LIGHT, "");
	const content = unitsOf(rest);
	const narrower = unitsOf(rest.replace(OWN_PEOPLE, ""));
	return {
		aspects,
		content: narrower.length >= MIN_CONTENT ? narrower : content,
		said: unitsOf(said),
	};
}

/**
 * Whether two questions ask the same: the same side of the same thing, with nothing said in one that the other lacks, be it a
 * place, a year or a 不. Key words without a question (会员卡补办) ask how.
 */
export function asksTheSame(a: QuestionCore, b: QuestionCore): boolean {
	if (a.said.join("") === b.said.join("")) return true;
	if (a.content.length < MIN_CONTENT) return false;
	if (!sameAspects(a, b)) return false;
	if (a.content.length !== b.content.length) return false;
	if (missing(a.content, b.content).length > 0) return false;
	// From 甲 to 乙 is not from 乙 to 甲.
	if (a.content.some((unit) => DIRECTED.has(unit)))
		return a.content.join("") === b.content.join("");
	return overlap(a.content, b.content) >= MIN_ORDER;
}

/**
 * Whether a question says less than a variant does, but no less than all variants have in common: where staff give 女职工产假有几天 and
 * 产假能休几天 for the same, 产假有几天 is the same too.
 */
export function asksTheCommonPart(
	asked: QuestionCore,
	variants: readonly QuestionCore[],
): boolean {
	if (asked.content.length < MIN_CONTENT) return false;
	const alike = variants.filter((variant) => sameAspects(variant, asked));
	if (alike.length < 2) return false;
	return (
		alike.every((variant) => {
			const common = variant.content.filter((unit) =>
				alike.every(({ content }) => content.includes(unit)),
			);
			return (
				common.length * 2 >= variant.content.length &&
				common.every((unit) => asked.content.includes(unit))
			);
		}) &&
		alike.some(
			(variant) =>
				missing(variant.content, asked.content).length === 0 &&
				!missing(asked.content, variant.content).some((unit) =>
					NEGATION.has(unit),
				) &&
				overlap(asked.content, variant.content) >= MIN_ORDER,
		)
	);
}

/** How much two runs of units share: Dice's coefficient of their neighbouring pairs, from 0 to 1. */
export function overlap(a: readonly string[], b: readonly string[]): number {
	const pairs = pairsOf(a);
	const others = pairsOf(b);
	const shared = pairs.length - missing(others, pairs).length;
	const all = pairs.length + others.length;
	return all === 0 ? 0 : (2 * shared) / all;
}

/** A single character is no subject. */
const MIN_CONTENT = 2;

/** The same characters in another order (交会费, 会费交) share this much; by chance they share less. */
const MIN_ORDER = 0.3;

const DIRECTED = new Set(["转", "换", "调", "变", "比", "从", "改"]);

const NEGATION = new Set(["不", "没", "未", "非", "无", "别"]);

/** What `there` holds and `here` lacks; what stands twice has to be there twice. */
function missing(here: readonly string[], there: readonly string[]): string[] {
	const left = [...here];
	return there.filter((unit) => {
		const at = left.indexOf(unit);
		if (at >= 0) left.splice(at, 1);
		return at < 0;
	});
}

function sameAspects(a: QuestionCore, b: QuestionCore): boolean {
	const list = ({ aspects }: QuestionCore) =>
		(aspects.size === 0 ? ["way"] : [...aspects]).toSorted().join(" ");
	return list(a) === list(b);
}

function pairsOf(units: readonly string[]): string[] {
	return units.slice(1).map((unit, at) => `${units[at]} ${unit}`);
}

function unitsOf(text: string): string[] {
	return text.match(/[a-z\d]+(?:[.:%-][a-z\d]+)*%?|[\p{L}\p{N}]/gu) ?? [];
}

/** What stands around a question. */
const WRAPPING =
	/您好|你好|大家好|各位(?:老师|同事|师傅|工友)?|请问(?:一下|下)?|请教(?:一下|下)?|(?:我|俺)?(?:想|要)?(?:咨询|问|打听)(?:一下|下|个问题)|(?:我|俺)?想(?:问|知道|了解|咨询)(?:一下|下)?|告诉(?:我|一下)|麻烦(?:您|你)?|帮(?:我|忙)?(?:查|看|问)?(?:一下|下)|(?:有)?谁(?:能)?知道|有(?:没有)?人知道|(?:您|你|大家)?(?:知道|晓得|清楚)(?=怎|如何|咋|哪|什么|啥|多|谁|几)|(?:我|俺)?(?:不知道|不清楚|不懂|搞不懂|不晓得)|谢谢(?:了|您|你)?/g;

/** Ways to say the same thing in any service; the first one stands for all. */
const SAME: [string, RegExp][] = [
	[
		"入会",
		/(?:加入|参加|进)(?:到)?(?:了)?(?:咱们?|我们)?工会(?:组织)?|(?:成为|当上?|做)(?:一名)?(?:工会)?会员/g,
	],
	["退会", /退出工会(?:组织)?|脱离工会/g],
	["会员卡", /工会(?:会员)?(?:服务)?卡|会员服务卡/g],
	["交", /缴纳|缴交|交纳|缴/g],
	["领", /领取|申领|领到/g],
	["买", /购买/g],
	["发", /发放/g],
	["丢", /丢失|遗失|[弄搞]丢|丢掉|不见了|弄不见|找不[到着]了?/g],
	["公积金", /住房公积金/g],
	["社保", /社会保险费?/g],
	["医保", /(?:基本)?医疗保险/g],
	["报", /报销/g],
	["算", /计算|核算/g],
	["改", /变更|更改|修改/g],
	["查", /查询|查看|查到/g],
	["孩子", /小孩子?|子女|儿女|娃儿?/g],
	["网上", /线上|在线/g],
	["每年", /每一年|一年(?=要?[交领发报补]?多少)/g],
	["每月", /每个月|一个月(?=要?[交领发报补]?多少)/g],
	["退休", /退休(?:人员|职工|工人|老人)/g],
	["能", /可不可以|能否|可否|可以|能够|允许/g],
	["要", /需不需要|用不用|是否需要|需要|必须|应当|应该/g],
];

/** What may stand before a question word, and behind the noun of what is asked. */
const LEAD = "(?:要|得|能|是|有|都|还|具体|主要|一般)*";
const WHICH =
	"(?:都|主要|具体|一般)?(?:是|有|为|包括|要|分)*(?:什么|啥|哪些|哪几[个项种类样]|多少|几号|怎么?样的?|如何)?";

/** The words of each side, those of several characters first where a shorter one would stand in them. */
const ASPECTS: [Aspect, RegExp][] = [
	[
		"phone",
		/[打拨]?(?:通)?(?:咨询|联系|服务)*(?:电话|热线)(?:号码?)?(?:是|为)?(?:多少|几号|什么|啥|哪个)?|[打拨](?:什么|哪个|啥|多少)(?:号码?)?|联系方式(?:是)?(?:什么|啥|多少)?|(?:怎么|如何|咋)联系/g,
	],
	[
		"material",
		new RegExp(
			`${LEAD}(?:带|拿|准备|提交|提供|交|携带|出示)?(?:上|好)?(?:哪些|什么|啥|几样|几种)?(?:申请|报名|办理|申报|相关)?(?:材料|资料|证件)(?:清单)?${WHICH}|${LEAD}(?:带|拿|准备|提交|携带|出示)(?:上|好)?些?(?:什么|啥|哪些)(?:东西)?`,
			"g",
		),
	],
	[
		"condition",
		new RegExp(
			`(?:什么|哪些|啥|哪类)样?的?人(?:员|群)?(?:才?能|有资格)?|谁(?:才?能|有资格)|${LEAD}(?:满足|符合|具备)?(?:什么|哪些|啥)?(?:条件|资格|要求|门槛)${WHICH}|(?:对象|人群)${WHICH}`,
			"g",
		),
	],
	[
		"free",
		/(?:是否)?(?:免费|自费)(?:的)?$|要?[花付交收掏](?:钱|费)$|要(?:钱|费用?)$|免费/g,
	],
	[
		"duration",
		/多久|多长时间|多长|(?<!哪)几(?:天|年|个月|周|个?星期|个?小时|分钟|个?工作日)|多少(?:天|年|个?月|个?工作日|个?小时)/g,
	],
	[
		"time",
		new RegExp(
			`(?:什么|啥|哪个)(?:时候|时间|日子)|啥时|何时|几时|哪[一几]?个?[天日年月]份?|几月份?(?:几[号日])?|几点钟?|几[号日]|(?:时间|日期)${WHICH}(?:时候|钟)?`,
			"g",
		),
	],
	[
		"reason",
		/为什么|为啥|为何|[咋怎]么?回事|(?:什么|啥)原因|原因(?:是)?(?:什么|啥)?|凭(?:什么|啥)/g,
	],
	[
		"place",
		new RegExp(
			`(?:在|去|到|上|往|从|找)?(?:哪里|哪儿|哪块|哪边|(?:什么|啥|哪个)(?:地方|部门|窗口)|何处|何地|哪(?![些个天年月日家位项种类几一]))|(?:地址|地点|位置)${WHICH}`,
			"g",
		),
	],
	[
		"way",
		new RegExp(
			`(?:怎么|怎样|如何|咋个?)样?(?:才能?|去|来|操作|弄|搞)*|${LEAD}(?:走|按|通过|经过|用)?(?:什么|哪些|啥)?(?:流程|程序|步骤|方法|方式|途径|渠道|办法|手续)${WHICH}`,
			"g",
		),
	],
	[
		"amount",
		new RegExp(
			`多少(?:块|元)?钱?|几(?:块|元)钱?|几(?=[个名人位家项种类次场期倍成])|(?:标准|金额|数额|费用|价格|价钱)${WHICH}`,
			"g",
		),
	],
	["who", /(?:找|问|由)?(?:谁|哪位|哪个人|什么人)/g],
	[
		"what",
		/(?:是|有|包括|指的是|指)?些?(?:什么|啥|哪些|哪几[个项种类样])(?:意思|东西)?/g,
	],
];

/** What turns a statement into the question whether … */
const WHETHER =
	/(.)[不没]\1|可不可以|[能可是]否|(?:行|成|好|对|是|能|可以)?(?:吗|(?<![什怎])么|没有?|不)[呢啊呀吧]*$/;
/** … and of that, what stands at the end and says nothing more. */
const CLOSING = /(?:(?:好|对|是)?(?:吗|(?<![什怎])么)|没有?|不)?[呢啊呀吧]*$/;

/** In 怎么才能 and 要什么材料 they say nothing of their own. */
const MODAL = /[能要得该]/g;

/** Words without which a question asks the same. */
const LIGHT =
	/我们|咱们|你们|[我咱俺你您]|自己|本人|^那么?|^(?:如果|要是|假如)|的话|还(?=[能要有是会])|[的了呢啊呀吧嘛哈哦啦呗哇]|一下|到底|究竟|具体|现在|目前|眼下|今年|一般|通常|大概|一共|总共|申请|办理?[好完]?|打算|[想去来在到给是有才就也都个些里]/g;

/** Whom the bot serves: said or not, they are meant. */
const OWN_PEOPLE = /工会|职工|员工/g;
