/** Tells a question that names nothing (怎么报名, 电话多少): without a conversation it could be about any article. */

import { withoutAsking } from "./answer-kind.ts";

/** What can be asked of nearly everything that a paper announces, and the words around it. */
const OF_ANYTHING =
	/报名|申请|申报|办理|预约|参加|领取?|开始|结束|开门|关门|开放|电话|联系|地址|地点|时间|日期|材料|条件|手续|流程|费用?|收费|钱|号码|请问|我们?|想|问一?下|这个|那个|[要交带能去是的在呢吗啊呀了有给发得到可以里]/g;

/** A kind of pay that is known by that name alone. */
const KIND_OF_PAY = /(?:最低|基本|计件|加班|试用期|绩效|岗位)工资/;

/** What an asking word reaches over: 工资一类区多少. */
const BETWEEN_PAY_AND_ASKING =
	/(?:工资|薪|津贴|补贴|补助|收入|待遇|标准)([^,。?]{2,8})(?:多少|几)/;

export function namesNothing(folded: string): boolean {
	if (KIND_OF_PAY.test(folded)) return false;
	const between = BETWEEN_PAY_AND_ASKING.exec(folded)?.[1] ?? "";
	const rest = `${withoutAsking(folded)} ${between.replace(COUNTS, "")}`;
	return !/[一-龥a-z\d]/.test(rest.replace(OF_ANYTHING, ""));
}

/** How much at a time: part of the asking. */
const COUNTS =
	/[每一]个?(?:天|年|月|周|次|人|期|户|家|小时)|最(?:多|高|少|低)|一共|总共|大概|标准|现在|今年|去年|明年|具体|分别/g;
