/** What the store promises, table by table, in a real file. */

import { readFile } from "node:fs/promises";
import Libsql from "libsql";
import { describe, expect, test } from "vitest";
import type { Place } from "../../src/chat/incoming.ts";
import type { NewOutboxEntry, OutboxEnd } from "../../src/store/store.ts";
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
	storeAt,
} from "../support/store-samples.ts";

/** A statement past the store, as another version or a person's hand might do it. */
function byHand(file: string, sql: string): unknown[] {
	const raw = new Libsql(file, { timeout: 5000 });
	try {
		const statement = raw.prepare(sql);
		if (statement.reader) return statement.all();
		statement.run();
		return [];
	} finally {
		raw.close();
	}
}

describe("the inbox", () => {
	test("records a message once, however often the platform delivers it", async () => {
		const { store } = await fileStore();
		const first = await store.inbox.record(message("a"), NOON);
		expect(first).toEqual({ id: 1, platform: "telegram", chat: "-100" });
		expect(await store.inbox.record(message("a"), NOON + 1)).toBeNull();
		expect(await store.inbox.waiting()).toEqual([first]);
	});

	test("tells platforms apart that use the same ids", async () => {
		const { store } = await fileStore();
		await store.inbox.record(message("a"), NOON);
		const other = message("a", { ...GROUP, platform: "lark" });
		expect(await store.inbox.record(other, NOON)).not.toBeNull();
	});

	test("knows a handled message's id after a restart, and no word of it", async () => {
		const { store, file } = await fileStore();
		await store.inbox.record(message("a"), NOON);
		await store.inbox.done(1, NOON);
		await store.close();
		const again = await storeAt(file);
		expect(await again.inbox.record(message("a"), NOON)).toBeNull();
		expect(await again.inbox.waiting()).toEqual([]);
		await again.close();
		expect(await readFile(file, "utf8")).not.toContain("医疗互助");
	});

	test("gives what waits in the order of its coming, also after a restart", async () => {
		const { store, file } = await fileStore();
		for (const id of ["c", "a", "b"])
			await store.inbox.record(message(id), NOON);
		await store.inbox.done(2, NOON);
		await store.close();
		const waiting = await (await storeAt(file)).inbox.waiting();
		expect(waiting.map(({ id }) => id)).toEqual([1, 3]);
	});

	test("counts the tries of an entry that is taken", async () => {
		const { store } = await fileStore();
		await store.inbox.record(message("a"), NOON);
		expect(await store.inbox.take(1)).toEqual({
			event: message("a"),
			tries: 1,
			recordedAt: NOON,
		});
		expect((await store.inbox.take(1))?.tries).toBe(2);
		await store.inbox.done(1, NOON);
		expect(await store.inbox.take(1)).toBeNull();
		expect(await store.inbox.take(99)).toBeNull();
	});

	test("keeps a message that was given up out of work, and shows that it is there", async () => {
		const { store } = await fileStore();
		await store.inbox.record(message("a"), NOON);
		await store.inbox.park(1, NOON);
		expect(await store.inbox.take(1)).toBeNull();
		expect(await store.depths()).toEqual({ inbox: 0, outbox: 0, parked: 1 });
	});

	test("parks what it cannot read, instead of failing at it for ever", async () => {
		const { store, file } = await fileStore();
		await store.inbox.record(message("a"), NOON);
		await store.inbox.record(message("b"), NOON);
		byHand(file, `update inbox set payload = '{"kind":"poem"}' where id = 1`);
		byHand(file, `update inbox set payload = '{' where id = 2`);
		expect(await store.inbox.take(1)).toBeNull();
		expect(await store.inbox.take(2)).toBeNull();
		expect(await store.depths()).toMatchObject({ inbox: 0, parked: 2 });
	});
});

describe("the outbox", () => {
	test("gives an entry back as it was added", async () => {
		const { store } = await fileStore();
		const { once: _, ...given } = entry({ priority: 3, answer: 5 });
		const added = await store.outbox.add({ ...given, once: null }, NOON);
		expect(added).toEqual({ ...given, id: 1, tries: 0 });
		expect(await store.outbox.recover(NOON)).toEqual([added]);
	});

	test("takes an entry with the same key only once, also after it was sent", async () => {
		const { store } = await fileStore();
		const push = entry({ kind: "push", once: "issue 12 to -100" });
		await store.outbox.add(push, NOON);
		expect(await store.outbox.add(push, NOON)).toBeNull();
		await store.outbox.end(1, { end: "sent", why: null, messageId: "9" }, NOON);
		expect(await store.outbox.add(push, NOON)).toBeNull();
		expect(await store.outbox.add(entry(), NOON)).not.toBeNull();
		expect(await store.outbox.add(entry(), NOON)).not.toBeNull();
	});

	test("after a killed process sends answers again, but no push of which it does not know whether it arrived", async () => {
		const { store, file } = await fileStore();
		await store.outbox.add(entry({ kind: "push", priority: 9 }), NOON);
		await store.outbox.add(entry({ priority: 5 }), NOON);
		await store.outbox.add(entry({ kind: "push", priority: 9 }), NOON);
		await store.outbox.add(entry({ priority: 1 }), NOON);
		for (const id of [2, 3])
			expect(await store.outbox.sending(id, NOON)).toBe(true);
		await store.close();
		const again = await storeAt(file);
		const left = await again.outbox.recover(NOON);
		expect(left.map(({ id }) => id)).toEqual([4, 2, 1]);
		expect(
			byHand(file, "select outcome, call from outbox where id = 3"),
		).toEqual([{ outcome: "unknown", call: null }]);
	});

	test("shows what another process queued since the last look", async () => {
		const { store, file } = await fileStore();
		await store.outbox.add(entry(), NOON);
		const other = await storeAt(file);
		await other.outbox.add(entry({ chat: "-200" }), NOON);
		await other.outbox.add(entry({ chat: "-300" }), NOON);
		await other.outbox.sending(3, NOON);
		const fresh = await store.outbox.queuedAfter(1);
		expect(fresh.map(({ chat }) => chat)).toEqual(["-200"]);
	});

	test("puts an entry back in line with one try more", async () => {
		const { store } = await fileStore();
		await store.outbox.add(entry(), NOON);
		await store.outbox.sending(1, NOON);
		await store.outbox.again(1, NOON + MINUTE, "429", NOON);
		expect(await store.outbox.queuedAfter(0)).toMatchObject([
			{ id: 1, tries: 1, dueAt: NOON + MINUTE },
		]);
	});

	test("never sends an entry that has ended", async () => {
		const { store } = await fileStore();
		await store.outbox.add(entry(), NOON);
		await store.outbox.end(
			1,
			{ end: "refused", why: "x", messageId: null },
			NOON,
		);
		expect(await store.outbox.sending(1, NOON)).toBe(false);
		await store.outbox.again(1, NOON, "429", NOON);
		expect(await store.outbox.recover(NOON)).toEqual([]);
		expect(await store.depths()).toMatchObject({ outbox: 0 });
	});

	test("sends only the latest change of a message", async () => {
		const { store, file } = await fileStore();
		const change = (with_: Partial<NewOutboxEntry>) =>
			store.outbox.add(entry({ edits: "om_1", ...with_ }), NOON);
		const queued = async () =>
			(await store.outbox.queuedAfter(0)).map(({ id }) => id);
		await change({ priority: 0 });
		await change({ chat: "-200" });
		await change({ platform: "lark" });
		await change({ edits: "om_2" });
		await store.outbox.add(entry(), NOON);
		// Takes over the place of what it drops.
		expect(await change({ priority: 5 })).toMatchObject({
			id: 6,
			priority: 0,
			edits: "om_1",
		});
		expect(await queued()).toEqual([2, 3, 4, 5, 6]);
		expect(
			byHand(file, "select outcome, call from outbox where id = 1"),
		).toEqual([{ outcome: "superseded", call: null }]);
		await store.outbox.sending(6, NOON);
		await change({});
		// The earlier one is under way; should it fail, it is not made again.
		await store.outbox.again(6, NOON + MINUTE, "230020", NOON);
		expect(await queued()).toEqual([2, 3, 4, 5, 7]);
		expect(await store.outbox.sending(6, NOON)).toBe(false);
	});

	test("after a killed process makes no change that a later one has passed", async () => {
		const { store, file } = await fileStore();
		const change = () => store.outbox.add(entry({ edits: "om_1" }), NOON);
		await change();
		await store.outbox.sending(1, NOON);
		await change();
		await store.outbox.sending(2, NOON);
		await store.outbox.end(
			2,
			{ end: "sent", why: null, messageId: "om_1" },
			NOON,
		);
		await store.close();
		const again = await storeAt(file);
		expect(await again.outbox.recover(NOON)).toEqual([]);
	});

	test("erases what was sent and keeps its message's id with the answer", async () => {
		const { store, file } = await fileStore();
		const answer = await store.answers.add(
			{ place: GROUP, content: "{}" },
			NOON,
		);
		await store.outbox.add(entry({ answer }), NOON);
		await store.outbox.end(
			1,
			{ end: "sent", why: null, messageId: "55" },
			NOON,
		);
		expect(byHand(file, "select call, outcome from outbox")).toEqual([
			{ call: null, outcome: "sent" },
		]);
		expect(byHand(file, "select message_id from answers")).toEqual([
			{ message_id: "55" },
		]);
	});

	test("tells the messages that answers stand in, the last ones, the oldest first", async () => {
		const { store, file } = await fileStore();
		const lark = { ...GROUP, platform: "lark" };
		for (const place of [lark, GROUP, lark, lark])
			await store.answers.add({ place, content: "{}" }, NOON);
		// The third has not been sent.
		for (const [id, message] of [
			[1, "b"],
			[2, "x"],
			[4, "a"],
		])
			byHand(file, `update answers set message_id='${message}' where id=${id}`);
		expect(await store.answers.messages("lark")).toEqual(["b", "a"]);
		byHand(
			file,
			`insert into answers (platform, chat, content, message_id, added_at)
			with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
			select 'lark', '-100', '{}', 'm' || i, 0 from n`,
		);
		const last = await store.answers.messages("lark");
		expect([last.length, last[0], last.at(-1)]).toEqual([
			20_000,
			"m1",
			"m20000",
		]);
	});

	test("drops what a chat that is gone was still to be told, now or later", async () => {
		const { store } = await fileStore();
		await store.outbox.add(entry({ dueAt: NOON + DAY }), NOON);
		await store.outbox.add(entry({ chat: "-200" }), NOON);
		await store.outbox.add(entry(), NOON);
		await store.outbox.sending(3, NOON);
		expect(await store.outbox.drop("telegram", "-100", NOON)).toEqual([1]);
		expect(await store.outbox.sending(1, NOON)).toBe(false);
		expect(await store.outbox.sending(2, NOON)).toBe(true);
	});
});

test.each(["[", "[]", "null", ""])(
	"an entry of the outbox whose call reads %j is given up and holds up no other",
	async (call) => {
		const { store, file } = await fileStore();
		await store.outbox.add(entry(), NOON);
		await store.outbox.add(entry({ chat: "-200" }), NOON);
		byHand(file, `update outbox set call = '${call}' where id = 1`);
		expect(await store.outbox.queuedAfter(0)).toMatchObject([{ id: 2 }]);
		expect(await store.outbox.recover(NOON)).toMatchObject([{ id: 2 }]);
		expect(byHand(file, "select outcome, call from outbox")).toEqual([
			{ outcome: "given_up", call: null },
			{ outcome: null, call: expect.any(String) },
		]);
	},
);

test("neither the inbox nor the outbox gives a forgotten entry's number to another", async () => {
	const { store } = await fileStore();
	await store.inbox.record(message("a"), NOON);
	await store.inbox.done(1, NOON);
	await store.outbox.add(entry(), NOON);
	await store.outbox.end(1, { end: "sent", why: null, messageId: null }, NOON);
	await store.prune(NOON + 2 * DAY);
	expect(await store.inbox.record(message("a"), NOON)).toMatchObject({ id: 2 });
	expect(await store.outbox.add(entry(), NOON)).toMatchObject({ id: 2 });
});

describe("conversations", () => {
	const inTopic: Place = { ...GROUP, topic: "4" };

	test("belong to one person in one topic of one chat", async () => {
		const { store } = await fileStore();
		const talks = [
			{ place: GROUP, person: "A" },
			{ place: inTopic, person: "A" },
			{ place: { ...GROUP, chat: "-200" }, person: "A" },
			{ place: { ...GROUP, platform: "lark" }, person: "A" },
			{ place: GROUP, person: "B" },
		];
		for (const [n, talk] of talks.entries())
			await store.conversations.keep(talk, `${n}`, NOON);
		for (const [n, talk] of talks.entries())
			expect(await store.conversations.recall(talk, NOON)).toBe(`${n}`);
	});

	test("are over ten minutes after the last word", async () => {
		const { store } = await fileStore();
		const talk = { place: GROUP, person: "A" };
		await store.conversations.keep(talk, "一", NOON);
		await store.conversations.keep(talk, "二", NOON + 9 * MINUTE);
		expect(await store.conversations.recall(talk, NOON + 18 * MINUTE)).toBe(
			"二",
		);
		expect(
			await store.conversations.recall(talk, NOON + 19 * MINUTE),
		).toBeNull();
	});

	test("can be forgotten here, or everywhere", async () => {
		const { store } = await fileStore();
		const [here, there] = [
			{ place: GROUP, person: "A" },
			{ place: inTopic, person: "A" },
		] as const;
		const other = { place: GROUP, person: "B" };
		for (const talk of [here, there, other])
			await store.conversations.keep(talk, "一", NOON);
		await store.conversations.forget(here);
		expect(await store.conversations.recall(here, NOON)).toBeNull();
		expect(await store.conversations.recall(there, NOON)).toBe("一");
		await store.conversations.forgetPerson("A");
		expect(await store.conversations.recall(there, NOON)).toBeNull();
		expect(await store.conversations.recall(other, NOON)).toBe("一");
	});
});

describe("pushes", () => {
	const given = {
		kind: "summary",
		issue: "2024-04-01",
		hash: "h",
		content: "{}",
	} as const;

	test("are kept as they were shown, and change only from the state in which they were looked at", async () => {
		const { store, file } = await fileStore();
		const push = await store.pushes.add(given, NOON);
		expect(push).toEqual({
			...given,
			id: 1,
			state: "preview",
			approvals: [],
			report: null,
			dueAt: NOON,
			addedAt: NOON,
			startedAt: null,
			endedAt: null,
		});
		const approved = {
			state: "approved",
			approvals: [{ platform: "lark", id: "ou_1", at: NOON }],
			report: { platform: "lark", chat: "oc_1", messageId: "om_1" },
			dueAt: NOON + HOUR,
		} as const;
		expect(await store.pushes.change(1, ["preview"], approved)).toBe(true);
		expect(await store.pushes.change(1, ["preview"], approved)).toBe(false);
		await store.close();
		const again = await storeAt(file);
		expect(await again.pushes.find(1)).toEqual({ ...push, ...approved });
		expect(await again.pushes.find(2)).toBeNull();
	});

	test("are found by their state, the soonest first, by their issue and from the last", async () => {
		const { store } = await fileStore();
		for (const [issue, kind, due] of [
			["a", "summary", 3],
			["a", "notice", 1],
			["b", "summary", 2],
			["a", "summary", 0],
		] as const) {
			const { id } = await store.pushes.add({ ...given, issue, kind }, NOON);
			await store.pushes.change(id, ["preview"], {
				state: id === 4 ? "done" : "approved",
				dueAt: due,
			});
		}
		const ids = (pushes: { id: number }[]) => pushes.map(({ id }) => id);
		expect(ids(await store.pushes.inState(["approved"]))).toEqual([2, 3, 1]);
		expect(ids(await store.pushes.inState(["approved", "done"]))).toEqual([
			4, 2, 3, 1,
		]);
		expect(ids(await store.pushes.ofIssue("a", "summary"))).toEqual([4, 1]);
		expect(ids(await store.pushes.last(2))).toEqual([4, 3]);
	});

	test("that nobody approved are forgotten after a month, the others when the audit is", async () => {
		const { store } = await fileStore();
		for (const state of ["preview", "approved", "running", "done"] as const)
			await store.pushes.add({ ...given, state }, NOON);
		await store.prune(NOON + 31 * DAY);
		expect((await store.pushes.last(9)).map(({ state }) => state)).toEqual([
			"done",
			"running",
			"approved",
		]);
		await store.prune(NOON + 800 * DAY);
		expect((await store.pushes.last(9)).map(({ state }) => state)).toEqual([
			"running",
			"approved",
		]);
	});
});

describe("the copies of a push", () => {
	const copy = (chat: string, push = 1) =>
		entry({ kind: "push", chat, push, articles: [1, 3] });

	async function some() {
		const { store, file } = await fileStore();
		const add = async (chat: string, end: OutboxEnd | null) => {
			const added = await store.outbox.add(copy(chat), NOON);
			if (!added) throw new Error(`${chat} has it`);
			if (end)
				await store.outbox.end(
					added.id,
					{ end, why: end, messageId: end === "sent" ? `m${chat}` : null },
					NOON,
				);
		};
		return { store, file, add };
	}

	test("are counted by how they ended", async () => {
		const { store, add } = await some();
		for (const [chat, end] of [
			["1", "sent"],
			["2", "sent"],
			["3", "refused"],
			["4", null],
		] as const)
			await add(chat, end);
		await store.outbox.add(entry(), NOON);
		expect(await store.outbox.tally(1)).toEqual(
			expect.arrayContaining([
				{ platform: "telegram", end: "sent", count: 2 },
				{ platform: "telegram", end: "refused", count: 1 },
				{ platform: "telegram", end: "waiting", count: 1 },
			]),
		);
		expect(await store.outbox.tally(2)).toEqual([]);
	});

	test("are listed with the chat's name, the reason and the message", async () => {
		const { store, add } = await some();
		await store.chats.join(
			{ platform: "telegram", chat: "1", title: "一车间", group: true },
			NOON,
		);
		await add("1", "sent");
		await add("2", "gone");
		await add("3", "refused");
		expect(await store.outbox.copies(1, ["sent", "gone"])).toEqual([
			{
				id: 1,
				platform: "telegram",
				chat: "1",
				title: "一车间",
				group: true,
				end: "sent",
				why: "sent",
				messageId: "m1",
			},
			expect.objectContaining({ chat: "2", title: "", messageId: null }),
		]);
		expect(await store.outbox.messages("telegram")).toEqual(["m1"]);
	});

	test("that are not sent yet can be cancelled; a chat has one copy of a push, whatever became of it", async () => {
		const { store, add } = await some();
		await add("1", "sent");
		await add("2", null);
		await add("3", null);
		await store.outbox.sending(3, NOON);
		await add("4", "unknown");
		await add("5", "refused");
		expect(await store.outbox.cancel(1, NOON)).toBe(1);
		expect(await store.outbox.sending(2, NOON)).toBe(false);
		for (const chat of ["1", "2", "3", "4", "5"]) {
			expect(await store.outbox.add(copy(chat), NOON)).toBeNull();
			expect(await store.outbox.add(copy(chat, 2), NOON)).not.toBeNull();
		}
	});

	test("stand in their chats, or are on their way there, by issue; what was taken back is marked", async () => {
		const { store, add } = await some();
		const pushes = async (issue: string) => {
			const push = { kind: "summary", issue, hash: "", content: "" } as const;
			return (await store.pushes.add(push, NOON)).id;
		};
		expect(await pushes("2024-03")).toBe(1);
		const later = await pushes("2024-03");
		const other = await pushes("2024-04");
		for (const [chat, end] of [
			["1", "sent"],
			["2", "unknown"],
			["3", "refused"],
			["4", null],
			["5", null],
			["6", "cancelled"],
		] as const)
			await add(chat, end);
		await store.outbox.sending(5, NOON);
		await store.outbox.add(copy("6", later), NOON);
		await store.outbox.add(copy("1", other), NOON);
		const standing = async () =>
			(await store.outbox.standing("2024-03")).map(
				({ chat, push, is, articles, takenBack }) =>
					[chat, push, is, articles?.join(), takenBack].join(" "),
			);
		expect(await standing()).toEqual([
			"1 1 sent 1,3 no",
			"2 1 unknown 1,3 no",
			"4 1 queued 1,3 no",
			"5 1 sending 1,3 no",
			"6 2 queued 1,3 no",
		]);
		await store.pushes.change(1, ["preview"], { state: "withdrawn" });
		expect((await standing())[0]).toBe("1 1 sent 1,3 failed");
		const withdrawal = await store.pushes.add(
			{
				kind: "withdrawal",
				issue: "2024-03",
				hash: "",
				content: "",
				state: "approved",
			},
			NOON,
		);
		// It will be changed.
		expect((await standing())[0]).toBe("1 1 sent 1,3 done");
		await store.pushes.change(withdrawal.id, ["approved"], { state: "done" });
		const change = await store.outbox.add(
			{ ...copy("1", 9), edits: "m1" },
			NOON,
		);
		expect((await standing())[0]).toBe("1 1 sent 1,3 done");
		const refused = { end: "refused", why: null, messageId: null } as const;
		await store.outbox.end(change?.id ?? 0, refused, NOON);
		expect((await standing())[0]).toBe("1 1 sent 1,3 failed");
	});

	test("go with their chat where it moves, unless it has one of its own there", async () => {
		const { store, add } = await some();
		await add("1", "sent");
		await add("2", null);
		await store.outbox.add(copy("2", 2), NOON);
		await add("new", "sent");
		await store.chats.move("telegram", "1", "first", NOON);
		await store.chats.move("telegram", "2", "new", NOON);
		const where = (await store.outbox.copies(1, ["sent", "gone"])).map(
			({ chat, end }) => `${chat} ${end}`,
		);
		expect(where).toEqual(["first sent", "2 gone", "new sent"]);
		expect(await store.outbox.queuedAfter(0)).toMatchObject([
			{ chat: "new", push: 2 },
		]);
	});

	test("are known as long as the audit, however they ended", async () => {
		const { store, add } = await some();
		await add("1", "sent");
		await add("2", "refused");
		const before = await store.outbox.tally(1);
		await store.prune(NOON + RETENTION.auditDays * DAY - HOUR);
		expect(await store.outbox.tally(1)).toEqual(before);
		await store.prune(NOON + RETENTION.auditDays * DAY + HOUR);
		expect(await store.outbox.tally(1)).toEqual([]);
	});

	test("are tried again one by one, unless they were sent or are in line", async () => {
		const { store, add } = await some();
		await add("1", "sent");
		await add("2", "refused");
		const retry = (id: number) =>
			store.outbox.retry(id, {
				call: { text: "again" },
				dueAt: NOON + HOUR,
				articles: [1],
			});
		expect(await retry(1)).toBeNull();
		expect(await retry(2)).toMatchObject({
			id: 2,
			call: { text: "again" },
			dueAt: NOON + HOUR,
			tries: 0,
		});
		expect(await retry(2)).toBeNull();
	});

	test("that were under way when the process was killed are sent again where the platform drops what it has got", async () => {
		const { store, add, file } = await some();
		for (const chat of ["1", "2", "3"]) await add(chat, null);
		await store.outbox.sending(1, NOON - HOUR);
		await store.outbox.sending(2, NOON - 1000);
		await store.close();
		const again = await storeAt(file);
		const left = await again.outbox.recover(NOON, { telegram: 50 * MINUTE });
		expect(left.map(({ id, triedAt }) => [id, triedAt])).toEqual([
			[2, NOON - 1000],
			[3, undefined],
		]);
		expect(await again.outbox.copies(1, ["unknown"])).toMatchObject([
			{ id: 1 },
		]);
	});

	test("and changed a message are sent again everywhere: it may be changed twice", async () => {
		const { store, file } = await some();
		await store.outbox.add({ ...copy("1", 1), edits: "m1" }, NOON);
		await store.outbox.sending(1, NOON - HOUR);
		await store.close();
		const left = await (await storeAt(file)).outbox.recover(NOON);
		expect(left).toMatchObject([{ id: 1, edits: "m1" }]);
	});
});

describe("chats", () => {
	const chat = {
		platform: "telegram",
		chat: "-100",
		title: "一车间",
		group: true,
	};

	test("start with quiet settings", async () => {
		const { store } = await fileStore();
		const joined = await store.chats.join(chat, NOON);
		expect(joined).toEqual({
			...chat,
			listens: "addressed",
			subscribed: false,
			wants: { places: [], kinds: [] },
			quiet: null,
			active: true,
		});
		expect(await store.chats.find("telegram", "-100")).toEqual(joined);
		expect(await store.chats.find("lark", "-100")).toBeNull();
	});

	test("keep their settings when they are joined again, under the new title", async () => {
		const { store } = await fileStore();
		await store.chats.join(chat, NOON);
		await store.chats.change("telegram", "-100", { listens: "questions" });
		await store.chats.leave("telegram", "-100", NOON);
		expect(await store.chats.find("telegram", "-100")).toMatchObject({
			active: false,
		});
		expect(
			await store.chats.join({ ...chat, title: "二车间" }, NOON + DAY),
		).toMatchObject({ active: true, listens: "questions", title: "二车间" });
	});

	test("get no summaries any more once the bot was removed", async () => {
		const { store } = await fileStore();
		await store.chats.join(chat, NOON);
		await store.chats.change("telegram", "-100", { subscribed: true });
		expect(await store.chats.subscribed("telegram")).toHaveLength(1);
		expect(await store.chats.subscribed("lark")).toEqual([]);
		await store.chats.leave("telegram", "-100", NOON);
		expect(await store.chats.subscribed("telegram")).toEqual([]);
		await store.chats.join(chat, NOON);
		expect(await store.chats.subscribed("telegram")).toEqual([]);
	});

	test("are counted", async () => {
		const { store } = await fileStore();
		expect(await store.chats.count()).toEqual({
			active: 0,
			groups: 0,
			subscribed: 0,
		});
		await store.chats.join(chat, NOON);
		await store.chats.change("telegram", "-100", { subscribed: true });
		await store.chats.join({ ...chat, chat: "7", group: false }, NOON);
		await store.chats.join({ ...chat, chat: "-200" }, NOON);
		await store.chats.leave("telegram", "-200", NOON);
		expect(await store.chats.count()).toEqual({
			active: 2,
			groups: 1,
			subscribed: 1,
		});
	});

	test("take everything along to another id", async () => {
		const { store } = await fileStore();
		await store.chats.join(chat, NOON);
		await store.chats.change("telegram", "-100", {
			subscribed: true,
			listens: "questions",
		});
		await store.inbox.record(message("a"), NOON);
		await store.outbox.add(entry(), NOON);
		await store.outbox.add(entry(), NOON);
		await store.outbox.sending(2, NOON);
		const answer = await store.answers.add(
			{ place: GROUP, content: "x" },
			NOON,
		);
		const talk = { place: GROUP, person: "A" };
		await store.conversations.keep(talk, "一", NOON);

		await store.chats.move("telegram", "-100", "-900", NOON);

		const there: Place = { ...GROUP, chat: "-900" };
		expect(await store.chats.find("telegram", "-100")).toBeNull();
		expect(await store.chats.find("telegram", "-900")).toMatchObject({
			title: "一车间",
			subscribed: true,
			listens: "questions",
		});
		expect((await store.inbox.waiting())[0]?.chat).toBe("-900");
		expect((await store.inbox.take(1))?.event.place).toEqual(there);
		const unsent = await store.outbox.recover(NOON);
		expect(unsent.map((one) => one.chat)).toEqual(["-900", "-900"]);
		expect((await store.answers.find(answer))?.place).toEqual(there);
		expect(await store.conversations.recall(talk, NOON)).toBeNull();
		expect(
			await store.conversations.recall({ place: there, person: "A" }, NOON),
		).toBe("一");
	});

	test("are forgotten when a person asks for it, with the answers given there and no others", async () => {
		const { store } = await fileStore();
		const elsewhere: Place = { ...GROUP, chat: "-200" };
		await store.chats.join(chat, NOON);
		await store.chats.join({ ...chat, chat: "-200" }, NOON);
		const here = await store.answers.add({ place: GROUP, content: "1" }, NOON);
		const there = await store.answers.add(
			{ place: elsewhere, content: "2" },
			NOON,
		);
		await store.answers.forget("telegram", "-100");
		await store.chats.forget("telegram", "-100");
		expect(await store.chats.find("telegram", "-100")).toBeNull();
		expect(await store.chats.find("telegram", "-200")).not.toBeNull();
		expect(await store.answers.find(here)).toBeNull();
		expect(await store.answers.find(there)).not.toBeNull();
	});

	test("lose nothing when the platform names an unknown chat, or the same", async () => {
		const { store } = await fileStore();
		const joined = await store.chats.join(chat, NOON);
		await store.inbox.record(message("a"), NOON);
		const talk = { place: GROUP, person: "A" };
		await store.conversations.keep(talk, "一", NOON);
		await store.chats.move("telegram", "-555", "-100", NOON);
		await store.chats.move("lark", "-100", "-900", NOON);
		await store.chats.move("telegram", "-100", "-100", NOON);
		expect(await store.chats.find("telegram", "-100")).toEqual(joined);
		expect(await store.chats.find("lark", "-900")).toBeNull();
		expect((await store.inbox.waiting())[0]?.chat).toBe("-100");
		expect(await store.conversations.recall(talk, NOON)).toBe("一");
	});

	test("merge with what the new id already has", async () => {
		const { store } = await fileStore();
		await store.chats.join(chat, NOON);
		await store.chats.change("telegram", "-100", {
			subscribed: true,
			listens: "questions",
		});
		await store.chats.join({ ...chat, chat: "-900", title: "新一车间" }, NOON);
		const old = { place: GROUP, person: "A" };
		const fresh = { place: { ...GROUP, chat: "-900" }, person: "A" };
		await store.conversations.keep(old, "旧", NOON);
		await store.conversations.keep(fresh, "新", NOON + 1);
		// The platform tells of a move twice.
		for (const _ of [1, 2])
			await store.chats.move("telegram", "-100", "-900", NOON);
		expect(await store.chats.find("telegram", "-900")).toEqual({
			...chat,
			chat: "-900",
			title: "新一车间",
			subscribed: true,
			wants: { places: [], kinds: [] },
			quiet: null,
			listens: "questions",
			active: true,
		});
		expect(await store.conversations.recall(fresh, NOON + 2)).toBe("新");
	});
});

describe("answers", () => {
	test("are found by their number, with the place", async () => {
		const { store } = await fileStore();
		const place: Place = { ...GROUP, topic: "4" };
		const id = await store.answers.add({ place, content: "{}" }, NOON);
		const addedAt = NOON;
		expect(await store.answers.find(id)).toEqual({
			place,
			content: "{}",
			addedAt,
		});
		expect(await store.answers.find(id + 1)).toBeNull();
		await store.answers.change(id, "[]");
		expect(await store.answers.find(id)).toEqual({
			place,
			content: "[]",
			addedAt,
		});
	});

	test("never get the number of a forgotten one: its button is still in the chat", async () => {
		const { store } = await fileStore();
		const first = await store.answers.add({ place: GROUP, content: "1" }, NOON);
		await store.prune(NOON + 31 * DAY);
		const second = await store.answers.add(
			{ place: GROUP, content: "2" },
			NOON,
		);
		expect(await store.answers.find(first)).toBeNull();
		expect(second).toBeGreaterThan(first);
	});
});

describe("feedback", () => {
	test("counts one vote a person, the last", async () => {
		const { store } = await fileStore();
		const vote = (person: string, useful: boolean, now = NOON) =>
			store.feedback.vote({ answer: 1, person, useful }, now);
		expect(await vote("A", true)).toEqual({ useful: 1, useless: 0 });
		expect(await vote("B", false)).toEqual({ useful: 1, useless: 1 });
		expect(await vote("A", false, NOON + HOUR)).toEqual({
			useful: 0,
			useless: 2,
		});
		expect(await store.feedback.votes(NOON + 1)).toEqual({
			useful: 0,
			useless: 1,
		});
		expect(await store.feedback.votes(NOON + DAY)).toEqual({
			useful: 0,
			useless: 0,
		});
	});

	test("shows the newest comments first", async () => {
		const { store } = await fileStore();
		for (const text of ["一", "二", "三"])
			await store.feedback.comment(
				{ platform: "telegram", person: "A", text },
				NOON,
			);
		expect(await store.feedback.comments(2)).toEqual([
			{ text: "三", at: NOON },
			{ text: "二", at: NOON },
		]);
	});

	test("forgets all that a person said", async () => {
		const { store } = await fileStore();
		for (const person of ["A", "B"]) {
			await store.feedback.vote({ answer: 1, person, useful: true }, NOON);
			await store.feedback.comment(
				{ platform: "telegram", person, text: person },
				NOON,
			);
		}
		await store.feedback.forget("A");
		expect(await store.feedback.votes(0)).toEqual({ useful: 1, useless: 0 });
		expect(await store.feedback.comments(9)).toEqual([{ text: "B", at: NOON }]);
	});
});

test("unanswered questions are counted, the most frequent first, then the newest", async () => {
	const { store } = await fileStore();
	const asked = ["食堂几点开", "班车", "食堂几点开", "宿舍"];
	for (const [n, question] of asked.entries())
		await store.unanswered.add(question, NOON + n);
	expect(await store.unanswered.top(2)).toEqual([
		{ question: "食堂几点开", count: 2, lastAt: NOON + 2 },
		{ question: "宿舍", count: 1, lastAt: NOON + 3 },
	]);
});

test("the audit shows the newest first, refusals among them", async () => {
	const { store } = await fileStore();
	const act = (action: string, allowed: boolean) => ({
		platform: "telegram",
		actor: "7",
		action,
		subject: "第12期",
		allowed,
	});
	await store.audit.add(act("publish", true), NOON);
	await store.audit.add(act("withdraw", false), NOON + 1);
	expect(await store.audit.last(1)).toEqual([
		{ ...act("withdraw", false), at: NOON + 1 },
	]);
	expect(await store.audit.last(9)).toHaveLength(2);
});

test("counters go by Beijing's days", async () => {
	const { store } = await fileStore();
	const midnight = NOON - 12 * HOUR;
	await store.counters.add("answered", midnight - 1);
	await store.counters.add("answered", midnight);
	await store.counters.add("answered", NOON);
	await store.counters.add("pushed", NOON);
	expect(await store.counters.since(NOON)).toEqual({ answered: 2, pushed: 1 });
	expect(await store.counters.since(midnight - 1)).toEqual({
		answered: 3,
		pushed: 1,
	});
	expect(await store.counters.since(NOON + DAY)).toEqual({});
});
