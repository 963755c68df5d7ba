/** Reads a page that a test made up. */

import {
	createPageReader,
	type PageArticle,
	type PageReading,
} from "../../src/ingest/read-page.ts";
import { createGazetteer } from "../../src/knowledge/gazetteer.ts";

const reader = createPageReader(createGazetteer());

/** The page between the back-ticks: the line breaks after the first and before the last of them are not printed. */
export function readPage(page: string, markdown = false): PageReading {
	return reader.read(page.replace(/^\n/, "").replace(/\n\t*$/, "\n"), {
		markdown,
	});
}

export function read(page: string): PageArticle[] {
	return readPage(page).articles;
}

/** The one article of a page that has no other. */
export function readOne(page: string): PageArticle {
	const articles = read(page);
	const [article] = articles;
	if (!article || articles.length > 1)
		throw new Error(
			`expected one article, read ${articles.length}: ${articles.map(({ title }) => title).join(" / ")}`,
		);
	return article;
}

/** What was printed in a role, in order. */
export function printedAs(reading: PageReading, role: string): string[] {
	return reading.pieces
		.filter((piece) => piece.role === role)
		.map((piece) => piece.text);
}
