import { describe, expect, it } from "vitest";
import { readMore } from "../../src/answering/more-of-kind.ts";
import { answererOver, PAPER } from "./paper.ts";

describe("a question for more", () => {
	it.each(["还有吗", "还有别的吗", "还有其他的吗?", "那还有没有别的"])(
		"of the same: %s",
		(said) => {
			expect(readMore(said)).toBe("");
		},
	);

	it("names what is to be listed", () => {
		expect(readMore("还有别的活动吗")).toBe("有活动吗");
	});

	it.each(["还有别的城市在办吗", "有吗", "还有多少人没报名"])(
		"is none that asks something of the article: %s",
		(said) => {
			expect(readMore(said)).toBeNull();
		},
	);

	it("is not answered with the article that was talked about", () => {
		const { answer } = answererOver(PAPER);
		const context = ["叉车技能比武在哪里举行?"];
		const other = answer({ text: "还有别的活动吗", context });
		expect(other.quotes.map(({ article }) => article.title)).not.toContain(
			"叉车技能比武4月开赛",
		);
	});
});
