/** An article as the Markdown file that people review: YAML front matter, then the body, a blank line between paragraphs. */

import { parse, stringify } from "yaml";
import { z } from "zod";
import { ArticleFacts, type EditedArticle, Editorial } from "./article.ts";

const FENCE = "---";

/** Writes what {@link parseArticle} reads back to the same article. Sub-heads become `##` headings. */
export function formatArticle(article: EditedArticle): string {
	const { body, ...facts } = article;
	const subheads = new Set(facts.subheads);
	const paragraphs = body
		.split("\n")
		.map((paragraph) =>
			subheads.has(paragraph) ? `## ${paragraph}` : shield(paragraph),
		);
	const front = stringify(
		{ ...ArticleFacts.parse(facts), ...Editorial.parse(facts) },
		{ lineWidth: 0, keepUndefined: false },
	);
	return `${FENCE}\n${front}${FENCE}\n\n${paragraphs.join("\n\n")}\n`;
}

/**
 * Reads an article's Markdown. Without front matter the first heading (or the first line) is the title.
 * @throws Error that says what is wrong, for people: no title, no text, bad front matter.
 */
export function parseArticle(markdown: string): EditedArticle {
	const { front, text } = splitFrontMatter(markdown);
	const lines = text.split("\n").map((line) => line.trim());
	const facts = readFront(front);
	if (front === null || facts.title === undefined) {
		const first = lines.findIndex((line) => line !== "");
		if (first < 0) throw new Error("the file is empty");
		facts.title = lines[first]?.replace(HEADING, "");
		lines.splice(0, first + 1);
	}
	const body = lines
		.filter((line) => line !== "")
		.map((line) => unshield(line.replace(HEADING, "")))
		.join("\n");
	const parsed = ArticleFacts.extend(Editorial.shape).safeParse(facts);
	if (!parsed.success)
		throw new Error(`front matter: ${z.prettifyError(parsed.error)}`);
	if (body === "") throw new Error("there is no text under the front matter");
	return { ...parsed.data, body };
}

const HEADING = /^#{1,6}\s+/;

/** A printed paragraph that begins like a Markdown heading keeps its characters. */
function shield(paragraph: string): string {
	return /^\\*#{1,6}\s/.test(paragraph) ? `\\${paragraph}` : paragraph;
}

function unshield(line: string): string {
	return line.replace(/^\\(\\*#{1,6}\s)/, "$1");
}

function splitFrontMatter(markdown: string): {
	front: string | null;
	text: string;
} {
	const text = markdown.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
	const match = /^---\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(text);
	if (!match) {
		if (text.startsWith(`${FENCE}\n`))
			throw new Error("front matter: the closing --- is missing");
		return { front: null, text };
	}
	return { front: match[1] ?? "", text: text.slice(match[0].length) };
}

function readFront(
	front: string | null,
): Record<string, unknown> & { title?: unknown } {
	if (front === null) return {};
	try {
		return z.record(z.string(), z.unknown()).parse(parse(front) ?? {});
	} catch (cause) {
		const reason =
			cause instanceof z.ZodError ? "it is no list of fields" : String(cause);
		throw new Error(`front matter: ${reason}`, { cause });
	}
}
