/** The HTTP side: https://open.feishu.cn/document/server-docs/api-call-guide/calling-process/overview */

import {
	createServer,
	type IncomingMessage,
	type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as after } from "node:timers/promises";
import type { Operation, Outcome } from "./calls.ts";
import { isObject } from "./card.ts";
import type { Fault } from "./faults.ts";
import { Refusal } from "./refusal.ts";
import type { Payload } from "./wire.ts";

export interface Handlers {
	/** @throws Refusal */
	call(
		operation: Operation,
		payload: Payload,
		authorization: string | undefined,
	): Outcome;
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

const ROUTES: readonly [method: string, path: RegExp, operation: Operation][] =
	[
		[
			"POST",
			/^\/open-apis\/auth\/v3\/tenant_access_token\/internal\/?$/,
			"token",
		],
		["POST", /^\/callback\/ws\/endpoint$/, "endpoint"],
		["GET", /^\/open-apis\/bot\/v3\/info\/?$/, "info"],
		["POST", /^\/open-apis\/im\/v1\/messages$/, "send"],
		[
			"POST",
			/^\/open-apis\/im\/v1\/messages\/(?<message_id>[^/]+)\/reply$/,
			"reply",
		],
		["PATCH", /^\/open-apis\/im\/v1\/messages\/(?<message_id>[^/]+)$/, "patch"],
		["GET", /^\/open-apis\/im\/v1\/chats\/(?<chat_id>[^/]+)$/, "chat"],
		[
			"GET",
			/^\/open-apis\/im\/v1\/messages\/(?<message_id>[^/]+)\/resources\/(?<file_key>[^/]+)$/,
			"resource",
		],
	];

export async function startHttpServer(handlers: Handlers) {
	const server = createServer((request, response) => {
		void answer(request, response, handlers);
	});
	server.on("upgrade", handlers.upgrade);
	// A bot's client may hold its connection for as long as it likes.
	server.keepAliveTimeout = 60_000;
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		host: `127.0.0.1:${port}`,
		close(): Promise<void> {
			return new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	handlers: Handlers,
): Promise<void> {
	try {
		const url = new URL(request.url ?? "/", "http://127.0.0.1");
		const found = routeOf(request.method ?? "", url.pathname);
		if (!found) {
			response.writeHead(404).end("404 page not found");
			return;
		}
		const payload = {
			...Object.fromEntries(url.searchParams),
			...(await readBody(request)),
			...found.path,
		};
		const { result, fault } = handlers.call(
			found.operation,
			payload,
			request.headers.authorization,
		);
		await reply(response, result, fault);
	} catch (error) {
		if (error instanceof Refusal) {
			const { code, msg, status, headers } = error;
			json(response, status, { code, msg }, headers);
		}
		// A mistake in the fake itself must not pass for one of the platform's.
		else
			json(response, 500, {
				code: 500,
				msg: `fake open platform: ${error instanceof Error ? error.stack : error}`,
			});
	}
}

function routeOf(
	method: string,
	pathname: string,
): { operation: Operation; path: Payload } | null {
	for (const [verb, pattern, operation] of ROUTES) {
		const match = verb === method ? pattern.exec(pathname) : null;
		if (!match) continue;
		const path = Object.entries(match.groups ?? {}).map(([key, value]) => [
			key,
			decodeURIComponent(value),
		]);
		return { operation, path: Object.fromEntries(path) };
	}
	return null;
}

async function reply(
	response: ServerResponse,
	result: unknown,
	fault: Fault | null,
): Promise<void> {
	if (fault === "hang" || fault === "hang-after-effect") return;
	if (fault === "reset" || fault === "reset-after-effect") {
		response.socket?.resetAndDestroy();
		return;
	}
	if (fault !== null && "code" in fault) {
		const { code, msg, status = 400, headers = {} } = fault;
		throw new Refusal(code, msg, { status, headers });
	}
	if (fault !== null && "status" in fault) {
		const { status, body = `<html><h1>${status}</h1></html>`, headers } = fault;
		if (typeof body === "string")
			response
				.writeHead(status, { "content-type": "text/html", ...headers })
				.end(body);
		else json(response, status, body, headers);
		return;
	}
	if (fault !== null) await after(fault.delayMs, undefined, { ref: false });
	if (response.destroyed) return;
	if (result instanceof Uint8Array)
		response
			.writeHead(200, { "content-type": "application/octet-stream" })
			.end(result);
	else json(response, 200, result as object);
}

function json(
	response: ServerResponse,
	status: number,
	body: object,
	headers: Record<string, string> = {},
): void {
	if (response.destroyed || response.headersSent) return;
	response
		.writeHead(status, {
			"content-type": "application/json; charset=utf-8",
			...headers,
		})
		.end(JSON.stringify(body));
}

/** More than any message may have. */
const MAX_BODY_BYTES = 1024 * 1024;

/** @throws Refusal */
async function readBody(request: IncomingMessage): Promise<Payload> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request) {
		length += chunk.length;
		if (length > MAX_BODY_BYTES)
			throw new Refusal(9499, "request entity too large", { status: 413 });
		chunks.push(chunk);
	}
	if (request.method === "GET") return {};
	const type = request.headers["content-type"] ?? "";
	if (!type.startsWith("application/json"))
		throw new Refusal(9499, `Bad Request, ext=content-type "${type}"`);
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(
			Buffer.concat(chunks),
		);
		const parsed: unknown = JSON.parse(text);
		if (isObject(parsed)) return parsed;
	} catch {
		// Said below.
	}
	throw new Refusal(9499, "Bad Request, ext=the body is no JSON object");
}
