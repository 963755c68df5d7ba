/** `npm run backup`: state and knowledge into one archive, while the bot runs. */

import path from "node:path";
import { parseArgs } from "node:util";
import { loadConfig, makeBackup } from "../app.ts";
import { DONE, parsed, run, type Usage, UsageError } from "./exit.ts";

const USAGE: Usage = {
	line: "用法:npm run -s backup -- 文件 [--force]",
	options: [["--force", "文件已经有了,就换掉它"]],
};

process.exitCode = await run(process.argv.slice(2), USAGE, async (argv) => {
	const { values, positionals } = parsed(() =>
		parseArgs({
			args: argv,
			allowPositionals: true,
			options: { force: { type: "boolean", default: false } },
		}),
	);
	const [file, ...more] = positionals;
	if (file === undefined) throw new UsageError("没有给出备份文件的名字");
	if (more.length > 0) throw new UsageError("一次只写一个备份文件");
	const config = loadConfig();
	const target = path.resolve(config.typedIn, file);
	const { articles, state } = await makeBackup(config, target, values.force);
	const what = state ? "和机器人记着的事" : ",机器人还没有记下什么";
	console.log(`备份好了:${target},知识库 ${articles} 个文件${what}`);
	return DONE;
});
