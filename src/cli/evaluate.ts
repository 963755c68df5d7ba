/** `npm run evaluate`: measures ranking and answers on a set of documents with graded questions. */

import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { measureDocuments } from "../answering/measure-answers.ts";
import { answererOver } from "../app.ts";
import { DONE, explain, FAILED, WRONG_USAGE } from "./exit.ts";

const USAGE =
	"usage: npm run -s evaluate -- --docs DOCS.jsonl --questions QUESTIONS.jsonl [--json]";

const Document = z.object({
	id: z.string(),
	title: z.string().optional(),
	text: z.string(),
});
const Question = z.object({
	id: z.string(),
	q: z.string(),
	doc: z.string(),
	answers: z.array(z.string()),
});

process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<number> {
	const args = readArgs(argv);
	if (typeof args === "string") {
		console.error(`${args} (${USAGE})`);
		return WRONG_USAGE;
	}
	try {
		const figures = await evaluate(args.docs, args.questions);
		console.log(args.json ? JSON.stringify(figures) : table(figures));
		return DONE;
	} catch (error) {
		console.error(explain(error));
		return FAILED;
	}
}

/** The arguments, or what is wrong with them. */
function readArgs(
	argv: string[],
): { docs: string; questions: string; json: boolean } | string {
	try {
		const { values } = parseArgs({
			args: argv,
			options: {
				docs: { type: "string" },
				questions: { type: "string" },
				summaries: { type: "string" },
				"max-chars": { type: "string" },
				json: { type: "boolean", default: false },
			},
		});
		const { docs, questions, json, summaries } = values;
		if (summaries !== undefined) return "--summaries cannot be measured yet";
		if (docs === undefined || questions === undefined)
			return "both --docs and --questions are needed";
		return { docs, questions, json };
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

async function evaluate(
	docsFile: string,
	questionsFile: string,
): Promise<Record<string, number>> {
	const documents = await readLines(docsFile, Document);
	const questions = await readLines(questionsFile, Question);
	const figures = measureDocuments(documents, questions, answererOver, () =>
		performance.now(),
	);
	return Object.fromEntries(
		Object.entries(figures).map(([name, value]) => [name, rounded(value)]),
	);
}

/** @throws Error that names the file and the line. */
async function readLines<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
	const text = await readFile(file, "utf8");
	return text.split("\n").flatMap((line, n) => {
		if (line.trim() === "") return [];
		try {
			return [schema.parse(JSON.parse(line))];
		} catch (cause) {
			const why =
				cause instanceof z.ZodError ? z.prettifyError(cause) : "no JSON";
			throw new Error(`${file}, line ${n + 1}: ${why}`, { cause });
		}
	});
}

function rounded(value: number): number {
	return Math.round(value * 10_000) / 10_000;
}

function table(figures: Record<string, number>): string {
	return Object.entries(figures)
		.map(([name, value]) => `${name.padEnd(16)} ${value}`)
		.join("\n");
}
