/** Takes in what the platforms deliver: what is not meant for the bot is forgotten, the rest is recorded once. */

import { asksSomething } from "../answering/asks.ts";
import type { Receive } from "../chat/adapter.ts";
import type { Incoming, Message } from "../chat/incoming.ts";
import type { Store, Waiting } from "../store/store.ts";

export interface IntakeParts {
	store: Store;
	now: () => Date;
	/** How a group listens that has no setting of its own. */
	listens: "addressed" | "questions";
	/** Called with what was recorded, once it is safe. */
	onRecorded(waiting: Waiting): void;
	onForgotten(platform: string): void;
	/** The platform delivered something again. */
	onRepeated(platform: string): void;
}

/**
 * A platform hears "received" only once the message is in the store, so that it delivers again what was lost before.
 * Rejects when the store cannot record it.
 */
export function createIntake(parts: IntakeParts): Receive {
	const { store, now } = parts;
	return async (event) => {
		const { platform } = event.place;
		if (!(await isForUs(event))) return parts.onForgotten(platform);
		const waiting = await store.inbox.record(event, now().getTime());
		if (waiting) parts.onRecorded(waiting);
		else parts.onRepeated(platform);
	};

	async function isForUs(event: Incoming): Promise<boolean> {
		if (event.kind !== "message" || event.addressed !== null) return true;
		// First what costs nothing: most talk of a group asks nothing.
		return (
			asksSomething(event.text) && (await listensTo(event)) === "questions"
		);
	}

	async function listensTo({ place }: Message) {
		const chat = await store.chats.find(place.platform, place.chat);
		return chat?.listens ?? parts.listens;
	}
}
