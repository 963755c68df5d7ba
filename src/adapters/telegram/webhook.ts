/** Listens by webhook: https://core.telegram.org/bots/api#setwebhook */

import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { HandleRequest } from "../../chat/adapter.ts";
import type { Connection } from "./connection.ts";
import { type Listener, takeIn } from "./take-in.ts";
import { UPDATE_KINDS } from "./update.ts";

export interface Webhook {
	handle: HandleRequest;
	/** From now on updates are taken in. */
	open(listener: Listener): void;
	/** Resolves when what came in is recorded. */
	close(): Promise<void>;
}

/** An update is some kilobytes long, a long message and the one that it answers included. */
const MAX_BODY = 1024 * 1024;

export const WEBHOOK_PATH = "/telegram/webhook";

/** Telegram tells nobody that another process has taken the webhook away, or that the token was revoked. */
export const REGISTER_AGAIN_MS = 5 * 60_000;

/** Tells Telegram where to deliver, as often as one likes. The webhook stays when the bot stops: then Telegram keeps what comes meanwhile. */
export function registerWebhook(
	{ insist }: Connection,
	{ publicUrl, secret }: { publicUrl: string; secret: string },
): Promise<unknown> {
	return insist(
		"setWebhook",
		{
			url: `${publicUrl.replace(/\/+$/, "")}${WEBHOOK_PATH}`,
			secret_token: secret,
			allowed_updates: UPDATE_KINDS,
		},
		z.unknown(),
	);
}

/**
 * What keeps Telegram from delivering: an address that it cannot reach fails on its side alone. Null where nothing waits, or
 * nothing has failed since the last look. https://core.telegram.org/bots/api#webhookinfo
 */
export async function undelivered(
	{ insist }: Connection,
	now: number,
): Promise<string | null> {
	const info = await insist("getWebhookInfo", {}, WebhookInfo);
	if (!info?.last_error_date || info.pending_update_count === 0) return null;
	const isRecent = now - info.last_error_date * 1000 < REGISTER_AGAIN_MS;
	return isRecent
		? `Telegram cannot deliver to PUBLIC_URL: ${info.last_error_message ?? "it does not say why"}`
		: null;
}

const WebhookInfo = z.object({
	pending_update_count: z.int(),
	/** Seconds since 1970. */
	last_error_date: z.int().optional(),
	last_error_message: z.string().optional(),
});

/** Anything but 200 makes Telegram deliver the update again. */
export function createWebhook(secret: string): Webhook {
	const expected = digest(secret);
	const underWay = new Set<Promise<unknown>>();
	let listener: Listener | null = null;

	return {
		async handle(headers, rawBody) {
			const given = headers["x-telegram-bot-api-secret-token"];
			if (
				typeof given !== "string" ||
				!timingSafeEqual(digest(given), expected)
			)
				return { status: 401 };
			if (rawBody.length > MAX_BODY) return { status: 413 };
			const raw = parse(rawBody);
			if (raw === undefined) return { status: 400 };
			// Not connected yet, or not any more.
			if (!listener) return { status: 503 };
			const taking = takeIn(raw, listener);
			underWay.add(taking);
			const { id, safe } = await taking;
			underWay.delete(taking);
			if (id === null) return { status: 400 };
			return { status: safe ? 200 : 503 };
		},
		open(to) {
			listener = to;
		},
		async close() {
			listener = null;
			await Promise.all(underWay);
		},
	};
}

/** Of equal length whatever is given, so that comparing takes equally long. */
function digest(secret: string): Buffer {
	return createHash("sha256").update(secret).digest();
}

/** Undefined for what is not JSON. */
function parse(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString("utf8"));
	} catch {
		return undefined;
	}
}
