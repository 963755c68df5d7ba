import { expect, test } from "vitest";
import { createIsAdministrator } from "../../../src/adapters/telegram/administrators.ts";

test("no more than a thousand are remembered, the latest", async () => {
	const asked: unknown[] = [];
	const isAdministrator = createIsAdministrator({
		api: {
			async call(_, payload) {
				asked.push(payload);
				return { is: "result", result: { status: "administrator" } };
			},
		},
		now: () => 0,
		timeoutMs: 1000,
	});
	const ask = (id: number) =>
		isAdministrator("-77", { id: String(id), name: "", asGroup: false });
	for (let id = 1; id <= 1001; id++) expect(await ask(id)).toBe(true);
	expect(asked).toHaveLength(1001);
	await ask(1001);
	await ask(2);
	expect(asked).toHaveLength(1001);
	await ask(1);
	expect(asked).toHaveLength(1002);
});
