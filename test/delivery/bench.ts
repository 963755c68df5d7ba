/** A sender at work between a real store and platforms of the test, in virtual time. */

import { onTestFinished } from "vitest";
import type { Adapter } from "../../src/chat/adapter.ts";
import {
	createSender,
	type LeavesAt,
	type Sender,
	type SenderEvents,
} from "../../src/delivery/sender.ts";
import type {
	NewOutboxEntry,
	OutboxEnd,
	OutboxEntry,
	Store,
} from "../../src/store/store.ts";
import { storeAt } from "../support/store-samples.ts";
import { chance } from "./strict-platform.ts";
import type { VirtualTime } from "./virtual-time.ts";

export interface Bench {
	store: Store;
	sender: Sender;
	/** How messages ended, as the sender told it: text and end. */
	ends: [text: string, end: OutboxEnd][];
	logged: { fields: object; message: string }[];
	/** Adds to the outbox as the bot does. */
	queue(...entries: NewOutboxEntry[]): Promise<OutboxEntry[]>;
	endOf(text: string): OutboxEnd | undefined;
}

export async function startBench(
	time: VirtualTime,
	adapters: readonly Adapter[],
	{
		store: given,
		sendsThrough = (real) => real,
		onEnd = () => {},
		onCensored = async () => async () => [],
		leavesAt = async (_, now) => now,
	}: {
		store?: Store;
		/** What the sender sees of the store. */
		sendsThrough?: (real: Store) => Store;
		onEnd?: (entry: OutboxEntry, end: OutboxEnd) => void;
		onCensored?: SenderEvents["onCensored"];
		leavesAt?: LeavesAt;
	} = {},
): Promise<Bench> {
	const store = given ?? (await storeAt(":memory:"));
	const ends: Bench["ends"] = [];
	const logged: Bench["logged"] = [];
	const log = (fields: object, message: string) => {
		logged.push({ fields, message });
	};
	const sender = createSender({
		store: sendsThrough(store),
		adapters,
		now: time.now,
		sleep: time.sleep,
		random: chance(7),
		log: { info: log, error: log },
		events: {
			onEnd(entry, end) {
				ends.push([String(entry.call.text), end]);
				onEnd(entry, end);
			},
			onCensored,
			leavesAt,
		},
	});
	await sender.start();
	onTestFinished(() => void sender.stop());
	return {
		store,
		sender,
		ends,
		logged,
		async queue(...entries) {
			const added: OutboxEntry[] = [];
			for (const entry of entries) {
				const one = await store.outbox.add(entry, time.now());
				if (one) added.push(one);
			}
			sender.notify(added);
			return added;
		},
		endOf: (text) => ends.find(([said]) => said === text)?.[1],
	};
}

export function answer(
	time: VirtualTime,
	chat: string,
	text: string,
	other: Partial<NewOutboxEntry> = {},
): NewOutboxEntry {
	return {
		kind: "answer",
		platform: "telegram",
		chat,
		group: true,
		priority: 1,
		dueAt: time.now(),
		call: { text },
		answer: null,
		once: null,
		...other,
	};
}

export function push(
	time: VirtualTime,
	chat: string,
	text: string,
	other: Partial<NewOutboxEntry> = {},
): NewOutboxEntry {
	return answer(time, chat, text, { kind: "push", priority: 9, ...other });
}
