/** What kind of thing a question asks for, read from the words beside its question word. */

import {
	type AnswerKind,
	DIGITS,
	LONG_MEASURES,
	MEASURES,
	roleWithName,
	SAME_MEASURE,
	SURNAMES,
} from "./evidence.ts";
import { askingPatterns, formsOf } from "./question-forms.ts";

/** What the answer should look like. */
export interface Expected {
	/** In the order of the question; several where it asks for several things (哪天，在哪里). */
	kinds: AnswerKind[];
	/** The measure word that was counted with (几门 → 门), where it tells one thing from another. */
	measure: string | null;
	/** How many things are to be named (那14家叫什么名字 → 14). */
	enumeration: number | null;
	/** Several things are asked for (哪些，哪几，都有什么): a list answers best. */
	list: boolean;
	/** What is counted, measure word and all (多少名职工 → 名职工), as a pattern for the counted thing in print. */
	counted: RegExp | null;
	/** What an answer to a question of this form prints. */
	forms: RegExp[];
	/** Who is asked for by name (指导员叫什么名字 → 指导员). */
	role: string | null;
	/** The office whose holder is asked for (院长是谁 → 院长): it must be printed. */
	office: string | null;
	/** The noun whose value is asked for (最低工资是多少 → 最低工资). */
	attribute: string | null;
	/** The nouns asked for (什么影响，特点有哪些): they need not be printed. */
	nouns: string[];
}

const MONEY_NOUN =
	"(?:钱|(?<!免)费用?|金|薪|款|价|价格|价值|工资|津贴|补贴|补助|收入|利润|成本|会费|标准|经费|待遇)";
const MONEY_VERB =
	"(?:交|缴|付|花|领|拿|给|补|奖|赚|挣|收|赔|报销|资助|补助|补贴|值|掏|出|罚|押|发放?|得|涨)";

/**
 * Question forms, most telling first: a later form is not read where an earlier one stands
 * (打电话等了几天 asks for a duration, 打哪个电话 for a number).
 */
const FORMS: [AnswerKind, RegExp][] = [
	[
		"phone",
		/(?:电话|号码|联系方式|手机号?|热线)[^,。?]{0,3}(?:多少|几号|什么|啥|哪个|咋|怎么(?:打|联系))|[打拨](?:哪个?|什么|啥|多少)(?:号码?|电话|热线)?|(?:哪个|什么|啥)(?:号码?|电话|热线)|(?:电话|号码|联系方式)(?:呢|是|有吗|有没有)?\??$/g,
	],
	[
		"share",
		/多少比例|比例[^,。?]{0,6}(?:多少|几)|百分之[多几]|几成|几个(?:百分)?点|[占率][^,。?]{0,8}(?:多少|几成)|占多[少大]|(?:上调|提高|下降|增长|降低|上涨)了?多少|几倍|多少倍|按多少[补报算]/g,
	],
	[
		"money",
		new RegExp(
			`多少(?:块)?(?:钱|元|块|万元|${MONEY_NOUN})|几(?:块|元|个?钱|百|千|万|十万)(?![个名人家])|${MONEY_NOUN}[^,。?]{0,8}(?:多少|几何)(?![个名位人家次场天年月])|${MONEY_VERB}(?:到|给|了|得|出)?(?:多少|几[块元百千万十个]?)(?:\\?|$|,)|多少[^,。?]{0,6}${MONEY_NOUN}(?:\\?|$|,)|(?:最高|最多|最低|上限)[补奖给报领][^,。?]{0,4}(?:多少|几)`,
			"g",
		),
	],
	[
		"date",
		/什么时[候间侯]|啥时候?|何时|几时|哪(?:一|几)?(?:天|日|年|个?月|个?星期|周)|几(?:号|点|日|月)(?!票)|(?:哪个?|啥|什么)(?:日子|日期|时段|时间)|(?<!多[长少久])(?:日期|时间)(?:是|呢|安排)?\??$|(?:最晚|最迟|截止)(?!.*[哪几])|星期几|周几/g,
	],
	[
		"frequency",
		/(?:多久|多长时间|几[天年周]|几个[月星期])(?:一[次回场期趟]|[换轮发办开来去评改查更][一-龥]?[一次回批]|才?有?一[次回])|隔(?:多久|多长时间|几[天周年])/g,
	],
	[
		"duration",
		/多久|多长时间|多长|几(?:天|年|个月|周|个?小时|分钟|个?钟头?|个?星期|学时|个?季度)|多少(?:天|年|个?月|个?小时|分钟|学时|个?工作日|周)|(?:有效期|期限|聘期|保质期)(?:是|呢|有)?(?:\?|$)/g,
	],
	[
		"organisation",
		/(?:哪|什么|啥)(?:一|几|两)?(?:家|个|些|支|所)?(?:公司|单位|企业|工会|部门|机构|学校|大学|高校|工?厂|代表队|队伍?|银行|医院|组织|协会|法院|集团|事务所|店|平台)|(?:公司|单位|企业|工?厂|店|学校|医院|银行|工会|机构|平台)(?:叫(?:什么|啥)|的?(?:名字|名称))|由?(?:谁|哪里?|哪家)(?:来)?(?:主办|承办|举办|组织|负责|核实|审核|生产)|哪家/g,
	],
	[
		"person",
		/谁|哪(?:一|几)?位|哪(?:个|些)人|什么人|(?:律师|主任|主席|书记|司机|师傅|选手|医生|老师|记者|人|员|长|生|工|者)[^,。?]{0,2}叫(?:什么|啥)|姓(?:什么|啥|甚名)|姓名/g,
	],
	[
		"count",
		new RegExp(
			`(?:多少|(?<!哪)几)(?:${LONG_MEASURES})|(?:多少|第几|(?<!哪)几|多[大高重远快])[${MEASURES}]?|(?:数量|人数|总数|规模)(?:是|有|呢)?(?:\\?|$)`,
			"g",
		),
	],
	[
		"place",
		/在哪|哪里|哪儿|哪块|(?:什么|啥|哪个)(?:地方|地点|位置|城市|县|区|市|镇|乡|村|街道|省)|(?<!如)何处|何地|[去到上]哪|地址|地点(?:是|在|呢)?\??$/g,
	],
	[
		"material",
		/(?:什么|哪些|啥|几样|几种)(?:材料|证件|资料|手续|证明|东西)|(?:带|准备|提交|递交)(?:些)?(?:什么|啥|哪些)|材料(?:有|是|要)?(?:哪些|什么|啥)/g,
	],
	[
		"condition",
		/(?:什么|哪些|啥)(?:样的)?(?:条件|资格|限制|门槛)|(?:什么|哪些|哪类|啥)(?:样的)?人(?:员|群)?(?:能|可以|才|有)|条件(?:是|有)?(?:什么|哪些)?/g,
	],
	[
		"reason",
		/为什么|为啥|为何|(?:什么|啥|何种)原因|凭[啥什]|怎么会|咋会|原因(?:是|呢)?\??$/g,
	],
	[
		"way",
		/怎么|怎样|如何|咋|(?:什么|啥|哪些|何种)(?:方式|办法|途径|渠道|流程|程序|措施|做法)|(?:方式|办法|途径|渠道|流程|程序)(?:是|有)?\??$/g,
	],
	["name", /叫(?:什么|啥)|(?:什么|啥)名|名称|什么|啥|哪[本项些种类几个]|何/g],
	[
		"permission",
		/能不能|可不可以|能否|可否|是否可以|[能行]不能|准不准|让不让|允许|行不行|(?:能|可以|准|许)[^,?]{1,16}(?:吗|么|不)[?]*$/g,
	],
	[
		"yes_no",
		/吗|么\??$|能不能|可不可以|是不是|有没有|要不要|会不会|行不行|用不用|可否|是否|能否|[不没]\??$|(.)不\1/g,
	],
];

/** The stretches of a folded question around its question words: what is asked about the rest of it. */
export function aroundAsking(question: string): string {
	const folded = withoutVague(question);
	return FORMS.flatMap(([, form]) =>
		[...folded.matchAll(form)].map(({ index, 0: text }) =>
			folded.slice(
				Math.max(0, index - ASKING_REACH),
				index + text.length + ASKING_REACH,
			),
		),
	).join(" ");
}

/** So many characters before and behind a question word hold its verb or its noun. */
const ASKING_REACH = 4;

/** Reads a folded question (half-width, simplified, lower case). */
export function readExpected(question: string): Expected {
	const folded = withoutVague(question);
	const taken: [number, number][] = [];
	const found: { kind: AnswerKind; at: number; text: string }[] = [];
	for (const [kind, form] of FORMS) {
		for (const match of folded.matchAll(form)) {
			const from = match.index;
			const to = from + match[0].length;
			if (taken.some(([a, b]) => from < b && to > a)) continue;
			taken.push([from, to]);
			found.push({ kind, at: from, text: match[0] });
		}
	}
	found.sort((a, b) => a.at - b.at);
	const kinds = [...new Set(found.map(({ kind }) => kind))];
	const counted = found.find(({ kind }) => kind === "count")?.text;
	const measure = counted?.match(
		new RegExp(`(?:多少|几)(${LONG_MEASURES}|[${MEASURES}])$`),
	)?.[1];
	return {
		kinds:
			kinds.length > 1
				? kinds.filter((kind) => kind !== "yes_no" && kind !== "permission")
				: kinds,
		measure: measure ?? null,
		enumeration: readEnumeration(folded),
		list: LISTING.test(folded),
		counted: readCounted(folded),
		forms: [
			...formsOf(folded),
			...introductionOf(folded),
			...definitionOf(folded),
			...namedRoleOf(folded),
		],
		role: roleIn(folded),
		office: officeIn(folded),
		attribute: ATTRIBUTE.exec(folded)?.[1] ?? null,
		nouns: readNouns(folded),
	};
}

/** 那几天, 好几个, 几百岁的 ask nothing; the text keeps its length. */
function withoutVague(folded: string): string {
	return folded.replace(VAGUE_NUMBER, "某");
}
const VAGUE_NUMBER = /(?<=[那这好近])几|几(?=[十百千万]+[一-龥]{1,2}的)/g;

/** 许静是谁 is answered where a title stands before the name. */
function introductionOf(folded: string): RegExp[] {
	const name = new RegExp(
		`^(?:请问)?([${SURNAMES}][一-龥]{1,2})(?:是谁|是什么人|是干什么的|是做什么的)`,
	).exec(folded)?.[1];
	return name
		? [new RegExp(`[席任师傅记长机队表工手者员领生家星模匠]${name}`)]
		: [];
}

/** 什么是退耕还林 is answered where it is the subject: 退耕还林是指…. */
function definitionOf(folded: string): RegExp[] {
	const match = DEFINED.exec(folded);
	const thing = (match?.[1] ?? match?.[2])?.replace(/[“”"'《》「」]/g, "");
	if (thing === undefined) return [];
	const name = thing.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
	return [
		new RegExp(
			`(?:^|[,。“"《「])${name}[”"》」]?(?:\\([^)]*\\))?,?(?:又[称名][^,]*,|也[称叫][^,]*,)?(?:就?是(?!否)|指|即|系|为)`,
		),
	];
}

const DEFINED =
	/^(?:请问)?(?:什么(?:是|叫做?)|何谓|何为|啥[是叫])(.{2,16}?)[?]?$|^(?:请问)?(.{2,16}?)(?:是|指的?是?)(?:什么|啥)(?:意思)?[?]?$/;

/** 指导员叫什么名字 is answered where the role stands before a name. */
function namedRoleOf(folded: string): RegExp[] {
	const role = roleIn(folded) ?? officeIn(folded);
	return role === null ? [] : [roleWithName(role)];
}

function roleIn(folded: string): string | null {
	return ROLE.exec(folded)?.[1]?.slice(-2) ?? null;
}

function officeIn(folded: string): string | null {
	return OFFICE.exec(folded)?.[1]?.slice(-2) ?? null;
}

const LISTING = /哪些|哪几|[都还]有(?:什么|啥)|有(?:什么|啥)|分别/;

const ROLE = /([一-龥]{2,6})叫(?:什么|啥)/;
const OFFICE =
	/([一-龥]?[一-龥](?:[长任席记理师](?=(?:是|叫)?(?:谁|哪位|哪个))|[长任席记理](?=叫(?:什么|啥))))/;

const ATTRIBUTE =
	/((?:(?!的)[一-龥]){2,4})(?:是|有|为)?多少(?:钱(?:一[个只张份次])?)?\??$/;

function readCounted(folded: string): RegExp | null {
	const match = new RegExp(`(?:多少|几)([${MEASURES}])?([一-龥]{2})?`).exec(
		folded,
	);
	if (!match?.[1] && !match?.[2]) return null;
	const measure = match[1] ?? "";
	const same = SAME_MEASURE.filter(
		(group) => measure !== "" && group.includes(measure),
	).join("");
	const unit = measure ? `[${measure}${same}]` : `[${MEASURES}]?`;
	const noun = match[2];
	const number = `${DIGITS}(?:余|多|来)?[百千万亿]*(?:余|多)?`;
	return noun
		? new RegExp(
				`${number}${unit}[^,。;]{0,4}${noun}|${noun}[^,。;]{0,6}?${number}${unit}`,
			)
		: new RegExp(`${number}${unit}`);
}

const THINGS = `(\\d+|[两二三四五六七八九十]+)[${MEASURES}]`;
const NUMBER_OF_WHICH = new RegExp(`哪${THINGS}`);
const NUMBER_TO_NAME = new RegExp(
	`${THINGS}.*(?:叫什么|叫啥|哪些|哪几[个种项类]|都[是有](?:什么|啥)|名字|名单|名称|分别)`,
);

/** What is left of a folded question without the words that ask: 收费吗 leaves nothing, 书屋收费吗 leaves 书屋. */
export function withoutAsking(folded: string): string {
	let rest = folded;
	for (const pattern of [...askingPatterns(), ...FORMS.map(([, form]) => form)])
		rest = rest.replace(pattern, " ");
	return rest.replace(ALLOTMENT, " ").trim();
}

/** How often and how much at a time: part of the asking. */
const ALLOTMENT =
	/[每一](?:天|年|月|个月|周|次|人|期|户|家)|最(?:多|高|少|低|晚|迟)|一共|总共|大概|自己|可以|需要|能够?/g;

function readEnumeration(folded: string): number | null {
	const match = NUMBER_OF_WHICH.exec(folded) ?? NUMBER_TO_NAME.exec(folded);
	return match ? toNumber(match[1] as string) : null;
}

const ASKED_AFTER =
	/(?:什么|啥|哪些|哪[个种类项]|哪几[个项种类]|何种?)(?:新|样的?|主要|具体)?([一-龥]{2,6}?)(?=[?,呢和及]|$)/g;
/** In 职业有哪些 the noun is asked for; in 学徒有什么 it is the one whose things are asked for. */
const ASKED_BEFORE =
	/([一-龥]{2,6})(?:都|主要|具体)?(?!有(?:什么|啥)[?]?$)(?:是|有|为|包括|分为|如何|怎么?样)+(?:什么|啥|哪些|哪几[个项种类]|怎么?样的?|如何|何|(?=[?,]|$))/g;

/** Every ending or beginning of what stands beside the question word may be the noun. */
function readNouns(folded: string): string[] {
	const nouns: string[] = [];
	for (const [, text = ""] of folded.matchAll(ASKED_AFTER))
		for (let from = 0; from <= text.length - 2; from++)
			for (let to = from + 2; to <= text.length; to++)
				nouns.push(text.slice(from, to));
	for (const [, text = ""] of folded.matchAll(ASKED_BEFORE))
		for (let from = 0; from <= text.length - 2; from++)
			nouns.push(text.slice(from));
	return nouns;
}

/** Up to 99; what a list in a paper may hold. */
export function toNumber(text: string): number {
	if (/^\d+$/.test(text)) return Number(text);
	const digit = (char: string | undefined) =>
		char === undefined || char === ""
			? 0
			: "零一二三四五六七八九".indexOf(char.replace("两", "二"));
	const [tens, ones] = text.includes("十") ? text.split("十") : ["", text];
	return text.includes("十")
		? (tens ? digit(tens) : 1) * 10 + digit(ones)
		: digit(ones);
}
