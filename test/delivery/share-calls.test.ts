import { expect, test } from "vitest";
import { shareCalls } from "../../src/delivery/share-calls.ts";
import type { OutboxEntry } from "../../src/store/store.ts";

test("pushes that say the same hold one call between them", () => {
	const [first, second, other] = shareCalls([
		entry(1, "新一期摘要"),
		entry(2, "新一期摘要"),
		entry(3, "更正"),
	]);
	expect(second?.call).toBe(first?.call);
	expect(other?.call).toEqual({ text: "更正" });
	expect(second?.id).toBe(2);
});

function entry(id: number, text: string): OutboxEntry {
	return {
		id,
		kind: "push",
		platform: "telegram",
		chat: `${id}`,
		group: true,
		priority: 9,
		dueAt: 0,
		tries: 0,
		call: { text },
		answer: null,
	};
}
