import { describe, expect, it } from "vitest";
import {
	passedDeadline,
	relativeTime,
} from "../../src/answering/print-notes.ts";

it.each([
	["近日，总工会开会。", "近日"],
	["自今年8月启动以来", "今年8月"],
	["截至目前，已建成12间。", "截至目前"],
	["去年冬天，她学会了缝纫。", "去年冬天"],
	["近年来，参赛的人越来越多。", "近年来"],
	["从今日起报名。", "今日"],
])("%s hangs on the day of printing", (text, word) => {
	expect(relativeTime(text)).toBe(word);
});

it("a printed day hangs on nothing", () => {
	expect(relativeTime("3月6日，仪式举行。")).toBeNull();
});

describe("a deadline that has passed is told", () => {
	const today = new Date("2024-03-26T00:00:00Z");
	const told = (text: string, issue: string | null = "2024-03-02") =>
		passedDeadline(text, issue, today);

	it("by the printed year or the issue's", () => {
		expect(told("报名3月25日截止。")).toBe("3月25日");
		expect(told("申报时间为2024年1月3日至2月4日。", null)).toBe("2月4日");
		expect(told("报名时间：3月1日至15日。")).toBe("3月15日");
		expect(told("请在2月底前到工会申请。")).toBe("2月底");
	});

	it("also for an event that was still to come", () => {
		expect(told("比武将于3月8日至9日在物流港举行。")).toBe("3月9日");
	});

	it("across the turn of a year", () => {
		expect(told("报名1月15日截止。", "2023-12-20")).toBe("1月15日");
		expect(told("报名12月20日至次年1月10日。", "2023-12-12")).toBe("1月10日");
		const both = "去年2月扩大了范围，今年3月底前申请。";
		expect(told(both, "2024-03-02")).toBeNull();
		expect(told(both, "2023-03-02")).toBe("3月底");
	});

	it("not while it is open, nor when nobody knows its year", () => {
		expect(told("报名3月26日截止。")).toBeNull();
		expect(told("报名1月15日截止。", "2024-12-20")).toBeNull();
		expect(told("报名3月25日截止。", null)).toBeNull();
	});

	it("not of what the paper tells as past or only counts", () => {
		expect(told("比赛3月25日结束。")).toBeNull();
		expect(told("报名已于3月1日截止。")).toBeNull();
		expect(told("截至3月1日，已有80人报名。")).toBeNull();
		expect(told("3月8日前后，各地组织报名。")).toBeNull();
	});
});
