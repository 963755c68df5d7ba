/** `npm run backup` and `npm run restore` as processes: what they print and how they end. */

import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { contentsOf } from "../support/folder-contents.ts";
import { runCommand, startCommand } from "../support/run-command.ts";
import { NOON, storeAt } from "../support/store-samples.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { writeTree } from "../support/write-tree.ts";

async function desk() {
	const folder = await tempFolder();
	const knowledge = path.join(folder, "knowledge");
	await writeTree(knowledge, { "faq.md": "# 怎么入会\n找工会。" });
	const data = path.join(folder, "data");
	const store = await storeAt(path.join(data, "state.db"));
	await store.chats.join(
		{ platform: "telegram", chat: "-100", title: "一车间", group: true },
		NOON,
	);
	const env = {
		DATA_DIR: data,
		KNOWLEDGE_DIR: knowledge,
		INIT_CWD: folder,
	};
	return {
		folder,
		data,
		knowledge,
		store,
		run: (name: string, ...args: string[]) => runCommand(name, args, { env }),
		env,
	};
}

test("staff save everything, look at it, and bring it back", async () => {
	const { folder, knowledge, run } = await desk();
	const saved = await run("backup", "周一.tar.gz");
	expect(saved.stderr).toBe("");
	expect(saved.stdout).toContain(
		`已备份到 ${path.join(folder, "周一.tar.gz")}:1 个报道文件,1 个群和私聊`,
	);

	await writeTree(knowledge, { "faq.md": "弄坏了" });
	const looked = await run("restore", "周一.tar.gz");
	expect(looked.stdout).toContain("会换成备份里的 1 个");
	expect(looked.stdout).toContain("请在命令后面加上 --yes");
	expect(await contentsOf(knowledge)).toEqual({ "faq.md": "弄坏了" });

	const restored = await run("restore", "周一.tar.gz", "--yes");
	expect(restored).toMatchObject({ code: 0, stderr: "" });
	expect(restored.stdout).toContain("换下来的报道在");
	expect((await contentsOf(knowledge))["faq.md"]).toContain("找工会");
});

test.each([
	["backup", [], "没有写备份到哪个文件"],
	["backup", ["a", "b"], "“b”是多余的"],
	["backup", ["a", "--yes"], "不认识选项“--yes”"],
	["restore", [], "没有写从哪个文件恢复"],
	["restore", ["a", "--force"], "不认识选项“--force”"],
])("%s %j is told how to be used", async (name, args, line) => {
	const { run } = await desk();
	const { code, stdout, stderr } = await run(name, ...args);
	expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
	expect(stderr).toContain(`${line}。用法:npm run -s ${name} --`);
});

test("what cannot be done is said in one line", async () => {
	const { run } = await desk();
	expect(await run("restore", "没有.tar.gz")).toMatchObject({
		code: 1,
		stderr: expect.stringMatching(/^\S*没有\.tar\.gz:没有这个文件或目录\n$/),
	});
	expect(await run("backup", "没有/a.tar.gz")).toMatchObject({
		code: 1,
		stderr: expect.stringContaining("没有这个文件或目录"),
	});
});

test("an interrupted backup leaves nothing behind", async () => {
	const { folder, data, knowledge, env } = await desk();
	await writeTree(
		knowledge,
		Object.fromEntries(
			Array.from({ length: 500 }, (_, n) => [`通知/${n}.md`, `第${n}号`]),
		),
	);
	const command = startCommand("backup", ["a.tar.gz"], { env });
	const atWork = async () =>
		(await readdir(data)).some((name) => name.startsWith(".work-"));
	while (command.process.exitCode === null && !(await atWork()));
	command.process.kill("SIGINT");
	expect((await command.ended).code).not.toBe(0);
	expect((await readdir(data)).every((name) => /^state/.test(name))).toBe(true);
	expect((await readdir(folder)).sort()).toEqual(["data", "knowledge"]);
	expect(await readdir(knowledge)).not.toContain(".writing");
});
