import { createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { AESCipher, EventDispatcher } from "@larksuiteoapi/node-sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
	type FakeOpenPlatform,
	startFakeOpenPlatform,
} from "./fake-open-platform.ts";
import { seal } from "./seal.ts";
import { silent } from "./silent.ts";

const keys = { encryptKey: "钥匙", verificationToken: "v-123" };

let api: FakeOpenPlatform;
let requests: { headers: IncomingHttpHeaders; body: string }[];
let answer: (body: string) => { status: number; body: string };
let server: ReturnType<typeof createServer>;

beforeEach(async () => {
	requests = [];
	answer = () => ({ status: 200, body: "{}" });
	server = createServer(async (request, response) => {
		let body = "";
		for await (const chunk of request) body += chunk;
		requests.push({ headers: request.headers, body });
		const given = answer(body);
		response.writeHead(given.status).end(given.body);
	});
	await new Promise<void>((resolve) =>
		server.listen(0, "127.0.0.1", () => resolve()),
	);
	const { port } = server.address() as AddressInfo;
	api = await startFakeOpenPlatform();
	api.useWebhook({ url: `http://127.0.0.1:${port}/lark`, ...keys });
});

afterEach(async () => {
	await api.close();
	server.closeAllConnections();
	server.close();
});

const decrypt = (body: string): unknown =>
	JSON.parse(
		new AESCipher(keys.encryptKey).decrypt(JSON.parse(body).encrypt as string),
	);

test("an event is posted, encrypted and signed as the SDK expects", async () => {
	expect(api.listening()).toBe(true);
	const { event } = api.person({ name: "小陈" }).direct().says("你好");
	await api.deliverAll();
	const [request] = requests;
	expect(decrypt(request?.body ?? "")).toEqual(event?.body);
	expect(event?.body.header.token).toBe(keys.verificationToken);
	let heard = 0;
	const dispatcher = new EventDispatcher({
		...keys,
		logger: silent,
	}).register({
		"im.message.receive_v1": async () => {
			heard++;
		},
	});
	// The SDK finds the headers on what it is given, besides the body.
	const given = Object.assign(
		Object.create({ headers: request?.headers }),
		JSON.parse(request?.body ?? ""),
	);
	await dispatcher.invoke(given);
	expect(heard).toBe(1);
});

test("the acknowledgement is the status", async () => {
	answer = () => ({ status: 503, body: "later" });
	const { event } = api.person({ name: "小陈" }).direct().says("你好");
	await api.until(() => event?.deliveries[0]?.ack);
	expect(event?.deliveries).toMatchObject([
		{ by: "webhook", result: "refused", ack: { code: 503, data: "later" } },
	]);
	answer = () => ({ status: 200, body: "" });
	await api.passTime(15_000);
	expect(event?.deliveries[1]).toMatchObject({ result: "acknowledged" });
	const [first, second] = requests;
	expect(decrypt(first?.body ?? "")).toEqual(decrypt(second?.body ?? ""));
	expect(first?.headers["x-lark-request-nonce"]).not.toBe(
		second?.headers["x-lark-request-nonce"],
	);
});

test("an address where nobody is counts as refused", async () => {
	const { port } = server.address() as AddressInfo;
	server.close();
	api.useWebhook({ url: `http://127.0.0.1:${port}/lark`, ...keys });
	const { event } = api.person({ name: "小陈" }).direct().says("你好");
	await api.until(() => event?.deliveries[0]?.result === "refused");
});

describe("the challenge", () => {
	test("is encrypted, but not signed", async () => {
		answer = (body) => {
			const { challenge } = decrypt(body) as { challenge: string };
			return { status: 200, body: JSON.stringify({ challenge }) };
		};
		await api.challenge();
		expect(decrypt(requests[0]?.body ?? "")).toMatchObject({
			type: "url_verification",
			token: keys.verificationToken,
		});
		expect(requests[0]?.headers).not.toHaveProperty("x-lark-signature");
	});

	test("fails where another answer comes", async () => {
		await expect(api.challenge()).rejects.toThrow(
			"the bot fails the challenge: 200 {}",
		);
	});
});

test("a test can seal a request badly", () => {
	const event = { schema: "2.0" };
	const good = seal(event, keys, { timestamp: "1", nonce: "n" });
	expect(decrypt(good.body)).toEqual(event);
	const other = seal(event, keys, {
		timestamp: "1",
		nonce: "n",
		signWith: "another key",
	});
	expect(other.headers["X-Lark-Signature"]).toBe(
		createHash("sha256").update(`1nanother key${other.body}`).digest("hex"),
	);
	expect(seal(event, keys, { plain: true }).body).toBe('{"schema":"2.0"}');
	expect(seal(event, keys, { unsigned: true }).headers).not.toHaveProperty(
		"X-Lark-Signature",
	);
	expect(seal(event, keys, { signature: "0" }).headers).toMatchObject({
		"X-Lark-Signature": "0",
	});
	expect(seal(event, keys, { body: "{}" }).body).toBe("{}");
});
