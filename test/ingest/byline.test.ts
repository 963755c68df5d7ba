/** The forms in which papers print who wrote and photographed. */

import { describe, expect, test } from "vitest";
import { headByline, nameLine, tailByline } from "../../src/ingest/byline.ts";

/** 记者李凡 for a role and its name, the bare name for 作者. */
function people(authors: readonly { role: string; name: string }[]): string[] {
	return authors.map(({ role, name }) =>
		role === "作者" ? name : role + name,
	);
}

describe("at the start of a line", () => {
	test.each([
		["本报讯 记者李凡报道 ", ["记者李凡"]],
		["本报讯 记者李凡 通讯员王芳报道 ", ["记者李凡", "通讯员王芳"]],
		[
			"本报讯 记者李凡 通讯员王芳、赵小雨 周大海报道 ",
			["记者李凡", "通讯员王芳", "通讯员赵小雨", "通讯员周大海"],
		],
		["本报讯（记者 李凡 通讯员 王芳） ", ["记者李凡", "通讯员王芳"]],
		["本报讯(记者李凡)", ["记者李凡"]],
		["本报讯（记者 李　凡） ", ["记者李凡"]],
		["本报讯（记者 李凡 文/图） ", ["记者李凡"]],
		["本报讯（李凡） ", ["李凡"]],
		["本报讯 ", []],
		["本报综合消息 ", []],
		["本报海口电 记者李凡报道 ", ["记者李凡"]],
		["新华社北京3月1日电（记者李凡、王芳）", ["记者李凡", "记者王芳"]],
		["新华社记者李凡报道 ", null],
		["据新华社电 ", []],
		["本报林芝12月4日电 记者次仁央宗 ", ["记者次仁央宗"]],
		["记者李凡 通讯员王芳 文/图 ", ["记者李凡", "通讯员王芳"]],
		["文/图 记者李凡 ", ["记者李凡"]],
		["文/李凡 图/王芳 ", ["李凡", "摄影王芳"]],
		["本报记者 李凡 ", ["记者李凡"]],
		["本报见习记者 李凡 ", ["记者李凡"]],
		[
			"记者古丽娜·赛力克 通讯员巴合提·吾守尔报道 ",
			["记者古丽娜·赛力克", "通讯员巴合提·吾守尔"],
		],
		["整理：李凡 ", ["整理李凡"]],
	] satisfies [string, string[] | null][])("%s", (byline, authors) => {
		const line = `${byline}渡口的夜班船十点开出。`;
		const read = headByline(line);
		expect(read && people(read.authors)).toEqual(authors);
		if (read) expect(line.slice(read.end)).toBe("渡口的夜班船十点开出。");
	});

	test.each([
		["本报记者 李凡", ["记者李凡"]],
		["本报记者 李凡 王芳", ["记者李凡", "记者王芳"]],
		["□本报记者 李凡 通讯员 王芳", ["记者李凡", "通讯员王芳"]],
		["记者 李凡 文/图", ["记者李凡"]],
	])("%s alone on its line", (line, authors) => {
		const read = headByline(line);
		expect(read && people(read.authors)).toEqual(authors);
		expect(read).toMatchObject({ end: line.length, photoOnly: false });
	});

	test("a photographer's credit alone on its line is only a credit", () => {
		expect(headByline("记者李凡摄影报道")).toMatchObject({ photoOnly: true });
		expect(headByline("记者李凡摄影报道 渡口的船开了。")).toMatchObject({
			photoOnly: false,
		});
	});

	test.each([
		"记者在现场看到，船已经靠岸。",
		"记者了解到，夜班船每天往返四趟。",
		"通讯员队伍今年添了十二人。",
		"本报讯息员队伍成立。",
		"渡口的夜班船十点开出，记者李凡报道过它。",
		"记者手记",
	])("%s is no byline", (line) => {
		expect(headByline(line)).toBeNull();
	});
});

describe("at the end of a text", () => {
	test.each([
		["（李凡）", ["李凡"]],
		["(李凡 王芳)", ["李凡", "王芳"]],
		["（记者 李凡）", ["记者李凡"]],
		[
			"（记者李凡 通讯员王芳、赵小雨）",
			["记者李凡", "通讯员王芳", "通讯员赵小雨"],
		],
		["（本报记者 李凡 整理）", ["记者李凡"]],
		["（王　芳）", ["王芳"]],
		["（据新华社）", []],
		["（本报综合）", []],
		["  记者 李凡", ["记者李凡"]],
	])("%s", (byline, authors) => {
		const line = `船工替他们留着座。${byline}`;
		const read = tailByline(line);
		expect(read && people(read.authors)).toEqual(authors);
		expect(line.slice(read?.start)).toBe(byline.trim());
	});

	test.each([
		"船工替他们留着座（见图）。",
		"获奖的有渡口工会小组（三等奖）",
		"咨询请找市总工会（南门）",
		"先到先得（每人限领一份）。",
		"比赛由市总工会主办。（完）",
	])("%s ends in no byline", (line) => {
		expect(tailByline(line)).toBeNull();
	});
});

describe("names without a role", () => {
	test.each([
		["李凡", ["李凡"]],
		["□鹿小溪", ["鹿小溪"]],
		["王　芳", ["王芳"]],
		["王芳 李明", ["王芳", "李明"]],
		["欧阳青", ["欧阳青"]],
		["本报评论员", ["本报评论员"]],
	])("%s", (line, names) => {
		expect(nameLine(line)?.map(({ name }) => name)).toEqual(names);
	});

	test.each(["夜班车", "停得下", "渡口的夜班船", "和平镇", "周师傅"])(
		"%s is no name",
		(line) => {
			expect(nameLine(line)).toBeNull();
		},
	);
});
