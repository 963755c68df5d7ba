import { expect, test } from "vitest";
import { createStandingOf } from "../../../src/adapters/telegram/standing.ts";

test("no more than a thousand are remembered, the latest", async () => {
	const asked: unknown[] = [];
	const standingOf = createStandingOf({
		api: {
			async call(_, payload) {
				asked.push(payload);
				return { is: "result", result: { status: "administrator" } };
			},
			download: async () => ({ problem: "too large" }),
		},
		now: () => 0,
		timeoutMs: 1000,
	});
	const ask = (id: number) =>
		standingOf("-77", { id: String(id), name: "", asGroup: false });
	for (let id = 1; id <= 1001; id++)
		expect(await ask(id)).toBe("administrator");
	expect(asked).toHaveLength(1001);
	await ask(1001);
	await ask(2);
	expect(asked).toHaveLength(1001);
	await ask(1);
	expect(asked).toHaveLength(1002);
});
