/** The sentences of an article that its summary may use, from where its news begins. */

import type { ArticleText } from "../knowledge/article.ts";
import { type SentenceSpan, splitSentences } from "../knowledge/sentences.ts";

export type Summarized = Pick<
	ArticleText,
	"title" | "body" | "subheads" | "kind" | "truncated" | "damage"
>;

/** In printed order, without the labels before them; all of them where none tells anything. */
export function tellingSentences(article: Summarized): string[] {
	const { body, subheads } = article;
	const sentences = splitSentences(body, subheads)
		.filter(({ heading }) => !heading)
		.map((span) => ({
			...span,
			text: body.slice(span.start, span.end).replace(LABEL, ""),
		}));
	const whole = withoutTorn(sentences, article);
	const telling = whole.filter(({ text }) => tells(text));
	const opens = opening(sentences, article);
	const news = telling.filter(({ paragraph }) => paragraph >= opens);
	const chosen = [news, telling, sentences].find((some) => some.length > 0);
	return (chosen ?? []).map(({ text }) => text);
}

type Sentence = SentenceSpan & { text: string };

/** 本报讯(记者李凡), 新华社北京5月1日电, 律师骆冰答:, 记者从市总工会获悉, are no part of the news. */
const LABEL = new RegExp(
	"^(?:(?:本报讯|本网讯|本刊讯|新华社[^，,。]{0,12}电|[^，,。；;“”]{0,30}(?:答|回复|答复|解答)[:：])\\s*(?:[（(][^）)]{1,30}[）)])?\\s*)?" +
		"(?:(?:日前，|近日，)?记者[^，,。]{0,25}(?:获悉|了解到|得知)[，,]|据(?:悉|了解|介绍)[，,])?",
);

/** Speech, questions, greetings and closing formulas are no news by themselves; neither is 不是。 */
function tells(sentence: string): boolean {
	const speech = sentence.match(SPEECH)?.join("").length ?? 0;
	return (
		sentence.length >= MIN_SENTENCE &&
		speech < MOSTLY * sentence.length &&
		!NO_NEWS.test(sentence) &&
		!TABLE_HEAD.test(sentence) &&
		isBalanced(sentence)
	);
}

/** What opens or closes a quotation whose other end stands elsewhere puts words into the wrong mouth. */
function isBalanced(sentence: string): boolean {
	const count = (mark: string) => sentence.split(mark).length;
	return count("“") === count("”");
}

const MIN_SENTENCE = 8;
/** Quotation marks around more than a name. */
const SPEECH = /“[^”]*[，,。！？!?…][^”]*”/g;
/** Share of a sentence from which on it is speech. */
const MOSTLY = 0.4;

const NO_NEWS =
	/[？?：:]$|^(?:问|记者|编者按|[^，,。]{0,20}(?:来电|来信|咨询|提问|问))[：:]|^(?:谨此|特此|由此带来|敬请)|记者(?:就此)?(?:采访|走访)了|(?:作答|提问|来电|来信)。$|^[（(][^）)]*[）)]。?$/;

/** 名称 时间 地点 电话: what the columns of a table are called. */
const TABLE_HEAD =
	/^(?=.*(?:时间|日期|地点|名称|姓名|单位|序号|项目|电话|金额|缴费))(?:[^\s\d。，,]{1,8}[\s|｜]+){2,12}[^\s\d。，,]{1,8}$/;

/**
 * Running text whose sentence does not end was torn on the page, and so was what follows in the next paragraph: neither may
 * stand for the article. A notice prints rows, which need no full stop.
 */
function withoutTorn(
	sentences: readonly Sentence[],
	{ kind, truncated, damage }: Summarized,
): readonly Sentence[] {
	const [behindGap, beforeGap] = [TORN_START, TORN_END].map((form) =>
		damage.flatMap((place) => form.exec(place)?.[1] ?? []),
	) as [string[], string[]];
	const running = kind === "news" || kind === "policy";
	return sentences.filter((sentence, i) => {
		const last = i === sentences.length - 1;
		if (truncated && last && !isClosed(sentence)) return false;
		if (behindGap.some((words) => sentence.text.startsWith(words)))
			return false;
		if (beforeGap.some((words) => sentence.text.endsWith(words))) return false;
		const before = sentences[i - 1];
		return !running || (isClosed(sentence) && (!before || isClosed(before)));
	});
}

/** As {@link Summarized.damage} names where characters are missing. */
const TORN_START = /“(.+)”之前缺字/;
const TORN_END = /“(.+)”之后缺字/;

function isClosed({ text }: Sentence): boolean {
	return /[。！？!?…；;：:][”’」』）)》】]*$/.test(text);
}

/**
 * The paragraph where the news begins. A feature opens with a scene (a worker at his bench, an early morning); what happened
 * stands where the union first acts. Other articles begin at their beginning.
 */
function opening(sentences: readonly Sentence[], { kind }: Summarized): number {
	const acts = sentences.find(
		({ text }) => UNION.test(text) && !/“[^”]*工会/.test(text),
	);
	return kind === "news" ? (acts?.paragraph ?? 0) : 0;
}

/** A union that does something, not its card, its members or its courtyard. */
const UNION = /工会(?:联合会)?(?!会员|主席|干部|大院|小家|会费|经费|法律)/;
