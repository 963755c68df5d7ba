/** Requests as Lark sends them to a webhook: encrypted, and signed. */

import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { request } from "node:http";
import { text } from "node:stream/consumers";

export const ENCRYPT_KEY = "an-encrypt-key-of-the-tests";
export const TOKEN = "verification";
export const APP_ID = "cli_0123456789abcdef";

/** 2024-03-01, the day of the tests' events. */
export const NOW = 1_709_258_400_000;

export type Headers = Record<string, string | string[] | undefined>;

export interface Sealed {
	headers: Headers;
	body: Buffer;
}

export interface SealOptions {
	key?: string;
	/** In seconds since 1970, or whatever else a test writes there. */
	timestamp?: string;
	nonce?: string;
}

/** `{"encrypt": …}` around this, made JSON if it is not text yet. */
export function encrypted(plain: unknown, key = ENCRYPT_KEY): Buffer {
	const clear = typeof plain === "string" ? plain : JSON.stringify(plain);
	const iv = randomBytes(16);
	const secret = createHash("sha256").update(key).digest();
	const cipher = createCipheriv("aes-256-cbc", secret, iv);
	const sealed = Buffer.concat([iv, cipher.update(clear), cipher.final()]);
	return Buffer.from(JSON.stringify({ encrypt: sealed.toString("base64") }));
}

let count = 0;

/** Signs a body as it is. */
export function signed(body: Buffer | string, options: SealOptions = {}) {
	const {
		key = ENCRYPT_KEY,
		timestamp = String(NOW / 1000),
		nonce = `nonce-${++count}`,
	} = options;
	const bytes = Buffer.from(body);
	const signature = createHash("sha256")
		.update(timestamp + nonce + key)
		.update(bytes)
		.digest("hex");
	const headers: Headers = {
		"content-type": "application/json;charset=utf-8",
		"x-lark-signature": signature,
		"x-lark-request-timestamp": timestamp,
		"x-lark-request-nonce": nonce,
	};
	return { headers, body: bytes } satisfies Sealed;
}

/** Encrypts and signs. */
export function sealed(plain: unknown, options: SealOptions = {}): Sealed {
	return signed(encrypted(plain, options.key), options);
}

/** Encrypted, but not signed, as a challenge comes. */
export function unsigned(plain: unknown, key = ENCRYPT_KEY): Sealed {
	return {
		headers: { "content-type": "application/json;charset=utf-8" },
		body: encrypted(plain, key),
	};
}

export function challenge(more: object = {}) {
	return {
		challenge: "1b6aef1a-401f-406a-be41-f48911eabcef",
		token: TOKEN,
		type: "url_verification",
		...more,
	};
}

/** A header given as several values is sent several times. */
export function post(
	url: string,
	{ headers, body }: Sealed,
	method = "POST",
): Promise<{ status: number | undefined; text: string }> {
	const sent = Object.fromEntries(
		Object.entries(headers).filter(([, value]) => value !== undefined),
	);
	return new Promise((resolve, reject) => {
		const outgoing = request(url, { method, headers: sent }, (answer) => {
			text(answer).then(
				(text) => resolve({ status: answer.statusCode, text }),
				reject,
			);
		});
		outgoing.on("error", reject);
		outgoing.end(method === "GET" ? undefined : body);
	});
}
