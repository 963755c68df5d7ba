/** A platform that counts strictly what arrives, by its own clock, and answers as it is told to. */

import type { Adapter, Call, Delivery, Limit } from "../../src/chat/adapter.ts";
import type { VirtualTime } from "./virtual-time.ts";

export interface StrictPlatform extends Adapter {
	/** What arrived, in order; also what was answered with a failure. */
	arrived: Arrival[];
	/** Arrivals that were more than a limit permits. */
	tooMany: string[];
	/** How many calls are under way. */
	underWay(): number;
	/** What was said in a chat. */
	said(chat: string): string[];
}

export interface Arrival {
	chat: string;
	text: string;
	leftAt: number;
	at: number;
	result: Delivery["result"];
}

export interface Behaviour {
	platform?: string;
	limits?: readonly Limit[];
	/** How long a call takes to arrive, and how long until it has its answer. */
	network?: () => { arriveMs: number; answerMs: number };
	/** How this call is answered; undefined for "sent", null for never. */
	answer?: (chat: string, text: string) => Delivery | null | undefined;
}

/** https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export const TELEGRAM: readonly Limit[] = [
	{ of: "all", count: 30, perMs: 1000 },
	{ of: "chat", count: 1, perMs: 1000 },
	{ of: "group", count: 20, perMs: 60_000 },
];

export function strictPlatform(
	time: VirtualTime,
	{
		platform = "telegram",
		limits = TELEGRAM,
		network = () => ({ arriveMs: 20, answerMs: 40 }),
		answer = () => undefined,
	}: Behaviour = {},
): StrictPlatform {
	const arrived: Arrival[] = [];
	const tooMany: string[] = [];
	const windows = new Map<string, number[]>();
	let underWay = 0;

	/** Counts a call in every window that it belongs to. */
	function count(chat: string): void {
		for (const { of, count, perMs } of limits) {
			const name = `${of === "all" ? "all" : chat} ${count}/${perMs}`;
			const within = [...(windows.get(name) ?? []), time.now()].filter(
				(at) => at > time.now() - perMs,
			);
			windows.set(name, within);
			if (within.length > count) tooMany.push(`${name}: ${within.length}`);
		}
	}

	async function deliver(chat: string, call: Call): Promise<Delivery> {
		const { arriveMs, answerMs } = network();
		const leftAt = time.now();
		underWay++;
		await wait(time, arriveMs);
		const text = String(call.text);
		const said = answer(chat, text);
		const delivery: Delivery =
			said === undefined
				? { result: "sent", messageId: `${arrived.length + 1}` }
				: (said ?? { result: "failed", why: "hangs", arrived: true });
		if (delivery.result !== "failed" || delivery.arrived) {
			count(chat);
			arrived.push({
				chat,
				text,
				leftAt,
				at: time.now(),
				result: delivery.result,
			});
		}
		if (said === null) await new Promise(() => {});
		await wait(time, answerMs - arriveMs);
		underWay--;
		return delivery;
	}

	return {
		arrived,
		tooMany,
		underWay: () => underWay,
		said: (chat) =>
			arrived
				.filter((one) => one.chat === chat && one.result === "sent")
				.map(({ text }) => text),
		platform,
		limits,
		repeatableMs: 0,
		editableMs: Number.POSITIVE_INFINITY,
		showsVotes: false,
		webhook: null,
		deliver,
		start: async () => {},
		render: () => [],
		fetchFile: async () => ({ problem: "failed", why: "no files" }),
		standingOf: async () => "member",
		showWorking: () => {},
		acknowledge: async () => {},
		describeCommands: async () => {},
		health: () => ({
			ready: true,
			lastInbound: null,
			lastContact: null,
			problem: null,
		}),
		stop: async () => {},
	};
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
export function chance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

function wait(time: VirtualTime, ms: number): Promise<void> {
	return time.sleep(ms, new AbortController().signal);
}
