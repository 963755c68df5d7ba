/** Words that mean the same: what members say, and what a paper prints for it. */

import { z } from "zod";
import { fold } from "./fold.ts";

/**
 * `config/thesaurus.yml`. A line is a group of expressions with spaces between them, each of which stands for all the others, or
 * 说法 → 写法: what is said on the left, what is printed for it on the right.
 */
export const ThesaurusFile = z.object({
	words: z.array(z.string().refine(isLine, { error: lineProblem })),
});
export type ThesaurusFile = z.infer<typeof ThesaurusFile>;

/** An expression of the question that the thesaurus knows. */
export interface Concept {
	/** As it stands in the folded question. */
	said: string;
	/** Folded expressions that a paper may print instead, without `said` itself. */
	printed: readonly string[];
}

export interface Thesaurus {
	/** The known expressions of a folded text in reading order, those inside other ones too. */
	read(folded: string): Concept[];
	/** What people say for a word that papers print: 不要钱 for 免费. */
	sayingsOf(printed: string): readonly string[];
}

/** What is said: a single character would be found inside other words. */
const MIN_LENGTH = 2;
const ARROW = /\s*(?:→|->|=>)\s*/;

export function createThesaurus({ words }: ThesaurusFile): Thesaurus {
	const entries = new Map<string, Set<string>>();
	const sayings = new Map<string, Set<string>>();
	let longest = 0;
	for (const line of words) {
		const [said, printed] = sides(line);
		for (const word of said) {
			const known = entries.get(word) ?? new Set();
			for (const other of printed) {
				if (other === word) continue;
				known.add(other);
				sayings.set(other, (sayings.get(other) ?? new Set()).add(word));
			}
			entries.set(word, known);
			longest = Math.max(longest, word.length);
		}
	}
	return {
		sayingsOf: (printed) => [...(sayings.get(printed) ?? [])],
		read(folded) {
			const concepts = new Map<string, Concept>();
			for (const { text, at } of [whole(folded), withoutParticles(folded)]) {
				for (let from = 0; from < text.length; from++) {
					for (let length = longest; length >= MIN_LENGTH; length--) {
						const printed = entries.get(text.slice(from, from + length));
						const last = at[from + length - 1];
						if (!printed || last === undefined) continue;
						const said = folded.slice(at[from], last + 1);
						concepts.set(said, { said, printed: [...printed] });
					}
				}
			}
			return [...concepts.values()];
		},
	};
}

/** A text and where each of its characters stands in the question. */
interface Reading {
	text: string;
	at: number[];
}

function whole(folded: string): Reading {
	return { text: folded, at: Array.from(folded, (_, i) => i) };
}

/** 查了身体, 剪个头 are what the thesaurus knows as 查身体, 剪头. */
function withoutParticles(folded: string): Reading {
	const at = whole(folded).at.filter((i) => !PARTICLE.test(folded.charAt(i)));
	return { text: at.map((i) => folded.charAt(i)).join(""), at };
}

const PARTICLE = /[了过着个的点些]/;

/** The two sides of a line; the same words on both where it has no arrow. */
function sides(line: string): [string[], string[]] {
	const [left = "", right = left] = fold(line).split(ARROW);
	return [wordsOf(left), wordsOf(right)];
}

function wordsOf(text: string): string[] {
	return text
		.trim()
		.split(/[\s、,]+/)
		.filter((word) => word !== "");
}

function isLine(line: string): boolean {
	const parts = fold(line).split(ARROW);
	const [said = [], printed = said] = parts.map(wordsOf);
	return (
		parts.length <= 2 &&
		said.length > 0 &&
		printed.length > 0 &&
		new Set([...said, ...printed]).size > 1 &&
		said.every((word) => word.length >= MIN_LENGTH)
	);
}

function lineProblem({ input }: { input: unknown }): string {
	return `“${String(input)}”这一行看不懂:词之间空一格,大家说的词至少两个字,像“加薪 涨工资”或“涨工钱 → 工资集体协商”`;
}
