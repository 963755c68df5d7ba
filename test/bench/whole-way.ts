/** Measures the whole way of a question: Telegram's protocol, inbox, answer, outbox, Telegram's protocol. */

import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { percentile } from "../../src/answering/measure.ts";
import type { Incoming } from "../../src/chat/incoming.ts";
import { loadConfig } from "../../src/config/config.ts";
import { createLogger } from "../../src/ops/logger.ts";
import { openPipeline } from "../../src/run-bot.ts";
import { openStore } from "../../src/store/open-store.ts";
import {
	botHome,
	onTelegram,
	startBotProcess,
} from "../support/bot-process.ts";
import { plainAdapter } from "../support/plain-adapter.ts";
import {
	type FakeBotApi,
	startFakeBotApi,
} from "../support/telegram/fake-bot-api.ts";

const QUESTIONS = [
	"夜班船几点开出?",
	"夜班船一夜往返几趟?",
	"服务窗口上午几点开放?",
	"公积金怎么提",
	"谢谢",
];

export interface WayFigures {
	/** Answers a second. */
	perSecond: number;
	/** From the update's leaving to the answer's arrival at Telegram. */
	p50Ms: number;
	p99Ms: number;
	refusals429: number;
}

/** `perSecond` questions a second for so long; all at once with `Infinity`. Everyone asks in a chat of their own. */
export async function measureWay(
	perSecond: number,
	count: number,
): Promise<WayFigures> {
	const folder = await mkdtemp(path.join(tmpdir(), "union-bench-"));
	const api = await startFakeBotApi();
	const bot = startBotProcess(await botHome(folder, onTelegram(api)), {
		LOG_LEVEL: "error",
	});
	try {
		await api.until(() => api.listening(), { withinMs: 30_000 });
		await ask(api, "热身", 5, 20);
		const from = Date.now();
		const asked = await ask(api, "职工", perSecond, count);
		const ways = api.messages.flatMap(({ chat, at }) => {
			const begun = asked.get(chat);
			return begun === undefined ? [] : [at - begun];
		});
		const last = api.messages.at(-1)?.at ?? from;
		return {
			perSecond: count / ((last - from) / 1000),
			p50Ms: percentile(0.5, ways),
			p99Ms: percentile(0.99, ways),
			refusals429: api.refusalCount(429),
		};
	} finally {
		await bot.stop();
		await api.close();
		await rm(folder, { recursive: true, force: true });
	}
}

/** When each asked, by their chat; resolves when all are answered. */
async function ask(
	api: FakeBotApi,
	name: string,
	perSecond: number,
	count: number,
): Promise<Map<number, number>> {
	const asked = new Map<number, number>();
	const answered = api.messages.length + count;
	for (let n = 0; n < count; n++) {
		const person = api.person({ name: `${name}${n}` });
		asked.set(person.id, Date.now());
		person.says(QUESTIONS[n % QUESTIONS.length] ?? "");
		if (Number.isFinite(perSecond))
			await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
	}
	await api.until(() => api.messages.length >= answered, {
		withinMs: 120_000,
		what: `${count} answers`,
	});
	return asked;
}

export interface LoadFigures {
	messages: number;
	perSecond: number;
	heapMb: number;
	rssMb: number;
	stateMb: number;
}

/** The way without a platform's limits: what the bot itself can do, and what it holds on to. */
export async function measureLoad(
	steps: readonly number[],
): Promise<LoadFigures[]> {
	const folder = await mkdtemp(path.join(tmpdir(), "union-bench-"));
	const home = await botHome(folder, {});
	const at = (name: string) => path.join(folder, name);
	const config = {
		...loadConfig(),
		knowledgeDir: at("knowledge"),
		configDir: at("config"),
		dataDir: at("data"),
	};
	const { retention } = config.bot;
	const file = path.join(home.folder, "state.db");
	const store = await openStore(file, { retention });
	const pipeline = await openPipeline({
		config,
		store,
		adapters: [plainAdapter("bench")],
		limits: {
			personPerMinute: Number.POSITIVE_INFINITY,
			groupPerMinute: Number.POSITIVE_INFINITY,
		},
		log: createLogger("error"),
	});
	await pipeline.start();
	const figures: LoadFigures[] = [];
	let count = 0;
	let from = performance.now();
	let fromCount = 0;
	for (const step of steps) {
		while (count < step) {
			const batch = Array.from({ length: 200 }, () => message(count++));
			await Promise.all(batch.map((event) => pipeline.receive(event)));
			await pipeline.settled();
		}
		const seconds = (performance.now() - from) / 1000;
		globalThis.gc?.();
		const { heapUsed, rss } = process.memoryUsage();
		const { size } = await stat(file);
		figures.push({
			messages: count,
			perSecond: (count - fromCount) / seconds,
			heapMb: heapUsed / 1e6,
			rssMb: rss / 1e6,
			stateMb: size / 1e6,
		});
		fromCount = count;
		from = performance.now();
	}
	await pipeline.drain(1000);
	await pipeline.close();
	await store.close();
	await rm(folder, { recursive: true, force: true });
	return figures;
}

/** 5,000 people in turn. */
function message(n: number): Incoming {
	const person = String(n % 5000);
	return {
		kind: "message",
		id: `m${n}`,
		place: { platform: "bench", chat: person, topic: null },
		at: Date.now(),
		direct: true,
		title: "",
		sender: { id: person, name: person, asGroup: false },
		text: QUESTIONS[n % QUESTIONS.length] ?? "",
		addressed: "direct",
		messageId: String(n),
	};
}
