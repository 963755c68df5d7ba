/** The webhook behind the bot's own HTTP server, asked over real sockets. */

import { describe, expect, onTestFinished, test } from "vitest";
import type { TakenIn } from "../../../src/adapters/lark/take-in.ts";
import {
	createWebhook,
	FRESH_MS,
	type Reason,
	WEBHOOK_PATH,
	type WebhookParts,
} from "../../../src/adapters/lark/webhook.ts";
import { startHttpServer } from "../../../src/ops/http-server.ts";
import { clickEvent, envelope, textEvent } from "./envelopes.ts";
import {
	APP_ID,
	challenge,
	ENCRYPT_KEY,
	encrypted,
	type Headers,
	NOW,
	post,
	type Sealed,
	type SealOptions,
	sealed,
	signed,
	TOKEN,
	unsigned,
} from "./sealed-request.ts";

const RECORDED: TakenIn = { safe: true, response: {} };
const SECONDS = NOW / 1000;

async function scene(
	take: (event: unknown) => Promise<TakenIn> = async () => RECORDED,
	parts: Partial<WebhookParts> = {},
) {
	const taken: unknown[] = [];
	const refused: (Reason | null)[] = [];
	const time = { now: NOW };
	const webhook = createWebhook({
		encryptKey: ENCRYPT_KEY,
		verificationToken: TOKEN,
		appId: APP_ID,
		now: () => time.now,
		onRequest: (reason) => void refused.push(reason),
		...parts,
	});
	const open = () =>
		webhook.open((event) => {
			taken.push(event);
			return take(event);
		});
	const server = await startHttpServer({
		host: "127.0.0.1",
		port: 0,
		metricsPort: null,
		routes: [{ path: WEBHOOK_PATH, handle: webhook.handle }],
		health: async () => {
			throw new Error("nobody asks");
		},
		metrics: { render: async () => "", contentType: "text/plain" },
		now: () => time.now,
		log: { info() {}, error() {} },
	});
	onTestFinished(() => server.close());
	open();
	const url = `http://127.0.0.1:${server.address.port}${WEBHOOK_PATH}`;
	return {
		webhook,
		open,
		taken,
		refused,
		time,
		url,
		send: (request: Sealed, method?: string) => post(url, request, method),
		status: async (request: Sealed) => (await post(url, request)).status,
	};
}

const event = (text = "@_user_1 哪里能体检") => textEvent(text);

/** A good request with other headers. */
function changed(change: (good: Record<string, string>) => Headers): Sealed {
	const { headers, body } = sealed(event());
	const good = headers as Record<string, string>;
	return { headers: { ...good, ...change(good) }, body };
}

/** An event whose header says something else. */
const withHeader = (more: object): Sealed =>
	sealed(envelope("im.message.receive_v1", {}, more));

const at = (timestamp: string) => sealed(event(), { timestamp });

/** Signed as it is, not encrypted. */
const plain = (json: unknown) => signed(JSON.stringify(json));

const wrapped = (encrypt: unknown) => plain({ encrypt });

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

interface Row {
	title: string;
	request: () => Sealed;
	status: number;
	reason: Reason;
}

function rows(
	status: number,
	reason: Reason,
	requests: Record<string, () => Sealed>,
): Row[] {
	return Object.entries(requests).map(([title, request]) => ({
		title,
		request,
		status,
		reason,
	}));
}

const BAD: Row[] = [
	...rows(401, "no signature", {
		"an event that nobody has signed": () => unsigned(event()),
		"an event with no signature": () =>
			changed(() => ({ "x-lark-signature": undefined })),
		"an event with no timestamp": () =>
			changed(() => ({ "x-lark-request-timestamp": undefined })),
		"an event with no nonce": () =>
			changed(() => ({ "x-lark-request-nonce": undefined })),
		"a challenge with half a seal": () => {
			const { headers, body } = sealed(challenge());
			return { headers: { ...headers, "x-lark-signature": undefined }, body };
		},
		"an empty signature": () => changed(() => ({ "x-lark-signature": "" })),
		"an empty timestamp, signed so": () => at(""),
		"an empty nonce, signed so": () => sealed(event(), { nonce: "" }),
		"three empty headers": () =>
			changed(() => ({
				"x-lark-signature": "",
				"x-lark-request-timestamp": "",
				"x-lark-request-nonce": "",
			})),
		"the signature twice": () =>
			changed(({ "x-lark-signature": good = "" }) => ({
				"x-lark-signature": [good, good],
			})),
		"a wrong signature and the right one": () =>
			changed(({ "x-lark-signature": good = "" }) => ({
				"x-lark-signature": ["0".repeat(64), good],
			})),
		"the timestamp twice, signed so": () => {
			const { headers, body } = at(`${SECONDS}, ${SECONDS}`);
			const twice = [String(SECONDS), String(SECONDS)];
			return {
				headers: { ...headers, "x-lark-request-timestamp": twice },
				body,
			};
		},
		"the nonce twice, signed so": () => {
			const { headers, body } = sealed(event(), { nonce: "a, a" });
			return {
				headers: { ...headers, "x-lark-request-nonce": ["a", "a"] },
				body,
			};
		},
		"the beginning of the signature": () =>
			changed(({ "x-lark-signature": good = "" }) => ({
				"x-lark-signature": good.slice(0, 32),
			})),
		"more than the signature": () =>
			changed(({ "x-lark-signature": good = "" }) => ({
				"x-lark-signature": `${good}00`,
			})),
		"the signature with its kind before it": () =>
			changed(({ "x-lark-signature": good = "" }) => ({
				"x-lark-signature": `sha256=${good}`,
			})),
		"the signature in base64": () =>
			changed(({ "x-lark-signature": good = "" }) => ({
				"x-lark-signature": Buffer.from(good, "hex").toString("base64"),
			})),
		"a nonce without an end": () =>
			sealed(event(), { nonce: "n".repeat(2000) }),
		"a time before 1970": () => at(`-${SECONDS}`),
		"a time that is no whole number": () => at(`${SECONDS}.5`),
		"a time written with an exponent": () => at("1709258400e0"),
		"a time in hexadecimal": () => at(`0x${SECONDS.toString(16)}`),
		"a time in words": () => at("now"),
		"a day that does not exist": () =>
			at("2024-13-41 10:00:00.5 +0800 CST m=+1.5"),
		"a time with something behind it": () =>
			at("2024-03-01 10:00:00 +0800 CST m=+1.5 and more"),
		"a challenge at a time in words, signed so": () =>
			sealed(challenge(), { timestamp: "now" }),
		"a challenge of endless length, unsigned": () =>
			unsigned(challenge({ more: "x".repeat(5000) })),
		"a challenge longer than any, unsigned": () =>
			unsigned(challenge({ challenge: "x".repeat(300) })),
		"a challenge that is a number, unsigned": () =>
			unsigned(challenge({ challenge: 5 })),
		"an empty challenge, unsigned": () =>
			unsigned(challenge({ challenge: "" })),
		"a challenge that holds a piece of an event, unsigned": () =>
			unsigned(challenge({ challenge: '"text":"我想问工资"' })),
		"an event that calls itself a challenge, unsigned": () =>
			unsigned({ ...event(), type: "url_verification" }),
	}),
	...rows(401, "wrong signature", {
		"the signature of another key": () => {
			const { body } = sealed(event());
			return signed(body, { key: "another key" });
		},
		"the signature of another body": () => ({
			headers: sealed(event()).headers,
			body: encrypted(event("@_user_1 别的")),
		}),
		"one bit of the body changed": () => {
			const { headers, body } = sealed(event());
			const at = body.length - 10;
			body.writeUInt8(body.readUInt8(at) ^ 1, at);
			return { headers, body };
		},
		"a space behind the body": () => {
			const { headers, body } = sealed(event());
			return { headers, body: Buffer.concat([body, Buffer.from(" ")]) };
		},
		"another nonce": () => changed(() => ({ "x-lark-request-nonce": "other" })),
		"another time": () =>
			changed(() => ({ "x-lark-request-timestamp": String(SECONDS + 1) })),
		"a signature made up": () =>
			changed(() => ({ "x-lark-signature": "a".repeat(64) })),
		"a signature without the key": () => {
			const { body } = sealed(event());
			return signed(body, { key: "" });
		},
		"a challenge with a wrong signature": () => {
			const { headers, body } = sealed(challenge());
			return {
				headers: { ...headers, "x-lark-signature": "a".repeat(64) },
				body,
			};
		},
		"no body at all, with the signature of another": () => ({
			headers: sealed(event()).headers,
			body: Buffer.alloc(0),
		}),
	}),
	...rows(401, "too old or too new", {
		"a request that is too old": () => at(String(SECONDS - 301)),
		"a request from the future": () => at(String(SECONDS + 301)),
		"a time in milliseconds": () => at(String(NOW).slice(0, 12)),
		"the year 1970": () => at("0"),
		"a time as Go writes it that is too old": () =>
			at("2024-03-01 09:54:59.5 +0800 CST m=+1.5"),
		"a challenge that is too old": () =>
			sealed(challenge(), { timestamp: String(SECONDS - 301) }),
	}),
	...rows(401, "wrong token", {
		"another token": () => withHeader({ token: "another" }),
		"the token's beginning": () => withHeader({ token: TOKEN.slice(0, -1) }),
		"the token in another case": () =>
			withHeader({ token: TOKEN.toUpperCase() }),
		"an empty token": () => withHeader({ token: "" }),
		"no token": () => withHeader({ token: undefined }),
		"a challenge with another token, unsigned": () =>
			unsigned(challenge({ token: "another" })),
		"a challenge with no token, unsigned": () =>
			unsigned(challenge({ token: undefined })),
		"a challenge with another token, signed": () =>
			sealed(challenge({ token: "another" })),
	}),
	...rows(401, "another app", {
		"an event of another app": () => withHeader({ app_id: "cli_other" }),
		"an event of an app without a name": () => withHeader({ app_id: "" }),
	}),
	...rows(401, "cannot be decrypted", {
		"an event in the clear, unsigned": () => ({
			headers: {},
			body: Buffer.from(JSON.stringify(event())),
		}),
		"a challenge in the clear, unsigned": () => ({
			headers: {},
			body: Buffer.from(JSON.stringify(challenge())),
		}),
		"a challenge encrypted with another key": () =>
			unsigned(challenge(), "another key"),
		"nothing at all": () => ({ headers: {}, body: Buffer.alloc(0) }),
		"what is no JSON, unsigned": () => ({
			headers: {},
			body: Buffer.from("{"),
		}),
	}),
	...rows(400, "cannot be decrypted", {
		"an event in the clear, signed": () => plain(event()),
		"a challenge in the clear, signed": () => plain(challenge()),
		"an event encrypted with another key": () =>
			signed(encrypted(event(), "another key")),
		"an empty body": () => signed(""),
		"a body that is no JSON": () => signed("{"),
		"JSON that is a list": () => signed("[]"),
		"JSON that is null": () => signed("null"),
		"JSON that is text": () => signed('"encrypt"'),
		"bytes that are no text": () =>
			signed(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
		"a good event beside bytes that are no text": () => {
			const good = encrypted(event()).toString().slice(0, -1);
			const bad = Buffer.from([0xff, 0x22, 0x7d]);
			return signed(Buffer.concat([Buffer.from(`${good},"more":"`), bad]));
		},
		"text in another encoding": () =>
			signed(Buffer.from(encrypted(event()).toString(), "utf16le")),
		"nothing encrypted": () => wrapped(""),
		"something else encrypted than text": () => wrapped({ a: 1 }),
		"what is no base64": () => wrapped("!!!"),
		"less than a block": () => wrapped("AAAA"),
		"a block without contents": () => wrapped("A".repeat(22)),
		"random bytes": () => wrapped("dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0".repeat(4)),
		"half of what was encrypted": () => {
			const { encrypt } = JSON.parse(encrypted(event()).toString());
			return wrapped(encrypt.slice(0, 100));
		},
		"an encrypted text that is no JSON": () => sealed("hello"),
		"an encrypted text that begins with a byte order mark": () =>
			sealed(`\ufeff${JSON.stringify(event())}`),
		"brackets without an end": () => signed("[".repeat(500_000)),
		"brackets within brackets": () => signed(nested(100_000)),
	}),
	...rows(400, "not an event", {
		"an encrypted list": () => sealed([]),
		"an encrypted null": () => sealed("null"),
		"an encrypted number": () => sealed(5),
		"an event of the first version": () =>
			sealed({ uuid: "1", token: TOKEN, type: "event_callback", event: {} }),
		"an event of a version to come": () =>
			sealed({ ...event(), schema: "3.0" }),
		"an event without a header": () => sealed({ schema: "2.0", event: {} }),
		"a token that is no text": () => withHeader({ token: [TOKEN] }),
		"an app that is no text": () => withHeader({ app_id: 5 }),
		"a header for every object": () =>
			sealed(`{"__proto__":${JSON.stringify(event())}}`),
		"encrypted brackets within brackets": () => sealed(nested(50_000)),
	}),
];

describe("is turned away, and nothing of it reaches the bot", () => {
	test.each(BAD.map((row) => [row.status, row.title, row] as const))(
		"with %i: %s",
		async (_, __, { request, status, reason }) => {
			const { send, taken, refused } = await scene();
			expect(await send(request())).toEqual({ status, text: "" });
			expect(refused).toEqual([reason]);
			expect(taken).toEqual([]);
		},
	);

	test("a body longer than a megabyte", async () => {
		const { send, webhook, taken, refused } = await scene();
		const request = sealed({ ...event(), more: "x".repeat(1024 * 1024) });
		expect((await send(request)).status).toBe(413);
		// The server did not even pass it on; without such a server it is refused all the same.
		expect(refused).toEqual([]);
		expect(await webhook.handle(request.headers, request.body)).toEqual({
			status: 413,
		});
		expect(taken).toEqual([]);
	});

	test("a good event at another path", async () => {
		const { url, taken } = await scene();
		expect((await post(`${url}2`, sealed(event()))).status).toBe(404);
		expect(taken).toEqual([]);
	});

	test.each(["GET", "PUT"])("a good event by %s", async (method) => {
		const { send, taken } = await scene();
		expect((await send(sealed(event()), method)).status).toBe(405);
		expect(taken).toEqual([]);
	});

	test("what is no event for all objects' sake changes no other object", async () => {
		const { status } = await scene();
		await status(signed('{"__proto__":{"encrypt":"x"}}'));
		await status(sealed('{"__proto__":{"schema":"2.0"}}'));
		expect(({} as Record<string, unknown>).encrypt).toBeUndefined();
		expect(({} as Record<string, unknown>).schema).toBeUndefined();
	});
});

describe("an event", () => {
	test("is handed on as it is, and answered at once", async () => {
		const { send, taken, refused } = await scene();
		const sent = event();
		expect(await send(sealed(sent))).toEqual({ status: 200, text: "{}" });
		expect(taken).toEqual([sent]);
		expect(refused).toEqual([null]);
	});

	test("needs no token where none is set, and no app's name", async () => {
		const { status } = await scene(undefined, { verificationToken: null });
		const header = { token: undefined, app_id: undefined };
		expect(await status(withHeader(header))).toBe(200);
		expect(await status(withHeader({ token: "any" }))).toBe(200);
		expect(await status(withHeader({ app_id: "cli_other" }))).toBe(401);
		expect(await status(unsigned(challenge({ token: "any" })))).toBe(200);
	});

	test.each<[string, (json: string) => string | Buffer]>([
		["spaces", (json) => ` ${json.replace(":", " :\n\t")} `],
		["escapes", (json) => json.replace("encrypt", "\\u0065ncrypt")],
		["slashes that are escaped", (json) => json.replaceAll("/", "\\/")],
		["other fields around it", (json) => `{"b":1,"a":2.50,${json.slice(1)}`],
		["a byte order mark", (json) => `\ufeff${json}`],
	])("is signed over its bytes: %s", async (_, write) => {
		const { status, taken } = await scene();
		const sent = event();
		expect(await status(signed(write(encrypted(sent).toString())))).toBe(200);
		expect(taken).toEqual([sent]);
	});

	test.each([
		undefined,
		"text/plain",
		"application/octet-stream",
		"application/json; charset=gbk",
	])("may call itself %s: what counts are its bytes", async (type) => {
		const { send, taken } = await scene();
		const { headers, body } = sealed(event());
		await send({ headers: { ...headers, "content-type": type }, body });
		expect(taken).toHaveLength(1);
	});

	test("may have its signature in capitals", async () => {
		const { status } = await scene();
		const request = changed(({ "x-lark-signature": good = "" }) => ({
			"x-lark-signature": good.toUpperCase(),
		}));
		expect(await status(request)).toBe(200);
	});

	test.each([
		String(SECONDS - FRESH_MS / 1000),
		String(SECONDS + FRESH_MS / 1000),
		"2024-03-01 10:00:00.052290112 +0800 CST m=+3612.123456789",
		"2024-03-01 02:00:00 +0000 UTC",
		"2024-03-01 10:00:00.5 +0800 +08 m=-1.5",
	])("is fresh at %s", async (timestamp) => {
		const { status } = await scene();
		expect(await status(at(timestamp))).toBe(200);
	});

	test("a card's callback is answered with what the client shows", async () => {
		const response = { toast: { type: "info", content: "谢谢,记下了" } };
		const { send } = await scene(async () => ({ safe: true, response }));
		const { status, text } = await send(
			sealed(clickEvent({ action: "f:1:1" })),
		);
		expect(status).toBe(200);
		expect(JSON.parse(text)).toEqual(response);
	});
});

describe("the challenge", () => {
	const { challenge: words } = challenge();

	test.each<[string, Sealed]>([
		["unsigned, as Lark sends it", unsigned(challenge())],
		["signed", sealed(challenge())],
	])("is met when it is encrypted: %s", async (_, request) => {
		const { send, taken, refused } = await scene();
		const { status, text } = await send(request);
		expect(status).toBe(200);
		expect(JSON.parse(text)).toEqual({ challenge: words });
		expect(refused).toEqual([null]);
		expect(taken).toEqual([]);
	});

	test("is met before the bot listens, and after", async () => {
		const { webhook, status } = await scene();
		await webhook.close();
		expect(await status(unsigned(challenge()))).toBe(200);
		expect(await status(unsigned(challenge()))).toBe(200);
	});
});

describe("a request that comes again", () => {
	test("is refused for as long as it would be fresh", async () => {
		const { status, taken, refused, time } = await scene();
		const request = at(String(SECONDS + 300));
		expect(await status(request)).toBe(200);
		expect(await status(request)).toBe(409);
		time.now += 2 * FRESH_MS;
		// Whatever came since.
		expect(await status(at(String(time.now / 1000)))).toBe(200);
		expect(await status(request)).toBe(409);
		time.now += 1000;
		expect(await status(request)).toBe(401);
		expect(taken).toHaveLength(2);
		expect(refused).toEqual([
			null,
			"seen before",
			null,
			"seen before",
			"too old or too new",
		]);
	});

	test("is the same one however time and nonce are parted", async () => {
		const { status, taken } = await scene();
		const time = "2024-03-01 10:00:00 +0800 CST m=+36.1";
		const options: SealOptions = { timestamp: time, nonce: "23abc" };
		const { headers, body } = sealed(event(), options);
		const parted = {
			...headers,
			"x-lark-request-timestamp": `${time}2`,
			"x-lark-request-nonce": "3abc",
		};
		expect(await status({ headers, body })).toBe(200);
		expect(await status({ headers: parted, body })).toBe(409);
		expect(taken).toHaveLength(1);
	});

	test("at the same moment is taken once", async () => {
		let record = () => {};
		const recorded = new Promise<void>((resolve) => {
			record = resolve;
		});
		const { status, taken } = await scene(async () => {
			await recorded;
			return RECORDED;
		});
		const request = sealed(event());
		const answers = [1, 2, 3, 4, 5].map(async () => {
			const answer = await status(request);
			// The four that are refused need not wait for the one that is taken.
			if (answer === 409) record();
			return answer;
		});
		expect((await Promise.all(answers)).sort()).toEqual([
			200, 409, 409, 409, 409,
		]);
		expect(taken).toHaveLength(1);
	});

	test("is taken when it could not be recorded the first time", async () => {
		const results = [{ safe: false, response: {} }, RECORDED];
		const { send, taken, refused } = await scene(
			async () => results.shift() ?? RECORDED,
		);
		const request = sealed(event());
		expect(await send(request)).toEqual({ status: 503, text: "" });
		expect((await send(request)).status).toBe(200);
		expect((await send(request)).status).toBe(409);
		expect(taken).toHaveLength(2);
		expect(refused).toEqual([null, null, "seen before"]);
	});

	test("is taken when the first time something went wrong", async () => {
		let wrong = true;
		const { status, taken } = await scene(async () => {
			if (wrong) throw new Error("unforeseen");
			return RECORDED;
		});
		const request = sealed(event());
		expect(await status(request)).toBe(500);
		wrong = false;
		expect(await status(request)).toBe(200);
		expect(taken).toHaveLength(2);
	});

	test("is taken when the first time nobody listened", async () => {
		const { webhook, open, send, taken, refused } = await scene();
		await webhook.close();
		const request = sealed(event());
		expect(await send(request)).toEqual({ status: 503, text: "" });
		expect(refused).toEqual([]);
		open();
		expect((await send(request)).status).toBe(200);
		expect(taken).toHaveLength(1);
	});

	test("is refused however much was sent that is not signed", async () => {
		const { webhook, status } = await scene();
		const request = sealed(event());
		expect(await status(request)).toBe(200);
		const { body } = request;
		for (let n = 0; n < 25_000; n++)
			await webhook.handle(
				{
					"x-lark-signature": "a".repeat(64),
					"x-lark-request-timestamp": String(SECONDS),
					"x-lark-request-nonce": String(n),
				},
				body,
			);
		expect(await status(request)).toBe(409);
	});
});

test("closing waits for what is being recorded", async () => {
	let record = () => {};
	let begun = () => {};
	const hasBegun = new Promise<void>((resolve) => {
		begun = resolve;
	});
	const { webhook, status } = await scene(
		() =>
			new Promise((resolve) => {
				record = () => resolve(RECORDED);
				begun();
			}),
	);
	const answer = status(sealed(event()));
	await hasBegun;
	let closed = false;
	const closing = webhook.close().then(() => {
		closed = true;
	});
	expect(await status(sealed(event()))).toBe(503);
	expect(closed).toBe(false);
	record();
	await closing;
	expect(await answer).toBe(200);
});

test("closing bears a recording that fails", async () => {
	let fail = () => {};
	let begun = () => {};
	const hasBegun = new Promise<void>((resolve) => {
		begun = resolve;
	});
	const { webhook, status } = await scene(
		() =>
			new Promise((_, reject) => {
				fail = () => reject(new Error("disk full"));
				begun();
			}),
	);
	const answer = status(sealed(event()));
	await hasBegun;
	const closing = webhook.close();
	fail();
	await closing;
	expect(await answer).toBe(500);
});
