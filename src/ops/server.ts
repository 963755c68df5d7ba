/** An HTTP server that takes bodies as they come, gives nobody endless time, and tells strangers nothing. */

import { STATUS_CODES } from "node:http";
import Fastify, { type FastifyInstance, type FastifyReply } from "fastify";

export interface TimeLimits {
	/** For the headers of a request. */
	headersMs: number;
	/** For a whole request, body included. */
	requestMs: number;
	/** For the end of what is under way when the server closes. */
	closeMs: number;
}

/** Platforms send their few kilobytes at once; the process has ten seconds to stop. */
const TIME_LIMITS: TimeLimits = {
	headersMs: 5000,
	requestMs: 10_000,
	closeMs: 3000,
};

/** Updates of either platform are a few kilobytes. */
const MAX_BODY_BYTES = 1024 * 1024;

interface ServerLog {
	error(fields: object, message: string): void;
}

export interface Server {
	app: FastifyInstance;
	/** May be called twice. */
	close(): Promise<void>;
}

export function createServer(
	log: ServerLog,
	{ headersMs, requestMs, closeMs } = TIME_LIMITS,
): Server {
	const app: FastifyInstance = Fastify({
		bodyLimit: MAX_BODY_BYTES,
		requestTimeout: requestMs,
		http: {
			headersTimeout: headersMs,
			requestTimeout: requestMs,
			// Node looks for slow requests only so often, otherwise every 30 s.
			connectionsCheckingInterval: Math.min(1000, headersMs),
		},
		// No route takes anything from the query; what stands there is not even read.
		routerOptions: { querystringParser: () => ({}) },
		// An address that cannot be decoded.
		frameworkErrors: (_, __, reply: FastifyReply) => {
			reply.code(400).send(tell(400));
		},
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) =>
		done(null, body),
	);
	app.setNotFoundHandler((request, reply) => {
		const path = request.raw.url?.split("?", 1)[0] ?? "";
		const allowed = (["GET", "POST"] as const).filter((method) =>
			app.hasRoute({ method, url: path }),
		);
		if (allowed.length === 0) return reply.code(404).send(tell(404));
		return reply.code(405).header("allow", allowed.join(", ")).send(tell(405));
	});
	app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
		const status = error.statusCode ?? 500;
		// A request that is wrong is the sender's affair, and anyone can send one.
		if (status >= 500)
			log.error(
				{ err: error, path: request.routeOptions.url },
				"a request failed",
			);
		return reply.code(status).send(tell(status));
	});

	let closed: Promise<void> | undefined;
	async function close(): Promise<void> {
		const late = setTimeout(() => app.server.closeAllConnections(), closeMs);
		await app.close();
		clearTimeout(late);
	}
	return {
		app,
		close() {
			closed ??= close();
			return closed;
		},
	};
}

function tell(status: number): { error: string } {
	return { error: (STATUS_CODES[status] ?? "error").toLowerCase() };
}

/**
 * Gives the port, which the system chose if it was 0.
 * @throws Error that names the variable (of the port, or HTTP_HOST) and the fix.
 */
export async function listen(
	app: FastifyInstance,
	host: string,
	port: number,
	variable: string,
): Promise<number> {
	try {
		await app.listen({ host, port });
	} catch (cause) {
		const { code } = cause as NodeJS.ErrnoException;
		throw new Error(whyNot(code, host, port, variable), { cause });
	}
	const address = app.server.address();
	return typeof address === "object" && address ? address.port : port;
}

function whyNot(
	code: string | undefined,
	host: string,
	port: number,
	variable: string,
): string {
	switch (code) {
		case "EADDRINUSE":
			return `端口 ${port} 已经被别的程序占用:请换一个 ${variable},或者先停掉那个程序`;
		case "EACCES":
			return `没有权限使用端口 ${port}:请把 ${variable} 改成 1024 以上的端口`;
		case "EADDRNOTAVAIL":
		case "ENOTFOUND":
			return `${host} 不是这台机器的地址:请改 HTTP_HOST,例如 127.0.0.1`;
		default:
			return `端口 ${port} 打不开(${code}):请检查 HTTP_HOST 和 ${variable}`;
	}
}
