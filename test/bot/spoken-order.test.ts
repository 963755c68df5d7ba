/** What staff say at their desk as they would to a colleague. */

import { expect, it } from "vitest";
import { readOrder } from "../../src/bot/desk/read-order.ts";
import {
	isAboutDesk,
	readSpokenOrder,
	soundsLikeOrder,
} from "../../src/bot/desk/spoken-order.ts";

/** In front the order as it is written, behind it what means the same. */
const SAID: Record<string, string[]> = {
	"标题 3 灯塔换了新灯": [
		"标题3改成灯塔换了新灯",
		"标题3改成《灯塔换了新灯》",
		"把第3篇的标题改成灯塔换了新灯",
		"第三篇标题改为“灯塔换了新灯”",
		"请帮我改一下第3篇的标题,改成灯塔换了新灯",
		"修改第3篇标题：灯塔换了新灯",
		"改标题 3 灯塔换了新灯",
		"给第3篇换个标题:灯塔换了新灯",
		"第三篇標題改為灯塔换了新灯",
	],
	"摘要 2 灯塔通宵亮着。": [
		"摘要2写成灯塔通宵亮着。",
		"第2篇的摘要换成灯塔通宵亮着。",
	],
	"地点 2 山城": ["2的地点是山城", "第二篇地点改成山城", "地点2应该是山城"],
	"类别 4 活动": [
		"把4归到活动",
		"第4篇改成活动",
		"4是活动",
		"第4篇还是活动",
		"把第四篇算作活动",
		"4号归活动类吧",
		"第4篇的类别改成活动",
	],
	"合并 2 3": [
		"2和3合并",
		"把2、3合并一下",
		"第2篇和第三篇合并",
		"合并第2篇和第3篇",
		"第2篇第3篇是同一篇",
		"把3并到2后面",
	],
	"删除 5": ["删掉第5篇", "第5篇不要了", "把第五篇删了吧", "5删掉,谢谢"],
	"删除 5 12": ["删了5和12", "把第5、12篇删掉"],
	"下架 2": ["把第2篇下架", "第二篇撤下来", "撤回第2篇"],
	"放回 2": ["恢复第2篇", "把第2篇放回去"],
	"更正 3 十点=>十一点": [
		"更正3里的十点改成十一点",
		"把第3篇里的“十点”改成“十一点”",
		"第3篇 十点应为十一点",
		"改第三篇的十点改成十一点",
		"更正 3 “十点”=>“十一点”",
	],
	"更正 3 里弄=>弄堂": ["更正 3 里弄改成弄堂"],
	"日期 2024-03-05": ["日期应该是2024年3月5日", "这期的日期改成2024-03-05"],
	"报名 山城职工报": ["报名改成山城职工报"],
	撤回: [
		"刚才发错了,收回来",
		"撤回一下",
		"把刚才的撤回",
		"刚才那条撤回来吧",
		"撤回刚才的推送",
		"请把上期摘要撤回",
	],
	推送: [
		"推送吧",
		"现在推",
		"可以推了",
		"好的,发吧",
		"可以发了,谢谢",
		"发布",
		"看看预览",
		"试发一下",
		"发给我看看",
	],
	"推送 确认": ["确认推送", "确认", "确定发送吧"],
	"摘要 1": ["摘要1不要了,用原文", "把摘要1去掉"],
	"推送 08:00": ["定时8点", "早上八点推", "那就8点发吧", "推送改到08:00"],
	"推送 明早8点": [
		"改到明早8点",
		"明早8点推",
		"明天早上8点整发",
		"定时明早八点",
	],
	"推送 19:30": ["晚上七点半发", "晚上7点半推送"],
	"推送 今晚7点半": ["今晚七点半发", "改成今晚7点半发"],
	"推送 取消": ["取消推送", "停", "快停下来", "不要推送了", "取消这次定时推送"],
	"推送 算了": [
		"算了",
		"算了先不发",
		"别发了",
		"先别推",
		"先别发",
		"暂缓",
		"取消",
		"算了不撤了",
	],
	"推送 状态": [
		"看下状态",
		"推了没有",
		"推送到哪了",
		"推送结果怎么样",
		"推完了吗",
		"发出去了没有?",
		"看看推送结果",
	],
	"推送 重发": [
		"重发",
		"重发一下失败的",
		"把没收到的重发一下",
		"再推一次没送到的群",
	],
	草稿: ["草稿呢", "看看草稿", "有哪些草稿?"],
};

it.each(
	Object.entries(SAID).flatMap(([written, said]) =>
		said.map((text) => [text, written]),
	),
)("%s: %s", (text, written) => {
	const order = readOrder(written);
	expect(order).not.toBeNull();
	expect(readSpokenOrder(text)).toEqual(order);
});

it.each([
	"怎么推送",
	"怎么改标题",
	"养老金2024年改成多少",
	"3个月改成几个月",
	"工资什么时候发",
	"高温津贴几点发",
	"删除我的数据",
	"取消订阅",
	"取消免打扰",
	"不要加班可以吗",
	"第3篇讲了什么",
	"第3篇里的年假改成什么了",
	"恢复高温津贴吗",
	"下架的商品怎么办",
	"12351是什么电话",
	"通知",
	"3",
	"",
])("%j is no order", (text) => {
	expect(readSpokenOrder(text)).toBeNull();
});

it.each([
	"只推第1篇",
	"第1篇先别发",
	"下周一早上八点发",
	"25号早上8点推",
	"半小时后推",
	"推送给谁",
	"把3移到第一条",
])("%j is an order that there is not", (text) => {
	expect(readSpokenOrder(text)).toBeNull();
	expect(soundsLikeOrder(text)).toBe(true);
});

it.each(["高温津贴什么时候发", "工资15号发吗", "第3篇讲了什么"])(
	"%j is put to the paper",
	(text) => {
		expect(readSpokenOrder(text)).toBeNull();
		expect(soundsLikeOrder(text)).toBe(false);
	},
);

it.each(["怎么推送", "第三篇不对", "標題怎麼改"])(
	"%j is about the desk",
	(text) => {
		expect(isAboutDesk(text)).toBe(true);
	},
);

it.each(["夜班船几点开出", "高温津贴什么时候发"])(
	"%j is not about the desk",
	(text) => {
		expect(isAboutDesk(text)).toBe(false);
	},
);

it("soon has read what goes on and on", () => {
	for (const words of [
		"刚",
		"那就",
		"推送发出去",
		"1 ",
		"第2篇",
		"一下了",
		"再发",
	])
		expect(readSpokenOrder(`${words.repeat(200).slice(0, 199)}x`)).toBeNull();
});
