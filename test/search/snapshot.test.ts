import { describe, expect, test } from "vitest";
import { plainArticle } from "../../src/knowledge/article.ts";
import { buildIndex } from "../../src/search/article-index.ts";
import { readSnapshot, writeSnapshot } from "../../src/search/snapshot.ts";

describe("a snapshot", () => {
	const articles = ["医疗互助", "歌手大赛", "清凉驿站"].map((title) =>
		plainArticle({
			id: title,
			title,
			body: `${title}的消息:每人80元,电话0793-5550219。职工都可以来。`,
		}),
	);

	test("gives back an index that ranks and weighs like one that is built", async () => {
		const saved = await writeSnapshot(articles, "spring");
		const loaded = await readSnapshot(saved, articles, "spring");
		const built = buildIndex(articles);
		const query = "职工医疗互助要多少钱";
		expect(loaded?.search(query)).toEqual(built.search(query));
		expect(loaded?.weight("职工")).toBe(built.weight("职工"));
	});

	test("is refused for other knowledge", async () => {
		const saved = await writeSnapshot(articles, "spring");
		expect(await readSnapshot(saved, articles, "summer")).toBeNull();
		expect(await readSnapshot(saved, articles.slice(1), "spring")).toBeNull();
	});

	test("is refused with an error when it was cut off", async () => {
		const saved = await writeSnapshot(articles, "spring");
		const cutOff = saved.slice(0, saved.length / 2);
		await expect(readSnapshot(cutOff, articles, "spring")).rejects.toThrow();
	});

	test("of no articles at all is a snapshot too", async () => {
		const saved = await writeSnapshot([], "empty");
		const loaded = await readSnapshot(saved, [], "empty");
		expect(loaded?.search("医疗互助")).toEqual([]);
	});
});
