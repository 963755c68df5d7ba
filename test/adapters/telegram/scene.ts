/** The adapter beside a Telegram of the tests, and all that the bot would see of it. */

import { setImmediate } from "node:timers/promises";
import { onTestFinished } from "vitest";
import {
	createTelegramAdapter,
	type TelegramOptions,
} from "../../../src/adapters/telegram/telegram-adapter.ts";
import type { Adapter, Receive } from "../../../src/chat/adapter.ts";
import type { Incoming } from "../../../src/chat/incoming.ts";
import {
	type FakeBotApi,
	type FakeBotApiOptions,
	startFakeBotApi,
} from "../../support/telegram/fake-bot-api.ts";

export interface Scene {
	api: FakeBotApi;
	adapter: Adapter;
	/** What the bot got, in order. */
	received: Incoming[];
	/** The texts of the messages among it. */
	heard(): string[];
	receive: Receive;
	/** Put something here to have it fail. */
	store: { failure: Error | null; before: (event: Incoming) => unknown };
	logged: { level: string; fields: object; message: string }[];
	/** How long was waited after troubles, without waiting. */
	waits: number[];
	fatal: Error[];
}

export async function scene({
	fake = {},
	...options
}: Partial<TelegramOptions> & {
	fake?: FakeBotApiOptions;
} = {}): Promise<Scene> {
	const api = await startFakeBotApi({ limits: false, ...fake });
	onTestFinished(() => api.close());
	const received: Incoming[] = [];
	const store: Scene["store"] = { failure: null, before() {} };
	const logged: Scene["logged"] = [];
	const waits: number[] = [];
	const fatal: Error[] = [];
	const log = (level: string) => (fields: object, message: string) => {
		logged.push({ level, fields, message });
	};
	const adapter = createTelegramAdapter({
		token: api.token,
		apiRoot: api.root,
		mode: "polling",
		webhook: null,
		now: () => new Date(),
		sleep: async (ms, stop) => {
			waits.push(ms);
			if (ms < ROUTINE_MS) await setImmediate();
			else await ended(stop);
		},
		random: () => 1,
		log: { info: log("info"), warn: log("warn"), error: log("error") },
		onFatal: (error) => void fatal.push(error),
		...options,
	});
	onTestFinished(() => adapter.stop());
	return {
		api,
		adapter,
		received,
		heard: () =>
			received.flatMap((event) =>
				event.kind === "message" ? [event.text] : [],
			),
		async receive(event) {
			await store.before(event);
			if (store.failure) throw store.failure;
			received.push(event);
		},
		store,
		logged,
		waits,
		fatal,
	};
}

/** No trouble is waited out for so long; this is what happens now and then. */
const ROUTINE_MS = 5 * 60_000;

export function ended(stop: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (stop.aborted) resolve();
		stop.addEventListener("abort", () => resolve());
	});
}

/** A scene in which the adapter already listens. */
export async function listening(
	options: Parameters<typeof scene>[0] = {},
): Promise<Scene> {
	const made = await scene(options);
	await made.adapter.start(made.receive);
	await made.api.until(() => made.api.listening());
	return made;
}
