/** The summary of an issue as every chat gets it: a line an article, grouped, within 800 characters. */

import type { Button, Line, Reply } from "../../chat/reply.ts";
import {
	GROUPS,
	type IssueSummary,
	type SummaryLine,
} from "../../publishing/issue-summary.ts";
import { writeAction } from "../action.ts";
import { fill, type Wording } from "../wording.ts";
import { own, replyOf } from "./reply-parts.ts";

/** Two screens of a phone. */
const MAX_CHARS = 800;

/** Numbers find room side by side on a phone. */
const BUTTONS_A_ROW = 5;

export interface SummaryMessage {
	reply: Reply;
	buttons: Button[][];
	/** How many of the lines it has no room for. */
	left: number;
}

/**
 * @param push the number under which the summary is kept, for the buttons.
 * @param from the line to begin with, counted from 0.
 */
export function summaryReply(
	push: number,
	summary: IssueSummary,
	lines: readonly SummaryLine[],
	{ push: words }: Wording,
	from = 0,
): SummaryMessage {
	const rest = lines.slice(from);
	const drawn = (count: number): Line[] => [
		strong(nameOf(summary, words.untitled)),
		...GROUPS.flatMap((group) => {
			const some = rest.slice(0, count).filter((line) => line.group === group);
			return some.length === 0
				? []
				: [strong(words[group]), ...some.map((line) => entryOf(line, words))];
		}),
		...(count < rest.length
			? [own(fill(words.more, { count: String(rest.length - count) }))]
			: []),
		own(words.footer),
	];
	const fits = (count: number) => charsOf(drawn(count)) <= MAX_CHARS;
	let count = rest.length;
	while (count > 1 && !fits(count)) count--;
	const left = rest.length - count;
	const numbers = rest.slice(0, count).map(({ number }) => ({
		label: String(number),
		action: writeAction({ do: "open", push, number }),
	}));
	const more = {
		label: fill(words.more, { count: String(left) }),
		action: writeAction({ do: "rest", push, from: from + count }),
	};
	return {
		reply: replyOf("answered", drawn(count), [], []),
		buttons: [...rowsOf(numbers), ...(left > 0 ? [[more]] : [])],
		left,
	};
}

/** 浙江工人日报 2024-03-12 第1版、第3版, as far as it is known. */
export function nameOf(
	{ paper, date, pages }: Pick<IssueSummary, "paper" | "date" | "pages">,
	untitled: string,
): string {
	const known = [paper ?? (date === null ? untitled : null), date];
	return [...known, pages.join("、")].filter((fact) => fact).join(" ");
}

function entryOf(
	{ number, title, says, edited, damaged }: SummaryLine,
	words: Wording["push"],
): Line {
	const before = `${number}. `;
	const head = `${before}《${title}》`;
	const marks = damaged ? words.damaged : "";
	const below = says === "" ? "" : `\n${says}${edited ? words.edited : ""}`;
	return {
		role: "entry",
		text: `${head}${marks}${below}`,
		strong: [before.length, head.length],
	};
}

function strong(text: string): Line {
	return { ...own(text), strong: [0, text.length] };
}

function charsOf(lines: readonly Line[]): number {
	return [...lines.map(({ text }) => text).join("\n")].length;
}

function rowsOf(buttons: readonly Button[]): Button[][] {
	const rows: Button[][] = [];
	for (let at = 0; at < buttons.length; at += BUTTONS_A_ROW)
		rows.push(buttons.slice(at, at + BUTTONS_A_ROW));
	return rows;
}
