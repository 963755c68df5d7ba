import {
	chmod,
	mkdir,
	readdir,
	readFile,
	stat,
	writeFile,
} from "node:fs/promises";
import path from "node:path";
import { create } from "tar";
import { describe, expect, it, onTestFinished } from "vitest";
import { restore } from "../../src/backup/restore.ts";
import type { Incoming } from "../../src/chat/incoming.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { RETENTION } from "../bot/chat.ts";
import { runCommand } from "../support/run-command.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { writeTree } from "../support/write-tree.ts";

const NOW = Date.parse("2024-03-01T02:00:00Z");

/** A bot's folders with one article and a state that is open, as in a running bot. */
async function home() {
	const folder = await tempFolder();
	const at = (name: string) => path.join(folder, name);
	await writeTree(at("knowledge"), { "a.md": "# 甲\n\n原来的话。\n" });
	const store = await openStore(at("data/state.db"), {
		retention: RETENTION,
	});
	onTestFinished(() => store.close());
	const env = { KNOWLEDGE_DIR: at("knowledge"), DATA_DIR: at("data") };
	return {
		at,
		store,
		backUp: (...more: string[]) =>
			runCommand("backup", [at("b.tar.gz"), ...more], { env }),
		restore: (file = at("b.tar.gz"), ...more: string[]) =>
			runCommand("restore", [file, ...more], { env }),
	};
}

function message(id: string): Incoming {
	return {
		kind: "message",
		id,
		place: { platform: "telegram", chat: "-1", topic: null },
		at: NOW,
		direct: false,
		title: "车间群",
		sender: { id: "1", name: "小陈", asGroup: false },
		text: "几点",
		addressed: "mention",
		messageId: id,
	};
}

async function subscribe(store: Store, chat: string): Promise<void> {
	await store.chats.join(
		{ platform: "telegram", chat, title: "车间群", group: true },
		NOW,
	);
	await store.chats.change("telegram", chat, { subscribed: true });
}

async function subscribed(store: Store): Promise<string[]> {
	return (await store.chats.subscribed("telegram")).map(({ chat }) => chat);
}

describe("a backup", () => {
	it("is made and put back while the state is in use", async () => {
		const { at, store, backUp, restore } = await home();
		await subscribe(store, "-1");
		const made = await backUp();
		expect(made).toMatchObject({ code: 0, stderr: "" });
		expect(made.stdout).toContain("备份好了");
		expect((await stat(at("b.tar.gz"))).mode & 0o777).toBe(0o600);
		await subscribe(store, "-2");
		await store.chats.leave("telegram", "-1", NOW);
		await writeTree(at("knowledge"), { "a.md": "改坏了", "b.md": "多出来的" });

		const looked = await restore();
		expect(looked.stdout).toMatch(/知识库:现在 2 个文件,备份里 1 个/);
		expect(looked.stdout).toMatch(
			/现在有 1 个群、1 个订阅.*备份里有 1 个群、1 个订阅/,
		);
		expect(looked.stdout).toContain("还没有换");
		expect(await subscribed(store)).toEqual(["-2"]);

		const done = await restore(undefined, "--yes");
		expect(done).toMatchObject({ code: 0, stderr: "" });
		expect(await subscribed(store)).toEqual(["-1"]);
		expect(await readdir(at("knowledge"))).toEqual(["a.md"]);
		expect(await readFile(at("knowledge/a.md"), "utf8")).toContain("原来的话");
		const [kept = ""] = (await readdir(at("data"))).filter((name) =>
			name.startsWith("knowledge-before-"),
		);
		expect(await readdir(at(`data/${kept}`))).toEqual(["a.md", "b.md"]);
		expect(await readdir(at("data"))).not.toContainEqual(
			expect.stringContaining(".backup-"),
		);
	}, 60_000);

	it("never makes the bot say old things again, and loses nothing that waits now", async () => {
		const { store, backUp, restore } = await home();
		const entry = {
			kind: "answer" as const,
			platform: "telegram",
			chat: "-1",
			group: true,
			priority: 0,
			dueAt: NOW,
			call: { text: "旧" },
			answer: null,
			once: null,
		};
		await store.inbox.record(message("old"), NOW);
		await store.outbox.add(entry, NOW);
		await store.outbox.add({ ...entry, kind: "push", once: "issue -1" }, NOW);
		await backUp();
		await store.inbox.done(1, NOW);
		for (const id of [1, 2])
			await store.outbox.end(
				id,
				{ end: "sent", why: null, messageId: null },
				NOW,
			);
		const waiting = await store.inbox.record(message("new"), NOW);
		await store.outbox.add({ ...entry, call: { text: "新" } }, NOW);
		await restore(undefined, "--yes");
		expect(await store.inbox.waiting()).toEqual([waiting]);
		expect(await store.inbox.record(message("old"), NOW)).toBeNull();
		expect(
			(await store.outbox.recover(NOW)).map(({ call }) => call.text),
		).toEqual(["新"]);
		expect(
			await store.outbox.add({ ...entry, kind: "push", once: "issue -1" }, NOW),
		).toBeNull();
	}, 60_000);

	it("is put back on an empty machine, where what waited stays unsaid", async () => {
		const old = await home();
		await subscribe(old.store, "-1");
		await old.store.inbox.record(message("old"), NOW);
		await old.backUp();
		const anew = await tempFolder();
		const env = {
			KNOWLEDGE_DIR: path.join(anew, "knowledge"),
			DATA_DIR: path.join(anew, "data"),
		};
		const { code, stderr } = await runCommand(
			"restore",
			[old.at("b.tar.gz"), "--yes"],
			{ env },
		);
		expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
		const store = await openStore(path.join(env.DATA_DIR, "state.db"), {
			retention: RETENTION,
		});
		expect(await subscribed(store)).toEqual(["-1"]);
		expect(await store.inbox.waiting()).toEqual([]);
		expect(await store.inbox.record(message("old"), NOW)).toBeNull();
		await store.close();
	}, 60_000);

	it("does not replace another file unless told so", async () => {
		const { at, backUp } = await home();
		await writeFile(at("b.tar.gz"), "mine");
		const refused = await backUp();
		expect(refused).toMatchObject({ code: 1, stdout: "" });
		expect(refused.stderr).toContain("--force");
		expect(await readFile(at("b.tar.gz"), "utf8")).toBe("mine");
		expect((await backUp("--force")).code).toBe(0);
	}, 60_000);

	it("of a folder that cannot be written leaves nothing behind", async () => {
		const { at, backUp } = await home();
		await mkdir(at("b.tar.gz"));
		const { code, stderr } = await backUp("--force");
		expect(code).toBe(1);
		expect(stderr.trim().split("\n")).toHaveLength(1);
		expect(await readdir(at("."))).not.toContain("b.tar.gz.part");
		await chmod(at("b.tar.gz"), 0o700);
	}, 60_000);
});

describe("what is no backup", () => {
	const putBack = (at: (name: string) => string, file: string) =>
		restore(
			file,
			{
				dataDir: at("data"),
				knowledgeDir: at("knowledge"),
				stateFile: at("data/state.db"),
			},
			{ confirmed: true, now: new Date(NOW) },
		);

	/** An archive of these files. */
	async function archive(files: Record<string, string>): Promise<string> {
		const folder = await tempFolder();
		await writeTree(path.join(folder, "in"), files);
		const file = path.join(folder, "x.tar.gz");
		const cwd = path.join(folder, "in");
		await create({ file, cwd, gzip: true }, await readdir(cwd));
		return file;
	}
	const manifest = JSON.stringify({
		format: 1,
		made: "2024-03-01T02:00:00.000Z",
		state: true,
		articles: 0,
	});

	it.each<[string, () => Promise<string>, RegExp]>([
		[
			"a text",
			async () => path.join(import.meta.dirname, "backup.test.ts"),
			/坏了,或者不是备份/,
		],
		["another archive", () => archive({ "a.txt": "a" }), /不该有的东西/],
		[
			"an archive without a manifest",
			() => archive({ "knowledge/a.md": "a" }),
			/不是 npm run backup 做的/,
		],
		[
			"one that looks hidden outside",
			() => archive({ "manifest.json": manifest, "knowledge.md": "x" }),
			/不该有的东西/,
		],
		[
			"a later format",
			() => archive({ "manifest.json": '{"format":2}', "knowledge/a.md": "a" }),
			/新版本/,
		],
		[
			"a damaged state",
			() =>
				archive({
					"manifest.json": manifest,
					"state.sqlite": "kaputt".repeat(1000),
					"knowledge/a.md": "a",
				}),
			/坏了,或者不是备份/,
		],
	])("%s is refused, and nothing changes", async (_, make, why) => {
		const { at, store } = await home();
		await subscribe(store, "-1");
		await expect(putBack(at, await make())).rejects.toThrow(why);
		expect(await readFile(at("knowledge/a.md"), "utf8")).toContain("原来的话");
		expect(await subscribed(store)).toEqual(["-1"]);
	});

	it("is told in one line", async () => {
		const here = await home();
		const file = path.join(import.meta.dirname, "backup.test.ts");
		const { code, stdout, stderr } = await here.restore(file, "--yes");
		expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
		expect(stderr.trim().split("\n")).toHaveLength(1);
	}, 60_000);

	it("an archive that was cut off is refused", async () => {
		const { at, backUp } = await home();
		await backUp();
		const bytes = await readFile(at("b.tar.gz"));
		await writeFile(at("cut.tar.gz"), bytes.subarray(0, bytes.length / 2));
		await expect(putBack(at, at("cut.tar.gz"))).rejects.toThrow(/坏了/);
		expect(await readFile(at("knowledge/a.md"), "utf8")).toContain("原来的话");
	}, 60_000);
});
