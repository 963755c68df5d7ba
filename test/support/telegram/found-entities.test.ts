import { expect, test } from "vitest";
import { findEntities } from "./found-entities.ts";

const found = (text: string) =>
	findEntities(text).map(({ type, offset, length }) => [
		type,
		text.slice(offset, offset + length),
	]);

test("mentions, commands, links and hashtags are found", () => {
	expect(
		found("/ask@some_bot 问 @some_bot #体检 https://example.org/a?b=1"),
	).toEqual([
		["bot_command", "/ask@some_bot"],
		["mention", "@some_bot"],
		["hashtag", "#体检"],
		["url", "https://example.org/a?b=1"],
	]);
});

test("a name that runs into Chinese is no mention, a command no command", () => {
	expect(found("@some_bot哪里能体检")).toEqual([]);
	expect(found("请问@some_bot 哪里能体检")).toEqual([]);
	expect(found("/ask体检")).toEqual([]);
	expect(found("@some_bot,哪里能体检")).toEqual([["mention", "@some_bot"]]);
});

test("an address, a date and a path are none", () => {
	expect(found("me@example 3/4 a/b")).toEqual([]);
});
