/** Whether the page is damaged where a quote stands: text missing beside it, or characters that cannot be read. */

import type { Quote } from "./answer.ts";

/** As the reader of pages notes them: 第12行“一时间掀起学习热”之前缺字. */
const MISSING_TEXT = /“(.+)”之(前|后)缺字$/;
const UNREADABLE_NOTE = /读不出的字$/;
const FRONT_ELSEWHERE = /^上接/;

const UNREADABLE = /\uFFFD|[□■▇█]/;

/** True where a paragraph of the quote has a gap at its beginning or end, or holds unreadable characters. */
export function besideDamage({ text, article }: Quote): boolean {
	const { body, damage } = article;
	const from = body.indexOf(text);
	if (from < 0) return false;
	const start = body.lastIndexOf("\n", from) + 1;
	const newline = body.indexOf("\n", from + text.length);
	const paragraphs = body.slice(start, newline < 0 ? body.length : newline);
	const lines = paragraphs.split("\n");
	return damage.some((note) => {
		const [, printed = "", side] = MISSING_TEXT.exec(note) ?? [];
		if (side === "前") return lines.some((line) => line.startsWith(printed));
		if (side === "后") return lines.some((line) => line.endsWith(printed));
		if (UNREADABLE_NOTE.test(note)) return UNREADABLE.test(paragraphs);
		return FRONT_ELSEWHERE.test(note) && start === 0;
	});
}
