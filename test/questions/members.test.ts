/** What members ask of our own pages, graded by hand: how many get the right answer, and how many are rightly told that the paper is silent. */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Answering, ingestFiles, openAnswering } from "../../src/app.ts";
import {
	type GradedReplies,
	gradeReplies,
	MemberQuestion,
} from "../../src/bot/grade-replies.ts";

const PAGES = ["W1", "W2", "W4", "W5", "X01", "X03", "X04"];

let folder: string;
let answering: Answering;
let questions: MemberQuestion[];
let graded: GradedReplies;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), "graded-"));
	for (const page of PAGES)
		await ingestFiles({
			files: [path.join(import.meta.dirname, "..", "pages", `${page}.txt`)],
			knowledgeDir: folder,
			draft: false,
			force: false,
			dryRun: false,
		});
	answering = await openAnswering({
		knowledgeDir: folder,
		configDir: "config",
	});
	const lines = await readFile(
		path.join(import.meta.dirname, "members.jsonl"),
		"utf8",
	);
	questions = lines
		.split("\n")
		.filter((line) => line.trim() !== "")
		.map((line) => MemberQuestion.parse(JSON.parse(line)));
	graded = gradeReplies(questions, answering);
});
afterAll(() => rm(folder, { recursive: true }));

/** Shares a little below those measured when they were last set (in brackets): floors, not goals. */
test.each([
	["fact", 0.9], // 34 of 35
	["policy", 0.8], // 22 of 26
	["event", 0.8], // 13 of 15
	["typo", 0.9], // 10 of 10
	["traditional", 0.8], // 5 of 6
	["keyword", 0.9], // 8 of 8
	["followup", 0.9], // 13 of 13
	["near_miss", 0.9], // 25 of 26
	["off_topic", 0.95], // 12 of 12
	["colloquial", 0.16], // 7 of 30: everyday words are not bridged yet
])(
	"%s questions: at least %d are answered as they should be",
	(type, floor) => {
		const figures = graded.types[type] ?? { right: 0, questions: 1 };
		const wrong = graded.failures.filter((failure) => failure.type === type);
		expect(
			figures.right / figures.questions,
			wrong.map(({ id, q, why }) => `${id} ${q} (${why})`).join("\n"),
		).toBeGreaterThanOrEqual(floor);
	},
);

test("every quote stands in its reply, and no reply is longer than a phone shows", () => {
	for (const { q, context } of questions) {
		const { text, quotes } = answering.reply({ text: q, context });
		expect([...text].length).toBeLessThanOrEqual(400);
		for (const quote of quotes) expect(text).toContain(quote.text);
	}
});
