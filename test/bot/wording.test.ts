import { expect, it } from "vitest";
import { fill, Wording } from "../../src/bot/wording.ts";
import { WORDING } from "./chat.ts";

it("fills placeholders once, whatever stands in their values", () => {
	expect(fill("来源:{source}", { source: "{date}" })).toBe("来源:{date}");
});

it("refuses a line that lost its placeholder, and an unknown line", () => {
	const lost = { ...WORDING, answer: { ...WORDING.answer, source: "来源" } };
	expect(Wording.safeParse(lost).error?.issues[0]).toMatchObject({
		path: ["answer", "source"],
		message: "must keep {source}",
	});
	expect(Wording.safeParse({ ...WORDING, extra: "" }).success).toBe(false);
});
