/**
 * What Lark signs a request with:
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */

import { createHash, timingSafeEqual } from "node:crypto";
import type { Headers } from "../../chat/adapter.ts";

export interface Seal {
	signature: string;
	/** As it came: this is what is signed. */
	timestamp: string;
	nonce: string;
	/** The same time in milliseconds since 1970. */
	at: number;
}

/** Null where there is none at all; "wrong" where a part is missing, comes twice, or has not its form. */
export function readSeal(headers: Headers): Seal | "wrong" | null {
	const given = SEAL_HEADERS.map((name) => headers[name]);
	if (given.every((value) => value === undefined)) return null;
	const [signature, timestamp, nonce] = given;
	if (
		typeof signature !== "string" ||
		typeof timestamp !== "string" ||
		typeof nonce !== "string" ||
		!/^[0-9a-f]{64}$/i.test(signature) ||
		!/^[\x21-\x7e]{1,128}$/.test(nonce)
	)
		return "wrong";
	const at = readTime(timestamp);
	if (at === null) return "wrong";
	return { signature: signature.toLowerCase(), timestamp, nonce, at };
}

const SEAL_HEADERS = [
	"x-lark-signature",
	"x-lark-request-timestamp",
	"x-lark-request-nonce",
];

/**
 * Seconds since 1970. Card callbacks have been seen to carry a time as Go writes it:
 * `2024-05-01 08:00:00.123456789 +0800 CST m=+36.1`.
 */
function readTime(text: string): number | null {
	if (/^\d{1,12}$/.test(text)) return Number(text) * 1000;
	const [, day, time, hours, minutes] = GO_TIME.exec(text) ?? [];
	const at = Date.parse(`${day}T${time}${hours}:${minutes}`);
	return Number.isNaN(at) ? null : at;
}

/** Day, time, offset; behind it the zone's name and the process's own clock, which say nothing more. */
const GO_TIME =
	/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,9})? ([+-]\d\d)(\d\d)(?: [A-Z\d+-]{1,6})?(?: m=[+-]\d{1,12}\.\d{1,9})?$/;

/** Over the bytes as they came: JSON that is written anew need not be the same. */
export function isSignedBy(key: string, seal: Seal, rawBody: Buffer): boolean {
	const signature = createHash("sha256")
		.update(signedText(seal) + key)
		.update(rawBody)
		.digest("hex");
	return isSame(seal.signature, signature);
}

/**
 * Names the request. Timestamp and nonce stand together as they are signed: one could move a digit from the one to the
 * other, and the signature would be as good as before.
 */
export function signedText({ timestamp, nonce }: Seal): string {
	return timestamp + nonce;
}

/** Takes equally long whatever is given. */
export function isSame(given: string, expected: string): boolean {
	const digest = (text: string) => createHash("sha256").update(text).digest();
	return timingSafeEqual(digest(given), digest(expected));
}
