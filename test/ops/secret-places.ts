/** Places from which a secret could reach the log, each as the code that would bring it there. */

import { TelegramError } from "telegraf";

export const HALF = "AAH-x_9dEfGhIjKlMnOpQrStUvWxYz01234";
export const TOKEN = `987654321:${HALF}`;
/** A webhook's secret and an app's, the latter with every character that some writing spells differently. */
export const SECRET = "hook-Secret_0123456789";
export const APP_SECRET = 'p"a/s\\s 密+%&é';
export const SECRETS = [TOKEN, SECRET, APP_SECRET];
/** Of another bot: it is in no setting. */
export const FOREIGN = `1122334455:${"Zz-9_".repeat(7)}`;

/** The part of a logger that the places use. */
export interface PlaceLog {
	error(fields: unknown, message?: string, ...values: unknown[]): void;
	child(bindings: Record<string, unknown>): PlaceLog;
}

type Place = (log: PlaceLog) => void | Promise<void>;

const withFields = (fields: object): Place => {
	return (log) => log.error(fields, "something failed");
};

class Session {
	readonly #token = TOKEN;
	get address() {
		return `https://api.telegram.org/bot${this.#token}/getMe`;
	}
	toJSON() {
		return { address: this.address };
	}
}

export const PLACES: Record<string, Place> = {
	"the message": (log) => log.error(`no answer from ${TOKEN}`),
	"a value put into the message": (log) => log.error({}, "no %s", TOKEN),
	"an object put into the message": (log) =>
		log.error({}, "no %o", { deep: { of: TOKEN } }),
	"a field": withFields({ reason: TOKEN }),
	"a field deep inside": withFields({ a: { b: [{ c: SECRET }] } }),
	"a field's name": withFields({ bots: { [TOKEN]: 1 } }),
	"an address": withFields({ url: `http://x/bot${TOKEN}/sendMessage` }),
	"an address as an object": withFields({
		url: new URL(`http://127.0.0.1:8081/bot${TOKEN}/getMe`),
	}),
	"an address for downloads": withFields({
		url: `http://x/file/bot${TOKEN}/photos/a.jpg`,
	}),
	"an encoded address": withFields({
		url: `/set?url=${encodeURIComponent(`http://x/bot${TOKEN}/y`)}`,
	}),
	"an address encoded twice, in small letters": withFields({
		url: encodeURIComponent(
			encodeURIComponent(APP_SECRET).replace(/%../g, (hex) =>
				hex.toLowerCase(),
			),
		),
	}),
	"an address of which every character is encoded": withFields({
		url: [...Buffer.from(TOKEN)]
			.map((byte) => `%${byte.toString(16)}`)
			.join(""),
	}),
	"a short address of the Bot API that is not ours": withFields({
		url: "http://x/bot77:short-token/getMe",
	}),
	"a token that is not ours": withFields({ said: `here: ${FOREIGN}, use it` }),
	"the token's later half": withFields({ said: `…:${HALF}` }),
	"a secret with quotes": withFields({ said: `<${APP_SECRET}>` }),
	"JSON as text": withFields({ body: JSON.stringify({ s: APP_SECRET }) }),
	"JSON as text in JSON as text": withFields({
		body: JSON.stringify({ s: JSON.stringify({ s: APP_SECRET }) }),
	}),
	"text beside control characters": withFields({
		said: `\u0007${TOKEN}\n${SECRET}\\${TOKEN}\u001b`,
	}),
	"an error's message": (log) => log.error({ err: new Error(`no ${TOKEN}`) }),
	"an error without a field": (log) => log.error(new Error(`no ${TOKEN}`)),
	"an error's cause": (log) =>
		log.error({
			err: new Error("outer", {
				cause: new Error("inner", { cause: new Error(SECRET) }),
			}),
		}),
	"a cause that is text": (log) =>
		log.error({ err: Object.assign(new Error("outer"), { cause: SECRET }) }),
	"one of several errors": (log) =>
		log.error({ err: new AggregateError([new Error(TOKEN)], "all failed") }),
	"an error's code": (log) =>
		log.error({ err: Object.assign(new Error("odd"), { code: TOKEN }) }),
	"an error's stack": (log) => {
		const error = new Error("odd");
		error.stack = `Error: odd\n    at fetch (http://x/bot${TOKEN}/getMe:1:1)`;
		log.error({ err: error });
	},
	"what hangs on an error": (log) =>
		log.error({
			err: Object.assign(new Error("odd"), { config: { url: TOKEN } }),
		}),
	"an error in another field": withFields({
		outcome: {
			reason: Object.assign(new Error("odd"), { request: { path: TOKEN } }),
		},
	}),
	"a call that Telegram refused": (log) =>
		log.error({
			err: new TelegramError(
				{ error_code: 400, description: "Bad Request: bad webhook" },
				{ method: "setWebhook", payload: { secret_token: SECRET } },
			),
		}),
	"a refused call in another field": withFields({
		refusal: new TelegramError(
			{ error_code: 400, description: "Bad Request: bad webhook" },
			{ method: "setWebhook", payload: { secret_token: SECRET } },
		),
	}),
	"a call to an address with a slip in it": async (log) => {
		const call = fetch(`http//127.0.0.1/bot${TOKEN}/getMe`);
		await call.catch((err: unknown) => log.error({ err }));
	},
	headers: withFields({
		headers: {
			"x-telegram-bot-api-secret-token": SECRET,
			authorization: `Bearer ${TOKEN}`,
		},
	}),
	"an object with a JSON of its own": withFields({ session: new Session() }),
	"what a child logger is bound to": (log) =>
		log.child({ bot: TOKEN }).error({}, "odd"),
	"an error that a child logger is bound to": (log) =>
		log.child({ err: new Error(TOKEN) }).error({}, "odd"),
	"a very long line": withFields({ page: `${"字".repeat(50_000)}${TOKEN}` }),
};

/** Logs from every place, a line each, which bears the place's name. */
export async function logEveryPlace(log: PlaceLog): Promise<void> {
	for (const [place, bring] of Object.entries(PLACES))
		await bring(log.child({ place }));
}
