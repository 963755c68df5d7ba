/** What staff decide about a push, alone and together, before it is out and after. */

import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { writeAction } from "../../src/bot/action.ts";
import { readKnowledge } from "../../src/knowledge/read-knowledge.ts";
import { Outdated } from "../../src/publishing/approval.ts";
import type { OutboxEnd, Push } from "../../src/store/store.ts";
import { BARE_PAGE, FRONT_PAGE } from "../support/pages.ts";
import { entry } from "../support/store-samples.ts";
import { type ChatOptions, startChat, WORDING } from "./chat.ts";

const { desk: words } = WORDING;
const ISSUE = "2024-03-01";
/** 10:00 on 20 March, when the desk opens. */
const NOW = Date.parse("2023-03-20T10:00:00+08:00");
const as = (id: string) => ({ id, name: "", asGroup: false });

/** A desk with an editor and a chief, and the issue on it. */
async function startDesk(options: ChatOptions = {}) {
	const chat = await startChat({
		staff: ["editor", "chief"],
		direct: true,
		...options,
		files: { front: FRONT_PAGE, ...options.files },
	});
	const says = async (text: string, by = "editor") => {
		const { said } = await chat.handle(
			chat.message(text, { sender: as(by), direct: true }),
		);
		return said.map(({ reply }) => reply.text);
	};
	const sends = (id: string) =>
		chat.handle(
			chat.message("", {
				sender: as("editor"),
				direct: true,
				file: { id, name: `${id}.txt` },
			}),
		);
	await sends("front");
	const { pushes, outbox, chats } = chat.store;
	return {
		...chat,
		says,
		sends,
		async presses(label: string, by = "editor") {
			const { said } = await chat.click(chat.actionOf(label), by);
			return said.map(({ reply }) => reply.text);
		},
		async latest(): Promise<Push> {
			const [push] = await pushes.last(1, {
				kind: "summary",
				states: [
					"preview",
					"waiting",
					"approved",
					"running",
					"done",
					"retrying",
					"withdrawn",
				],
			});
			if (!push) throw new Error("no push");
			return push;
		},
		async subscribes(name: string) {
			const place = { platform: "test", chat: name };
			await chats.join({ ...place, title: name, group: true }, 0);
			await chats.change("test", name, { subscribed: true });
		},
		/** As the publisher does it. */
		async begins(push: number, copies: Record<string, OutboxEnd | null>) {
			await pushes.change(push, ["approved"], {
				state: "running",
				startedAt: 1,
			});
			for (const [name, end] of Object.entries(copies)) {
				const copy = { kind: "push", platform: "test", push } as const;
				const added = await outbox.add(
					entry({ ...copy, chat: name, articles: [1, 2] }),
					0,
				);
				const messageId = end === "sent" ? `m${name}` : null;
				if (end)
					await outbox.end(added?.id ?? 0, { end, why: null, messageId }, NOW);
			}
		},
	};
}

type Desk = Awaited<ReturnType<typeof startDesk>>;

async function approves(desk: Desk, order = "推送"): Promise<number> {
	await desk.says(order);
	await desk.presses(words.button_push);
	await desk.presses(words.button_confirm);
	return (await desk.latest()).id;
}

/** What the publisher does to the issue, and an editor to its articles. */
async function publishes(
	desk: Desk,
	change: (text: string) => string = (same) => same,
): Promise<void> {
	const folder = path.join(desk.knowledgeDir, "issues", ISSUE);
	const yml = path.join(folder, "issue.yml");
	const text = await readFile(yml, "utf8");
	await writeFile(yml, text.replace("draft", "published"));
	for (const name of await readdir(folder))
		if (name.endsWith(".md")) {
			const file = path.join(folder, name);
			await writeFile(file, change(await readFile(file, "utf8")));
		}
	desk.prints((await readKnowledge(desk.knowledgeDir)).articles);
}

describe("an hour that was agreed to", () => {
	it("is not changed by anybody's later preview", async () => {
		const desk = await startDesk();
		await desk.says("推送 08:00");
		await desk.presses(words.button_push);
		const confirm = desk.actionOf(words.button_confirm);
		await desk.says("推送", "chief");
		const { said } = await desk.click(confirm, "editor");
		expect(said[0]?.reply.text).toContain("08:00");
		const push = await desk.store.pushes.find(1);
		expect(push?.state).toBe("approved");
		expect((push?.dueAt ?? 0) - (push?.addedAt ?? 0)).toBeGreaterThan(0);
		// The other preview is over with it.
		expect((await desk.store.pushes.find(2))?.state).toBe("cancelled");
	});

	it("that has passed is not taken for at once", async () => {
		const desk = await startDesk();
		await desk.says("推送 11:00");
		await desk.presses(words.button_push);
		desk.wait(12 * 60);
		expect((await desk.presses(words.button_confirm))[0]).toContain("已经过了");
		expect((await desk.latest()).state).toBe("preview");
	});
});

it("tomorrow is never today, however early it is said", async () => {
	const desk = await startDesk();
	// 10:00 on 20 March.
	expect((await desk.says("推送 11点"))[1]).toContain("3月20日 11:00");
	expect((await desk.says("推送 明天11点"))[1]).toContain("3月21日 11:00");
	expect((await desk.says("推送 明早8点"))[1]).toContain("3月21日 08:00");
	expect((await desk.says("推送 明晚11:59"))[1]).toContain("3月21日 23:59");
});

describe("an issue has one push under way:", () => {
	it("a second one has to wait, and whoever presses again sees how it is", async () => {
		const desk = await startDesk();
		await desk.says("推送 08:00");
		await desk.presses(words.button_push);
		const confirm = desk.actionOf(words.button_confirm);
		await desk.click(confirm, "editor");
		const { said } = await desk.click(confirm, "chief");
		expect(said[0]?.reply.text).toContain("08:00");
		expect(said[0]?.buttons.flat().map(({ label }) => label)).toEqual([
			words.button_cancel,
		]);
		expect((await desk.latest()).approvals).toHaveLength(1);
		expect((await desk.says("推送"))[0]).toContain("正在推送");
	});

	it("two who confirm two previews at the same moment start one", async () => {
		const desk = await startDesk();
		await desk.says("推送 08:00");
		await desk.says("推送", "chief");
		const confirms = [1, 2].map((push) =>
			desk.bot.handle({
				kind: "click",
				id: `c${push}`,
				place: desk.place,
				at: 0,
				direct: true,
				sender: as("editor"),
				action: writeAction({ do: "push", push, step: "confirm" }),
				messageId: "1",
			}),
		);
		const [first, second] = await Promise.all(confirms);
		await desk.store.transaction(async (tables) => first?.save(tables));
		await expect(
			desk.store.transaction(async (tables) => second?.save(tables)),
		).rejects.toThrow(Outdated);
	});

	it("cancels the one that is meant, where several issues are under way", async () => {
		const other = FRONT_PAGE.replace("3月1日", "3月2日").replaceAll(
			"夜班船",
			"早班船",
		);
		const desk = await startDesk({ files: { other } });
		const scheduled = await approves(desk, "推送 08:00");
		await desk.sends("other");
		const running = await approves(desk);
		expect(running).not.toBe(scheduled);
		expect(await desk.says("推送 取消")).toEqual([words.which_to_cancel]);
		expect(desk.buttons()).toHaveLength(2);
		await desk.presses(desk.buttons()[1]?.[0] ?? "");
		expect((await desk.store.pushes.find(scheduled))?.state).toBe("cancelled");
		expect((await desk.says("推送 取消"))[0]).toContain(words.cancelled);
		expect(await desk.says("推送 取消")).toEqual([words.nothing_to_cancel]);
	});
});

describe("where two have to agree", () => {
	let desk: Desk;
	beforeEach(async () => {
		desk = await startDesk({ approvers: 2 });
		await desk.says("推送");
		await desk.presses(words.button_push);
	});

	it("both who confirm at the same moment count", async () => {
		const action = desk.actionOf(words.button_confirm);
		const confirm = (id: string) =>
			desk.bot.handle({
				kind: "click",
				id,
				place: desk.place,
				at: 0,
				direct: true,
				sender: as(id),
				action,
				messageId: "1",
			});
		const [first, second] = await Promise.all(["editor", "chief"].map(confirm));
		await desk.store.transaction(async (tables) => first?.save(tables));
		await expect(
			desk.store.transaction(async (tables) => second?.save(tables)),
		).rejects.toThrow(Outdated);
		// The turn is taken again.
		const again = await confirm("chief");
		await desk.store.transaction((tables) => again.save(tables));
		expect(await desk.latest()).toMatchObject({
			state: "approved",
			approvals: [{ id: "editor" }, { id: "chief" }],
		});
	});

	it("the second may as well ask for the preview: it is the same push", async () => {
		await desk.presses(words.button_confirm);
		expect((await desk.says("推送 状态"))[0]).toContain("还差一位工作人员确认");
		await desk.says("推送", "chief");
		await desk.presses(words.button_push, "chief");
		await desk.presses(words.button_confirm, "chief");
		expect(await desk.latest()).toMatchObject({ id: 1, state: "approved" });
	});

	it("the line after a correction needs both as well", async () => {
		await desk.subscribes("甲");
		await desk.presses(words.button_confirm);
		await desk.click(
			writeAction({ do: "push", push: 1, step: "confirm" }),
			"chief",
		);
		await desk.begins(1, { 甲: "sent" });
		const [reply, question] = await desk.says("更正 2 十点=>九点");
		expect(reply).toContain("还要另一位工作人员确认");
		expect(question).toContain("“十点”应为“九点”");
		expect(question).toContain("还差一个人确认");
		const notice = async () =>
			(await desk.store.pushes.ofIssue(ISSUE, "notice"))[0];
		expect((await notice())?.state).toBe("waiting");
		const confirm = desk.actionOf(words.button_confirm);
		await desk.click(confirm, "editor");
		expect((await notice())?.state).toBe("waiting");
		await desk.click(confirm, "chief");
		expect((await notice())?.state).toBe("approved");
	});
});

describe("while a push is on its way", () => {
	it("a correction holds back what is not sent, and tells those who have it", async () => {
		const desk = await startDesk();
		for (const name of ["收到了", "在排队"]) await desk.subscribes(name);
		const id = await approves(desk);
		await desk.begins(id, { 收到了: "sent", 在排队: null });
		const [reply] = await desk.says("下架 2");
		expect(reply).toContain("收到过这篇的1个群");
		expect(reply).toContain("还没发出去的1个群先不发了");
		expect(await desk.store.outbox.queuedAfter(0)).toEqual([]);
		expect(await desk.store.pushes.ofIssue(ISSUE, "notice")).toMatchObject([
			{ state: "approved" },
		]);
		// The rest gets it by a new approval.
		await desk.store.pushes.change(id, ["running"], { state: "done" });
		const [summary, control] = await desk.says("推送");
		expect(summary).not.toContain("夜班船");
		expect(control).toContain("将发到1个");
		expect(control).toContain("1个以前收到过这一期");
	});

	it("a new headline holds back what is not sent", async () => {
		const desk = await startDesk();
		for (const name of ["收到了", "在排队"]) await desk.subscribes(name);
		const id = await approves(desk);
		await publishes(desk);
		await desk.begins(id, { 收到了: "sent", 在排队: null });
		const [reply] = await desk.says("标题 2 渡口通宵开船");
		expect(reply).toContain("还没发出去的1个群先不发了");
		expect(await desk.store.outbox.queuedAfter(0)).toEqual([]);
	});

	it("stopping a second try loses nothing of what was sent", async () => {
		const desk = await startDesk();
		const id = await approves(desk);
		await desk.begins(id, { 甲: "sent", 乙: "refused" });
		await desk.store.pushes.change(id, ["running"], { state: "done" });
		expect((await desk.says("推送 重发"))[0]).toContain("1个");
		expect((await desk.latest()).state).toBe("retrying");
		expect((await desk.says("推送 取消"))[0]).toContain(words.stopping);
		expect((await desk.latest()).state).toBe("done");
		expect((await desk.says("撤回"))[0]).toContain("已经发出的1条");
	});

	it("what was stopped half-way can be pushed to the rest", async () => {
		const desk = await startDesk();
		await desk.subscribes("乙");
		const id = await approves(desk);
		await desk.begins(id, { 甲: "sent", 乙: null });
		expect((await desk.says("推送 取消"))[0]).toContain(words.stopping);
		await desk.store.pushes.change(id, ["running"], { state: "done" });
		expect((await desk.says("推送"))[1]).toContain("将发到1个");
	});
});

describe("what was pushed", () => {
	it("is taken back as a whole, whichever push it came with, also after many corrections", async () => {
		const desk = await startDesk();
		await desk.subscribes("乙");
		const first = await approves(desk);
		await desk.begins(first, { 甲: "sent" });
		await desk.store.pushes.change(first, ["running"], { state: "done" });
		const second = await approves(desk);
		expect(second).not.toBe(first);
		await desk.begins(second, { 乙: "sent" });
		for (let n = 0; n < 60; n++)
			await desk.store.pushes.add(
				{ kind: "notice", issue: ISSUE, hash: "", content: "{}" },
				0,
			);
		expect((await desk.says("撤回"))[0]).toContain("已经发出的2条");
		expect(await desk.presses(words.button_withdraw)).toEqual([
			words.withdrawing,
		]);
		for (const id of [first, second])
			expect((await desk.store.pushes.find(id))?.state).toBe("withdrawn");
		expect((await desk.says("推送 状态"))[0]).toContain("撤回了");
	});

	it("shows members its rest as the paper reads now", async () => {
		const desk = await startDesk();
		const id = await approves(desk);
		await desk.begins(id, { 甲: "sent" });
		const publish = (change?: (text: string) => string) =>
			publishes(desk, change);
		const rest = async () => {
			const action = writeAction({ do: "rest", push: id, from: 0 });
			const { said } = await desk.click(action, "小陈", { direct: false });
			return said[0]?.reply.text ?? "";
		};
		expect(await rest()).toBe("");
		await publish();
		expect(await rest()).toContain("《渡口的夜班船》");
		await publish((text) => text.replaceAll("夜班船", "晚班船"));
		expect(await rest()).toContain("《渡口的晚班船》");
		expect(await rest()).not.toContain("夜班船");
		await publish((text) =>
			text.includes("晚班船")
				? text.replace("---\n", "---\nwithdrawn: true\n")
				: text,
		);
		expect(await rest()).not.toContain("晚班船");
	});

	it("shows nobody what is not out", async () => {
		const desk = await startDesk();
		await desk.says("推送");
		const rest = writeAction({ do: "rest", push: 1, from: 0 });
		const forged = () =>
			desk.click(rest, "小陈", { direct: false }).then(({ said }) => said);
		expect(await forged()).toEqual([]);
		const { said } = await desk.click(rest, "editor", { direct: false });
		expect(said).toEqual([]);
		expect((await desk.click(rest, "editor")).said).toHaveLength(1);
	});
});

describe("what staff say of a push in words", () => {
	it("confirms nothing: the buttons do", async () => {
		const desk = await startDesk();
		expect(await desk.says("确认推送")).toHaveLength(2);
		expect(await desk.says("确认推送")).toEqual([words.press_buttons]);
		expect((await desk.latest()).state).toBe("preview");
	});

	it("cancels what is only looked at, with all its buttons", async () => {
		const desk = await startDesk();
		await desk.says("推送");
		await desk.presses(words.button_push);
		const confirm = desk.actionOf(words.button_confirm);
		expect(await desk.says("算了先不发")).toEqual([words.cancelled]);
		const { said } = await desk.click(confirm, "editor");
		expect(said.map(({ reply }) => reply.text)).toEqual([words.outdated]);
		expect((await desk.store.pushes.find(1))?.state).toBe("cancelled");
	});

	it("calls nothing off that it does not name", async () => {
		const desk = await startDesk({
			files: { other: FRONT_PAGE.replace("3月1日", "3月2日") },
		});
		const scheduled = await approves(desk, "推送 20:00");
		await desk.sends("other");
		await desk.says("推送");
		expect(await desk.says("算了")).toEqual([words.cancelled]);
		const state = async (id: number) =>
			(await desk.store.pushes.find(id))?.state;
		expect(await state(scheduled)).toBe("approved");
		expect(await state(scheduled + 1)).toBe("cancelled");
		expect(await desk.says("算了")).toEqual([words.cancel_this]);
		expect(await state(scheduled)).toBe("approved");
		await desk.presses(`${words.button_cancel} 山城职工报 2024-03-01 第1版`);
		expect(await state(scheduled)).toBe("cancelled");
	});

	it("does not take an hour of today that has passed for tomorrow's", async () => {
		const desk = await startDesk();
		// 10:00 on 20 March.
		const [said = "", ...more] = await desk.says("今早八点发");
		expect(said).toContain("今天的08:00已经过了");
		expect(more).toEqual([]);
		expect((await desk.says("今天11点发"))[1]).toContain("3月20日 11:00");
	});

	it("is about the issue that was opened last, also by its date", async () => {
		const desk = await startDesk({ files: { bare: BARE_PAGE } });
		await approves(desk);
		await desk.sends("bare");
		expect((await desk.says(`草稿 ${ISSUE}`))[0]).toContain(ISSUE);
		expect((await desk.says("推送"))[0]).toContain("正在推送");
	});
});

it("the step before the last says when it leaves", async () => {
	const desk = await startDesk();
	await desk.says("推送 明早8点");
	expect((await desk.presses(words.button_push))[0]).toContain("3月21日 08:00");
});

it("a push that is called off before its hour leaves its issue published, and says so", async () => {
	const desk = await startDesk();
	await approves(desk, "推送 明早8点");
	await publishes(desk);
	const [said = ""] = await desk.says("取消推送");
	expect(said).toContain("山城职工报 2024-03-01");
	expect(said).toContain(`${words.cancelled}${words.cancelled_public}`);
});

it("a withdrawal that is confirmed twice is under way", async () => {
	const desk = await startDesk();
	const id = await approves(desk);
	await desk.begins(id, { 甲群: "sent" });
	await desk.store.pushes.change(id, ["running"], { state: "done" });
	await desk.says("撤回");
	const withdraw = desk.actionOf(words.button_withdraw);
	for (let press = 0; press < 2; press++) {
		const { said } = await desk.click(withdraw, "editor");
		expect(said.map(({ reply }) => reply.text)).toEqual([words.withdrawing]);
	}
});

describe("a number that a member writes", () => {
	async function pushed() {
		const desk = await startDesk();
		const id = await approves(desk);
		await desk.begins(id, { 甲群: "sent" });
		await publishes(desk);
		const asks = async (text: string, repliesTo?: string) => {
			const { said } = await desk.handle(
				desk.message(text, {
					sender: as("小陈"),
					direct: false,
					place: { platform: "test", chat: "甲群", topic: null },
					...(repliesTo && { repliesTo }),
				}),
			);
			return said[0]?.reply.text ?? "";
		};
		return { ...desk, id, asks };
	}

	it("opens an article of the summary that is answered, or was sent last", async () => {
		const { asks } = await pushed();
		expect(await asks("2", "m甲群")).toContain("《渡口的夜班船》");
		expect(await asks("看第2篇")).toContain("《渡口的夜班船》");
		expect(await asks("那几点开出")).toContain("十点开出");
	});

	it("opens what was shown since, where it has that number", async () => {
		const { asks } = await pushed();
		await asks("2");
		expect(await asks("1")).toContain("《渡口的夜班船》");
		expect(await asks("1", "m甲群")).toContain("《技能银行存的是手艺》");
	});

	it("opens nothing of a summary that was taken back", async () => {
		const { asks, store, id } = await pushed();
		await store.pushes.change(id, ["running"], { state: "withdrawn" });
		expect(await asks("2", "m甲群")).toBe(WORDING.commands.which_article);
	});
});
