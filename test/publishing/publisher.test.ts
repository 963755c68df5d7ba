/** What becomes of a push that staff approved: whom it goes to, when, once, and what is told of it. */

import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createComposer } from "../../src/bot/desk/compose-push.ts";
import { createGazetteer } from "../../src/knowledge/gazetteer.ts";
import type { IssueSummary } from "../../src/publishing/issue-summary.ts";
import { createPublisher } from "../../src/publishing/publisher.ts";
import { createIsWanted } from "../../src/publishing/wants.ts";
import type {
	ChatSettings,
	OutboxEntry,
	Push,
	PushState,
	Store,
	Tally,
} from "../../src/store/store.ts";
import { WORDING } from "../bot/chat.ts";
import { plainAdapter } from "../support/plain-adapter.ts";
import { storeAt } from "../support/store-samples.ts";

/** 2024-04-01 20:00 in Shanghai. */
const EVENING = Date.parse("2024-04-01T12:00:00Z");

const SUMMARY: IssueSummary = {
	issue: "2024-04-01",
	paper: "山城职工报",
	date: "2024-04-01",
	pages: [],
	lines: [
		["免费体检", "policy", "绍兴市"],
		["早餐铺开张", "news", "宁波市"],
	].map(([title = "", group = "news", place = ""], at) => ({
		number: at + 1,
		article: `issues/2024-04-01/0${at + 1}`,
		title,
		says: `${title}的事。`,
		edited: false,
		damaged: false,
		group: group as "policy" | "news",
		place,
	})),
};

interface Scene {
	store: Store;
	/** Starts another publisher over the same store, as after a restart. */
	restart(): void;
	queued: OutboxEntry[];
	told: { state: PushState; tally: readonly Tally[] }[];
	published: string[];
	join(chat: string, settings?: Partial<ChatSettings>): Promise<void>;
	approve(more?: Partial<Push>): Promise<number>;
	/** The copies that are in line, by chat. */
	copies(): Promise<Record<string, OutboxEntry>>;
	state(id: number): Promise<PushState | undefined>;
	end(entry: OutboxEntry | undefined, end: "sent" | "refused"): Promise<void>;
	leavesAt(entry: OutboxEntry | undefined): Promise<number | null>;
	issue: { hash: string };
	clock: { now: number };
	/** What happens instead of the next transaction. */
	fails: { next: (() => void) | null };
}

async function scene(quietHours: ChatSettings["quiet"] = null): Promise<Scene> {
	const fails: Scene["fails"] = { next: null };
	const real = await storeAt(":memory:");
	const store: Store = {
		...real,
		async transaction(work) {
			const { next } = fails;
			fails.next = null;
			next?.();
			return real.transaction(async (tables) => {
				const done = await work(tables);
				if (next) throw new Error("killed before it was written");
				return done;
			});
		},
	};
	const queued: OutboxEntry[] = [];
	const told: Scene["told"] = [];
	const published: string[] = [];
	const issue = { hash: "h1" };
	const clock = { now: EVENING };
	const start = () => {
		const publisher = createPublisher({
			store,
			adapters: [plainAdapter("telegram"), plainAdapter("lark")],
			desk: {
				async publish(id, hash) {
					if (hash !== issue.hash) return false;
					published.push(id);
					return true;
				},
			},
			isWanted: createIsWanted(createGazetteer()),
			quietHours,
			timeZone: "Asia/Shanghai",
			compose: createComposer(() => WORDING),
			now: () => clock.now,
			sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => {}),
			onOutgoing: (entries) => void queued.push(...entries),
			progress:
				async ({ state }, tally) =>
				async () => {
					told.push({ state, tally });
					return [];
				},
			log: { info() {}, error() {} },
			lookMs: 2,
		});
		publisher.start();
		onTestFinished(() => publisher.stop());
		return publisher;
	};
	let publisher = start();
	return {
		store,
		restart() {
			void publisher.stop();
			publisher = start();
		},
		queued,
		told,
		published,
		async join(chat, settings = {}) {
			const platform = chat.startsWith("oc_") ? "lark" : "telegram";
			await store.chats.join({ platform, chat, title: chat, group: true }, 0);
			await store.chats.change(platform, chat, {
				subscribed: true,
				...settings,
			});
		},
		async approve(more = {}) {
			const { id } = await store.pushes.add(
				{
					kind: "summary",
					issue: SUMMARY.issue,
					hash: "h1",
					content: JSON.stringify(SUMMARY),
					state: "approved",
					...more,
				},
				clock.now,
			);
			if (more.dueAt !== undefined)
				await store.pushes.change(id, ["approved"], { dueAt: more.dueAt });
			return id;
		},
		copies: async () =>
			Object.fromEntries(
				(await store.outbox.queuedAfter(0)).map((one) => [one.chat, one]),
			),
		state: async (id) => (await store.pushes.find(id))?.state,
		async end(entry, end) {
			if (!entry) throw new Error("no such copy");
			await store.outbox.end(
				entry.id,
				{
					end,
					why: end === "sent" ? null : "no",
					messageId: end === "sent" ? `m${entry.id}` : null,
				},
				clock.now,
			);
		},
		leavesAt: async (entry) =>
			publisher.leavesAt(entry as OutboxEntry, clock.now),
		issue,
		clock,
		fails,
	};
}

const wantsOf = (places: string[]) => ({ wants: { places, kinds: [] } });

describe("a push", () => {
	test("publishes the issue and goes once to each chat, with what it wants; what wants nothing of it is written down", async () => {
		const { join, approve, copies, state, store, published, queued } =
			await scene();
		await join("一车间");
		await join("oc_绍兴", wantsOf(["绍兴"]));
		await join("杭州群", wantsOf(["杭州"]));
		await store.chats.join(
			{ platform: "telegram", chat: "没订", title: "", group: true },
			0,
		);
		const id = await approve();
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		expect(published).toContain("2024-04-01");
		const all = await copies();
		expect(Object.keys(all).sort()).toEqual(["oc_绍兴", "一车间"]);
		expect(String(all.一车间?.call.text)).toContain("早餐铺");
		expect(String(all.oc_绍兴?.call.text)).not.toContain("早餐铺");
		expect(queued).toHaveLength(2);
		expect(all.一车间).toMatchObject({ kind: "push", priority: 10, push: id });
		expect(await store.outbox.copies(id, ["nothing"])).toMatchObject([
			{ chat: "杭州群" },
		]);
	});

	test("tells how far it is, and at the end how it ended", async () => {
		const { join, approve, copies, told, end, state } = await scene();
		await join("甲");
		await join("乙");
		const id = await approve();
		await vi.waitFor(() => expect(told).toHaveLength(1));
		const all = await copies();
		await end(all.甲, "sent");
		await vi.waitFor(() => expect(told).toHaveLength(2));
		await end(all.乙, "refused");
		await vi.waitFor(async () => expect(await state(id)).toBe("done"));
		await vi.waitFor(() => expect(told).toHaveLength(3));
		expect(told.map(({ state }) => state)).toEqual([
			"running",
			"running",
			"done",
		]);
		expect(told[2]?.tally).toEqual([
			{ platform: "telegram", end: "refused", count: 1 },
			{ platform: "telegram", end: "sent", count: 1 },
		]);
	});

	test("waits for its hour, but the issue is published at once", async () => {
		const { join, approve, queued, published, clock, state } = await scene();
		await join("甲");
		const id = await approve({ dueAt: EVENING + 3_600_000 });
		await vi.waitFor(() => expect(published).not.toEqual([]));
		expect([queued, await state(id)]).toEqual([[], "approved"]);
		clock.now += 3_600_000;
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		expect(queued).toHaveLength(1);
	});

	test("leaves chats alone in their quiet hours, their own before those of all", async () => {
		const { join, approve, copies, state } = await scene({
			from: "19:00",
			to: "08:00",
		});
		await join("全体");
		await join("自定", { quiet: { from: "19:30", to: "21:00" } });
		await join("随时", { quiet: { from: "00:00", to: "00:00" } });
		const id = await approve();
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		const all = await copies();
		expect(all.全体?.dueAt).toBe(EVENING + 12 * 3_600_000);
		expect(all.自定?.dueAt).toBe(EVENING + 3_600_000);
		expect(all.随时?.dueAt).toBe(EVENING);
	});

	test("of an issue that was changed since is not sent, and whoever approved it is told", async () => {
		const { join, approve, issue, told, state, queued, published } =
			await scene();
		await join("甲");
		issue.hash = "h2";
		const id = await approve();
		await vi.waitFor(async () => expect(await state(id)).toBe("cancelled"));
		await vi.waitFor(() =>
			expect(told).toEqual([{ state: "cancelled", tally: [] }]),
		);
		expect([queued, published]).toEqual([[], []]);
	});

	test("that is approved twice reaches nobody twice; who subscribed since gets it", async () => {
		const { join, approve, copies, end, state } = await scene();
		await join("甲");
		const first = await approve();
		await vi.waitFor(async () => expect(await state(first)).toBe("running"));
		await end((await copies()).甲, "sent");
		await vi.waitFor(async () => expect(await state(first)).toBe("done"));
		await join("乙");
		const second = await approve();
		await vi.waitFor(async () => expect(await state(second)).toBe("running"));
		expect(Object.keys(await copies())).toEqual(["乙"]);
	});

	test("is in the outbox as a whole or not at all, whatever happens half-way", async () => {
		const { join, approve, state, store, fails, issue, told } = await scene();
		for (let n = 0; n < 60; n++)
			await join(`群${n}`, wantsOf(n < 30 ? [] : ["杭州"]));
		fails.next = () => {};
		const id = await approve();
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		expect(await store.outbox.tally(id)).toEqual([
			{ platform: "telegram", end: "waiting", count: 30 },
			{ platform: "telegram", end: "nothing", count: 30 },
		]);
		await store.outbox.cancel(id, EVENING);
		await vi.waitFor(async () => expect(await state(id)).toBe("done"));
		// Changed in the moment between.
		fails.next = () => {
			issue.hash = "h2";
		};
		const other = await approve();
		await vi.waitFor(async () => expect(await state(other)).toBe("cancelled"));
		expect(await store.outbox.tally(other)).toEqual([]);
		expect(told.at(-1)?.state).toBe("cancelled");
	});

	test("ends together with its report", async () => {
		const { join, approve, copies, end, state, told, fails } = await scene();
		await join("甲");
		const id = await approve();
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		fails.next = () => {
			told.length = 0;
		};
		await end((await copies()).甲, "sent");
		await vi.waitFor(async () => expect(await state(id)).toBe("done"));
		expect(told.map(({ state }) => state)).toContain("done");
	});

	test("keeps quiet also where a copy leaves later than it was to, and leaves out who unsubscribed", async () => {
		const { join, approve, copies, state, store, leavesAt, clock } =
			await scene({ from: "22:00", to: "08:00" });
		for (const chat of ["甲", "乙", "丙"]) await join(chat);
		const id = await approve();
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		const all = await copies();
		expect(await leavesAt(all.甲)).toBe(clock.now);
		await store.chats.change("telegram", "乙", {
			quiet: { from: "19:30", to: "21:00" },
		});
		expect(await leavesAt(all.乙)).toBe(EVENING + 3_600_000);
		await store.chats.change("telegram", "丙", { subscribed: false });
		expect(await leavesAt(all.丙)).toBeNull();
		clock.now += 3 * 3_600_000;
		expect(await leavesAt(all.甲)).toBe(EVENING + 12 * 3_600_000);
		// Known by no such id: a group has moved, a person has unsubscribed.
		const moved = { ...(all.甲 as OutboxEntry), chat: "-1", group: true };
		expect(await leavesAt(moved)).toBe(EVENING + 12 * 3_600_000);
		expect(await leavesAt({ ...moved, group: false })).toBeNull();
		// A message that changes wakes nobody.
		const change = { ...(all.甲 as OutboxEntry), edits: "m1" };
		expect(await leavesAt(change)).toBe(clock.now);
	});

	test("is tried again outside of quiet hours, and not at all where the issue was changed since", async () => {
		const { join, approve, copies, end, state, store, clock, issue, told } =
			await scene({ from: "22:00", to: "08:00" });
		await join("甲");
		const id = await approve();
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		await end((await copies()).甲, "refused");
		await vi.waitFor(async () => expect(await state(id)).toBe("done"));
		clock.now += 3 * 3_600_000;
		await store.pushes.change(id, ["done"], { state: "retrying" });
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		const again = (await copies()).甲;
		expect(again?.dueAt).toBe(EVENING + 12 * 3_600_000);
		await end(again, "refused");
		await vi.waitFor(async () => expect(await state(id)).toBe("done"));
		issue.hash = "h2";
		await store.pushes.change(id, ["done"], { state: "retrying" });
		await vi.waitFor(async () => expect(await state(id)).toBe("done"));
		expect(await copies()).toEqual({});
		await vi.waitFor(() =>
			expect(told.at(-1)).toEqual({
				state: "done",
				tally: [{ platform: "telegram", end: "refused", count: 1 }],
			}),
		);
	});

	test("reaches a group that has another id now once, and so does what follows", async () => {
		const { join, approve, copies, end, state, store } = await scene();
		await join("-1");
		const id = await approve();
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		await end((await copies())["-1"], "sent");
		await vi.waitFor(async () => expect(await state(id)).toBe("done"));
		await store.chats.move("telegram", "-1", "-1001", EVENING);
		const again = await approve();
		await vi.waitFor(async () => expect(await state(again)).toBe("done"));
		expect(await store.outbox.tally(again)).toEqual([]);
		const notice = await approve({
			kind: "notice",
			content: JSON.stringify({
				articles: [SUMMARY.lines[0]?.article],
				text: "更正",
			}),
		});
		await vi.waitFor(async () => expect(await state(notice)).toBe("running"));
		expect(Object.keys(await copies())).toEqual(["-1001"]);
	});

	test("that was interrupted while it was queued goes on, each chat once", async () => {
		const { join, approve, store, state, restart } = await scene();
		for (let n = 0; n < 120; n++) await join(`群${n}`);
		const id = await approve();
		for (let n = 0; n < 5; n++) {
			await wait(3);
			restart();
		}
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		const entries = await store.outbox.queuedAfter(0);
		expect(entries).toHaveLength(120);
		expect(new Set(entries.map(({ chat }) => chat)).size).toBe(120);
	});

	test("that is taken back sends no more, and does not block the chats for another one", async () => {
		const { join, approve, store, copies, state } = await scene();
		await join("甲");
		const id = await approve();
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		expect(await store.outbox.cancel(id, EVENING)).toBe(1);
		await vi.waitFor(async () => expect(await state(id)).toBe("done"));
		expect(await copies()).toEqual({});
		const again = await approve();
		await vi.waitFor(async () => expect(await state(again)).toBe("running"));
		expect(Object.keys(await copies())).toEqual(["甲"]);
	});

	test("is tried again only where it failed", async () => {
		const { join, approve, store, copies, end, state } = await scene();
		for (const chat of ["甲", "乙", "丙"]) await join(chat);
		const id = await approve();
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		const all = await copies();
		await end(all.甲, "sent");
		await end(all.乙, "refused");
		await end(all.丙, "sent");
		await vi.waitFor(async () => expect(await state(id)).toBe("done"));
		await join("丁");
		await store.pushes.change(id, ["done"], { state: "retrying" });
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		const again = await copies();
		expect(Object.keys(again)).toEqual(["乙"]);
		expect(again.乙?.id).toBe(all.乙?.id);
		await end(again.乙, "sent");
		await vi.waitFor(async () => expect(await state(id)).toBe("done"));
		expect(await store.outbox.tally(id)).toEqual([
			{ platform: "telegram", end: "sent", count: 3 },
		]);
	});
});

describe("afterwards", () => {
	async function sentTo(chats: Record<string, string[]>) {
		const made = await scene();
		for (const [chat, places] of Object.entries(chats))
			await made.join(chat, wantsOf(places));
		const id = await made.approve();
		await vi.waitFor(async () => expect(await made.state(id)).toBe("running"));
		const all = await made.copies();
		for (const entry of Object.values(all)) await made.end(entry, "sent");
		await vi.waitFor(async () => expect(await made.state(id)).toBe("done"));
		return { ...made, id };
	}

	test("a notice goes to those who got the article, whatever they want by now", async () => {
		const { approve, copies, state, store } = await sentTo({
			都要: [],
			绍兴群: ["绍兴"],
			宁波群: ["宁波"],
			走了: [],
		});
		await store.chats.leave("telegram", "走了", EVENING);
		await store.chats.change("telegram", "都要", wantsOf(["宁波"]));
		const article = SUMMARY.lines[0]?.article;
		const id = await approve({
			kind: "notice",
			content: JSON.stringify({ articles: [article], text: "更正:…" }),
		});
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		const all = await copies();
		expect(Object.keys(all).sort()).toEqual(["绍兴群", "都要"].sort());
		expect(all.都要?.call.text).toBe("更正:…");
	});

	test("a withdrawal changes each message that was sent", async () => {
		const {
			approve,
			copies,
			state,
			id: push,
			store,
		} = await sentTo({ 甲: [], 乙: [] });
		await store.pushes.change(push, ["done"], { state: "withdrawn" });
		const id = await approve({
			kind: "withdrawal",
			content: JSON.stringify({ push }),
		});
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		const all = await copies();
		expect(Object.keys(all).sort()).toEqual(["乙", "甲"].sort());
		expect(String(all.甲?.call.text)).toContain("撤回");
	});

	test("a withdrawal waits for what is on its way, and changes that too", async () => {
		const { join, approve, copies, end, state, store } = await scene();
		for (const chat of ["在路上", "还在排"]) await join(chat);
		const push = await approve();
		await vi.waitFor(async () => expect(await state(push)).toBe("running"));
		const { 在路上: sending, 还在排: queued } = await copies();
		await store.outbox.sending(sending?.id ?? 0, EVENING);
		await store.pushes.change(push, ["running"], { state: "withdrawn" });
		const id = await approve({
			kind: "withdrawal",
			content: JSON.stringify({ push }),
		});
		await vi.waitFor(async () => expect(await copies()).toEqual({}));
		expect(await state(id)).toBe("approved");
		// Neither does the same issue go out anew meanwhile.
		const anew = await approve();
		await wait(20);
		expect(await state(anew)).toBe("approved");
		await end(sending, "sent");
		await vi.waitFor(async () => expect(await state(id)).toBe("running"));
		const [change] = Object.values(await copies());
		expect(change).toMatchObject({
			chat: "在路上",
			edits: `m${sending?.id}`,
			push: id,
		});
		await end(change, "refused");
		await vi.waitFor(async () => expect(await state(anew)).toBe("running"));
		// Where the old one still stands, a new one would be the second.
		expect(Object.keys(await copies())).toEqual(["还在排"]);
		expect(queued?.id).not.toBe((await copies()).还在排?.id);
	});

	test("what was taken back can be pushed anew, to the same chats, and be taken back again", async () => {
		const {
			approve,
			copies,
			end,
			state,
			store,
			id: push,
		} = await sentTo({ 甲: [] });
		const takeBack = async (what: number) => {
			await store.pushes.change(what, ["done"], { state: "withdrawn" });
			const id = await approve({
				kind: "withdrawal",
				content: JSON.stringify({ push: what }),
			});
			await vi.waitFor(async () => expect(await state(id)).toBe("running"));
			const { 甲: change } = await copies();
			await end(change, "sent");
			await vi.waitFor(async () => expect(await state(id)).toBe("done"));
			return change?.edits;
		};
		const first = await takeBack(push);
		const again = await approve();
		await vi.waitFor(async () => expect(await state(again)).toBe("running"));
		const { 甲: copy } = await copies();
		await store.outbox.end(
			copy?.id ?? 0,
			{ end: "sent", why: null, messageId: "the new one" },
			EVENING,
		);
		await vi.waitFor(async () => expect(await state(again)).toBe("done"));
		expect(first).not.toBe("the new one");
		expect(await takeBack(again)).toBe("the new one");
	});
});
