import { expect, it } from "vitest";
import { readExpected } from "../../src/answering/answer-kind.ts";
import { readArticle } from "../../src/answering/reading.ts";
import { growWindow } from "../../src/answering/window.ts";
import { plainArticle } from "../../src/knowledge/article.ts";

/** The sentences that answer together with the one that begins with `best`. */
const window = (question: string, best: string, ...lines: string[]) => {
	const read = readArticle(
		plainArticle({ id: "ferry", title: "渡口", body: lines.join("\n") }),
		null,
	);
	const sentence = read.sentences.find(({ text }) => text.startsWith(best));
	if (!sentence) throw new Error(`no sentence ${best}`);
	const chosen = { read, sentence, score: 1, mass: 1, inside: 1, whole: 1 };
	return growWindow(chosen, [chosen], readExpected(question))
		.map((index) => read.sentences[index]?.text)
		.join("");
};

it("who asks how or which gets the paragraph, who asks for a fact its sentence", () => {
	const paragraph =
		"船票可以网上买。也可以到窗口买。每张船票8元。老人凭证减半。";
	expect(window("怎么买船票", "也可以", paragraph)).toBe(paragraph);
	expect(window("船票多少钱", "每张", paragraph)).toBe("每张船票8元。");
});

it("a numbered list goes on to its last item", () => {
	expect(
		window(
			"买月票要带哪些东西",
			"1.",
			"二、月票",
			"1.带上身份证；",
			"2.带上一寸照片；",
			"3.带上工牌。",
			"三、退票",
		),
	).toBe("1.带上身份证；2.带上一寸照片；3.带上工牌。");
});

it("a short numbered line brings what it names", () => {
	expect(
		window(
			"月票退不退",
			"（一）",
			"（一）月票的退换。",
			"当月未用可退。",
			"（二）船上用餐。",
		),
	).toBe("（一）月票的退换。当月未用可退。");
});
