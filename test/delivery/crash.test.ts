import path from "node:path";
import { expect, test } from "vitest";
import type { Adapter } from "../../src/chat/adapter.ts";
import type { Outbox, Store } from "../../src/store/store.ts";
import { storeAt } from "../support/store-samples.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { answer, push, startBench } from "./bench.ts";

import { type StrictPlatform, strictPlatform } from "./strict-platform.ts";
import { virtualTime } from "./virtual-time.ts";

const ANSWERS = ["one", "two", "three"];
const PUSHES = ["news", "more news"];
const CHATS = ["steady", "small", "shaky", "closing"];

test("a process that dies at any point loses no answer, doubles only those under way, and never doubles a push", {
	timeout: 60_000,
}, async () => {
	const folder = await tempFolder();
	const steps = (await live(path.join(folder, "all"), null)).steps;
	expect(steps).toBeGreaterThan(80);
	for (let death = 0; death < steps; death++) {
		const { platform, underWay } = await live(
			path.join(folder, `${death}`),
			death,
		);
		const arrivals = (chat: string, text: string) =>
			said(platform, chat).filter((one) => one === text).length;
		for (const chat of CHATS.filter((one) => one !== "closing")) {
			const at = `${chat}, death at step ${death}`;
			const heard = said(platform, chat).filter((text) =>
				ANSWERS.includes(text),
			);
			expect([...new Set(heard)], at).toEqual(ANSWERS);
			for (const text of ANSWERS)
				expect(arrivals(chat, text), at).toBeLessThanOrEqual(
					underWay.has(`${chat} ${text}`) ? 2 : 1,
				);
			for (const text of PUSHES) {
				expect(arrivals(chat, text), at).toBeLessThanOrEqual(1);
				if (!underWay.has(`${chat} ${text}`))
					expect(arrivals(chat, text), at).toBe(1);
			}
		}
		expect(new Set(said(platform, "closing"))).toEqual(new Set(["one"]));
	}
});

/** Sends the same messages, dying at a step, and again from what is left, to the end. */
async function live(file: string, death: number | null) {
	const time = virtualTime();
	const mortal = mortality(death);
	const platform = troubled(time);
	const store = await storeAt(file);
	const first = await startBench(time, [mortal.adapter(platform)], {
		store,
		sendsThrough: mortal.store,
	});
	await store.chats.join(
		{ platform: "telegram", chat: "small", title: "", group: true },
		time.now(),
	);
	const queued = await first.queue(
		...CHATS.flatMap((chat) => [
			...PUSHES.map((text) => push(time, chat, text)),
			...ANSWERS.map((text) => answer(time, chat, text)),
		]),
	);
	await time.pass(60_000);
	const underWay = new Set(
		queued
			.filter(({ id }) => mortal.underWay.has(id))
			.map(({ chat, call }) => `${chat} ${call.text}`),
	);
	await store.close();
	if (death === null) await first.sender.stop();
	const again = await storeAt(file);
	const second = await startBench(time, [platform], { store: again });
	await time.pass(60_000);
	expect((await again.depths()).outbox).toBe(0);
	await second.sender.stop();
	await again.close();
	return { platform, underWay, steps: mortal.steps() };
}

/** One group moves, one closes, one fails at first. */
function troubled(time: ReturnType<typeof virtualTime>): StrictPlatform {
	let failures = 0;
	return strictPlatform(time, {
		answer: (chat, text) => {
			if (chat === "small" && text !== "one")
				return { result: "moved", to: "super" };
			if (chat === "closing" && text !== "one")
				return { result: "gone", why: "403" };
			if (chat === "shaky" && failures++ < 2)
				return { result: "failed", why: "500", arrived: false };
			return undefined;
		},
	});
}

/** What a group was sent, under either of its ids. */
function said(platform: StrictPlatform, chat: string): string[] {
	return [
		...platform.said(chat),
		...(chat === "small" ? platform.said("super") : []),
	];
}

/** Lets nothing happen any more once so many steps have been taken: a step lies on either side of whatever the sender does. */
function mortality(death: number | null) {
	let steps = 0;
	/** Ids of messages whose sending was recorded, and how it ended was not. */
	const underWay = new Set<number>();

	async function step(): Promise<void> {
		if (death !== null && steps >= death) await new Promise(() => {});
		steps++;
	}

	function around<A extends unknown[], R>(
		work: (...args: A) => Promise<R>,
		done: (...args: A) => void = () => {},
	): (...args: A) => Promise<R> {
		return async (...args) => {
			await step();
			const result = await work(...args);
			done(...args);
			await step();
			return result;
		};
	}

	const ended = (id: number) => void underWay.delete(id);
	return {
		steps: () => steps,
		underWay,
		adapter: (platform: StrictPlatform): Adapter => ({
			...platform,
			deliver: around(platform.deliver),
		}),
		store: (real: Store): Store => ({
			...real,
			transaction: around(async (work) => {
				const ids: number[] = [];
				const result = await real.transaction((tables) =>
					work({ ...tables, outbox: noting(tables.outbox, ids) }),
				);
				ids.forEach(ended);
				return result;
			}),
			outbox: {
				...real.outbox,
				sending: around(real.outbox.sending, (id) => underWay.add(id)),
				again: around(real.outbox.again, ended),
				end: around(real.outbox.end, ended),
			},
		}),
	};
}

/** Notes whose end is recorded. */
function noting(outbox: Outbox, ids: number[]): Outbox {
	return {
		...outbox,
		async end(id, how, now) {
			ids.push(id);
			await outbox.end(id, how, now);
		},
		async again(id, dueAt, why, now) {
			ids.push(id);
			await outbox.again(id, dueAt, why, now);
		},
	};
}
