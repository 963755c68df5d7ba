import { setTimeout } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
	callOf,
	connected,
	listening,
	type Scene,
	scene,
	soon,
} from "./scene.ts";

const FOR_EVER = Number.POSITIVE_INFINITY;

describe("the socket", () => {
	const timing = { patienceMs: 200 };

	/** What is said now arrives, sooner or later. */
	async function hears({ api, heard }: Scene, text = "在吗") {
		api.person({ name: "阿梅" }).direct().says(text);
		await api.passTime(15_000);
		await api.deliverAll();
		expect(heard()).toContain(text);
	}

	test.each([
		["a cut connection", "reset" as const],
		["no answer at all", "hang" as const],
		["a proxy's page", { status: 502 }],
		["a proxy's page that says 200", { status: 200, body: "<html>" }],
		["an answer without data", { status: 200, body: { code: 0 } }],
		[
			"an address without what to keep to",
			{ status: 200, body: { code: 0, data: { URL: "ws://127.0.0.1:9" } } },
		],
		[
			"what is no address",
			{
				status: 200,
				body: { code: 0, data: { URL: "?", ClientConfig: {} } },
			},
		],
		[
			"trouble on Lark's side",
			{ code: 1000040343, msg: "internal error", status: 200 },
		],
		["a refusal for good", { code: 403, msg: "forbidden", status: 200 }],
		["a refusal in a client's words", { code: 514, msg: "?", status: 400 }],
	])("is opened although the discovery brings %s", async (_, fault) => {
		const made = await scene({ timing });
		made.api.fail("endpoint", fault, 2);
		await made.adapter.start(made.receive);
		await connected(made);
		await hears(made);
		expect(made.adapter.health().problem).toBeNull();
	});

	test("is opened although the handshake is refused some times, without the SDK's half minute", async () => {
		const made = await scene({
			timing: { patienceMs: 60_000 },
			fake: { sockets: { reconnectNonce: 60, reconnectInterval: 60 } },
		});
		made.api.sockets.refuse(FOR_EVER);
		await made.adapter.start(made.receive);
		await soon(() => made.adapter.health().problem === "ws connect failed");
		expect(made.adapter.health().ready).toBe(false);
		made.api.sockets.refuse(0);
		await connected(made);
		await hears(made);
	});

	test("is begun anew when the tries that Lark allows are used up", async () => {
		const made = await listening({
			timing: { patienceMs: 60_000 },
			fake: { sockets: { reconnectCount: 2 } },
		});
		const { api, adapter, logged } = made;
		api.sockets.refuse(FOR_EVER);
		api.sockets.cut();
		await soon(() => logged.some(({ message }) => /opened anew/.test(message)));
		expect(adapter.health()).toMatchObject({ ready: false });
		expect(logged).toContainEqual({
			level: "warn",
			fields: {
				problem: "WebSocket reconnect exhausted after 2 attempts",
				waitMs: 1000,
			},
			message: "the socket to Lark is opened anew",
		});
		api.sockets.refuse(0);
		await connected(made);
		await hears(made);
	});

	test("is opened again after it was cut, without waiting", async () => {
		const made = await listening();
		const { api, waits } = made;
		api.sockets.cut();
		await api.until(() => api.sockets.opened() === 2 && api.listening());
		await hears(made);
		expect(waits).toEqual([]);
	});

	test("that is half open is noticed by a pong that does not come", async () => {
		const made = await listening({
			timing: { pongMs: 100 },
			fake: { sockets: { pingInterval: 0.2 }, events: { ackMs: 300 } },
		});
		const { api } = made;
		api.sockets.freeze();
		const { event } = api.person({ name: "阿梅" }).direct().says("还在吗");
		await api.until(() => api.sockets.opened() > 1 && api.listening());
		await api.passTime(15_000);
		expect(event?.deliveries.map(({ result }) => result)).toEqual([
			"unanswered",
			"acknowledged",
		]);
		expect(made.heard()).toEqual(["还在吗"]);
	});

	test("that is half open is noticed although the SDK pings again before it misses a pong", async () => {
		const made = await listening({
			timing: { pongMs: 10_000, silentMs: 200 },
			fake: { sockets: { pingInterval: 0.05 } },
		});
		const { api, logged } = made;
		api.sockets.freeze();
		await api.until(() => api.sockets.opened() > 1 && api.listening());
		expect(logged).toContainEqual({
			level: "warn",
			fields: { problem: "no pong any more", waitMs: 1000 },
			message: "the socket to Lark is opened anew",
		});
		await hears(made);
	});

	test.each([
		["no time at all between pings", { pingInterval: 0 }],
		["a time before now", { pingInterval: -5 }],
		["hardly any", { pingInterval: 1e-9 }],
		["centuries", { pingInterval: 1e10 }],
		["words", { pingInterval: "soon" as never }],
		["nothing", { pingInterval: undefined as never }],
		["no tries", { reconnectCount: 0 }],
		["half a try", { reconnectCount: 0.5 }],
		["tries without a pause", { reconnectInterval: 0 }],
		["a pause of centuries", { reconnectInterval: 1e10 }],
		["a first pause of centuries", { reconnectNonce: 1e10 }],
		["words for a pause", { reconnectNonce: "soon" as never }],
	])("does not do all that Lark's server asks for: %s", async (_, sockets) => {
		const made = await listening({
			timing: { ...timing, leastMs: 50 },
			fake: { sockets },
		});
		const { api, adapter } = made;
		const openedAt = performance.now();
		await hears(made, "一");
		await setTimeout(100);
		const most = (performance.now() - openedAt) / 50 + 2;
		expect(api.sockets.pings()).toBeLessThanOrEqual(most);
		api.sockets.refuse(2);
		api.sockets.cut();
		await soon(() => !adapter.health().ready);
		await connected(made);
		await hears(made, "二");
	});

	test("of an app whose id the SDK does not take is a problem that its health tells", async () => {
		const { adapter, receive } = await scene({
			timing,
			fake: { appId: "cli_short" },
		});
		await adapter.start(receive);
		expect(adapter.health()).toMatchObject({
			ready: false,
			problem: "invalid appId: cli_short",
		});
	});

	test("that is not given to an app that lost its secret is a matter for a person", async () => {
		const made = await listening({ timing });
		const { api, adapter, fatal } = made;
		const unknown = { code: 10014, msg: "app secret invalid", status: 200 };
		api.fail("token", unknown, FOR_EVER);
		api.fail("endpoint", { ...unknown, code: 514 }, FOR_EVER);
		api.expireToken();
		const { id } = api.group();
		await adapter.deliver(id, callOf(adapter, "好的", id));
		api.sockets.cut();
		await soon(() => fatal.length > 0);
		expect(fatal[0]?.message).toContain("LARK_APP_SECRET");
		expect(adapter.health()).toMatchObject({
			ready: false,
			problem: fatal[0]?.message,
		});
	});

	test("does not keep the bot from stopping while it is being opened", async () => {
		const { api, adapter, receive } = await scene();
		api.fail("endpoint", "hang");
		const start = adapter.start(receive);
		await api.until(() => api.callsOf("endpoint").length > 0);
		await adapter.stop();
		await start;
		expect(api.sockets.opened()).toBe(0);
	});

	test("nor while it is being opened again", async () => {
		const { api, adapter } = await listening();
		const fetches = vi.spyOn(globalThis, "fetch");
		onTestFinished(() => fetches.mockRestore());
		api.fail("endpoint", "hang");
		api.sockets.cut();
		await soon(() => api.callsOf("endpoint").length > 1);
		let ended = false;
		fetches.mock.results.at(-1)?.value.catch(() => {
			ended = true;
		});
		await adapter.stop();
		// A call that is left to itself would keep the process for as long as it takes.
		await soon(() => ended);
		expect(api.sockets.opened()).toBe(1);
	});

	test("tells of its troubles in the log without what members said", async () => {
		const made = await listening({ fake: { sockets: { splitInto: 2 } } });
		const { api, logged, store } = made;
		let failures = 1;
		store.before = () => {
			if (failures-- > 0) throw new Error("the disk is full");
		};
		api.emit("im.message.receive_v1", { secret: "我的电话号码" });
		await hears(made, "我的电话号码");
		api.sockets.refuse(2);
		api.sockets.cut();
		await soon(() => logged.some(({ message }) => /SDK/.test(message)));
		expect(JSON.stringify(logged)).not.toContain("电话");
	});
});

describe("an event", () => {
	const said = ({ api }: Scene) =>
		api.person({ name: "阿梅" }).direct().says("在吗").event;

	test("is acknowledged with code 200 once it is recorded", async () => {
		const made = await listening();
		let recorded = false;
		made.store.before = async () => {
			await setTimeout(20);
			recorded = true;
		};
		const event = said(made);
		await made.api.until(() => {
			if (event?.deliveries[0]?.ack) expect(recorded).toBe(true);
			return event?.acknowledged();
		});
		expect(event?.deliveries).toMatchObject([{ ack: { code: 200 } }]);
	});

	test("that cannot be recorded is answered with code 500, and comes again in 15 s", async () => {
		const made = await listening();
		made.store.failure = new Error("the disk is full");
		const event = said(made);
		await made.api.until(() => event?.deliveries[0]?.ack);
		made.store.failure = null;
		await made.api.passTime(15_000);
		expect(event?.deliveries).toMatchObject([
			{ result: "refused", ack: { code: 500 } },
			{ result: "acknowledged", ack: { code: 200 } },
		]);
		expect(made.heard()).toEqual(["在吗"]);
	});

	test("that comes in several frames is one", async () => {
		const made = await listening({ fake: { sockets: { splitInto: 7 } } });
		const event = said(made);
		await made.api.deliverAll();
		expect(made.heard()).toEqual(["在吗"]);
		expect(event?.deliveries).toMatchObject([{ result: "acknowledged" }]);
	});

	test("of a kind that nobody asked for is taken and forgotten", async () => {
		const made = await listening();
		made.api.emit("im.message.reaction.created_v1", {});
		await made.api.deliverAll();
		expect(made.received).toEqual([]);
		expect(made.logged.filter(({ level }) => level !== "info")).toEqual([]);
	});
});
