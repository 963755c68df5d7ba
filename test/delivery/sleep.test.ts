import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sleep } from "../../src/delivery/sleep.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a sleep ends when its time has passed", async () => {
	const over = vi.fn();
	void sleep(5000, new AbortController().signal).then(over);
	await vi.advanceTimersByTimeAsync(4999);
	expect(over).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(1);
	expect(over).toHaveBeenCalled();
});

test("a sleep ends at once when it is cut short, also before it began, and leaves no timer", async () => {
	const cut = new AbortController();
	const first = sleep(5000, cut.signal);
	cut.abort();
	await first;
	await sleep(5000, cut.signal);
	expect(vi.getTimerCount()).toBe(0);
});

test("a sleep without end does not end at once, as a timer of Node would", async () => {
	const over = vi.fn();
	void sleep(Number.POSITIVE_INFINITY, new AbortController().signal).then(over);
	await vi.advanceTimersByTimeAsync(24 * 3_600_000);
	expect(over).not.toHaveBeenCalled();
});
