/** The bot's standing with Telegram: what its health tells, and how troubles are waited out. */

import type { z } from "zod";
import type { AdapterHealth } from "../../chat/adapter.ts";
import type { Answer, Api, Refusal, Silence } from "./api.ts";

/** The part of a logger that is needed: static messages, details in fields. */
export interface TelegramLog {
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

/** Resolves after so many milliseconds, or at once when the signal is given. Never rejects. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export interface ConnectionParts {
	api: Api;
	log: TelegramLog;
	sleep: Sleep;
	/** From 0 to 1, as Math.random gives it. */
	random: () => number;
	/** Given when the bot stops: nothing is waited for any more. */
	stop: AbortSignal;
	timeoutMs: number;
	onTrouble(): void;
}

export interface Connection {
	/** Null after {@link ConnectionParts.stop}. @throws WrongToken */
	insist<T>(
		method: string,
		payload: object,
		result: z.ZodType<T>,
	): Promise<T | null>;
	/** Tells of a failed call, and waits. @throws WrongToken */
	outlast(method: string, failure: Refusal | Silence): Promise<void>;
	/** Something other than a call failed. */
	pause(problem: string): Promise<void>;
	/** For the health: nothing comes in any more. */
	down(problem: string): void;
	/** All is well again. */
	recovered(): void;
	/** The next failure is waited out as if it were the first. */
	settled(): void;
	status: Pick<AdapterHealth, "ready" | "problem">;
}

/** Nothing but a person can help. Its message says what to do. */
class WrongToken extends Error {
	override name = "WrongToken";

	constructor() {
		super(
			"令牌不对:Telegram 不认识这个机器人令牌,可能填错或者已经作废。请检查 TELEGRAM_BOT_TOKEN(新令牌找 @BotFather 要)",
		);
	}
}

/** Most troubles are over within a second. */
const FIRST_MS = 1000;
/** Long enough to leave a platform in peace that is down, short enough that its return is noticed soon. */
const LONGEST_MS = 60_000;

export function createConnection({
	api,
	log,
	sleep,
	random,
	stop,
	timeoutMs,
	onTrouble,
}: ConnectionParts): Connection {
	const status: Connection["status"] = {
		ready: false,
		problem: "not connected yet",
	};
	let failures = 0;

	/** Twice as long each time, half of it left to chance: what failed together does not come again together. */
	function backOffMs(): number {
		const full = Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
		failures++;
		return Math.round(full * (0.5 + random() / 2));
	}

	function down(problem: string): void {
		status.ready = false;
		status.problem = problem;
	}

	async function wait(problem: string, ms: number): Promise<void> {
		down(problem);
		onTrouble();
		await sleep(ms, stop);
	}

	const connection: Connection = {
		status,
		async insist(method, payload, schema) {
			while (!stop.aborted) {
				const answer = await api.call(method, payload, {
					timeoutMs,
					signal: stop,
				});
				// Only here: later a server in front of Telegram may have its own idea of what is not found.
				if (method === "getMe" && isRefusal(answer, 404))
					throw new WrongToken();
				if (answer.is !== "result") {
					await connection.outlast(method, answer);
					continue;
				}
				const parsed = schema.safeParse(answer.result);
				if (parsed.success) {
					failures = 0;
					return parsed.data;
				}
				log.warn({ method }, "Telegram's answer is not what it documents");
				await connection.pause(`${method}: an answer that cannot be read`);
			}
			return null;
		},
		async outlast(method, failure) {
			if (stop.aborted) return;
			if (isRefusal(failure, 401)) throw new WrongToken();
			const problem = `${method}: ${reasonOf(failure)}`;
			const asked = failure.is === "refusal" ? failure.retryAfterMs : null;
			const ms = asked ?? backOffMs();
			log.warn({ problem, waitMs: ms }, "a call of Telegram failed");
			await wait(problem, ms);
		},
		pause: (problem) => wait(problem, backOffMs()),
		down,
		recovered() {
			status.ready = true;
			status.problem = null;
		},
		settled() {
			failures = 0;
		},
	};
	return connection;
}

export function reasonOf(failure: Refusal | Silence): string {
	return failure.is === "silence"
		? failure.why
		: `${failure.code} ${failure.description}`.trim();
}

function isRefusal(answer: Answer, code: number): boolean {
	return answer.is === "refusal" && answer.code === code;
}
