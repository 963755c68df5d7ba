/** The HTTP side: https://core.telegram.org/bots/api#making-requests */

import {
	createServer,
	type IncomingMessage,
	type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as after } from "node:timers/promises";
import type { Fault } from "./faults.ts";
import { badRequest, Refusal } from "./refusal.ts";
import type { Payload } from "./wire.ts";

export interface Handlers {
	/** @throws Refusal for a token that is not the bot's. */
	authorise(token: string): void;
	/** @throws Refusal */
	call(method: string, payload: Payload, gone: AbortSignal): Promise<Outcome>;
	/** Undefined for no such file. */
	file(path: string): Uint8Array | undefined;
}

/** What a call came to, and what is to go wrong with its answer. */
export interface Outcome {
	result: unknown;
	fault: Fault | null;
}

export async function startHttpServer(handlers: Handlers) {
	const server = createServer((request, response) => {
		void answer(request, response, handlers);
	});
	// A bot's client may hold its connection for as long as it likes.
	server.keepAliveTimeout = 60_000;
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		root: `http://127.0.0.1:${port}`,
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
	const gone = new AbortController();
	response.on("close", () => gone.abort());
	try {
		const url = new URL(request.url ?? "/", "http://127.0.0.1");
		const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(url.pathname);
		if (file) {
			handlers.authorise(decodeURIComponent(file[1] as string));
			const content = handlers.file(file[2] as string);
			if (!content) throw new Refusal(404, "Not Found");
			response.end(content);
			return;
		}
		const path = /^\/bot([^/]+)\/([^/]+)$/.exec(url.pathname);
		if (!path) throw new Refusal(404, "Not Found");
		const [, token = "", method = ""] = path;
		handlers.authorise(decodeURIComponent(token));
		const payload = await readPayload(request, url);
		const { result, fault } = await handlers.call(method, payload, gone.signal);
		await reply(response, result, fault);
	} catch (error) {
		if (error instanceof Refusal) refuse(response, error);
		// A mistake in the fake itself must not pass for one of Telegram's.
		else
			json(response, 500, {
				ok: false,
				error_code: 500,
				description: `fake Bot API: ${error instanceof Error ? error.stack : error}`,
			});
	}
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
	if (fault !== null && "status" in fault) {
		const { status, body = `<html><h1>${status}</h1></html>` } = fault;
		if (typeof body === "string") {
			response.writeHead(status, { "content-type": "text/html" }).end(body);
		} else json(response, status, body);
		return;
	}
	if (fault !== null && "error_code" in fault)
		throw new Refusal(fault.error_code, fault.description, fault.parameters);
	if (fault !== null) await after(fault.delayMs, undefined, { ref: false });
	json(response, 200, { ok: true, result });
}

function refuse(response: ServerResponse, refusal: Refusal): void {
	const { code, description, parameters } = refusal;
	if (parameters?.retry_after)
		response.setHeader("Retry-After", parameters.retry_after);
	json(response, code, {
		ok: false,
		error_code: code,
		description,
		...(parameters ? { parameters } : {}),
	});
}

function json(response: ServerResponse, status: number, body: object): void {
	if (response.destroyed || response.headersSent) return;
	response
		.writeHead(status, { "content-type": "application/json" })
		.end(JSON.stringify(body));
}

/** What a bot of text may post; Telegram itself takes files of 50 MB. */
const MAX_BODY_BYTES = 1024 * 1024;

/** From the query, a form or JSON. @throws Refusal */
async function readPayload(
	request: IncomingMessage,
	url: URL,
): Promise<Payload> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request) {
		length += chunk.length;
		if (length > MAX_BODY_BYTES)
			throw new Refusal(413, "Request Entity Too Large");
		chunks.push(chunk);
	}
	const query = Object.fromEntries(url.searchParams);
	if (length === 0) return withObjects(query);
	let body: string;
	try {
		body = new TextDecoder("utf-8", { fatal: true }).decode(
			Buffer.concat(chunks),
		);
	} catch {
		throw badRequest("strings must be encoded in UTF-8");
	}
	const type = request.headers["content-type"] ?? "";
	if (type.startsWith("application/x-www-form-urlencoded"))
		return withObjects({
			...query,
			...Object.fromEntries(new URLSearchParams(body)),
		});
	if (!type.startsWith("application/json"))
		throw badRequest(`the fake takes no body of type "${type}"`);
	try {
		const parsed: unknown = JSON.parse(body);
		if (parsed instanceof Object) return withObjects({ ...query, ...parsed });
	} catch (error) {
		if (error instanceof Refusal) throw error;
	}
	throw badRequest("can't parse JSON object");
}

/** Parameters that are objects; Telegram takes them as "a JSON-serialized object", too. */
const OBJECTS = [
	"allowed_updates",
	"commands",
	"entities",
	"reply_markup",
	"reply_parameters",
	"scope",
];

function withObjects(payload: Payload): Payload {
	const decoded = { ...payload };
	for (const key of OBJECTS) {
		const given = decoded[key];
		if (typeof given !== "string") continue;
		try {
			decoded[key] = given === "" ? undefined : JSON.parse(given);
		} catch {
			throw badRequest(`can't parse ${key} JSON object`);
		}
	}
	return decoded;
}
