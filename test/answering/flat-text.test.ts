import { expect, it } from "vitest";
import { withLines } from "../../src/answering/flat-text.ts";

it("a gap behind a full stop, before a number or behind the headline was a line break", () => {
	expect(
		withLines(
			"关于发放防暑用品的通知 各班组： 一、发放时间 七月上旬发放。 二、发放标准 每人一份。",
		).split("\n"),
	).toEqual([
		"关于发放防暑用品的通知",
		"各班组：",
		"一、发放时间 七月上旬发放。",
		"二、发放标准 每人一份。",
	]);
});

it("every character keeps its place", () => {
	const text = "船工学堂开课　　报名请到渡口。  学费全免。";
	const lines = withLines(text);
	expect(lines.length).toBe(text.length);
	expect(lines.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
});

it("a gap inside a sentence stays, and so does a text that has line breaks", () => {
	const sentence =
		"渡口每天开船，头班 6时 开出，末班 19时 返回，请船工 提前十分钟到。";
	expect(withLines(sentence)).toBe(sentence);
	const lines = "渡口通告 第一号。\n每天开船。 请准时。";
	expect(withLines(lines)).toBe(lines);
});
