/** `npm run evaluate`: measures ranking and answers on a set of documents with graded questions. */

import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { loadConfig, measure } from "../app.ts";
import { DONE, parsed, report, UsageError } from "./exit.ts";

const USAGE =
	"用法:npm run -s evaluate -- --docs DOCS.jsonl --questions QUESTIONS.jsonl [--json]";

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
	try {
		const args = readArgs(argv);
		const figures = await evaluate(args.docs, args.questions);
		console.log(args.json ? JSON.stringify(figures) : table(figures));
		return DONE;
	} catch (error) {
		return report(error, USAGE);
	}
}

/** @throws UsageError */
function readArgs(args: string[]): {
	docs: string;
	questions: string;
	json: boolean;
} {
	const { docs, questions, json, summaries } = parsed(() =>
		parseArgs({
			args,
			options: {
				docs: { type: "string" },
				questions: { type: "string" },
				summaries: { type: "string" },
				"max-chars": { type: "string" },
				json: { type: "boolean", default: false },
			},
		}),
	).values;
	if (summaries !== undefined)
		throw new UsageError("还不能测摘要(--summaries)");
	if (docs === undefined || questions === undefined)
		throw new UsageError("--docs 和 --questions 都要给出");
	return { docs, questions, json };
}

async function evaluate(
	docsFile: string,
	questionsFile: string,
): Promise<Record<string, number>> {
	const documents = await readLines(docsFile, Document);
	const questions = await readLines(questionsFile, Question);
	const figures = await measure(documents, questions, loadConfig().configDir);
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
				cause instanceof z.ZodError ? z.prettifyError(cause) : "不是 JSON";
			throw new Error(`${file} 第 ${n + 1} 行:${why}`, { cause });
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
