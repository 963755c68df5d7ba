/** When a push may come: never in the hours in which a chat wants to be left alone. */

import type { QuietHours } from "../store/store.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** The first moment from `at` on, in milliseconds since 1970, at which it may come. */
export function outsideOf(
	quiet: QuietHours | null,
	at: number,
	timeZone: string,
): number {
	if (!quiet) return at;
	const [from, to] = [quiet.from, quiet.to].map(minutesOf) as [number, number];
	const now = minuteOfDay(at, timeZone);
	const length = (to - from + DAY_MINUTES) % DAY_MINUTES;
	const passed = (now - from + DAY_MINUTES) % DAY_MINUTES;
	if (passed >= length) return at;
	return startOfMinute(at) + (length - passed) * MINUTE_MS;
}

/** The next time that a clock there shows HH:MM, today or tomorrow. */
export function nextAt(time: string, now: number, timeZone: string): number {
	const wait =
		(minutesOf(time) - minuteOfDay(now, timeZone) + DAY_MINUTES) % DAY_MINUTES;
	return startOfMinute(now) + (wait || DAY_MINUTES) * MINUTE_MS;
}

function startOfMinute(at: number): number {
	return at - (at % MINUTE_MS);
}

function minutesOf(time: string): number {
	const [hours = 0, minutes = 0] = time.split(":").map(Number);
	return hours * 60 + minutes;
}

function minuteOfDay(at: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat("en", {
		timeZone,
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
	}).formatToParts(at);
	const part = (type: string) =>
		Number(parts.find((one) => one.type === type)?.value);
	return part("hour") * 60 + part("minute");
}
