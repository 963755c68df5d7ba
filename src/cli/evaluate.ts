/** `npm run evaluate`: measures answers on graded questions, and summaries against those of editors. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import {
	loadConfig,
	MemberQuestion,
	measure,
	measureBriefs,
	measureMembers,
} from "../app.ts";
import { DONE, parsed, run, type Usage, UsageError } from "./exit.ts";
import { figureLines, rounded, typeTable } from "./figures.ts";

const USAGE: Usage = {
	line: "用法:npm run -s evaluate -- --docs DOCS.jsonl --questions QUESTIONS.jsonl [--failures] [--json],或 npm run -s evaluate -- --members QUESTIONS.jsonl [--knowledge 目录] [--failures] [--json],或 npm run -s evaluate -- --summaries S.jsonl [--max-chars 100] [--json]",
	options: [
		["--docs 文件", '一行一篇文档:{"id","title"?,"text"}'],
		["--questions 文件", '一行一个问题:{"id","q","doc","answers":[…],"type"?}'],
		[
			"--members 文件",
			'一行一个职工的问题:{"id","q","context"?,"type","subtype"?,"answers":[…],"titles":[…]}',
		],
		["--knowledge 目录", "回答 --members 用的报道,不写就用平时的 knowledge"],
		[
			"--summaries 文件",
			'一行一篇文章和编辑写的摘要:{"id","title","text","summary"}',
		],
		["--max-chars 字数", "摘要最多多少字,不写就和推送一样是 100"],
		["--failures", "再列出没有答对的问题,一行一个 JSON 对象"],
		["--json", "打印一个 JSON 对象,给程序用"],
	],
};

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
	type: z.string().optional(),
});

const Summary = z.object({
	id: z.union([z.string(), z.number()]).transform(String),
	title: z.string().default(""),
	text: z.string(),
	summary: z.string(),
});

process.exitCode = await run(process.argv.slice(2), USAGE, evaluate);

async function evaluate(argv: string[]): Promise<number> {
	const args = readArgs(argv);
	const { json, failures } = args;
	if (args.summaries !== undefined) {
		const figures = await ofSummaries(args.summaries, args.maxChars);
		console.log(json ? JSON.stringify(rounded(figures)) : figureLines(figures));
		return DONE;
	}
	const measured =
		args.members === undefined
			? await ofDocuments(args.docs, args.questions)
			: await ofMembers(args.members, args.knowledge);
	if (json) {
		const { all, types } = measured;
		const listed = failures ? { failures: measured.failures } : {};
		console.log(JSON.stringify(rounded({ ...all, types, ...listed })));
		return DONE;
	}
	console.log(figureLines(measured.all));
	console.log(`\n${typeTable(measured.types)}`);
	if (failures)
		for (const failure of measured.failures)
			console.log(JSON.stringify(failure));
	return DONE;
}

interface Measured {
	all: object;
	types: Record<string, object>;
	failures: object[];
}

async function ofDocuments(docs: string, questions: string): Promise<Measured> {
	const { configDir } = loadConfig();
	const { figures, types, failures } = await measure(
		await readLines(docs, Document),
		await readLines(questions, Question),
		configDir,
	);
	return { all: figures, types, failures };
}

async function ofMembers(
	questions: string,
	knowledge: string | undefined,
): Promise<Measured> {
	const { knowledgeDir, configDir, typedIn } = loadConfig();
	return measureMembers(await readLines(questions, MemberQuestion), {
		knowledgeDir:
			knowledge === undefined ? knowledgeDir : path.resolve(typedIn, knowledge),
		configDir,
	});
}

/** Mean character ROUGE-1, -2 and -L F1 from 0 to 1, white space removed. */
async function ofSummaries(
	file: string,
	maxChars: number | undefined,
): Promise<object> {
	return measureBriefs(await readLines(file, Summary), {
		maxChars,
		configDir: loadConfig().configDir,
	});
}

/** @throws UsageError */
function readArgs(args: string[]) {
	const {
		docs,
		questions,
		members,
		knowledge,
		summaries,
		"max-chars": maxChars,
		...flags
	} = parsed(() =>
		parseArgs({
			args,
			options: {
				docs: { type: "string" },
				questions: { type: "string" },
				members: { type: "string" },
				knowledge: { type: "string" },
				summaries: { type: "string" },
				"max-chars": { type: "string" },
				failures: { type: "boolean", default: false },
				json: { type: "boolean", default: false },
			},
		}),
	).values;
	if (summaries !== undefined) {
		if (docs ?? questions ?? members ?? knowledge)
			throw new UsageError("--summaries 只和 --max-chars、--json 一起用");
		return { summaries, maxChars: charsOf(maxChars), ...flags };
	}
	if (maxChars !== undefined)
		throw new UsageError("--max-chars 只和 --summaries 一起用");
	if (members !== undefined) {
		if (docs !== undefined || questions !== undefined)
			throw new UsageError("--members 不能和 --docs、--questions 一起用");
		return { summaries, members, knowledge, ...flags };
	}
	if (docs === undefined || questions === undefined)
		throw new UsageError("--docs 和 --questions 都要给出");
	if (knowledge !== undefined)
		throw new UsageError("--knowledge 只和 --members 一起用");
	return { summaries, docs, questions, members, ...flags };
}

/** @throws UsageError */
function charsOf(given: string | undefined): number | undefined {
	if (given === undefined || /^[1-9]\d{0,5}$/.test(given))
		return given === undefined ? undefined : Number(given);
	throw new UsageError(`--max-chars 要一个正整数,不能是“${given}”`);
}

/** @throws Error that names the file and the line. */
async function readLines<T>(name: string, schema: z.ZodType<T>): Promise<T[]> {
	const text = await readFile(path.resolve(loadConfig().typedIn, name), "utf8");
	return text.split("\n").flatMap((line, n) => {
		// trim() takes a BOM away too.
		if (line.trim() === "") return [];
		try {
			return [schema.parse(JSON.parse(line.trim()))];
		} catch (cause) {
			const why =
				cause instanceof z.ZodError ? z.prettifyError(cause) : "不是 JSON";
			throw new Error(`${name} 第 ${n + 1} 行:${why}`, { cause });
		}
	});
}
