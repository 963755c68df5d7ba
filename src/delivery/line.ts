/** What waits for one platform: which message goes next, and when. Nothing here takes longer the more there waits. */

import type { OutboxEntry, OutboxKind } from "../store/store.ts";
import { createHeap, type Heap } from "./heap.ts";
import type { Limiter } from "./limiter.ts";
import type { Trouble } from "./verdict.ts";

export interface Line {
	/** Does nothing for an entry that is here already. An earlier change of the same message that waits is forgotten. */
	add(entry: OutboxEntry, now: number): void;
	/** Takes the next message of a kind that may go. No other of its chat goes before it is put back or let go. */
	take(kinds: Record<OutboxKind, boolean>, now: number): Waiting | null;
	/** When {@link take} may give something, if nothing is added or put back before. */
	nextAt(kinds: Record<OutboxKind, boolean>, now: number): number;
	/** To be sent again, before those behind it; forgotten where a later entry changes the same message. */
	putBack(item: Waiting, now: number): void;
	/** Done with: its chat goes on. */
	letGo(item: Waiting, now: number): void;
	/** All of a chat to its new id; what is taken stays taken. */
	move(from: string, to: string, now: number): void;
	/** Forgets these; gives those that were here. */
	drop(ids: readonly number[], now: number): OutboxEntry[];
	/** Whether anything is taken, or would be if the platform's windows were free. */
	hasDue(now: number): boolean;
}

/** An entry in the line. */
export interface Waiting {
	entry: OutboxEntry;
	/** Not before. */
	at: number;
	/** Null as long as there was none. */
	trouble: Trouble | null;
	/** Names the message that it changes, under the chat's id when it came; null for what stands by itself. */
	changes: string | null;
}

export function createLine(limiter: Limiter): Line {
	/** All that is here, taken or not. */
	const items = new Map<number, Waiting>();
	const chats = new Map<string, Chat>();
	/** The latest change of each message. */
	const latest = new Map<string, Waiting>();
	/** Chats whose next message may go as far as the chat is concerned. */
	const ready: Record<OutboxKind, Heap<Turn>> = {
		answer: createHeap(goesBefore),
		push: createHeap(goesBefore),
	};
	/** Chats whose next message has to wait. */
	const resting = createHeap<Turn>((a, b) => a.at < b.at);
	/** What was never tried and is not due: it stands in nobody's way. */
	const later = createHeap<Waiting>((a, b) =>
		a.at === b.at ? a.entry.id < b.entry.id : a.at < b.at,
	);

	function chatOf(id: string): Chat {
		const chat = chats.get(id) ?? {
			id,
			waiting: { answer: [], push: [] },
			taken: null,
			turn: null,
		};
		chats.set(id, chat);
		return chat;
	}

	function stand(item: Waiting, now: number): void {
		const chat = chatOf(item.entry.chat);
		const before = headOf(chat);
		insert(chat.waiting[item.entry.kind], item);
		if (headOf(chat) !== before) giveTurn(chat, now);
	}

	/** Puts the chat where its next message belongs. */
	function giveTurn(chat: Chat, now: number): void {
		chat.turn = null;
		if (chat.taken) return;
		const head = headOf(chat);
		if (!head) {
			chats.delete(chat.id);
			return;
		}
		const { kind, group, priority, id } = head.entry;
		const at = Math.max(head.at, limiter.chatFreeAt(chat.id, group));
		chat.turn = { chat, kind, priority, id, at };
		(at > now ? resting : ready[kind]).push(chat.turn);
	}

	/** Gives the chat that goes on without it, unless it was not here. */
	function remove(item: Waiting): Chat | undefined {
		items.delete(item.entry.id);
		if (item.changes !== null && latest.get(item.changes) === item)
			latest.delete(item.changes);
		const chat = chats.get(item.entry.chat);
		if (!chat) return undefined;
		const queue = chat.waiting[item.entry.kind];
		const at = queue.indexOf(item);
		if (at >= 0) queue.splice(at, 1);
		return chat;
	}

	/** Lets in what has become due. */
	function awake(now: number): void {
		for (let item = later.peek(); item && item.at <= now; item = later.peek()) {
			later.pop();
			if (items.get(item.entry.id) === item) stand(item, now);
		}
		for (
			let turn = current(resting);
			turn && turn.at <= now;
			turn = current(resting)
		) {
			resting.pop();
			giveTurn(turn.chat, now);
		}
	}

	/** The first of those kinds whose turn it is, by priority and coming. */
	function first(kinds: Record<OutboxKind, boolean>): Turn | undefined {
		return KINDS.filter((kind) => kinds[kind])
			.flatMap((kind) => current(ready[kind]) ?? [])
			.reduce<Turn | undefined>(
				(best, turn) => (best && goesBefore(best, turn) ? best : turn),
				undefined,
			);
	}

	return {
		add(entry, now) {
			if (items.has(entry.id)) return;
			const { id, chat, edits } = entry;
			const changes = edits === undefined ? null : `${chat} ${edits}`;
			const item: Waiting = { entry, at: entry.dueAt, trouble: null, changes };
			if (changes !== null) {
				const before = latest.get(changes);
				if (before && before.entry.id > id) return;
				latest.set(changes, item);
				const earlier = before && remove(before);
				if (earlier) giveTurn(earlier, now);
			}
			items.set(id, item);
			// What was tried keeps its place, so that what is behind it does not overtake it.
			if (entry.dueAt > now && entry.tries === 0) later.push(item);
			else stand(item, now);
		},
		take(kinds, now) {
			awake(now);
			const turn = limiter.freeAt() <= now ? first(kinds) : undefined;
			if (!turn) return null;
			ready[turn.kind].pop();
			const { chat } = turn;
			chat.turn = null;
			chat.taken = chat.waiting[turn.kind].shift() ?? null;
			return chat.taken;
		},
		nextAt(kinds, now) {
			awake(now);
			return Math.min(
				later.peek()?.at ?? Number.POSITIVE_INFINITY,
				current(resting)?.at ?? Number.POSITIVE_INFINITY,
				first(kinds) ? limiter.freeAt() : Number.POSITIVE_INFINITY,
			);
		},
		putBack(item, now) {
			const chat = chatOf(item.entry.chat);
			if (chat.taken === item) chat.taken = null;
			if (items.has(item.entry.id)) insert(chat.waiting[item.entry.kind], item);
			giveTurn(chat, now);
		},
		letGo(item, now) {
			remove(item);
			const chat = chatOf(item.entry.chat);
			if (chat.taken === item) chat.taken = null;
			giveTurn(chat, now);
		},
		move(from, to, now) {
			for (const item of items.values())
				if (item.entry.chat === from) item.entry = { ...item.entry, chat: to };
			const old = chats.get(from);
			if (!old) return;
			chats.delete(from);
			old.turn = null;
			const chat = chatOf(to);
			for (const kind of KINDS)
				for (const item of old.waiting[kind]) insert(chat.waiting[kind], item);
			giveTurn(chat, now);
		},
		drop(ids, now) {
			const dropped: OutboxEntry[] = [];
			for (const id of ids) {
				const item = items.get(id);
				if (!item) continue;
				dropped.push(item.entry);
				const chat = remove(item);
				if (chat) giveTurn(chat, now);
			}
			return dropped;
		},
		hasDue(now) {
			awake(now);
			return [...chats.values()].some((chat) => {
				if (chat.taken) return true;
				const head = headOf(chat);
				return head && head.at <= now && limiter.pausedUntil(chat.id) <= now;
			});
		},
	};
}

const KINDS: readonly OutboxKind[] = ["answer", "push"];

interface Chat {
	id: string;
	/** In order of priority and coming. */
	waiting: Record<OutboxKind, Waiting[]>;
	taken: Waiting | null;
	/** Where the chat stands among the others; another one in a heap is out of date. */
	turn: Turn | null;
}

/** A chat's place among the others, by its next message. */
interface Turn {
	chat: Chat;
	kind: OutboxKind;
	priority: number;
	id: number;
	at: number;
}

/** A chat's pushes wait for its answers, also for those that came later. */
function headOf({ waiting }: Chat): Waiting | undefined {
	return waiting.answer[0] ?? waiting.push[0];
}

function goesBefore(a: Turn, b: Turn): boolean {
	return precedes(a, b);
}

function precedes(a: Place, b: Place): boolean {
	return a.priority === b.priority ? a.id < b.id : a.priority < b.priority;
}

type Place = Pick<OutboxEntry, "priority" | "id">;

/** The first turn that still stands. */
function current(heap: Heap<Turn>): Turn | undefined {
	for (let turn = heap.peek(); turn; turn = heap.peek()) {
		if (turn.chat.turn === turn) return turn;
		heap.pop();
	}
	return undefined;
}

/** Keeps the order of priority and coming. Most come last, or back to the front. */
function insert(queue: Waiting[], item: Waiting): void {
	const last = queue.at(-1);
	if (!last || precedes(last.entry, item.entry)) {
		queue.push(item);
		return;
	}
	const at = queue.findIndex((other) => precedes(item.entry, other.entry));
	queue.splice(at, 0, item);
}
