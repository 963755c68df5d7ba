import { describe, expect, test } from "vitest";
import type { Answer } from "../../src/answering/answer.ts";
import {
	documentArticle,
	measureAnswers,
} from "../../src/answering/measure-answers.ts";

const tea = documentArticle({ id: "tea", text: "茶会改到周五。地点不变。" });
const song = documentArticle({ id: "song", text: "歌手大赛收官。" });

const notFound: Answer = {
	status: "not_found",
	quotes: [],
	related: [],
	ranking: [song, tea],
	traditional: false,
};

describe("measureAnswers", () => {
	test("counts the place of the right document and what the quotes hold", () => {
		const answers: Answer[] = [
			{
				...notFound,
				status: "answered",
				quotes: [{ text: "茶会改到周五。", article: tea }],
				ranking: [tea, song],
			},
			notFound,
		];
		const ticks = [0, 10, 10, 40];
		const { figures, types, failures } = measureAnswers(
			{ answer: () => answers.shift() as Answer },
			[
				{ id: "1", q: "茶会哪天", doc: "tea", answers: ["周五"] },
				{ id: "2", q: "茶会几点", doc: "tea", answers: ["三点"] },
			],
			() => ticks.shift() as number,
		);
		expect(figures).toEqual({
			questions: 2,
			hit1: 0.5,
			hit5: 1,
			mrr10: 0.75,
			answerContained: 0.5,
			// 周五 within seven characters: F1 4/9, for one question of two.
			rougeL: expect.closeTo(2 / 9),
			replyChars: 3.5,
			msP50: 10,
			msP99: 30,
		});
		expect(types).toMatchObject({
			date: { questions: 2, hit1: 0.5, contained: 0.5, refused: 0.5 },
		});
		expect(failures).toMatchObject([
			{ id: "2", why: "refused", wanted: ["三点"], quoted: [] },
		]);
	});
});

describe("a document as an article", () => {
	test("without a title is headed by its first line or sentence, which stays in the text", () => {
		const { title, body } = documentArticle({
			id: "1",
			text: "关于发放高温津贴的通知 各单位:现将有关事项通知如下。",
		});
		expect(title).toBe("关于发放高温津贴的通知");
		expect(body).toMatch(/^关于发放高温津贴的通知 各单位/);
	});

	test("keeps the title that it has", () => {
		const text = "各单位:现将有关事项通知如下。";
		expect(documentArticle({ id: "1", title: "通知", text }).title).toBe(
			"通知",
		);
	});
});
