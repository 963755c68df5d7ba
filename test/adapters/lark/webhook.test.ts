import { createHash } from "node:crypto";
import { request } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import type { TakenIn } from "../../../src/adapters/lark/take-in.ts";
import {
	createWebhook,
	type Reason,
	WEBHOOK_PATH,
} from "../../../src/adapters/lark/webhook.ts";
import { startHttpServer } from "../../../src/ops/http-server.ts";
import {
	type Sealed,
	type SealOverrides,
	seal,
} from "../../support/lark/seal.ts";
import { textEvent } from "./envelopes.ts";

const KEY = "the-encrypt-key-of-the-tests";
const TOKEN = "verification";
const NOW = 1_709_258_400_000;
const SECONDS = NOW / 1000;

interface Answer {
	status: number;
	body: string;
}

/** The handler behind the bot's own server. */
async function scene({ token = TOKEN as string | null, open = true } = {}) {
	const taken: unknown[] = [];
	const refused: (Reason | null)[] = [];
	let now = NOW;
	let respond: (envelope: unknown) => Promise<TakenIn> = async () => ({
		safe: true,
		response: {},
	});
	const webhook = createWebhook({
		encryptKey: KEY,
		verificationToken: token,
		appId: "cli_0123456789abcdef",
		now: () => now,
		onRequest: (reason) => refused.push(reason),
	});
	if (open)
		webhook.open(async (envelope) => {
			taken.push(envelope);
			return respond(envelope);
		});
	const server = await startHttpServer({
		host: "127.0.0.1",
		port: 0,
		metricsPort: null,
		routes: [{ path: WEBHOOK_PATH, handle: webhook.handle }],
		health: async () => ({
			platforms: {},
			depths: { inbox: 0, outbox: 0, parked: 0 },
			articles: 0,
		}),
		metrics: { render: async () => "", contentType: "text/plain" },
		now: () => now,
		log: { info() {}, error() {} },
	});
	onTestFinished(() => server.close());
	const { port } = server.address;

	/** By Node's own client, which sends whatever it is given. */
	function post(
		{
			headers,
			body,
		}: { headers: Record<string, string>; body: string | Buffer },
		method = "POST",
		path: string = WEBHOOK_PATH,
	): Promise<Answer> {
		return new Promise((resolve, reject) => {
			const sent = request(
				{ host: "127.0.0.1", port, path, method, headers },
				async (response) => {
					let text = "";
					for await (const chunk of response) text += chunk;
					resolve({ status: response.statusCode ?? 0, body: text });
				},
			);
			sent.on("error", reject);
			sent.end(body);
		});
	}

	return {
		webhook,
		taken,
		refused,
		post,
		wait(ms: number) {
			now += ms;
		},
		responds(how: typeof respond) {
			respond = how;
		},
	};
}

const EVENT = textEvent("@_user_1 哪里能体检");

function sealed(
	overrides: SealOverrides = {},
	event: object = EVENT,
	key = KEY,
) {
	return seal(
		event,
		{ encryptKey: key },
		{ timestamp: String(SECONDS), ...overrides },
	);
}

function without(name: string): Sealed {
	const { headers, body } = sealed();
	const rest = Object.entries(headers).filter(([header]) => header !== name);
	return { headers: Object.fromEntries(rest), body };
}

function withHeader(name: string, value: string): Sealed {
	const { headers, body } = sealed();
	return { headers: { ...headers, [name]: value }, body };
}

/** With the header of the event changed, and sealed again as it should be. */
function withEvent(header: object): Sealed {
	return sealed({}, { ...EVENT, header: { ...EVENT.header, ...header } });
}

/** Signed as it should be, whatever the body is. */
function signed(body: string): Sealed {
	const nonce = "nonce";
	const signature = createHash("sha256")
		.update(`${SECONDS}${nonce}${KEY}${body}`)
		.digest("hex");
	return sealed({ nonce, signature, body });
}

const CHALLENGE = { type: "url_verification", challenge: "c-1", token: TOKEN };

describe("refused, and nothing of it reaches the bot:", () => {
	test.each<
		[
			string,
			number,
			() => { headers: Record<string, string>; body: string | Buffer },
		]
	>([
		["no headers at all", 401, () => sealed({ unsigned: true })],
		["no signature", 401, () => without("X-Lark-Signature")],
		["no timestamp", 401, () => without("X-Lark-Request-Timestamp")],
		["no nonce", 401, () => without("X-Lark-Request-Nonce")],
		["an empty signature", 401, () => withHeader("X-Lark-Signature", "")],
		["an empty nonce", 401, () => withHeader("X-Lark-Request-Nonce", "")],
		[
			"a signature that is none",
			401,
			() => withHeader("X-Lark-Signature", "0".repeat(63)),
		],
		[
			"a signature of noughts",
			401,
			() => withHeader("X-Lark-Signature", "0".repeat(64)),
		],
		[
			"a signature made with another key",
			401,
			() => sealed({ signWith: "another-key" }),
		],
		[
			"a signature over another timestamp",
			401,
			() => withHeader("X-Lark-Request-Timestamp", String(SECONDS - 1)),
		],
		[
			"a signature over another nonce",
			401,
			() => withHeader("X-Lark-Request-Nonce", "another"),
		],
		[
			"a body that was changed on the way",
			401,
			() => {
				const { headers, body } = sealed();
				return { headers, body: `${body} ` };
			},
		],
		[
			"a body of another request",
			401,
			() => ({ headers: sealed().headers, body: sealed().body }),
		],
		[
			"an event that is older than five minutes",
			401,
			() => sealed({ timestamp: String(SECONDS - 301) }),
		],
		[
			"an event from the future",
			401,
			() => sealed({ timestamp: String(SECONDS + 301) }),
		],
		[
			"a timestamp in milliseconds",
			401,
			() => sealed({ timestamp: String(NOW) }),
		],
		["a timestamp that is no number", 401, () => sealed({ timestamp: "now" })],
		[
			"a timestamp with a sign",
			401,
			() => sealed({ timestamp: `-${SECONDS}` }),
		],
		[
			"an event that is signed, but not encrypted",
			400,
			() => sealed({ plain: true }),
		],
		[
			"an event that is encrypted with another key",
			400,
			() => sealed({ signWith: KEY }, EVENT, "another-key"),
		],
		["an event without its token", 401, () => withEvent({ token: undefined })],
		[
			"an event with another token",
			401,
			() => withEvent({ token: "verificatioN" }),
		],
		[
			"an event of another app",
			401,
			() => withEvent({ app_id: "cli_ffffffffffffffff" }),
		],
		[
			"an event of the old form, whose token stands elsewhere",
			401,
			() => sealed({}, { uuid: "1", event: EVENT.event }),
		],
		["an array", 401, () => sealed({}, [EVENT])],
		[
			"an unsigned challenge in the clear",
			401,
			() => sealed({ unsigned: true, plain: true }, CHALLENGE),
		],
		[
			"a signed challenge in the clear",
			400,
			() => sealed({ plain: true }, CHALLENGE),
		],
		[
			"a challenge with a wrong signature",
			401,
			() => sealed({ signature: "0".repeat(64) }, CHALLENGE),
		],
		[
			"a challenge with another token",
			401,
			() => sealed({ unsigned: true }, { ...CHALLENGE, token: "x" }),
		],
		[
			"a challenge without a token",
			401,
			() => sealed({ unsigned: true }, { ...CHALLENGE, token: undefined }),
		],
		[
			"a challenge that is no text",
			401,
			() => sealed({ unsigned: true }, { ...CHALLENGE, challenge: { a: 1 } }),
		],
		[
			"a challenge without end",
			401,
			() =>
				sealed(
					{ unsigned: true },
					{ ...CHALLENGE, challenge: "x".repeat(5000) },
				),
		],
		["nothing", 401, () => ({ headers: {}, body: "" })],
		["what is no JSON", 401, () => ({ headers: {}, body: "encrypt" })],
		[
			"what is no UTF-8",
			401,
			() => ({ headers: {}, body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) }),
		],
		[
			"JSON of a hundred thousand brackets",
			401,
			() => ({ headers: {}, body: "[".repeat(100_000) }),
		],
		[
			"a body of two megabytes",
			413,
			() => ({
				headers: sealed().headers,
				body: Buffer.alloc(2 * 1024 * 1024, "x"),
			}),
		],
	])("%s", async (_, status, make) => {
		const { post, taken, refused } = await scene();
		const answer = await post(make());
		expect(answer.status).toBe(status);
		expect(taken).toEqual([]);
		expect(refused).not.toContain(null);
		// What exactly was wrong is nobody's business.
		expect(answer.body).not.toMatch(/token|signature|nonce|decrypt|challenge/i);
	});

	test("another method, and another path", async () => {
		const { post, taken } = await scene();
		expect((await post(sealed(), "GET")).status).toBe(405);
		expect((await post(sealed(), "PUT")).status).toBe(405);
		expect((await post(sealed(), "POST", "/lark/webhook2")).status).toBe(404);
		expect(taken).toEqual([]);
	});

	test("the same request again, for as long as it would be fresh; two at once are one", async () => {
		const { post, taken, wait } = await scene();
		const request = sealed();
		const both = await Promise.all([post(request), post(request)]);
		expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
		wait(299_000);
		expect((await post(request)).status).toBe(409);
		wait(2000);
		expect((await post(request)).status).toBe(401);
		expect(taken).toHaveLength(1);
	});

	test("a request of the clock's other side stays known for all of its time", async () => {
		const { post, taken, wait } = await scene();
		const request = sealed({ timestamp: String(SECONDS + 299) });
		expect((await post(request)).status).toBe(200);
		wait(598_000);
		expect((await post(request)).status).toBe(409);
		expect(taken).toHaveLength(1);
	});
});

describe("taken:", () => {
	test("an event that is signed and encrypted, as Lark sent it", async () => {
		const { post, taken, refused } = await scene();
		expect(await post(sealed())).toEqual({ status: 200, body: "{}" });
		expect(taken).toEqual([EVENT]);
		expect(refused).toEqual([null]);
	});

	test("a card callback, whose answer goes back", async () => {
		const { post, responds } = await scene();
		const response = { toast: { type: "info", content: "谢谢" } };
		responds(async () => ({ safe: true, response }));
		const { body } = await post(sealed());
		expect(JSON.parse(body)).toEqual(response);
	});

	test("an event whose token nobody checks", async () => {
		const { post, taken } = await scene({ token: null });
		expect((await post(withEvent({ token: "whatever" }))).status).toBe(200);
		expect(taken).toHaveLength(1);
	});

	test("an event at the edge of five minutes", async () => {
		const { post } = await scene();
		for (const at of [SECONDS - 300, SECONDS + 300])
			expect((await post(sealed({ timestamp: String(at) }))).status).toBe(200);
	});

	test("what could not be recorded, when it comes again with the same signature", async () => {
		const { post, responds, taken } = await scene();
		const request = sealed();
		responds(async () => ({ safe: false, response: {} }));
		expect((await post(request)).status).toBe(503);
		responds(async () => {
			throw new Error("disk full");
		});
		expect((await post(request)).status).toBe(500);
		responds(async () => ({ safe: true, response: {} }));
		expect((await post(request)).status).toBe(200);
		expect(taken).toHaveLength(3);
	});

	test("nothing while the bot is not connected yet, nor when it stops; Lark sends it again", async () => {
		const early = await scene({ open: false });
		expect((await early.post(sealed())).status).toBe(503);
		const { post, webhook, taken } = await scene();
		await webhook.close();
		expect((await post(sealed())).status).toBe(503);
		expect(taken).toEqual([]);
	});

	test("the end of the bot waits for what came in before", async () => {
		const { post, webhook, responds, taken } = await scene();
		let record = () => {};
		responds(async () => {
			await new Promise<void>((resolve) => {
				record = resolve;
			});
			return { safe: true, response: {} };
		});
		const posting = post(sealed());
		await expect.poll(() => taken.length).toBe(1);
		let closed = false;
		const closing = webhook.close().then(() => {
			closed = true;
		});
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(closed).toBe(false);
		record();
		await closing;
		expect((await posting).status).toBe(200);
	});
});

describe("the challenge", () => {
	test.each([
		["without a signature, as Lark sends it", true],
		["with one", false],
	])("%s is answered, before the bot is connected too", async (_, unsigned) => {
		const { post, taken } = await scene({ open: false });
		const answer = await post(sealed({ unsigned }, CHALLENGE));
		expect(answer).toEqual({ status: 200, body: '{"challenge":"c-1"}' });
		expect(taken).toEqual([]);
	});
});

test("a signature is over the bytes as they came, however the JSON is written", async () => {
	const { post, taken } = await scene();
	const { body } = sealed();
	const odd = `{\n "other" : "\\u4e2d",\t"encrypt": ${JSON.stringify(JSON.parse(body).encrypt).replaceAll("/", "\\/")} }`;
	expect((await post(signed(odd))).status).toBe(200);
	expect(taken).toEqual([EVENT]);
});
