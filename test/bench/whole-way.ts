/** Measures the whole way of a question: a platform's protocol, inbox, answer, outbox, the platform's protocol. */

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
	onLark,
	onTelegram,
	startBotProcess,
} from "../support/bot-process.ts";
import { startFakeOpenPlatform } from "../support/lark/fake-open-platform.ts";
import { plainAdapter } from "../support/plain-adapter.ts";
import { startFakeBotApi } from "../support/telegram/fake-bot-api.ts";

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
	/** From the event's leaving to the answer's arrival at the platform. */
	p50Ms: number;
	p99Ms: number;
	/** Calls that came too early for the platform. */
	tooEarly: number;
}

/** A platform of the tests, as far as a crowd of people with a question each needs it. */
interface Ground {
	env: NodeJS.ProcessEnv;
	listening(): boolean;
	/** Somebody new asks in a direct chat, whose id it gives. */
	ask(name: string, text: string): string;
	answers(): readonly { chat: string; at: number }[];
	until(check: () => boolean, within: { withinMs: number }): Promise<unknown>;
	tooEarly(): number;
	close(): Promise<void>;
}

export const GROUNDS = {
	async telegram(): Promise<Ground> {
		const api = await startFakeBotApi();
		return {
			env: onTelegram(api),
			listening: () => api.listening(),
			ask(name, text) {
				const person = api.person({ name });
				person.says(text);
				return String(person.id);
			},
			answers: () =>
				api.messages.map(({ chat, at }) => ({ chat: String(chat), at })),
			until: api.until,
			tooEarly: () => api.refusalCount(429),
			close: () => api.close(),
		};
	},
	async lark(): Promise<Ground> {
		const api = await startFakeOpenPlatform();
		return {
			env: onLark(api),
			listening: () => api.listening(),
			ask(name, text) {
				const direct = api.person({ name }).direct();
				direct.says(text);
				return direct.id;
			},
			answers: () => api.messages,
			until: api.until,
			tooEarly: () => api.refusalCount(),
			close: () => api.close(),
		};
	},
};

/** `perSecond` questions a second for so long; all at once with `Infinity`. Everyone asks in a chat of their own. */
export async function measureWay(
	on: keyof typeof GROUNDS,
	perSecond: number,
	count: number,
): Promise<WayFigures> {
	const folder = await mkdtemp(path.join(tmpdir(), "union-bench-"));
	const ground = await GROUNDS[on]();
	const bot = startBotProcess(await botHome(folder, ground.env), {
		LOG_LEVEL: "error",
	});
	try {
		await ground.until(() => ground.listening(), { withinMs: 30_000 });
		await ask(ground, "热身", 5, 20);
		const from = Date.now();
		const asked = await ask(ground, "职工", perSecond, count);
		const ways = ground.answers().flatMap(({ chat, at }) => {
			const begun = asked.get(chat);
			return begun === undefined ? [] : [at - begun];
		});
		const last = ground.answers().at(-1)?.at ?? from;
		return {
			perSecond: count / ((last - from) / 1000),
			p50Ms: percentile(0.5, ways),
			p99Ms: percentile(0.99, ways),
			tooEarly: ground.tooEarly(),
		};
	} finally {
		await bot.stop();
		await ground.close();
		await rm(folder, { recursive: true, force: true });
	}
}

/** When each asked, by their chat; resolves when all are answered. */
async function ask(
	ground: Ground,
	name: string,
	perSecond: number,
	count: number,
): Promise<Map<string, number>> {
	const asked = new Map<string, number>();
	const answered = ground.answers().length + count;
	for (let n = 0; n < count; n++) {
		const at = Date.now();
		const text = QUESTIONS[n % QUESTIONS.length] ?? "";
		asked.set(ground.ask(`${name}${n}`, text), at);
		if (Number.isFinite(perSecond))
			await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
	}
	await ground.until(() => ground.answers().length >= answered, {
		withinMs: 120_000,
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
