/** `npm run ingest`: reads the pages of an issue into `knowledge/`. */

import path from "node:path";
import { parseArgs } from "node:util";
import { type IngestReport, ingestFiles, loadConfig } from "../app.ts";
import { DONE, parsed, report, UsageError } from "./exit.ts";

const USAGE =
	"用法:npm run -s ingest -- 文件… [--issue 期号] [--paper 报名] [--date YYYY-MM-DD] [--page 版次] [--draft] [--out 目录] [--force] [--json] [--dry-run]";

async function main(argv: string[]): Promise<number> {
	try {
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
	} catch (error) {
		return report(error, USAGE);
	}
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

process.exitCode = await main(process.argv.slice(2));
