/** The adapter beside a Lark of the tests, and all that the bot would see of it. */

import { setImmediate, setTimeout } from "node:timers/promises";
import { onTestFinished, vi } from "vitest";
import {
	createLarkAdapter,
	type LarkOptions,
} from "../../../src/adapters/lark/lark-adapter.ts";
import type { Adapter, Call, Receive } from "../../../src/chat/adapter.ts";
import type { Incoming } from "../../../src/chat/incoming.ts";
import {
	type FakeOpenPlatform,
	type FakeOpenPlatformOptions,
	startFakeOpenPlatform,
} from "../../support/lark/fake-open-platform.ts";
import { outgoing, own } from "../telegram/replies.ts";

export interface Scene {
	api: FakeOpenPlatform;
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
	timing = {},
	...options
}: Partial<LarkOptions> & {
	fake?: FakeOpenPlatformOptions;
} = {}): Promise<Scene> {
	const api = await startFakeOpenPlatform({
		limits: false,
		...fake,
		sockets: { reconnectInterval: 0.02, ...fake.sockets },
	});
	onTestFinished(() => api.close());
	const received: Incoming[] = [];
	const store: Scene["store"] = { failure: null, before() {} };
	const logged: Scene["logged"] = [];
	const waits: number[] = [];
	const fatal: Error[] = [];
	const log = (level: string) => (fields: object, message: string) => {
		logged.push({ level, fields, message });
	};
	const adapter = createLarkAdapter({
		appId: api.appId,
		appSecret: api.appSecret,
		domain: api.root,
		mode: "websocket",
		webhook: null,
		saidBefore: [],
		now: () => new Date(),
		sleep: async (ms, stop) => {
			if (!BACK_OFFS.includes(ms)) {
				await setTimeout(ms, undefined, { signal: stop }).catch(() => {});
				return;
			}
			waits.push(ms);
			await setImmediate();
		},
		random: () => 1,
		log: { info: log("info"), warn: log("warn"), error: log("error") },
		onFatal: (error) => void fatal.push(error),
		timing: { lookMs: 5, leastMs: 10, clickMs: 2500, ...timing },
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

/** What is waited after troubles where chance does not shorten it. Everything else is waited for. */
const BACK_OFFS = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000];

/** A scene in which the adapter already listens. */
export async function listening(
	options: Parameters<typeof scene>[0] = {},
): Promise<Scene> {
	const made = await scene(options);
	await made.adapter.start(made.receive);
	await connected(made);
	return made;
}

/** The adapter is ready, and the platform knows it. */
export async function connected({ api, adapter }: Scene): Promise<void> {
	await soon(() => adapter.health().ready && api.listening());
}

/** It comes to be so, within a few seconds. */
export async function soon(check: () => boolean): Promise<void> {
	await vi.waitUntil(check, { timeout: 8000, interval: 5 });
}

/** The one call that says this in a chat. */
export function callOf(
	adapter: Scene["adapter"],
	words: string | ReturnType<typeof own>[],
	chat: string,
	fields: Parameters<typeof outgoing>[1] = {},
): Call {
	const lines = typeof words === "string" ? [own(words)] : words;
	const [call, ...more] = adapter.render(outgoing(lines, fields), {
		platform: "lark",
		chat,
		topic: null,
	});
	if (!call || more.length > 0) throw new Error("not one call");
	return call;
}
