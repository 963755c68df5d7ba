/** The bot's own HTTP server with one platform's webhook, as a process has it. */

import { expect, onTestFinished } from "vitest";
import type { HandleRequest, Webhook } from "../../../src/chat/adapter.ts";
import { startHttpServer } from "../../../src/ops/http-server.ts";

export interface Hook {
	/** Where the server listens, without a path. */
	root: string;
	/** From now on requests are handled so. */
	serve(webhook: Webhook): void;
}

export async function openHook(path: string): Promise<Hook> {
	let handle: HandleRequest = async () => ({ status: 503 });
	const server = await startHttpServer({
		host: "127.0.0.1",
		port: 0,
		metricsPort: null,
		routes: [{ path, handle: (headers, body) => handle(headers, body) }],
		health: async () => {
			throw new Error("nobody asks");
		},
		metrics: { render: async () => "", contentType: "text/plain" },
		now: Date.now,
		log: { info() {}, error() {} },
	});
	onTestFinished(() => server.close());
	return {
		root: `http://127.0.0.1:${server.address.port}`,
		serve(webhook) {
			expect(webhook.path).toBe(path);
			handle = webhook.handle;
		},
	};
}
