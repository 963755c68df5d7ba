/** What comes of a message or click: what is said, and what is written down with it, all of it or nothing. */

import type { Place } from "../chat/incoming.ts";
import type { Outgoing, Reply } from "../chat/reply.ts";
import type { Tables } from "../store/store.ts";
import type { Kept } from "./shown.ts";

export interface Outcome {
	says: Saying[];
	/** A short notice to whoever pressed a button. */
	notice: string | null;
	/** What has to be written; run once, in a transaction. */
	save: (tables: Tables) => Promise<void>;
	/** How a question was answered, for counting; null for everything else. */
	status: Reply["status"] | null;
}

export interface Saying {
	place: Place;
	group: boolean;
	/** Smaller goes first. */
	priority: number;
	/** Kept for the buttons; null where they need nothing, or what they need is kept already. */
	shown: Kept | null;
	/** The number of what is kept already; for a message that shows something else of it. */
	answer?: number;
	/** Said once at most, however often it is asked for under this key. */
	once?: string;
	/** @param answer the number under which `shown` was kept. */
	outgoing(answer: number | null): Outgoing;
}

/** Answers go before everything, then how many found one useful; pushes come last. */
export const PRIORITY = { answer: 0, votes: 5, push: 10 } as const;

/** What a notice has to wait for may take so long: platforms show none that comes after some seconds. */
export const NOTICE_MS = 1500;

export const NOTHING: Outcome = {
	says: [],
	notice: null,
	save: async () => {},
	status: null,
};
