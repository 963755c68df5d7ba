import { expect, test } from "vitest";
import {
	gradeReplies,
	type MemberQuestion,
} from "../../src/bot/grade-replies.ts";
import type { Reply } from "../../src/chat/reply.ts";

const asked: MemberQuestion = {
	id: "1",
	q: "小屋几点开放",
	context: [],
	type: "fact",
	answers: ["6时至19时"],
	titles: ["采茶工有了歇脚屋"],
};

/** Why the reply with these quotes (headline, words) is wrong; null when it is right. */
function whyWrong(
	status: Reply["status"],
	quotes: [title: string, text: string][],
	question: Partial<MemberQuestion> = {},
): string | null {
	const { failures } = gradeReplies([{ ...asked, ...question }], {
		reply: () => ({
			status,
			text: "",
			lines: [],
			quotes: quotes.map(([title, text]) => ({
				text,
				article: { id: title, title, issue: null },
			})),
			related: [],
		}),
		answer: () => ({
			status,
			quotes: [],
			related: [],
			ranking: [],
			traditional: false,
			refusal: "mass",
		}),
	});
	return failures[0]?.why ?? null;
}

const HOURS = "小屋每天６时 至19时开放。";

test("right is the answer from the right article, width and white space aside", () => {
	expect(whyWrong("answered", [["采茶工有了歇脚屋", HOURS]])).toBeNull();
});

test("wrong is another article, another sentence, too much text or none", () => {
	expect(whyWrong("answered", [["叉车比武", HOURS]])).toBe("wrong_document");
	expect(whyWrong("answered", [["采茶工有了歇脚屋", "屋里有水。"]])).toBe(
		"not_in_quote",
	);
	expect(
		whyWrong("answered", [["采茶工有了歇脚屋", HOURS + "长".repeat(260)]]),
	).toBe("too_long");
	expect(whyWrong("not_found", [])).toBe("refused");
});

test("where the paper is silent only silence is right, and talk about something else may be talk", () => {
	const nearMiss = { type: "unanswerable", subtype: "near_miss" } as const;
	const offTopic = { type: "unanswerable", subtype: "off_topic" } as const;
	expect(whyWrong("not_found", [], nearMiss)).toBeNull();
	expect(whyWrong("small_talk", [], nearMiss)).toBe("not_refused");
	expect(whyWrong("small_talk", [], offTopic)).toBeNull();
	expect(whyWrong("answered", [["采茶工有了歇脚屋", HOURS]], offTopic)).toBe(
		"not_refused",
	);
});
