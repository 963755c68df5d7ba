/** When a push may come. */

import { expect, test } from "vitest";
import { nextAt, outsideOf } from "../../src/publishing/quiet-hours.ts";

const ZONE = "Asia/Shanghai";
/** 2024-03-12, by the clock of Shanghai. */
const at = (time: string, day = 12) =>
	Date.parse(`2024-03-${day}T${time}+08:00`);
const NIGHT = { from: "22:00", to: "07:00" };
const NOON = { from: "12:00", to: "13:30" };

test.each([
	[NIGHT, at("21:59:59"), at("21:59:59")],
	[NIGHT, at("22:00:00"), at("07:00:00", 13)],
	[NIGHT, at("23:15:42"), at("07:00:00", 13)],
	[NIGHT, at("00:00:00"), at("07:00:00")],
	[NIGHT, at("06:59:30"), at("07:00:00")],
	[NIGHT, at("07:00:00"), at("07:00:00")],
	[NOON, at("12:30:00"), at("13:30:00")],
	[NOON, at("23:30:00"), at("23:30:00")],
	[{ from: "00:00", to: "00:00" }, at("03:00:00"), at("03:00:00")],
	[null, at("03:00:00"), at("03:00:00")],
])("%j: what is due at %i comes at %i", (quiet, due, comes) => {
	expect(outsideOf(quiet, due, ZONE)).toBe(comes);
});

test("a time of the day is today's or tomorrow's", () => {
	expect(nextAt("08:00", at("07:30:10"), ZONE)).toBe(at("08:00:00"));
	expect(nextAt("08:00", at("08:00:10"), ZONE)).toBe(at("08:00:00", 13));
	expect(nextAt("08:00", at("20:00:00"), ZONE)).toBe(at("08:00:00", 13));
	expect(nextAt("00:00", at("23:59:59"), ZONE)).toBe(at("00:00:00", 13));
});

test("another place has another clock", () => {
	expect(outsideOf(NIGHT, Date.parse("2024-03-12T22:30:00Z"), "UTC")).toBe(
		Date.parse("2024-03-13T07:00:00Z"),
	);
});
