/** `npm run ask`: asks the paper one question, or a batch of them, without a chat. */

import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type Answering, openAnswering } from "../app.ts";

const USAGE = `usage: npm run -s ask -- "QUESTION" [--context "EARLIER QUESTION"]… [--knowledge DIR] [--json]
       npm run -s ask -- --jsonl [--knowledge DIR] < questions.jsonl`;

/** One line of a batch. */
const QuestionLine = z.object({
	id: z.union([z.string(), z.number()]),
	q: z.string(),
	context: z.array(z.string()).default([]),
});

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: string[]): Promise<number> {
	const args = readArgs(argv);
	if (typeof args === "string") {
		console.error(`${args}\n${USAGE}`);
		return WRONG_USAGE;
	}
	try {
		const answering = await openAnswering({
			knowledgeDir: args.knowledge,
			configDir: process.env.CONFIG_DIR ?? "./config",
		});
		if (args.jsonl) return await answerLines(answering);
		const reply = timed(answering, args.question, args.context);
		console.log(
			args.json ? JSON.stringify({ id: null, ...reply }) : reply.text,
		);
		return DONE;
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		return FAILED;
	}
}

interface Args {
	question: string;
	context: string[];
	knowledge: string;
	json: boolean;
	jsonl: boolean;
}

/** The arguments, or what is wrong with them. */
function readArgs(argv: string[]): Args | string {
	let parsed: ReturnType<typeof parse>;
	try {
		parsed = parse(argv);
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
	const { values, positionals } = parsed;
	const question = positionals.join(" ").trim();
	if (values.jsonl && question !== "")
		return "--jsonl reads its questions from stdin: leave the question out";
	if (values.jsonl && values.context)
		return "--jsonl takes the context from each line: leave --context out";
	if (!values.jsonl && question === "") return "there is no question";
	return {
		question,
		context: values.context ?? [],
		knowledge: values.knowledge ?? process.env.KNOWLEDGE_DIR ?? "./knowledge",
		json: values.json ?? false,
		jsonl: values.jsonl ?? false,
	};
}

function parse(args: string[]) {
	return parseArgs({
		args,
		allowPositionals: true,
		options: {
			context: { type: "string", multiple: true },
			knowledge: { type: "string" },
			json: { type: "boolean" },
			jsonl: { type: "boolean" },
		},
	});
}

async function answerLines(answering: Answering): Promise<number> {
	let number = 0;
	let failed = false;
	for await (const line of createInterface({ input: process.stdin })) {
		number++;
		if (line.trim() === "") continue;
		const question = readLine(line);
		if (typeof question === "string") {
			console.error(`line ${number}: ${question}`);
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
		return 'no JSON: each line is one object like {"id":"1","q":"…"}';
	}
	const parsed = QuestionLine.safeParse(json);
	return parsed.success
		? parsed.data
		: z.prettifyError(parsed.error).replaceAll("\n", " ");
}

function timed(answering: Answering, text: string, context: string[]) {
	const start = performance.now();
	const reply = answering.reply({ text, context });
	const ms = Math.round((performance.now() - start) * 100) / 100;
	return { ...reply, ms };
}
