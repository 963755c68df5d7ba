/** One raw page → its articles: the room's whole way from text to knowledge. */

import type { ArticleText, Author } from "../knowledge/article.ts";
import type { Gazetteer } from "../knowledge/gazetteer.ts";
import type { Piece, PieceRole, SplitArticle } from "./article-pieces.ts";
import { findDamage } from "./damage.ts";
import { type PageFacts, readFurniture } from "./furniture.ts";
import { assignHeadRoles, type HeadRole } from "./headline.ts";
import { InputError } from "./input-error.ts";
import { kindOf } from "./kind.ts";
import { labelLines } from "./label-lines.ts";
import { detectLayout, type Layout, reflow } from "./layout.ts";
import { organisationsOf } from "./organisations.ts";
import { type PageLine, splitLines } from "./page-line.ts";
import { buildParagraphs } from "./paragraphs.ts";
import { placeOf } from "./place.ts";
import { splitArticles } from "./split-articles.ts";
import { createSplitAtTears, type SplitAtTears } from "./torn-joints.ts";
import { createWordBreak, type WordBreak } from "./word-break.ts";

/** The role of a printed stretch, for the account of what became of every line. */
export type Role = Exclude<PieceRole, "head"> | HeadRole | "header" | "footer";

export interface PrintedPiece {
	role: Role;
	text: string;
	/** Line in the file, from 1. */
	line: number;
	/** Index into `articles`; null for header, footer and a headline without text. */
	article: number | null;
}

export interface PageArticle extends ArticleText {
	/** 下转 and 上接: the pages on which the text goes on or began. */
	turnsTo: string | null;
	turnsFrom: string | null;
	/** The file's line on which its text ends. */
	lastLine: number;
}

export interface PageReading {
	facts: PageFacts;
	articles: PageArticle[];
	/** Headlines whose text is not on the page. */
	headsOnly: string[];
	/** Every printed stretch once, in printed order. */
	pieces: PrintedPiece[];
}

export interface PageReader {
	/** @throws InputError `no_article` when nothing on the page reads like an article. */
	read(text: string, options?: { markdown?: boolean }): PageReading;
}

export function createPageReader(gazetteer: Gazetteer): PageReader {
	const tearsWord = createWordBreak();
	return {
		read: (text, options) =>
			readPage(text, options?.markdown ?? false, gazetteer, tearsWord),
	};
}

function readPage(
	text: string,
	markdown: boolean,
	gazetteer: Gazetteer,
	tearsWord: WordBreak,
): PageReading {
	const lines = splitLines(text, markdown);
	const furniture = readFurniture(lines);
	const footerStart = lines.length - furniture.footerLines;
	const content = lines.slice(furniture.headerLines, footerStart);
	const flowing = reflow(content, detectLayout(content));
	const layout = detectLayout(flowing);
	const labelled = labelLines(flowing, layout, tearsWord);
	const split = splitArticles(labelled, layout).filter(
		(article) => article.pieces.length > 0,
	);
	if (!split.some(hasText))
		throw new InputError("no_article", "没有读到文章:文件里没有成段的中文");

	const page: PageContext = {
		layout,
		repeated: repeatedHeads(split),
		splitAtTears: createSplitAtTears(
			split.map(bodyOf).join("\n").slice(0, MAX_PAGE_TEXT),
			tearsWord,
		),
		gazetteer,
		tearsWord,
	};
	const edge = (role: Role) => (line: PageLine) => ({
		role,
		text: line.text,
		line: line.number,
		article: null,
	});
	const read = split.map((article) => readArticle(article, page));
	const whole = read.filter(({ article }) => article.body !== "");
	const number = new Map(whole.map((entry, at) => [entry, at]));
	return {
		facts: furniture.facts,
		articles: whole.map(({ article }) => ({
			...article,
			page: furniture.facts.page,
		})),
		headsOnly: read
			.filter((entry) => !number.has(entry))
			.map(({ article }) => article.title),
		pieces: [
			...lines.slice(0, furniture.headerLines).map(edge("header")),
			...read.flatMap((entry) =>
				entry.pieces.map(({ role, text: printed, line }) => ({
					role,
					text: printed,
					line: line.number,
					article: number.get(entry) ?? null,
				})),
			),
			...lines.slice(footerStart).map(edge("footer")),
		],
	};
}

/** What the articles of a page have in common. */
interface PageContext {
	layout: Layout;
	/** Headline lines that stand more than once: columns. */
	repeated: ReadonlySet<string>;
	splitAtTears: SplitAtTears;
	gazetteer: Gazetteer;
	tearsWord: WordBreak;
}

/** Characters of running text that are compared: several pages' worth, so that a book takes no longer. */
const MAX_PAGE_TEXT = 40_000;

/** The least running text that makes an article, in Chinese characters. */
const MIN_ARTICLE_CHARACTERS = 20;

function hasText(article: SplitArticle): boolean {
	return (
		(bodyOf(article).match(/\p{Script=Han}/gu)?.length ?? 0) >=
		MIN_ARTICLE_CHARACTERS
	);
}

function bodyOf(article: SplitArticle): string {
	return article.pieces
		.filter((piece) => piece.role === "body")
		.map((piece) => piece.text)
		.join("\n");
}

function readArticle(
	split: SplitArticle,
	page: PageContext,
): {
	article: PageArticle;
	pieces: { role: Role; text: string; line: PageLine }[];
} {
	const { layout, repeated, gazetteer, tearsWord } = page;
	const paragraphs = page.splitAtTears(
		buildParagraphs(split.pieces, layout, tearsWord),
	);
	const body = paragraphs.map((paragraph) => paragraph.text).join("\n");
	const head = split.pieces.filter((piece) => piece.role === "head");
	const roles = assignHeadRoles(
		head.map((piece) => closedUp(piece.text)),
		{ body, repeated, gazetteer },
	);
	const roleOf = new Map(head.map((piece, i) => [piece, roles[i]]));
	const pieces = split.pieces.map((piece) => ({
		...piece,
		role: roleOf.get(piece) ?? plainRole(piece),
	}));
	const printed = (role: Role) => {
		const texts = pieces
			.filter((piece) => piece.role === role)
			.map((piece) => (role === "byline" ? piece.text : closedUp(piece.text)));
		return texts.length > 0 ? texts.join(" ") : null;
	};
	const { truncated, damage } = findDamage(split, paragraphs);
	const title = printed("title");
	const parts = {
		kicker: printed("kicker"),
		title: title ?? "",
		subtitle: printed("subtitle"),
		body,
	};
	return {
		pieces,
		article: {
			...parts,
			title: title ?? untitled(body),
			rubric: printed("rubric"),
			authors: distinct(split.authors),
			byline: printed("byline"),
			place: placeOf(parts, gazetteer),
			organisations: organisationsOf(parts),
			kind: kindOf(parts),
			page: null,
			captions: pieces
				.filter((piece) => piece.role === "caption")
				.map((piece) => piece.text),
			subheads: paragraphs
				.filter((paragraph) => paragraph.subhead)
				.map((paragraph) => paragraph.text),
			truncated,
			damage:
				title === null ? ["标题不在本页,以正文开头代替", ...damage] : damage,
			body,
			turnsTo: split.turnsTo,
			turnsFrom: split.turnsFrom,
			lastLine: paragraphs.at(-1)?.lastLine ?? 0,
		},
	};
}

function plainRole(piece: Piece): Role {
	return piece.role === "head" ? "title" : piece.role;
}

/** A headline that is not on the page is replaced by the text's first words, enough to know it by, marked as such among the damage. */
function untitled(body: string): string {
	return (
		/^.{4,20}?(?=[，,。！？!?；;：:\n]|$)/.exec(body)?.[0] ??
		`${body.slice(0, 20)}……`
	);
}

/** 公　告 is set wide; the word is 公告. */
function closedUp(line: string): string {
	return LETTER_SPACED.test(line) ? line.replace(/\s+/g, "") : line;
}

const LETTER_SPACED =
	/^\p{Script=Han}\p{P}?(?:\s{1,4}\p{Script=Han}\p{P}?){1,39}$/u;

function distinct(authors: readonly Author[]): Author[] {
	const seen = new Set<string>();
	return authors.filter(({ role, name }) => {
		const key = `${role} ${name}`;
		if (seen.has(key)) return false;
		seen.add(key);
		return true;
	});
}

function repeatedHeads(articles: readonly SplitArticle[]): Set<string> {
	const seen = new Set<string>();
	const repeated = new Set<string>();
	for (const article of articles)
		for (const text of new Set(
			article.pieces
				.filter((piece) => piece.role === "head")
				.map((piece) => piece.text),
		))
			if (seen.has(text)) repeated.add(text);
			else seen.add(text);
	return repeated;
}
