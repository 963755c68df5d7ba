/** Tells a question that names nothing (怎么报名, 电话多少): without a conversation it could be about any article. */

import { withoutAsking } from "./answer-kind.ts";

/** What can be asked of nearly everything that a paper announces, and the words around it. */
const OF_ANYTHING =
	/报名|申请|申报|办理|预约|参加|领取?|开始|结束|开门|关门|开放|电话|联系|地址|地点|时间|日期|材料|条件|手续|流程|费用?|收费|钱|号码|请问|我们?|想|问一?下|这个|那个|[要交带能去是的在呢吗啊呀了有给发得到可以]/g;

export function namesNothing(folded: string): boolean {
	return !/[一-龥a-z\d]/.test(withoutAsking(folded).replace(OF_ANYTHING, ""));
}
