/**
 * Listens by long polling: https://core.telegram.org/bots/api#getupdates
 *
 * Not `telegraf.launch()`: it gives up on 401, 409 and 400 for good, confirms updates before its handlers have had them
 * (one that throws loses the update and ends the bot), waits up to 500 s for an answer that never comes, and cannot be
 * stopped before it has begun.
 */

import { z } from "zod";
import type { Api, Refusal } from "./api.ts";
import type { Connection } from "./connection.ts";
import { type Listener, takeIn } from "./take-in.ts";
import { UPDATE_KINDS } from "./update.ts";

export interface PollParts {
	api: Api;
	connection: Connection;
	listener: Listener;
	stop: AbortSignal;
	timing: PollTiming;
}

export interface PollTiming {
	/** How long Telegram may hold a poll; 50 at most. */
	pollSeconds: number;
	/** How much later than that an answer may come before the connection counts as dead. */
	graceMs: number;
	/** For the last word to Telegram when the bot stops. */
	lastCallMs: number;
}

export const POLL_TIMING: PollTiming = {
	// Proxies like to cut connections that are silent for a minute.
	pollSeconds: 30,
	graceMs: 10_000,
	lastCallMs: 1500,
};

/** Forgets the webhook, which would keep updates from being polled, but not the updates that wait. */
export function forgetWebhook({ insist }: Connection): Promise<unknown> {
	return insist("deleteWebhook", { drop_pending_updates: false }, z.unknown());
}

/** Resolves once it was stopped and what it had in hand is recorded. @throws WrongToken */
export async function poll(parts: PollParts): Promise<void> {
	const { api, connection, stop, timing } = parts;
	/** The next update to get; null when Telegram knows that all others were received. */
	let offset: number | null = null;
	while (!stop.aborted) {
		// After a trouble first a short look, so that the end of it is noticed at once.
		const seconds = connection.status.ready ? timing.pollSeconds : 0;
		const answer = await api.call(
			"getUpdates",
			{ offset, timeout: seconds, allowed_updates: UPDATE_KINDS },
			{ timeoutMs: seconds * 1000 + timing.graceMs, signal: stop },
		);
		const updates =
			answer.is === "result" ? Updates.safeParse(answer.result) : null;
		if (updates?.success) {
			if (updates.data.length > 0) {
				offset = await takeInAll(updates.data, parts);
				if (offset === null && !stop.aborted) {
					await connection.pause("what comes in cannot be recorded");
					continue;
				}
			}
			// After a week without updates Telegram begins anywhere with its numbers, perhaps below the last one.
			else offset = null;
			connection.recovered();
			if (seconds > 0 || updates.data.length > 0) connection.settled();
		} else if (answer.is === "result") {
			await connection.pause("getUpdates: an answer that cannot be read");
		} else if (answer.is === "refusal" && answer.code === CONFLICT)
			await resolveConflict(answer, parts);
		else await connection.outlast("getUpdates", answer);
	}
	if (offset !== null)
		await api.call(
			"getUpdates",
			{ offset, timeout: 0, limit: 1 },
			{ timeoutMs: timing.lastCallMs },
		);
}

const Updates = z.array(z.unknown());

/**
 * The offset that confirms them all; null when one of them is not safe. Then none is confirmed, and all come again:
 * those that were recorded are known by their ids.
 */
async function takeInAll(
	updates: readonly unknown[],
	{ listener }: PollParts,
): Promise<number | null> {
	let next: number | null = null;
	for (const raw of updates) {
		const { id, safe } = await takeIn(raw, listener);
		if (!safe) return null;
		if (id !== null) next = Math.max(next ?? 0, id + 1);
	}
	return next;
}

const CONFLICT = 409;

/** Somebody else gets this bot's updates: another process that polls, or a webhook. */
async function resolveConflict(
	conflict: Refusal,
	{ connection, listener: { log } }: PollParts,
): Promise<void> {
	if (/webhook is active/i.test(conflict.description)) {
		log.warn(
			{},
			"a webhook is set for this bot, which keeps it from polling; it is deleted now. Does another process use this token?",
		);
		await forgetWebhook(connection);
	} else
		log.error(
			{},
			"another process polls with this token; end it, or give it a bot of its own",
		);
	await connection.outlast("getUpdates", conflict);
}
