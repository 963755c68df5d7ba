/** Takes what waits in the outbox to the platforms: within their limits, answers before pushes, each chat in order. */

import type { Adapter } from "../chat/adapter.ts";
import type { OutboxEnd, OutboxEntry, Store, Tables } from "../store/store.ts";
import { createLane } from "./lane.ts";
import { shareCalls } from "./share-calls.ts";
import type { Sleep } from "./sleep.ts";
import { steadyClock } from "./steady-clock.ts";

export interface Sender {
	/** Begins with what an earlier process left. Rejects when the store cannot be read. */
	start(): Promise<void>;
	/** Entries that were added to the outbox; call it once they are committed. */
	notify(entries: readonly OutboxEntry[]): void;
	/** Resolves when everything due is out, or after `ms`. */
	drain(ms: number): Promise<void>;
	/** No new calls; resolves when those under way have ended. May be called twice. */
	stop(): Promise<void>;
}

export interface SenderEvents {
	/** A call ended, well or not; for metrics and reports. */
	onEnd(entry: OutboxEntry, end: OutboxEnd): void;
	/** A message was refused for what it says: what follows is written down together with that, and then sent. */
	onCensored(entry: OutboxEntry): Promise<Consequence>;
	/** Without it a push's copies leave when they are due. */
	leavesAt?: LeavesAt;
}

/** Asked just before a push's copy leaves: not before when, in milliseconds since 1970; null when it is not wanted any more. */
export type LeavesAt = (
	entry: OutboxEntry,
	now: number,
) => Promise<number | null>;

/** Gives what is to be sent because of it. */
export type Consequence = (tables: Tables) => Promise<OutboxEntry[]>;

/** The part of a logger that is needed: static messages, details in fields. */
export interface SenderLog {
	info(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

export interface SenderParts {
	store: Store;
	/** What is for a platform without one waits until a start that has it. */
	adapters: readonly Adapter[];
	/** Milliseconds since 1970. */
	now: () => number;
	sleep: Sleep;
	/** From 0 to 1, as Math.random gives it. */
	random: () => number;
	log: SenderLog;
	events: SenderEvents;
	/** Calls under way at once, for each platform. */
	maxInFlight?: number;
	/** How often it is looked for what another process has queued. */
	lookMs?: number;
}

/** More than 30 a second need when a call takes a second. */
const MAX_IN_FLIGHT = 32;
/** Soon enough for whoever has just queued something by hand; the look costs next to nothing. */
const LOOK_MS = 3000;
/** How often a drain looks whether everything is out. */
const DRAIN_LOOK_MS = 50;

export function createSender(parts: SenderParts): Sender {
	const { store, adapters, sleep, log, lookMs = LOOK_MS } = parts;
	const now = steadyClock(parts.now);
	const lanes = new Map(
		adapters.map((adapter) => [
			adapter.platform,
			createLane({ maxInFlight: MAX_IN_FLIGHT, ...parts, adapter, now }),
		]),
	);
	const stopping = new AbortController();
	/** Every entry up to this one is known. */
	let seen = 0;
	let looking: Promise<void> | null = null;

	/** Entries of all platforms, each to its lane. */
	function hand(entries: readonly OutboxEntry[]): void {
		const shared = shareCalls(entries);
		for (const [platform, lane] of lanes) {
			const own = shared.filter((entry) => entry.platform === platform);
			if (own.length > 0) lane.add(own);
		}
		const stranded = entries.filter(({ platform }) => !lanes.has(platform));
		if (stranded.length > 0)
			log.info(
				{
					count: stranded.length,
					platforms: [...new Set(stranded.map(({ platform }) => platform))],
				},
				"messages wait for a platform that is switched off",
			);
	}

	async function look(): Promise<void> {
		while (!stopping.signal.aborted) {
			await sleep(lookMs, stopping.signal);
			if (stopping.signal.aborted) return;
			try {
				const entries = await store.outbox.queuedAfter(seen);
				hand(entries);
				for (const { id } of entries) seen = Math.max(seen, id);
			} catch (error) {
				log.error(
					{ problem: String(error) },
					"the outbox cannot be looked through; it is tried again",
				);
			}
		}
	}

	return {
		async start() {
			const repeatableMs = Object.fromEntries(
				adapters.map((adapter) => [adapter.platform, adapter.repeatableMs]),
			);
			const left = await store.outbox.recover(now(), repeatableMs);
			hand(left);
			for (const { id } of left) seen = Math.max(seen, id);
			for (const lane of lanes.values()) void lane.run();
			looking = look();
		},
		notify(entries) {
			hand(entries);
			for (const { id } of entries) if (id === seen + 1) seen = id;
		},
		async drain(ms) {
			const until = now() + ms;
			while (
				now() < until &&
				!stopping.signal.aborted &&
				[...lanes.values()].some((lane) => lane.busy())
			)
				await sleep(DRAIN_LOOK_MS, stopping.signal);
		},
		async stop() {
			stopping.abort();
			await Promise.all([
				looking,
				...[...lanes.values()].map((lane) => lane.stop()),
			]);
		},
	};
}
