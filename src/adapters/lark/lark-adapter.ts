/** Lark and Feishu as the bot sees them: everything of this folder put together. */

import { randomUUID } from "node:crypto";
import type {
	Adapter,
	AdapterHealth,
	Limit,
	Receive,
} from "../../chat/adapter.ts";
import { reasonOf } from "./answer.ts";
import { createApi } from "./api.ts";
import { createChats } from "./chats.ts";
import { ANSWER_MS, createClicks } from "./clicks.ts";
import {
	createBackOff,
	createConnection,
	isUnknownApp,
	type LarkLog,
	type Sleep,
	UnknownApp,
} from "./connection.ts";
import { createDeliver } from "./deliver.ts";
import { PLATFORM } from "./event.ts";
import { createFetchFile } from "./fetch-file.ts";
import { createHttpInstance } from "./http-instance.ts";
import { findIdentity } from "./identity.ts";
import { createOwnMessages } from "./own-messages.ts";
import { createRefusalWatch } from "./refusal-watch.ts";
import { createRender } from "./render.ts";
import { listenBySocket, SOCKET_TIMING, type SocketTiming } from "./socket.ts";
import { type Listener, type TakenIn, takeIn } from "./take-in.ts";
import { createWebhook, WEBHOOK_PATH } from "./webhook.ts";

export interface LarkOptions {
	appId: string;
	appSecret: string;
	/** Without a path or a slash at its end. */
	domain: string;
	mode: "websocket" | "webhook";
	/** Needed in webhook mode. */
	webhook: { encryptKey: string; verificationToken: string | null } | null;
	/** Messages of the bot's own from before the start, the oldest first: an answer to one of them is for the bot. */
	saidBefore: readonly string[];
	now: () => Date;
	sleep: Sleep;
	/** From 0 to 1. */
	random?: () => number;
	log: LarkLog;
	/** Called when Lark refuses the app for good after the start; nothing but a person can help then. */
	onFatal(error: Error): void;
	timing?: Partial<LarkTiming>;
}

export interface LarkTiming extends SocketTiming {
	/** For any call. */
	callMs: number;
	/** How long a button waits for its notice. */
	clickMs: number;
}

/** Lark answers within a second; what takes longer has most likely been lost. */
const CALL_MS = 12_000;

/**
 * https://open.feishu.cn/document/server-docs/im-v1/message/create: 5 a second to one person or group, which all bots in
 * it share; 50 a second and 1000 a minute in all.
 */
const LIMITS: readonly Limit[] = [
	{ of: "all", count: 50, perMs: 1000 },
	{ of: "all", count: 1000, perMs: 60_000 },
	{ of: "chat", count: 5, perMs: 1000 },
];

/** "Within one hour": https://open.feishu.cn/document/server-docs/im-v1/message/create. Some minutes less, for clocks. */
const REPEATABLE_MS = 55 * 60_000;

/** "Within 14 days": https://open.feishu.cn/document/server-docs/im-v1/message-card/patch */
const EDITABLE_MS = 14 * 24 * 3_600_000;

export function createLarkAdapter(options: LarkOptions): Adapter {
	const { log, mode, sleep, random = Math.random } = options;
	const now = () => options.now().getTime();
	const steady = () => performance.now();
	const timing = {
		...SOCKET_TIMING,
		callMs: CALL_MS,
		clickMs: ANSWER_MS,
		...options.timing,
	};
	const timeoutMs = timing.callMs;
	const seen: Pick<AdapterHealth, "lastInbound" | "lastContact"> = {
		lastInbound: null,
		lastContact: null,
	};
	const contact = () => {
		seen.lastContact = now();
	};
	const clicks = createClicks(sleep, timing.clickMs);
	const own = createOwnMessages(options.saidBefore);
	const stopping = new AbortController();
	const stop = stopping.signal;
	const http = createHttpInstance(mode === "webhook" ? contact : () => {});
	const connection = createConnection([
		"app",
		"identity",
		mode === "webhook" ? "webhook" : "socket",
	]);
	const api = createApi({
		...options,
		http,
		now: steady,
		onToken(failure) {
			connection.say("app", failure && `token: ${reasonOf(failure)}`);
			// On a quiet day nobody would ask again for long, and the bot would pass for ill. Who must know of it waits for it.
			if (failure) authorise().catch(() => {});
		},
	});
	const chats = createChats({
		api,
		now: steady,
		timeoutMs: Math.min(timeoutMs, CHAT_MS),
		log,
	});
	const webhook =
		mode === "webhook" && options.webhook
			? createWebhook({
					...options.webhook,
					appId: options.appId,
					now,
					onRequest: createRefusalWatch(log, now),
				})
			: null;
	const underWay = new Set<Promise<TakenIn>>();
	let botId: string | null = null;
	let muted = false;
	let authorising: Promise<void> | null = null;
	let started: Promise<void> | null = null;
	/** The connection was tried, well or not. */
	let tried = () => {};
	let running: Promise<unknown> = Promise.resolve();

	/** Until Lark knows the app, or the bot is stopped. @throws UnknownApp */
	function authorise(): Promise<void> {
		authorising ??= askForToken().finally(() => {
			authorising = null;
		});
		return authorising;
	}

	async function askForToken(): Promise<void> {
		const backOff = createBackOff(random);
		while (!stop.aborted) {
			const failure = await api.authorise({ timeoutMs, signal: stop });
			if (failure === null || stop.aborted) return;
			if (isUnknownApp(failure)) throw new UnknownApp();
			const waitMs = backOff.next();
			log.warn({ problem: reasonOf(failure), waitMs }, "Lark gives no token");
			tried();
			await sleep(waitMs, stop);
		}
	}

	async function identify(): Promise<void> {
		await findIdentity({
			api,
			sleep,
			backOff: createBackOff(random),
			timeoutMs,
			stop,
			onTry(identity, problem) {
				connection.say("identity", problem);
				if (identity) {
					botId = identity.openId;
					log.info({ bot: identity.name, mode }, "Lark tells who the bot is");
				} else
					log.error(
						{ problem },
						"Lark does not tell who the bot is; until then it is silent in groups, and what may be for it comes again",
					);
			},
		});
	}

	function take(raw: unknown, listener: Listener): Promise<TakenIn> {
		const taking = takeIn(raw, listener).finally(() => underWay.delete(taking));
		underWay.add(taking);
		return taking;
	}

	/** Until it is stopped. @throws UnknownApp */
	async function listen(receive: Receive): Promise<void> {
		const listener: Listener = {
			botId: () => botId,
			isOwn: own.has,
			chats,
			clicks,
			receive,
			log,
			now,
			onInbound() {
				seen.lastInbound = now();
				contact();
			},
		};
		await authorise();
		if (stop.aborted) return;
		// Who the bot is must be known before the first message comes, if Lark tells it at once.
		const identified = identify();
		await Promise.race([identified, sleep(QUICK_MS, stop)]);
		if (stop.aborted) return;
		if (webhook) {
			webhook.open((raw) => take(raw, listener));
			connection.say("webhook", null);
			tried();
			await identified;
			return;
		}
		await listenBySocket(
			{
				...options,
				// What is still being said when the bot stops may end; a search for the socket need not.
				http: createHttpInstance(() => {}, stop),
				now: steady,
				backOff: createBackOff(random),
				timing,
				async take(raw) {
					// Another connection gets it, or this bot when it is back.
					if (stop.aborted) throw new Error("the bot stops");
					const { safe, response } = await take(raw, listener);
					if (!safe) throw new Error("not recorded");
					return response;
				},
				onState(problem) {
					connection.say("socket", problem);
					tried();
				},
				onPong: contact,
				settled: () => Promise.all(underWay),
				beforeAgain: authorise,
			},
			stop,
		);
	}

	return {
		platform: PLATFORM,
		limits: LIMITS,
		repeatableMs: REPEATABLE_MS,
		editableMs: EDITABLE_MS,
		showsVotes: true,
		webhook: webhook && { path: WEBHOOK_PATH, handle: webhook.handle },
		start(receive) {
			started ??= new Promise((resolve, reject) => {
				let waiting = true;
				tried = () => {
					waiting = false;
					resolve();
				};
				running = listen(receive).then(tried, (error: Error) => {
					connection.say("app", error.message);
					log.error({ problem: error.message }, "Lark refuses the app");
					if (waiting) reject(error);
					else options.onFatal(error);
				});
			});
			return started;
		},
		render: createRender(randomUUID),
		deliver: createDeliver({
			api,
			now: steady,
			timeoutMs,
			onSent: own.add,
			onMute(problem) {
				if (problem !== null && !muted)
					log.error({ problem }, "Lark lets the bot say nothing");
				muted = problem !== null;
				connection.say("speech", problem && `cannot speak: ${problem}`);
			},
		}),
		fetchFile: createFetchFile({ api, timeoutMs: FILE_MS }),
		standingOf: chats.standingOf,
		// Lark has no sign for it, and an answer is there before one could be read.
		showWorking() {},
		async acknowledge({ id }, notice) {
			clicks.answer(id, notice);
		},
		// Its menu can be made in the developer console only; commands are words.
		async describeCommands() {},
		health: () => ({ ...connection.status(), ...seen }),
		async stop() {
			stopping.abort();
			clicks.end();
			await Promise.all([...underWay, webhook?.close()]);
			await running;
			connection.say("app", "stopped");
		},
	};
}

/** Nobody needs to know it for longer, and a few who wait for it hold up other chats. */
const CHAT_MS = 5000;

/** Some megabytes over a slow line. */
const FILE_MS = 60_000;

/** Who the bot is may keep the start waiting for so long. */
const QUICK_MS = 1500;
