import { beforeEach, describe, expect, test } from "vitest";
import { createLimiter, type LimitOptions } from "./limits.ts";

let now: number;

beforeEach(() => {
	now = 1_000_000;
});

function start(options: LimitOptions | false = {}) {
	const limiter = createLimiter(options, () => now);
	return (chat: number, group = false) => limiter.take(chat, group);
}

const refused = (seconds: number) =>
	expect.objectContaining({
		code: 429,
		description: `Too Many Requests: retry after ${seconds}`,
		parameters: { retry_after: seconds },
	});

test("one chat takes one message a second", () => {
	const take = start();
	take(1);
	take(2);
	now += 999;
	expect(() => take(1)).toThrow(refused(1));
	now += 1001;
	take(1);
});

test("all chats together take thirty in any second", () => {
	const take = start();
	for (let chat = 1; chat <= 30; chat++) {
		take(chat);
		now += 10;
	}
	expect(() => take(31)).toThrow(refused(1));
	now += 1000;
	take(31);
});

test("a group takes twenty a minute, a person more", () => {
	const take = start();
	for (let n = 0; n < 20; n++) {
		take(-1, true);
		take(1);
		now += 1000;
	}
	take(1);
	expect(() => take(-1, true)).toThrow(refused(40));
	now += 40_000;
	take(-1, true);
});

test("whoever does not wait as told is refused, although the window is free", () => {
	const take = start();
	take(1);
	now += 500;
	expect(() => take(1)).toThrow(refused(1));
	now += 600;
	expect(() => take(1)).toThrow(refused(1));
	now += 400;
	take(1);
});

describe("a test may", () => {
	test("let pass what is a little early", () => {
		const take = start({ jitterMs: 20 });
		take(1);
		now += 985;
		take(1);
		now += 970;
		expect(() => take(1)).toThrow(refused(1));
	});

	test("switch limits off, one or all", () => {
		const single = start({ chat: null });
		for (let n = 0; n < 30; n++) single(1);
		expect(() => single(1)).toThrow(refused(1));
		const none = start(false);
		for (let n = 0; n < 100; n++) none(-1, true);
	});
});
