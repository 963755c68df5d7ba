/**
 * Listens by webhook: https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/choose-a-subscription-mode/send-notifications-to-developers-server
 *
 * Not by the SDK's own handlers: they sign JSON that they have written anew, look at neither token, time nor repetition,
 * and answer a wrong signature with 200.
 */

import { AESCipher } from "@larksuiteoapi/node-sdk";
import { z } from "zod";
import type { HandleRequest } from "../../chat/adapter.ts";
import { createNonces } from "./nonces.ts";
import { isSame, isSignedBy, readSeal, signedText } from "./seal.ts";
import type { TakenIn } from "./take-in.ts";

export interface Webhook {
	handle: HandleRequest;
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

/** Why a request was refused. Whoever sent it learns no more than the status. */
export type Reason =
	| "too large"
	| "no signature"
	| "wrong signature"
	| "too old or too new"
	| "seen before"
	| "cannot be decrypted"
	| "not an event"
	| "wrong token"
	| "another app";

export const WEBHOOK_PATH = "/lark/webhook";

/** An event is some kilobytes long. */
const MAX_BODY = 1024 * 1024;

/** A challenge is some hundred bytes long. What nobody has signed is not worth more work. */
const MAX_CHALLENGE_BODY = 4096;

/** Long enough for clocks that differ, short enough that a recording is soon worth nothing. */
export const FRESH_MS = 5 * 60_000;

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

	/** Undefined for anything that was not made with the key. */
	function decrypt(rawBody: Buffer): unknown {
		try {
			const text = new TextDecoder("utf-8", { fatal: true }).decode(rawBody);
			const { encrypt } = Sealed.parse(JSON.parse(text));
			return JSON.parse(cipher.decrypt(encrypt));
		} catch {
			return undefined;
		}
	}

	function isOurs(token: string | undefined): boolean {
		return (
			verificationToken === null ||
			(token !== undefined && isSame(token, verificationToken))
		);
	}

	function meet({ challenge, token }: Challenge) {
		if (!isOurs(token)) return refuse(401, "wrong token");
		onRequest(null);
		return { status: 200, body: { challenge } };
	}

	/** Lark signs all but the challenge that it sends when somebody enters the address in its console. */
	function answerUnsigned(rawBody: Buffer) {
		if (rawBody.length > MAX_CHALLENGE_BODY) return refuse(401, "no signature");
		const opened = decrypt(rawBody);
		// The same status throughout: nobody is to try out what can be decrypted.
		if (opened === undefined) return refuse(401, "cannot be decrypted");
		const challenge = Challenge.safeParse(opened);
		return challenge.success
			? meet(challenge.data)
			: refuse(401, "no signature");
	}

	/** @param name is free again when the event could not be recorded: then the request may come again as it is. */
	async function hand(event: unknown, name: string) {
		// Not connected yet, or not any more.
		if (!take) return { status: 503 };
		if (!nonces.add(name)) return refuse(409, "seen before");
		onRequest(null);
		const taking = take(event);
		underWay.add(taking);
		let taken: TakenIn | null = null;
		try {
			taken = await taking;
		} finally {
			underWay.delete(taking);
			if (!taken?.safe) nonces.delete(name);
		}
		return taken.safe ? { status: 200, body: taken.response } : { status: 503 };
	}

	return {
		async handle(headers, rawBody) {
			if (rawBody.length > MAX_BODY) return refuse(413, "too large");
			const seal = readSeal(headers);
			if (seal === null) return answerUnsigned(rawBody);
			if (seal === "wrong") return refuse(401, "no signature");
			if (!isSignedBy(encryptKey, seal, rawBody))
				return refuse(401, "wrong signature");
			if (Math.abs(now() - seal.at) > FRESH_MS)
				return refuse(401, "too old or too new");
			const opened = decrypt(rawBody);
			if (opened === undefined) return refuse(400, "cannot be decrypted");
			const challenge = Challenge.safeParse(opened);
			if (challenge.success) return meet(challenge.data);
			const event = Event.safeParse(opened);
			if (!event.success) return refuse(400, "not an event");
			const { token, app_id } = event.data.header;
			if (!isOurs(token)) return refuse(401, "wrong token");
			if (app_id !== undefined && app_id !== appId)
				return refuse(401, "another app");
			return hand(opened, signedText(seal));
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
	/** Said back to somebody who has signed nothing, so it must not be able to hold a piece of a recorded event. */
	challenge: z.string().regex(/^[\w.~+/=:-]{1,256}$/),
	token: z.string().optional(),
});
type Challenge = z.infer<typeof Challenge>;

/** Of an event only what is proved here. */
const Event = z.object({
	schema: z.literal("2.0"),
	header: z.object({
		token: z.string().optional(),
		app_id: z.string().optional(),
	}),
});
