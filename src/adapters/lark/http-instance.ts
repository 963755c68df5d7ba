/** The HTTP client that Lark's SDK is given: every call has a time limit, and every failure tells what it was. */

import type { HttpInstance } from "@larksuiteoapi/node-sdk";

/** Lark answered, but not with success; its own words are in `data`. */
export class HttpFailure extends Error {
	override name = "HttpFailure";

	constructor(
		readonly status: number,
		/** With names in lower case. */
		readonly headers: Readonly<Record<string, string>>,
		/** JSON, or the text of whatever it is. */
		readonly data: unknown,
	) {
		super(`HTTP ${status}`);
	}
}

/** The SDK's own client waits for ever. */
const LONGEST_MS = 30_000;

type Options = Parameters<HttpInstance["request"]>[0] & {
	/** Ends the call at once. */
	signal?: AbortSignal;
	/** Gives the answer as it came where this is `arraybuffer`, unless it is JSON. */
	responseType?: string;
	/** In bytes. */
	maxContentLength?: number;
};

/**
 * @param onContact called whenever Lark has answered, whatever it said.
 * @param stop ends every call.
 */
export function createHttpInstance(
	onContact: () => void,
	stop?: AbortSignal,
): HttpInstance {
	async function request(options: Options): Promise<unknown> {
		const { url = "", params = {}, headers = {}, data, method } = options;
		const end = endOf(options.timeout ?? LONGEST_MS, [stop, options.signal]);
		try {
			const response = await fetch(addressOf(url, params), {
				method: (method ?? "GET").toUpperCase(),
				headers: {
					...headers,
					...(data === undefined
						? {}
						: { "content-type": "application/json; charset=utf-8" }),
				},
				...(data === undefined ? {} : { body: JSON.stringify(data) }),
				signal: end.signal,
			});
			return await answerOf(response, options);
		} finally {
			end.release();
		}
	}

	async function answerOf(
		response: Response,
		options: Options,
	): Promise<unknown> {
		const told = Object.fromEntries(response.headers);
		const wantsBytes =
			options.responseType === "arraybuffer" &&
			response.ok &&
			!/json/i.test(told["content-type"] ?? "");
		if (wantsBytes) {
			onContact();
			return { bytes: await bytesOf(response, options.maxContentLength) };
		}
		const answer = jsonOrText(await response.text());
		if (response.status < 500) onContact();
		if (!response.ok) throw new HttpFailure(response.status, told, answer);
		return options.$return_headers ? { data: answer, headers: told } : answer;
	}

	const without =
		(method: string) =>
		(url: string, options: Options = {}) =>
			request({ ...options, url, method }) as Promise<never>;
	const withBody =
		(method: string) =>
		(url: string, data?: unknown, options: Options = {}) =>
			request({ ...options, url, data, method }) as Promise<never>;
	return {
		request: (options) => request(options) as Promise<never>,
		get: without("GET"),
		delete: without("DELETE"),
		head: without("HEAD"),
		options: without("OPTIONS"),
		post: withBody("POST"),
		put: withBody("PUT"),
		patch: withBody("PATCH"),
	};
}

/**
 * Whatever ends a call, as one signal. `AbortSignal.any` is not for time limits: Node 20 lets go of the signals that it is
 * made of, and a limit that was collected never comes.
 */
function endOf(
	timeoutMs: number,
	signals: readonly (AbortSignal | undefined)[],
): { signal: AbortSignal; release(): void } {
	const controller = new AbortController();
	const given = signals.filter((signal) => signal !== undefined);
	const end = () => controller.abort();
	const timer = setTimeout(
		() => controller.abort(new DOMException("no answer", "TimeoutError")),
		timeoutMs,
	);
	for (const signal of given) signal.addEventListener("abort", end);
	if (given.some(({ aborted }) => aborted)) end();
	return {
		signal: controller.signal,
		release() {
			clearTimeout(timer);
			for (const signal of given) signal.removeEventListener("abort", end);
		},
	};
}

/** The answer is longer than its caller takes. */
export class TooLarge extends Error {
	override name = "TooLarge";
}

async function bytesOf(
	response: Response,
	most = Number.POSITIVE_INFINITY,
): Promise<Uint8Array> {
	if (Number(response.headers.get("content-length")) > most)
		throw new TooLarge();
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of response.body ?? []) {
		length += chunk.length;
		if (length > most) throw new TooLarge();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function addressOf(url: string, params: Record<string, unknown>): URL {
	const address = new URL(url);
	for (const [name, value] of Object.entries(params))
		if (value !== undefined && value !== null)
			address.searchParams.set(name, String(value));
	return address;
}

function jsonOrText(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
