/** A platform as the contract sees it: people, groups, what members see, and what goes wrong. */

import type { Adapter, Receive } from "../../../src/chat/adapter.ts";
import type { Incoming } from "../../../src/chat/incoming.ts";

export interface StageOptions {
	/** How long a call may take. */
	callMs?: number;
	/** How long the platform has to wait for a notice that never comes, where it waits for one. */
	noticeMs?: number;
	/** The bot's clock. */
	now?: () => Date;
	/** The platform's limits hold, and its clock stands still. */
	limits?: true;
	credentials?: "wrong";
}

export interface Stage {
	adapter: Adapter;
	/** What the bot got, in order. */
	received: Incoming[];
	/** The texts of the messages among it. */
	heard(): string[];
	receive: Receive;
	/** Put something here to have it fail. */
	store: { failure: Error | null; before: (event: Incoming) => unknown };
	logged: { level: string; fields: object; message: string }[];
	fatal: Error[];
	/** Starts the adapter, unless it has started, until it is ready and can be reached. */
	connect(): Promise<void>;
	/** Whether the adapter holds a connection to the platform: never, where the platform calls it. */
	connected(): boolean;

	/** What may be told nobody. */
	secrets: readonly string[];
	/** What an operator has to look at where the credentials are wrong. */
	variable: string;

	/** The bot is in it, unless it is told otherwise. */
	group(options?: { title?: string; bot?: "absent" }): Group;
	person(name: string): Person;
	direct(person: Person): Room;
	/** @throws Error when there is no such button. */
	presses(person: Person, shown: Shown, label: string): Press;
	/** What a hostile client can do. */
	forges(person: Person, shown: Shown, action: string): Press;
	/** Something that is not what the platform documents, with this in it. */
	sendsNonsense(words: string): void;
	/** Resolves when the platform has got rid of all that it had; where it waits before it delivers again, time passes. */
	deliverAll(): Promise<void>;
	/** How much the platform still has for the bot. */
	waiting(): number;

	/** What the bot said, as its members see it now, in order. */
	shown(): Shown[];
	/** How often the platform was called to say something. */
	tries(): number;
	/** How often it was called at all. */
	calls(): number;
	/** The next messages of the bot meet this. */
	fail(fault: Fault, times?: number): void;
	/** The next file that is asked for. */
	failFile(fault: "502" | "cuts"): void;
	/** Nobody listens there any more. */
	close(): Promise<void>;
	/** Nothing works at the platform, until it is over. */
	outage(): { over(): void };
	/** The platform no longer knows the bot. */
	revoke(): void;
	/** The platform's clock goes on, where it has one. */
	passTime(ms: number): Promise<void>;
}

export type Fault =
	| "asks to wait"
	| "refuses"
	/** Refuses, and repeats what it got with all secrets. */
	| "babbles"
	/** Cut before the platform did anything; after members saw it. */
	| "cuts"
	| "cuts after"
	/** No answer ever comes; members saw it all the same. */
	| "hangs"
	| "hangs after"
	| "answers late"
	/** A server in front of the platform answers. */
	| "502"
	| "503"
	| "a page";

export interface Person {
	/** As events bring it. */
	readonly id: string;
	readonly name: string;
}

/** Where people speak. */
export interface Room {
	/** As events bring it. */
	readonly chat: string;
	says(person: Person, text: string): Said;
	/** Calls the bot by name, in front. */
	asks(person: Person, text: string): Said;
	/** Calls somebody else by name. */
	calls(person: Person, other: Person, text: string): Said;
	/** `@bot` in the text calls the bot. */
	answers(person: Person, target: Said | Shown, text: string): Said;
	sendsPicture(person: Person): Said;
	sendsFile(
		person: Person,
		file: { name: string; content: Uint8Array | string },
	): Said;
}

export interface Group extends Room {
	readonly title: string;
	/** A topic of its own, or a thread under a message. */
	thread(): Room;
	/** Tells nobody. */
	makes(person: Person, what: "owner" | "administrator" | "member"): void;
	addBot(): void;
	removeBot(): void;
	/** Calls the bot by name. */
	otherBotSays(text: string): void;
	/** The bot's own words come back to it. */
	botSays(text: string): void;
}

export interface Said {
	/** The message's id, as events bring it. */
	readonly id: string;
	/** The platform delivers it once more. */
	comesAgain(): void;
}

export interface Shown {
	id: string;
	chat: string;
	text: string;
	buttons: string[];
	/** The message that it answers. */
	answers: string | null;
	/** The thread in which it stands, as events name it. */
	thread: string | null;
	edits: number;
}

export interface Press {
	/** What whoever pressed is shown; null for nothing. Fails where the bot lets the platform wait in vain. */
	notice(): Promise<string | null>;
}
