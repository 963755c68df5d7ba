/** `npm run restore`: puts state and knowledge back from an archive, while the bot runs. */

import path from "node:path";
import { parseArgs } from "node:util";
import { loadConfig, type RestoreReport, restoreBackup } from "../app.ts";
import { DONE, parsed, run, type Usage, UsageError } from "./exit.ts";

const USAGE: Usage = {
	line: "用法:npm run -s restore -- 文件 [--yes]",
	options: [["--yes", "真的换;不写就只说会换掉什么"]],
};

process.exitCode = await run(process.argv.slice(2), USAGE, async (argv) => {
	const { values, positionals } = parsed(() =>
		parseArgs({
			args: argv,
			allowPositionals: true,
			options: { yes: { type: "boolean", default: false } },
		}),
	);
	const [file, ...more] = positionals;
	if (file === undefined) throw new UsageError("没有给出备份文件");
	if (more.length > 0) throw new UsageError("一次只恢复一个备份");
	const config = loadConfig();
	const archive = path.resolve(config.typedIn, file);
	console.log(said(await restoreBackup(config, archive, values.yes)));
	return DONE;
});

function said({ manifest, state, present, kept }: RestoreReport): string {
	const made = manifest.made.slice(0, 16).replace("T", " ");
	const lines = [
		`备份做于 ${made}(UTC)`,
		`知识库:现在 ${present.articles} 个文件,备份里 ${manifest.articles} 个`,
		`机器人记着的事:现在${described(present.state)},备份里${described(state)}`,
	];
	return [
		...lines,
		kept === null
			? "还没有换。确实要换,加 --yes"
			: `换好了。原来的知识库放在 ${kept},确认没问题再删。机器人要是开着,请重新启动一次`,
	].join("\n");
}

function described(state: RestoreReport["state"]): string {
	return state === null
		? "没有"
		: `有 ${state.chats} 个群、${state.subscribed} 个订阅、${state.comments} 条意见`;
}
