/** The bot's standing with Lark: what its health tells, and how troubles are waited out. */

import type { AdapterHealth } from "../../chat/adapter.ts";
import type { Refusal, Silence } from "./answer.ts";

/** The part of a logger that is needed: static messages, details in fields. */
export interface LarkLog {
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

/** Resolves after so many milliseconds, or at once when the signal is given. Never rejects. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Each part of the connection says for itself what is wrong with it; the bot is ready when nothing is. */
export type Part = "app" | "identity" | "socket" | "webhook" | "speech";

export interface Connection {
	/** What is wrong with this part; null for nothing. */
	say(part: Part, problem: string | null): void;
	status(): Pick<AdapterHealth, "ready" | "problem">;
}

export function createConnection(parts: readonly Part[]): Connection {
	const problems = new Map<Part, string>(
		parts.map((part) => [part, "not connected yet"]),
	);
	return {
		say(part, problem) {
			if (problem === null) problems.delete(part);
			else problems.set(part, problem);
		},
		status() {
			const [problem = null] = problems.values();
			return { ready: problem === null, problem };
		},
	};
}

/** Nothing but a person can help. Its message says what to do. */
export class UnknownApp extends Error {
	override name = "UnknownApp";

	constructor() {
		super(
			"飞书不认识这个应用:LARK_APP_ID 或 LARK_APP_SECRET 填错了,或者密钥已经重置。请到开发者后台的“凭证与基础信息”重新复制(国际版 Lark 还要设 LARK_DOMAIN=lark)",
		);
	}
}

/**
 * "Invalid param" for an app that is not known, and "app secret invalid":
 * https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
const UNKNOWN_APP: readonly number[] = [10003, 10014];

export function isUnknownApp(failure: Refusal | Silence): boolean {
	return failure.is === "refusal" && UNKNOWN_APP.includes(failure.code);
}

/** Most troubles are over within a second. */
const FIRST_MS = 1000;
/** Long enough to leave a platform in peace that is down, short enough that its return is noticed soon. */
const LONGEST_MS = 60_000;

/** Twice as long each time, half of it left to chance: what failed together does not come again together. */
export function createBackOff(random: () => number) {
	let failures = 0;
	return {
		next(): number {
			const full = Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
			failures++;
			return Math.round(full * (0.5 + random() / 2));
		},
		reset() {
			failures = 0;
		},
	};
}
export type BackOff = ReturnType<typeof createBackOff>;
