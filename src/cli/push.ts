/** `npm run push`: shows an issue's summary, approves it for the running bot, tells what became of it. */

import { parseArgs } from "node:util";
import { loadConfig, openPushes } from "../app.ts";
import { DONE, FAILED, parsed, run, type Usage, UsageError } from "./exit.ts";

const USAGE: Usage = {
	line: "用法:npm run -s push -- 期号 [--confirm HASH --as 编号] | --status | --retry-failed [--json]",
	options: [
		["期号", "预览这一期的摘要和要发到的群,打印 hash"],
		["--confirm HASH", "确认推送看过的内容,由正在运行的机器人发出"],
		["--as 编号", "以哪位工作人员的名义(bot.yml 里 staff 下的编号)"],
		["--status", "看最近一次推送的结果,和谁做过什么"],
		["--retry-failed", "重发最近一次没有送到的"],
		["--json", "打印一个 JSON 对象,给程序用"],
	],
};

process.exitCode = await run(process.argv.slice(2), USAGE, push);

async function push(argv: string[]): Promise<number> {
	const { issue, options } = readArgs(argv);
	const pushes = await openPushes(loadConfig());
	const print = (object: unknown, text: string) =>
		console.log(options.json ? JSON.stringify(object, null, "\t") : text);
	try {
		if (options.status) {
			const status = await pushes.status();
			print(status, [status.text, ...status.audit.map(auditLine)].join("\n"));
			return DONE;
		}
		if (options["retry-failed"]) {
			const count = await pushes.retryFailed();
			print(
				{ retried: count },
				count === 0
					? "没有要重发的"
					: `重发 ${count} 个,由正在运行的机器人发出`,
			);
			return DONE;
		}
		if (options.confirm === undefined) {
			const preview = await pushes.preview(issue);
			print(
				preview,
				[
					preview.text,
					"",
					...preview.audience,
					...(preview.pushed ? ["这一期已经推送过"] : []),
					`hash: ${preview.hash}`,
				].join("\n"),
			);
			return DONE;
		}
		const state = await pushes.confirm(
			issue,
			options.confirm,
			options.as ?? "",
		);
		print(
			{ issue, state },
			state === "approved"
				? `${issue} 已确认,正在运行的机器人几秒钟内开始发;用 --status 看结果`
				: `${issue} 记下了,还要另一位工作人员确认`,
		);
		return DONE;
	} catch (error) {
		if (!(error instanceof Error) || error.name !== "PushRefused") throw error;
		console.error(error.message);
		return FAILED;
	} finally {
		await pushes.close();
	}
}

function auditLine({
	at,
	platform,
	actor,
	action,
	subject,
	allowed,
}: {
	at: number;
	platform: string;
	actor: string;
	action: string;
	subject: string;
	allowed: boolean;
}): string {
	const time = new Date(at).toISOString().slice(0, 16).replace("T", " ");
	return `${time}Z ${platform} ${actor} ${action} ${subject}${allowed ? "" : " (拒绝)"}`;
}

/** @throws UsageError */
function readArgs(args: string[]) {
	const { values: options, positionals } = parsed(() =>
		parseArgs({
			args,
			allowPositionals: true,
			options: {
				confirm: { type: "string" },
				as: { type: "string" },
				status: { type: "boolean" },
				"retry-failed": { type: "boolean" },
				json: { type: "boolean" },
			},
		}),
	);
	const [issue = "", extra] = positionals;
	if (extra !== undefined) throw new UsageError(`“${extra}”是多余的`);
	const about = [options.status, options["retry-failed"], issue !== ""];
	if (about.filter(Boolean).length !== 1)
		throw new UsageError("要写一个期号,或者 --status,或者 --retry-failed");
	if ((options.confirm === undefined) !== (options.as === undefined))
		throw new UsageError("--confirm 和 --as 要一起写");
	if (options.confirm !== undefined && issue === "")
		throw new UsageError("没有写期号");
	return { issue, options };
}
