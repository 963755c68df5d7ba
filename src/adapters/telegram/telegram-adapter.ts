/** Telegram as the bot sees it: everything of this folder put together. */

import type {
	Adapter,
	AdapterHealth,
	Limit,
	Receive,
} from "../../chat/adapter.ts";
import { createApi } from "./api.ts";
import { describeCommands } from "./commands.ts";
import {
	createConnection,
	type Sleep,
	type TelegramLog,
} from "./connection.ts";
import { createDeliver } from "./deliver.ts";
import { createFetchFile } from "./fetch-file.ts";
import { forgetWebhook, POLL_TIMING, type PollTiming, poll } from "./poll.ts";
import { render } from "./render.ts";
import { clip } from "./split.ts";
import { createStandingOf } from "./standing.ts";
import type { Listener } from "./take-in.ts";
import { CLICK_ID, PLATFORM } from "./update.ts";
import {
	createWebhook,
	REGISTER_AGAIN_MS,
	registerWebhook,
	undelivered,
	WEBHOOK_PATH,
} from "./webhook.ts";
import { Bot } from "./wire.ts";

export interface TelegramOptions {
	token: string;
	/** May have a path, as a proxy's has. */
	apiRoot: string;
	mode: "polling" | "webhook";
	/** Needed in webhook mode. */
	webhook: { secret: string; publicUrl: string } | null;
	now: () => Date;
	sleep: Sleep;
	/** From 0 to 1. */
	random?: () => number;
	log: TelegramLog;
	/** Called when Telegram refuses the bot for good after the start; nothing but a person can help then. */
	onFatal(error: Error): void;
	timing?: Partial<TelegramTiming>;
}

export interface TelegramTiming extends PollTiming {
	/** For any call but getUpdates. */
	callMs: number;
}

/** Telegram answers within a second or two; what takes longer has most likely been lost. */
const CALL_MS = 12_000;

/** https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
const LIMITS: readonly Limit[] = [
	{ of: "all", count: 30, perMs: 1000 },
	{ of: "chat", count: 1, perMs: 1000 },
	{ of: "group", count: 20, perMs: 60_000 },
];

/** "The status is set for 5 seconds or less": https://core.telegram.org/bots/api#sendchataction */
const WORKING_MS = 5000;

/** https://core.telegram.org/bots/api#answercallbackquery */
const MAX_NOTICE = 200;

/** Up to 20 MB over a slow line. */
const FILE_MS = 60_000;

export function createTelegramAdapter(options: TelegramOptions): Adapter {
	const { log, mode } = options;
	const now = () => options.now().getTime();
	const timing = { ...POLL_TIMING, callMs: CALL_MS, ...options.timing };
	const timeoutMs = timing.callMs;
	const seen: Pick<AdapterHealth, "lastInbound" | "lastContact"> = {
		lastInbound: null,
		lastContact: null,
	};
	const api = createApi({
		...options,
		onContact() {
			seen.lastContact = now();
		},
	});
	/** Where the sign that the bot is typing shows, and since when. */
	const working = new Map<string, number>();
	const stopping = new AbortController();
	const connection = createConnection({
		...options,
		api,
		random: options.random ?? Math.random,
		stop: stopping.signal,
		timeoutMs,
		onTrouble: () => tried(),
	});
	const webhook =
		mode === "webhook" && options.webhook
			? { ...options.webhook, ...createWebhook(options.webhook.secret) }
			: null;
	let started: Promise<void> | null = null;
	/** The connection was tried, well or not. */
	let tried = () => {};
	let running: Promise<void> = Promise.resolve();
	let connected = () => {};
	const whenConnected = new Promise<void>((resolve) => {
		connected = resolve;
	});

	/** One sign is enough for as long as it shows, however many ask. */
	function mayShow(place: string): boolean {
		const at = now();
		for (const [shown, since] of working)
			if (Math.abs(at - since) >= WORKING_MS) working.delete(shown);
		if (working.has(place)) return false;
		working.set(place, at);
		return true;
	}

	/** Until it is stopped. @throws WrongToken */
	async function listen(receive: Receive): Promise<void> {
		const bot = await connection.insist("getMe", {}, Bot);
		if (!bot) return;
		connected();
		const listener: Listener = {
			bot,
			receive,
			log,
			now,
			onInbound() {
				seen.lastInbound = now();
			},
		};
		const stop = stopping.signal;
		// Open before Telegram is told of it: it delivers at once.
		webhook?.open(listener);
		const prepare = () =>
			webhook
				? registerWebhook(connection, webhook)
				: forgetWebhook(connection);
		await prepare();
		if (stop.aborted) return;
		connection.recovered();
		log.info({ bot: bot.username, mode }, "listening to Telegram");
		tried();
		if (!webhook) return poll({ api, connection, listener, stop, timing });
		for (;;) {
			await options.sleep(REGISTER_AGAIN_MS, stop);
			const problem = await undelivered(connection, now());
			await prepare();
			if (stop.aborted) return;
			if (problem === null) connection.recovered();
			else {
				log.error({ problem }, "nothing comes in from Telegram");
				connection.down(problem);
			}
		}
	}

	return {
		platform: PLATFORM,
		limits: LIMITS,
		repeatableMs: 0,
		// https://core.telegram.org/bots/api#editmessagetext names a limit only for what is sent for a business.
		editableMs: Number.POSITIVE_INFINITY,
		// A change counts against the 20 that may be said in a group in a minute.
		showsVotes: false,
		webhook: webhook && { path: WEBHOOK_PATH, handle: webhook.handle },
		start(receive) {
			started ??= new Promise((resolve, reject) => {
				let waiting = true;
				tried = () => {
					waiting = false;
					resolve();
				};
				running = listen(receive).then(tried, (error: Error) => {
					connection.down(error.message);
					log.error({ problem: error.message }, "Telegram refuses the bot");
					if (waiting) reject(error);
					else options.onFatal(error);
				});
			});
			return started;
		},
		render,
		deliver: createDeliver({ api, now, timeoutMs }),
		fetchFile: createFetchFile({ api, timeoutMs: FILE_MS }),
		standingOf: createStandingOf({ api, now, timeoutMs }),
		showWorking({ chat, topic }) {
			if (!mayShow(`${chat} ${topic}`)) return;
			const thread = topic === null ? {} : { message_thread_id: Number(topic) };
			void api.call(
				"sendChatAction",
				{ chat_id: Number(chat), ...thread, action: "typing" },
				{ timeoutMs },
			);
		},
		async acknowledge({ id }, notice) {
			await api.call(
				"answerCallbackQuery",
				{
					callback_query_id: id.slice(CLICK_ID.length),
					...(notice === null ? {} : { text: clip(notice, MAX_NOTICE) }),
				},
				{ timeoutMs },
			);
		},
		async describeCommands(menu) {
			// A start without a network resolves as well; the menu is for when there is one.
			await whenConnected;
			if (!stopping.signal.aborted)
				await describeCommands(menu, {
					api,
					log,
					sleep: options.sleep,
					stop: stopping.signal,
					timeoutMs,
				});
		},
		health: () => ({ ...connection.status, ...seen }),
		async stop() {
			stopping.abort();
			connected();
			await Promise.all([running, webhook?.close()]);
			connection.down("stopped");
		},
	};
}
