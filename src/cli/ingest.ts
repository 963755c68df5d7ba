/** `npm run ingest`: reads the pages of an issue into `knowledge/`. */

import path from "node:path";
import { parseArgs } from "node:util";
import {
	type IngestReport,
	ingestFiles,
	isIssueId,
	loadConfig,
} from "../app.ts";
import { DONE, parsed, run, type Usage, UsageError } from "./exit.ts";

const USAGE: Usage = {
	line: "用法:npm run -s ingest -- 文件… [--issue 期号] [--paper 报名] [--date YYYY-MM-DD] [--page 版次] [--draft] [--out 目录] [--force] [--json] [--dry-run]",
	options: [
		["--issue 期号", "放进这一期,没有就新建;不写就用日期作期号"],
		["--paper 报名", "版面上没印报名时写"],
		["--date YYYY-MM-DD", "版面上没印日期时写"],
		["--page 版次", "版面上没印版次时写,只能用于一个文件"],
		["--draft", "先作草稿,大家查不到"],
		["--out 目录", "写到这个目录,不写就用平时的 knowledge"],
		["--force", "换掉内容不同的旧版面和有人改过的文章"],
		["--json", "打印一个 JSON 对象,给程序用"],
		["--dry-run", "只试读,不写入"],
	],
};

async function bringIn(argv: string[]): Promise<number> {
	const { files, options } = readArgs(argv);
	const config = loadConfig();
	const at = (file: string) => path.resolve(config.typedIn, file);
	const result = await ingestFiles({
		files: files.map(at),
		knowledgeDir:
			options.out === undefined ? config.knowledgeDir : at(options.out),
		...pick(options, "issue", "paper", "date", "page"),
		draft: options.draft ?? false,
		force: options.force ?? false,
		dryRun: options["dry-run"] ?? false,
	});
	const { issue, articles, warnings } = result;
	console.log(
		options.json
			? JSON.stringify({ issue, articles, warnings }, null, "\t")
			: summary(result),
	);
	for (const warning of warnings) console.error(warning);
	return DONE;
}

/** What became of the files, for a person. */
function summary({ issue, articles, saved }: IngestReport): string {
	const draft = issue.status === "draft" ? ",草稿" : "";
	const dry = saved === null ? ",只是试读,没有写入" : "";
	const same =
		saved !== null && saved.written.length === 0 && !saved.issueChanged
			? ",与已有的相同,没有改动"
			: "";
	return [
		`${issue.id}:${articles.length} 篇${draft}${dry}${same}`,
		...articles.map(
			({ title, place, kind }, at) =>
				`${String(at + 1).padStart(3)}. ${title}${place ? ` [${place}]` : ""} ${KIND_NAMES[kind]}`,
		),
	].join("\n");
}

const KIND_NAMES = {
	news: "新闻",
	policy: "政策",
	event: "活动",
	notice: "通知",
	qa: "问答",
};

/** The options that were given, so that those that were not stay away. */
function pick<T extends object, K extends keyof T>(
	options: T,
	...keys: K[]
): { [P in K]?: NonNullable<T[P]> } {
	return Object.fromEntries(
		keys
			.filter((key) => options[key] !== undefined)
			.map((key) => [key, options[key]]),
	) as { [P in K]?: NonNullable<T[P]> };
}

function readArgs(args: string[]) {
	const { values: options, positionals: files } = parsed(() => parse(args));
	if (files.length === 0) throw new UsageError("没有给出文件");
	if (options.page !== undefined && files.length > 1)
		throw new UsageError("--page 只能用于一个文件");
	if (options.date !== undefined && !isDate(options.date))
		throw new UsageError(
			`--date 要写成 2024-03-12 这样的日期,“${options.date}”不是`,
		);
	if (options.issue !== undefined && !isIssueId(options.issue))
		throw new UsageError(
			`“${options.issue}”不能作期号:只用字母、汉字、数字、- 和 _,最多 64 个字`,
		);
	return { files, options };
}

function parse(args: string[]) {
	return parseArgs({
		args,
		allowPositionals: true,
		options: {
			issue: { type: "string" },
			paper: { type: "string" },
			date: { type: "string" },
			page: { type: "string" },
			draft: { type: "boolean" },
			out: { type: "string" },
			force: { type: "boolean" },
			json: { type: "boolean" },
			"dry-run": { type: "boolean" },
		},
	});
}

function isDate(text: string): boolean {
	const date = new Date(`${text}T00:00:00Z`);
	return (
		/^\d{4}-\d{2}-\d{2}$/.test(text) &&
		!Number.isNaN(date.getTime()) &&
		date.toISOString().startsWith(text)
	);
}

// A file that grows beyond `ulimit -f` fails to be written, as on a full disk. Without a listener the handler that
// gives the knowledge folder's lock back would end the process instead.
process.on("SIGXFSZ", () => {});

process.exitCode = await run(process.argv.slice(2), USAGE, bringIn);
