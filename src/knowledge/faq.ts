/** The answers that staff approved, as `knowledge/faq.yml` holds them: questions, the answer, where it comes from. */

import { parse, YAMLError } from "yaml";
import { z } from "zod";

/** The file's path below `knowledge/`. */
export const FAQ_FILE = "faq.yml";

/** With its source line and the bot's own words it still fits a reply of 400 characters. */
const MAX_ANSWER = 300;
const MAX_SOURCE = 60;

const NO_VARIANTS = "没有写问法(questions),至少写一种";
const NO_TEXT = "不能是空的";

const Line = z
	.string({ error: "要写成一行文字" })
	.trim()
	.min(1, { error: NO_TEXT });

const FaqItem = z.strictObject(
	{
		questions: z
			.array(Line, { error: NO_VARIANTS })
			.min(1, { error: NO_VARIANTS }),
		answer: textUpTo(MAX_ANSWER, "没有写答案(answer)", "答案"),
		source: textUpTo(MAX_SOURCE, "没有写出处(source)", "出处"),
		unlike: z
			.array(Line, { error: "反例(unlike)要一行写一个" })
			.nullish()
			.transform((lines) => lines ?? []),
		until: z.iso
			.date({
				error: "有效期(until)要写成 2026-12-31 这样的日期",
			})
			.nullish()
			.transform((date) => date ?? null),
	},
	{
		error: (issue) =>
			issue.code === "unrecognized_keys"
				? `不认识“${issue.keys.join("、")}”,只能写 questions、answer、source、unlike、until`
				: "要写成 questions、answer、source 几项",
	},
);

export interface FaqEntry extends z.infer<typeof FaqItem> {
	/** `faq/` and the first question without marks: stays when entries are moved about. */
	id: string;
	/** The first question. */
	title: string;
}

export interface Faq {
	/** In the order of the file. */
	entries: FaqEntry[];
	/** What is wrong, in Chinese and naming the entry; such an entry is left out. */
	problems: string[];
}

/** Reads the text of the file. Empty, or with comments only, it holds nothing. */
export function parseFaq(text: string): Faq {
	let list: unknown;
	try {
		list = parse(text) ?? [];
	} catch (cause) {
		const line = cause instanceof YAMLError ? cause.linePos?.[0].line : null;
		return nothing(
			`${line ? `第 ${line} 行附近` : ""}格式不对:看看空格有没有对齐,冒号后面有没有空一格,带冒号或引号的文字有没有用引号括起来`,
		);
	}
	if (!Array.isArray(list))
		return nothing("要写成一条一条的,每条以“- questions:”开头");
	const faq = nothing();
	for (const [at, item] of list.entries()) readItem(item, at + 1, faq);
	return faq;
}

function nothing(...problems: string[]): Faq {
	return { entries: [], problems };
}

/** Adds the entry, or what is wrong with it. */
function readItem(item: unknown, number: number, faq: Faq): void {
	const parsed = FaqItem.safeParse(item);
	const name = `第 ${number} 条${nameOf(item)}`;
	if (!parsed.success) {
		for (const { message } of parsed.error.issues)
			faq.problems.push(`${name}:${message}`);
		return;
	}
	const { questions, unlike } = parsed.data;
	const variants = new Set(questions.map(bare));
	const problems = [
		...unlike
			.filter((line) => variants.has(bare(line)))
			.map((line) => `反例“${line}”和问法一样,请删掉一个`),
		...questions.flatMap((question) => {
			const taken = faq.entries.find((other) =>
				other.questions.some((one) => bare(one) === bare(question)),
			);
			return taken
				? [`问法“${question}”在“${taken.title}”那一条里已经有了`]
				: [];
		}),
		...questions
			.filter((question) => bare(question) === "")
			.map((question) => `问法“${question}”里没有字`),
	];
	faq.problems.push(...problems.map((problem) => `${name}:${problem}`));
	if (problems.length > 0) return;
	const title = questions[0] as string;
	faq.entries.push({ ...parsed.data, id: `faq/${bare(title)}`, title });
}

function nameOf(item: unknown): string {
	const named = z.object({ questions: z.array(z.string()).min(1) });
	const first = named.safeParse(item).data?.questions[0];
	return first ? `“${first}”` : "";
}

/** A question as it is compared with others: without regard to width, case, marks and white space. */
function bare(question: string): string {
	return question
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[\s\p{P}\p{S}]/gu, "");
}

function textUpTo(max: number, missing: string, name: string) {
	return z
		.string({ error: missing })
		.trim()
		.min(1, { error: missing })
		.refine((text) => [...text].length <= max, {
			error: ({ input }) =>
				`${name}有 ${[...String(input)].length} 个字,最多 ${max} 个`,
		});
}
