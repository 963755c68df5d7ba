import { beforeEach, describe, expect, test } from "vitest";
import { createLimiter, type Limiter } from "./limits.ts";
import { Refusal } from "./refusal.ts";

let now: number;

beforeEach(() => {
	now = 1_700_000_000_000;
});

/** How many of so many calls are let pass. */
function passing(times: number, call: () => void): number {
	let passed = 0;
	for (let n = 0; n < times; n++)
		try {
			call();
			passed++;
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
	return passed;
}

describe("by default", () => {
	let limiter: Limiter;

	beforeEach(() => {
		limiter = createLimiter({}, () => now);
	});

	test("each chat takes 5 messages a second", () => {
		expect(passing(7, () => limiter.chat("oc_1"))).toBe(5);
		expect(passing(7, () => limiter.chat("oc_2"))).toBe(5);
		now += 1000;
		expect(passing(7, () => limiter.chat("oc_1"))).toBe(5);
		expect(() => limiter.chat("oc_1")).toThrow("230020");
	});

	test("each card takes 5 updates a second", () => {
		expect(passing(7, () => limiter.message("om_1"))).toBe(5);
		expect(() => limiter.message("om_1")).toThrow("230020");
	});

	test("the app takes 50 calls a second and 1000 a minute", () => {
		let passed = 0;
		for (let second = 0; second < 25; second++) {
			passed += passing(60, limiter.call);
			now += 1000;
		}
		expect(passed).toBe(1000);
	});

	test("a refusal says how long to wait", () => {
		passing(50, limiter.call);
		now += 400;
		expect(limiter.call).toThrow(
			expect.objectContaining({
				code: 99991400,
				status: 429,
				headers: expect.objectContaining({ "x-ogw-ratelimit-reset": "1" }),
			}),
		);
	});
});

test("what comes a little early may be let pass", () => {
	const chat = { count: 1, perMs: 1000 };
	const limiter = createLimiter({ chat, jitterMs: 10 }, () => now);
	limiter.chat("oc_1");
	now += 989;
	expect(() => limiter.chat("oc_1")).toThrow("230020");
	now += 1;
	limiter.chat("oc_1");
});

test("each limit can be switched off, and all of them", () => {
	const some = createLimiter({ app: null, chat: null }, () => now);
	expect(passing(60, some.call)).toBe(60);
	expect(passing(60, () => some.chat("oc_1"))).toBe(60);
	expect(passing(60, () => some.message("om_1"))).toBe(5);
	const none = createLimiter(false, () => now);
	expect(passing(60, () => none.message("om_1"))).toBe(60);
});
