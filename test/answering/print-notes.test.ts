import { expect, it } from "vitest";
import {
	passedDeadline,
	relativeTime,
} from "../../src/answering/print-notes.ts";

it("finds the word that hangs on the day of printing", () => {
	expect(relativeTime("近日，总工会开会。")).toBe("近日");
	expect(relativeTime("自今年8月启动以来")).toBe("今年8月");
	expect(relativeTime("3月6日，仪式举行。")).toBeNull();
});

const today = new Date("2024-03-26T00:00:00Z");

it("tells a deadline that has passed, by the printed year or the issue's", () => {
	expect(passedDeadline("报名3月25日截止。", "2024-03-02", today)).toBe(
		"3月25日",
	);
	expect(passedDeadline("申报时间为2024年1月3日至2月4日。", null, today)).toBe(
		"2月4日",
	);
});

it("says nothing of a deadline that is open, or whose year nobody knows", () => {
	expect(passedDeadline("报名3月26日截止。", "2024-03-02", today)).toBeNull();
	expect(passedDeadline("报名3月25日截止。", null, today)).toBeNull();
	expect(passedDeadline("活动3月25日结束。", "2024-03-02", today)).toBeNull();
});
