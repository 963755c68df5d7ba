import { describe, expect, test } from "vitest";
import {
	createTokens,
	type TokenAnswer,
} from "../../../src/adapters/lark/tokens.ts";

function scene(expiresInMs = 7_200_000) {
	let now = 0;
	const asked: ((answer: TokenAnswer) => void)[] = [];
	const tokens = createTokens(
		() => new Promise((resolve) => asked.push(resolve)),
		() => now,
	);
	return {
		tokens,
		asked: () => asked.length,
		/** Lark gives the token that was asked for last. */
		give(token: string) {
			asked.at(-1)?.({ is: "token", token, expiresInMs });
		},
		fail() {
			asked.at(-1)?.({ is: "silence", why: "reset", arrived: false });
		},
		wait(ms: number) {
			now += ms;
		},
	};
}

const tokenOf = async (answer: Promise<TokenAnswer>) => {
	const given = await answer;
	return given.is === "token" ? given.token : given.is;
};

describe("the token", () => {
	test("is fetched once for all who wait for it", async () => {
		const { tokens, asked, give } = scene();
		const waiting = [1, 2, 3].map(() => tokenOf(tokens.get()));
		give("t-1");
		expect(await Promise.all(waiting)).toEqual(["t-1", "t-1", "t-1"]);
		expect(await tokenOf(tokens.get())).toBe("t-1");
		expect(asked()).toBe(1);
	});

	test("is fetched anew before it ends", async () => {
		const { tokens, asked, give, wait } = scene();
		const first = tokens.get();
		give("t-1");
		await first;
		wait(7_200_000 - 3 * 60_000 - 1);
		await tokens.get();
		expect(asked()).toBe(1);
		wait(1);
		const second = tokenOf(tokens.get());
		give("t-2");
		expect(await second).toBe("t-2");
	});

	test("that Lark refuses is evicted once, however many hear it", async () => {
		const { tokens, asked, give } = scene();
		const first = tokens.get();
		give("t-1");
		await first;
		tokens.evict("t-1");
		const second = tokens.get();
		tokens.evict("t-1");
		give("t-2");
		await second;
		tokens.evict("t-1");
		expect(await tokenOf(tokens.get())).toBe("t-2");
		expect(asked()).toBe(2);
	});

	test("is asked for again after a failure, which all who waited hear", async () => {
		const { tokens, asked, fail, give } = scene();
		const waiting = [tokenOf(tokens.get()), tokenOf(tokens.get())];
		fail();
		expect(await Promise.all(waiting)).toEqual(["silence", "silence"]);
		const again = tokenOf(tokens.get());
		give("t-1");
		expect(await again).toBe("t-1");
		expect(asked()).toBe(2);
	});

	test("of a few minutes is used, but not kept", async () => {
		const { tokens, asked, give } = scene(60_000);
		const first = tokenOf(tokens.get());
		give("t-1");
		expect(await first).toBe("t-1");
		const second = tokenOf(tokens.get());
		give("t-2");
		expect(await second).toBe("t-2");
		expect(asked()).toBe(2);
	});
});
