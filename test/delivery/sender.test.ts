import { describe, expect, test } from "vitest";
import type { Adapter, Delivery, Limit } from "../../src/chat/adapter.ts";
import type { Store } from "../../src/store/store.ts";
import { answer, push, startBench } from "./bench.ts";
import {
	type Arrival,
	chance,
	type StrictPlatform,
	strictPlatform,
} from "./strict-platform.ts";
import { virtualTime } from "./virtual-time.ts";

const FULL = new Error("SQLITE_FULL: database or disk is full");

describe("a push to 500 groups", () => {
	test("keeps every window of the platform's own count and reaches 95 % of 30 a second", async () => {
		const time = virtualTime();
		const random = chance(1);
		const telegram = strictPlatform(time, {
			// On the way out calls overtake each other by up to 30 ms; the answers take what they take.
			network: () => ({
				arriveMs: 5 + random() * 30,
				answerMs: 5 + random() * 395,
			}),
		});
		const bench = await startBench(time, [telegram]);
		await bench.queue(...pushesToAll(time, 500, 4));
		await time.until(() => bench.ends.length === 2000);
		expect(telegram.tooMany).toEqual([]);
		expect(perSecond(telegram.arrived)).toBeGreaterThanOrEqual(0.95 * 30);
		for (let n = 0; n < 500; n++)
			expect(telegram.said(`group ${n}`)).toEqual(
				[1, 2, 3, 4].map((part) => `part ${part} for ${n}`),
			);
	});

	test("keeps 1000 a minute though calls arrive 5 to 400 ms after they left", async () => {
		const time = virtualTime();
		const random = chance(2);
		const lark = strictPlatform(time, {
			limits: [
				{ of: "all", count: 50, perMs: 1000 },
				{ of: "all", count: 1000, perMs: 60_000 },
				{ of: "chat", count: 5, perMs: 1000 },
			],
			network: () => {
				const ms = 5 + random() * 395;
				return { arriveMs: ms, answerMs: ms };
			},
		});
		const bench = await startBench(time, [lark]);
		await bench.queue(...pushesToAll(time, 500, 6));
		await time.until(() => bench.ends.length === 3000);
		expect(lark.tooMany).toEqual([]);
		expect(60 * perSecond(lark.arrived)).toBeGreaterThanOrEqual(0.95 * 1000);
	});

	test.each([
		["telegram's limits", undefined],
		[
			"1000 a minute, used up",
			[
				{ of: "all", count: 50, perMs: 1000 },
				{ of: "all", count: 1000, perMs: 60_000 },
			] satisfies Limit[],
		],
	])("lets an answer out within a second: %s", async (_, limits) => {
		const time = virtualTime();
		const telegram = strictPlatform(time, limits ? { limits } : {});
		const bench = await startBench(time, [telegram]);
		await bench.queue(...pushesToAll(time, 500, 4));
		await time.pass(50_000);
		const asked = time.now();
		await bench.queue(answer(time, "member", "the answer"));
		await time.until(() => bench.endOf("the answer") === "sent");
		expect(find(telegram, "the answer").leftAt - asked).toBeLessThan(1000);
	});

	test("lets an answer overtake the pushes of its own chat", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time);
		const bench = await startBench(time, [telegram]);
		await bench.queue(
			...["push 1", "push 2", "push 3"].map((text) => push(time, "a", text)),
		);
		await time.until(() => bench.endOf("push 1") === "sent");
		await bench.queue(answer(time, "a", "answer"));
		await time.until(() => bench.ends.length === 4);
		expect(telegram.said("a")).toEqual([
			"push 1",
			"answer",
			"push 2",
			"push 3",
		]);
	});
});

describe("a chat in trouble is alone with it:", () => {
	test("asked to wait for 30 s it waits, and the others do not", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time, {
			answer: firstTime("slow", {
				result: "wait",
				ms: 30_000,
				of: "chat",
				why: "429",
			}),
		});
		const bench = await startBench(time, [telegram]);
		const start = time.now();
		await bench.queue(
			answer(time, "slow", "one"),
			answer(time, "slow", "two"),
			answer(time, "other", "three"),
		);
		await time.pass(29_000);
		expect(bench.ends).toEqual([["three", "sent"]]);
		await time.until(() => bench.ends.length === 3);
		expect(telegram.said("slow")).toEqual(["one", "two"]);
		expect(find(telegram, "two").leftAt - start).toBeLessThan(33_000);
	});

	test("asked to wait it is left alone, also by an answer that came meanwhile", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time, {
			answer: firstTime("slow", {
				result: "wait",
				ms: 30_000,
				of: "chat",
				why: "429",
			}),
		});
		const bench = await startBench(time, [telegram]);
		const start = time.now();
		await bench.queue(push(time, "slow", "push"));
		await time.pass(5000);
		await bench.queue(answer(time, "slow", "answer"));
		await time.until(() => bench.ends.length === 2);
		expect(telegram.said("slow")).toEqual(["answer", "push"]);
		expect(find(telegram, "answer").leftAt - start).toBeGreaterThan(30_000);
	});

	test("that the bot was thrown out of is left, and what waits for it is dropped", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time, {
			answer: (chat) =>
				chat === "closed"
					? { result: "gone", why: "403: bot was kicked" }
					: undefined,
		});
		const bench = await startBench(time, [telegram]);
		for (const chat of ["closed", "open"]) {
			await bench.store.chats.join(
				{ platform: "telegram", chat, title: chat, group: true },
				time.now(),
			);
			await bench.store.chats.change("telegram", chat, { subscribed: true });
		}
		await bench.queue(
			push(time, "closed", "one"),
			push(time, "closed", "two"),
			push(time, "closed", "tomorrow", { dueAt: time.now() + 86_400_000 }),
			push(time, "open", "three"),
		);
		await time.until(() => bench.ends.length === 4);
		expect(new Map(bench.ends)).toEqual(
			new Map([
				["one", "gone"],
				["two", "gone"],
				["tomorrow", "gone"],
				["three", "sent"],
			]),
		);
		expect(telegram.arrived).toHaveLength(2);
		const subscribed = await bench.store.chats.subscribed("telegram");
		expect(subscribed.map(({ chat }) => chat)).toEqual(["open"]);
		expect((await bench.store.depths()).outbox).toBe(0);
	});

	test("moving to another id between the parts of an answer it gets all of them, in order", async () => {
		const time = virtualTime();
		let moved = false;
		const telegram = strictPlatform(time, {
			answer: (chat, text) => {
				if (text === "two") moved = true;
				return chat === "small" && moved
					? { result: "moved", to: "super" }
					: undefined;
			},
		});
		const bench = await startBench(time, [telegram]);
		await bench.store.chats.join(
			{ platform: "telegram", chat: "small", title: "钳工班", group: true },
			time.now(),
		);
		await bench.queue(
			...["one", "two", "three"].map((text) => answer(time, "small", text)),
		);
		await time.until(() => bench.ends.length === 3);
		expect(telegram.said("small")).toEqual(["one"]);
		expect(telegram.said("super")).toEqual(["two", "three"]);
		const chat = await bench.store.chats.find("telegram", "super");
		expect(chat?.title).toBe("钳工班");
	});

	test("hanging it keeps nobody waiting, and is tried again in the end", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time, {
			answer: firstTime("hangs", null),
		});
		const bench = await startBench(time, [telegram]);
		await bench.queue(
			answer(time, "hangs", "one"),
			answer(time, "hangs", "two"),
			...Array.from({ length: 40 }, (_, n) =>
				answer(time, `other ${n}`, `other ${n}`),
			),
		);
		await time.pass(5000);
		expect(bench.ends).toHaveLength(40);
		await time.until(() => bench.ends.length === 42);
		expect(telegram.said("hangs")).toEqual(["one", "two"]);
	});

	test("failing it is tried again later and later, and the others are not", async () => {
		const time = virtualTime();
		let up = false;
		const telegram = strictPlatform(time, {
			answer: (chat) =>
				chat === "fails" && !up
					? { result: "failed", why: "500", arrived: false }
					: undefined,
		});
		const bench = await startBench(time, [telegram]);
		await bench.queue(
			answer(time, "fails", "one"),
			answer(time, "fails", "two"),
			answer(time, "other", "three"),
		);
		await time.pass(60_000);
		expect(bench.ends).toEqual([["three", "sent"]]);
		up = true;
		await time.until(() => bench.ends.length === 3);
		expect(telegram.said("fails")).toEqual(["one", "two"]);
	});
});

describe("a platform in trouble", () => {
	test("that asks everyone to wait is left alone that long", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time, {
			answer: firstTime("group 3", {
				result: "wait",
				ms: 20_000,
				of: "all",
				why: "429",
			}),
		});
		const bench = await startBench(time, [telegram]);
		await bench.queue(...pushesToAll(time, 100, 1));
		await time.until(() => bench.ends.length === 100);
		const asked = telegram.arrived.find(({ result }) => result === "wait");
		const next = telegram.arrived.filter(
			({ leftAt }) => leftAt > (asked?.at ?? 0) + 100,
		);
		expect(next[0]?.leftAt).toBeGreaterThanOrEqual((asked?.at ?? 0) + 20_000);
		expect(bench.ends.every(([, end]) => end === "sent")).toBe(true);
		expect(telegram.tooMany).toEqual([]);
	});

	test("that counts more than we do, as the network jumbles the calls, is sent less before it asks often", async () => {
		const time = virtualTime();
		const random = chance(3);
		let recent: number[] = [];
		let asked = 0;
		const telegram = strictPlatform(time, {
			network: () => {
				const ms = 5 + random() * 395;
				return { arriveMs: ms, answerMs: ms };
			},
			answer: () => {
				recent = recent.filter((at) => at > time.now() - 1000);
				if (recent.length >= 30) {
					asked++;
					return { result: "wait", ms: 30_000, of: "all", why: "429" };
				}
				recent.push(time.now());
				return undefined;
			},
		});
		const bench = await startBench(time, [telegram]);
		await bench.queue(...pushesToAll(time, 1000, 5));
		await time.until(() => bench.ends.length === 5000);
		expect(asked).toBeLessThan(10);
		expect(perSecond(telegram.arrived)).toBeGreaterThan(15);
	});

	test("holds up no other", async () => {
		const time = virtualTime();
		const dead = strictPlatform(time, { platform: "dead", answer: () => null });
		const telegram = strictPlatform(time);
		const bench = await startBench(time, [dead, telegram]);
		await bench.queue(
			...Array.from({ length: 50 }, (_, n) =>
				answer(time, `chat ${n}`, `dead ${n}`, { platform: "dead" }),
			),
			answer(time, "a", "alive"),
		);
		await time.pass(1000);
		expect(bench.ends).toEqual([["alive", "sent"]]);
	});

	test("on whose pushes nothing comes back still gets answers", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time, {
			answer: (_, text) => (text.startsWith("part") ? null : undefined),
		});
		const bench = await startBench(time, [telegram]);
		await bench.queue(...pushesToAll(time, 100, 1));
		await time.pass(30_000);
		expect(bench.ends).toEqual([]);
		await bench.queue(answer(time, "member", "answer"));
		await time.pass(1000);
		expect(bench.ends).toEqual([["answer", "sent"]]);
	});

	test("that refuses a message gets the next one", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time, {
			answer: (_, text) =>
				text === "bad" ? { result: "refused", why: "400" } : undefined,
		});
		const bench = await startBench(time, [telegram]);
		await bench.queue(answer(time, "a", "bad"), answer(time, "a", "good"));
		await time.until(() => bench.ends.length === 2);
		expect(bench.ends).toEqual([
			["bad", "refused"],
			["good", "sent"],
		]);
	});

	test("that is switched off keeps its messages until it is back", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time);
		const bench = await startBench(time, [telegram]);
		await bench.queue(
			answer(time, "a", "waits", { platform: "lark" }),
			answer(time, "a", "goes"),
		);
		await time.until(() => bench.ends.length === 1);
		await bench.sender.stop();
		const lark = strictPlatform(time, { platform: "lark" });
		const next = await startBench(time, [telegram, lark], {
			store: bench.store,
		});
		await time.until(() => next.ends.length === 1);
		expect(lark.said("a")).toEqual(["waits"]);
	});
});

describe("a call whose fate is not known", () => {
	const unsure: Delivery = { result: "failed", why: "timeout", arrived: true };

	test("is made again for an answer", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time, { answer: firstTime("a", unsure) });
		const bench = await startBench(time, [telegram]);
		await bench.queue(answer(time, "a", "answer"));
		await time.until(() => bench.endOf("answer") === "sent");
	});

	test("is the only one for a push", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time, { answer: firstTime("a", unsure) });
		const bench = await startBench(time, [telegram]);
		await bench.queue(push(time, "a", "push"));
		await time.until(() => bench.ends.length === 1);
		await time.pass(3_600_000);
		expect(bench.ends).toEqual([["push", "unknown"]]);
		expect(telegram.arrived).toHaveLength(1);
	});
});

describe("a store that cannot write", () => {
	test("lets nothing be sent that is not recorded, and all of it when it can again", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time);
		let full = true;
		const bench = await startBench(time, [telegram], {
			sendsThrough: (real) => ({
				...real,
				outbox: {
					...real.outbox,
					sending: async (id) => {
						if (full) throw FULL;
						return real.outbox.sending(id, time.now());
					},
				},
			}),
		});
		await bench.queue(answer(time, "a", "one"), answer(time, "b", "two"));
		await time.pass(600_000);
		expect(telegram.arrived).toEqual([]);
		full = false;
		await time.pass(20_000);
		expect(telegram.said("a")).toEqual(["one"]);
		expect(telegram.said("b")).toEqual(["two"]);
	});

	test("is told how a message ended for as long as it takes, and the message is sent once", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time);
		let full = true;
		const bench = await startBench(time, [telegram], {
			sendsThrough: (real) => failingEnd(real, () => full),
		});
		await bench.queue(answer(time, "a", "one"), answer(time, "a", "two"));
		await time.pass(600_000);
		expect(bench.ends).toEqual([]);
		full = false;
		await time.until(() => bench.ends.length === 2);
		expect(telegram.arrived.map(({ text }) => text)).toEqual(["one", "two"]);
	});

	test("does not keep the process from ending", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time);
		const bench = await startBench(time, [telegram], {
			sendsThrough: (real) => failingEnd(real, () => true),
		});
		await bench.queue(answer(time, "a", "one"));
		await time.pass(60_000);
		await bench.sender.stop();
		expect(bench.ends).toEqual([]);
	});
});

test("what follows from a refusal for what was said is written down with it, and sent", async () => {
	const time = virtualTime();
	const lark = strictPlatform(time, {
		answer: (_chat, text) =>
			text === "12351"
				? { result: "refused", why: "230022", censored: true }
				: undefined,
	});
	let failing = 3;
	const bench = await startBench(time, [lark], {
		onCensored: async ({ chat, call }) => {
			if (chat === "c") throw new Error("nobody knows what it was");
			return async ({ outbox }) => {
				const notice = await outbox.add(
					answer(time, chat, `not ${call.text}`),
					time.now(),
				);
				if (failing-- > 0) throw FULL;
				return notice ? [notice] : [];
			};
		},
	});
	await bench.queue(
		answer(time, "a", "12351"),
		answer(time, "a", "two"),
		answer(time, "b", "three"),
		answer(time, "c", "12351"),
	);
	await time.until(() => bench.ends.length === 5);
	expect(lark.said("a")).toEqual(["two", "not 12351"]);
	expect(lark.said("b")).toEqual(["three"]);
	expect(bench.ends).toContainEqual(["12351", "refused"]);
	expect(await bench.store.depths()).toMatchObject({ outbox: 0 });
});

describe("what is queued", () => {
	test("by the command line is noticed within seconds, and sent once", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time);
		const bench = await startBench(time, [telegram]);
		await bench.queue(push(time, "a", "own"));
		await bench.store.outbox.add(push(time, "b", "foreign"), time.now());
		await bench.queue(push(time, "c", "own too"));
		await time.pass(5000);
		expect(bench.ends.map(([text]) => text).sort()).toEqual([
			"foreign",
			"own",
			"own too",
		]);
		await time.pass(60_000);
		expect(telegram.arrived).toHaveLength(3);
	});

	test("for later goes then, and holds nothing up", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time);
		const bench = await startBench(time, [telegram]);
		const dueAt = time.now() + 3_600_000;
		await bench.queue(
			push(time, "a", "later", { dueAt }),
			push(time, "a", "now"),
		);
		await time.until(() => bench.ends.length === 2);
		expect(telegram.said("a")).toEqual(["now", "later"]);
		expect(find(telegram, "later").leftAt).toBe(dueAt);
	});

	test("and withdrawn before its turn is not sent", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time);
		const bench = await startBench(time, [telegram]);
		await bench.queue(push(time, "a", "later", { dueAt: time.now() + 1000 }));
		await bench.store.outbox.drop("telegram", "a", time.now());
		await time.pass(60_000);
		expect(telegram.arrived).toEqual([]);
	});
});

describe("a push's copy", () => {
	test("leaves no sooner than its chat likes, asked when it is its turn, and holds up neither its chat's answers nor other chats", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time);
		const start = time.now();
		const quietUntil = start + 3_600_000;
		const bench = await startBench(time, [telegram], {
			leavesAt: async ({ chat }, now) =>
				chat === "quiet" ? Math.max(now, quietUntil) : now,
		});
		await bench.queue(
			push(time, "quiet", "in the morning"),
			push(time, "awake", "now"),
		);
		await bench.queue(answer(time, "quiet", "the answer"));
		await time.pass(60_000);
		expect(bench.ends.map(([text]) => text).sort()).toEqual([
			"now",
			"the answer",
		]);
		await time.until(() => bench.ends.length === 3);
		expect(find(telegram, "in the morning").leftAt).toBe(quietUntil);
	});

	test("that its chat does not want any more is not sent, and what follows is", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time);
		const bench = await startBench(time, [telegram], {
			leavesAt: async ({ call }, now) => (call.text === "old" ? null : now),
		});
		await bench.queue(
			push(time, "a", "old", { push: 1 }),
			push(time, "a", "new", { push: 2 }),
		);
		await time.until(() => bench.ends.length === 2);
		expect(bench.ends).toEqual([
			["old", "cancelled"],
			["new", "sent"],
		]);
		expect(telegram.said("a")).toEqual(["new"]);
		expect(await bench.store.outbox.tally(1)).toEqual([
			{ platform: "telegram", end: "cancelled", count: 1 },
		]);
	});
});

describe("a drain", () => {
	test("ends when everything due is out, also what waits for a window", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time, {
			answer: (chat) =>
				chat === "fails"
					? { result: "failed", why: "500", arrived: false }
					: undefined,
		});
		const bench = await startBench(time, [telegram]);
		await bench.queue(
			...["one", "two", "three"].map((text) => answer(time, "a", text)),
			answer(time, "fails", "lost for now"),
			push(time, "b", "tomorrow", { dueAt: time.now() + 86_400_000 }),
		);
		const start = time.now();
		let drained = false;
		void bench.sender.drain(60_000).then(() => {
			drained = true;
		});
		await time.until(() => drained);
		expect(telegram.said("a")).toEqual(["one", "two", "three"]);
		expect(time.now() - start).toBeLessThan(10_000);
	});

	test("ends when its time is up", async () => {
		const time = virtualTime();
		const telegram = strictPlatform(time, { answer: () => null });
		const bench = await startBench(time, [telegram]);
		await bench.queue(answer(time, "a", "hangs"));
		const start = time.now();
		let drained = false;
		void bench.sender.drain(5000).then(() => {
			drained = true;
		});
		await time.until(() => drained);
		expect(time.now() - start).toBe(5000);
	});
});

test("a stop lets the calls under way end, begins no other, and may come twice", async () => {
	const time = virtualTime();
	const telegram = strictPlatform(time);
	const bench = await startBench(time, [telegram]);
	await bench.queue(answer(time, "a", "one"), answer(time, "a", "two"));
	await time.until(() => telegram.underWay() === 1);
	let stopped = 0;
	for (let n = 0; n < 2; n++)
		void bench.sender.stop().then(() => {
			stopped++;
		});
	await time.pass(0);
	expect(stopped).toBe(0);
	await time.pass(60_000);
	expect(stopped).toBe(2);
	expect(bench.ends).toEqual([["one", "sent"]]);
	expect(await bench.store.outbox.recover(time.now())).toMatchObject([
		{ call: { text: "two" } },
	]);
});

test("an adapter that throws, as none should, is called again for an answer", async () => {
	const time = virtualTime();
	const telegram = strictPlatform(time);
	let calls = 0;
	const clumsy: Adapter = {
		...telegram,
		deliver(chat, call) {
			if (calls++ === 0) throw new Error("a mistake in the adapter");
			return telegram.deliver(chat, call);
		},
	};
	const bench = await startBench(time, [clumsy]);
	await bench.queue(answer(time, "a", "one"), answer(time, "a", "two"));
	await time.until(() => bench.ends.length === 2);
	expect(telegram.said("a")).toEqual(["one", "two"]);
});

test("whoever wants to know how messages end may throw", async () => {
	const time = virtualTime();
	const telegram = strictPlatform(time);
	const bench = await startBench(time, [telegram], {
		onEnd: () => {
			throw new Error("a metric broke");
		},
	});
	await bench.queue(answer(time, "a", "one"), answer(time, "a", "two"));
	await time.until(() => bench.ends.length === 2);
	expect(telegram.said("a")).toEqual(["one", "two"]);
});

function pushesToAll(
	time: ReturnType<typeof virtualTime>,
	groups: number,
	parts: number,
) {
	return Array.from({ length: parts }, (_, part) =>
		Array.from({ length: groups }, (_, n) =>
			push(time, `group ${n}`, `part ${part + 1} for ${n}`),
		),
	).flat();
}

/** The first call to a chat ends like this, all others well. */
function firstTime(chat: string, delivery: Delivery | null) {
	let calls = 0;
	return (to: string) => (to === chat && calls++ === 0 ? delivery : undefined);
}

function failingEnd(real: Store, fails: () => boolean): Store {
	return {
		...real,
		outbox: {
			...real.outbox,
			end: async (id, how, now) => {
				if (fails()) throw FULL;
				return real.outbox.end(id, how, now);
			},
		},
	};
}

function find(platform: StrictPlatform, text: string): Arrival {
	const arrival = platform.arrived.find((one) => one.text === text);
	if (!arrival) throw new Error(`${text} did not arrive`);
	return arrival;
}

function perSecond(arrivals: readonly Arrival[]): number {
	const took = (arrivals.at(-1)?.at ?? 0) - (arrivals[0]?.at ?? 0);
	return ((arrivals.length - 1) / took) * 1000;
}
