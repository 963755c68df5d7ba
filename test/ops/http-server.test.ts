/** The HTTP server, over real sockets. */

import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Health } from "../../src/ops/health.ts";
import {
	type HttpServer,
	type HttpServerOptions,
	startHttpServer,
	type WebhookAnswer,
} from "../../src/ops/http-server.ts";

const NOW = Date.parse("2024-05-01T00:01:00Z");

const HEALTH: Health = {
	platforms: {
		telegram: {
			ready: true,
			lastInbound: Date.parse("2024-05-01T00:00:00Z"),
			lastContact: Date.parse("2024-05-01T00:00:59Z"),
			problem: null,
		},
	},
	depths: { inbox: 1, outbox: 2, parked: 3 },
	articles: 40,
};

interface Logged {
	fields: { err?: Error };
	message: string;
}

interface Started extends HttpServer {
	url: string;
	logged: Logged[];
}

/** A server on a free port; what it is not given is as the bot would give it. */
async function start(
	options: Partial<HttpServerOptions> = {},
): Promise<Started> {
	const logged: Logged[] = [];
	const log = (fields: object, message: string) =>
		void logged.push({ fields, message });
	const server = await startHttpServer({
		host: "127.0.0.1",
		port: 0,
		metricsPort: null,
		routes: [],
		health: async () => HEALTH,
		metrics: { render: async () => "up 1\n", contentType: "text/plain" },
		now: () => NOW,
		log: { info: log, error: log },
		...options,
	});
	onTestFinished(() => server.close());
	return { ...server, logged, url: `http://127.0.0.1:${server.address.port}` };
}

/** A server with one webhook. */
function startWebhook(
	handle: HttpServerOptions["routes"][number]["handle"],
	options: Partial<HttpServerOptions> = {},
) {
	return start({ routes: [{ path: "/hook", handle }], ...options });
}

const accept = async (): Promise<WebhookAnswer> => ({ status: 200 });

/** Sends bytes as they are; gives the connection and all that comes back until it is closed. */
async function raw(server: HttpServer, bytes: string) {
	const socket: Socket = connect(server.address.port, "127.0.0.1");
	onTestFinished(() => void socket.destroy());
	await once(socket, "connect");
	socket.write(bytes);
	return { socket, answer: text(socket) };
}

function gate() {
	let open = () => {};
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { open, opened };
}

describe("/healthz", () => {
	test("answers as long as the process does", async () => {
		const { url } = await start();
		const response = await fetch(`${url}/healthz`);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ status: "ok" });
		expect((await fetch(`${url}/healthz`, { method: "HEAD" })).status).toBe(
			200,
		);
	});
});

describe("/readyz", () => {
	test("tells of every platform, of what waits, and of the index", async () => {
		const { url } = await start();
		const response = await fetch(`${url}/readyz`);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({
			ready: true,
			platforms: {
				telegram: {
					ready: true,
					lastInbound: "2024-05-01T00:00:00.000Z",
					lastContact: "2024-05-01T00:00:59.000Z",
					secondsSinceInbound: 60,
					secondsSinceContact: 1,
					problem: null,
				},
			},
			queues: { inbox: 1, outbox: 2, parked: 3 },
			index: { articles: 40 },
		});
	});

	test("is 503 while one platform is not ready, and says why", async () => {
		const lark = {
			ready: false,
			lastInbound: null,
			lastContact: null,
			problem: "not connected",
		};
		const platforms = { ...HEALTH.platforms, lark };
		const { url } = await start({
			health: async () => ({ ...HEALTH, platforms }),
		});
		const response = await fetch(`${url}/readyz`);
		expect(response.status).toBe(503);
		expect(await response.json()).toMatchObject({
			ready: false,
			platforms: {
				telegram: { ready: true },
				lark: { ...lark, secondsSinceInbound: null, secondsSinceContact: null },
			},
		});
	});

	test("is 503 until the index is loaded", async () => {
		const { url } = await start({
			health: async () => ({ ...HEALTH, articles: null }),
		});
		expect((await fetch(`${url}/readyz`)).status).toBe(503);
	});

	test("is 503 when the database cannot be read: the reason goes to the log, not to the caller", async () => {
		const { url, logged } = await start({
			health: () => Promise.reject(new Error("disk I/O error at /srv/data")),
		});
		const response = await fetch(`${url}/readyz`);
		expect(response.status).toBe(503);
		expect(await response.text()).not.toContain("/srv");
		expect(logged[0]?.fields.err?.message).toContain("disk I/O error");
	});
});

describe("a webhook", () => {
	test("gets the headers and every byte of the body as it was sent, whatever it is said to be", async () => {
		const got: { secret: unknown; body: Buffer }[] = [];
		const { url } = await startWebhook(async (headers, body) => {
			got.push({ secret: headers["x-telegram-bot-api-secret-token"], body });
			return { status: 200 };
		});
		const bytes = Buffer.from([0, 255, 10, 13, 123, 34]);
		for (const type of [
			"application/json",
			"text/plain",
			"multipart/form-data",
			"application/octet-stream",
		]) {
			const headers = {
				"content-type": type,
				"x-telegram-bot-api-secret-token": "s",
			};
			const init = { method: "POST", headers, body: bytes };
			const response = await fetch(`${url}/hook`, init);
			expect({ type, status: response.status }).toEqual({ type, status: 200 });
			expect(await response.text()).toBe("");
		}
		expect(got).toEqual(Array(4).fill({ secret: "s", body: bytes }));
	});

	test("gets an empty body where there is none", async () => {
		const lengths: number[] = [];
		const { url } = await startWebhook(async (_, body) => {
			lengths.push(body.length);
			return { status: 204 };
		});
		const response = await fetch(`${url}/hook`, { method: "POST" });
		expect(response.status).toBe(204);
		expect(lengths).toEqual([0]);
	});

	test("answers with its status and, as JSON, its body", async () => {
		const { url } = await startWebhook(async () => ({
			status: 403,
			body: { error: "forbidden" },
		}));
		const response = await fetch(`${url}/hook`, { method: "POST", body: "{}" });
		expect(response.status).toBe(403);
		expect(response.headers.get("content-type")).toMatch(/^application\/json/);
		expect(await response.json()).toEqual({ error: "forbidden" });
	});

	test("is found whatever the query says", async () => {
		const { url } = await startWebhook(accept);
		const odd = `${url}/hook?__proto__[a]=1&a=1&a=2&%`;
		expect((await fetch(odd, { method: "POST", body: "{}" })).status).toBe(200);
	});

	test("that throws is answered with 500 and logged; nothing of it gets out", async () => {
		const { url, logged } = await startWebhook(async () => {
			throw Object.assign(new Error("the store is locked"), {
				statusCode: 418,
			});
		});
		const response = await fetch(`${url}/hook`, { method: "POST", body: "{}" });
		expect(response.status).toBe(500);
		expect(await response.json()).toEqual({ error: "internal error" });
		expect(logged).toMatchObject([
			{
				fields: { err: { message: "the store is locked" }, path: "/hook" },
				message: "a webhook failed",
			},
		]);
	});

	test.each([
		[1024 * 1024, 200],
		[1024 * 1024 + 1, 413],
	])(
		"takes a body of up to 1 MB: %i bytes are answered with %i",
		async (size, status) => {
			const { url } = await startWebhook(accept);
			const body = Buffer.alloc(size);
			const response = await fetch(`${url}/hook`, { method: "POST", body });
			expect(response.status).toBe(status);
			if (status === 413)
				expect(await response.json()).toEqual({ error: "payload too large" });
		},
	);

	test("takes no more of a body that does not tell its length", async () => {
		let called = false;
		const server = await startWebhook(async () => {
			called = true;
			return { status: 200 };
		});
		const sending = httpRequest({
			port: server.address.port,
			path: "/hook",
			method: "POST",
		});
		// The server may hang up while the rest is still on its way.
		sending.on("error", () => {});
		const answered = once(sending, "response");
		for (let chunk = 0; chunk < 20; chunk++)
			sending.write(Buffer.alloc(64 * 1024));
		sending.end();
		const [response] = await answered;
		expect(response.statusCode).toBe(413);
		expect(called).toBe(false);
	});

	const SLOW = { headersMs: 150, requestMs: 300, closeMs: 200 };

	test.each([
		["headers", "POST /hook HTTP/1.1\r\nHost: x\r\nX-Slow: "],
		["a body", "POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"],
	])("waits no endless time for %s", async (_, bytes) => {
		let called = false;
		const server = await startWebhook(
			async () => {
				called = true;
				return { status: 200 };
			},
			{ timeLimits: SLOW },
		);
		const { answer } = await raw(server, bytes);
		expect(await answer).toMatch(/^HTTP\/1\.1 408 |^$/);
		expect(called).toBe(false);
	});
});

describe("a request that is wrong", () => {
	test.each([
		["GET", "/hook", 405, "POST"],
		["PUT", "/hook", 405, "POST"],
		["DELETE", "/hook?a=1", 405, "POST"],
		["POST", "/healthz", 405, "GET"],
		["OPTIONS", "/readyz", 405, "GET"],
		["GET", "/", 404, null],
		["POST", "/hook/", 404, null],
		["GET", "/../etc/passwd", 404, null],
		["GET", "/%", 400, null],
	])(
		"%s %s is answered with %i and a few words of JSON",
		async (method, path, status, allow) => {
			const { url, logged } = await startWebhook(accept);
			const response = await fetch(url + path, { method });
			expect(response.status).toBe(status);
			expect(response.headers.get("allow")).toBe(allow);
			expect(await response.json()).toEqual({ error: expect.any(String) });
			expect(logged).toEqual([]);
		},
	);

	test("that is no HTTP is refused, and the server goes on", async () => {
		const server = await start();
		const { answer } = await raw(server, "\x16\x03\x01 hello\r\n\r\n");
		expect(await answer).toMatch(/^HTTP\/1\.1 400 /);
		expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
	});
});

describe("/metrics", () => {
	test("answers this machine", async () => {
		const { url } = await start();
		const response = await fetch(`${url}/metrics`);
		expect(response.headers.get("content-type")).toContain("text/plain");
		expect(await response.text()).toBe("up 1\n");
	});

	test.each([
		"X-Forwarded-For: 203.0.113.7",
		"X-Forwarded-For: 127.0.0.1",
		"x-real-ip: 203.0.113.7",
		"Forwarded: for=203.0.113.7",
		"Via: 1.1 proxy",
		"CF-Connecting-IP: 203.0.113.7",
	])(
		"does not answer what a proxy on this machine brings: %s",
		async (header) => {
			const server = await start();
			const { answer } = await raw(
				server,
				`GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n${header}\r\n\r\n`,
			);
			expect(await answer).toMatch(/^HTTP\/1\.1 403 /);
			expect(await answer).not.toContain("up 1");
		},
	);

	test.each([
		["HTTP/1.0", "127.0.0.1"],
		["HTTP/1.1", "bot.example.org"],
		["HTTP/1.1", "127.0.0.1.example.org"],
	])(
		"nor what one brings without a word, by %s for %s",
		async (version, host) => {
			const server = await start();
			const { answer } = await raw(
				server,
				`GET /metrics ${version}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
			);
			expect(await answer).toMatch(/^HTTP\/1\.1 403 /);
		},
	);

	test("answers on IPv6's loopback too", async () => {
		const server = await start({ host: "::1" });
		const url = `http://[::1]:${server.address.port}/metrics`;
		expect((await fetch(url)).status).toBe(200);
	});

	test("has a port of its own when one is set, alone there, for whoever reaches it", async () => {
		const server = await start({ metricsPort: 0 });
		const own = `http://127.0.0.1:${server.address.metricsPort}`;
		expect(server.address.metricsPort).not.toBe(server.address.port);
		const headers = { "x-forwarded-for": "203.0.113.7" };
		const response = await fetch(`${own}/metrics`, { headers });
		expect(await response.text()).toBe("up 1\n");
		expect((await fetch(`${own}/readyz`)).status).toBe(404);
		expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
	});

	test("that cannot be read are a 500 without a reason, which the log has", async () => {
		const { url, logged } = await start({
			metrics: {
				render: () => Promise.reject(new Error("broken at /srv")),
				contentType: "text/plain",
			},
		});
		const response = await fetch(`${url}/metrics`);
		expect(response.status).toBe(500);
		expect(await response.json()).toEqual({ error: "internal server error" });
		expect(logged[0]?.fields.err?.message).toBe("broken at /srv");
	});
});

describe("a port that cannot be had", () => {
	test("is named with its variable and what to do", async () => {
		const { address } = await start();
		await expect(start({ port: address.port })).rejects.toThrow(
			new RegExp(`^端口 ${address.port} 已经被别的程序占用:请换一个 HTTP_PORT`),
		);
	});

	test("is named METRICS_PORT where it is that, and the other port is free again", async () => {
		const { address } = await start();
		const free = await start();
		await free.close();
		const { port } = free.address;
		await expect(start({ port, metricsPort: address.port })).rejects.toThrow(
			/METRICS_PORT/,
		);
		expect((await start({ port })).address.port).toBe(port);
	});

	test("because the address is another machine's: HTTP_HOST is to be changed", async () => {
		// Reserved for documentation (RFC 5737): no machine has it.
		await expect(start({ host: "192.0.2.1" })).rejects.toThrow(/HTTP_HOST/);
	});
});

describe("when it closes", () => {
	test("what is under way is answered, and connections kept open do not hold it", async () => {
		const under = gate();
		const release = gate();
		const server = await startWebhook(
			async () => {
				under.open();
				await release.opened;
				return { status: 200, body: { done: true } };
			},
			// Longer than the test may take: the answer must not come from the limit.
			{ timeLimits: { headersMs: 60_000, requestMs: 60_000, closeMs: 60_000 } },
		);
		const idle = await raw(server, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
		await once(idle.socket, "readable");
		const post = fetch(`${server.url}/hook`, { method: "POST", body: "{}" });
		await under.opened;
		const closing = server.close();
		release.open();
		expect(await (await post).json()).toEqual({ done: true });
		await closing;
		await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
	});

	test("a webhook that never ends is given up after a while", async () => {
		const under = gate();
		const server = await startWebhook(
			() => {
				under.open();
				return new Promise(() => {});
			},
			{ timeLimits: { headersMs: 1000, requestMs: 1000, closeMs: 50 } },
		);
		const post = fetch(`${server.url}/hook`, { method: "POST", body: "{}" });
		const failed = expect(post).rejects.toThrow();
		await under.opened;
		await server.close();
		await failed;
	});

	test("it may be told twice", async () => {
		const server = await start();
		await Promise.all([server.close(), server.close()]);
		await server.close();
	});
});
