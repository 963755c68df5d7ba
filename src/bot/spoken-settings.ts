/** What people say of the summaries as they would to a colleague: 我们群想订阅绍兴的活动, 别再发了, 订了些什么. */

import { readWriting } from "../answering/writing.ts";
import type { Wants } from "../store/store.ts";
import { CLOCK } from "./clock-time.ts";
import type { Command } from "./command.ts";

/**
 * The command that it stands for; null where none is heard, and what is said remains a question.
 *
 * @param readWants what stands behind 订阅: 订阅绍兴 is one, 订阅杂志 none
 */
export function readSpokenSetting(
	message: string,
	readWants: (words: string) => Wants | { unknown: string },
): Command | null {
	const { folded } = readWriting(message.trim());
	if (folded.length > MAX_LENGTH) return null;
	const command = (
		name: "subscribe" | "unsubscribe" | "quiet",
		words = "",
	) => ({
		name,
		number: null,
		words,
	});
	if (LOOKS.test(folded)) return { name: "settings", number: null, words: "" };
	const quiet = QUIET.exec(folded)?.groups;
	if (quiet)
		return command(
			"quiet",
			quiet.hours ?? quiet.span ?? (quiet.off ? "取消" : ""),
		);
	const narrowed = NARROWS.exec(folded)?.groups;
	if (narrowed) {
		const only = narrowed.only ?? narrowed.only2;
		const less = narrowed.less ?? narrowed.less2 ?? "";
		const words = (only ?? less).replace(AROUND, "");
		// 不要加班 is no kind and no place.
		if (words !== "" && !("unknown" in readWants(words)))
			return command(only === undefined ? "unsubscribe" : "subscribe", words);
	}
	for (const [form, name] of [
		[UNSUBSCRIBES, "unsubscribe"],
		[SUBSCRIBES, "subscribe"],
	] as const) {
		const said = form.exec(folded)?.groups;
		if (!said) continue;
		const words = (said.words ?? "").replace(AROUND, "");
		const isMeant = !("unknown" in readWants(words)) || NAME.test(words);
		if (isMeant) return command(name, words);
	}
	return null;
}

/** What is longer tells something. */
const MAX_LENGTH = 40;

const WHO =
	"(?:[\\s,.!。]|请|麻烦|帮忙?|给|我们?|咱们?|本?群|这个群|群里|以后|想|要|需要|可以|能|[您你]|好的|再|把|也|都)*";
const SO = "(?:[\\s,.!。~]|一下|吧|了|啊|呀|哈|哦|啦|谢谢|[您你])*";
const SUMMARY =
	"(?:[\\s的]|每期|新报|工会报|摘要|推送|消息|内容|服务|功能|你们|这个|群里)*";

const SUBSCRIBES = new RegExp(
	`^${WHO}(?:(?:开通|打开|开启|恢复)?(?:订阅|定阅|订月)(?:一下)?(?<words>[^?吗没么哪怎谁]*)|(?:开通|打开|开启|恢复|收|接收|收到)(?:新报|摘要|每期|的)*(?:推送|摘要)${SO})$`,
);

const UNSUBSCRIBES = new RegExp(
	`^${WHO}(?:(?:取消|关闭|关掉|关了|停止|停掉|停了?|退掉|退了|不要|暂停)${SUMMARY}(?:订阅|推送)${SUMMARY}${SO}|(?:订阅|推送)(?:给|都)?(?:取消|关闭|关|停止|停|退)掉?${SO}|退订(?:一下|掉)?(?<words>[^?吗没么哪怎谁]*)|(?:不要|别|不想|不用|不再)(?:再|继续|要|想|收|接收|收到|给|我们?|群里|往|在|到|这里|大家)*(?:发|推送|推|订阅|订|收)${SUMMARY}${SO})$`,
);

/** 只要滨海的, 想订活动类的, 全都要; 不要绍兴的了, 政策也不要. */
const NARROWS = new RegExp(
	`^${WHO}(?:(?:只|就)(?:要|收|订|看)(?<only>[^?]{1,20})|订(?!了)(?<only2>[^?]{1,20})|(?:不要|别发|不收|不看)(?<less>[^?]{1,20})|(?<less2>[^?]{1,20}?)(?:也|就)?(?:不要|别发|不收|不看)了?)${SO}$`,
);

/** 订了什么, 怎么订阅: both are told by what stands. */
const LOOKS = new RegExp(
	`^${WHO}(?:看看?|查看?)?(?:一下)?(?:(?:怎么|如何|怎样|在哪里?|哪里)(?:才能|能|可以)?(?:取消)?(?:订阅|退订)|(?:现在)?(?:订阅?|收)了?(?:些)?(?:什么|啥|哪些)(?:内容|东西)?|订阅(?:了?[吗没]有?|情况|状态|设置|内容|怎么弄)|我的订阅)[?]?${SO}$`,
);

/** With its hours, switched off, or asked for; 晚上别发 does not say which hours. */
const QUIET = new RegExp(
	`^${WHO}(?:免打扰(?:时间|时段)?(?:设为|设成|改成|改为|是)?(?<hours>(?:[凌早上中下晚夜从每关开取不零]|${CLOCK}|\\d).*)|(?<span>${CLOCK}\\s*[-~至到]+\\s*(?:第二天|次日)?${CLOCK})(?:不要|别|不)再?(?:发|推送|推|吵|打扰)(?:消息|大家|我们)?|(?<off>(?:取消|关闭|关掉|关了|不要)免打扰)|(?:怎么|如何)(?:设置?|开)?免打扰|免打扰(?:怎么|如何)(?:设置?|开|弄|用)?|(?:晚上|夜里|夜间|半夜|中午)(?:不要|别|不)再?(?:发|推送|推|吵|打扰)(?:消息|大家|我们)?)[?]?${SO}$`,
);

/** Perhaps a place that is on no map; what people subscribe to elsewhere is none. */
const NAME =
	/^(?!.*(?:[报刊号费量数书]|杂志|服务|会员|视频|音乐|多少|什么))\p{Script=Han}{2,6}$/u;

/** What says nothing of places and kinds. */
const AROUND =
	/^(?:[\s:的]|一下)+|(?:[\s,.!。~]|的|方面|相关|有关|类|内容|消息|摘要|推送|新报|吧|了|啊|呀|哈|谢谢|[您你])+$|^(?:新报|摘要|推送)+/g;
