/** What the store's tests put into it. */

import path from "node:path";
import { onTestFinished } from "vitest";
import type { Message, Place } from "../../src/chat/incoming.ts";
import { openStore } from "../../src/store/open-store.ts";
import type {
	NewOutboxEntry,
	Retention,
	Store,
} from "../../src/store/store.ts";
import { tempFolder } from "./temp-folder.ts";

export const RETENTION: Retention = {
	inboxHours: 24,
	answersDays: 30,
	unansweredDays: 90,
	feedbackDays: 90,
	auditDays: 365,
	countersDays: 365,
};

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** 12 March 2024, noon in Beijing. */
export const NOON = Date.UTC(2024, 2, 12, 4);

export const GROUP: Place = { platform: "telegram", chat: "-100", topic: null };

/** A store in a file of its own, closed when the test is over. */
export async function fileStore(): Promise<{ store: Store; file: string }> {
	const file = path.join(await tempFolder(), "state.db");
	return { store: await storeAt(file), file };
}

export async function storeAt(file: string): Promise<Store> {
	const store = await openStore(file, { retention: RETENTION });
	onTestFinished(() => store.close());
	return store;
}

export function message(id: string, place: Place = GROUP): Message {
	return {
		kind: "message",
		id,
		place,
		at: NOON,
		direct: false,
		title: "电子厂职工群",
		sender: { id: "7", name: "小李", asGroup: false },
		text: "医疗互助怎么参加",
		addressed: "mention",
		messageId: "31",
	};
}

export function entry(with_: Partial<NewOutboxEntry> = {}): NewOutboxEntry {
	return {
		kind: "answer",
		platform: "telegram",
		chat: "-100",
		group: true,
		priority: 0,
		dueAt: NOON,
		call: { method: "sendMessage", text: "每人每年80元" },
		answer: null,
		once: null,
		...with_,
	};
}
