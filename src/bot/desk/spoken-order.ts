/** Orders as staff would give them to a colleague: 把第三篇的标题改成…, 明早八点发, 刚才那条撤回来. */

import { readWriting } from "../../answering/writing.ts";
import { CLOCK, countOf } from "../clock-time.ts";
import { type Order, readOrder } from "./read-order.ts";

/**
 * 把第三篇的标题改成磨刀人 is what {@link readOrder} reads in 标题 3 磨刀人; null where no order is heard. Only for what staff
 * say at their desk, where 别发了 is about the push.
 */
export function readSpokenOrder(message: string): Order | null {
	const written = asWritten(message);
	return written === null ? null : readOrder(written);
}

function asWritten(message: string): string | null {
	const text = message.trim();
	if (text.length > MAX_LENGTH) return null;
	// As long as the message, so that what is found can be cut out of it.
	const { folded } = readWriting(text);
	for (const [form, written] of FORMS) {
		const found = form.exec(folded);
		if (!found) continue;
		const cut = (name: string): string => {
			const [from, to] = found.indices?.groups?.[name] ?? [0, 0];
			return unquoted(text.slice(from, to).trim());
		};
		return written(cut, (name) => found.groups?.[name] ?? "");
	}
	return null;
}

/** What is longer is a text. */
const MAX_LENGTH = 200;

/** Of what is named, `cut` gives what was written, `said` what it folds to. */
type Written = (
	cut: (name: string) => string,
	said: (name: string) => string,
) => string;

/** Of what is repeated no two ways lead through the same words: a long message is soon read. */
const PLEASE =
	"(?:[\\s,.!。]|请|麻烦|帮[我忙]|给我|[你您]|好的?|行|可以|了|那|就|然后|再|先|快|赶[紧快])*";
const SO =
	"(?:[\\s,.!。~]|一下|一遍|一次|吧|了|啊|呀|哈|哦|啦|谢谢|[你您]|好[吗么]|行[吗么]|可以[吗么]|好不好)*";

const HAN = "[一二三四五六七八九十]{1,3}";
const UNIT = "(?:\\s*[篇条号则](?:文章|稿子?|报道)?)";
/** Without 第 三篇 says how many, not which. */
const NUMBER = `(?:(?:第\\s*)?\\d{1,3}(?!\\d)${UNIT}?|第\\s*${HAN}${UNIT}?)`;
const AND = "(?:\\s*[,、和跟与及]\\s*|\\s+|(?=第))";
const NUMBERS = `${NUMBER}(?:${AND}${NUMBER})*`;
const OF = "\\s*(?:的|里的?|里面的?)?\\s*";

const FACT: Readonly<Record<string, string>> = {
	标题: "标题",
	题目: "标题",
	摘要: "摘要",
	概括: "摘要",
	地点: "地点",
	地方: "地点",
	类别: "类别",
	分类: "类别",
	类型: "类别",
};
const FACTS = Object.keys(FACT).join("|");
const KINDS = "新闻|政策|活动|通知|公告|问答";
const INTO =
	"(?:改成|改为|改到|换成|换为|写成|写为|设成|设为|定为|更正为|应该是|应当是|应该为|应为|应是)";
const CHANGE = "(?:(?:修改|更改|改动|改|换)(?:一下|个)?)";
const COLON = "\\s*[:,]?\\s*";

const HOUR = `(?:[明今][天日]?)?\\s*${CLOCK}`;

const SENDS = "(?:推送|推出去|推出|推|发送|群发|发布|发出去|发出|发)";
const PUSHED = "(?:推送|推|发送|群发|发出去|发)";
/** What is said of a push around what is to be done with it. */
const OF_PUSH =
	"(?:\\s|刚才|刚|上一?次|这一?次|本次|上一?期|这一?期|本期|那一?[条期]|这一?[条期]|那个|这个|定时|定好|新报|推送|推|摘要|消息|出去|发|群里|大家|各?个?群|全部|所有|都|给|到|我[想要]|的)*";

const AGAIN = `(?:重试|(?:重新?|再|补)${PUSHED})`;
const FAILED = "失败|没发到|没收到|没送到|没成功|没发成";

/** The first that fits is meant. */
const FORMS: readonly (readonly [RegExp, Written])[] = [
	[
		form(
			`${CHANGE}?(?:[把将])?(?<n>${NUMBER})${OF}(?<fact>${FACTS})${COLON}(?:${INTO}|改|[:：])${COLON}(?<text>\\S[^]*)`,
		),
		fact,
	],
	[
		form(
			`(?:[把将给])?(?<n>${NUMBER})${OF}(?:换|改)(?:一下|个)(?<fact>${FACTS})${COLON}(?<text>\\S[^]*)`,
		),
		fact,
	],
	[
		form(
			`(?<n>${NUMBER})${OF}(?<fact>地点|地方)是(?!.*(?:什么|哪|[?吗]))(?<text>\\S[^]*)`,
		),
		fact,
	],
	[
		form(
			`(?:[把将])?(?<fact>摘要)\\s*(?<n>${NUMBER})\\s*(?:给|都)*(?:去掉|删掉|删了|不要了?|取消|还原|恢复|改回去?)(?:[,\\s]*用?回?原[文来]的?)?${SO}`,
		),
		(_, said) => `摘要 ${numbersIn(said("n"))}`,
	],
	[
		form(
			`${CHANGE}?(?:[把将])?(?<fact>${FACTS})\\s*(?<n>${NUMBER})\\s*(?:的)?${COLON}${INTO}${COLON}(?<text>\\S[^]*)`,
		),
		fact,
	],
	[
		form(
			`${CHANGE}(?<fact>${FACTS})\\s*(?<n>${NUMBER})(?:\\s*[:,]\\s*|\\s+)(?<text>\\S[^]*)`,
		),
		fact,
	],
	[
		form(
			`(?:[把将])?(?<n>${NUMBER})\\s*(?:的?类别|的?分类)?(?:归到|归入|归为|归|放到|放进|算[成是作]?|${INTO}|还?是|仍是)\\s*(?<text>${KINDS})(?:类|里面?|一类)?${SO}`,
		),
		(_, said) => `类别 ${numbersIn(said("n"))} ${said("text")}`,
	],
	[
		form(
			`(?:[把将])?(?<n>${NUMBER})\\s*(?:并|合并|合|接|拼|放)(?:到|进|在|入)\\s*(?<to>${NUMBER})\\s*(?:后面|后边|里面?|上|一起)?去?${SO}`,
		),
		(_, said) => `合并 ${numbersIn(said("to"))} ${numbersIn(said("n"))}`,
	],
	[
		form(
			`(?:[把将])?(?<n>${NUMBERS})\\s*(?:给|都)?(?:合并|合到一起|合在一起|合成一篇|合起来|并成一篇|并在一起|并到一起|并起来|拼起来|接起来|连起来|是(?:同)?一篇)(?:成一篇|在一起|起来)?${SO}`,
		),
		(_, said) => `合并 ${numbersIn(said("n"))}`,
	],
	[
		form(`合并\\s*(?<n>${NUMBERS})${SO}`),
		(_, said) => `合并 ${numbersIn(said("n"))}`,
	],
	...onArticles("删除", "删除|删掉|删了|删去|去掉|不要了?"),
	...onArticles("下架", "下架|撤下来?|撤掉|撤回来?|下线"),
	...onArticles("放回", "放回去?|恢复|还原|重新上架|上架"),
	...[
		"(?:更正|改正|修改|改)\\s*[把将]?",
		"[把将]?(?=[^,]{0,8}[篇则里中文])",
	].map((begins): [RegExp, Written] => [
		form(
			`${begins}(?<n>${NUMBER})(?:里面?|[文其]?中|文里|正文)?的?\\s*[:,]?\\s*(?<from>\\S[^]*?)${COLON}(?:${INTO}|[=-]>|→)${COLON}(?!.*(?:什么|多少|吗|[?]))(?<to>\\S[^]*)`,
		),
		(cut, said) => `更正 ${numbersIn(said("n"))} ${cut("from")}=>${cut("to")}`,
	]),
	[
		form(`(?:这一?期|报纸)?的?日期${COLON}${INTO}${COLON}(?<text>\\S[^]*)`),
		(cut) => `日期 ${cut("text")}`,
	],
	[
		form(
			`(?:这一?期|报纸)?的?报纸?名称?${COLON}${INTO}${COLON}(?<text>\\S[^]*)`,
		),
		(cut) => `报名 ${cut("text")}`,
	],
	[
		form(
			`(?:[把将])?${OF_PUSH}(?:错了[,\\s]*)?(?:撤回|收回|撤稿)[来去]?${OF_PUSH}${SO}`,
		),
		() => "撤回",
	],
	[
		form(
			`(?:算了[,\\s]*)?(?:先不|先别|不|别)(?:推送|推|发)了?${SO}|算了(?:[,\\s]*不撤回?了)?${SO}|暂缓${SO}|不撤回?了${SO}|取消${SO}`,
		),
		() => "推送 算了",
	],
	[
		form(
			`(?:取消|停止|停掉|停下来?|停|终止|中止)掉?${OF_PUSH}${SO}|(?:别|不要|不用|先别|先不要?|暂时别|暂时不)再?${PUSHED}${OF_PUSH}${SO}|推送${OF_PUSH}(?:取消|停止|停掉|停)${SO}`,
		),
		() => "推送 取消",
	],
	[
		form(
			`${AGAIN}${SO}(?:给|到)?(?:那些|几个)?(?:${FAILED})?${OF_PUSH}${SO}|[把将]?(?:${FAILED})${OF_PUSH}${AGAIN}${SO}`,
		),
		() => "推送 重发",
	],
	[
		form(
			`(?:看看?|查看?)?(?:一下)?${OF_PUSH}${PUSHED}的?(?:状态|结果|情况|进度|进展)(?:怎么样|如何|呢|是什么)?[?]?${SO}|${OF_PUSH}${PUSHED}(?:到哪里?|完|好|成功|成|得?怎么样|得如何|出去|到)?了(?:没有|没|吗|么|呢)[?]?${SO}|${OF_PUSH}${PUSHED}(?:到哪里?|完|好|成功|成|得?怎么样|得如何|出去|到)了?(?:没有|没|吗|么|呢)?[?]?${SO}|(?:看看?|查看?)?(?:一?下)?状态${SO}`,
		),
		() => "推送 状态",
	],
	[
		form(
			`(?:定时|定|安排)?(?:在|到|于)?(?<hour>${HOUR})(?:的时候)?(?:再|准时|定时)?${SENDS}${OF_PUSH}${SO}|(?:定时|安排|定|改|${SENDS})(?:时间)?改?(?:在|到|于|为|成)?\\s*(?<later>${HOUR})(?:${SENDS})?${OF_PUSH}${SO}`,
		),
		(_, said) => `推送 ${said("hour") || said("later")}`,
	],
	[
		form(`(?:确认|确定|同意)(?:推送|发送|推|发)?${OF_PUSH}${SO}`),
		() => "推送 确认",
	],
	[
		form(
			`(?:现在|马上|立刻|立即|直接|开始|可以)*${SENDS}${OF_PUSH}${SO}|${SENDS}给我看看?${SO}|(?:看看?|查看|给我看)?(?:一下)?(?:预览|样子|效果)${SO}|试发${SO}`,
		),
		() => "推送",
	],
	[
		form(
			`(?:看看?|查看|打开|显示|列出)?(?:一下)?(?:有(?:没有|哪些|什么)?|我的|现在的?|所有的?)*草稿箱?(?:呢|在哪里?|有哪些|[有还]吗)?[?]?${SO}`,
		),
		() => "草稿",
	],
];

/** An order that is none of those: 只推第1篇, 下周一早上八点发. The paper is not asked about it. */
export function soundsLikeOrder(message: string): boolean {
	const { folded } = readWriting(message.trim());
	return folded.length <= MAX_ORDER && SOUNDS_LIKE_ORDER.test(folded);
}

const MAX_ORDER = 30;
const SOUNDS_LIKE_ORDER = new RegExp(
	`^(?:只|先|就)?(?:推送?|发)${NUMBER}|${NUMBER}.{0,4}(?:先|不|别|暂)(?:要)?(?:发|推)|(?:下周|这周|周[一二三四五六日天]|星期|后天|半小时后|小时后|\\d{1,2}[号日]).{0,8}(?:再|准时)?(?:推送?|发送?)(?:出去)?${SO}$|(?:推送?|发送?)(?:给|到)(?:谁|哪|多少|几个)|(?:移到|挪到|换到)第|拆[分开]`,
);

/** What is about the desk, though not to be understood as an order: 怎么推送, 第三篇不对. */
export function isAboutDesk(message: string): boolean {
	return ABOUT_DESK.test(readWriting(message).folded);
}

const ABOUT_DESK = new RegExp(
	`标题|摘要|推送|撤回|撤销|下架|更正|合并|草稿|类别|试发|预览|定时|[这那一]期|换个?(?:位置|顺序)|排序|第\\s*(?:\\d{1,3}|${HAN})\\s*篇|删[除掉了去]`,
);

function form(pattern: string): RegExp {
	return new RegExp(`^${PLEASE}(?:${pattern})$`, "d");
}

function fact(
	cut: Parameters<Written>[0],
	said: Parameters<Written>[1],
): string {
	return `${FACT[said("fact")] ?? ""} ${numbersIn(said("n"))} ${cut("text")}`;
}

/** 删掉第5篇, 把5和6删了. */
function onArticles(name: string, verbs: string): [RegExp, Written][] {
	const written: Written = (_, said) => `${name} ${numbersIn(said("n"))}`;
	return [
		[form(`(?:${verbs})\\s*(?<n>${NUMBERS})${SO}`), written],
		[
			form(`(?:[把将])?(?<n>${NUMBERS})\\s*(?:给|都)*(?:${verbs})掉?${SO}`),
			written,
		],
	];
}

/** 第三篇和第12篇 → 3 12 */
function numbersIn(text: string): string {
	return [...text.matchAll(new RegExp(`\\d+|${HAN}`, "g"))]
		.map(([one]) => String(countOf(one)))
		.join(" ");
}

/** What is quoted is meant, not the marks around it. */
function unquoted(text: string): string {
	return (
		/^[“"「『](?<said>[^“”"「」『』]+)[”"」』]$/.exec(text)?.groups?.said ??
		text
	);
}
