/** Whether the bot can do its work, as `/readyz` tells it. */

export interface PlatformHealth {
	ready: boolean;
	/** Times in milliseconds since 1970; null for never. */
	lastInbound: number | null;
	lastContact: number | null;
	/** In a few words, without secrets: whoever reaches the server can read it. */
	problem: string | null;
}

/** How much waits. */
export interface Depths {
	inbox: number;
	outbox: number;
	parked: number;
}

export interface Health {
	/** By name. */
	platforms: Readonly<Record<string, PlatformHealth>>;
	depths: Depths;
	/** In the index; null until it is loaded. */
	articles: number | null;
}

export interface Readiness {
	ready: boolean;
	platforms: Record<string, PlatformReadiness>;
	queues: Depths;
	index: { articles: number | null };
}

interface PlatformReadiness {
	ready: boolean;
	/** ISO 8601. */
	lastInbound: string | null;
	lastContact: string | null;
	secondsSinceInbound: number | null;
	secondsSinceContact: number | null;
	problem: string | null;
}

/**
 * Ready when every platform is and the index is loaded. Long queues and a silent group are told, not judged: what is
 * unusual differs from union to union.
 */
export function readinessOf(health: Health, now: number): Readiness {
	const platforms = Object.entries(health.platforms);
	return {
		ready:
			health.articles !== null && platforms.every(([, { ready }]) => ready),
		platforms: Object.fromEntries(
			platforms.map(([name, platform]) => [name, platformOf(platform, now)]),
		),
		queues: health.depths,
		index: { articles: health.articles },
	};
}

function platformOf(
	{ ready, lastInbound, lastContact, problem }: PlatformHealth,
	now: number,
): PlatformReadiness {
	return {
		ready,
		lastInbound: isoOf(lastInbound),
		lastContact: isoOf(lastContact),
		secondsSinceInbound: secondsSince(lastInbound, now),
		secondsSinceContact: secondsSince(lastContact, now),
		problem,
	};
}

function isoOf(time: number | null): string | null {
	return time === null ? null : new Date(time).toISOString();
}

/** Never negative: a platform's clock may run ahead of ours. */
function secondsSince(time: number | null, now: number): number | null {
	return time === null ? null : Math.max(0, Math.round((now - time) / 1000));
}
