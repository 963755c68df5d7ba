/** Makes the calls to one platform: a platform that hangs or refuses holds up no other. */

import { setMaxListeners } from "node:events";
import type { Adapter, Call, Delivery } from "../chat/adapter.ts";
import type {
	OutboxEnd,
	OutboxEntry,
	OutboxKind,
	Store,
} from "../store/store.ts";
import { backOffMs, STORE_LONGEST_MS } from "./back-off.ts";
import { createLimiter } from "./limiter.ts";
import { createLine, type Waiting } from "./line.ts";
import { record } from "./record.ts";
import type { Consequence, SenderEvents, SenderLog } from "./sender.ts";
import type { Sleep } from "./sleep.ts";
import { judge, type Verdict } from "./verdict.ts";

export interface Lane {
	add(entries: readonly OutboxEntry[]): void;
	/** Runs until {@link stop}. */
	run(): Promise<void>;
	/** Whether anything is under way, or would be if the platform's windows were free. */
	busy(): boolean;
	/** Resolves when the calls under way have ended and are recorded. May be called twice. */
	stop(): Promise<void>;
}

export interface LaneParts {
	store: Store;
	adapter: Adapter;
	now: () => number;
	sleep: Sleep;
	random: () => number;
	log: SenderLog;
	events: SenderEvents;
	maxInFlight: number;
}

/** Of the calls under way at once, pushes never take the last quarter: pushes that hang would hold up every answer. */
const PUSH_SHARE = 0.75;
/**
 * An adapter ends its calls by itself, in much less. Should one not, its chat is not to stay silent until the next start.
 */
const HANGS_MS = 2 * 60_000;

export function createLane(parts: LaneParts): Lane {
	const { store, adapter, now, sleep, random, events, maxInFlight } = parts;
	const { platform } = adapter;
	const log = withPlatform(parts.log, platform);
	const limiter = createLimiter(adapter.limits);
	const line = createLine(limiter);
	const maxPushes = Math.max(1, Math.floor(maxInFlight * PUSH_SHARE));
	const stopping = new AbortController();
	// With a full disk every call under way waits for this one.
	setMaxListeners(0, stopping.signal);
	/** Calls that have not ended. */
	const calls: Record<OutboxKind, number> = { answer: 0, push: 0 };
	/** From leaving to being recorded. */
	const underWay = new Set<Promise<void>>();
	let news = new AbortController();
	let running: Promise<void> | null = null;

	function wake(): void {
		news.abort();
		news = new AbortController();
	}

	/** What there is room for among the calls under way. */
	function room(): Record<OutboxKind, boolean> {
		const answer = calls.answer + calls.push < maxInFlight;
		return { answer, push: answer && calls.push < maxPushes };
	}

	async function run(): Promise<void> {
		let storeFailures = 0;
		while (!stopping.signal.aborted) {
			const { signal } = news;
			const at = now();
			const item = line.take(room(), at);
			if (!item) {
				// At least a millisecond, or the rounding of timers would make it turn on the spot.
				const ms = Math.max(1, Math.ceil(line.nextAt(room(), at) - at));
				await sleep(ms, signal);
				continue;
			}
			try {
				const leavesAt = await departureOf(item.entry, at);
				if (leavesAt === null) await giveBack(item);
				else if (leavesAt > at) {
					item.at = leavesAt;
					line.putBack(item, now());
				} else if (await store.outbox.sending(item.entry.id, at)) depart(item);
				else line.letGo(item, now());
				storeFailures = 0;
			} catch (error) {
				storeFailures++;
				line.putBack(item, now());
				log.error(
					{ problem: String(error), failures: storeFailures },
					"the store cannot record what is to be sent, so nothing is; see whether its disk is full",
				);
				await sleep(
					backOffMs(storeFailures, random, STORE_LONGEST_MS),
					stopping.signal,
				);
			}
		}
	}

	async function departureOf(
		entry: OutboxEntry,
		at: number,
	): Promise<number | null> {
		return entry.kind === "push" && events.leavesAt
			? events.leavesAt(entry, at)
			: at;
	}

	/** Its chat does not want it any more. */
	async function giveBack(item: Waiting): Promise<void> {
		const how = {
			end: "cancelled",
			why: "not wanted",
			messageId: null,
		} as const;
		await store.outbox.end(item.entry.id, how, now());
		line.letGo(item, now());
		told(item.entry, "cancelled");
	}

	function depart(item: Waiting): void {
		const { kind } = item.entry;
		calls[kind]++;
		const call = makeCall(item)
			.finally(() => {
				calls[kind]--;
				wake();
			})
			.then((delivery) => settle(item, delivery))
			.catch((error: unknown) => {
				log.error(
					{ problem: String(error) },
					"a message could not be settled; the next start will",
				);
			})
			.finally(() => {
				underWay.delete(call);
				wake();
			});
		underWay.add(call);
	}

	async function makeCall({ entry }: Waiting): Promise<Delivery> {
		const { chat, group, call } = entry;
		const reservation = limiter.reserve(chat, group, now());
		const ended = new AbortController();
		// Node writes to the network between two turns of its loop; a busy turn can be long.
		setImmediate(() => setImmediate(() => reservation.left(now())));
		const delivery = await Promise.race([
			delivered(chat, call),
			sleep(HANGS_MS, ended.signal).then(
				(): Delivery => ({ result: "failed", why: "hangs", arrived: true }),
			),
		]);
		ended.abort();
		const arrived = delivery.result !== "failed" || delivery.arrived;
		reservation.ended(now(), arrived);
		if (delivery.result === "wait")
			limiter.pause(delivery.of === "all" ? null : chat, now() + delivery.ms);
		return delivery;
	}

	/** An adapter never throws; should one, its chat goes on all the same. */
	async function delivered(chat: string, call: Call): Promise<Delivery> {
		try {
			return await adapter.deliver(chat, call);
		} catch (error) {
			log.error({ problem: String(error) }, "an adapter threw; mend it");
			return { result: "failed", why: "the adapter threw", arrived: true };
		}
	}

	/** Records how the call ended, and only then lets the chat go on. */
	async function settle(item: Waiting, delivery: Delivery): Promise<void> {
		const { entry } = item;
		const verdict = judge(
			delivery,
			{ ...entry, trouble: item.trouble },
			{ now: now(), random, repeatableMs: adapter.repeatableMs },
		);
		if (verdict.do !== "end" || verdict.end !== "sent")
			log.info(
				{ id: entry.id, kind: entry.kind, delivery, verdict: verdict.do },
				"a message was not sent as hoped",
			);
		const recording = { sleep, random, log, stopping: stopping.signal };
		const consequence =
			delivery.result === "refused" && delivery.censored
				? await consequenceOf(entry)
				: null;
		let changes: Changes = {};
		const recorded = await record(async () => {
			changes = await recordVerdict(entry, verdict, consequence);
		}, recording);
		// What is not recorded is left as it is for the next start; its chat does not go on without it.
		if (!recorded) return;
		follow(item, verdict);
		for (const other of line.drop(changes.dropped ?? [], now()))
			told(other, "gone");
		if (changes.added) add(changes.added);
	}

	async function consequenceOf(
		entry: OutboxEntry,
	): Promise<Consequence | null> {
		try {
			return await events.onCensored(entry);
		} catch (error) {
			log.error(
				{ problem: String(error) },
				"nobody can be told of a refused message",
			);
			return null;
		}
	}

	async function recordVerdict(
		{ id, chat }: OutboxEntry,
		verdict: Verdict,
		consequence: Consequence | null,
	): Promise<Changes> {
		const at = now();
		switch (verdict.do) {
			case "end":
				if (!consequence) {
					await store.outbox.end(id, verdict, at);
					return {};
				}
				return store.transaction(async (tables) => {
					await tables.outbox.end(id, verdict, at);
					return { added: await consequence(tables) };
				});
			case "again":
				await store.outbox.again(id, verdict.at, verdict.why, at);
				return {};
			case "move":
				await store.transaction(async ({ chats, outbox }) => {
					await chats.move(platform, chat, verdict.to, at);
					await outbox.again(id, at, "the chat moved", at);
				});
				return {};
			case "leave":
				return store.transaction(async ({ chats, outbox }) => {
					const { why } = verdict;
					await outbox.end(id, { end: "gone", why, messageId: null }, at);
					await chats.leave(platform, chat, at);
					return { dropped: await outbox.drop(platform, chat, at) };
				});
		}
	}

	/** What was recorded, in memory. */
	function follow(item: Waiting, verdict: Verdict): void {
		const at = now();
		switch (verdict.do) {
			case "end":
				line.letGo(item, at);
				told(item.entry, verdict.end);
				return;
			case "again":
				item.at = verdict.at;
				item.trouble = verdict.trouble;
				line.putBack(item, at);
				return;
			case "move":
				item.trouble = verdict.trouble;
				line.move(item.entry.chat, verdict.to, at);
				line.putBack(item, at);
				return;
			case "leave":
				line.letGo(item, at);
				told(item.entry, "gone");
		}
	}

	function told(entry: OutboxEntry, end: OutboxEnd): void {
		try {
			events.onEnd(entry, end);
		} catch (error) {
			log.error(
				{ problem: String(error) },
				"whoever wants to know how messages end threw",
			);
		}
	}

	function add(entries: readonly OutboxEntry[]): void {
		const at = now();
		for (const entry of entries) line.add(entry, at);
		wake();
	}

	return {
		add,
		run() {
			running ??= run();
			return running;
		},
		busy: () => line.hasDue(now()),
		async stop() {
			stopping.abort();
			wake();
			await running;
			await Promise.all(underWay);
		},
	};
}

/** What else was recorded with the end of a call. */
interface Changes {
	dropped?: readonly number[];
	added?: readonly OutboxEntry[];
}

function withPlatform(log: SenderLog, platform: string): SenderLog {
	return {
		info: (fields, message) => log.info({ platform, ...fields }, message),
		error: (fields, message) => log.error({ platform, ...fields }, message),
	};
}
