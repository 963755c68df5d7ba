/** What the speakers of a scene share: the world, the way to the bot, and a record of what was said. */

import type { Changes } from "../waiting.ts";
import type { PlatformEvent, SendOptions } from "./deliveries.ts";
import type { SentLog } from "./sent.ts";
import type { ChatState, StoredMessage, World } from "./world.ts";

export interface Stage {
	world: World;
	sent: SentLog;
	changes: Changes;
	transcript: Transcript;
	/** How long a bot may take to answer an event. */
	ackMs: number;
	now(): number;
	/** Writes down what the members see now of a message of the bot. */
	tell(message: StoredMessage, how?: string): void;
	emit(type: string, event: object, options?: SendOptions): PlatformEvent;
}

/** Where something is said. */
export interface Place {
	readonly chat: ChatState;
	/** The message under which the thread hangs; null outside of one. */
	readonly thread: StoredMessage | null;
}

/** What somebody said. */
export interface Said {
	readonly messageId: string;
	readonly message: StoredMessage;
	/** Null when it is not shown to the bot. */
	readonly event: PlatformEvent | null;
}

/** A member's message, or one of the bot's. */
export interface Target {
	readonly message: StoredMessage;
}

export interface Transcript {
	note(chat: ChatState, line: string): void;
	/** Of one chat, or of all. */
	read(chat?: ChatState): string;
}

export function createTranscript(now: () => number): Transcript {
	const lines: { chat: ChatState; line: string }[] = [];
	return {
		note(chat, line) {
			const time = new Date(now()).toISOString().slice(11, 23);
			lines.push({ chat, line: `${time} ${line}` });
		},
		read(only) {
			const told = lines.filter(({ chat }) => !only || chat === only);
			return told
				.map(({ chat, line }) => `[${titleOf(chat)}] ${line}`)
				.join("\n");
		},
	};
}

function titleOf({ mode, name, members }: ChatState): string {
	if (mode !== "p2p") return name;
	return `direct: ${[...members].map((member) => member.name).join()}`;
}

/** ` (thread of #1) (to #2)`: where a message hangs. */
export function hangsOn({ thread, root, parent }: StoredMessage): string {
	const inThread = thread && root ? ` (thread of #${root.n})` : "";
	return parent ? `${inThread} (to #${parent.n})` : inThread;
}
