import { expect, test } from "vitest";
import { createRefusalWatch } from "../../../src/adapters/lark/refusal-watch.ts";

function scene() {
	const lines: object[] = [];
	const time = { now: 0 };
	const log = {
		info() {},
		warn: (fields: object) => void lines.push(fields),
		error() {},
	};
	return { lines, time, saw: createRefusalWatch(log, () => time.now) };
}

test("the first refusal is told at once: somebody may be setting the bot up", () => {
	const { lines, saw } = scene();
	saw("wrong signature");
	expect(lines).toEqual([{ reason: "wrong signature", refusals: 1, taken: 0 }]);
});

test("a million refusals are a line a minute, with their number", () => {
	const { lines, saw, time } = scene();
	for (let n = 0; n < 1_000_000; n++) saw("no signature");
	expect(lines).toHaveLength(1);
	time.now = 60_000;
	saw("wrong token");
	expect(lines).toHaveLength(2);
	expect(lines[1]).toEqual({
		reason: "wrong token",
		refusals: 1_000_000,
		taken: 0,
	});
});

test("what was taken is no line, but tells that the keys are right", () => {
	const { lines, saw } = scene();
	saw(null);
	saw(null);
	expect(lines).toEqual([]);
	saw("no signature");
	expect(lines).toMatchObject([{ refusals: 1, taken: 2 }]);
});

test("a clock that is put back does not silence it", () => {
	const { lines, saw, time } = scene();
	time.now = 10 * 60_000;
	saw("no signature");
	time.now = 0;
	saw("no signature");
	expect(lines).toHaveLength(2);
});
