/** Draws what a message shows at the moment, with the buttons that lead on from there. */

import type { Article, Quote } from "../answering/answer.ts";
import type { Button, Reply } from "../chat/reply.ts";
import { writeAction } from "./action.ts";
import { articlePage } from "./replies/article-page.ts";
import { listReply } from "./replies/list-reply.ts";
import { own, replyOf } from "./replies/reply-parts.ts";
import { titleOf } from "./replies/source-line.ts";
import { articleIn, type Shown, type View } from "./shown.ts";
import type { Wording } from "./wording.ts";

export interface Drawing {
	reply: Reply;
	/**
	 * @param answer the number under which what is shown is kept.
	 * @param votes on it, where everybody is shown them.
	 */
	buttons(answer: number, votes?: Votes): Button[][];
}

export interface Votes {
	useful: number;
	useless: number;
}

/** Null where what it would show was withdrawn from the paper. */
export function drawView(
	shown: Shown,
	view: View,
	find: (id: string) => Article | null,
	wording: Wording,
): Drawing | null {
	const { buttons: words } = wording;
	switch (view.of) {
		case "answer": {
			if (shown.list)
				return drawView(shown, { of: "list", from: 0 }, find, wording);
			const gone = shown.articles.some((id) => find(id) === null);
			if (!shown.reply || gone) return null;
			return drawing(shown.reply, () => [opening(), ...rating()]);
		}
		case "list": {
			const lines = linesOf(shown, find);
			if (lines.length === 0) return null;
			const starts = listStarts(lines, wording);
			const at = Math.max(
				0,
				starts.findLastIndex((n) => n <= view.from),
			);
			const from = starts[at] ?? 0;
			const reply = listReply(lines, from, wording);
			return drawing(reply, () => [
				reply.quotes.map(({ article: { id } }, n) => ({
					label: String(from + n + 1),
					view: {
						of: "article",
						at: shown.articles.indexOf(id),
						page: 0,
						from,
					},
				})),
				turning(starts[at - 1], starts[at + 1], (start) => ({
					of: "list",
					from: start,
				})),
				...rating(),
			]);
		}
		case "related": {
			const articles = shown.related
				.map(find)
				.filter((found) => found !== null);
			if (articles.length === 0) return null;
			const reply = replyOf(
				shown.reply?.status ?? "answered",
				[
					own(wording.answer.related_heading),
					...articles.map(
						(article) => ({ role: "entry", text: titleOf(article) }) as const,
					),
				],
				[],
				articles,
			);
			return drawing(reply, () => [
				...articles.map((article) => [
					{
						label: shortened(article.title),
						view: {
							of: "article" as const,
							at: shown.articles.length + shown.related.indexOf(article.id),
							page: 0,
							from: 0,
						},
					},
				]),
				[{ label: words.back, view: { of: "answer" } }],
				...rating(),
			]);
		}
		case "article": {
			const article = articleIn(shown, view.at, find);
			if (!article) return null;
			const { reply, pages } = articlePage(article, view.page, wording);
			const page = Math.min(view.page, pages - 1);
			const back: View = shown.list
				? { of: "list", from: view.from }
				: { of: "answer" };
			return drawing(reply, () => [
				turning(
					page > 0 ? page - 1 : undefined,
					page + 1 < pages ? page + 1 : undefined,
					(to) => ({ ...view, page: to }),
				),
				shown.reply || shown.list ? [{ label: words.back, view: back }] : [],
				...rating(),
			]);
		}
	}

	/** The ways into the articles of an answer. */
	function opening(): Leading[] {
		const open = (at: number): View => ({
			of: "article",
			at,
			page: 0,
			from: 0,
		});
		if (shown.articles.length === 0)
			return shown.related.length > 0
				? [{ label: words.nearest, view: open(0) }]
				: [];
		const texts = shown.articles.map((_, at) => ({
			label:
				shown.articles.length === 1 ? words.text : `${words.text} ${at + 1}`,
			view: open(at),
		}));
		return shown.related.length > 0
			? [...texts, { label: words.related, view: { of: "related" } }]
			: texts;
	}

	function turning(
		before: number | undefined,
		after: number | undefined,
		to: (start: number) => View,
	): Leading[] {
		return [
			...(before === undefined
				? []
				: [{ label: words.previous, view: to(before) }]),
			...(after === undefined ? [] : [{ label: words.next, view: to(after) }]),
		];
	}

	function rating(): Voting[][] {
		if (!shown.rated) return [];
		return [
			[
				{ label: words.useful, useful: true },
				{ label: words.useless, useful: false },
			],
		];
	}

	function drawing(reply: Reply, rows: () => (Leading | Voting)[][]): Drawing {
		return {
			reply,
			buttons: (answer, votes) =>
				rows()
					.filter((row) => row.length > 0)
					.map((row) =>
						row.map((button) => ({
							label: "useful" in button ? counted(button, votes) : button.label,
							action: writeAction(
								"useful" in button
									? { do: "vote", answer, useful: button.useful }
									: { do: "view", answer, view: button.view },
							),
						})),
					),
		};
	}
}

/** 有用 3 */
function counted({ label, useful }: Voting, votes?: Votes): string {
	const count = votes?.[useful ? "useful" : "useless"] ?? 0;
	return count === 0 ? label : `${label} ${count}`;
}

interface Leading {
	label: string;
	view: View;
}

interface Voting {
	label: string;
	useful: boolean;
}

/** The lines of a list whose articles still stand. */
function linesOf(shown: Shown, find: (id: string) => Article | null): Quote[] {
	return (shown.list ?? []).flatMap(({ article: id, text }) => {
		const article = find(id);
		return article ? [{ text, article }] : [];
	});
}

/** The line at which each page of the list begins: long headlines make short pages. */
function listStarts(lines: readonly Quote[], wording: Wording): number[] {
	const starts = [0];
	for (;;) {
		const from = starts.at(-1) as number;
		const next = from + listReply(lines, from, wording).quotes.length;
		if (next >= lines.length || next === from) return starts;
		starts.push(next);
	}
}

/** A button on a phone is about so many characters wide. */
const LABEL_CHARS = 24;

function shortened(title: string): string {
	const chars = [...title];
	return chars.length <= LABEL_CHARS
		? title
		: `${chars.slice(0, LABEL_CHARS - 1).join("")}…`;
}
