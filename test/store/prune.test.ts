/** What the store forgets, and when. */

import { readFile } from "node:fs/promises";
import Libsql from "libsql";
import { expect, test } from "vitest";
import {
	DAY,
	entry,
	fileStore,
	GROUP,
	HOUR,
	MINUTE,
	message,
	NOON,
	RETENTION,
} from "../support/store-samples.ts";

/** One of everything, as of noon. */
async function lived() {
	const { store, file } = await fileStore();
	await store.inbox.record(message("handled"), NOON);
	await store.inbox.done(1, NOON);
	await store.inbox.record(message("given up"), NOON);
	await store.inbox.park(2, NOON);
	await store.outbox.add(entry(), NOON);
	await store.outbox.end(1, { end: "sent", why: null, messageId: null }, NOON);
	await store.outbox.add(entry({ kind: "push", once: "issue 12" }), NOON);
	await store.outbox.end(2, { end: "sent", why: null, messageId: null }, NOON);
	await store.conversations.keep({ place: GROUP, person: "A" }, "x", NOON);
	await store.chats.join(
		{ platform: "telegram", chat: "-100", title: "", group: true },
		NOON,
	);
	await store.chats.leave("telegram", "-100", NOON);
	await store.answers.add({ place: GROUP, content: "x" }, NOON);
	await store.feedback.vote({ answer: 1, person: "A", useful: true }, NOON);
	await store.feedback.comment(
		{ platform: "telegram", person: "A", text: "好" },
		NOON,
	);
	await store.unanswered.add("班车", NOON);
	await store.audit.add(
		{
			platform: "telegram",
			actor: "7",
			action: "publish",
			subject: "12",
			allowed: true,
		},
		NOON,
	);
	await store.counters.add("answered", NOON);
	return { store, file };
}

const TABLES = [
	"inbox",
	"outbox",
	"conversations",
	"chats",
	"answers",
	"votes",
	"comments",
	"unanswered",
	"audit",
	"counters",
] as const;

function rows(file: string): Record<string, number> {
	const raw = new Libsql(file);
	const count = (table: string) =>
		(raw.prepare(`select count(*) as n from ${table}`).get() as { n: number })
			.n;
	const counts = Object.fromEntries(
		TABLES.map((table) => [table, count(table)]),
	);
	raw.close();
	return counts;
}

const { inboxHours, answersDays, feedbackDays, auditDays, countersDays } =
	RETENTION;

test.each([
	["nothing before its time", 9 * MINUTE, {}],
	["conversations after ten minutes", 10 * MINUTE, { conversations: 0 }],
	[
		"handled and parked messages and sent answers after hours, but no key of a push",
		inboxHours * HOUR + 1,
		{ conversations: 0, inbox: 0, outbox: 1 },
	],
	[
		"answers after their days",
		answersDays * DAY + 1,
		{ conversations: 0, inbox: 0, outbox: 1, answers: 0 },
	],
	[
		"chats that the bot left after ninety days, and what members said",
		feedbackDays * DAY + 1,
		{
			conversations: 0,
			inbox: 0,
			outbox: 1,
			answers: 0,
			chats: 0,
			votes: 0,
			comments: 0,
			unanswered: 0,
		},
	],
	[
		"at last everything",
		Math.max(auditDays, countersDays + 1) * DAY + 1,
		Object.fromEntries(TABLES.map((table) => [table, 0])),
	],
])("forgets %s", async (_, after, left) => {
	const { store, file } = await lived();
	const before = rows(file);
	expect(Object.values(before)).not.toContain(0);
	await store.prune(NOON + after);
	expect(rows(file)).toEqual({ ...before, ...left });
});

test("keeps what still waits, chats that are used, and what is still to be sent", async () => {
	const { store } = await fileStore();
	await store.inbox.record(message("a"), NOON);
	await store.outbox.add(entry(), NOON);
	await store.chats.join(
		{ platform: "telegram", chat: "-100", title: "", group: true },
		NOON,
	);
	await store.prune(NOON + HOUR);
	expect(await store.depths()).toEqual({ inbox: 1, outbox: 1, parked: 0 });
	await store.prune(NOON + 400 * DAY);
	expect(await store.chats.find("telegram", "-100")).not.toBeNull();
});

test("gives up what waited for days: nobody serves its platform any more", async () => {
	const { store } = await fileStore();
	await store.inbox.record(message("a"), NOON);
	await store.outbox.add(entry({ dueAt: NOON + DAY }), NOON);
	await store.outbox.add(entry(), NOON);
	await store.prune(NOON + inboxHours * HOUR + 1);
	expect(await store.depths()).toEqual({ inbox: 0, outbox: 1, parked: 1 });
	expect(await store.outbox.sending(1, NOON)).toBe(true);
	expect(await store.outbox.sending(2, NOON)).toBe(false);
	await store.prune(NOON + 2 * (inboxHours * HOUR + 1));
	expect(await store.depths()).toMatchObject({ inbox: 0, parked: 0 });
});

test("keeps ten thousand comments and unanswered questions at most: the newest, and the most frequent", async () => {
	const { store, file } = await fileStore();
	await store.transaction(async (tables) => {
		for (let n = 0; n < 10_002; n++) {
			await tables.feedback.comment(
				{ platform: "telegram", person: "A", text: `${n}` },
				NOON + n,
			);
			await tables.unanswered.add(`${n}`, NOON + n);
		}
		await tables.unanswered.add("0", NOON);
	});
	await store.prune(NOON + HOUR);
	expect(rows(file)).toMatchObject({ comments: 10_000, unanswered: 10_000 });
	const comments = await store.feedback.comments(20_000);
	expect(comments.at(-1)?.text).toBe("2");
	const questions = await store.unanswered.top(20_000);
	expect(questions[0]).toMatchObject({ question: "0", count: 2 });
	expect(questions.at(-1)?.question).toBe("3");
});

test("keeps ten thousand refusals at most, and all that staff did", async () => {
	const { store, file } = await fileStore();
	const act = { platform: "telegram", actor: "8", action: "/stats" };
	await store.transaction(async ({ audit }) => {
		await audit.add({ ...act, subject: "first", allowed: true }, NOON);
		for (let n = 0; n < 10_002; n++)
			await audit.add({ ...act, subject: `${n}`, allowed: false }, NOON);
	});
	await store.prune(NOON + HOUR);
	expect(rows(file)).toMatchObject({ audit: 10_001 });
	const kept = await store.audit.last(20_000);
	expect(kept.slice(-2).map(({ subject }) => subject)).toEqual(["2", "first"]);
});

test("leaves no word of what it forgot in the file or beside it", async () => {
	const { store, file } = await fileStore();
	await store.inbox.record(message("a"), NOON);
	await store.inbox.done(1, NOON);
	await store.prune(NOON);
	for (const name of [file, `${file}-wal`])
		expect(await readFile(name, "utf8")).not.toContain("医疗互助");
});
