/** The port that each platform fills. Adapters know nothing of the bot but this. */

import type { Click, Incoming, Message, Person, Place } from "./incoming.ts";
import type { Outgoing } from "./reply.ts";

export interface Adapter {
	readonly platform: string;
	/** What the platform allows; whoever calls {@link deliver} keeps to it. */
	readonly limits: readonly Limit[];
	/**
	 * For so long after its first try a call may be made again: the platform drops what it got already. 0 where a call made
	 * twice is a message said twice.
	 */
	readonly repeatableMs: number;
	/** For so long a message that stands in a chat may be changed; Infinity where there is no end to it. */
	readonly editableMs: number;
	/** Whether everybody is shown how many found an answer useful: not where changing a message takes from what may be said. */
	readonly showsVotes: boolean;
	/** For what the platform posts to the bot's own HTTP server; null where the bot fetches it. */
	readonly webhook: Webhook | null;
	/**
	 * Starts listening, and goes on by itself through every failure that can pass. Resolves once the connection was tried;
	 * rejects only where nothing but a person can help (a wrong token).
	 */
	start(receive: Receive): Promise<void>;
	/** The platform's calls that say this, in order; plain JSON, so that they can be kept and made after a restart. */
	render(outgoing: Outgoing, place: Place): Call[];
	/** Makes one call. Never throws, never waits longer than its time limit, never repeats by itself what may have arrived. */
	deliver(chat: string, call: Call): Promise<Delivery>;
	/** What was sent as a file. Never throws. */
	fetchFile(message: Message): Promise<FetchedFile>;
	/** Never throws. @param withinMs what is not known by then is unknown; the adapter's own limit where it is not given. */
	standingOf(
		chat: string,
		person: Person,
		withinMs?: number,
	): Promise<Standing>;
	/** Shows that the bot is at work, as far as the platform can. Never throws, waits for nothing. */
	showWorking(place: Place): void;
	/** Ends the waiting sign on a button, with a short notice to whoever pressed it. Never throws. */
	acknowledge(click: Click, notice: string | null): Promise<void>;
	/** Registers what the platform shows in its menu. Never throws. */
	describeCommands(menu: CommandMenu): Promise<void>;
	health(): AdapterHealth;
	/** Stops listening. What was received is recorded first. May be called twice, and before the start has finished. */
	stop(): Promise<void>;
}

export interface Webhook {
	/** From the first slash on, without the server's own. */
	path: string;
	handle: HandleRequest;
}

/** With names in lower case, as Node has them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

export type HandleRequest = (
	headers: Headers,
	/** Whatever the content type says: what is signed are the bytes. */
	rawBody: Buffer,
) => Promise<{ status: number; body?: unknown }>;

/**
 * Takes an event. Resolves once it is safe (recorded, or not meant for the bot); rejects when it could not be recorded:
 * then the platform must be let to deliver it again.
 */
export type Receive = (event: Incoming) => Promise<void>;

/** One call of a platform's API, without the chat, which may move to another id meanwhile. */
export type Call = Record<string, unknown>;

/** So many messages within so many milliseconds. */
export interface Limit {
	/** What is counted together: all that the bot sends, what goes to one chat, to one group. */
	of: "all" | "chat" | "group";
	count: number;
	perMs: number;
}

/** How a call ended. */
export type Delivery =
	| { result: "sent"; messageId: string | null }
	/** The platform asks to wait, for this chat or in all. */
	| { result: "wait"; ms: number; of: "chat" | "all"; why: string }
	/** The chat has another id now; the call was not carried out. */
	| { result: "moved"; to: string }
	/** Nothing can be said in this chat any more. */
	| { result: "gone"; why: string }
	/** The platform refuses this message for good; `censored` when it is for what it says. */
	| { result: "refused"; why: string; censored?: true }
	/** A failure that may pass; `arrived` tells whether the message may have been sent all the same. */
	| { result: "failed"; why: string; arrived: boolean };

export type FetchedFile =
	| { bytes: Uint8Array }
	/** The platform gives out no files of that size; or it did not work, in a few words without secrets. */
	| { problem: "too large" }
	| { problem: "failed"; why: string };

/** What somebody is in a chat: alone with the bot, one who decides for the group, one who does not; or nobody can tell now. */
export type Standing = "alone" | "administrator" | "member" | "unknown";

export interface AdapterHealth {
	/** Able to receive: connected, authorised, listening. */
	ready: boolean;
	/** Times in milliseconds since 1970; null for never. */
	lastInbound: number | null;
	lastContact: number | null;
	/** What is wrong, in a few words without secrets; null when nothing is. */
	problem: string | null;
}

/** Commands by who is to see them. */
export interface CommandMenu {
	direct: readonly CommandEntry[];
	group: readonly CommandEntry[];
	/** Administrators of groups see these besides. */
	administrators: readonly CommandEntry[];
	/** Staff see these besides, in their direct chats. */
	staff: { ids: readonly string[]; entries: readonly CommandEntry[] };
}

export interface CommandEntry {
	/** Latin, without the slash. */
	name: string;
	description: string;
}
