/** The line that each article has in a push, and how they are ordered. */

import { describe, expect, it } from "vitest";
import type { EditedArticle } from "../../src/knowledge/article.ts";
import { ArticleFacts } from "../../src/knowledge/article.ts";
import type { DeskIssue } from "../../src/knowledge/issue-desk.ts";
import { summarizeIssue } from "../../src/publishing/issue-summary.ts";

const BODY =
	"绍兴市总工会四月起在工地旁开办早餐铺，一碗粥两块钱，六点开门。工友下了夜班也能吃上热的。";

function issueOf(
	articles: readonly (Partial<EditedArticle> & { title: string })[],
	facts: Partial<DeskIssue["issue"]> = {},
): Pick<DeskIssue, "issue" | "articles"> {
	return {
		issue: {
			id: "2024-04-01",
			status: "draft",
			paper: "山城职工报",
			date: "2024-04-01",
			imported: "2024-04-01T00:00:00.000Z",
			published: null,
			pages: [],
			...facts,
		},
		articles: articles.map((article, at) => ({
			number: at + 1,
			id: `issues/2024-04-01/0${at + 1}`,
			file: `0${at + 1}.md`,
			article: { ...ArticleFacts.parse(article), body: BODY, ...article },
		})),
	};
}

describe("a line", () => {
	it("says what the paper says, in its words", () => {
		const { lines } = summarizeIssue(issueOf([{ title: "早餐铺开张" }]), []);
		expect(lines).toEqual([
			{
				number: 1,
				article: "issues/2024-04-01/01",
				title: "早餐铺开张",
				says: expect.any(String),
				edited: false,
				damaged: false,
				group: "news",
				place: null,
			},
		]);
		const says = lines[0]?.says ?? "";
		expect(BODY).toContain(says.replace(/。$/, ""));
		expect(says.length).toBeLessThanOrEqual(60);
	});

	it("is the editor's where there is one, and marked as such", () => {
		const brief = "工地旁有了早餐铺。";
		const { lines } = summarizeIssue(
			issueOf([{ title: "早餐铺开张", brief }]),
			[],
		);
		expect(lines).toMatchObject([{ says: brief, edited: true }]);
	});

	it.each([{ truncated: true }, { damage: ["第3行起有读不出的字"] }])(
		"tells that text is missing in print: %j",
		(facts) => {
			const { lines } = summarizeIssue(
				issueOf([{ title: "早餐铺开张", ...facts }]),
				[],
			);
			expect(lines[0]?.damaged).toBe(true);
		},
	);

	it("is none for what was taken back", () => {
		const issue = issueOf([{ title: "一", withdrawn: true }, { title: "二" }]);
		expect(summarizeIssue(issue, []).lines).toMatchObject([{ title: "二" }]);
	});
});

it("what somebody may act on stands before what they may only read; within a kind as printed", () => {
	const issue = issueOf([
		{ title: "新闻一", kind: "news" },
		{ title: "活动", kind: "event" },
		{ title: "通知", kind: "notice" },
		{ title: "新闻二", kind: "news" },
		{ title: "政策", kind: "policy" },
		{ title: "问答", kind: "qa" },
	]);
	expect(
		summarizeIssue(issue, []).lines.map(({ title, group }) => [title, group]),
	).toEqual([
		["通知", "policy"],
		["政策", "policy"],
		["问答", "policy"],
		["活动", "event"],
		["新闻一", "news"],
		["新闻二", "news"],
	]);
});

it("paper, date and pages are those that are known, and none is made up", () => {
	const known = summarizeIssue(
		issueOf([
			{ title: "一", page: "第1版" },
			{ title: "二", page: "第1版" },
			{ title: "三", page: "第3版" },
		]),
		[],
	);
	expect(known).toMatchObject({
		paper: "山城职工报",
		date: "2024-04-01",
		pages: ["第1版", "第3版"],
	});
	const bare = issueOf([{ title: "一" }], { paper: null, date: null });
	expect(summarizeIssue(bare, [])).toMatchObject({
		paper: null,
		date: null,
		pages: [],
	});
});
