/**
 * Listens by webhook: https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case
 *
 * Not by the SDK's own handlers: they sign JSON that they have written anew, look at neither token, time nor repetition,
 * and answer a wrong signature with 200.
 */

import { createHash, timingSafeEqual } from "node:crypto";
import { AESCipher } from "@larksuiteoapi/node-sdk";
import { z } from "zod";
import { createNonces } from "./nonces.ts";
import type { TakenIn } from "./take-in.ts";

export type WebhookHandler = (
	/** With names in lower case, as Node has them. */
	headers: Readonly<Record<string, string | string[] | undefined>>,
	rawBody: Buffer,
) => Promise<{ status: number; body?: unknown }>;

export interface Webhook {
	handle: WebhookHandler;
	/** From now on events are taken in. */
	open(take: (envelope: unknown) => Promise<TakenIn>): void;
	/** Resolves when what came in is recorded. */
	close(): Promise<void>;
}

export interface WebhookParts {
	/** Events are encrypted and signed with it. */
	encryptKey: string;
	/** Every event carries it; checked where it is set. */
	verificationToken: string | null;
	appId: string;
	/** Milliseconds since 1970. */
	now: () => number;
	/** A request was refused; null when one was taken. Anyone can send a wrong one: not worth a line in the log each. */
	onRequest(refused: Reason | null): void;
}

/** Why a request was refused; only the bot's own health tells. */
export type Reason =
	| "too large"
	| "no signature"
	| "wrong signature"
	| "too old or too new"
	| "seen before"
	| "cannot be decrypted"
	| "wrong token"
	| "another app";

export const WEBHOOK_PATH = "/lark/webhook";

/** An event is some kilobytes long. */
const MAX_BODY = 1024 * 1024;

/** Long enough for clocks that differ, short enough that a recording is soon worth nothing. */
const FRESH_MS = 5 * 60_000;

export function createWebhook(parts: WebhookParts): Webhook {
	const { encryptKey, verificationToken, appId, now, onRequest } = parts;
	const cipher = new AESCipher(encryptKey);
	const nonces = createNonces({ keepMs: 2 * FRESH_MS, now });
	const underWay = new Set<Promise<unknown>>();
	let take: ((envelope: unknown) => Promise<TakenIn>) | null = null;

	function refuse(status: number, reason: Reason) {
		onRequest(reason);
		return { status };
	}

	/** Null for anything that was not made with the key. */
	function open(rawBody: Buffer): unknown {
		try {
			const text = new TextDecoder("utf-8", { fatal: true }).decode(rawBody);
			const { encrypt } = Sealed.parse(JSON.parse(text));
			return JSON.parse(cipher.decrypt(encrypt));
		} catch {
			return null;
		}
	}

	function isOurs(token: string | undefined): boolean {
		return (
			verificationToken === null ||
			(token !== undefined && isSame(token, verificationToken))
		);
	}

	return {
		async handle(headers, rawBody) {
			if (rawBody.length > MAX_BODY) return refuse(413, "too large");
			const seal = readSeal(headers);
			if (seal === "wrong") return refuse(401, "no signature");
			if (
				seal &&
				!isSame(seal.signature, signatureOf(seal, encryptKey, rawBody))
			)
				return refuse(401, "wrong signature");
			if (seal && Math.abs(now() - seal.at) > FRESH_MS)
				return refuse(401, "too old or too new");
			// Decrypting comes behind the signature, except for the challenge, which Lark does not sign.
			const opened = open(rawBody);
			if (opened === null)
				return refuse(seal ? 400 : 401, "cannot be decrypted");
			const challenge = Challenge.safeParse(opened);
			if (challenge.success) {
				if (!isOurs(challenge.data.token)) return refuse(401, "wrong token");
				onRequest(null);
				return { status: 200, body: { challenge: challenge.data.challenge } };
			}
			if (!seal) return refuse(401, "no signature");
			const header = Header.safeParse(opened).data?.header;
			if (!isOurs(header?.token)) return refuse(401, "wrong token");
			if (header?.app_id !== undefined && header.app_id !== appId)
				return refuse(401, "another app");
			// Not connected yet, or not any more.
			if (!take) return { status: 503 };
			const nonce = `${seal.timestamp} ${seal.nonce}`;
			if (!nonces.add(nonce)) return refuse(409, "seen before");
			onRequest(null);
			const taking = take(opened);
			underWay.add(taking);
			try {
				const { safe, response } = await taking;
				if (safe) return { status: 200, body: response };
				// It may come again as it is.
				nonces.delete(nonce);
				return { status: 503 };
			} catch (error) {
				nonces.delete(nonce);
				throw error;
			} finally {
				underWay.delete(taking);
			}
		},
		open(to) {
			take = to;
		},
		async close() {
			take = null;
			await Promise.allSettled(underWay);
		},
	};
}

const Sealed = z.object({ encrypt: z.string().min(1) });

const Challenge = z.object({
	type: z.literal("url_verification"),
	challenge: z.string().max(1000),
	token: z.string().optional(),
});

const Header = z.object({
	header: z.object({ token: z.string(), app_id: z.string() }).partial(),
});

interface Seal {
	signature: string;
	timestamp: string;
	nonce: string;
	/** Milliseconds since 1970. */
	at: number;
}

/** Null where there is none at all; "wrong" where a part is missing or has not its form. */
function readSeal(
	headers: Readonly<Record<string, string | string[] | undefined>>,
): Seal | "wrong" | null {
	const given = SEAL_HEADERS.map((name) => headers[name]);
	if (given.every((value) => value === undefined)) return null;
	const [signature, timestamp, nonce] = given;
	if (
		typeof signature !== "string" ||
		typeof timestamp !== "string" ||
		typeof nonce !== "string" ||
		!/^[0-9a-f]{64}$/i.test(signature) ||
		!/^\d{1,12}$/.test(timestamp) ||
		!/^[\x21-\x7e]{1,128}$/.test(nonce)
	)
		return "wrong";
	return {
		signature: signature.toLowerCase(),
		timestamp,
		nonce,
		at: Number(timestamp) * 1000,
	};
}

const SEAL_HEADERS = [
	"x-lark-signature",
	"x-lark-request-timestamp",
	"x-lark-request-nonce",
];

/** Over the bytes as they came: JSON that is written anew need not be the same. */
function signatureOf({ timestamp, nonce }: Seal, key: string, rawBody: Buffer) {
	return createHash("sha256")
		.update(timestamp + nonce + key)
		.update(rawBody)
		.digest("hex");
}

/** Takes equally long whatever is given. */
function isSame(given: string, expected: string): boolean {
	const digest = (text: string) => createHash("sha256").update(text).digest();
	return timingSafeEqual(digest(given), digest(expected));
}
