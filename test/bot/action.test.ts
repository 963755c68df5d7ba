import { expect, it } from "vitest";
import { type Action, readAction, writeAction } from "../../src/bot/action.ts";
import { MAX_ACTION } from "../../src/chat/reply.ts";

const ACTIONS: Action[] = [
	{ do: "view", answer: 1, view: { of: "answer" } },
	{ do: "view", answer: 2 ** 40, view: { of: "list", from: 99_999 } },
	{ do: "vote", answer: 77, useful: true },
	{ do: "vote", answer: 2 ** 40, useful: false },
	{ do: "view", answer: 3, view: { of: "related" } },
	{
		do: "view",
		answer: 2 ** 40,
		view: { of: "article", at: 99_999, page: 99_999, from: 99_999 },
	},
	{ do: "listens", value: "questions" },
	{ do: "subscribed", value: false },
];

it.each(ACTIONS)("$do goes into a button and comes back", (action) => {
	const text = writeAction(action);
	expect(text).toMatch(/^[\x21-\x7e]+$/);
	expect(text.length).toBeLessThanOrEqual(MAX_ACTION);
	expect(readAction(text)).toEqual(action);
});

it.each([
	"",
	"v",
	"v::a",
	"v:1:",
	"v:1:x",
	"v:-1:a",
	"v:1:t1.2",
	"v:1:t1.2.3.4",
	"v:1:l-1",
	"v:zzzzzzzzzzzzzz:a",
	"f:1:2",
	"f:1:1:x",
	"f:1:1:",
	"s:listens:everything",
	"s:subscribed:yes",
	"s:staff:1",
	"__proto__",
	"v:1:a\nv:2:a",
	"v:1:l999999999999999999999",
])("%j is no button of ours", (text) => {
	expect(readAction(text)).toBeNull();
});
