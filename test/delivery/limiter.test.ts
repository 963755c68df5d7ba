import { describe, expect, test } from "vitest";
import type { Limit } from "../../src/chat/adapter.ts";
import { createLimiter, type Limiter } from "../../src/delivery/limiter.ts";
import { TELEGRAM } from "./strict-platform.ts";

/** https://open.feishu.cn/document/server-docs/im-v1/message/create */
const LARK: readonly Limit[] = [
	{ of: "all", count: 50, perMs: 1000 },
	{ of: "all", count: 1000, perMs: 60_000 },
	{ of: "chat", count: 5, perMs: 1000 },
];

describe("the platform's windows", () => {
	test.each([
		["30 a second", TELEGRAM, 1000, 30],
		["1000 a minute", LARK, 60_000, 1000],
		["50 a second", LARK, 1000, 50],
	])("are never exceeded: %s", (_, limits, perMs, count) => {
		const left = leave(createLimiter(limits), { calls: 3000 });
		expect(mostWithin(left, perMs)).toBeLessThanOrEqual(count);
	});

	test("let through at least 95 % of what is permitted", () => {
		const telegram = leave(createLimiter(TELEGRAM), {
			calls: 3000,
		});
		expect(rate(telegram, 1000)).toBeGreaterThanOrEqual(0.95 * 30);
		const lark = leave(createLimiter(LARK), { calls: 5000 });
		expect(rate(lark, 60_000)).toBeGreaterThanOrEqual(0.95 * 1000);
	});

	test("are used evenly by what is sent to all, also where they would permit a burst", () => {
		const left = leave(createLimiter(LARK), { calls: 2000 });
		expect(mostWithin(left, 1000)).toBeLessThan(25);
	});

	test("make up for calls that left late", () => {
		const left = leave(createLimiter(TELEGRAM), {
			calls: 3000,
			lateMs: 3,
		});
		expect(rate(left, 1000)).toBeGreaterThanOrEqual(0.95 * 30);
		expect(mostWithin(left, 1000)).toBeLessThanOrEqual(30);
	});

	test("do not count a call that surely never arrived", () => {
		const limiter = createLimiter([{ of: "all", count: 1, perMs: 1000 }]);
		limiter.reserve("a", false, 0).ended(10, false);
		expect(limiter.freeAt()).toBe(0);
		limiter.reserve("a", false, 20).ended(30, true);
		expect(limiter.freeAt()).toBe(20 + 1035);
	});
});

describe("a chat's windows", () => {
	test("count a call from its end: it may have arrived that late", () => {
		const limiter = createLimiter(TELEGRAM);
		limiter.reserve("a", false, 0).ended(400, true);
		expect(limiter.chatFreeAt("a", false)).toBe(400 + 1035);
		expect(limiter.chatFreeAt("b", false)).toBe(0);
	});

	test("are tighter for a group", () => {
		const limiter = createLimiter(TELEGRAM);
		let now = 0;
		for (let n = 0; n < 20; n++) {
			now = limiter.chatFreeAt("a", true);
			limiter.reserve("a", true, now).ended(now, true);
		}
		expect(limiter.chatFreeAt("a", true)).toBe(60_500);
		expect(limiter.chatFreeAt("a", false)).toBe(now + 1035);
	});

	test("are forgotten once they are silent", () => {
		const limiter = createLimiter(TELEGRAM);
		for (let n = 0; n < 2000; n++)
			limiter.reserve(`chat ${n}`, true, n).ended(n, true);
		expect(limiter.size()).toBe(2000);
		for (let n = 0; n < 2000; n++)
			limiter.reserve("a", true, 100_000 + n).ended(100_000 + n, true);
		expect(limiter.size()).toBe(1);
	});

	test("are not forgotten while a call hangs or a pause lasts", () => {
		const limiter = createLimiter(TELEGRAM);
		const hanging = limiter.reserve("hangs", false, 0);
		limiter.pause("paused", 1_000_000);
		for (let n = 0; n < 10; n++)
			limiter.reserve("a", true, 100_000 + n).ended(100_000 + n, true);
		hanging.ended(200_000, true);
		expect(limiter.chatFreeAt("hangs", false)).toBe(201_035);
		expect(limiter.chatFreeAt("paused", false)).toBe(1_000_000);
	});
});

describe("a pause", () => {
	test("of one chat is its own", () => {
		const limiter = createLimiter(TELEGRAM);
		limiter.pause("a", 30_000);
		expect(limiter.chatFreeAt("a", false)).toBe(30_000);
		expect(limiter.pausedUntil("a")).toBe(30_000);
		expect(limiter.chatFreeAt("b", false)).toBe(0);
		expect(limiter.freeAt()).toBe(0);
	});

	test("of all is everyone's, and is not shortened by a later, shorter one", () => {
		const limiter = createLimiter(TELEGRAM);
		limiter.pause(null, 30_000);
		limiter.pause(null, 10_000);
		expect(limiter.freeAt()).toBe(30_000);
		expect(limiter.pausedUntil("any")).toBe(30_000);
	});
});

describe("a platform that asks everyone to wait", () => {
	test("is sent a tenth less from then on, once for all calls that were asked together", () => {
		const limiter = createLimiter(TELEGRAM);
		leave(limiter, { calls: 100 });
		for (let n = 0; n < 5; n++) limiter.pause(null, 2_000_000);
		const left = leave(limiter, {
			calls: 1000,
			from: 2_000_000,
		});
		expect(rate(left, 1000)).toBeGreaterThan(0.87 * 30);
		expect(rate(left, 1000)).toBeLessThan(0.9 * 30);
	});

	test("is sent as much as before when it has not asked again for long", () => {
		const limiter = createLimiter(TELEGRAM);
		limiter.pause(null, 2_000_000);
		leave(limiter, { calls: 20_000, from: 2_000_000 });
		const left = leave(limiter, {
			calls: 1000,
			from: 4_000_000,
		});
		expect(rate(left, 1000)).toBeGreaterThanOrEqual(0.95 * 30);
	});
});

test("a platform without limits is never waited for", () => {
	const limiter = createLimiter([]);
	for (let n = 0; n < 100; n++)
		limiter.reserve("a", true, 1000).ended(1000, true);
	expect(limiter.freeAt()).toBeLessThanOrEqual(1000);
	expect(limiter.chatFreeAt("a", true)).toBe(0);
});

/** When each of the calls leaves, if each leaves as soon as it may, or so much later. */
function leave(
	limiter: Limiter,
	{
		calls,
		lateMs = 0,
		from = 1_000_000,
	}: { calls: number; lateMs?: number; from?: number },
): number[] {
	let now = from;
	return Array.from({ length: calls }, (_, n) => {
		now = Math.max(now, Math.ceil(limiter.freeAt())) + lateMs;
		limiter.reserve(`chat ${n}`, false, now).ended(now, true);
		return now;
	});
}

function mostWithin(times: readonly number[], ms: number): number {
	return Math.max(
		...times.map(
			(from) => times.filter((at) => at >= from && at < from + ms).length,
		),
	);
}

/** Calls per so many milliseconds, from the first to the last. */
function rate(times: readonly number[], perMs: number): number {
	const took = (times.at(-1) ?? 0) - (times[0] ?? 0);
	return ((times.length - 1) / took) * perMs;
}
