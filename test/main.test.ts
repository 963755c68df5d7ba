/** The bot as a process: it starts from its settings, talks on the terminal, and ends when told to. */

import { once } from "node:events";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { runCommand, startBot } from "./support/run-command.ts";
import { tempFolder } from "./support/temp-folder.ts";

const PAGE = `渡口的夜班船
本报讯 记者沈一帆报道 山城市总工会开出的夜班船十点出发，天亮前往返四趟，船票两元。
`;

/** A knowledge folder with one article, a data folder, and the environment that names them. */
async function settings(): Promise<{
	env: NodeJS.ProcessEnv;
	knowledge: string;
}> {
	const folder = await tempFolder();
	const knowledge = path.join(folder, "knowledge");
	const page = path.join(folder, "page.txt");
	await writeFile(page, PAGE);
	await runCommand("ingest", [page, "--out", knowledge]);
	const env = {
		KNOWLEDGE_DIR: knowledge,
		DATA_DIR: path.join(folder, "data"),
		LOG_LEVEL: "",
	};
	return { env, knowledge };
}

test("piped lines are questions, and at their end it exits 0", async () => {
	const { env } = await settings();
	const input = "夜班船几点出发\n船票多少钱\n";
	const { code, stdout, stderr } = await startBot({ env, input }).ended;
	expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
	expect(stdout).toContain("我: 夜班船几点出发");
	expect(stdout).toContain("十点出发");
	expect(stdout).toContain("来源:《渡口的夜班船》");
});

test("a second start answers the same from the saved index", async () => {
	const { env } = await settings();
	const input = "夜班船几点出发\n";
	const first = await startBot({ env, input }).ended;
	expect(await readdir(env.DATA_DIR ?? "")).toEqual(["index.json"]);
	expect(await startBot({ env, input }).ended).toEqual(first);
});

test("a signal ends it with 0, and a second one does no harm", async () => {
	const { env } = await settings();
	const bot = startBot({ env, input: null });
	bot.process.stdin?.write("夜班船几点出发\n");
	await once(bot.process.stdout ?? bot.process, "data");
	bot.process.kill("SIGTERM");
	bot.process.kill("SIGTERM");
	expect((await bot.ended).code).toBe(0);
});

test("an article that a person corrects is answered anew while it runs", {
	timeout: 90_000,
}, async () => {
	const { env, knowledge } = await settings();
	const bot = startBot({ env, input: null });
	let said = "";
	bot.process.stdout?.on("data", (text) => {
		said += text;
	});
	const ask = async (wanted: string) => {
		// The folder is looked at every few seconds; a question in between gets the old words.
		for (let tries = 0; tries < 40 && !said.includes(wanted); tries++) {
			bot.process.stdin?.write("夜班船几点出发\n");
			await new Promise((resolve) => setTimeout(resolve, 500));
		}
		expect(said).toContain(wanted);
	};
	await ask("十点出发");
	const [issue = ""] = await readdir(path.join(knowledge, "issues"));
	const folder = path.join(knowledge, "issues", issue);
	const [article = ""] = (await readdir(folder)).filter((file) =>
		file.endsWith(".md"),
	);
	const text = await readFile(path.join(folder, article), "utf8");
	await writeFile(
		path.join(folder, article),
		text.replaceAll("十点", "十一点"),
	);
	await ask("十一点出发");
	bot.process.stdin?.end();
	expect((await bot.ended).code).toBe(0);
});

test.each([
	[{ LOG_LEVEL: "loud" }, /^环境变量 LOG_LEVEL 的值“loud”不对:.*\n$/],
	[{ LARK_APP_ID: "cli_x" }, /^环境变量 LARK_APP_ID 的值不对:.*\n$/],
	[{ TELEGRAM_BOT_TOKEN: "x" }, /^环境变量 TELEGRAM_BOT_TOKEN 的值不对:.*\n$/],
	[
		{ LARK_APP_ID: "cli_0123456789abcdef" },
		/^设了 LARK_APP_ID 却没有设 LARK_APP_SECRET.*\n$/,
	],
	[
		{ TELEGRAM_BOT_TOKEN: "1:x", TELEGRAM_MODE: "webhook" },
		/^.*TELEGRAM_WEBHOOK_SECRET.*\n$/,
	],
	[{ CONFIG_DIR: "/nowhere" }, /^读不到 .*bot\.yml.*CONFIG_DIR.*\n$/],
	[{ KNOWLEDGE_DIR: "/nowhere" }, /nowhere/],
])("with %j it does not start, and says why in one line", async (env, why) => {
	const { code, stdout, stderr } = await startBot({ env }).ended;
	expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
	expect(stderr).toMatch(why);
	expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("a setting that bot.yml does not know is named", async () => {
	const config = await tempFolder();
	await mkdir(config, { recursive: true });
	await cp(path.join(import.meta.dirname, "..", "config"), config, {
		recursive: true,
	});
	await writeFile(path.join(config, "bot.yml"), "name: 小助手\nnick: 小助\n");
	const { code, stderr } = await startBot({ env: { CONFIG_DIR: config } })
		.ended;
	expect(code).toBe(1);
	expect(stderr).toMatch(/bot\.yml.*nick/);
});
