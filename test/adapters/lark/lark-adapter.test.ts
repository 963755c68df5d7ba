import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Call, Delivery } from "../../../src/chat/adapter.ts";
import type { Click } from "../../../src/chat/incoming.ts";
import { NO_ANSWER } from "../../support/lark/press.ts";
import { outgoing, own, paper, source } from "../telegram/replies.ts";
import {
	callOf,
	connected,
	listening,
	type Scene,
	scene,
	soon,
} from "./scene.ts";

const FOR_EVER = Number.POSITIVE_INFINITY;

test("it keeps to the limits that Lark names, and may make a call again within the hour", async () => {
	const { adapter } = await scene();
	expect(adapter).toMatchObject({
		platform: "lark",
		limits: [
			{ of: "all", count: 50, perMs: 1000 },
			{ of: "all", count: 1000, perMs: 60_000 },
			{ of: "chat", count: 5, perMs: 1000 },
		],
		repeatableMs: 55 * 60_000,
		showsVotes: true,
		webhook: null,
	});
});

test.each(["https://open.feishu.cn", "https://open.larksuite.com"])(
	"it calls %s where it is told to, and nobody else",
	async (domain) => {
		const { api, adapter, receive } = await scene({ domain });
		const real = fetch;
		const called: URL[] = [];
		vi.stubGlobal("fetch", (url: URL, options: RequestInit) => {
			called.push(url);
			return real(new URL(url.pathname + url.search, api.root), options);
		});
		onTestFinished(() => void vi.unstubAllGlobals());
		await adapter.start(receive);
		await soon(() => adapter.health().ready);
		expect(new Set(called.map(({ origin }) => origin))).toEqual(
			new Set([domain]),
		);
		expect(called.map(({ pathname }) => pathname)).toEqual([
			"/open-apis/auth/v3/tenant_access_token/internal",
			"/open-apis/bot/v3/info",
			"/callback/ws/endpoint",
		]);
	},
);

describe("a card's button", () => {
	async function withButton(options: Parameters<typeof scene>[0] = {}) {
		const made = await listening(options);
		const group = made.api.group();
		const [call] = made.adapter.render(
			outgoing([own("好")], { buttons: [[{ label: "全文", action: "a" }]] }),
			{ platform: "lark", chat: group.id, topic: null },
		);
		await made.adapter.deliver(group.id, call as Call);
		const [sent] = made.api.messages;
		if (!sent) throw new Error("nothing sent");
		const mei = made.api.person({ name: "阿梅" });
		return { ...made, group, mei, press: () => mei.presses(sent, "全文") };
	}

	test("is answered in time although the store takes longer, and loses nothing", async () => {
		const made = await withButton({ timing: { clickMs: 30 } });
		let release: (() => void) | null = null;
		made.store.before = () =>
			new Promise<void>((resolve) => {
				release = resolve;
			});
		const { answered } = made.press();
		expect(await answered()).toMatchObject({ toast: null, card: null });
		expect(made.received).toEqual([]);
		await vi.waitFor(() => {
			release?.();
			expect(made.received).toMatchObject([{ kind: "click", action: "a" }]);
		});
	});

	test("is handed over at once, however long Lark takes to tell of its chat", async () => {
		const { api, adapter, press, received } = await withButton();
		api.fail("chat", "hang", FOR_EVER);
		const { answered } = press();
		await soon(() => received.length === 1);
		await adapter.acknowledge(received[0] as Click, null);
		await answered();
	});

	test("needs no question about its chat where somebody has spoken there", async () => {
		const { api, group, mei, adapter, press, received } = await withButton();
		mei.in(group).says("@bot 在吗");
		await api.deliverAll();
		await soon(() => api.callsOf("chat").length === 1);
		const { answered } = press();
		await soon(() => received.length === 2);
		await adapter.acknowledge(received[1] as Click, null);
		await answered();
		expect(api.callsOf("chat")).toHaveLength(1);
	});

	test("that cannot be recorded is answered with an error, once", async () => {
		const { api, store, press, received } = await withButton();
		store.failure = new Error("the disk is full");
		const { event, answer } = press();
		expect(await answer()).toBe(NO_ANSWER);
		store.failure = null;
		await api.passTime(24 * 3_600_000);
		expect(event.deliveries).toMatchObject([{ ack: { code: 500 } }]);
		expect(received).toEqual([]);
	});

	test("is answered with nothing when the bot stops meanwhile", async () => {
		const { adapter, press, received } = await withButton();
		const { answered } = press();
		await soon(() => received.length === 1);
		await adapter.stop();
		expect(await answered()).toMatchObject({ toast: null });
	});

	test("shows its notice as Lark's clients do", async () => {
		const { adapter, press, received } = await withButton();
		const { answered } = press();
		await soon(() => received.length === 1);
		await adapter.acknowledge(received[0] as Click, "谢谢");
		expect(await answered()).toMatchObject({
			toast: { type: "info", content: "谢谢" },
			problem: null,
		});
	});
});

describe("who the bot is", () => {
	test("must be known in groups: until then it is silent there, says so, and has what may be for it delivered again", async () => {
		const { api, adapter, receive, heard, logged } = await scene();
		const refused = { code: 230001, msg: "?", status: 200 };
		const fault = api.fail("info", refused, FOR_EVER);
		await adapter.start(receive);
		await soon(() => api.listening());
		const mei = api.person({ name: "阿梅" });
		const group = api.group();
		const asked = mei.in(group).says("@bot 哪里能体检").event;
		const unasked = mei.in(group).says("哪里能体检").event;
		mei.direct().says("在吗");
		await api.until(() => api.waitingEvents() === 1 && heard().length === 1);
		expect(heard()).toEqual(["在吗"]);
		expect(adapter.health()).toMatchObject({
			ready: false,
			problem: "bot/v3/info: 230001 ?",
		});
		expect(logged.map(({ message }) => message)).toContainEqual(
			expect.stringContaining("silent in groups"),
		);
		fault.cancel();
		await soon(() => adapter.health().ready);
		expect(unasked?.deliveries.map(({ result }) => result)).toEqual([
			"acknowledged",
		]);
		await api.passTime(15_000);
		await api.deliverAll();
		expect(asked?.deliveries.map(({ result }) => result)).toEqual([
			"refused",
			"acknowledged",
		]);
		expect(heard()).toEqual(["在吗", "哪里能体检"]);
	});

	test.each([
		["not told", { status: 200, body: { code: 0, bot: {} } }],
		["told by a proxy", { status: 502 }],
		["not answered", "reset" as const],
	])("is asked for again where it is %s", async (_, fault) => {
		const made = await scene();
		made.api.fail("info", fault, 2);
		await made.adapter.start(made.receive);
		await connected(made);
		expect(made.waits).toEqual([1000, 2000]);
	});
});

describe("the token", () => {
	/** So many messages at once, each to its own group. */
	const atOnce = ({ api, adapter }: Scene, count: number) =>
		Promise.all(
			Array.from({ length: count }, () => {
				const { id } = api.group();
				return adapter.deliver(id, callOf(adapter, "好的", id));
			}),
		);

	test("is fetched once for all that wait for it", async () => {
		const made = await scene();
		const results = await atOnce(made, 8);
		expect(results.map(({ result }) => result)).toEqual(Array(8).fill("sent"));
		expect(made.api.tokenFetches).toBe(1);
	});

	test("that Lark refuses is given up once, and the calls are made with another", async () => {
		const made = await scene();
		await atOnce(made, 1);
		made.api.expireToken();
		const results = await atOnce(made, 8);
		expect(results.map(({ result }) => result)).toEqual(Array(8).fill("sent"));
		expect(made.api.tokenFetches).toBe(2);
		expect(made.api.messages).toHaveLength(9);
	});

	test("that Lark refuses with status 200 is refused all the same", async () => {
		const made = await scene();
		made.api.fail("send", { code: 99991663, msg: "?", status: 200 });
		expect(await atOnce(made, 1)).toMatchObject([{ result: "sent" }]);
		expect(made.api.tokenFetches).toBe(2);
	});

	test("that Lark refuses twice running fails the call, which was not made", async () => {
		const made = await scene();
		made.api.fail("send", { code: 99991663, msg: "?" }, FOR_EVER);
		expect(await atOnce(made, 1)).toMatchObject([
			{ result: "failed", arrived: false },
		]);
		expect(made.api.callsOf("send")).toHaveLength(2);
	});

	test.each([
		["hangs", "hang" as const, "no token in time"],
		["is cut", "reset" as const, /ECONNRESET|other side closed|terminated/],
		[
			"is no token",
			{ status: 200, body: { code: 0 } },
			"no token in the answer",
		],
		[
			"is refused",
			{ code: 10014, msg: "app secret invalid", status: 200 },
			"10014 app secret invalid",
		],
	])(
		"whose fetching %s keeps the call from being made",
		async (_, fault, why) => {
			const made = await scene({ timing: { callMs: 200 } });
			made.api.fail("token", fault);
			expect(await atOnce(made, 1)).toMatchObject([
				{ result: "failed", arrived: false, why: expect.stringMatching(why) },
			]);
			expect(made.api.callsOf("send")).toEqual([]);
		},
	);

	test("of an app that lost its secret turns the health bad, until there is one again", async () => {
		const made = await listening();
		const fault = made.api.fail(
			"token",
			{ code: 10014, msg: "app secret invalid", status: 200 },
			FOR_EVER,
		);
		made.api.expireToken();
		await atOnce(made, 1);
		expect(made.adapter.health()).toMatchObject({
			ready: false,
			problem: "token: 10014 app secret invalid",
		});
		fault.cancel();
		expect(await atOnce(made, 1)).toMatchObject([{ result: "sent" }]);
		expect(made.adapter.health()).toMatchObject({ ready: true });
	});

	test("that could not be had for a while is asked for until it can, though nobody says anything", async () => {
		const made = await listening();
		const fault = made.api.fail("token", { status: 502 }, 4);
		made.api.expireToken();
		await atOnce(made, 1);
		expect(made.adapter.health()).toMatchObject({ ready: false });
		await soon(() => made.adapter.health().ready);
		expect(fault.left()).toBe(0);
		expect(made.waits).toEqual([1000, 2000, 4000, 8000]);
	});
});

describe("a message", () => {
	/** What Lark answers with status 200 or 400, the same to the bot. */
	const refuses = (
		{ api }: Scene,
		code: number,
		{ times = 1, status = 400 } = {},
	) => api.fail("send", { code, msg: "no", status }, times);

	async function said(
		made: Scene,
		lines = [own("查到了:"), paper("十点开船。"), source("——甲")],
	): Promise<Delivery> {
		const { id } = made.api.group();
		return made.adapter.deliver(id, callOf(made.adapter, lines, id));
	}

	test.each([400, 200])(
		"that Lark refuses is not taken for sent: status %i",
		async (status) => {
			const made = await scene();
			refuses(made, 230001, { status });
			expect(await said(made)).toEqual({
				result: "refused",
				why: "230001 no",
			});
			refuses(made, 230020, { status });
			expect(await said(made)).toMatchObject({ result: "wait", of: "chat" });
			refuses(made, 230022, { status });
			expect(await said(made)).toMatchObject({
				result: "refused",
				censored: true,
			});
			expect(made.api.messages).toEqual([]);
		},
	);

	test.each([230099, 230025])(
		"that Lark does not take as a card (%i) is sent as a post, and then as text",
		async (code) => {
			const made = await scene();
			for (const [times, type] of [
				[0, "interactive"],
				[1, "post"],
				[2, "text"],
			] as const) {
				refuses(made, code, { times });
				expect(await said(made)).toMatchObject({ result: "sent" });
				expect(made.api.messages.at(-1)?.msgType).toBe(type);
				const text = made.api.messages.at(-1)?.text ?? "";
				expect(text.replaceAll("│ ", "")).toBe("查到了:\n十点开船。\n——甲");
			}
			expect(
				made.api.callsOf("send").map(({ payload }) => payload.msg_type),
			).toEqual([
				"interactive",
				"interactive",
				"post",
				"interactive",
				"post",
				"text",
			]);
		},
	);

	test("calls nobody, in whatever form", async () => {
		const made = await scene();
		const text = '<at user_id="all">所有人</at><at id=all></at>';
		for (const times of [0, 1, 2]) {
			refuses(made, 230099, { times });
			await said(made, [own(text)]);
			const shown = made.api.messages.at(-1)?.text;
			expect(shown?.replaceAll("\u200B", "")).toBe(text);
		}
	});

	test("that Lark takes in no form is refused, for all its reasons", async () => {
		const made = await scene();
		refuses(made, 230099, { times: 3 });
		expect(await said(made)).toEqual({
			result: "refused",
			why: "interactive: 230099 no; post: 230099 no; text: 230099 no",
		});
	});

	test("is not tried in another form where it may have arrived, or where the form is not to blame", async () => {
		const made = await scene();
		for (const fault of [
			"reset-after-effect" as const,
			{ status: 502 },
			{ code: 230001, msg: "no" },
			{ code: 230002, msg: "no" },
			{ code: 230022, msg: "no" },
		]) {
			const before = made.api.callsOf("send").length;
			made.api.fail("send", fault);
			await said(made);
			expect(made.api.callsOf("send")).toHaveLength(before + 1);
		}
	});

	test("too long for a card is not even tried as one", async () => {
		const made = await scene();
		const lines = Array.from({ length: 20 }, () => own("夜班船".repeat(300)));
		expect(await said(made, lines)).toMatchObject({ result: "sent" });
		expect(made.api.messages.map(({ msgType }) => msgType)).toEqual(["text"]);
		expect(made.api.refusals()).toEqual([]);
	});

	test("has a uuid that Lark takes, the same in each try and form, another for each chat and each time", async () => {
		const made = await scene();
		const [one, other] = [made.api.group().id, made.api.group().id];
		const call = callOf(made.adapter, "好的", one);
		const uuids = async (id: string, call: Call) => {
			const before = made.api.callsOf("send").length;
			await made.adapter.deliver(id, call);
			return made.api
				.callsOf("send")
				.slice(before)
				.map(({ payload }) => payload.uuid as string);
		};
		refuses(made, 230099);
		const [first = "", second] = await uuids(one, call);
		expect(first).toMatch(/^[\w-]{20,50}$/);
		expect(second).toBe(first);
		// As after a restart.
		const again = await uuids(one, JSON.parse(JSON.stringify(call)));
		expect(new Set(again)).toEqual(new Set([first]));
		expect(await uuids(other, call)).not.toContain(first);
		expect(await uuids(one, callOf(made.adapter, "好的", one))).not.toContain(
			first,
		);
		expect(made.api.doubles).toBe(1);
	});

	test("may go to a person by open_id, before they ever wrote", async () => {
		const { api, adapter } = await scene();
		const mei = api.person({ name: "阿梅" });
		const result = await adapter.deliver(
			mei.openId,
			callOf(adapter, "新一期出来了", mei.openId),
		);
		expect(result).toMatchObject({ result: "sent" });
		expect(mei.direct().bot.messages()).toMatchObject([
			{ text: "新一期出来了" },
		]);
	});

	test("that takes the place of another becomes a plainer card where Lark wants none so rich", async () => {
		const { api, adapter } = await scene();
		const { id } = api.group();
		await adapter.deliver(id, callOf(adapter, "一", id));
		const messageId = api.messages[0]?.messageId as string;
		const edit = () =>
			adapter.deliver(id, callOf(adapter, "二", id, { edits: messageId }));
		api.fail("patch", { code: 230099, msg: "no" });
		expect(await edit()).toEqual({ result: "sent", messageId });
		expect(api.messages).toMatchObject([
			{ text: "二", msgType: "interactive" },
		]);
		expect(api.callsOf("patch")).toHaveLength(2);
		api.fail("patch", { code: 230099, msg: "no" }, 2);
		expect(await edit()).toMatchObject({ result: "refused" });
	});

	test("of a thread stays in one, even where the question stood outside", async () => {
		const { api, adapter } = await scene();
		const group = api.group();
		const said = api.person({ name: "阿梅" }).in(group).says("@bot 在吗");
		const [call] = adapter.render(
			outgoing([own("在")], { answers: said.messageId }),
			{ platform: "lark", chat: group.id, topic: "omt_1" },
		);
		await adapter.deliver(group.id, call as Call);
		expect(api.messages).toMatchObject([
			{ text: "在", threadId: expect.any(String) },
		]);
	});

	test("that answers one taken back is refused", async () => {
		const { api, adapter } = await scene();
		const group = api.group();
		const mei = api.person({ name: "阿梅" });
		const said = mei.in(group).says("@bot 在吗");
		mei.recalls(said);
		const call = callOf(adapter, "在", group.id, { answers: said.messageId });
		expect(await adapter.deliver(group.id, call)).toMatchObject({
			result: "refused",
		});
	});
});

describe("what Lark tells of a group", () => {
	test("is asked for once, however much is said there", async () => {
		const { api, received } = await listening();
		const group = api.group({ title: "二车间工友群" });
		const mei = api.person({ name: "阿梅" }).in(group);
		for (let n = 0; n < 5; n++) mei.says(`@bot ${n}`);
		await api.deliverAll();
		await api.until(() => api.callsOf("chat")[0]?.endedAt);
		await soon(() => api.callsOf("chat").length === 1);
		mei.says("@bot 在吗");
		await api.deliverAll();
		await vi.waitFor(async () => {
			mei.says("@bot 在吗");
			await api.deliverAll();
			expect(received.at(-1)).toMatchObject({ title: "二车间工友群" });
		});
		expect(api.callsOf("chat")).toHaveLength(1);
	});

	test("is waited for no longer than who asks can wait", async () => {
		const { api, adapter } = await scene();
		const group = api.group();
		const owner = api.person({ name: "群主" });
		group.makesOwner(owner);
		const ask = (withinMs?: number) =>
			adapter.standingOf(
				group.id,
				{ id: owner.openId, name: "", asGroup: false },
				withinMs,
			);
		api.fail("chat", "hang");
		expect(await ask(50)).toBe("unknown");
		expect(await ask()).toBe("administrator");
	});

	test("counts for a minute where it is about who decides", async () => {
		let time = 0;
		vi.spyOn(performance, "now").mockImplementation(() => time);
		onTestFinished(() => void vi.restoreAllMocks());
		const { api, adapter } = await scene();
		const mei = api.person({ name: "阿梅" });
		const group = api.group();
		const ask = () =>
			adapter.standingOf(group.id, {
				id: mei.openId,
				name: "",
				asGroup: false,
			});
		api.fail("chat", { status: 502 });
		expect(await ask()).toBe("unknown");
		expect(await ask()).toBe("member");
		group.makesManager(mei);
		time += 59_000;
		expect(await ask()).toBe("member");
		time += 1000;
		expect(await ask()).toBe("administrator");
		expect(api.callsOf("chat")).toHaveLength(3);
	});
});
