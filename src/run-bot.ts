/** The bot as a process: every room put together, from the first look at its folders to the last answer. */

import path from "node:path";
import project from "../package.json" with { type: "json" };
import {
	type ConsoleStreams,
	createConsoleAdapter,
} from "./adapters/console/console-adapter.ts";
import { createIsSensitive } from "./answering/sensitive.ts";
import { createShelf } from "./answering/shelf.ts";
import { answererOver, openStaffWords, openWording } from "./app.ts";
import { createBot } from "./bot/bot.ts";
import { createComposer } from "./bot/desk/compose-push.ts";
import { createDispatcher } from "./bot/dispatcher.ts";
import { createGate } from "./bot/gate.ts";
import { createIntake } from "./bot/intake.ts";
import { commandMenu } from "./bot/menu.ts";
import { createToTraditional } from "./bot/traditional.ts";
import type { Adapter, Receive } from "./chat/adapter.ts";
import type { Config } from "./config/config.ts";
import { createSender } from "./delivery/sender.ts";
import { sleep } from "./delivery/sleep.ts";
import { createGazetteer } from "./knowledge/gazetteer.ts";
import { openDesk } from "./open-desk.ts";
import { startHttpServer } from "./ops/http-server.ts";
import { createLogger, type Logger } from "./ops/logger.ts";
import { createMetrics } from "./ops/metrics.ts";
import { createPublisher } from "./publishing/publisher.ts";
import { outsideOf } from "./publishing/quiet-hours.ts";
import { recipientsOf } from "./publishing/recipients.ts";
import { createIsWanted, createReadWants } from "./publishing/wants.ts";
import { openLiveIndex } from "./search/live-index.ts";
import { lockFolder } from "./store/folder-lock.ts";
import { openStore, STATE_FILE } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";

/** How long answers may still be sent when the bot is told to stop; the process has ten seconds in all. */
const DRAIN_MS = 5000;

/** Calls under way then have so long to come back. What does not is sent again at the next start. */
const LAST_CALLS_MS = 1500;

/** Often enough that nothing outlives its time by much. */
const PRUNE_MS = 10 * 60_000;

/**
 * The bot on its platforms. Resolves once it was told to stop and has ended what it was doing.
 * @throws Error whose message says what to do, when it cannot start or a platform refuses it for good.
 */
export async function runBot(config: Config, stop: AbortSignal): Promise<void> {
	const log = createLogger(config.logLevel, config.secrets);
	const end = createEnding();
	/** Whoever tells the bot to stop, and whatever makes it impossible to go on. */
	const ending = new AbortController();
	stop.addEventListener("abort", () => ending.abort(), { once: true });
	if (stop.aborted) return;
	let fatal: Error | null = null;
	const onFatal = (error: Error) => {
		fatal ??= error;
		ending.abort();
	};
	try {
		const lock = await lockFolder(config.dataDir);
		end.with(() => lock.release());
		const store = await openStore(path.join(config.dataDir, STATE_FILE), {
			retention: config.bot.retention,
		});
		end.with(() => store.close());
		const adapters = await openAdapters({ config, store, log, onFatal });
		const pipeline = await openPipeline({
			config,
			store,
			adapters,
			limits: config.bot.limits,
			log,
		});
		end.with(pipeline.close);
		const http = await startHttpServer({
			...config.http,
			metricsPort: config.metricsPort,
			routes: adapters.flatMap(({ webhook }) => webhook ?? []),
			health: pipeline.health,
			metrics: pipeline.metrics,
			now: Date.now,
			log,
		});
		end.with(() => http.close());
		if (ending.signal.aborted) return;
		await pipeline.start();
		end.with(() => pipeline.drain(DRAIN_MS));
		for (const adapter of adapters) {
			end.with(() => adapter.stop());
			void adapter
				.start(pipeline.receive)
				.then(
					() => adapter.describeCommands(pipeline.menu(adapter.platform)),
					onFatal,
				);
		}
		log.info({ platforms: config.platforms, ...http.address }, "the bot runs");
		await aborted(ending.signal);
		log.info({}, "the bot stops");
	} finally {
		await end.run();
	}
	if (fatal) throw fatal;
}

/**
 * The bot as a chat on this terminal. Resolves when the chat has ended and everything is closed.
 * It remembers nothing, opens no port and takes no lock.
 */
export async function runConsoleChat(
	config: Config,
	streams: ConsoleStreams,
	stop: AbortSignal,
): Promise<void> {
	const log = createLogger(config.logLevel, config.secrets);
	const store = await openStore(":memory:", {
		retention: config.bot.retention,
	});
	const adapter = createConsoleAdapter(
		streams,
		config.bot.name,
		() => new Date(),
	);
	const end = createEnding();
	end.with(() => store.close());
	try {
		const pipeline = await openPipeline({
			config,
			store,
			adapters: [adapter],
			// Whoever sits at the terminal may ask as fast as they type.
			limits: { personPerMinute: Infinity, groupPerMinute: Infinity },
			log,
		});
		end.with(pipeline.close);
		await pipeline.start();
		end.with(() => pipeline.drain(DRAIN_MS));
		await adapter.start(async (event) => {
			await pipeline.receive(event);
			await pipeline.settled();
		});
		const leave = () => void adapter.stop();
		stop.addEventListener("abort", leave, { once: true });
		if (stop.aborted) leave();
		await adapter.finished;
	} finally {
		await end.run();
	}
}

interface AdapterParts {
	config: Config;
	store: Store;
	log: Logger;
	onFatal(error: Error): void;
}

/** Of the platforms that the settings name. The others' libraries, some of them large, are not even loaded. */
async function openAdapters({
	config: { telegram, lark },
	store,
	log,
	onFatal,
}: AdapterParts): Promise<Adapter[]> {
	const parts = { now: () => new Date(), sleep, log, onFatal };
	const adapters: Adapter[] = [];
	if (telegram) {
		const { createTelegramAdapter } = await import(
			"./adapters/telegram/telegram-adapter.ts"
		);
		adapters.push(createTelegramAdapter({ ...parts, ...telegram }));
	}
	if (lark) {
		const { createLarkAdapter } = await import(
			"./adapters/lark/lark-adapter.ts"
		);
		const saidBefore = [
			...(await store.outbox.messages("lark")),
			...(await store.answers.messages("lark")),
		];
		adapters.push(createLarkAdapter({ ...parts, ...lark, saidBefore }));
	}
	return adapters;
}

interface PipelineParts {
	config: Config;
	store: Store;
	adapters: readonly Adapter[];
	limits: Config["bot"]["limits"];
	log: Logger;
}

/** The way of a message: intake, inbox, bot, outbox, platform. */
export async function openPipeline({
	config,
	store,
	adapters,
	limits,
	log,
}: PipelineParts) {
	const now = () => new Date();
	const byPlatform = new Map(
		adapters.map((adapter) => [adapter.platform, adapter]),
	);
	const [words, wording] = await Promise.all([
		openStaffWords(config.configDir, log),
		openWording(config.configDir, log),
	]);
	const index = await openLiveIndex({
		knowledgeDir: config.knowledgeDir,
		snapshotFile: path.join(config.dataDir, "index.json"),
		log,
	});
	const metrics = createMetrics({
		version: project.version,
		depths: () => store.depths(),
		articles: () => index.current().articles.length,
		platforms: () => healthOf(adapters),
	});
	const { listens } = config.bot.groups;
	const desk = openDesk({
		knowledgeDir: config.knowledgeDir,
		phrases: words.phrases,
		now,
		onPublic: index.refresh,
	});
	const gazetteer = createGazetteer();
	const isWanted = createIsWanted(gazetteer);
	const platforms = adapters.map(({ platform }) => platform);
	const { quietHours } = config.bot.push;
	const { timeZone } = config;
	const bot = createBot({
		name: config.bot.name,
		desk,
		isWanted,
		readWants: createReadWants(gazetteer),
		approvers: config.bot.push.approvers,
		timeZone,
		platforms,
		async audience(summary, dueAt) {
			const found = await recipientsOf(summary, { store, platforms, isWanted });
			const quiet = found.recipients.filter(
				({ settings, lines }) =>
					lines.length > 0 &&
					outsideOf(settings?.quiet ?? quietHours, dueAt, timeZone) > dueAt,
			);
			return { ...found, quiet: quiet.length };
		},
		fetchFile: async (message) =>
			(await byPlatform.get(message.place.platform)?.fetchFile(message)) ?? {
				problem: "failed",
				why: "the platform is switched off",
			},
		answerer: answererOver(index.current, words, index.faq),
		shelf: createShelf(() => index.current().articles),
		store,
		retention: config.bot.retention,
		gate: createGate({
			...limits,
			groupPerMinute: (platform) =>
				Math.min(
					limits.groupPerMinute,
					roomInGroup(byPlatform.get(platform)?.limits ?? []),
				),
		}),
		staff: config.bot.staff,
		defaults: {
			listens,
			subscribed: false,
			wants: { places: [], kinds: [] },
			quiet: null,
		},
		isSensitive: createIsSensitive(config.bot.sensitive),
		onLimited: metrics.limited,
		onVoted: metrics.voted,
		editableMs: (platform) => byPlatform.get(platform)?.editableMs ?? 0,
		showsVotes: (platform) => byPlatform.get(platform)?.showsVotes ?? false,
		showWorking: (place) => byPlatform.get(place.platform)?.showWorking(place),
		standingOf: async ({ platform, chat }, person, withinMs) =>
			(await byPlatform.get(platform)?.standingOf(chat, person, withinMs)) ??
			"unknown",
		wording: wording.current,
		now,
		toTraditional: createToTraditional(),
	});
	const sender = createSender({
		store,
		adapters,
		now: Date.now,
		sleep,
		random: Math.random,
		log,
		events: {
			onEnd(entry, end) {
				metrics.sent(
					entry,
					end,
					entry.heardAt && (Date.now() - entry.heardAt) / 1000,
				);
			},
			async onCensored(entry) {
				const outcome = await bot.censored(entry);
				return (tables) => dispatcher.write(outcome, tables);
			},
			leavesAt: (entry, at) => publisher.leavesAt(entry, at),
		},
	});
	const dispatcher = createDispatcher({
		store,
		bot,
		adapters: byPlatform,
		now,
		sleep,
		log,
		onOutgoing: sender.notify,
		onHandled: metrics.handled,
		onParked: metrics.parked,
	});
	const publisher = createPublisher({
		store,
		adapters,
		desk,
		isWanted,
		quietHours,
		timeZone,
		compose: createComposer(wording.current),
		now: Date.now,
		sleep,
		log,
		onOutgoing: sender.notify,
		async progress(push, tally, changed) {
			const outcome = await bot.progress(push, tally, changed);
			return (tables) => dispatcher.write(outcome, tables);
		},
	});
	const receive: Receive = createIntake({
		store,
		now,
		listens,
		onRecorded: dispatcher.notify,
		onForgotten: metrics.forgotten,
		onRepeated: metrics.repeated,
	});
	const pruning = setInterval(prune, PRUNE_MS);
	pruning.unref();

	function prune(): void {
		store
			.prune(Date.now())
			.catch((err) => log.error({ err }, "the store cannot be pruned"));
	}

	return {
		receive,
		metrics,
		health: async () => ({
			platforms: healthOf(adapters),
			depths: await store.depths(),
			articles: index.current().articles.length,
		}),
		menu: (platform: string) =>
			commandMenu(wording.current(), config.bot.staff[platform] ?? []),
		async start() {
			await sender.start();
			await dispatcher.start();
			publisher.start();
		},
		/** Everything received is answered, and every answer is out. */
		async settled() {
			await dispatcher.settled();
			await sender.drain(Number.POSITIVE_INFINITY);
		},
		/** What was received is answered, as far as the time allows; the rest is taken up at the next start. */
		async drain(ms: number) {
			const until = Date.now() + ms;
			const left = () => Math.max(0, until - Date.now());
			await within(dispatcher.settled(), left());
			await within(dispatcher.stop(), left());
			await within(publisher.stop(), left());
			await sender.drain(left());
			await within(sender.stop(), LAST_CALLS_MS);
		},
		async close() {
			clearInterval(pruning);
			words.close();
			wording.close();
			await index.close();
		},
	};
}

/** Waits for the work, but no longer than so many milliseconds. */
async function within(work: Promise<void>, ms: number): Promise<void> {
	const over = new AbortController();
	await Promise.race([work, sleep(ms, over.signal)]);
	over.abort();
}

/** Of what a platform lets the bot say in a group in a minute, a fifth stays free for notices and what pages turn. */
const GROUP_SHARE = 0.8;

function roomInGroup(limits: Adapter["limits"]): number {
	const perMinute = limits
		.filter(({ of }) => of === "group")
		.map(({ count, perMs }) => (count * 60_000) / perMs);
	return Math.floor(GROUP_SHARE * Math.min(...perMinute));
}

function healthOf(adapters: readonly Adapter[]) {
	return Object.fromEntries(
		adapters.map((adapter) => [adapter.platform, adapter.health()]),
	);
}

function aborted(signal: AbortSignal): Promise<void> {
	if (signal.aborted) return Promise.resolve();
	return new Promise((resolve) =>
		signal.addEventListener("abort", () => resolve(), { once: true }),
	);
}

/** What has been opened is closed in the opposite order, whatever fails on the way. */
function createEnding() {
	const steps: (() => unknown)[] = [];
	return {
		with(step: () => unknown) {
			steps.push(step);
		},
		async run() {
			let failed: unknown = null;
			for (const step of steps.reverse())
				try {
					await step();
				} catch (error) {
					failed ??= error;
				}
			if (failed) throw failed;
		},
	};
}
