import { describe, expect, it } from "vitest";
import { printsNameOf } from "../../src/answering/asked-names.ts";
import { lacksDemanded } from "../../src/answering/demands.ts";

describe("a name beside a role", () => {
	it.each([
		["徒弟", "维修工盖海山的徒弟叫鲁小山"],
		["律师", "法律援助律师骆冬当天联系上他"],
		["老师", "韩雪老师教大家画图"],
	])("%s stands in: %s", (role, text) => {
		expect(printsNameOf(role, text)).toBe(true);
	});

	it.each([
		["徒弟", "维修工盖海山和徒弟们琢磨出新支架"],
		["老板", "老板和新东家谁也不认账"],
		["主席", "主席向职工问好"],
	])("%s stands without one in: %s", (role, text) => {
		expect(printsNameOf(role, text)).toBe(false);
	});
});

describe("an age", () => {
	it.each(["乔一山多大了", "他今年多大", "几岁能报名"])(
		"is asked for in: %s",
		(question) => {
			expect(lacksDemanded(question, ["他守了二十四年。"])).toBe(true);
			expect(lacksDemanded(question, ["今年52岁的乔一山。"])).toBe(false);
		},
	);

	it.each(["场地多大", "书屋面积多大了"])("is not in: %s", (question) => {
		expect(lacksDemanded(question, ["占地二百平方米。"])).toBe(false);
	});
});

describe("who is left out", () => {
	it.each([
		"哪些人不能领补贴",
		"谁不可以报名",
		"什么情况不予报销",
		"不能参加的有谁",
	])("is asked for in: %s", (question) => {
		expect(lacksDemanded(question, ["共为255人发放补贴。"])).toBe(true);
		expect(lacksDemanded(question, ["不仅发津贴,还评职称。"])).toBe(true);
		expect(lacksDemanded(question, ["伪造证书的不得申请。"])).toBe(false);
		expect(lacksDemanded(question, ["退休人员除外。"])).toBe(false);
	});

	it.each(["哪些人给不给都行", "补贴什么时候能不能领", "谁会不会报名"])(
		"is not asked for in: %s",
		(question) => {
			expect(lacksDemanded(question, ["共为255人发放补贴。"])).toBe(false);
		},
	);
});

it("an age is not told where nobody's years are printed", () => {
	expect(lacksDemanded("她今年多大", ["园区有5家企业。"])).toBe(true);
	expect(lacksDemanded("她今年多大", ["35岁的她走上讲台。"])).toBe(false);
	expect(lacksDemanded("园区多大", ["园区有5家企业。"])).toBe(false);
});
