/** Works off the inbox: one message at a time in a chat, in order, several chats at once. */

import type { Adapter } from "../chat/adapter.ts";
import type { Incoming } from "../chat/incoming.ts";
import type { OutboxEntry, Store, Tables, Waiting } from "../store/store.ts";
import type { Bot } from "./bot.ts";
import type { Outcome } from "./outcome.ts";

export interface DispatcherParts {
	store: Store;
	bot: Bot;
	/** By platform. */
	adapters: ReadonlyMap<string, Adapter>;
	now: () => Date;
	/** Ends early when the signal is aborted. */
	sleep: (ms: number, signal: AbortSignal) => Promise<void>;
	/** Called with what is to be sent, once it is safe. */
	onOutgoing(entries: OutboxEntry[]): void;
	onHandled(handled: Handled): void;
	/** Something failed again and again and was given up. */
	onParked(platform: string): void;
	log: DispatcherLog;
}

export interface Handled {
	platform: string;
	kind: Incoming["kind"];
	/** How a question was answered; null for everything else. */
	status: Outcome["status"];
	/** From being taken in hand to being answered. */
	seconds: number;
}

export interface DispatcherLog {
	warn(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

interface Taken {
	id: number;
	event: Incoming;
	recordedAt: number;
}

export interface Dispatcher {
	/** Begins with what an earlier process left. */
	start(): Promise<void>;
	/** Something was recorded. */
	notify(waiting: Waiting): void;
	/** Writes down what nobody asked for, but has to be said; gives what is to be sent once that is safe. */
	write(outcome: Outcome, tables: Tables): Promise<OutboxEntry[]>;
	/** Resolves when nothing waits and nothing is in hand. */
	settled(): Promise<void>;
	/** Takes nothing new; resolves when what is in hand is done. May be called twice. */
	stop(): Promise<void>;
}

/** Waiting for a platform (who is an administrator?) must not hold up other chats; more at once gain nothing. */
const MAX_CHATS_AT_ONCE = 8;
/** A message that fails so often, over several processes too, will fail again. */
const MAX_TRIES = 5;
/** Between tries, in milliseconds: doubled each time. */
const FIRST_PAUSE_MS = 200;
const MAX_PAUSE_MS = 30_000;

export function createDispatcher(parts: DispatcherParts): Dispatcher {
	const { store, bot, adapters, now, log } = parts;
	/** What waits in each chat, in order; a chat that is not here has nothing waiting and nothing in hand. */
	const lines = new Map<string, Waiting[]>();
	/** Chats that have something waiting and nothing in hand. */
	const ready: string[] = [];
	const working = new Set<Promise<void>>();
	const stopping = new AbortController();
	let onSettled: (() => void)[] = [];

	function notify(waiting: Waiting): void {
		const key = `${waiting.platform} ${waiting.chat}`;
		const line = lines.get(key);
		if (line) line.push(waiting);
		else {
			lines.set(key, [waiting]);
			ready.push(key);
		}
		next();
	}

	function next(): void {
		while (
			working.size < MAX_CHATS_AT_ONCE &&
			ready.length > 0 &&
			!stopping.signal.aborted
		) {
			const work = workOff(ready.shift() as string).finally(() => {
				working.delete(work);
				next();
			});
			working.add(work);
		}
		if (working.size > 0) return;
		for (const settle of onSettled) settle();
		onSettled = [];
	}

	/** The first message of a chat; then the chat stands in line again, so that a busy one keeps no other waiting. */
	async function workOff(key: string): Promise<void> {
		const line = lines.get(key) ?? [];
		const waiting = line[0];
		if (waiting) await handle(waiting.id);
		if (stopping.signal.aborted) return;
		line.shift();
		if (line.length > 0) ready.push(key);
		else lines.delete(key);
	}

	/** Until it is done or parked, or the process stops: then the next one takes it up. */
	async function handle(id: number): Promise<void> {
		for (
			let pause = FIRST_PAUSE_MS;
			;
			pause = Math.min(2 * pause, MAX_PAUSE_MS)
		) {
			try {
				const taken = await store.inbox.take(id);
				if (!taken) return;
				const { event, tries, recordedAt } = taken;
				const outcome =
					tries > MAX_TRIES ? bot.apologise(event) : await answered(event);
				const parked = tries > MAX_TRIES;
				if (outcome)
					return await close({ id, event, recordedAt }, outcome, parked);
			} catch (error) {
				// The store: nothing was lost, and nothing else can be done until it works again.
				log.error({ err: error, inbox: id }, "the inbox cannot be worked off");
			}
			if (stopping.signal.aborted) return;
			await parts.sleep(pause, stopping.signal);
			if (stopping.signal.aborted) return;
		}
	}

	/** Null when it failed; the next try may do better. */
	async function answered(event: Incoming): Promise<Outcome | null> {
		const from = now().getTime();
		try {
			const outcome = await bot.handle(event);
			const seconds = (now().getTime() - from) / 1000;
			const { platform } = event.place;
			const { status } = outcome;
			parts.onHandled({ platform, kind: event.kind, status, seconds });
			return outcome;
		} catch (error) {
			log.warn(
				{ err: error, kind: event.kind, platform: event.place.platform },
				"a message failed",
			);
			return null;
		}
	}

	/** Answer, memory and the mark that it is handled are written together, so that a crash leaves all of it or nothing. */
	async function close(
		{ id, event, recordedAt }: Taken,
		outcome: Outcome,
		parked: boolean,
	): Promise<void> {
		const { platform } = event.place;
		const at = now().getTime();
		const entries = await store.transaction(async (tables) => {
			await outcome.save(tables);
			const added = await queue(outcome, tables, at, recordedAt);
			if (parked) await tables.inbox.park(id, at);
			else await tables.inbox.done(id, at);
			return added;
		});
		if (parked) {
			log.error(
				{ inbox: id, kind: event.kind, platform },
				"a message failed again and again and was given up",
			);
			parts.onParked(platform);
		}
		if (event.kind === "click")
			void adapters.get(platform)?.acknowledge(event, outcome.notice);
		parts.onOutgoing(entries);
	}

	async function queue(
		{ says }: Outcome,
		tables: Tables,
		at: number,
		heardAt?: number,
	): Promise<OutboxEntry[]> {
		const entries: OutboxEntry[] = [];
		for (const saying of says) {
			const { place, group, priority, shown, outgoing } = saying;
			const answer = shown
				? await tables.answers.add(
						{ place, content: JSON.stringify(shown) },
						at,
					)
				: (saying.answer ?? null);
			const message = outgoing(answer);
			// What one platform brings may have to be said on another.
			const { platform } = place;
			const calls = adapters.get(platform)?.render(message, place) ?? [];
			// What takes several messages is more than a change of one.
			const edits = calls.length === 1 ? message.edits : null;
			for (const [part, call] of calls.entries()) {
				const entry = await tables.outbox.add(
					{
						kind: "answer",
						platform,
						chat: place.chat,
						group,
						priority,
						dueAt: at,
						call,
						answer,
						once: saying.once === undefined ? null : `${saying.once} ${part}`,
						...(heardAt === undefined ? {} : { heardAt }),
						...(edits === null ? {} : { edits }),
					},
					at,
				);
				if (entry) entries.push(entry);
			}
		}
		return entries;
	}

	return {
		notify,
		async write(outcome, tables) {
			await outcome.save(tables);
			return queue(outcome, tables, now().getTime());
		},
		async start() {
			for (const waiting of await store.inbox.waiting())
				if (adapters.has(waiting.platform)) notify(waiting);
		},
		settled() {
			if (working.size === 0 && ready.length === 0) return Promise.resolve();
			return new Promise((resolve) => onSettled.push(resolve));
		},
		async stop() {
			stopping.abort();
			await Promise.all(working);
		},
	};
}
