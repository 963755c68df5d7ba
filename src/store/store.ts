/** The store port: what the bot remembers across restarts. Little, masked, short-lived. */

import type { Call } from "../chat/adapter.ts";
import type { Incoming, Place } from "../chat/incoming.ts";

/** All times are milliseconds since 1970. Methods reject with the driver's error when the database fails. */
export interface Store extends Tables {
	/** All of it or nothing. Inside, only the given tables may be used; do nothing slow there. */
	transaction<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
	personKey: PersonKey;
	/** How much waits; `parked` counts the messages given up that are still kept. */
	depths(): Promise<{ inbox: number; outbox: number; parked: number }>;
	/** Forgets what has outlived its {@link Retention}; parks what has waited in the inbox for as long. */
	prune(now: number): Promise<void>;
	/** May be called twice. */
	close(): Promise<void>;
}

export interface Tables {
	inbox: Inbox;
	outbox: Outbox;
	conversations: ConversationTable;
	chats: Chats;
	answers: Answers;
	feedback: Feedback;
	unanswered: Unanswered;
	audit: Audit;
	counters: Counters;
	pushes: Pushes;
}

/** How long things are kept. */
export interface Retention {
	/** Ids of handled messages, against being delivered again; platforms do so for up to 24 hours. At least 8. */
	inboxHours: number;
	/** What an answer showed, for its buttons. */
	answersDays: number;
	unansweredDays: number;
	feedbackDays: number;
	auditDays: number;
	countersDays: number;
}

/** Each addressed message or click once. */
export interface Inbox {
	/** Null when the platform's id is known already: it was delivered again. */
	record(event: Incoming, now: number): Promise<Waiting | null>;
	/** What was recorded and not yet handled, in the order of its coming. */
	waiting(): Promise<Waiting[]>;
	/**
	 * Reads an entry for work and counts the try. Null when it is no longer waiting, or when it cannot be read (written by
	 * another version, or by hand): then it is parked, because no later try could read it either.
	 */
	take(
		id: number,
	): Promise<{ event: Incoming; tries: number; recordedAt: number } | null>;
	/** Handled: its id stays, what it said is erased. */
	done(id: number, now: number): Promise<void>;
	/** Given up. Its text goes when it is pruned. */
	park(id: number, now: number): Promise<void>;
}

/** A reference to an entry of the inbox. */
export interface Waiting {
	id: number;
	platform: string;
	chat: string;
}

/** A push is never repeated on its own when its fate is not known; an answer is. */
export type OutboxKind = "answer" | "push";

export interface OutboxEntry {
	id: number;
	kind: OutboxKind;
	platform: string;
	chat: string;
	group: boolean;
	/** Smaller goes first. */
	priority: number;
	/** Not before. */
	dueAt: number;
	tries: number;
	call: Call;
	/** The entry of {@link Answers} that this message shows. */
	answer: number | null;
	/** When what this answers was recorded. */
	heardAt?: number;
	/** The message that this changes. Only the latest change of a message is sent. */
	edits?: string;
	/** The push that this is a copy of. A chat gets one copy of a push. */
	push?: number;
	/** When it was first tried. */
	triedAt?: number;
}

export type NewOutboxEntry = Omit<OutboxEntry, "id" | "tries"> & {
	/** At most one entry ever has this key; null for any number. */
	once: string | null;
	/** Numbers of the articles that a push's copy shows. */
	articles?: readonly number[];
};

/**
 * How an entry ended: `unknown` may or may not have arrived; `superseded` by a later change of the same message; `cancelled`
 * before it was sent; `nothing` of a push is what its chat wants.
 */
export type OutboxEnd =
	| "sent"
	| "refused"
	| "gone"
	| "unknown"
	| "given_up"
	| "superseded"
	| "cancelled"
	| "nothing";

export interface Outbox {
	/** Null when another entry has its `once` key, or the chat a copy of its push. Earlier changes of the same message that are not sent yet are dropped. */
	add(entry: NewOutboxEntry, now: number): Promise<OutboxEntry | null>;
	/**
	 * What is still to be sent, in order of priority and coming. Called once at the start: entries that were being sent when
	 * the process died are back in line if they are answers, or pushes on a platform that would drop what it has got; other
	 * pushes are `unknown`. What cannot be read is `given_up`.
	 * @param repeatableMs by platform: for how long after its first try a call may be made again.
	 */
	recover(
		now: number,
		repeatableMs?: Readonly<Record<string, number>>,
	): Promise<OutboxEntry[]>;
	/** Queued by another process (the command line) since the last look. */
	queuedAfter(id: number): Promise<OutboxEntry[]>;
	/** Just before the call is made; false when the entry is no longer queued (withdrawn, gone). */
	sending(id: number, now: number): Promise<boolean>;
	/** The call is to be made again, unless a later entry changes the same message. Counts a try. */
	again(id: number, dueAt: number, why: string, now: number): Promise<void>;
	/** Ended: the call is erased. A sent message's id is kept with its answer. */
	end(
		id: number,
		how: { end: OutboxEnd; why: string | null; messageId: string | null },
		now: number,
	): Promise<void>;
	/** Entries of a chat that are not sent yet are dropped as `gone`; their ids. */
	drop(platform: string, chat: string, now: number): Promise<number[]>;
	/** Copies of a push that are not sent yet are `cancelled`; how many were. */
	cancel(push: number, now: number): Promise<number>;
	/** What became of a push's copies so far, by platform; `waiting` are those not yet ended. */
	tally(push: number): Promise<Tally[]>;
	/** The copies that ended so, in the order of their coming. */
	copies(push: number, ends: readonly OutboxEnd[]): Promise<Copy[]>;
	/** The copies of an issue's summary that are in the chats or on their way, of whichever push. */
	standing(issue: string): Promise<StandingCopy[]>;
	/** The latest summary that a chat got; null where there is none, or it was taken back. */
	lastSummary(
		place: Pick<Place, "platform" | "chat">,
	): Promise<{ push: number; messageId: string | null; at: number } | null>;
	/** Messages that the last 20,000 copies stand in, the oldest first. */
	messages(platform: string): Promise<string[]>;
	/** Puts a copy that was not sent back in line. Null when it was sent, or is in line. */
	retry(
		id: number,
		copy: { call: Call; dueAt: number; articles: readonly number[] },
	): Promise<OutboxEntry | null>;
}

export interface Tally {
	platform: string;
	end: OutboxEnd | "waiting";
	count: number;
}

/** One chat's copy of a push. */
export interface Copy {
	id: number;
	platform: string;
	chat: string;
	/** Empty where it is not known. */
	title: string;
	group: boolean;
	end: OutboxEnd;
	why: string | null;
	messageId: string | null;
}

export interface StandingCopy extends Omit<Copy, "end" | "why"> {
	push: number;
	/** `queued` may still be taken back; `unknown` may have arrived. */
	is: "queued" | "sending" | "sent" | "unknown";
	/** Numbers of the articles that it shows; null where an earlier version did not note them. */
	articles: readonly number[] | null;
	/** Its push was taken back: `done` where the message was changed or still will be, `failed` where it stays as it was. */
	takenBack: "no" | "done" | "failed";
	/** A later word stands in its place, or is on its way there. */
	changed: boolean;
}

/**
 * `preview` was shown to somebody; `waiting` for a second person; `approved` and due, or not yet; `running`: its copies are
 * in the outbox; `done`; `retrying`: those that failed are to be sent again; `cancelled`; `withdrawn` after it was sent.
 */
export type PushState =
	| "preview"
	| "waiting"
	| "approved"
	| "running"
	| "done"
	| "retrying"
	| "cancelled"
	| "withdrawn";

/** A member of staff, by the platform's own id. */
export interface Approver {
	platform: string;
	id: string;
	at: number;
}

/** Where its progress is told: the message that is changed, if there is one. */
export interface ReportPlace {
	platform: string;
	chat: string;
	messageId: string | null;
}

/** A summary on its way to the chats that want it. */
export interface Push {
	id: number;
	kind: PushKind;
	issue: string;
	/** Of the issue as it was shown; see `issue-desk.ts`. */
	hash: string;
	/** What is said, JSON; its form follows from the kind. */
	content: string;
	state: PushState;
	approvals: readonly Approver[];
	report: ReportPlace | null;
	/** Not before. */
	dueAt: number;
	addedAt: number;
	startedAt: number | null;
	endedAt: number | null;
}

/** An issue's summary; a line to those who got an article that was corrected or taken back; or a push taken back. */
export type PushKind = "summary" | "notice" | "withdrawal";

export type NewPush = Pick<Push, "kind" | "issue" | "hash" | "content"> &
	Partial<Pick<Push, "state" | "approvals" | "report" | "dueAt">>;

export interface Pushes {
	add(push: NewPush, now: number): Promise<Push>;
	find(id: number): Promise<Push | null>;
	/** The newest first; of all kinds and states where none are named. */
	last(
		limit: number,
		of?: { kind: PushKind; states: readonly PushState[] },
	): Promise<Push[]>;
	/** An issue's, the newest first. */
	ofIssue(issue: string, kind: PushKind): Promise<Push[]>;
	/** In the order in which they are due. */
	inState(states: readonly PushState[]): Promise<Push[]>;
	/** Changes it if it is in one of these states still; false when it is not. */
	change(
		id: number,
		from: readonly PushState[],
		to: Partial<
			Pick<
				Push,
				"state" | "approvals" | "report" | "dueAt" | "startedAt" | "endedAt"
			>
		>,
	): Promise<boolean>;
}

/** Who talks where, without a name: see {@link PersonKey}. */
export interface Talk {
	place: Place;
	person: string;
}

/** A person as the store knows them: a keyed hash, the same within one database only. */
export type PersonKey = (platform: string, id: string) => string;

/** A person's conversation in one place; 10 minutes after its last word it is none. */
export interface ConversationTable {
	recall(talk: Talk, now: number): Promise<string | null>;
	keep(talk: Talk, content: string, now: number): Promise<void>;
	forget(talk: Talk): Promise<void>;
	/** In every place. */
	forgetPerson(person: string): Promise<void>;
}

export interface ChatSettings {
	/** When a group's message is for the bot: only when it is spoken to, or whenever something is asked. */
	listens: "addressed" | "questions";
	/** Gets the summaries of new issues. */
	subscribed: boolean;
	/** Of which places and kinds; an empty list means all. */
	wants: Wants;
	/** No push comes between these times of the day; null for any time. */
	quiet: QuietHours | null;
}

export interface Wants {
	/** As they were typed, 绍兴. */
	places: readonly string[];
	kinds: readonly ("policy" | "event" | "news")[];
}

/** From one time of the day to another, HH:MM; over midnight where the second is the earlier; none where they are the same. */
export interface QuietHours {
	from: string;
	to: string;
}

export interface Chat extends ChatSettings {
	platform: string;
	chat: string;
	title: string;
	group: boolean;
	/** False once the bot was removed. */
	active: boolean;
}

export interface Chats {
	find(platform: string, chat: string): Promise<Chat | null>;
	/** Adds the chat with the default settings, or makes it active again with those it had; corrects its title. */
	join(
		chat: Pick<Chat, "platform" | "chat" | "title" | "group">,
		now: number,
	): Promise<Chat>;
	/** Not active and not subscribed any more. */
	leave(platform: string, chat: string, now: number): Promise<void>;
	/** Takes away what is known of the chat. */
	forget(platform: string, chat: string): Promise<void>;
	/** Settings go to the new id, and so does all that waits in the inbox and the outbox, answers and conversations. */
	move(platform: string, from: string, to: string, now: number): Promise<void>;
	change(
		platform: string,
		chat: string,
		settings: Partial<ChatSettings>,
	): Promise<void>;
	subscribed(platform: string): Promise<Chat[]>;
	count(): Promise<{ active: number; groups: number; subscribed: number }>;
}

/** What the bot's answers showed, so that their buttons work for as long as the message can be seen. */
export interface Answers {
	add(answer: { place: Place; content: string }, now: number): Promise<number>;
	find(
		id: number,
	): Promise<{ place: Place; content: string; addedAt: number } | null>;
	change(id: number, content: string): Promise<void>;
	/** What stands in this message of the bot's. */
	inMessage(
		place: Pick<Place, "platform" | "chat">,
		messageId: string,
	): Promise<string | null>;
	/** The messages that the last 20,000 stand in, the oldest first. */
	messages(platform: string): Promise<string[]>;
	/** All of a chat's; their buttons end. */
	forget(platform: string, chat: string): Promise<void>;
}

export interface Feedback {
	/** One vote a person and answer, the last one counts. Gives the votes of the answer. */
	vote(
		vote: { answer: number; person: string; useful: boolean },
		now: number,
	): Promise<{ useful: number; useless: number }>;
	votes(since: number): Promise<{ useful: number; useless: number }>;
	votesOn(answer: number): Promise<{ useful: number; useless: number }>;
	/** What a person wrote about the bot, masked. */
	comment(
		comment: { platform: string; person: string; text: string },
		now: number,
	): Promise<void>;
	/** Newest first. */
	comments(limit: number): Promise<{ text: string; at: number }[]>;
	/** Takes away what a person voted and wrote. */
	forget(person: string): Promise<void>;
}

/** Questions that found no answer: masked by whoever adds them, counted, without a person. */
export interface Unanswered {
	add(question: string, now: number): Promise<void>;
	/** The most frequent first, then the newest. */
	top(
		limit: number,
	): Promise<{ question: string; count: number; lastAt: number }[]>;
}

export interface AuditEntry {
	platform: string;
	/** The staff member's id on the platform, or of whoever tried. */
	actor: string;
	action: string;
	subject: string;
	allowed: boolean;
}

export interface Audit {
	add(entry: AuditEntry, now: number): Promise<void>;
	/** Newest first. */
	last(limit: number): Promise<(AuditEntry & { at: number })[]>;
}

/** Events counted by day, for staff. */
export interface Counters {
	add(name: string, now: number): Promise<void>;
	/** Sums by name. */
	since(from: number): Promise<Record<string, number>>;
}
