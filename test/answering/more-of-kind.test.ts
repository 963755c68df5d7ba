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

	it("goes on with a list where the last question asked for one", () => {
		const event = PAPER[1];
		if (!event) throw new Error("the paper has an event");
		const events = Array.from({ length: 7 }, (_, n) => ({
			...event,
			id: `${event.id}-${n}`,
			title: `第${n + 1}场技能比武开赛`,
		}));
		const { answer } = answererOver(events);
		const all = answer({ text: "最近有什么活动", context: [] });
		const rest = answer({ text: "还有吗", context: ["最近有什么活动"] });
		expect(rest.quotes).toEqual(all.quotes.slice(5));
	});

	it("is not answered with the article that was talked about", () => {
		const { answer } = answererOver(PAPER);
		const context = ["叉车技能比武在哪里举行?"];
		const other = answer({ text: "还有别的活动吗", context });
		expect(other.quotes.map(({ article }) => article.title)).not.toContain(
			"叉车技能比武4月开赛",
		);
	});
});
