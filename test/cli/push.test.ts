/** `npm run push` as a process: it looks, approves for the running bot, and tells what became of it. */

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import {
	botHome,
	onTelegram,
	startBotProcess,
} from "../support/bot-process.ts";
import { runCommand } from "../support/run-command.ts";
import { startFakeBotApi } from "../support/telegram/fake-bot-api.ts";
import { tempFolder } from "../support/temp-folder.ts";

const ISSUE = "2024-03-01";

async function desk(bot = "staff:\n  telegram: [7]\n  lark: [ou_2]\n") {
	const folder = await tempFolder();
	const api = await startFakeBotApi();
	onTestFinished(() => api.close());
	const home = await botHome(folder, onTelegram(api));
	await writeFile(path.join(folder, "config", "bot.yml"), bot);
	return {
		api,
		home,
		push: (...args: string[]) => runCommand("push", args, { env: home.env }),
	};
}

test("an issue is looked at, approved, sent by the running bot, and reported", async () => {
	const { api, home, push } = await desk();
	const owner = api.person({ name: "群主" });
	const group = api.group();
	group.makes(owner, "creator");
	const running = startBotProcess(home);
	onTestFinished(() => running.kill());
	await group.bot.repliesTo(owner.in(group).says("@bot 订阅"), /订阅好了/, {
		withinMs: 30_000,
	});

	const looked = await push(ISSUE);
	expect(looked).toMatchObject({ code: 0, stderr: "" });
	expect(looked.stdout).toContain("《渡口的夜班船》");
	expect(looked.stdout).toContain("将发到1个(Telegram 1)");
	const preview = JSON.parse((await push(ISSUE, "--json")).stdout);
	expect(preview).toMatchObject({
		issue: ISSUE,
		articles: 3,
		chats: { telegram: 1 },
		pushed: false,
	});
	expect(looked.stdout).toContain(`hash: ${preview.hash}`);

	const confirmed = await push(ISSUE, "--confirm", preview.hash, "--as", "7");
	expect(confirmed).toMatchObject({ code: 0, stderr: "" });
	const sent = await group.bot.replies(/按数字看全文/, { withinMs: 20_000 });
	expect(sent.text).toBe(preview.text);

	await expect
		.poll(
			async () => JSON.parse((await push("--status", "--json")).stdout).push,
			{ timeout: 20_000, interval: 500 },
		)
		.toMatchObject({
			issue: ISSUE,
			state: "done",
			approvals: [{ platform: "telegram", id: "7" }],
			tally: [{ platform: "telegram", end: "sent", count: 1 }],
			failures: [],
		});
	const status = await push("--status");
	expect(status.stdout).toContain("送到 1个");
	expect(status.stdout).toMatch(/console 7 push confirm 2024-03-01$/m);
	expect(JSON.parse((await push(ISSUE, "--json")).stdout).pushed).toBe(true);
	const again = await push(ISSUE, "--confirm", preview.hash, "--as", "7");
	expect([again.code, again.stdout]).toEqual([1, ""]);
	expect(again.stderr).toContain("已经推送过");
	expect((await push("--retry-failed")).stdout).toBe("没有要重发的\n");
}, 90_000);

test("two have to agree where the settings say so, by different ids", async () => {
	const { push } = await desk(
		"staff:\n  telegram: [7]\n  lark: [ou_2]\npush:\n  approvers: 2\n",
	);
	const { hash } = JSON.parse((await push(ISSUE, "--json")).stdout);
	const confirm = async (id: string) =>
		(await push(ISSUE, "--confirm", hash, "--as", id, "--json")).stdout;
	expect(JSON.parse(await confirm("7"))).toEqual({
		issue: ISSUE,
		state: "waiting",
	});
	expect(JSON.parse(await confirm("7"))).toMatchObject({ state: "waiting" });
	expect(JSON.parse(await confirm("ou_2"))).toMatchObject({
		state: "approved",
	});
}, 60_000);

test.each([
	[["nowhere"], 1, "没有“nowhere”这一期"],
	[[ISSUE, "--confirm", "0".repeat(64), "--as", "7"], 1, "重新预览"],
	[[ISSUE, "--confirm", "x", "--as", "路人"], 1, "不是工作人员"],
	[[ISSUE, "--confirm", "x"], 2, "--confirm 和 --as 要一起写"],
	[[], 2, "要写一个期号"],
	[[ISSUE, "--status"], 2, "要写一个期号"],
	[[ISSUE, "extra"], 2, "“extra”是多余的"],
	[["--now"], 2, "不认识选项“--now”"],
])("push %j ends with %i and one clear line", async (args, code, words) => {
	const { push } = await desk();
	const ended = await push(...args);
	expect([ended.code, ended.stdout]).toEqual([code, ""]);
	expect(ended.stderr).toMatch(/^[^\n]+\n$/);
	expect(ended.stderr).toContain(words);
});

test("without a bot, a platform or a state there is something to look at all the same", async () => {
	const { home } = await desk();
	const env = {
		KNOWLEDGE_DIR: home.env.KNOWLEDGE_DIR,
		DATA_DIR: path.join(await tempFolder(), "data"),
	};
	const run = (...args: string[]) => runCommand("push", args, { env });
	const looked = await run(ISSUE);
	expect(looked).toMatchObject({ code: 0, stderr: "" });
	expect(looked.stdout).toContain("还没有群订阅");
	expect((await run("--status")).stdout).toBe("还没有推送过。\n");
});
