import { describe, expect, test } from "vitest";
import { createLimiter } from "../../src/delivery/limiter.ts";
import { createLine, type Line } from "../../src/delivery/line.ts";
import type { OutboxEntry } from "../../src/store/store.ts";

const NOW = 1_000_000;
const BOTH = { answer: true, push: true };

describe("goes first", () => {
	test("what has the smaller priority, then what came earlier", () => {
		const line = newLine();
		add(line, { id: 1, chat: "a", priority: 9 });
		add(line, { id: 2, chat: "b", priority: 5 });
		add(line, { id: 3, chat: "c", priority: 5 });
		expect(takeAll(line)).toEqual([2, 3, 1]);
	});

	test("an answer before its chat's pushes, though it came later", () => {
		const line = newLine();
		add(line, { id: 1, kind: "push", priority: 9 });
		add(line, { id: 2, kind: "push", priority: 9 });
		add(line, { id: 3, kind: "answer" });
		expect(takeAll(line)).toEqual([3, 1, 2]);
	});

	test("an answer, where there is no room for pushes", () => {
		const line = newLine();
		add(line, { id: 1, chat: "a", kind: "push", priority: 1 });
		add(line, { id: 2, chat: "b", kind: "answer", priority: 5 });
		expect(line.take({ answer: true, push: false }, NOW)?.entry.id).toBe(2);
		expect(line.take({ answer: true, push: false }, NOW)).toBeNull();
	});
});

describe("a chat", () => {
	test("has one message taken at a time", () => {
		const line = newLine();
		add(line, { id: 1 });
		add(line, { id: 2 });
		const first = take(line);
		expect(line.take(BOTH, NOW)).toBeNull();
		line.letGo(first, NOW);
		expect(take(line).entry.id).toBe(2);
	});

	test("waits for a message that was put back, and nobody else does", () => {
		const line = newLine();
		add(line, { id: 1, chat: "a" });
		add(line, { id: 2, chat: "a" });
		add(line, { id: 3, chat: "b" });
		const first = take(line);
		first.at = NOW + 5000;
		line.putBack(first, NOW);
		expect(takeAll(line)).toEqual([3]);
		expect(line.nextAt(BOTH, NOW)).toBe(NOW + 5000);
		expect(line.take(BOTH, NOW + 5000)).toBe(first);
	});

	test("whose push failed still gets an answer at once", () => {
		const line = newLine();
		add(line, { id: 1, kind: "push" });
		const push = take(line);
		push.at = NOW + 60_000;
		line.putBack(push, NOW);
		add(line, { id: 2, kind: "answer" });
		expect(takeAll(line)).toEqual([2]);
	});

	test("that moves keeps its order, also with what waits in its new place", () => {
		const line = newLine();
		for (const [id, chat] of [
			[1, "old"],
			[2, "new"],
			[3, "old"],
			[4, "new"],
		] as const)
			add(line, { id, chat });
		const moving = take(line);
		line.move("old", "new", NOW);
		line.putBack(moving, NOW);
		expect(takeAll(line)).toEqual([1, 2, 3, 4]);
		expect(moving.entry.chat).toBe("new");
	});

	test("loses what is dropped, and goes on with the rest", () => {
		const line = newLine();
		for (const id of [1, 2, 3]) add(line, { id });
		add(line, { id: 4, dueAt: NOW + 1000 });
		expect(line.drop([1, 2, 4, 99], NOW).map(({ id }) => id)).toEqual([
			1, 2, 4,
		]);
		expect(takeAll(line)).toEqual([3]);
		expect(line.take(BOTH, NOW + 1000)).toBeNull();
	});
});

describe("a message that is not due", () => {
	test("stands in nobody's way before it is", () => {
		const line = newLine();
		add(line, { id: 1, dueAt: NOW + 1000 });
		add(line, { id: 2 });
		expect(takeAll(line)).toEqual([2]);
		expect(line.nextAt(BOTH, NOW)).toBe(NOW + 1000);
		expect(line.take(BOTH, NOW + 1000)?.entry.id).toBe(1);
	});

	test("keeps its place when it was tried before: what is behind it waits", () => {
		const line = newLine();
		add(line, { id: 1, dueAt: NOW + 1000, tries: 1 });
		add(line, { id: 2 });
		expect(line.take(BOTH, NOW)).toBeNull();
		expect(line.take(BOTH, NOW + 1000)?.entry.id).toBe(1);
	});
});

describe("a change of a message", () => {
	const edits = "om_1";

	test("takes the place of an earlier one that waits", () => {
		const line = newLine();
		add(line, { id: 1, edits, priority: 1 });
		add(line, { id: 2, edits: "om_2" });
		add(line, { id: 3, edits, chat: "b" });
		add(line, { id: 4 });
		add(line, { id: 5, edits, dueAt: NOW + 1000 });
		add(line, { id: 6, edits });
		expect(takeAll(line)).toEqual([2, 3, 4, 6]);
		expect(line.take(BOTH, NOW + 1000)).toBeNull();
	});

	test("need not wait for the rest that an earlier one was told to take", () => {
		const line = newLine();
		add(line, { id: 1, edits });
		const first = take(line);
		first.at = NOW + 60_000;
		line.putBack(first, NOW);
		add(line, { id: 2, edits });
		expect(takeAll(line)).toEqual([2]);
		expect(line.nextAt(BOTH, NOW)).toBe(Number.POSITIVE_INFINITY);
	});

	test("waits for the one that is under way, which is not put back", () => {
		const line = newLine();
		add(line, { id: 1, edits });
		const first = take(line);
		add(line, { id: 2, edits, priority: 9 });
		expect(line.take(BOTH, NOW)).toBeNull();
		line.putBack(first, NOW);
		expect(takeAll(line)).toEqual([2]);
	});

	test("is forgotten where a later one is there already", () => {
		const line = newLine();
		add(line, { id: 2, edits });
		add(line, { id: 1, edits });
		expect(takeAll(line)).toEqual([2]);
		// What is gone stands in nobody's way.
		add(line, { id: 1, edits });
		expect(takeAll(line)).toEqual([1]);
	});
});

test("a message is in the line once, however often it is added", () => {
	const line = newLine();
	add(line, { id: 1 });
	const taken = take(line);
	add(line, { id: 1 });
	line.letGo(taken, NOW);
	expect(line.take(BOTH, NOW)).toBeNull();
});

test("100,000 pushes in 2000 chats go in order of their coming", () => {
	const line = newLine();
	for (let id = 1; id <= 100_000; id++)
		add(line, { id, chat: `${id % 2000}`, kind: "push" });
	let last = 0;
	for (let item = line.take(BOTH, NOW); item; item = line.take(BOTH, NOW)) {
		expect(item.entry.id).toBe(last + 1);
		last = item.entry.id;
		line.letGo(item, NOW);
	}
	expect(last).toBe(100_000);
	expect(line.nextAt(BOTH, NOW)).toBe(Number.POSITIVE_INFINITY);
});

function newLine(): Line {
	return createLine(createLimiter([]));
}

function add(line: Line, entry: Partial<OutboxEntry> & { id: number }): void {
	line.add(
		{
			kind: "answer",
			platform: "telegram",
			chat: "a",
			group: false,
			priority: 5,
			dueAt: NOW,
			tries: 0,
			call: {},
			answer: null,
			...entry,
		},
		NOW,
	);
}

function take(line: Line) {
	const item = line.take(BOTH, NOW);
	if (!item) throw new Error("nothing may go");
	return item;
}

/** Ids in the order in which they go, each let go at once. */
function takeAll(line: Line): number[] {
	const ids: number[] = [];
	for (let item = line.take(BOTH, NOW); item; item = line.take(BOTH, NOW)) {
		ids.push(item.entry.id);
		line.letGo(item, NOW);
	}
	return ids;
}
