/** Lines of a page with the white space around them. */

import { expect, test } from "vitest";
import { splitLines } from "../../src/ingest/page-line.ts";

test("blank lines are counted, not kept", () => {
	expect(
		splitLines("甲\n\n\n乙\n　\n丙").map(({ number, text, gap }) => [
			number,
			text,
			gap,
		]),
	).toEqual([
		[1, "甲", 0],
		[4, "乙", 2],
		[6, "丙", 1],
	]);
});

test.each(["\n", "\r\n", "\r", "\f", "\u2028"])("a line ends at %j", (end) => {
	expect(splitLines(`甲${end}乙${end}`).map(({ text }) => text)).toEqual([
		"甲",
		"乙",
	]);
});

test("an indent is measured in full-width characters", () => {
	const indents = splitLines("甲\n　　乙\n    丙\n\t丁").map(
		({ indent }) => indent,
	);
	expect(indents).toEqual([0, 2, 2, 2]);
});

test("a Latin letter or digit is half as wide as a Chinese character", () => {
	expect(splitLines("工会12351号").map(({ width }) => width)).toEqual([5.5]);
});

test("white space inside a line is printed, around it is not", () => {
	expect(
		splitLines("　　小发明　大 效益 \u200B").map(({ text }) => text),
	).toEqual(["小发明　大 效益"]);
});

test.each(["----------", "＝＝＝＝＝＝", "* * * * *", "★★★★★"])(
	"a rule (%s) leaves a blank line",
	(rule) => {
		expect(
			splitLines(`甲\n${rule}\n乙`).map(({ text, gap }) => [text, gap]),
		).toEqual([
			["甲", 0],
			["乙", 1],
		]);
	},
);

test.each(["［图片］", "[图1]", "【配图】", "<image>", "（此处图片）"])(
	"what a program puts where a picture stood (%s) leaves room for it",
	(picture) => {
		expect(
			splitLines(`甲\n${picture}\n乙`).map(({ text, gap }) => [text, gap]),
		).toEqual([
			["甲", 0],
			["乙", 2],
		]);
	},
);

test("ornaments around a line are no print, and mark the headlines of a page that has several", () => {
	const read = (text: string) =>
		splitLines(text).map(({ text, heading }) => [text, heading]);
	expect(read("◆◆◆ 送春联 送福字 ◆◆◆\n写了一千张。\n◆◆◆ 欠薪通道 ◆◆◆")).toEqual(
		[
			["送春联 送福字", 2],
			["写了一千张。", 0],
			["欠薪通道", 2],
		],
	);
	expect(read("★ 山城职工报 ★\n写了一千张。")).toEqual([
		["山城职工报", 0],
		["写了一千张。", 0],
	]);
	expect(read("●缆车夜校开班\n■ 停得下 ●")).toEqual([
		["●缆车夜校开班", 0],
		["■ 停得下 ●", 0],
	]);
});

test("Markdown's marks are no print", () => {
	const lines = splitLines(
		[
			"## 缆车夜校开班 ##",
			"**停得下**，[吃得热](https://example.com)",
			"> 睡得稳",
			"---",
			"![学员在练习](a.jpg)",
		].join("\n"),
		true,
	);
	expect(
		lines.map(({ text, heading, picture }) => [text, heading, picture]),
	).toEqual([
		["缆车夜校开班", 2, false],
		["停得下，吃得热", 0, false],
		["睡得稳", 0, false],
		["学员在练习", 0, true],
	]);
});

test("in a .txt the same marks are print", () => {
	expect(splitLines("## 缆车 **夜校**").map(({ text }) => text)).toEqual([
		"## 缆车 **夜校**",
	]);
});

test("white space without end is read in one go", () => {
	const spaces = " ".repeat(200_000);
	const [line, ...others] = splitLines(`甲${spaces}乙${spaces}`);
	expect(others).toEqual([]);
	expect(line?.text.length).toBe(200_002);
});
