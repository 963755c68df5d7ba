/** The other way in which events reach a bot: https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case */

import { randomUUID } from "node:crypto";
import type { Transport } from "./deliveries.ts";
import { type Sealed, seal } from "./seal.ts";

export interface WebhookSettings {
	/** The bot's address. */
	url: string;
	encryptKey: string;
	verificationToken: string;
}

export interface Webhook {
	settings: WebhookSettings;
	transport: Transport;
	/** Asks the bot to prove that the address is its own. @throws Error when it does not */
	challenge(): Promise<void>;
	stop(): void;
}

/** Each request is sealed anew, so that an event that comes again has another time and nonce. */
export function createWebhook(
	settings: WebhookSettings,
	timeoutMs: number,
): Webhook {
	const stopped = new AbortController();
	const post = async ({ headers, body }: Sealed) => {
		const response = await fetch(settings.url, {
			method: "POST",
			headers,
			body,
			redirect: "manual",
			signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(timeoutMs)]),
		});
		return { status: response.status, text: await response.text() };
	};
	return {
		settings,
		transport: {
			by: "webhook",
			deliver(event, answered) {
				post(seal(event, settings)).then(
					({ status, text }) => answered(status, parse(text)),
					(error) => {
						// Silence until the deadline is no acknowledgement at all.
						if (error.name !== "TimeoutError" && !stopped.signal.aborted)
							answered(0, String(error.cause ?? error));
					},
				);
				return true;
			},
		},
		async challenge() {
			const challenge = randomUUID();
			const asked = {
				type: "url_verification",
				challenge,
				token: settings.verificationToken,
			};
			const { status, text } = await post(
				seal(asked, settings, { unsigned: true }),
			);
			const answer = parse(text);
			if (
				status !== 200 ||
				!(answer instanceof Object) ||
				!("challenge" in answer) ||
				answer.challenge !== challenge
			)
				throw new Error(`the bot fails the challenge: ${status} ${text}`);
		},
		stop: () => stopped.abort(),
	};
}

/** Null for an empty body. */
function parse(body: string): unknown {
	if (body === "") return null;
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
