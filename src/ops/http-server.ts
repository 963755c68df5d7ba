/** The bot's HTTP: whether it lives, whether it is ready, its metrics, and the webhooks of the platforms. */

import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Health, readinessOf } from "./health.ts";
import { isLocal } from "./local-request.ts";
import { createServer, listen, type TimeLimits } from "./server.ts";

export interface HttpServerOptions {
	host: string;
	/** 0 takes any free port; so does {@link metricsPort}. */
	port: number;
	/** Null: `/metrics` stands beside the others and answers this machine only. */
	metricsPort: number | null;
	routes: readonly Webhook[];
	health(): Promise<Health>;
	metrics: { render(): Promise<string>; contentType: string };
	/** Milliseconds since 1970. */
	now(): number;
	log: HttpLog;
	timeLimits?: TimeLimits;
}

/** Called with each POST to the path, its body as it came. What it throws is logged and answered with 500. */
export interface Webhook {
	path: string;
	handle(headers: IncomingHttpHeaders, rawBody: Buffer): Promise<WebhookAnswer>;
}

export interface WebhookAnswer {
	status: number;
	/** Sent as JSON. */
	body?: unknown;
}

export interface HttpLog {
	info(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

export interface HttpServer {
	address: { host: string; port: number; metricsPort: number | null };
	/** Requests under way may end, within a time limit. May be called twice. */
	close(): Promise<void>;
}

/** @throws Error whose message names the variable to change, when it cannot listen. */
export async function startHttpServer(
	options: HttpServerOptions,
): Promise<HttpServer> {
	const { host, metricsPort, log } = options;
	const main = createServer(log, options.timeLimits);
	addHealth(main.app, options);
	for (const route of options.routes) addWebhook(main.app, route, log);
	const apart =
		metricsPort === null ? null : createServer(log, options.timeLimits);
	addMetrics(apart?.app ?? main.app, options.metrics, apart === null);

	async function close(): Promise<void> {
		await Promise.all([main.close(), apart?.close()]);
	}
	try {
		const port = await listen(main.app, host, options.port, "HTTP_PORT");
		const address = { host, port, metricsPort };
		if (apart && metricsPort !== null)
			address.metricsPort = await listen(
				apart.app,
				host,
				metricsPort,
				"METRICS_PORT",
			);
		return { address, close };
	} catch (error) {
		await close();
		throw error;
	}
}

function addHealth(
	app: FastifyInstance,
	{ health, now, log }: HttpServerOptions,
): void {
	// That it answers at all is the answer: the event loop runs.
	app.get("/healthz", async () => ({ status: "ok" }));
	app.get("/readyz", async (_, reply) => {
		try {
			const readiness = readinessOf(await health(), now());
			return reply.code(readiness.ready ? 200 : 503).send(readiness);
		} catch (err) {
			log.error({ err }, "the bot's health cannot be read");
			return reply
				.code(503)
				.send({ ready: false, error: "health cannot be read" });
		}
	});
}

function addWebhook(
	app: FastifyInstance,
	{ path, handle }: Webhook,
	log: HttpLog,
): void {
	app.post(path, async ({ headers, body }, reply) => {
		let answer: WebhookAnswer;
		try {
			answer = await handle(
				headers,
				Buffer.isBuffer(body) ? body : Buffer.alloc(0),
			);
		} catch (err) {
			log.error({ err, path }, "a webhook failed");
			answer = { status: 500, body: { error: "internal error" } };
		}
		return answerWith(reply, answer);
	});
}

function answerWith(reply: FastifyReply, { status, body }: WebhookAnswer) {
	reply.code(status);
	if (body === undefined) return reply.send();
	return reply.type("application/json").send(JSON.stringify(body));
}

function addMetrics(
	app: FastifyInstance,
	metrics: HttpServerOptions["metrics"],
	localOnly: boolean,
): void {
	app.get("/metrics", async (request: FastifyRequest, reply) => {
		if (localOnly && !isLocal(request.raw))
			return reply
				.code(403)
				.send({ error: "only for this machine; see METRICS_PORT" });
		return reply.type(metrics.contentType).send(await metrics.render());
	});
}
