/** An article while its page is being read: its printed pieces in their roles. */

import type { Author } from "../knowledge/article.ts";
import type { LabelledLine } from "./label-lines.ts";
import type { PageLine } from "./page-line.ts";

export type PieceRole =
	| "head"
	| "byline"
	| "caption"
	| "subhead"
	| "body"
	| "turn"
	| "editors";

/** A printed stretch in its role. Every line of the page becomes pieces once, in printed order. */
export interface Piece {
	role: PieceRole;
	text: string;
	line: PageLine;
	/** A line of verse or a row: a paragraph of its own, whatever it ends with. */
	row?: boolean;
}

export interface SplitArticle {
	pieces: Piece[];
	authors: Author[];
	/** 下转: the page on which the text goes on. */
	turnsTo: string | null;
	/** 上接: the page on which it began. */
	turnsFrom: string | null;
}

export function emptyArticle(): SplitArticle {
	return { pieces: [], authors: [], turnsTo: null, turnsFrom: null };
}

/** Adds a line: as what its label and its bylines say, or `as` the given role, a caption excepted. */
export function addLine(
	article: SplitArticle,
	entry: LabelledLine,
	as?: PieceRole,
): void {
	const { line } = entry;
	const push = (role: PieceRole, text: string) => {
		if (text.trim() !== "")
			article.pieces.push({
				role,
				text: text.trim(),
				line,
				...(entry.row && { row: true }),
			});
	};
	if (as !== undefined && entry.label !== "caption") {
		article.pieces.push({
			role: as,
			text: line.text,
			line,
			row: as === "body",
		});
		return;
	}
	if (entry.label === "caption" || entry.label === "editors") {
		push(entry.label, line.text);
		return;
	}
	if (entry.turn) {
		if (entry.turn.direction === "to") article.turnsTo = entry.turn.page;
		else article.turnsFrom = entry.turn.page;
	}
	// The line's pieces in printed order: byline, text, turn marker or closing byline.
	const cuts = [
		entry.head && { ...entry.head, role: "byline" as const },
		entry.tail && {
			...entry.tail,
			role: entry.tail.photoOnly ? ("caption" as const) : ("byline" as const),
		},
		entry.turn && {
			start: entry.turn.start,
			end: entry.turn.end,
			role: "turn" as const,
		},
	]
		.filter((cut) => cut !== undefined)
		.sort((a, b) => a.start - b.start);
	let at = 0;
	for (const cut of cuts) {
		if (cut.start < at) continue;
		push("body", line.text.slice(at, cut.start));
		push(cut.role, line.text.slice(cut.start, cut.end));
		at = cut.end;
	}
	push("body", line.text.slice(at));
	for (const byline of [entry.head, entry.tail])
		if (byline && !byline.photoOnly) article.authors.push(...byline.authors);
}

export function hasBody(article: SplitArticle): boolean {
	return article.pieces.some((piece) => piece.role === "body");
}

/** More than a section has; bounded, because a book may have thousands. */
const RECENT_PIECES = 200;

/** Its latest sub-heads. */
export function subheadsOf(article: SplitArticle): Piece[] {
	return article.pieces
		.slice(-RECENT_PIECES)
		.filter((piece) => piece.role === "subhead");
}
