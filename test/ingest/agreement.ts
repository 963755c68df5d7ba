/** How far a reading of the pages in `test/pages` agrees with what people read in them. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { decodeText } from "../../src/ingest/decode.ts";
import type { PageArticle, PageReading } from "../../src/ingest/read-page.ts";
import { readPage } from "./read.ts";

const PAGES = path.join(import.meta.dirname, "..", "pages");

/** Some gold says "" for what is not printed. */
const PrintedLine = z
	.string()
	.nullable()
	.transform((line) => line || null);

const GoldArticle = z.object({
	/** Any of these is right: a headline's lines alone or together. */
	title_acceptable: z.array(z.string()),
	kicker: PrintedLine,
	subtitle: PrintedLine,
	/** 记者李凡; the bare name where no role is printed. */
	authors: z.array(z.string()),
	body: z.string(),
	captions: z.array(z.string()),
	subheads: z.array(z.string()),
	truncated: z.boolean(),
	damage: z.boolean(),
	kind: z.string().nullable().default(null),
});
type GoldArticle = z.infer<typeof GoldArticle>;

const GoldPage = z.object({
	date: z.string().nullable(),
	articles: z.array(GoldArticle),
});

export interface PageWithGold {
	name: string;
	/** As decoded. */
	text: string;
	reading: PageReading;
	gold: z.infer<typeof GoldPage>;
}

export function readPagesWithGold(): PageWithGold[] {
	return readdirSync(PAGES)
		.filter((file) => file.endsWith(".txt"))
		.map((file) => {
			const name = file.replace(/\.txt$/, "");
			const { text } = decodeText(readFileSync(path.join(PAGES, file)));
			const gold = readFileSync(path.join(PAGES, `${name}.gold.json`), "utf8");
			return {
				name,
				text,
				reading: readPage(text),
				gold: GoldPage.parse(JSON.parse(gold)),
			};
		});
}

/** What is compared of each article that was found. */
const FACTS: Record<string, (read: PageArticle, gold: GoldArticle) => boolean> =
	{
		titles: (read, gold) =>
			gold.title_acceptable.some((title) => same(read.title, title)),
		kickers: (read, gold) => same(read.kicker, gold.kicker),
		subtitles: (read, gold) => same(read.subtitle, gold.subtitle),
		authors: (read, gold) =>
			same(
				read.authors.map(printed).sort().join(),
				[...gold.authors].sort().join(),
			),
		// Where text is missing, people differ about the break between what stands before and after it.
		bodies: (read, gold) =>
			gold.damage
				? same(flat(read.body), flat(gold.body))
				: same(read.body, gold.body),
		captions: (read, gold) => same(read.captions.join(), gold.captions.join()),
		subheads: (read, gold) => same(read.subheads.join(), gold.subheads.join()),
		truncations: (read, gold) => read.truncated === gold.truncated,
		damages: (read, gold) => read.damage.length > 0 === gold.damage,
		kinds: (read, gold) => gold.kind === null || read.kind === gold.kind,
	};

/**
 * Per fact the articles that have it right, `found` and `invented` the articles that are in the gold and that are
 * not; `misses` says what differs, a line each.
 */
export function agreement(pages: readonly PageWithGold[]) {
	const right = Object.fromEntries(Object.keys(FACTS).map((fact) => [fact, 0]));
	const misses: string[] = [];
	let articles = 0;
	let found = 0;
	let invented = 0;
	for (const { name, reading, gold } of pages) {
		const left = new Set(reading.articles);
		for (const wanted of gold.articles) {
			articles++;
			const read = [...left].find((each) => isSameArticle(each, wanted));
			const title = wanted.title_acceptable[0];
			if (!read) {
				misses.push(`${name} ${title}: not found`);
				continue;
			}
			found++;
			left.delete(read);
			for (const [fact, agrees] of Object.entries(FACTS))
				if (agrees(read, wanted)) right[fact] = (right[fact] ?? 0) + 1;
				else misses.push(`${name} ${title}: ${fact}`);
		}
		invented += left.size;
	}
	return { articles, found, invented, right, misses };
}

/** They have most of their text in common: more than half of the character pairs of the longer one. */
function isSameArticle(read: PageArticle, gold: GoldArticle): boolean {
	const a = pairs(read.body);
	const b = pairs(gold.body);
	const shared = [...a].filter((pair) => b.has(pair)).length;
	return shared > Math.max(a.size, b.size) / 2;
}

function pairs(text: string): Set<string> {
	const line = flat(text);
	return new Set(
		Array.from({ length: line.length - 1 }, (_, at) => line.slice(at, at + 2)),
	);
}

function flat(text: string): string {
	return text.replace(/\s/g, "");
}

/** White space inside a line is the printer's; the break between paragraphs is not. */
function same(a: string | null, b: string | null): boolean {
	const plain = (text: string | null) => text?.replace(/[^\S\n]/g, "") ?? null;
	return plain(a) === plain(b);
}

function printed({ role, name }: { role: string; name: string }): string {
	return /记者|通讯员|实习生/.test(role) ? role + name : name;
}
