import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createApi } from "../../../src/adapters/telegram/api.ts";

const TOKEN = "7000000001:AAFake-token_of-the-tests_0123456789";
const SECRET = TOKEN.split(":")[1] as string;

/** A server in Telegram's place; its address. */
async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve);
	});
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function apiAt(apiRoot: string, token = TOKEN) {
	const onContact = vi.fn();
	return { ...createApi({ token, apiRoot, onContact }), onContact };
}

const answers =
	(status: number, body: unknown): RequestListener =>
	(_, response) => {
		response
			.writeHead(status)
			.end(typeof body === "string" ? body : JSON.stringify(body));
	};

describe("a call", () => {
	test.each(["", "/", "/tg", "/tg/", "/a/b//"])(
		"goes to the root as it is configured: …%s",
		async (path) => {
			const urls: (string | undefined)[] = [];
			const root = await serve((request, response) => {
				urls.push(request.url);
				response.end('{"ok":true,"result":{}}');
			});
			await apiAt(root + path).call("getMe", {}, { timeoutMs: 5000 });
			expect(urls).toEqual([`${path.replace(/\/*$/, "")}/bot${TOKEN}/getMe`]);
		},
	);

	test("gives Telegram's result, and its refusal with all that belongs to it", async () => {
		const ok = apiAt(
			await serve(answers(200, { ok: true, result: { id: 5 } })),
		);
		expect(await ok.call("getMe", {}, { timeoutMs: 5000 })).toEqual({
			is: "result",
			result: { id: 5 },
		});
		const no = apiAt(
			await serve(
				answers(400, {
					ok: false,
					error_code: 400,
					description: "Bad Request: group chat was upgraded",
					parameters: { migrate_to_chat_id: -1_001_500, retry_after: 3 },
				}),
			),
		);
		expect(await no.call("sendMessage", {}, { timeoutMs: 5000 })).toEqual({
			is: "refusal",
			code: 400,
			description: "Bad Request: group chat was upgraded",
			retryAfterMs: 3000,
			migrateTo: "-1001500",
		});
		expect(ok.onContact).toHaveBeenCalledOnce();
		expect(no.onContact).toHaveBeenCalledOnce();
	});

	test("ends when its time is over, or when it is called off", async () => {
		const api = apiAt(await serve(() => {}));
		expect(await api.call("getMe", {}, { timeoutMs: 20 })).toEqual({
			is: "silence",
			why: "no answer within 0.02 s",
			arrived: true,
		});
		const off = new AbortController();
		const hanging = api.call(
			"getMe",
			{},
			{ timeoutMs: 60_000, signal: off.signal },
		);
		off.abort();
		expect(await hanging).toMatchObject({
			is: "silence",
			why: "ended by the bot",
		});
		expect(
			await api.call("getMe", {}, { timeoutMs: 60_000, signal: off.signal }),
		).toMatchObject({ arrived: false });
		expect(api.onContact).not.toHaveBeenCalled();
	});

	test("ends when the answer begins and never ends", async () => {
		const api = apiAt(
			await serve((_, response) => {
				response.writeHead(200).write('{"ok":');
			}),
		);
		expect(await api.call("getMe", {}, { timeoutMs: 50 })).toMatchObject({
			is: "silence",
			arrived: true,
		});
	});

	test.each(["null", "5", "", "<html>", '{"ok":false}', '{"error":"no"}'])(
		"that a proxy answers is no answer of Telegram's: %j",
		async (body) => {
			const api = apiAt(await serve(answers(200, body)));
			expect(await api.call("getMe", {}, { timeoutMs: 5000 })).toMatchObject({
				is: "silence",
				arrived: true,
			});
			expect(api.onContact).not.toHaveBeenCalled();
		},
	);

	test("that finds nobody has not arrived", async () => {
		// A server that listened a moment ago and does no longer.
		const closed = await new Promise<string>((resolve) => {
			const server = createServer().listen(0, "127.0.0.1", () => {
				const { port } = server.address() as AddressInfo;
				server.close(() => resolve(`http://127.0.0.1:${port}`));
			});
		});
		expect(
			await apiAt(closed).call("getMe", {}, { timeoutMs: 5000 }),
		).toMatchObject({
			is: "silence",
			arrived: false,
		});
	});
});

describe("the token is given away by nothing that comes back, when", () => {
	const echo: RequestListener = (request, response) => {
		response.writeHead(404).end(
			JSON.stringify({
				ok: false,
				error_code: 404,
				description: `nothing at ${request.url} for ${SECRET}`,
			}),
		);
	};
	test.each<[string, RequestListener | null]>([
		["nobody listens", null],
		["a page comes instead of JSON", answers(200, "<html>")],
		["an answer is cut off", (_, response) => void response.socket?.destroy()],
		["a proxy repeats the address", echo],
		[
			"a proxy sends elsewhere",
			(_, response) =>
				void response
					.writeHead(302, { location: `http://127.0.0.1:1/bot${TOKEN}/getMe` })
					.end(),
		],
		["a proxy fails", answers(502, TOKEN)],
	])("%s", async (_, listener) => {
		const root = listener ? await serve(listener) : "http://127.0.0.1:1";
		for (const token of [TOKEN, `7:${encodeURIComponent("秘 密/x")}`]) {
			const answer = await apiAt(root, token).call(
				"getMe",
				{},
				{ timeoutMs: 5000 },
			);
			const told = inspect(answer, { depth: null, showHidden: true });
			expect(answer.is).not.toBe("result");
			for (const form of [token, token.slice(token.indexOf(":") + 1)])
				for (const written of [form, encodeURIComponent(form)])
					expect(told).not.toContain(written);
		}
	});
});
