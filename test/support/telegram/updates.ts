/** What waits for the bot: https://core.telegram.org/bots/api#getting-updates */

import type { UpdateKind, WireUpdate } from "./wire.ts";

export interface UpdateQueue {
	/** Null when the bot did not ask for such updates. */
	push(update: Omit<WireUpdate, "update_id">): WireUpdate | null;
	/** Delivers once more what may have been confirmed long ago, as after an outage of Telegram's. */
	again(update: WireUpdate): void;
	/** What getUpdates answers. Confirms, for ever, everything below a positive offset. */
	pull(offset: number, limit: number): WireUpdate[];
	/** For the webhook: the first one waiting, and that it was taken. */
	first(): WireUpdate | undefined;
	shift(): void;
	/** Undefined keeps what was asked for before; an empty list asks for the default. */
	allow(kinds: readonly string[] | undefined): void;
	allowed(): readonly string[];
	waiting(): number;
	clear(): void;
}

/** Telegram leaves these out unless they are asked for by name. */
const NOT_BY_DEFAULT: readonly UpdateKind[] = ["chat_member"];

export function createUpdateQueue(onPush: () => void): UpdateQueue {
	let nextId = 700_000_001;
	let waiting: WireUpdate[] = [];
	let head = 0;
	let repeated: WireUpdate[] = [];
	let allowed: readonly string[] = [];
	const wanted = (kind: string) =>
		allowed.length > 0
			? allowed.includes(kind)
			: !NOT_BY_DEFAULT.includes(kind as UpdateKind);
	const drop = (count: number) => {
		head += count;
		// Not on each: with a hundred thousand waiting that would be slow.
		if (head > 1000) {
			waiting = waiting.slice(head);
			head = 0;
		}
	};
	return {
		push(update) {
			const kind = Object.keys(update)[0] as string;
			if (!wanted(kind)) return null;
			const numbered = { update_id: nextId++, ...update };
			waiting.push(numbered);
			onPush();
			return numbered;
		},
		again(update) {
			repeated.push(update);
			onPush();
		},
		pull(offset, limit) {
			if (offset < 0) drop(Math.max(0, waiting.length - head + offset));
			else
				while ((waiting[head]?.update_id ?? Number.POSITIVE_INFINITY) < offset)
					drop(1);
			const pulled = [
				...repeated,
				...waiting.slice(head, head + limit - repeated.length),
			];
			repeated = [];
			return pulled;
		},
		first: () => repeated[0] ?? waiting[head],
		shift() {
			if (repeated.length > 0) repeated.shift();
			else drop(1);
		},
		allow(kinds) {
			if (kinds !== undefined) allowed = kinds;
		},
		allowed: () => allowed,
		waiting: () => waiting.length - head + repeated.length,
		clear() {
			waiting = [];
			head = 0;
			repeated = [];
		},
	};
}
