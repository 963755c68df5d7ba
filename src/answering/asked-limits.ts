/** What limits the value that a question asks for (最低的, 一斤, 叫什么名字) and must limit the printed one as well. */

import { roleWithName, SURNAMES } from "./evidence.ts";

/** Opposite ends of a scale: what is printed for one is no answer for the other. */
const ENDS: [RegExp, RegExp][] = [
	[/最(?:高|多|大|好|快|贵|长|远|重)/, /最(?:低|少|小|差|慢|便宜|短|近|轻)/],
	[/最早/, /最(?:晚|迟)/],
];

/** When something is over (几点关门) is printed behind 到, not behind 于: 5时30分举行 tells when it begins. */
const ASKS_END =
	/(?:几点钟?|几号|什么时[候间]|啥时候?|哪天)(?:钟|会|才|就|能)?(?:结束|散场?|关门?|打烊|闭馆|收摊|收工|下[课班]|放学|完)/;
const END =
	/[到至—~-](?:次日|当天|早上|上午|中午|下午|傍晚|晚上?|夜里|凌晨)*\d|结束|为止|截[止至]|关门|打烊|闭馆|散场|收工/;

/** Whether a text gives the opposite end of the scale only: 最差的 where the best is printed. */
export function printsOtherEnd(question: string, folded: string): boolean {
	if (ASKS_END.test(question) && !END.test(folded)) return true;
	return ENDS.some(
		([one, other]) =>
			(one.test(question) && !one.test(folded) && other.test(folded)) ||
			(other.test(question) && !other.test(folded) && one.test(folded)),
	);
}

const WEIGHED =
	/[一每](公斤|千克|斤|亩|吨|公里|平方米|升|克)[^,。?]{0,6}(?:多少|几)/;

/** What a price is asked for (一斤多少钱 → 斤); null where it is asked for as it is. */
export function unitOf(question: string): string | null {
	return WEIGHED.exec(question)?.[1] ?? null;
}

const KIN =
	"丈夫|老公|妻子|老婆|爱人|父亲|爸爸|母亲|妈妈|爷爷|奶奶|外公|外婆|儿子|女儿|哥哥|姐姐|弟弟|妹妹|徒弟|师傅|师父|老板|班长|组长|队长|厂长|院长|校长|站长|店长|经理|主任|主席|书记|部长|局长|教练|老师|医生|护士|交警|民警|律师|司机|记者|骑手|队员|选手|同事|工友|搭档|领导|负责人";
const NAMED = new RegExp(
	`(${KIN})(?:的?(?:名字|姓名)|(?:名)?(?:叫|姓)(?:什么|啥)|是?(?:谁|哪位))|(?:哪|什么)(?:一)?[个位名](${KIN})`,
);

/** Whose name is asked for (她丈夫叫啥 → 丈夫, 哪个老师教 → 老师); null where no name is asked for. */
export function namedRole(question: string): string | null {
	const match = NAMED.exec(question);
	return match?.[1] ?? match?.[2] ?? null;
}

/** Whether a text prints a name beside the role: 师傅叫蔺守田, 丈夫李满仓, 韩雪老师. */
export function printsNameOf(role: string, folded: string): boolean {
	// 盖师傅和徒弟们 names the one, not the other.
	return (
		roleWithName(role).test(folded) ||
		new RegExp(
			`[${SURNAMES}][一-龥]{1,2}(?:是|、)?[^,。;的和与跟同及]{0,4}(?<!副)${role}(?!们)`,
		).test(folded)
	);
}

/** Whether a word of the question is the very thing whose value is asked for: 门票多少钱, 会长是谁, 咨询电话. */
export function isAskedFor(word: string, question: string): boolean {
	const at = question.indexOf(word);
	return at >= 0 && ASKING_BEHIND.test(question.slice(at + word.length));
}

const ASKING_BEHIND =
	/^(?:一?[个份张月年天次]|[的是有为要在给开发需了过到]|时间|日期)*(?:一共|总共)?(?:多少|谁|什么|啥|几|哪|咋|怎么|电话|[收花交付]?[钱费]|免费|[?]?$)/;

const FULL_NAME = new RegExp(
	`[${SURNAMES}][一-龥]{2}(?=的|是|在|今年|现在|说|叫|从|家|$|[,?])`,
	"g",
);

/** A full name in the question that some of the texts print: then it is this person who is asked about. Null for none. */
export function personIn(
	question: string,
	texts: readonly string[],
): string | null {
	for (const [name] of question.matchAll(FULL_NAME)) {
		const asPerson = new RegExp(`(?:^|[^一-龥]|[是工员长师者人家])${name}`);
		if (texts.some((text) => asPerson.test(text))) return name;
	}
	return null;
}

const DATED =
	/([一-龥]{2})(?:的?(?:时间|日期))?(?:是|在|定在|安排在|放在)?(?:哪一?天|哪日|什么时[候间]|啥时候?|几号|几点|何时)/;

/** What the question asks the day or hour of: 面试是哪天, 闭馆几点. Null for none. */
export function datedEvent(question: string): string | null {
	return DATED.exec(question)?.[1] ?? null;
}

/** In 能不能 and 给不给 nothing is denied. */
const DENIED =
	"(?:(?<!能)不能|(?<!可以?)不可以|(?<!给)不给|(?<!算)不算|(?<!行)不行|不[得准许予含需]|不允许|不包括|不享受|不符合)";

/** Questions whose answer must be printed in certain words: who may take part and who may not, an age, a reason, an end, a charge … */
const DEMANDS: { asks: RegExp; prints: RegExp }[] = [
	{
		asks: new RegExp(
			`(?:哪(?:些|类|种|几)|什么|啥|谁)[^,?]{0,6}?${DENIED}|${DENIED}[^,?]{1,8}的人?(?:都|还)?[有是](?:谁|哪些|什么|啥)`,
		),
		prints:
			/不(?:[得能予可再含给准许算宜享纳属受]|包括|允许|符合|满足|建议|适用|接受|参加)|除外|[以之]外|未[一-龥]{1,6}[的者]|无(?:法|权|资格)|[仅只][限能]|限于|禁|取消/,
	},
	{
		asks: /几岁|多少岁|多大(?:年纪|岁数|年龄)|[他她](?:今年)?多大|年龄(?:是|有)?多/,
		prints: /岁|[1-9]0后|出生|年生/,
	},
	{
		asks: /为什么|为啥|为何|因何|咋会|怎么会|(?:什么|啥)原因|(?:什么|啥)引起/,
		prints:
			/因|由于|为|原因|所以|导致|引起|造成|影响|考虑|缘于|怕|担心|防|避免|免得|便于|才能|源于|出于/,
	},
	{
		asks: /到(?:哪一?天|几[月号点日]|什么时候|啥时候)|最[晚迟]|截止|哪天(?:截止|结束)/,
		prints:
			/[至到][^,。;]{0,4}\d|[—~-]\d|截[止至]|[日月点时号]前|[之以]前|底前?|为止|止|逾期|最[晚迟]|结束|关门/,
	},
	{
		asks: /从(?:哪|几|什么时候|啥时候)|(?:哪天|何时|什么时候|啥时候)(?:开始|起|启动|开[课班幕赛业张])/,
		prints:
			/起|开始|启动|自|从|开[课班幕赛业张]|即日|揭牌|投用|使用|\d[月日时点]/,
	},
	{ asks: /邮箱|电子邮件/, prints: /@|邮箱/ },
	{ asks: /网址|网站是/, prints: /网站|www|http|网址/ },
	{
		asks: /[收交要花]不[收交要花]|收费[吗么不]|自费|(?:要|用|得|先)(?:不要)?(?:交|花|付|掏|押)?钱[吗么不?]|免费[吗么不]/,
		prints:
			/免费|免[收缴交]|全免|不[收交缴]|收费|收取|[缴付交]费|缴纳|\d元|万元|自[理付]|押金|无偿|公益|花钱|要钱|用钱|掏钱|出钱|出资|承担|补贴|报销/,
	},
	{
		asks: /谁(?:能|可以|有资格)|(?:哪些|哪类|什么样?的?|啥)人(?:能|可以|才能|有资格)/,
		prints:
			/凡|[均都]可|可以|可(?:报名|参加|申请|申报|申领|免费|凭)|对象|面向|[仅只]限|须|条件|符合|周岁|纳入|资格|优先/,
	},
];

/** Whether the texts lack what the form of the question demands: 收费吗 wants a charge or its absence in print. */
export function lacksDemanded(
	question: string,
	texts: readonly string[],
): boolean {
	return DEMANDS.some(
		({ asks, prints }) =>
			asks.test(question) && !texts.some((text) => prints.test(text)),
	);
}

/** 是谁, 是哪位: only a name answers. */
const ASKS_NAME = /(?:是|叫)(?:谁|哪一?位)[呀啊呢]?[?]?$/;
const NAME = new RegExp(
	`[${SURNAMES}][一-龥]{1,2}(?=[^一-龥]|[说是在的和与为获夺以队从介表带]|$)|[一-龥]·[一-龥]`,
);

/** Whether a name is asked for that no text prints. */
export function lacksName(question: string, texts: readonly string[]): boolean {
	return ASKS_NAME.test(question) && !texts.some((text) => NAME.test(text));
}
