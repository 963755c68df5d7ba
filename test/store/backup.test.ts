/** Backups made while the bot runs, and brought back while it runs. */

import {
	mkdir,
	readdir,
	readFile,
	rm,
	stat,
	symlink,
	writeFile,
} from "node:fs/promises";
import path from "node:path";
import Libsql from "libsql";
import { extract } from "tar";
import { describe, expect, test } from "vitest";
import {
	KnowledgeBusyError,
	withKnowledgeLock,
} from "../../src/knowledge/knowledge-lock.ts";
import { backUp, type KnowledgeLock } from "../../src/store/backup.ts";
import { restore } from "../../src/store/restore.ts";
import { contentsOf } from "../support/folder-contents.ts";
import { startCommand } from "../support/run-command.ts";
import { startChild } from "../support/store-child.ts";
import {
	DAY,
	entry,
	GROUP,
	message,
	NOON,
	storeAt,
} from "../support/store-samples.ts";
import { type TarEntry, tarOf } from "../support/tar-bytes.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { writeTree } from "../support/write-tree.ts";

const DOCUMENTS = {
	"faq.md": "# 怎么入会\n找工会。",
	"issues/2024-03-12/01-互助.md": "医疗互助每人每年80元。",
};

/** A bot's folders, with what can be done to them. */
async function desk(documents: Record<string, string> = DOCUMENTS) {
	const root = await tempFolder();
	const at = (name: string) => path.join(root, name);
	const dirs = { dataDir: at("data"), knowledgeDir: at("knowledge") };
	await writeTree(dirs.knowledgeDir, documents);
	const store = await storeAt(path.join(dirs.dataDir, "state.db"));
	const base = { ...dirs, lock: withKnowledgeLock as KnowledgeLock, now: NOON };
	return {
		...dirs,
		at,
		store,
		documents: () => contentsOf(dirs.knowledgeDir),
		backUp: (with_: Partial<Parameters<typeof backUp>[0]> = {}) =>
			backUp({ ...base, file: at("backup.tar.gz"), force: false, ...with_ }),
		restore: (with_: Partial<Parameters<typeof restore>[0]> = {}) =>
			restore({ ...base, file: at("backup.tar.gz"), apply: true, ...with_ }),
	};
}

const chat = {
	platform: "telegram",
	chat: "-100",
	title: "一车间",
	group: true,
};

async function handEdit(file: string, sql: string): Promise<void> {
	const raw = new Libsql(file, { timeout: 5000 });
	raw.exec(sql);
	raw.close();
}

describe("a backup", () => {
	test("is one file for its owner only, and leaves nothing behind", async () => {
		const bot = await desk();
		await bot.store.chats.join(chat, NOON);
		const report = await bot.backUp();
		const { mode, size } = await stat(bot.at("backup.tar.gz"));
		expect(mode & 0o777).toBe(0o600);
		expect(report).toEqual({ files: 2, chats: 1, bytes: size });
		expect(await readdir(bot.at("."))).toHaveLength(3);
		expect((await readdir(bot.dataDir)).sort()).toEqual([
			"state.db",
			"state.db-shm",
			"state.db-wal",
		]);
	});

	test("replaces an older one only when told to", async () => {
		const bot = await desk();
		await writeFile(bot.at("backup.tar.gz"), "旧的");
		await expect(bot.backUp()).rejects.toThrow(
			"已经有了:请换个名字,或者加 --force 换掉它",
		);
		expect(await readFile(bot.at("backup.tar.gz"), "utf8")).toBe("旧的");
		await bot.backUp({ force: true });
		await bot.restore();
	});

	test("holds no message that waits and no answer that is still to be sent", async () => {
		const bot = await desk();
		await bot.store.inbox.record(message("a"), NOON);
		await bot.store.outbox.add(entry(), NOON);
		await bot.store.conversations.keep(
			{ place: GROUP, person: "A" },
			"医疗互助",
			NOON,
		);
		await bot.backUp();
		const folder = await tempFolder();
		await extract({ file: bot.at("backup.tar.gz"), cwd: folder });
		const copy = await readFile(path.join(folder, "state.db"), "utf8");
		expect(copy).not.toContain("医疗互助");
		expect(copy).not.toContain("每人每年80元");
		expect(await bot.store.depths()).toMatchObject({ inbox: 1, outbox: 1 });
	});

	test("follows links to documents, and leaves locks and half-written files out", async () => {
		const bot = await desk();
		await writeTree(bot.at("elsewhere"), { "通知.md": "放假三天。" });
		await symlink(bot.at("elsewhere"), path.join(bot.knowledgeDir, "通知"));
		await writeTree(bot.knowledgeDir, {
			"issues/.staging-7/01.md": "半篇",
			".hidden.md": "x",
		});
		expect(await bot.backUp()).toMatchObject({ files: 3 });
		await bot.restore();
		expect(await bot.documents()).toMatchObject({
			...DOCUMENTS,
			"通知/通知.md": "放假三天。",
		});
	});

	test("waits for no import: it says that one is under way", async () => {
		const bot = await desk();
		await withKnowledgeLock(bot.knowledgeDir, () =>
			expect(bot.backUp()).rejects.toThrow(KnowledgeBusyError),
		);
		expect(await readdir(bot.at("."))).not.toContain("backup.tar.gz");
	});

	test("needs a database", async () => {
		const bot = await desk();
		await expect(bot.backUp({ dataDir: bot.at("other") })).rejects.toThrow(
			"请检查 DATA_DIR",
		);
	});

	test("is whole as of one moment while another process writes", async () => {
		const bot = await desk();
		const child = startChild(
			"record-messages",
			path.join(bot.dataDir, "state.db"),
			"m",
		);
		await child.wrote(20);
		const before = child.lines();
		await bot.backUp();
		await child.wrote(child.lines().length + 20);
		await child.kill();

		const other = await desk();
		await other.restore({ file: bot.at("backup.tar.gz") });
		for (const id of before)
			expect(await other.store.inbox.record(message(id), NOON)).toBeNull();
		const last = message(child.lines().at(-1) ?? "");
		expect(await other.store.inbox.record(last, NOON)).not.toBeNull();
	});
});

describe("a restore", () => {
	test("brings settings, feedback, counts and documents back under the running bot", async () => {
		const bot = await desk();
		const { store } = bot;
		const person = store.personKey("telegram", "7");
		await store.chats.join(chat, NOON);
		await store.chats.change("telegram", "-100", { subscribed: true });
		await store.feedback.vote({ answer: 1, person, useful: true }, NOON);
		await store.feedback.comment(
			{ platform: "telegram", person, text: "好用" },
			NOON,
		);
		await store.unanswered.add("班车", NOON);
		await store.counters.add("answered", NOON);
		await bot.backUp();

		await store.chats.leave("telegram", "-100", NOON);
		await store.chats.join({ ...chat, chat: "-200" }, NOON);
		await store.feedback.forget(person);
		await store.unanswered.add("宿舍", NOON);
		await store.counters.add("answered", NOON);
		await writeTree(bot.knowledgeDir, { "faq.md": "弄坏了", "多余.md": "x" });
		await rm(path.join(bot.knowledgeDir, "issues"), { recursive: true });

		const report = await bot.restore();

		expect(report).toMatchObject({
			madeAt: NOON,
			backup: { files: 2, chats: 1 },
			present: { files: 2, chats: 1 },
		});
		expect(await store.chats.subscribed("telegram")).toHaveLength(1);
		expect(await store.chats.find("telegram", "-200")).toBeNull();
		expect(await store.feedback.votes(0)).toEqual({ useful: 1, useless: 0 });
		expect(await store.feedback.comments(9)).toHaveLength(1);
		expect(await store.unanswered.top(9)).toHaveLength(1);
		expect(await store.counters.since(0)).toEqual({ answered: 1 });
		expect(await bot.documents()).toEqual(DOCUMENTS);
		expect(report.kept).toBe(
			`${bot.knowledgeDir}.before-restore-2024-03-12T04-00-00`,
		);
		expect(await contentsOf(report.kept ?? "")).toEqual({
			"faq.md": "弄坏了",
			"多余.md": "x",
		});
	});

	test("only says what it would do, unless told to do it", async () => {
		const bot = await desk();
		await bot.store.chats.join(chat, NOON);
		await bot.backUp();
		await bot.store.chats.leave("telegram", "-100", NOON);
		await writeTree(bot.knowledgeDir, { "faq.md": "新的" });
		expect(await bot.restore({ apply: false })).toEqual({
			madeAt: NOON,
			backup: { files: 2, chats: 1 },
			present: { files: 2, chats: 0 },
			kept: null,
		});
		expect((await bot.documents())["faq.md"]).toBe("新的");
		expect(await bot.store.chats.count()).toMatchObject({ active: 0 });
		const nowhere = { apply: false, dataDir: bot.at("new") };
		expect((await bot.restore(nowhere)).present.chats).toBe(0);
		expect(await readdir(bot.at("new"))).toEqual([]);
	});

	test("answers nothing again that waited when the backup was made, and all that waits now", async () => {
		const bot = await desk();
		const { store } = bot;
		await store.inbox.record(message("waited then, handled since"), NOON);
		await store.inbox.record(message("handled then"), NOON);
		await store.inbox.done(2, NOON);
		await store.inbox.record(message("waits all the time"), NOON);
		await bot.backUp();
		await store.inbox.done(1, NOON);
		await store.inbox.record(message("waits now"), NOON);
		await store.inbox.record(message("handled since"), NOON);
		await store.inbox.done(5, NOON);

		await bot.restore();

		expect((await store.inbox.waiting()).map(({ id }) => id)).toEqual([3, 4]);
		expect((await store.inbox.take(4))?.event.id).toBe("waits now");

		const other = await desk();
		await other.restore({ file: bot.at("backup.tar.gz") });
		expect(await other.store.inbox.waiting()).toEqual([]);
		for (const id of ["waited then, handled since", "handled then"])
			for (const each of [bot, other])
				expect(await each.store.inbox.record(message(id), NOON)).toBeNull();
		expect(await store.inbox.record(message("handled since"), NOON)).toBeNull();
	});

	test("sends nothing of the backup's, repeats no push, and goes on sending what is to be sent now", async () => {
		const bot = await desk();
		const { store } = bot;
		const push = (once: string) => entry({ kind: "push", once });
		await store.outbox.add(entry({ chat: "-7" }), NOON);
		await store.outbox.add(push("issue 11"), NOON);
		await store.outbox.add(push("issue 12"), NOON);
		await store.outbox.sending(3, NOON);
		await bot.backUp();
		for (const id of [1, 2, 3])
			await store.outbox.end(
				id,
				{ end: "sent", why: null, messageId: null },
				NOON,
			);
		const answer = await store.answers.add(
			{ place: GROUP, content: "new" },
			NOON,
		);
		await store.outbox.add(entry({ answer }), NOON + 1);
		await store.outbox.add(push("issue 13"), NOON + 1);

		await bot.restore();
		const left = await store.outbox.recover(NOON);
		expect(left.map(({ id }) => id)).toEqual([4, 5]);
		expect(await store.answers.find(answer)).toMatchObject({ content: "new" });

		const other = await desk();
		await other.restore({ file: bot.at("backup.tar.gz") });
		expect(await other.store.outbox.recover(NOON)).toEqual([]);
		for (const each of [bot, other])
			for (const issue of ["issue 11", "issue 12"])
				expect(await each.store.outbox.add(push(issue), NOON)).toBeNull();
		expect(await store.outbox.add(push("issue 13"), NOON)).toBeNull();
	});

	test("keeps the copies of two pushes of the same number apart", async () => {
		const [bot, other] = [await desk(), await desk()];
		const pushes = async ({ store }: typeof bot, issue: string, at: number) => {
			const push = { kind: "summary", hash: "h", content: "{}" } as const;
			const { id } = await store.pushes.add({ ...push, issue }, at);
			await store.outbox.add(
				entry({ kind: "push", push: id, once: `push ${issue}` }),
				at,
			);
			await store.outbox.end(1, { end: "sent", why: null, messageId: "1" }, at);
			return id;
		};
		const id = await pushes(bot, "issue 11", NOON);
		expect(await pushes(other, "issue 12", NOON + 1)).toBe(id);
		await bot.backUp();
		const before = await other.store.outbox.tally(id);
		await other.restore({ file: bot.at("backup.tar.gz") });
		expect(await other.store.outbox.tally(id)).toEqual(before);
		const third = await desk();
		await third.restore({ file: bot.at("backup.tar.gz") });
		expect(await third.store.outbox.tally(id)).toEqual(
			await bot.store.outbox.tally(id),
		);
	});

	test("on another machine brings answers and persons along, and the running bot knows them at once", async () => {
		const bot = await desk();
		const person = bot.store.personKey("telegram", "7");
		const answer = await bot.store.answers.add(
			{ place: GROUP, content: "old" },
			NOON,
		);
		await bot.store.feedback.comment(
			{ platform: "telegram", person, text: "好用" },
			NOON,
		);
		await bot.backUp();
		const other = await desk({});
		expect(other.store.personKey("telegram", "7")).not.toBe(person);
		expect(
			await other.restore({ file: bot.at("backup.tar.gz") }),
		).toMatchObject({ kept: null });
		expect(await other.store.answers.find(answer)).toMatchObject({
			content: "old",
		});
		await other.store.feedback.forget(other.store.personKey("telegram", "7"));
		expect(await other.store.feedback.comments(9)).toEqual([]);
	});

	test("keeps what the audit says of both times, in order", async () => {
		const bot = await desk();
		const act = (action: string) => ({
			platform: "telegram",
			actor: "7",
			action,
			subject: "12",
			allowed: true,
		});
		await bot.store.audit.add(act("publish"), NOON);
		await bot.backUp();
		await bot.store.audit.add(act("withdraw"), NOON + DAY);
		const other = await desk();
		await other.store.audit.add(act("subscribe"), NOON + 2 * DAY);
		await bot.restore();
		await other.restore({ file: bot.at("backup.tar.gz") });
		const actions = async (each: typeof bot) =>
			(await each.store.audit.last(9)).map(({ action }) => action);
		expect(await actions(bot)).toEqual(["withdraw", "publish"]);
		expect(await actions(other)).toEqual(["subscribe", "publish"]);
	});

	test("can be done twice", async () => {
		const bot = await desk();
		await bot.store.inbox.record(message("a"), NOON);
		await bot.store.inbox.done(1, NOON);
		await bot.backUp();
		await bot.restore();
		await bot.restore({ now: NOON + 1000 });
		expect(await bot.documents()).toEqual(DOCUMENTS);
		expect(await bot.store.inbox.record(message("a"), NOON)).toBeNull();
	});

	test("leaves the documents as they are when the state cannot be changed", async () => {
		const bot = await desk();
		await bot.backUp();
		await writeTree(bot.knowledgeDir, { "faq.md": "新的" });
		const before = await bot.documents();
		const lock: KnowledgeLock = async (dir, work) => {
			await handEdit(
				path.join(bot.dataDir, "state.db"),
				"insert into kysely_migration values ('9999-flying', '2099')",
			);
			return withKnowledgeLock(dir, work);
		};
		await expect(bot.restore({ lock })).rejects.toThrow("更新版本");
		expect(await bot.documents()).toEqual(before);
	});

	test("that is killed half-way loses nothing, and can be done again", async () => {
		const many = Object.fromEntries(
			Array.from({ length: 300 }, (_, n) => [`通知/${n}.md`, `第${n}号`]),
		);
		const bot = await desk(many);
		await bot.backUp();
		await rm(bot.knowledgeDir, { recursive: true });
		await writeTree(bot.knowledgeDir, DOCUMENTS);
		const command = startCommand(
			"restore",
			[bot.at("backup.tar.gz"), "--yes"],
			{ env: { DATA_DIR: bot.dataDir, KNOWLEDGE_DIR: bot.knowledgeDir } },
		);
		const staging = async () =>
			(await readdir(bot.knowledgeDir)).some((name) =>
				name.startsWith(".restoring-"),
			);
		while (command.process.exitCode === null && !(await staging()));
		command.process.kill("SIGKILL");
		expect((await command.ended).code).toBeNull();
		expect(await bot.documents()).toMatchObject(DOCUMENTS);

		// The dead command's lock on the folder is left to expire; nobody else writes there.
		const lock: KnowledgeLock = (_, work) => work();
		await bot.restore({ lock });
		await rm(path.join(bot.knowledgeDir, ".writing"), {
			recursive: true,
			force: true,
		});
		expect(await bot.documents()).toEqual(many);
	});
});

describe("an archive is refused, and nothing changed, when", () => {
	/** The restore of an archive with these entries beside or in the place of a good one's. */
	async function tampered(
		change: (good: Record<string, Uint8Array>) => TarEntry[] | Uint8Array,
	) {
		const bot = await desk();
		await bot.backUp();
		const file = bot.at("backup.tar.gz");
		const folder = await tempFolder();
		await extract({ file, cwd: folder });
		const good: Record<string, Uint8Array> = {
			archive: await readFile(file),
		};
		for (const name of ["manifest.json", "state.db"])
			good[name] = await readFile(path.join(folder, name));
		const changed = change(good);
		await writeFile(file, Array.isArray(changed) ? tarOf(changed) : changed);
		const before = await contentsOf(bot.at("."));
		try {
			return await bot.restore().then(
				() => "restored",
				(error: Error) => error.message.replace(file, "FILE"),
			);
		} finally {
			expect(await contentsOf(bot.at("."))).toEqual(before);
		}
	}

	/** A good archive's entries, with more or with others of the same name. */
	const entries = (
		good: Record<string, Uint8Array>,
		...more: TarEntry[]
	): TarEntry[] => [
		...["manifest.json", "state.db"]
			.filter((name) => !more.some((one) => one.path === name))
			.map((name) => ({ path: name, text: good[name] ?? "" })),
		...more,
	];

	const half = (bytes: Uint8Array = new Uint8Array()) =>
		bytes.subarray(0, bytes.length / 2);

	test("it is cut off or no archive at all", async () => {
		const broken = "FILE 不能用来恢复:文件坏了或者不完整";
		expect(await tampered(({ archive }) => half(archive))).toContain(broken);
		expect(
			await tampered(({ archive = new Uint8Array() }) =>
				Buffer.from(archive).fill(0x55, 400, 500),
			),
		).toContain(broken);
		expect(await tampered(() => Buffer.from("你好".repeat(999)))).toContain(
			"FILE 不能用来恢复",
		);
	});

	test.each<[string, TarEntry]>([
		["leads out of its folder", { path: "knowledge/../../evil.md" }],
		["leads up at once", { path: "../evil.md" }],
		["has an absolute path", { path: "/tmp/evil.md" }],
		["is hidden", { path: "knowledge/.writing" }],
		["has a Windows path", { path: "knowledge\\..\\..\\evil.md" }],
		["stands beside the rooms", { path: "config/bot.yml" }],
		["is a file where a folder belongs", { path: "knowledge" }],
		[
			"is a link",
			{ path: "knowledge/a.md", type: "SymbolicLink", linkpath: "/etc/passwd" },
		],
		[
			"is a hard link",
			{ path: "knowledge/a.md", type: "Link", linkpath: "state.db" },
		],
		["is a device", { path: "knowledge/null", type: "CharacterDevice" }],
	])("an entry %s", async (_, evil) => {
		expect(await tampered((good) => entries(good, evil))).toMatch(
			/^FILE 不能用来恢复:“.*”(是链接|不是普通文件|不该在备份里)。/,
		);
	});

	test("something is in it twice, or missing", async () => {
		expect(
			await tampered((good) => [
				...entries(good),
				...entries(good).slice(0, 1),
			]),
		).toContain("“manifest.json”出现了两次");
		expect(await tampered((good) => entries(good).slice(0, 1))).toContain(
			"里面没有 state.db",
		);
		// A good archive's manifest counts two documents.
		expect(await tampered((good) => entries(good))).toContain(
			"该有 2 个报道文件,只有 0 个",
		);
	});

	test("its manifest makes no sense", async () => {
		const manifest = (text: string) => (good: Record<string, Uint8Array>) =>
			entries(good, { path: "manifest.json", text });
		expect(await tampered(manifest("{"))).toContain("manifest.json 读不懂");
		expect(await tampered(manifest("{}"))).toContain("manifest.json 读不懂");
		const newer = {
			format: 2,
			madeAt: NOON,
			schema: "",
			counts: { files: 0, chats: 0 },
		};
		expect(await tampered(manifest(JSON.stringify(newer)))).toContain(
			"FILE 是更新版本的机器人做的备份:请先升级机器人",
		);
	});

	test("its database is broken, or no database", async () => {
		const state = (text: Uint8Array) => (good: Record<string, Uint8Array>) =>
			entries(good, { path: "state.db", text });
		for (const text of [Buffer.from("你好".repeat(999)), Buffer.alloc(0)])
			expect(await tampered(state(text))).toMatch(
				/里面的数据库(坏了|和清单对不上)/,
			);
		expect(
			await tampered((good) =>
				state(Buffer.from(good["state.db"] ?? "").fill(0xab, 4096, 4096 * 9))(
					good,
				),
			),
		).toContain("里面的数据库坏了");
	});

	test("its database is a newer version's", async () => {
		const bot = await desk();
		await bot.backUp();
		const folder = await tempFolder();
		await extract({ file: bot.at("backup.tar.gz"), cwd: folder });
		const state = path.join(folder, "state.db");
		await handEdit(
			state,
			"insert into kysely_migration values ('9999-flying', '2099')",
		);
		const text = await readFile(state);
		expect(
			await tampered((good) => entries(good, { path: "state.db", text })),
		).toContain("是更新版本的机器人做的,要先升级机器人");
	});
});

test("an older backup gets the tables that it lacks", async () => {
	const bot = await desk();
	await bot.store.chats.join(chat, NOON);
	// Before the first migration: there is no older one yet.
	const old = path.join(await tempFolder(), "state.db");
	await handEdit(
		old,
		"create table kysely_migration (name varchar(255) primary key, timestamp varchar(255))",
	);
	const manifest = {
		format: 1,
		madeAt: NOON,
		schema: "",
		counts: { files: 0, chats: 0 },
	};
	await mkdir(bot.at("old"));
	await writeFile(
		bot.at("old/backup.tar.gz"),
		tarOf([
			{ path: "manifest.json", text: JSON.stringify(manifest) },
			{ path: "state.db", text: await readFile(old) },
		]),
	);
	await bot.restore({ file: bot.at("old/backup.tar.gz") });
	expect(await bot.store.chats.count()).toMatchObject({ active: 0 });
	expect(bot.store.personKey("telegram", "7")).toHaveLength(22);
});
