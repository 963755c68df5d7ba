/** `npm run ask`: asks the paper one question, or a batch of them, without a chat. */

import path from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type Answering, loadConfig, openAnswering } from "../app.ts";
import { DONE, FAILED, parsed, run, type Usage, UsageError } from "./exit.ts";

const USAGE: Usage = {
	line: '用法:npm run -s ask -- "问题" [--context "之前的问题"]… [--knowledge 目录] [--json],或 npm run -s ask -- --jsonl [--knowledge 目录] < questions.jsonl',
	options: [
		["--context 问题", "同一个人之前问过的话,可以写几次,先问的在前"],
		["--knowledge 目录", "只从这个目录里找答案,不写就用平时的 knowledge"],
		["--json", "打印一个 JSON 对象,给程序用"],
		[
			"--jsonl",
			'从标准输入读问题,一行一个 {"id":"1","q":"…","context":["…"]},一行打印一个回答',
		],
	],
};

/** One line of a batch. */
const QuestionLine = z.object({
	id: z.union([z.string(), z.number()]),
	q: z.string(),
	context: z.array(z.string()).default([]),
});

process.exitCode = await run(process.argv.slice(2), USAGE, ask);

async function ask(argv: string[]): Promise<number> {
	const args = readArgs(argv);
	const config = loadConfig();
	const answering = await openAnswering({
		knowledgeDir:
			args.knowledge === undefined
				? config.knowledgeDir
				: path.resolve(config.typedIn, args.knowledge),
		configDir: config.configDir,
		sensitive: config.bot.sensitive,
	});
	for (const { file, message } of answering.problems)
		console.error(`${file}:${message},没有收入`);
	if (args.jsonl) return await answerLines(answering);
	const reply = timed(answering, args.question, args.context);
	console.log(args.json ? JSON.stringify({ id: null, ...reply }) : reply.text);
	return DONE;
}

interface Args {
	question: string;
	context: string[];
	knowledge: string | undefined;
	json: boolean;
	jsonl: boolean;
}

/** @throws UsageError */
function readArgs(args: string[]): Args {
	const { values, positionals } = parsed(() =>
		parseArgs({
			args,
			allowPositionals: true,
			options: {
				context: { type: "string", multiple: true, default: [] },
				knowledge: { type: "string" },
				json: { type: "boolean", default: false },
				jsonl: { type: "boolean", default: false },
			},
		}),
	);
	const { context, knowledge, json, jsonl } = values;
	const question = positionals.join(" ").trim();
	if (jsonl && question !== "")
		throw new UsageError("--jsonl 从标准输入读问题,命令行上不要再写问题");
	if (jsonl && context.length > 0)
		throw new UsageError(
			"--jsonl 的上文写在每一行里,命令行上不要再写 --context",
		);
	if (!jsonl && question === "") throw new UsageError("没有给出问题");
	return { question, context, knowledge, json, jsonl };
}

async function answerLines(answering: Answering): Promise<number> {
	let number = 0;
	let failed = false;
	for await (const line of createInterface({ input: process.stdin })) {
		number++;
		// Windows editors put a BOM before the first line; trim() takes it away.
		const text = line.trim();
		if (text === "") continue;
		const question = readLine(text);
		if (typeof question === "string") {
			console.error(`第 ${number} 行:${question}`);
			failed = true;
			continue;
		}
		const { id, q, context } = question;
		console.log(JSON.stringify({ id, ...timed(answering, q, context) }));
	}
	return failed ? FAILED : DONE;
}

/** The question, or what is wrong with the line. */
function readLine(line: string): z.infer<typeof QuestionLine> | string {
	let json: unknown;
	try {
		json = JSON.parse(line);
	} catch {
		return '不是 JSON:每行写一个 {"id":"1","q":"…"}';
	}
	const parsed = QuestionLine.safeParse(json);
	return parsed.success
		? parsed.data
		: z.prettifyError(parsed.error).replaceAll("\n", " ");
}

function timed(answering: Answering, text: string, context: string[]) {
	const start = performance.now();
	// How a chat draws its lines is the platforms' business.
	const { lines: _, ...reply } = answering.reply({ text, context });
	const ms = Math.round((performance.now() - start) * 100) / 100;
	return { ...reply, ms };
}
