/** Saves an index as text and loads it again, so that a start need not build it. */

import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Article } from "../knowledge/article.ts";
import { ANALYZER_VERSION } from "./analyzer.ts";
import { ArticleIndex } from "./article-index.ts";
import { type Postings, PostingsWriter } from "./postings.ts";
import { printedText } from "./printed-text.ts";
import { TermIndex } from "./term-index.ts";

/** Articles that are read in one go before other work gets its turn: some 20 ms. */
const BATCH_ARTICLES = 50;

/** As `buildIndex`, letting other work through in between; with the postings, which `writeSnapshot` saves. */
export async function buildIndexAsync(
	articles: readonly Article[],
): Promise<{ index: ArticleIndex; postings: Postings }> {
	const writer = new PostingsWriter();
	for (const [n, article] of articles.entries()) {
		writer.add(printedText(article).text);
		if (n % BATCH_ARTICLES === BATCH_ARTICLES - 1) await setImmediate();
	}
	const postings = writer.postings();
	const terms = await TermIndex.fromPostingsAsync(postings);
	return { index: new ArticleIndex(articles, terms), postings };
}

/** `knowledgeHash` names the knowledge that the articles were read from. */
export function writeSnapshot(
	postings: Postings,
	knowledgeHash: string,
): string {
	const json = JSON.stringify(postings);
	return [snapshotKey(knowledgeHash), checksum(json), json].join("\n");
}

/**
 * The index that was saved for the same articles by the same analyzer; null when it was another one.
 * @throws when the snapshot is damaged.
 */
export async function readSnapshot(
	snapshot: string,
	articles: readonly Article[],
	knowledgeHash: string,
): Promise<ArticleIndex | null> {
	const keyEnd = snapshot.indexOf("\n");
	if (snapshot.slice(0, keyEnd) !== snapshotKey(knowledgeHash)) return null;
	const checksumEnd = snapshot.indexOf("\n", keyEnd + 1);
	const json = snapshot.slice(checksumEnd + 1);
	if (snapshot.slice(keyEnd + 1, checksumEnd) !== checksum(json))
		throw new Error("the snapshot is damaged");
	// What the checksum vouches for was written by `writeSnapshot`.
	const postings: Postings = JSON.parse(json);
	if (postings.lengths.length !== articles.length) return null;
	const terms = await TermIndex.fromPostingsAsync(postings);
	return new ArticleIndex(articles, terms);
}

function snapshotKey(knowledgeHash: string): string {
	return `index of analyzer ${ANALYZER_VERSION}, knowledge ${knowledgeHash}`;
}

function checksum(json: string): string {
	return createHash("sha256").update(json).digest("hex");
}
