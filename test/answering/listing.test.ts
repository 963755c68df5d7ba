import { describe, expect, it } from "vitest";
import { listArticles, readListing } from "../../src/answering/listing.ts";
import { readArticle } from "../../src/answering/reading.ts";
import { plainArticle } from "../../src/knowledge/article.ts";
import { MARCH, PAPER } from "./paper.ts";

describe("a question for a list", () => {
	it.each([
		["最近有什么活动?", "活动", ""],
		["最近有甚么活动", "活动", ""],
		["有哪些帮扶政策", "政策", "帮扶"],
		["这期报纸讲了什么新闻", null, ""],
	])("%s", (question, noun, topic) => {
		expect(readListing(question)).toMatchObject({ noun, topic });
	});

	it.each(["活动什么时候开始", "政策是谁定的", "报名要带什么"])(
		"is not %s",
		(question) => {
			expect(readListing(question)).toBeNull();
		},
	);
});

/** The lines that a question's list shows, of the tests' paper and more. */
function lines(question: string, more = PAPER): string[] {
	const listing = readListing(question);
	if (!listing) throw new Error("no list is asked for");
	return listArticles(
		listing,
		more.map((article) => readArticle(article, null)),
	).map(({ text }) => text);
}

it("shows contests by whatever name, and notices without any", () => {
	expect(lines("有哪些比赛")).toEqual(["叉车技能比武4月开赛"]);
	const closed = plainArticle({
		id: "issues/2023-03-02/10-closed",
		issue: MARCH,
		title: "停水三天",
		kind: "notice",
		body: "4月1日至3日停水。",
	});
	expect(lines("最近有什么通知", [...PAPER, closed])).toEqual(["停水三天"]);
});

describe("a line", () => {
	const film = plainArticle({
		id: "issues/2023-03-02/09-film",
		issue: MARCH,
		title: "月光下的广场",
		subtitle: "职工露天电影活动连放三晚",
		kind: "event",
		body: "职工露天电影活动连放三晚。",
	});

	it("is the part of the headline that names the event", () => {
		expect(lines("最近有什么活动", [film])).toEqual([film.subtitle]);
	});

	it("of the news is the headline itself, short as it is", () => {
		expect(lines("最近有什么新闻", [film])).toEqual([film.title]);
	});

	it("stands for every article that fits, the newest issue first", () => {
		expect(lines("最近有什么新闻")).toEqual(PAPER.map(({ title }) => title));
	});
});
