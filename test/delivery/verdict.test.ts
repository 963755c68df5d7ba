import { describe, expect, test } from "vitest";
import type { Delivery } from "../../src/chat/adapter.ts";
import { judge, type Trouble } from "../../src/delivery/verdict.ts";
import type { OutboxKind } from "../../src/store/store.ts";

const NOW = 1_000_000_000;
const AT = { now: NOW, random: most, repeatableMs: 0 };
const HOUR = 3_600_000;

test("what the platform drops if it comes again is tried again without a risk", () => {
	const at = (since: number) =>
		judge(failed(true), tried("push", trouble({ since })), {
			...AT,
			repeatableMs: HOUR,
		});
	expect(at(NOW - HOUR + 1)).toMatchObject({
		do: "again",
		trouble: { unsure: 0 },
	});
	expect(at(NOW - HOUR)).toMatchObject({ do: "end", end: "unknown" });
});

describe("a failure that may pass", () => {
	test("is followed by longer and longer waits, up to five minutes", () => {
		const waits: number[] = [];
		let trouble: Trouble | null = null;
		for (let n = 0; n < 11; n++) {
			const verdict = judge(failed(false), tried("answer", trouble), AT);
			if (verdict.do !== "again") throw new Error(verdict.do);
			waits.push((verdict.at - NOW) / 1000);
			trouble = verdict.trouble;
		}
		expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
	});

	test("leaves half of the wait to chance", () => {
		const least = judge(failed(false), tried("answer"), {
			...AT,
			random: () => 0,
		});
		expect(least).toMatchObject({ do: "again", at: NOW + 500 });
	});

	test.each([
		["answer", HOUR],
		["push", 24 * HOUR],
	] as const)("ends it once it was tried for too long: %s", (kind, ms) => {
		const soon = trouble({ since: NOW - ms + 2000 });
		const over = trouble({ since: NOW - ms });
		expect(judge(failed(false), tried(kind, soon), AT).do).toBe("again");
		expect(judge(failed(false), tried(kind, over), AT)).toMatchObject({
			do: "end",
			end: "given_up",
		});
	});
});

describe("a call that may have arrived", () => {
	test("is made again for an answer, but not for ever", () => {
		const at = (unsure: number) =>
			judge(failed(true), tried("answer", trouble({ unsure })), AT);
		expect(at(0).do).toBe("again");
		expect(at(1).do).toBe("again");
		expect(at(2)).toMatchObject({ do: "end", end: "unknown" });
	});

	test("is never made again for a push", () => {
		expect(judge(failed(true), tried("push"), AT)).toMatchObject({
			do: "end",
			end: "unknown",
		});
	});

	test("is made again where a push changes a message: that may be done twice", () => {
		const change = { ...tried("push", trouble({ unsure: 5 })), edits: "m1" };
		expect(judge(failed(true), change, AT).do).toBe("again");
	});
});

describe("a platform that asks to wait", () => {
	test("is obeyed, and that is no failure", () => {
		const verdict = judge(wait(30_000), tried("answer"), AT);
		expect(verdict).toMatchObject({
			do: "again",
			at: NOW + 30_000,
			trouble: { failures: 0, since: NOW },
		});
	});

	test("for longer than an answer is worth ends it", () => {
		expect(judge(wait(2 * HOUR), tried("answer"), AT)).toMatchObject({
			end: "given_up",
		});
		expect(judge(wait(2 * HOUR), tried("push"), AT).do).toBe("again");
	});
});

describe("a chat that moved", () => {
	const moved: Delivery = { result: "moved", to: "new" };

	test("is followed", () => {
		expect(judge(moved, tried("answer"), AT)).toMatchObject({
			do: "move",
			to: "new",
		});
	});

	test("in a circle, or to where it is, is not followed at once", () => {
		const often = tried("answer", trouble({ moves: 3 }));
		expect(judge(moved, often, AT).do).toBe("again");
		const here = { ...tried("answer"), chat: "new" };
		expect(judge(moved, here, AT).do).toBe("again");
	});
});

function tried(kind: OutboxKind, known: Trouble | null = null) {
	return { kind, chat: "old", trouble: known };
}

function trouble(some: Partial<Trouble>): Trouble {
	return { since: NOW, failures: 0, unsure: 0, moves: 0, ...some };
}

function failed(arrived: boolean): Delivery {
	return { result: "failed", why: "reset", arrived };
}

function wait(ms: number): Delivery {
	return { result: "wait", ms, of: "chat", why: "429" };
}

function most(): number {
	return 1;
}
