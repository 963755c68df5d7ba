/** Questions that name nothing. */

import { expect, it } from "vitest";
import { namesNothing } from "../../src/answering/bare.ts";

it.each([
	"怎么报名",
	"电话多少",
	"工资多少",
	"补贴一个月多少",
	"一共补贴多少",
	"费用是多少",
	"在哪里",
])("%s could be about any article", (question) => {
	expect(namesNothing(question)).toBe(true);
});

it.each([
	"最低工资是多少",
	"最低工资一类区多少",
	"工资二类区多少",
	"高温津贴多少",
	"早餐铺怎么报名",
])("%s names its subject", (question) => {
	expect(namesNothing(question)).toBe(false);
});
