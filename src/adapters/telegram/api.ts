/** Calls of the Bot API: each with a time limit, each ending in a value, none giving away the token. */

import { Agent } from "node:https";
import { Telegram, TelegramError } from "telegraf";
import { z } from "zod";
import type { FetchedFile } from "../../chat/adapter.ts";

export interface Api {
	/** Never throws. */
	call(method: string, payload: object, options: CallOptions): Promise<Answer>;
	/** The file that stands at this path of Telegram's. Never throws. */
	download(path: string, options: CallOptions): Promise<FetchedFile>;
}

export interface CallOptions {
	timeoutMs: number;
	/** Ends the call at once. */
	signal?: AbortSignal;
}

export type Answer = { is: "result"; result: unknown } | Refusal | Silence;

/** Telegram's no, or that of a server in front of it (5xx). */
export interface Refusal {
	is: "refusal";
	code: number;
	description: string;
	retryAfterMs: number | null;
	/** The id that the chat has now. */
	migrateTo: string | null;
}

/** No answer, or none that can be read. */
export interface Silence {
	is: "silence";
	why: string;
	/** Whether Telegram may have got the call. */
	arrived: boolean;
}

export interface ApiOptions {
	token: string;
	apiRoot: string;
	/** Telegram answered, whatever it said. */
	onContact(): void;
}

/**
 * A connection that nobody has used for so long may be dead without either side knowing; the call that finds out is
 * lost, and whether it arrived cannot be told.
 */
const IDLE_MS = 15_000;

/** Only Telegraf's client is used, `telegraf.launch` is not: see poll.ts. */
export function createApi({ token, apiRoot, onContact }: ApiOptions): Api {
	const client = new Telegram(token, {
		// Without the slash telegraf would drop the last part of a path.
		apiRoot: apiRoot.replace(/\/*$/, "/"),
		agent: new Agent({ keepAlive: true, timeout: IDLE_MS }),
		webhookReply: false,
	});
	const redact = redacting(token);

	async function call(
		method: string,
		payload: object,
		{ timeoutMs, signal }: CallOptions,
	): Promise<Answer> {
		if (signal?.aborted)
			return { is: "silence", why: "ended by the bot", arrived: false };
		const limit = new AbortController();
		const end = () => limit.abort();
		const timer = setTimeout(end, timeoutMs);
		signal?.addEventListener("abort", end, { once: true });
		try {
			const result = await client.callApi(method as never, payload as never, {
				// Telegraf types the signal of a library that came before Node's own.
				signal: limit.signal as never,
			});
			onContact();
			return { is: "result", result };
		} catch (error) {
			const refusal = readRefusal(error, redact);
			if (refusal) {
				if (refusal.code < 500) onContact();
				return refusal;
			}
			if (signal?.aborted)
				return { is: "silence", why: "ended by the bot", arrived: true };
			if (limit.signal.aborted)
				return {
					is: "silence",
					why: `no answer within ${timeoutMs / 1000} s`,
					arrived: true,
				};
			return readFailure(error, redact);
		} finally {
			clearTimeout(timer);
			signal?.removeEventListener("abort", end);
		}
	}

	async function download(
		path: string,
		{ timeoutMs }: CallOptions,
	): Promise<FetchedFile> {
		const root = apiRoot.replace(/\/*$/, "/");
		try {
			const response = await fetch(
				new URL(`file/bot${encodeURIComponent(token)}/${path}`, root),
				{ signal: AbortSignal.timeout(timeoutMs) },
			);
			onContact();
			return response.ok
				? { bytes: new Uint8Array(await response.arrayBuffer()) }
				: { problem: "failed", why: `HTTP ${response.status}` };
		} catch (error) {
			const { why } = readFailure(error, redact);
			return { problem: "failed", why };
		}
	}

	return { call, download };
}

const TelegramRefusal = z.object({
	error_code: z.int(),
	description: z.string().default(""),
	parameters: z
		.object({
			retry_after: z.number().optional(),
			migrate_to_chat_id: z.int().optional(),
		})
		.optional(),
});

type Redact = (text: string) => string;

/** Null for an answer that is not in Telegram's form. */
function readRefusal(error: unknown, redact: Redact): Refusal | null {
	if (!(error instanceof TelegramError)) return null;
	const parsed = TelegramRefusal.safeParse(error.response);
	if (!parsed.success) return null;
	const { error_code, description, parameters } = parsed.data;
	const { retry_after, migrate_to_chat_id } = parameters ?? {};
	return {
		is: "refusal",
		code: error_code,
		description: redact(description),
		retryAfterMs: retry_after === undefined ? null : retry_after * 1000,
		migrateTo:
			migrate_to_chat_id === undefined ? null : String(migrate_to_chat_id),
	};
}

/** Of node-fetch, whose messages hold the whole address and so the token. */
function readFailure(error: unknown, redact: Redact): Silence {
	const { code, message } = Failure.catch({}).parse(error);
	const why = redact(message ?? "the call failed");
	const unsent =
		NEVER_SENT.test(code ?? "") || /\bconnect E[A-Z]+/.test(message ?? "");
	return { is: "silence", why, arrived: !unsent };
}

const Failure = z.object({
	code: z.string().optional(),
	message: z.string().optional(),
});

/** Failures before the request was written: no address, nobody there, no trust in who is there. */
const NEVER_SENT =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EPROTO|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|ERR_TLS_CERT\w*)$/;

/** Longer descriptions say nothing more. */
const MAX_WHY = 300;

/** Takes out the token, its secret half alone, and both as they stand in an address. */
function redacting(token: string): Redact {
	const secret = token.slice(token.indexOf(":") + 1);
	const forms = [token, secret].flatMap((form) => [
		form,
		encodeURIComponent(form),
	]);
	return (text) =>
		forms
			.filter((form) => form !== "")
			.reduce((rest, form) => rest.replaceAll(form, "[token]"), text)
			.slice(0, MAX_WHY);
}
