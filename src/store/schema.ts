/** The tables as kysely knows them. Booleans are 0 or 1, times milliseconds since 1970, JSON is text. */

import type { Generated, Kysely } from "kysely";
import type {
	ChatSettings,
	OutboxEnd,
	OutboxKind,
	PushKind,
	PushState,
} from "./store.ts";

/** The database, or a transaction in it. */
export type Db = Kysely<Database>;

export interface Database {
	meta: MetaRow;
	inbox: InboxRow;
	outbox: OutboxRow;
	conversations: ConversationRow;
	chats: ChatRow;
	answers: AnswerRow;
	votes: VoteRow;
	comments: CommentRow;
	unanswered: UnansweredRow;
	audit: AuditRow;
	counters: CounterRow;
	pushes: PushRow;
}

export type Bit = 0 | 1;

export function bit(value: boolean): Bit {
	return value ? 1 : 0;
}

interface MetaRow {
	key: string;
	value: string;
}

interface InboxRow {
	id: Generated<number>;
	platform: string;
	/** The platform's id of the event. */
	event: string;
	/** Where it is to be answered now; the chat may have moved since the payload was written. */
	chat: string;
	state: "waiting" | "done" | "parked";
	/** JSON of an Incoming; null once it is handled. */
	payload: string | null;
	tries: number;
	received_at: number;
	/** Null as long as it waits. */
	ended_at: number | null;
}

interface OutboxRow {
	id: Generated<number>;
	kind: OutboxKind;
	platform: string;
	chat: string;
	is_group: Bit;
	priority: number;
	due_at: number;
	state: "queued" | "sending" | "ended";
	tries: number;
	/** JSON of a Call; null once it has ended. */
	call: string | null;
	answer: number | null;
	once: string | null;
	/** The message that this changes. */
	edits: string | null;
	outcome: OutboxEnd | null;
	why: string | null;
	heard_at: number | null;
	/** The entry of `pushes` that it is a copy of. */
	push: number | null;
	/** JSON of the numbers of the articles that the copy shows. */
	articles: string | null;
	/** The platform's id of what was sent. */
	message_id: string | null;
	/** When it was first tried. */
	tried_at: number | null;
	added_at: number;
	/** Null as long as it is not ended. */
	ended_at: number | null;
}

interface PushRow {
	id: Generated<number>;
	kind: PushKind;
	issue: string;
	hash: string;
	/** JSON. */
	content: string;
	state: PushState;
	/** JSON of the staff who approved it. */
	approvals: string;
	/** JSON of where its progress is told. */
	report: string | null;
	due_at: number;
	added_at: number;
	started_at: number | null;
	ended_at: number | null;
}

interface ConversationRow {
	platform: string;
	chat: string;
	/** Empty outside of a topic: a key's column cannot be null. */
	topic: string;
	person: string;
	content: string;
	last_at: number;
}

interface ChatRow {
	platform: string;
	chat: string;
	title: string;
	is_group: Bit;
	listens: ChatSettings["listens"];
	subscribed: Bit;
	/** JSON. */
	wants: Generated<string>;
	/** JSON; null for none. */
	quiet: string | null;
	active: Bit;
	joined_at: number;
	/** Null as long as it is active. */
	left_at: number | null;
}

interface AnswerRow {
	id: Generated<number>;
	platform: string;
	chat: string;
	topic: string | null;
	content: string;
	/** The platform's id of the message that shows it; null until it is sent. */
	message_id: string | null;
	added_at: number;
}

interface VoteRow {
	answer: number;
	person: string;
	useful: Bit;
	voted_at: number;
}

interface CommentRow {
	id: Generated<number>;
	platform: string;
	person: string;
	text: string;
	added_at: number;
}

interface UnansweredRow {
	question: string;
	times: number;
	last_at: number;
}

interface AuditRow {
	id: Generated<number>;
	platform: string;
	actor: string;
	action: string;
	subject: string;
	allowed: Bit;
	added_at: number;
}

interface CounterRow {
	/** Days since 1970 by Beijing's calendar. */
	day: number;
	name: string;
	times: number;
}
