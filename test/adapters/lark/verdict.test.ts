import { describe, expect, test } from "vitest";
import type { Refusal } from "../../../src/adapters/lark/answer.ts";
import { judge } from "../../../src/adapters/lark/verdict.ts";

function refusal(code: number, more: Partial<Refusal> = {}): Refusal {
	return {
		is: "refusal",
		status: 400,
		code,
		message: "said by Lark",
		retryAfterMs: null,
		...more,
	};
}

describe("Lark asks to wait", () => {
	test("in one chat, which holds up no other", () => {
		expect(judge(refusal(230020))).toMatchObject({
			result: "wait",
			ms: 1000,
			of: "chat",
		});
	});

	test.each([
		["the system's limit", refusal(11232)],
		["the gateway's limit", refusal(99991400)],
		["the gateway's limit, in HTTP's words", refusal(0, { status: 429 })],
	])("everywhere: %s", (_, failure) => {
		expect(judge(failure)).toMatchObject({ result: "wait", of: "all" });
	});

	test("for as long as it says", () => {
		const failure = refusal(99991400, { status: 429, retryAfterMs: 7000 });
		expect(judge(failure)).toMatchObject({ result: "wait", ms: 7000 });
	});
});

describe("Lark says no", () => {
	test("for good, and why", () => {
		for (const code of [230001, 230011, 230013, 230018, 230031, 99991672, 1])
			expect(judge(refusal(code))).toEqual({
				result: "refused",
				why: `${code} said by Lark`,
			});
	});

	test("for what the message says", () => {
		for (const code of [230022, 230028])
			expect(judge(refusal(code))).toMatchObject({
				result: "refused",
				censored: true,
			});
	});

	test("because the bot is not in the chat any more", () => {
		expect(judge(refusal(230002)).result).toBe("gone");
	});

	test("to this form, not to the words", () => {
		for (const code of [230099, 230025])
			expect(judge(refusal(code)).result).toBe("reshape");
	});

	test("with HTTP 200, which makes no difference", () => {
		expect(judge(refusal(230002, { status: 200 })).result).toBe("gone");
		expect(judge(refusal(230013, { status: 200 })).result).toBe("refused");
	});
});

describe("a failure that may pass", () => {
	test.each<[string, Parameters<typeof judge>[0], boolean]>([
		["no answer", { is: "silence", why: "reset", arrived: true }, true],
		["no connection", { is: "silence", why: "refused", arrived: false }, false],
		["500", refusal(0, { status: 500 }), true],
		["502", refusal(0, { status: 502 }), true],
		["503, which nobody took", refusal(0, { status: 503 }), false],
		["a proxy's page", refusal(0, { status: 403 }), false],
		["a token that is refused twice", refusal(99991663), false],
		["the same that is being sent", refusal(230049), true],
		[
			"Lark's own words for a failure of its own",
			refusal(1, { status: 500 }),
			true,
		],
	])("%s", (_, failure, arrived) => {
		expect(judge(failure)).toMatchObject({ result: "failed", arrived });
	});
});
