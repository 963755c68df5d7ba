/** What staff write at their desk, and what only looks like it. */

import { expect, it } from "vitest";
import { type Order, readOrder } from "../../src/bot/desk/read-order.ts";

const push = (
	time: string | null = null,
	issue: string | null = null,
	tomorrow = false,
): Order => ({
	do: "push",
	issue,
	at: time === null ? null : { time, tomorrow },
});

it.each<[text: string, order: Order]>([
	["推送", push()],
	["/push", push()],
	["/push@ask_bot", push()],
	["推送 08:00", push("08:00")],
	["推送 8:30", push("08:30")],
	["推送8点", push("08:00")],
	["推送：20：15", push("20:15")],
	["推送 早上8点半", push("08:30")],
	[
		"推送 今晚7点",
		{
			do: "push",
			issue: null,
			at: { time: "19:00", tomorrow: false, today: true },
		},
	],
	["推送 确认", { do: "confirm" }],
	["推送 今晚12点", push("00:00")],
	["推送 今天24点", push("00:00")],
	["推送 明晚12点", { do: "unclear" }],
	["推送 3.12", push(null, "3.12")],
	[
		"摘要 1 不要了,用原文",
		{ do: "edit", edit: { do: "brief", number: 1, text: null } },
	],
	["推送 下午3点05分", push("15:05")],
	["推送 中午12点", push("12:00")],
	["推送 明早8点", push("08:00", null, true)],
	["推送 明天上午 9:15", push("09:15", null, true)],
	["定时 8点", push("08:00")],
	["推送 后天8点", { do: "unclear" }],
	[
		"類別 3 活動",
		{ do: "edit", edit: { do: "kind", number: 3, kind: "event" } },
	],
	["/push 2024-03-12", push(null, "2024-03-12")],
	["推送 状态", { do: "status" }],
	["推送 取消", { do: "cancel" }],
	["推送 重发", { do: "retry" }],
	["/push status", { do: "status" }],
	["推送 现在吗", { do: "unclear" }],
	["撤回", { do: "take back" }],
	["草稿", { do: "drafts", issue: null }],
	["草稿 undated-c3dc1a65", { do: "drafts", issue: "undated-c3dc1a65" }],
	[
		"标题 3 新的标题 2024",
		{ do: "edit", edit: { do: "title", number: 3, text: "新的标题 2024" } },
	],
	[
		"标题3：新的标题",
		{ do: "edit", edit: { do: "title", number: 3, text: "新的标题" } },
	],
	[
		"标题 第3篇 新的标题",
		{ do: "edit", edit: { do: "title", number: 3, text: "新的标题" } },
	],
	["标题 3", { do: "unclear" }],
	[
		"类别 4 活动",
		{ do: "edit", edit: { do: "kind", number: 4, kind: "event" } },
	],
	[
		"类别 4 公告",
		{ do: "edit", edit: { do: "kind", number: 4, kind: "notice" } },
	],
	["类别 4 好消息", { do: "unclear" }],
	[
		"地点 2 绍兴",
		{ do: "edit", edit: { do: "place", number: 2, text: "绍兴" } },
	],
	["地点 2 无", { do: "edit", edit: { do: "place", number: 2, text: null } }],
	[
		"摘要 1 3月起发2000元。",
		{ do: "edit", edit: { do: "brief", number: 1, text: "3月起发2000元。" } },
	],
	["摘要 1", { do: "edit", edit: { do: "brief", number: 1, text: null } }],
	["合并 2 3", { do: "edit", edit: { do: "merge", numbers: [2, 3] } }],
	["合并 2、3和4", { do: "edit", edit: { do: "merge", numbers: [2, 3, 4] } }],
	["合并 2", { do: "unclear" }],
	["删除 5", { do: "edit", edit: { do: "delete", numbers: [5] } }],
	["删除第5篇", { do: "edit", edit: { do: "delete", numbers: [5] } }],
	["删除 5 6", { do: "edit", edit: { do: "delete", numbers: [5, 6] } }],
	["删除 5 这篇", { do: "unclear" }],
	["下架 3", { do: "withdraw", numbers: [3] }],
	["放回 3", { do: "edit", edit: { do: "restore", numbers: [3] } }],
	[
		"更正 3 10月5日=>10月6日",
		{ do: "correct", number: 3, from: "10月5日", to: "10月6日" },
	],
	["更正 3 甲 改成 乙", { do: "correct", number: 3, from: "甲", to: "乙" }],
	["更正 3 甲", { do: "unclear" }],
	[
		"日期 2024年3月1日",
		{ do: "edit", edit: { do: "date", date: "2024-03-01" } },
	],
	["日期 2024-02-30", { do: "unclear" }],
	["日期 无", { do: "edit", edit: { do: "date", date: null } }],
	[
		"报名 浙江工人日报",
		{ do: "edit", edit: { do: "paper", paper: "浙江工人日报" } },
	],
])("%s", (text, order) => {
	expect(readOrder(text)).toEqual(order);
});

it.each([
	"推送什么时候",
	"什么时候推送",
	"报名怎么报",
	"报名 职工运动会",
	"地点在哪里",
	"标题党是什么",
	"合并报销怎么办",
	"删除我的数据",
	"更正一下3月的工资",
	"撤回消息",
	"日期是哪天",
	"摘要是什么",
	"活动",
	"",
	"5",
])("%j is said to the paper, not to the desk", (text) => {
	expect(readOrder(text)).toBeNull();
});
