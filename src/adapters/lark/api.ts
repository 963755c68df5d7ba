/** Calls of Lark's open platform: each with a time limit, each ending in a value, none giving away a secret. */

import {
	Client,
	type HttpInstance,
	LoggerLevel,
	withTenantToken,
} from "@larksuiteoapi/node-sdk";
import { z } from "zod";
import { type Answer, type Refusal, reasonOf, type Silence } from "./answer.ts";
import { HttpFailure, TooLarge } from "./http-instance.ts";
import { createTokens, type TokenAnswer } from "./tokens.ts";

export interface Api {
	/** Never throws. */
	call(request: Request, options: CallOptions): Promise<Answer>;
	/** A file of a message. Never throws. */
	download(
		request: Request,
		options: CallOptions & { maxBytes: number },
	): Promise<Download>;
	/** Whether Lark knows the app: null when it gave a token. */
	authorise(options: CallOptions): Promise<Refusal | Silence | null>;
}

export interface Request {
	method: "GET" | "POST" | "PATCH";
	/** From `/open-apis/` on. */
	path: string;
	query?: Record<string, string>;
	body?: object;
}

export interface CallOptions {
	timeoutMs: number;
	/** Ends the call at once. */
	signal?: AbortSignal;
}

export type Download =
	| { is: "bytes"; bytes: Uint8Array }
	| { is: "too large" }
	| Refusal
	| Silence;

export interface ApiOptions {
	appId: string;
	appSecret: string;
	/** `https://open.feishu.cn`, `https://open.larksuite.com`, or where a test listens. */
	domain: string;
	http: HttpInstance;
	/** Milliseconds that never go back. */
	now: () => number;
	/** A token was asked for; null when there was one. */
	onToken(failure: Refusal | Silence | null): void;
}

/**
 * "Invalid access token", "missing", "expired", in the words that different gateways have for it:
 * https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code
 */
export const TOKEN_CODES: readonly number[] = [
	99991661, 99991663, 99991664, 99991665, 99991668, 99991671, 99991677,
];

export function createApi(options: ApiOptions): Api {
	const { appId, appSecret, now } = options;
	const client = new Client({
		appId,
		appSecret,
		domain: options.domain,
		httpInstance: options.http,
		// Its own keeps a token that Lark has refused, and fetches one for each that waits.
		disableTokenCache: true,
		// What it would say comes back as a value; its `fatal` would count as `info`.
		loggerLevel: LoggerLevel.error,
		logger: SILENT,
	});
	const clean = redacting(appSecret);
	/** Those who wait for a token. */
	let waiting = 0;
	let fetching = new AbortController();

	async function ask(
		request: Request,
		token: string | null,
		{ timeoutMs, signal }: CallOptions,
		more: object = {},
	): Promise<Answer> {
		if (signal?.aborted)
			return { is: "silence", why: "ended by the bot", arrived: false };
		const { method, path, query = {}, body } = request;
		try {
			const result: unknown = await client.request(
				{
					method,
					url: path,
					params: query,
					...(body === undefined ? {} : { data: body }),
					timeout: timeoutMs,
					...(signal ? { signal } : {}),
					...more,
				},
				token === null ? {} : withTenantToken(token),
			);
			if (result instanceof Object && "bytes" in result)
				return { is: "result", result };
			return read(200, {}, result, clean);
		} catch (error) {
			if (error instanceof TooLarge)
				return { is: "result", result: { tooLarge: true } };
			if (error instanceof HttpFailure)
				return read(error.status, error.headers, error.data, clean);
			if (signal?.aborted)
				return { is: "silence", why: "ended by the bot", arrived: true };
			return readFailure(error, clean);
		}
	}

	async function fetchToken(): Promise<TokenAnswer> {
		const answer = await askForToken();
		options.onToken(answer.is === "token" ? null : answer);
		return answer;
	}

	async function askForToken(): Promise<TokenAnswer> {
		fetching = new AbortController();
		const answer = await ask(
			{
				method: "POST",
				path: "/open-apis/auth/v3/tenant_access_token/internal",
				body: { app_id: appId, app_secret: appSecret },
			},
			null,
			{ timeoutMs: TOKEN_MS, signal: fetching.signal },
		);
		if (answer.is !== "result") {
			// Whatever it was that failed: the call itself has not set out.
			return answer.is === "silence" ? { ...answer, arrived: false } : answer;
		}
		const parsed = Token.safeParse(answer.result);
		if (!parsed.success)
			return {
				is: "silence",
				why: "no token in the answer",
				arrived: false,
			};
		const { tenant_access_token: token, expire } = parsed.data;
		return { is: "token", token, expiresInMs: expire * 1000 };
	}

	const tokens = createTokens(fetchToken, now);

	/** The token, but no later than the call would have to be back. */
	async function token({
		timeoutMs,
		signal,
	}: CallOptions): Promise<TokenAnswer> {
		let timer: NodeJS.Timeout | undefined;
		let end: (() => void) | undefined;
		const late = new Promise<Silence>((resolve) => {
			end = () =>
				resolve({ is: "silence", why: "no token in time", arrived: false });
			timer = setTimeout(end, timeoutMs);
			signal?.addEventListener("abort", end, { once: true });
		});
		waiting++;
		try {
			return await Promise.race([tokens.get(), late]);
		} finally {
			waiting--;
			// A process that stops would wait for it in vain.
			if (waiting === 0 && signal?.aborted) fetching.abort();
			clearTimeout(timer);
			if (end) signal?.removeEventListener("abort", end);
		}
	}

	return {
		async authorise(options) {
			const answer = await token(options);
			return answer.is === "token" ? null : answer;
		},
		call,
		async download(request, { maxBytes, ...options }) {
			const answer = await call(request, options, {
				responseType: "arraybuffer",
				maxContentLength: maxBytes,
			});
			if (answer.is !== "result") return answer;
			const { bytes, tooLarge } = answer.result as {
				bytes?: Uint8Array;
				tooLarge?: boolean;
			};
			if (bytes) return { is: "bytes", bytes };
			return tooLarge
				? { is: "too large" }
				: { is: "silence", why: "no file in the answer", arrived: true };
		},
	};

	async function call(
		request: Request,
		options: CallOptions,
		more: object = {},
	): Promise<Answer> {
		const until = now() + options.timeoutMs;
		const left = () => ({
			...options,
			timeoutMs: Math.max(1, until - now()),
		});
		const first = await token(options);
		if (first.is !== "token") return notSetOut(first);
		const answer = await ask(request, first.token, left(), more);
		if (answer.is !== "refusal" || !TOKEN_CODES.includes(answer.code))
			return answer;
		tokens.evict(first.token);
		const second = await token(left());
		if (second.is !== "token") return notSetOut(second);
		return ask(request, second.token, left(), more);
	}
}

/** What is wrong with the app is not wrong with the call: it may be made when somebody has put the app right. */
function notSetOut(failure: Refusal | Silence): Silence {
	return { is: "silence", why: reasonOf(failure), arrived: false };
}

const TOKEN_MS = 10_000;

const Token = z.object({
	tenant_access_token: z.string().min(1),
	/** Seconds. */
	expire: z.number(),
});

const SILENT = {
	error() {},
	warn() {},
	info() {},
	debug() {},
	trace() {},
};

const Told = z.object({ code: z.int(), msg: z.string().default("") });

type Clean = (text: string) => string;

/** HTTP 200 may be a refusal, and so may be what is no JSON at all. */
function read(
	status: number,
	headers: Readonly<Record<string, string>>,
	answer: unknown,
	clean: Clean,
): Answer {
	const told = Told.safeParse(answer);
	const isFine = status < 400;
	if (!told.success)
		return isFine
			? { is: "silence", why: "an answer that cannot be read", arrived: true }
			: {
					is: "refusal",
					status,
					code: 0,
					message: "",
					retryAfterMs: retryAfterOf(headers),
				};
	const { code, msg } = told.data;
	if (isFine && code === 0) return { is: "result", result: answer };
	return {
		is: "refusal",
		status,
		code,
		message: clean(msg),
		retryAfterMs: retryAfterOf(headers),
	};
}

/**
 * https://open.feishu.cn/document/server-docs/api-call-guide/frequency-control
 *
 * Null where nothing of use is said. A server in front of Lark may say anything, and all would wait for it.
 */
function retryAfterOf(
	headers: Readonly<Record<string, string>>,
): number | null {
	const given = headers["x-ogw-ratelimit-reset"] ?? headers["retry-after"];
	const ms = Number(given) * 1000;
	return ms > 0
		? Math.min(Math.max(ms, SHORTEST_WAIT_MS), LONGEST_WAIT_MS)
		: null;
}

/** Lark's limits are by the second and by the minute. */
const SHORTEST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 2 * 60_000;

function readFailure(error: unknown, clean: Clean): Silence {
	const { name, message, cause } = Failure.catch({}).parse(error);
	if (name === "TimeoutError")
		return { is: "silence", why: "no answer in time", arrived: true };
	const code = cause?.code ?? "";
	return {
		is: "silence",
		why: clean([message, code].filter(Boolean).join(": ")),
		arrived: !NEVER_SENT.test(code),
	};
}

const Failure = z.object({
	name: z.string().optional(),
	message: z.string().optional(),
	cause: z.object({ code: z.string().optional() }).optional().catch(undefined),
});

/** Failures before the request was written: no address, nobody there, no trust in who is there. */
const NEVER_SENT =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|EPROTO|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|ERR_TLS_CERT\w*)$/;

/** Longer messages say nothing more. */
const MAX_WHY = 300;

function redacting(secret: string): Clean {
	return (text) => text.replaceAll(secret, "[secret]").slice(0, MAX_WHY);
}
