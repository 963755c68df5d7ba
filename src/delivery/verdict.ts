/** What follows from how a call ended. */

import type { Adapter, Delivery } from "../chat/adapter.ts";
import type { OutboxEnd, OutboxKind } from "../store/store.ts";
import { backOffMs } from "./back-off.ts";

export type Verdict =
	| {
			do: "end";
			end: OutboxEnd;
			why: string | null;
			messageId: string | null;
	  }
	| { do: "again"; at: number; why: string; trouble: Trouble }
	/** Again at once, in the chat's new place. */
	| { do: "move"; to: string; trouble: Trouble }
	/** The chat is left, and all that waits for it is dropped. */
	| { do: "leave"; why: string };

/** What a message has been through since this process first tried it. */
export interface Trouble {
	/** When it was first tried. */
	since: number;
	/** Failures that may pass. Being asked to wait is none. */
	failures: number;
	/** Calls that may have arrived, and that the platform would carry out again. */
	unsure: number;
	moves: number;
}

const HOUR_MS = 3_600_000;
/** A member has given up on an answer after an hour; the summary of an issue is still news on the next day. */
const GIVE_UP_MS: Record<OutboxKind, number> = {
	answer: HOUR_MS,
	push: 24 * HOUR_MS,
};
/** A member rather sees an answer twice than not at all; more often would be a nuisance. A push is never risked twice. */
const MAX_UNSURE: Record<OutboxKind, number> = { answer: 3, push: 1 };
/** A chat moves once in its life; one that keeps moving goes round in a circle. */
const MAX_MOVES = 3;

export function judge(
	delivery: Delivery,
	{ kind, chat, trouble, triedAt, edits }: Tried,
	{ now, random, repeatableMs }: Circumstances,
): Verdict {
	const known = trouble ?? { since: now, failures: 0, unsure: 0, moves: 0 };

	function again(at: number, why: string, then: Trouble): Verdict {
		if (at - known.since > GIVE_UP_MS[kind]) return ended("given_up", why);
		return { do: "again", at, why, trouble: then };
	}

	function failed(why: string, arrived: boolean): Verdict {
		const failures = known.failures + 1;
		// A message that is changed twice says the same.
		const risky =
			arrived &&
			edits === undefined &&
			now - (triedAt ?? known.since) >= repeatableMs;
		const unsure = known.unsure + (risky ? 1 : 0);
		if (risky && unsure >= MAX_UNSURE[kind]) return ended("unknown", why);
		const at = now + backOffMs(failures, random);
		return again(at, why, { ...known, failures, unsure });
	}

	switch (delivery.result) {
		case "sent":
			return ended("sent", null, delivery.messageId);
		case "refused":
			return ended("refused", delivery.why);
		case "gone":
			return { do: "leave", why: delivery.why };
		case "wait":
			return again(now + delivery.ms, delivery.why, known);
		case "moved": {
			const moves = known.moves + 1;
			if (delivery.to === chat || moves > MAX_MOVES)
				return failed("the chat keeps moving", false);
			return { do: "move", to: delivery.to, trouble: { ...known, moves } };
		}
		case "failed":
			return failed(delivery.why, delivery.arrived);
	}
}

interface Circumstances {
	now: number;
	/** From 0 to 1. */
	random: () => number;
	/** As {@link Adapter.repeatableMs} says. */
	repeatableMs: number;
}

interface Tried {
	kind: OutboxKind;
	chat: string;
	trouble: Trouble | null;
	/** The message that is changed, where none is said. */
	edits?: string;
	/** When a process first tried it, this one or an earlier one; as far as it is known. */
	triedAt?: number;
}

function ended(
	end: OutboxEnd,
	why: string | null,
	messageId: string | null = null,
): Verdict {
	return { do: "end", end, why, messageId };
}
