import { describe, expect, test, vi } from "vitest";
import type { CommandMenu } from "../../../src/chat/adapter.ts";
import type { Click } from "../../../src/chat/incoming.ts";
import { outgoing, own, PLACE } from "./replies.ts";
import { listening, scene } from "./scene.ts";

test("it keeps to the limits that Telegram names", async () => {
	const { adapter } = await scene();
	expect(adapter.platform).toBe("telegram");
	expect(adapter.limits).toEqual([
		{ of: "all", count: 30, perMs: 1000 },
		{ of: "chat", count: 1, perMs: 1000 },
		{ of: "group", count: 20, perMs: 60_000 },
	]);
});

describe("an administrator", () => {
	const person = (id: number, asGroup = false) => ({
		id: String(id),
		name: "阿梅",
		asGroup,
	});

	test("is whom Telegram calls one", async () => {
		const { api, adapter } = await scene();
		const group = api.group();
		const [owner, chief, member] = ["甲", "乙", "丙"].map((name) =>
			api.person({ name }),
		);
		if (!owner || !chief || !member) throw new Error("nobody");
		group.makes(owner, "creator");
		group.makes(chief, "administrator");
		group.makes(member, "member");
		const is = ({ id }: { id: number }) =>
			adapter.standingOf(String(group.id), person(id));
		expect(await Promise.all([is(owner), is(chief), is(member)])).toEqual([
			"administrator",
			"administrator",
			"member",
		]);
		expect(await is({ id: 5 })).toBe("member");
	});

	test("is who speaks in the group's name; no channel is, and a direct chat needs none", async () => {
		const { api, adapter } = await scene();
		const { id } = api.group();
		const ask = (chat: number, who: ReturnType<typeof person>) =>
			adapter.standingOf(String(chat), who);
		expect(await ask(id, person(id, true))).toBe("administrator");
		expect(await ask(5_300_000_001, person(5_300_000_001))).toBe("alone");
		expect(await ask(id, person(-1009))).toBe("member");
		expect(api.calls).toEqual([]);
	});

	test("is asked for once a minute, again after a failure", async () => {
		let time = Date.UTC(2024, 4, 6);
		const { api, adapter } = await scene({ now: () => new Date(time) });
		const group = api.group();
		const { id } = api.person({ name: "甲" });
		group.makes({ id, user: { id } } as never, "administrator");
		const ask = () => adapter.standingOf(String(group.id), person(id));
		api.fail("getChatMember", { status: 502 });
		api.fail("getChatAdministrators", { status: 502 });
		expect(await ask()).toBe("unknown");
		expect(await ask()).toBe("administrator");
		group.makes({ id, user: { id } } as never, "member");
		expect(await ask()).toBe("administrator");
		time += 60_000;
		expect(await ask()).toBe("member");
		expect(api.callsOf("getChatMember")).toHaveLength(3);
	});

	test("is looked for among all of them where Telegram does not tell of one", async () => {
		const { api, adapter } = await scene();
		const group = api.group();
		const [boss, member] = ["甲", "乙"].map((name) => api.person({ name }).id);
		group.makes({ id: boss, user: { id: boss } } as never, "administrator");
		api.fail(
			"getChatMember",
			{
				error_code: 400,
				description: "Bad Request: member list is inaccessible",
			},
			2,
		);
		const ask = (id = 0) => adapter.standingOf(String(group.id), person(id));
		expect(await ask(boss)).toBe("administrator");
		expect(await ask(member)).toBe("member");
	});

	test("is asked for no longer than who asks can wait", async () => {
		const { api, adapter } = await scene();
		const group = api.group();
		const boss = api.person({ name: "甲" });
		group.makes(boss, "creator");
		const ask = (withinMs?: number) =>
			adapter.standingOf(String(group.id), person(boss.id), withinMs);
		for (const method of ["getChatMember", "getChatAdministrators"])
			api.fail(method, "hang");
		expect(await ask(50)).toBe("unknown");
		api.fail("getChatMember", "hang");
		expect(await ask(200)).toBe("unknown");
		expect(await ask()).toBe("administrator");
	});
});

describe("a pressed button", () => {
	test("is answered with a short notice, or without one", async () => {
		const { api, adapter, received } = await listening();
		const person = api.person({ name: "阿梅" });
		person.says("在吗");
		const [call] = adapter.render(
			outgoing([own("在")], { buttons: [[{ label: "好", action: "v:1" }]] }),
			PLACE,
		);
		await adapter.deliver(String(person.id), call as never);
		const [message] = api.messages;
		if (!message) throw new Error("nothing sent");
		for (const [notice, shown] of [
			["谢谢", "谢谢"],
			[null, ""],
			["😀".repeat(150), "😀".repeat(100)],
		] as const) {
			received.length = 0;
			const press = person.presses(message, "好");
			await api.deliverAll();
			expect(received).toMatchObject([{ kind: "click", action: "v:1" }]);
			await adapter.acknowledge(received[0] as Click, notice);
			expect((await press.answered()).text).toBe(shown);
		}
	});

	test("that is too old does no harm", async () => {
		const { api, adapter } = await scene();
		const click = { id: "c:1" } as Click;
		await adapter.acknowledge(click, "谢谢");
		api.fail("answerCallbackQuery", "reset");
		await adapter.acknowledge(click, "谢谢");
	});

	test("may be forged: what it carries comes as it is", async () => {
		const { api, received } = await listening();
		const person = api.person({ name: "阿梅" });
		const said = person.says("在吗");
		person.forges(said, "'; DROP TABLE chats; --");
		await api.deliverAll();
		expect(received.at(-1)).toMatchObject({
			action: "'; DROP TABLE chats; --",
		});
	});
});

test("it shows that it is at work where it is asked, and a failure is nobody's business", async () => {
	const { api, adapter } = await scene();
	const forum = api.group({ topics: ["体检"] });
	const { thread } = forum.topic("体检");
	api.fail("sendChatAction", "reset");
	for (const topic of [null, String(thread)])
		adapter.showWorking({
			platform: "telegram",
			chat: String(forum.id),
			topic,
		});
	await api.until(() => api.callsOf("sendChatAction").length === 2);
	expect(api.callsOf("sendChatAction").map(({ payload }) => payload)).toEqual([
		{ chat_id: forum.id, action: "typing" },
		{ chat_id: forum.id, action: "typing", message_thread_id: thread },
	]);
});

describe("the menu of commands", () => {
	const menu = (staff: string[] = []): CommandMenu => ({
		direct: [entry("help"), entry("subscribe")],
		group: [entry("help")],
		administrators: [entry("settings")],
		staff: { ids: staff, entries: [entry("stats")] },
	});
	const entry = (name: string, description = `说明 ${name}`) => ({
		name,
		description,
	});

	test("is offered again after a failure that passes, as long as Telegram asks to wait", async () => {
		const { api, adapter, waits } = await listening();
		api.fail("setMyCommands", "reset");
		api.fail("setMyCommands", {
			error_code: 429,
			description: "Too Many Requests: retry after 7",
			parameters: { retry_after: 7 },
		});
		await adapter.describeCommands(menu());
		expect(api.callsOf("setMyCommands")).toHaveLength(4 + 2);
		expect(waits.slice(-2)).toEqual([10_000, 7000]);
	});

	test("shows everyone what is theirs", async () => {
		const { api, adapter } = await listening();
		const staff = api.person({ name: "小编" });
		staff.says("在吗");
		await adapter.describeCommands(menu([String(staff.id)]));
		const shown = api
			.callsOf("setMyCommands")
			.map(({ payload }) => [
				(payload.scope as { type: string }).type,
				(payload.commands as { command: string }[]).map(
					({ command }) => command,
				),
			]);
		expect(shown).toEqual([
			["default", ["help"]],
			["all_private_chats", ["help", "subscribe"]],
			["all_group_chats", ["help"]],
			["all_chat_administrators", ["help", "settings"]],
			["chat", ["help", "subscribe", "stats"]],
		]);
		expect(api.refusals()).toEqual([]);
	});

	test("is set for the others when one of the staff never wrote to the bot", async () => {
		const { api, adapter, logged } = await listening();
		const staff = api.person({ name: "小编" });
		staff.says("在吗");
		await adapter.describeCommands(menu(["42", "nobody", String(staff.id)]));
		const last = api.callsOf("setMyCommands").at(-1);
		expect(last).toMatchObject({ refusal: null });
		expect(logged.filter(({ fields }) => "scope" in fields)).toHaveLength(2);
	});

	test("leaves out what Telegram would refuse, and shortens what is too long", async () => {
		const { api, adapter } = await listening();
		await adapter.describeCommands({
			...menu(),
			group: [
				entry("帮助"),
				entry("Help"),
				entry("help", "很".repeat(300)),
				entry("empty", ""),
			],
		});
		expect(api.callsOf("setMyCommands")[0]?.payload.commands).toEqual([
			{ command: "help", description: "很".repeat(256) },
		]);
		expect(api.refusals()).toEqual([]);
	});

	test("is set once there is a connection, and never after the end", async () => {
		const late = await scene();
		late.api.fail("getMe", "reset", 2);
		const described = late.adapter.describeCommands(menu());
		await late.adapter.start(late.receive);
		await described;
		expect(late.api.callsOf("setMyCommands")).toHaveLength(4);

		const ended = await scene();
		const never = ended.adapter.describeCommands(menu());
		await ended.adapter.stop();
		await never;
		expect(ended.api.calls).toEqual([]);
	});
});

test("its health tells when it last heard from Telegram, and from members", async () => {
	let time = 1000;
	const { api, adapter, receive } = await scene({ now: () => new Date(time) });
	expect(adapter.health()).toEqual({
		ready: false,
		lastInbound: null,
		lastContact: null,
		problem: "not connected yet",
	});
	await adapter.start(receive);
	expect(adapter.health()).toMatchObject({
		lastContact: 1000,
		lastInbound: null,
	});
	time = 2000;
	api.person({ name: "阿梅" }).says("在吗");
	await api.deliverAll();
	expect(adapter.health()).toEqual({
		ready: true,
		lastInbound: 2000,
		lastContact: 2000,
		problem: null,
	});
});

test("a second start is the first", async () => {
	const { api, adapter, receive } = await listening();
	await adapter.start(receive);
	expect(api.callsOf("getMe")).toHaveLength(1);
});

test("nothing that it logs has the token or a member's words in it", async () => {
	const { api, adapter, receive, logged, store } = await scene();
	for (const fault of ["reset", { status: 200, body: "<html>" }] as const) {
		api.fail("getMe", fault);
		api.fail("getUpdates", fault);
	}
	await adapter.start(receive);
	let failures = 2;
	store.before = () => {
		if (failures-- > 0) throw new Error("the disk is full");
	};
	api.person({ name: "阿梅" }).says("我的电话号码");
	await api.deliverAll();
	await vi.waitFor(() => expect(adapter.health().ready).toBe(true));
	const told = JSON.stringify(logged);
	expect(logged.length).toBeGreaterThan(5);
	expect(told).not.toContain(api.token.split(":")[1]);
	expect(told).not.toContain("电话");
	expect(told).not.toContain("阿梅");
});
