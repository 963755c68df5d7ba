import { expect, it } from "vitest";
import { createIsSensitive } from "../../src/answering/sensitive.ts";

const isSensitive = createIsSensitive(["彩票", "Bet 88", "!"]);

it.each(["哪里买彩票", "彩 票", "彩*票", "彩\u200b票", "ＢＥＴ８８好玩吗"])(
	"%s is on the operator's list",
	(message) => {
		expect(isSensitive(message)).toBe(true);
	},
);

it("is nothing else, nor a word without a letter", () => {
	expect(isSensitive("彩色电影票哪里领!")).toBe(false);
	expect(createIsSensitive([])("彩票")).toBe(false);
});
