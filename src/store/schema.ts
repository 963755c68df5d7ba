/** The tables as the queries see them. Plain columns that SQLite and PostgreSQL both have: times in milliseconds, yes and no as 1 and 0, JSON as text. */

import type { Generated } from "kysely";
import type { OutboxEnd, OutboxKind } from "./store.ts";

export interface Schema {
	meta: { key: string; value: string };
	inbox: {
		id: Generated<number>;
		platform: string;
		/** The platform's own id of the event. */
		event: string;
		chat: string;
		/** Erased once it is handled. */
		payload: string | null;
		state: "waiting" | "done" | "parked";
		tries: number;
		recorded_at: number;
		ended_at: number | null;
	};
	outbox: {
		id: Generated<number>;
		kind: OutboxKind;
		platform: string;
		chat: string;
		is_group: number;
		priority: number;
		due_at: number;
		tries: number;
		/** Erased once it has ended. */
		call: string | null;
		answer: number | null;
		once: string | null;
		state: "queued" | "sending" | OutboxEnd;
		why: string | null;
		message: string | null;
		heard_at: number | null;
		added_at: number;
		ended_at: number | null;
	};
	conversations: {
		platform: string;
		chat: string;
		/** Empty outside of a topic. */
		topic: string;
		person: string;
		content: string;
		at: number;
	};
	chats: {
		platform: string;
		chat: string;
		title: string;
		is_group: number;
		active: number;
		listens: "addressed" | "questions";
		subscribed: number;
		joined_at: number;
		left_at: number | null;
	};
	answers: {
		id: Generated<number>;
		platform: string;
		chat: string;
		topic: string | null;
		content: string;
		at: number;
	};
	votes: { answer: number; person: string; useful: number; at: number };
	comments: {
		id: Generated<number>;
		platform: string;
		person: string;
		text: string;
		at: number;
	};
	unanswered: { question: string; count: number; last_at: number };
	audit: {
		id: Generated<number>;
		platform: string;
		actor: string;
		action: string;
		subject: string;
		allowed: number;
		at: number;
	};
	counters: { day: string; name: string; count: number };
}
