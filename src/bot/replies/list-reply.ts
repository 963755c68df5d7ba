/** Shows a list of articles page by page, a numbered line each. */

import type { Quote } from "../../answering/answer.ts";
import type { Line, Reply } from "../../chat/reply.ts";
import { fill, type Wording } from "../wording.ts";
import { fits, hint, own, plainReply, replyOf } from "./reply-parts.ts";
import { listedAs } from "./source-line.ts";

/** So many lines are taken in at a glance. */
const LINES_A_PAGE = 5;

/**
 * The page that begins at line `from` (counted from 0). Numbers go on from page to page, so that 全文 7 always means
 * the same line. The reply's quotes are the lines that it shows.
 */
export function listReply(
	lines: readonly Quote[],
	from: number,
	{ list: words }: Wording,
): Reply {
	const heading = from === 0 ? words.heading : words.next;
	const room = lines.slice(from, from + LINES_A_PAGE);
	for (let count = room.length; count > 0; count--) {
		const shown = room.slice(0, count);
		const left = lines.length - from - count;
		const text = [
			own(heading),
			...shown.map((quote, n) => entry(quote, from + n + 1)),
			hint(
				fill(words.open_hint, { number: String(from + 1) }) +
					(left > 0 ? fill(words.more, { count: String(left) }) : ""),
			),
		];
		if (fits(text) || count === 1) return replyOf("answered", text, shown, []);
	}
	return plainReply("answered", words.finished);
}

/** 3. 《标题》2023-11-08 新昌县; another line of the headline, where it says more, goes before. */
function entry({ text, article }: Quote, number: number): Line {
	const says = text === article.title ? "" : text;
	return { role: "entry", text: `${number}. ${says}${listedAs(article)}` };
}
