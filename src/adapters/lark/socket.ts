/**
 * Listens by WebSocket: https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case
 *
 * `WSClient` reconnects by itself, but not for ever: it gives up for good when its tries are used up, waits two minutes
 * between them by default, and takes an answer of the discovery without data for a passing trouble. So it is watched from
 * outside, and another one begun when it does not come back.
 */

import { setImmediate } from "node:timers/promises";
import {
	EventDispatcher,
	type HttpInstance,
	LoggerLevel,
	WSClient,
} from "@larksuiteoapi/node-sdk";
import { keepWithinReason } from "./client-config.ts";
import type { BackOff, LarkLog, Sleep } from "./connection.ts";
import { createSdkLogger } from "./sdk-logger.ts";

export interface SocketParts {
	appId: string;
	appSecret: string;
	domain: string;
	http: HttpInstance;
	log: LarkLog;
	sleep: Sleep;
	/** Milliseconds that never go back. */
	now: () => number;
	backOff: BackOff;
	timing: SocketTiming;
	/** Resolves with what the event is answered with; rejects when it is to be delivered again. */
	take(raw: unknown): Promise<object>;
	/** Null when it is open. */
	onState(problem: string | null): void;
	/** Lark answered a ping. */
	onPong(): void;
	/** Resolves when every event that was taken is answered. */
	settled(): Promise<unknown>;
	/** Before another client is begun. Rejects when there is no use in it. */
	beforeAgain(): Promise<void>;
}

export interface SocketTiming {
	/** How often it is looked whether the socket is open. */
	lookMs: number;
	/** How long a client may take to open its socket, or to open it again, before another one is begun. */
	patienceMs: number;
	/** How long a pong may take before the connection counts as dead. The SDK forgets it when it pings again sooner. */
	pongMs: number;
	/** So long after the last pong it is dead whatever the SDK says; it pings every two minutes by default. */
	silentMs: number;
	/** Neither pings nor tries to open the socket follow each other sooner, whatever Lark's server asks for. */
	leastMs: number;
}

export const SOCKET_TIMING: SocketTiming = {
	lookMs: 500,
	patienceMs: 15_000,
	pongMs: 10_000,
	silentMs: 5 * 60_000,
	leastMs: 1000,
};

/** Until it is stopped. Rejects with what {@link SocketParts.beforeAgain} does. */
export async function listenBySocket(
	parts: SocketParts,
	stop: AbortSignal,
): Promise<void> {
	const { sleep, backOff, log } = parts;
	while (!stop.aborted) {
		const problem = await live(parts, stop);
		if (stop.aborted) return;
		parts.onState(problem);
		const waitMs = backOff.next();
		log.warn({ problem, waitMs }, "the socket to Lark is opened anew");
		await sleep(waitMs, stop);
		if (!stop.aborted) await parts.beforeAgain();
	}
}

/** One client, until it is given up. Resolves with why. */
async function live(
	{ timing, sleep, now, ...parts }: SocketParts,
	stop: AbortSignal,
): Promise<string> {
	let failure: string | null = null;
	let pongAt: number | null = null;
	const logger = createSdkLogger(parts.log, () => {
		pongAt = now();
		parts.onPong();
	});
	const client = new WSClient({
		appId: parts.appId,
		appSecret: parts.appSecret,
		domain: parts.domain,
		httpInstance: parts.http,
		// The only place where it tells of a pong. 0 would count as `info`.
		loggerLevel: LoggerLevel.trace,
		logger,
		handshakeTimeoutMs: timing.patienceMs,
		// Without it a half-open socket goes unnoticed.
		wsConfig: { pingTimeout: timing.pongMs / 1000 },
		onReady: () => parts.onState(null),
		onReconnecting: () => parts.onState("the socket was cut"),
		onReconnected: () => parts.onState(null),
		onError(error) {
			failure = error.message;
		},
	});
	keepWithinReason(client, {
		leastMs: timing.leastMs,
		// One may be lost before the silence counts.
		mostPingMs: timing.silentMs / 2,
		mostPauseMs: timing.patienceMs,
	});
	try {
		await client.start({ eventDispatcher: dispatching(parts.take, logger) });
		for (let openAt = now(); now() - openAt < timing.patienceMs; ) {
			await sleep(timing.lookMs, stop);
			if (stop.aborted) return "stopped";
			const { state } = client.getConnectionStatus();
			if (state === "failed" || failure !== null) break;
			// After a first try that failed it would wait half a minute.
			if (state === "connecting" && logger.startFailed()) break;
			if (pongAt !== null && now() - pongAt > timing.silentMs)
				return "no pong any more";
			if (state === "connected") {
				openAt = now();
				parts.backOff.reset();
				parts.onState(null);
			} else parts.onState(logger.last() ?? "the socket is not open");
		}
		return failure ?? logger.last() ?? "the socket does not open";
	} finally {
		await parts.settled();
		// The last acknowledgement leaves behind the promise that it waits for.
		await setImmediate();
		client.close({ force: true });
	}
}

/** Hands over the envelope as it came, so that both ways of listening read the same. */
function dispatching(
	take: SocketParts["take"],
	logger: ReturnType<typeof createSdkLogger>,
): EventDispatcher {
	class Dispatcher extends EventDispatcher {
		// The acknowledgement leaves when this resolves; what it rejects with is told as code 500.
		override invoke(data: unknown): Promise<object> {
			return take(data);
		}
	}
	return new Dispatcher({ logger, loggerLevel: LoggerLevel.error });
}
