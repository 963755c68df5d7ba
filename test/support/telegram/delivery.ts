/** The two ways in which updates reach a bot: getUpdates that hangs, and a webhook that is called. */

import { setTimeout as setTimeoutAsync } from "node:timers/promises";
import { badRequest, conflict } from "./refusal.ts";
import type { UpdateQueue } from "./updates.ts";
import type { Payload } from "./wire.ts";

export interface WebhookOptions {
	/** The pause after a failed call; it doubles each time up to a second. */
	backOffMs: number;
	/** How long a bot may take to answer. */
	timeoutMs: number;
}

interface Webhook {
	url: string;
	secret: string;
	lastError: { at: number; message: string } | null;
	stopped: AbortController;
}

export function createDelivery(
	queue: UpdateQueue,
	options: WebhookOptions,
	now: () => number,
	/** A bot may put a call into its answer to a webhook. */
	callInAnswer: (method: string, payload: Payload) => void,
	/** Something was confirmed, or the bot listens now. */
	changed: () => void,
) {
	let hanging: { end(error?: Error): void; look(): void } | null = null;
	let webhook: Webhook | null = null;
	let pushed = () => {};

	const deliver = async (to: Webhook) => {
		let pause = options.backOffMs;
		while (!to.stopped.signal.aborted) {
			const update = queue.first();
			if (!update) {
				await new Promise<void>((resolve) => {
					pushed = resolve;
				});
				continue;
			}
			const problem = await post(to, update, options.timeoutMs, callInAnswer);
			if (to.stopped.signal.aborted) return;
			if (problem === null) {
				queue.shift();
				changed();
				pause = options.backOffMs;
			} else {
				to.lastError = { at: now(), message: problem };
				await sleep(pause, to.stopped.signal);
				pause = Math.min(pause * 2, 1000);
			}
		}
	};

	const stopWebhook = () => {
		webhook?.stopped.abort();
		webhook = null;
		pushed();
	};

	return {
		/** An update came: whoever waits for one gets it. */
		pushed() {
			hanging?.look();
			pushed();
		},
		/** Whether a webhook is set, or a getUpdates hangs. */
		listening: () => hanging !== null || webhook !== null,
		stop() {
			hanging?.end();
			stopWebhook();
		},
		methods: {
			getUpdates(payload: Payload, gone: AbortSignal): Promise<object[]> {
				if (webhook)
					throw conflict(
						"can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
					);
				hanging?.end(
					conflict(
						"terminated by other getUpdates request; make sure that only one bot instance is running",
					),
				);
				queue.allow(readKinds(payload.allowed_updates));
				const offset = Number(payload.offset ?? 0);
				const limit = Math.min(Math.max(Number(payload.limit ?? 100), 1), 100);
				// Telegram holds a poll for 50 seconds at most.
				const timeoutMs = Math.min(Number(payload.timeout ?? 0), 50) * 1000;
				const updates = queue.pull(offset, limit);
				changed();
				if (updates.length > 0 || timeoutMs <= 0)
					return Promise.resolve(updates);
				return new Promise((resolve, reject) => {
					const settle = (how: () => void) => {
						clearTimeout(timer);
						gone.removeEventListener("abort", onGone);
						if (hanging === poll) hanging = null;
						how();
					};
					const poll = {
						end: (error?: Error) =>
							settle(() => (error ? reject(error) : resolve([]))),
						look() {
							const updates = queue.pull(offset, limit);
							if (updates.length > 0) settle(() => resolve(updates));
						},
					};
					const onGone = () => poll.end();
					const timer = setTimeout(() => poll.end(), timeoutMs);
					gone.addEventListener("abort", onGone);
					hanging = poll;
					changed();
				});
			},

			setWebhook(payload: Payload): true {
				const url = String(payload.url ?? "");
				const secret = String(payload.secret_token ?? "");
				if (url !== "" && !URL.canParse(url))
					throw badRequest("bad webhook: Failed to parse the URL");
				if (secret !== "" && !/^[A-Za-z0-9_-]{1,256}$/.test(secret))
					throw badRequest(
						secret.length > 256
							? "secret token is too long"
							: "secret token contains unallowed characters",
					);
				queue.allow(readKinds(payload.allowed_updates));
				if (String(payload.drop_pending_updates) === "true") queue.clear();
				stopWebhook();
				if (url === "") return true;
				hanging?.end(conflict("terminated by setWebhook request"));
				webhook = {
					url,
					secret,
					lastError: null,
					stopped: new AbortController(),
				};
				void deliver(webhook);
				changed();
				return true;
			},

			deleteWebhook(payload: Payload): true {
				stopWebhook();
				if (String(payload.drop_pending_updates) === "true") queue.clear();
				changed();
				return true;
			},

			getWebhookInfo: () => ({
				url: webhook?.url ?? "",
				has_custom_certificate: false,
				pending_update_count: queue.waiting(),
				...(webhook
					? { max_connections: 40, allowed_updates: queue.allowed() }
					: {}),
				...(webhook?.lastError
					? {
							last_error_date: Math.floor(webhook.lastError.at / 1000),
							last_error_message: webhook.lastError.message,
						}
					: {}),
			}),
		},
	};
}

/** What went wrong, in Telegram's words; null when the bot took it. */
async function post(
	{ url, secret, stopped }: Webhook,
	update: object,
	timeoutMs: number,
	callInAnswer: (method: string, payload: Payload) => void,
): Promise<string | null> {
	try {
		const response = await fetch(url, {
			method: "POST",
			headers: {
				"content-type": "application/json",
				...(secret === "" ? {} : { "X-Telegram-Bot-Api-Secret-Token": secret }),
			},
			body: JSON.stringify(update),
			redirect: "manual",
			signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(timeoutMs)]),
		});
		const body = await response.text();
		if (!response.ok)
			return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
		const { method, ...payload } = parseObject(body);
		if (typeof method === "string") callInAnswer(method, payload);
		return null;
	} catch (error) {
		return error instanceof Error && error.name === "TimeoutError"
			? "Read timeout expired"
			: "Connection refused";
	}
}

function parseObject(body: string): Payload {
	try {
		const value: unknown = JSON.parse(body);
		return value instanceof Object ? (value as Payload) : {};
	} catch {
		return {};
	}
}

function readKinds(given: unknown): string[] | undefined {
	if (given === undefined || given === null) return undefined;
	if (!Array.isArray(given))
		throw badRequest("can't parse allowed updates JSON object");
	return given.map(String);
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
	return setTimeoutAsync(ms, undefined, { signal }).catch(() => {});
}
