/** `npm run backup`: puts the bot's state and its knowledge into one archive, while it runs. */

import path from "node:path";
import { parseArgs } from "node:util";
import { backUp, loadConfig, withKnowledgeLock } from "../app.ts";
import { DONE, parsed, run, type Usage, UsageError } from "./exit.ts";

const USAGE: Usage = {
	line: "用法:npm run -s backup -- 文件.tar.gz [--force]",
	options: [["--force", "已经有这个文件时换掉它"]],
};

// Ctrl-C ends a command without `finally`; an exit gives what is half done the chance to be removed.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
	process.once(signal, () => process.exit(1));

process.exitCode = await run(process.argv.slice(2), USAGE, save);

async function save(argv: string[]): Promise<number> {
	const { name, force } = readArgs(argv);
	const { dataDir, knowledgeDir, typedIn } = loadConfig();
	const file = path.resolve(typedIn, name);
	const { files, chats, bytes } = await backUp({
		dataDir,
		knowledgeDir,
		file,
		force,
		lock: withKnowledgeLock,
		now: Date.now(),
	});
	console.log(
		`已备份到 ${file}:${files} 个报道文件,${chats} 个群和私聊,共 ${Math.ceil(bytes / 1024)} KB。里面有大家的反馈,请放在别人看不到的地方`,
	);
	return DONE;
}

/** @throws UsageError */
function readArgs(args: string[]) {
	const { values, positionals } = parsed(() =>
		parseArgs({
			args,
			allowPositionals: true,
			options: { force: { type: "boolean", default: false } },
		}),
	);
	const [name = "", extra] = positionals;
	if (name === "") throw new UsageError("没有写备份到哪个文件");
	if (extra !== undefined) throw new UsageError(`“${extra}”是多余的`);
	return { name, ...values };
}
