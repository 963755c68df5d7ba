/** The store as a whole: its file, its transactions, its keys, and which files it refuses. */

import {
	chmod,
	mkdir,
	readdir,
	readFile,
	stat,
	writeFile,
} from "node:fs/promises";
import path from "node:path";
import Libsql from "libsql";
import { describe, expect, test, vi } from "vitest";
import { lockFolder } from "../../src/store/folder-lock.ts";
import { openStore } from "../../src/store/open-store.ts";
import { StoreFileError } from "../../src/store/store-error.ts";
import {
	entry,
	fileStore,
	GROUP,
	message,
	NOON,
	RETENTION,
	storeAt,
} from "../support/store-samples.ts";
import { tempFolder } from "../support/temp-folder.ts";

describe("the file", () => {
	test("can be read by its owner only, as can its folder", async () => {
		const file = path.join(await tempFolder(), "data", "state.db");
		const store = await storeAt(file);
		await store.inbox.record(message("a"), NOON);
		for (const name of [file, `${file}-wal`, `${file}-shm`])
			expect((await stat(name)).mode & 0o777).toBe(0o600);
		expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
	});

	test("is not needed: a store in memory does the same", async () => {
		const store = await storeAt(":memory:");
		await store.inbox.record(message("a"), NOON);
		expect(await store.inbox.take(1)).not.toBeNull();
	});

	test("keeps everything across a restart", async () => {
		const { store, file } = await fileStore();
		const talk = { place: GROUP, person: "A" };
		const chat = { platform: "telegram", chat: "-100", title: "", group: true };
		await store.inbox.record(message("a"), NOON);
		const added = await store.outbox.add(entry({ heardAt: NOON - 1 }), NOON);
		await store.conversations.keep(talk, "一", NOON);
		await store.chats.join(chat, NOON);
		await store.chats.change("telegram", "-100", { subscribed: true });
		const answer = await store.answers.add(
			{ place: GROUP, content: "{}" },
			NOON,
		);
		await store.feedback.vote({ answer, person: "A", useful: false }, NOON);
		await store.feedback.comment(
			{ platform: "telegram", person: "A", text: "好" },
			NOON,
		);
		await store.unanswered.add("班车", NOON);
		const act = { platform: "telegram", actor: "8", action: "/stats" };
		await store.audit.add({ ...act, subject: "direct", allowed: true }, NOON);
		await store.counters.add("answered", NOON);
		await store.close();

		const again = await storeAt(file);
		expect((await again.inbox.take(1))?.event).toEqual(message("a"));
		expect(await again.outbox.recover(NOON)).toEqual([added]);
		expect(await again.conversations.recall(talk, NOON)).toBe("一");
		expect(await again.chats.subscribed("telegram")).toEqual([
			{
				...chat,
				...PLAIN,
				listens: "addressed",
				subscribed: true,
				active: true,
			},
		]);
		expect(await again.answers.find(answer)).toEqual({
			place: GROUP,
			addedAt: NOON,
			content: "{}",
		});
		expect(await again.feedback.votes(NOON)).toEqual({
			useful: 0,
			useless: 1,
		});
		expect(await again.feedback.comments(9)).toEqual([
			{ text: "好", at: NOON },
		]);
		expect(await again.unanswered.top(9)).toEqual([
			{ question: "班车", count: 1, lastAt: NOON },
		]);
		expect(await again.audit.last(9)).toMatchObject([act]);
		expect(await again.counters.since(NOON)).toEqual({ answered: 1 });
	});

	test("holds persons as hashes that differ from one database to the next", async () => {
		const { store, file } = await fileStore();
		const key = store.personKey("telegram", "7");
		expect(key).toMatch(/^[\w-]{22}$/);
		expect(store.personKey("telegram", "7")).toBe(key);
		expect(store.personKey("lark", "7")).not.toBe(key);
		await store.close();
		expect((await storeAt(file)).personKey("telegram", "7")).toBe(key);
		const { store: other } = await fileStore();
		expect(other.personKey("telegram", "7")).not.toBe(key);
	});

	test("may be closed twice, and finishes what is under way first", async () => {
		const { store, file } = await fileStore();
		const recorded = store.inbox.record(message("a"), NOON);
		await Promise.all([store.close(), store.close()]);
		await recorded;
		expect(await (await storeAt(file)).inbox.waiting()).toHaveLength(1);
	});
});

describe("a transaction", () => {
	test("is undone as a whole when it fails", async () => {
		const { store } = await fileStore();
		await store.inbox.record(message("a"), NOON);
		const failing = store.transaction(async (tables) => {
			await tables.outbox.add(entry(), NOON);
			await tables.feedback.vote(
				{ answer: 1, person: "A", useful: true },
				NOON,
			);
			await tables.inbox.done(1, NOON);
			throw new Error("no");
		});
		await expect(failing).rejects.toThrow("no");
		expect(await store.depths()).toEqual({ inbox: 1, outbox: 0, parked: 0 });
		expect(await store.feedback.votes(0)).toEqual({ useful: 0, useless: 0 });
	});

	test("is not mixed with what is done beside it meanwhile", async () => {
		const { store } = await fileStore();
		const recorded: unknown[] = [];
		const beside: Promise<unknown>[] = [];
		const failing = store.transaction(async (tables) => {
			await tables.inbox.record(message("within"), NOON);
			beside.push(
				store.inbox.record(message("beside"), NOON),
				store.transaction((others) =>
					others.inbox.record(message("another transaction"), NOON),
				),
			);
			for (const each of beside) void each.then((one) => recorded.push(one));
			await new Promise((resolve) => setImmediate(resolve));
			expect(recorded).toEqual([]);
			throw new Error("no");
		});
		await expect(failing).rejects.toThrow("no");
		await Promise.all(beside);
		expect(await store.inbox.record(message("within"), NOON)).not.toBeNull();
		expect(await store.inbox.record(message("beside"), NOON)).toBeNull();
		expect(
			await store.inbox.record(message("another transaction"), NOON),
		).toBeNull();
	});

	test("gives back what its work gives", async () => {
		const { store } = await fileStore();
		const added = await store.transaction(async (tables) => {
			const answer = await tables.answers.add(
				{ place: GROUP, content: "x" },
				NOON,
			);
			return tables.outbox.add(entry({ answer }), NOON);
		});
		expect(added).toMatchObject({ id: 1, answer: 1 });
	});

	test("waits for another process's, instead of failing", async () => {
		const { store, file } = await fileStore();
		const other = await storeAt(file);
		await Promise.all(
			[store, other].flatMap((each, n) =>
				[1, 2, 3, 4, 5].map((m) =>
					each.transaction(async (tables) => {
						await tables.inbox.waiting();
						await tables.inbox.record(message(`${n} ${m}`), NOON);
					}),
				),
			),
		);
		expect(await store.inbox.waiting()).toHaveLength(10);
	});
});

describe("refused and left as it is:", () => {
	test("a file that is no database", async () => {
		const file = path.join(await tempFolder(), "state.db");
		await writeFile(file, "会议记录".repeat(500));
		await expect(storeAt(file)).rejects.toThrow(
			`${file}:这不是机器人的数据库,或者坏得认不出来了,没有动它。`,
		);
		expect(await readFile(file, "utf8")).toBe("会议记录".repeat(500));
	});

	test("another program's database", async () => {
		const file = path.join(await tempFolder(), "state.db");
		const raw = new Libsql(file);
		raw.exec("create table books (title text)");
		raw.close();
		const before = await readFile(file);
		await expect(storeAt(file)).rejects.toThrow("这不是机器人的数据库");
		expect(await readFile(file)).toEqual(before);
	});

	test("a database of a newer version", async () => {
		const { store, file } = await fileStore();
		await store.close();
		const raw = new Libsql(file);
		raw.exec(
			"insert into kysely_migration values ('9999-flying', '2099-01-01')",
		);
		raw.close();
		const before = await readFile(file);
		await expect(storeAt(file)).rejects.toThrow(
			`${file}:是更新版本的机器人写的`,
		);
		expect(await readFile(file)).toEqual(before);
	});

	test("a damaged database", async () => {
		const { store, file } = await fileStore();
		for (let n = 0; n < 50; n++)
			await store.inbox.record(message(`${n}`), NOON);
		await store.close();
		const bytes = await readFile(file);
		bytes.fill(0xab, 4096 * 3, 4096 * 8);
		await writeFile(file, bytes);
		await expect(storeAt(file)).rejects.toThrow(`${file}:数据库坏了`);
		expect(await readFile(file)).toEqual(bytes);
	});

	test("a folder in the file's place", async () => {
		const file = path.join(await tempFolder(), "state.db");
		await mkdir(file);
		await expect(storeAt(file)).rejects.toThrow(`${file}:打不开。`);
	});

	test("a folder in which nothing may be written, empty or not", async () => {
		const { store, file } = await fileStore();
		await store.close();
		const before = await readFile(file);
		const full = path.dirname(file);
		const empty = path.join(full, "empty");
		await mkdir(empty);
		const names = await readdir(full);
		for (const folder of [full, empty]) await chmod(folder, 0o555);
		await withoutPrivileges(async () => {
			for (const folder of [full, empty]) {
				const state = path.join(folder, "state.db");
				await expect(storeAt(state)).rejects.toThrow(`${state}:打不开。`);
				await expect(lockFolder(folder)).rejects.toThrow(
					`${path.join(folder, "bot.lock")}:打不开。`,
				);
			}
			const below = path.join(empty, "data");
			await expect(lockFolder(below)).rejects.toThrow(StoreFileError);
		});
		expect(await readFile(file)).toEqual(before);
		expect(await readdir(full)).toEqual(names);
		expect(await readdir(empty)).toEqual([]);
	});

	test("to forget handled messages before the platforms stop delivering them again", async () => {
		const retention = { ...RETENTION, inboxHours: 7 };
		await expect(openStore(":memory:", { retention })).rejects.toThrow(
			"inboxHours 至少要 8",
		);
		await expect(
			openStore(":memory:", { retention: { ...RETENTION, auditDays: 0 } }),
		).rejects.toThrow("auditDays 要是大于 0 的数");
	});
});

/** Modes mean nothing to root. */
async function withoutPrivileges(work: () => Promise<void>): Promise<void> {
	const root = process.getuid?.() === 0;
	if (root) process.seteuid?.(65_534);
	try {
		await work();
	} finally {
		if (root) process.seteuid?.(0);
	}
}

test("nothing that is done for each message reads a whole table", async () => {
	const { store, file } = await fileStore();
	const prepare = vi.spyOn(Libsql.prototype, "prepare");
	const talk = { place: GROUP, person: "A" };
	await store.transaction(async (tables) => {
		await tables.inbox.record(message("a"), NOON);
		await tables.inbox.waiting();
		await tables.inbox.take(1);
		await tables.chats.find("telegram", "-100");
		await tables.chats.join(
			{ platform: "telegram", chat: "-100", title: "", group: true },
			NOON,
		);
		await tables.conversations.recall(talk, NOON);
		await tables.conversations.keep(talk, "x", NOON);
		await tables.conversations.forget(talk);
		await tables.conversations.forgetPerson("A");
		await tables.answers.add({ place: GROUP, content: "x" }, NOON);
		await tables.answers.find(1);
		await tables.chats.change("telegram", "-100", { listens: "questions" });
		await tables.chats.leave("telegram", "-100", NOON);
		await tables.unanswered.add("x", NOON);
		await tables.counters.add("x", NOON);
		await tables.feedback.vote({ answer: 1, person: "A", useful: true }, NOON);
		await tables.feedback.forget("A");
		await tables.answers.change(1, "y");
		await tables.outbox.add(entry({ answer: 1, once: "x" }), NOON);
		await tables.outbox.add(entry({ edits: "1" }), NOON);
		await tables.outbox.queuedAfter(0);
		await tables.outbox.sending(1, NOON);
		await tables.outbox.again(1, NOON, "x", NOON);
		await tables.outbox.end(
			1,
			{ end: "sent", why: null, messageId: "1" },
			NOON,
		);
		await tables.outbox.drop("telegram", "-100", NOON);
		await tables.pushes.add(
			{ kind: "summary", issue: "i", hash: "h", content: "{}" },
			NOON,
		);
		await tables.pushes.find(1);
		await tables.pushes.ofIssue("i", "summary");
		await tables.pushes.change(1, ["preview"], { state: "approved" });
		await tables.outbox.add(entry({ kind: "push", push: 1 }), NOON);
		await tables.outbox.cancel(1, NOON);
		await tables.outbox.standing("i");
		await tables.outbox.retry(3, { call: {}, dueAt: NOON, articles: [] });
		await tables.answers.inMessage(GROUP, "1");
		await tables.inbox.park(1, NOON);
		await tables.inbox.done(1, NOON);
		await tables.chats.move("telegram", "-100", "-900", NOON);
		await tables.answers.forget("telegram", "-900");
		await tables.chats.forget("telegram", "-900");
	});
	await store.depths();
	const queries = prepare.mock.calls
		.map(([sql]) => sql)
		.filter((sql) => !/^(begin|commit)/.test(sql));
	prepare.mockRestore();
	expect(queries.length).toBeGreaterThan(35);
	const raw = new Libsql(file);
	const scans = queries.flatMap((sql) =>
		(raw.prepare(`explain query plan ${sql}`).all() as { detail: string }[])
			.filter(({ detail }) => /^SCAN|TEMP B-TREE/.test(detail))
			.map(({ detail }) => `${detail}: ${sql}`),
	);
	raw.close();
	expect(scans).toEqual([]);
});

/** Settings that nobody has changed. */
const PLAIN = { wants: { places: [], kinds: [] }, quiet: null };
