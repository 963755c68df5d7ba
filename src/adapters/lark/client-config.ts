/** Keeps what Lark's server asks of its clients within reason: the SDK does whatever it is told, even to ping without a pause. */

import type { WSClient } from "@larksuiteoapi/node-sdk";

export interface Reason {
	/** Nothing is done again sooner. */
	leastMs: number;
	/** So long a ping may wait for the next. */
	mostPingMs: number;
	/** So long a client may wait before it tries to open its socket again. */
	mostPauseMs: number;
}

/**
 * Lark tells it in the answer of the discovery and again with each pong. Both times the SDK multiplies what it finds and
 * hands it to a timer, for which what is no number, or a month, is one millisecond.
 */
export function keepWithinReason(
	client: WSClient,
	{ leastMs, mostPingMs, mostPauseMs }: Reason,
): void {
	// Of version 1.74; it gives no other way to it. Another one may have moved it, and works as well as it did alone.
	const { wsConfig } = client as unknown as { wsConfig?: Partial<WsConfig> };
	const update = wsConfig?.updateWs?.bind(wsConfig);
	if (!wsConfig || !update) return;
	wsConfig.updateWs = (asked) => {
		const kept = { ...asked };
		if ("pingInterval" in kept)
			kept.pingInterval = between(leastMs, kept.pingInterval, mostPingMs);
		if ("reconnectInterval" in kept)
			kept.reconnectInterval = between(
				leastMs,
				kept.reconnectInterval,
				mostPauseMs,
			);
		if ("reconnectNonce" in kept)
			kept.reconnectNonce = between(0, kept.reconnectNonce, mostPauseMs);
		update(kept);
	};
}

/** All in milliseconds. */
interface WsConfig {
	updateWs(
		asked: Partial<
			Record<"pingInterval" | "reconnectInterval" | "reconnectNonce", unknown>
		>,
	): void;
}

/** What is no number is the most. */
function between(least: number, asked: unknown, most: number): number {
	return typeof asked === "number" && Number.isFinite(asked)
		? Math.min(Math.max(asked, least), most)
		: most;
}
