/** What staff may correct about an issue, and what becomes of its articles. */

import type { ArticleKind, EditedArticle } from "../knowledge/article.ts";
import type { DeskIssue, IssueChange } from "../knowledge/issue-desk.ts";

/** Articles are named by their numbers. */
export type Edit =
	| { do: "title"; number: number; text: string }
	| { do: "kind"; number: number; kind: ArticleKind }
	/** Null where it is about no place. */
	| { do: "place"; number: number; text: string | null }
	/** The line for the summary; null for the paper's own. */
	| { do: "brief"; number: number; text: string | null }
	/** The others are put behind the first, which keeps its headline. */
	| { do: "merge"; numbers: readonly number[] }
	| { do: "delete"; numbers: readonly number[] }
	/** Words of the text or the headline that are to be others. */
	| { do: "replace"; number: number; from: string; to: string }
	| { do: "withdraw"; numbers: readonly number[] }
	| { do: "restore"; numbers: readonly number[] }
	| { do: "date"; date: string | null }
	| { do: "paper"; paper: string | null };

/** Why nothing can be changed. */
export type EditProblem =
	| { problem: "no such article"; number: number }
	/** The words to be replaced stand nowhere, or more than once. */
	| { problem: "words"; number: number; found: number }
	/** More than so many characters. */
	| { problem: "too long"; most: number }
	/** It is so already. */
	| { problem: "no change" }
	/** Members have seen the articles: they can be corrected or taken back, but not disappear. */
	| { problem: "published" };

/** A headline and a line of the summary as they are read on a phone; the line after a correction quotes the words. */
const MAX_TITLE = 60;
const MAX_BRIEF = 80;
const MAX_WORDS = 100;

/** @returns what is to be written. */
export function editIssue(
	{ articles, issue }: Pick<DeskIssue, "articles" | "issue">,
	edit: Edit,
): IssueChange | EditProblem {
	const find = (number: number) =>
		articles.find((one) => one.number === number)?.article;
	const numbers =
		"numbers" in edit ? edit.numbers : "number" in edit ? [edit.number] : [];
	const missing = numbers.find((number) => !find(number));
	if (missing !== undefined)
		return { problem: "no such article", number: missing };
	const each = (
		change: (article: EditedArticle) => EditedArticle | null,
	): IssueChange => ({
		articles: new Map(
			numbers.map((number) => [number, change(find(number) as EditedArticle)]),
		),
	});
	switch (edit.do) {
		case "title": {
			const title = onOneLine(edit.text);
			if (title.length > MAX_TITLE)
				return { problem: "too long", most: MAX_TITLE };
			return each((article) => ({ ...article, title }));
		}
		case "kind":
			return each((article) => ({ ...article, kind: edit.kind }));
		case "place":
			return each((article) => ({ ...article, place: edit.text }));
		case "brief": {
			const brief = edit.text === null ? undefined : onOneLine(edit.text);
			if (brief !== undefined && brief.length > MAX_BRIEF)
				return { problem: "too long", most: MAX_BRIEF };
			return each((article) => ({ ...article, brief }));
		}
		case "delete":
			if (issue.status === "published") return { problem: "published" };
			return each(() => null);
		case "withdraw":
		case "restore": {
			const withdrawn = edit.do === "withdraw" ? true : undefined;
			if (numbers.every((number) => find(number)?.withdrawn === withdrawn))
				return { problem: "no change" };
			return each((article) => ({ ...article, withdrawn }));
		}
		case "merge": {
			if (issue.status === "published") return { problem: "published" };
			const [first, ...rest] = [...new Set(numbers)];
			if (first === undefined) return {};
			const whole = rest
				.map((number) => find(number) as EditedArticle)
				.reduce(merged, find(first) as EditedArticle);
			return {
				articles: new Map<number, EditedArticle | null>([
					[first, whole],
					...rest.map((number) => [number, null] as const),
				]),
			};
		}
		case "replace": {
			const { number, from } = edit;
			const to = onOneLine(edit.to);
			if (Math.max(from.length, to.length) > MAX_WORDS)
				return { problem: "too long", most: MAX_WORDS };
			const article = find(number) as EditedArticle;
			const found = occurrences(article, from);
			// The editor's own line and the captions go along; alone they may be meant too.
			const isElsewhere = [article.brief ?? "", ...article.captions].some(
				(line) => line.includes(from),
			);
			if (found > 1 || (found === 0 && !isElsewhere))
				return { problem: "words", number, found };
			return each((one) => replaced(one, from, to));
		}
		case "date":
			return { issue: { date: edit.date } };
		case "paper":
			return { issue: { paper: edit.paper } };
	}
}

function onOneLine(text: string): string {
	return text.replace(/\s*\n\s*/g, " ");
}

/** A text that broke off goes on in the other; two whole ones stand below each other. */
function merged(first: EditedArticle, second: EditedArticle): EditedArticle {
	const ended = /[。！？!?…”）)]$/.test(first.body);
	return {
		...first,
		body: `${first.body}${ended ? "\n" : ""}${second.body}`,
		authors: [...first.authors, ...second.authors],
		byline: first.byline ?? second.byline,
		captions: [...first.captions, ...second.captions],
		subheads: [...first.subheads, ...second.subheads],
		organisations: [
			...new Set([...first.organisations, ...second.organisations]),
		],
		truncated: second.truncated,
		damage: [
			...first.damage,
			...second.damage.filter((place) => !IS_REST.test(place)),
		],
	};
}

/** What ingestion says of the rest of an article whose beginning is on another page: here it stands behind it. */
const IS_REST = /^(?:标题不在本页|上接第)/;

const PRINTED = ["title", "kicker", "subtitle", "byline", "body"] as const;

function occurrences(article: EditedArticle, words: string): number {
	return PRINTED.map(
		(part) => (article[part] ?? "").split(words).length - 1,
	).reduce((sum, count) => sum + count, 0);
}

function replaced(
	article: EditedArticle,
	from: string,
	to: string,
): EditedArticle {
	const parts = PRINTED.map((part) => [
		part,
		article[part]?.replace(from, () => to) ?? null,
	]);
	return {
		...article,
		...Object.fromEntries(parts),
		subheads: article.subheads.map((line) => line.replace(from, () => to)),
		brief: article.brief?.replaceAll(from, () => to),
		captions: article.captions.map((line) => line.replaceAll(from, () => to)),
	};
}
