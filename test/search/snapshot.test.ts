import { describe, expect, test } from "vitest";
import { type Article, plainArticle } from "../../src/knowledge/article.ts";
import { buildIndex } from "../../src/search/article-index.ts";
import {
	buildIndexAsync,
	readSnapshot,
	writeSnapshot,
} from "../../src/search/snapshot.ts";

describe("a snapshot", () => {
	const articles = ["医疗互助", "歌手大赛", "清凉驿站"].map((title) =>
		plainArticle({
			id: title,
			title,
			body: `${title}的消息:每人80元,电话0793-5550219。职工都可以来。`,
		}),
	);

	async function saved(hash: string, of: Article[] = articles) {
		const { postings } = await buildIndexAsync(of);
		return writeSnapshot(postings, hash);
	}

	test("gives back an index that ranks and weighs like one that is built", async () => {
		const text = await saved("spring");
		const loaded = await readSnapshot(text, articles, "spring");
		const built = buildIndex(articles);
		const query = "职工医疗互助要多少钱";
		expect(loaded?.search(query)).toEqual(built.search(query));
		expect(loaded?.weight("职工")).toBe(built.weight("职工"));
	});

	test("is refused for other knowledge", async () => {
		const text = await saved("spring");
		expect(await readSnapshot(text, articles, "summer")).toBeNull();
		expect(await readSnapshot(text, articles.slice(1), "spring")).toBeNull();
	});

	test("is refused with an error when it was cut off", async () => {
		const text = await saved("spring");
		const cutOff = text.slice(0, text.length / 2);
		await expect(readSnapshot(cutOff, articles, "spring")).rejects.toThrow();
	});

	test("of no articles at all is a snapshot too", async () => {
		const text = await saved("empty", []);
		const loaded = await readSnapshot(text, [], "empty");
		expect(loaded?.search("医疗互助")).toEqual([]);
	});
});
