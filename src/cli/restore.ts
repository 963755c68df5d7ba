/** `npm run restore`: brings the bot's state and its knowledge back from an archive, while it runs. */

import path from "node:path";
import { parseArgs } from "node:util";
import {
	loadConfig,
	type RestoreReport,
	restore,
	withKnowledgeLock,
} from "../app.ts";
import { DONE, parsed, run, type Usage, UsageError } from "./exit.ts";

const USAGE: Usage = {
	line: "用法:npm run -s restore -- 文件.tar.gz [--yes]",
	options: [["--yes", "真的换掉;不写就只看看会换掉什么"]],
};

// Ctrl-C ends a command without `finally`; an exit gives what is half done the chance to be removed.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
	process.once(signal, () => process.exit(1));

process.exitCode = await run(process.argv.slice(2), USAGE, bringBack);

async function bringBack(argv: string[]): Promise<number> {
	const { name, yes } = readArgs(argv);
	const { dataDir, knowledgeDir, typedIn } = loadConfig();
	const report = await restore({
		dataDir,
		knowledgeDir,
		file: path.resolve(typedIn, name),
		apply: yes,
		lock: withKnowledgeLock,
		now: Date.now(),
	});
	const knowledge = path.resolve(knowledgeDir);
	const data = path.resolve(dataDir);
	console.log(
		(yes ? done(report) : preview(report, knowledge, data)).join("\n"),
	);
	return DONE;
}

function preview(
	{ madeAt, backup, present }: RestoreReport,
	knowledge: string,
	data: string,
): string[] {
	return [
		`这份备份完好,是 ${timeOf(madeAt)} 做的`,
		`报道:${knowledge} 里现有 ${present.files} 个文件,会换成备份里的 ${backup.files} 个,旧的另存一份`,
		`数据:${data} 里现有 ${present.chats} 个群和私聊,会换成备份里的 ${backup.chats} 个,连同它们的设置、反馈和统计`,
		"正在等回答的消息照常回答,以前的消息不会再回答一遍",
		"什么都还没有换。确定要换,请在命令后面加上 --yes",
	];
}

function done({ madeAt, backup, kept }: RestoreReport): string[] {
	return [
		`已恢复到 ${timeOf(madeAt)}:${backup.files} 个报道文件,${backup.chats} 个群和私聊`,
		...(kept === null ? [] : [`换下来的报道在 ${kept},确认没问题后可以删掉`]),
	];
}

function timeOf(time: number): string {
	return new Date(time).toLocaleString("zh-CN", {
		timeZone: "Asia/Shanghai",
		dateStyle: "long",
		timeStyle: "short",
	});
}

/** @throws UsageError */
function readArgs(args: string[]) {
	const { values, positionals } = parsed(() =>
		parseArgs({
			args,
			allowPositionals: true,
			options: { yes: { type: "boolean", default: false } },
		}),
	);
	const [name = "", extra] = positionals;
	if (name === "") throw new UsageError("没有写从哪个文件恢复");
	if (extra !== undefined) throw new UsageError(`“${extra}”是多余的`);
	return { name, ...values };
}
