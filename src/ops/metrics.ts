/** Figures of the bot at work, in Prometheus' format. They count; they hold no person, no chat and no word. */

import {
	Counter,
	collectDefaultMetrics,
	Gauge,
	Histogram,
	Registry,
} from "prom-client";
import type { Depths, PlatformHealth } from "./health.ts";

/** What is looked at whenever the metrics are read. */
export interface MetricsSources {
	version: string;
	depths(): Promise<Depths>;
	articles(): number | null;
	/** By name. */
	platforms(): Readonly<Record<string, PlatformHealth>>;
}

/** Functions that need no `this`, to be handed to whoever has something to report. */
export interface Metrics {
	/** A message or click was worked off; `status` is that of an answered question, null for everything else. */
	handled(handled: {
		platform: string;
		kind: string;
		status: string | null;
		/** From being taken in hand to the reply composed. */
		seconds: number;
	}): void;
	/** A call to a platform ended. `wholeWaySeconds`: from the receipt of the message to the end of this call. */
	sent(
		call: { platform: string; kind: string },
		result: string,
		wholeWaySeconds?: number,
	): void;
	/** The platform delivered again what was there already. */
	repeated(platform: string): void;
	/** A message of a group that was not for the bot: only that there was one. */
	forgotten(platform: string): void;
	/** A message failed for good. */
	parked(platform: string): void;
	/** Somebody asked more than the limits allow. */
	limited(platform: string): void;
	voted(useful: boolean): void;
	/** The text of `/metrics`, with {@link contentType}. */
	render(): Promise<string>;
	contentType: string;
}

/** An answer takes a few hundredths of a second; slower than ten is broken. */
const ANSWER_BUCKETS = [
	0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];
/** The way takes a second or two; after a restart or a platform's "too many requests" it may take minutes. */
const WAY_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60, 300, 900];

export function createMetrics(sources: MetricsSources): Metrics {
	const register = new Registry();
	collectDefaultMetrics({ register });
	observe(register, sources);

	const counter = (name: string, help: string, labelNames: string[]) =>
		new Counter({
			name: `union_bot_${name}_total`,
			help,
			labelNames,
			registers: [register],
		});
	const histogram = (name: string, help: string, buckets: number[]) =>
		new Histogram({
			name: `union_bot_${name}_seconds`,
			help,
			labelNames: ["platform"],
			buckets,
			registers: [register],
		});

	const handled = counter("handled", "Messages and clicks worked off.", [
		"platform",
		"kind",
	]);
	const replies = counter("replies", "Questions replied to.", [
		"platform",
		"status",
	]);
	const sends = counter("sends", "Messages sent, or not.", [
		"platform",
		"kind",
		"result",
	]);
	const redeliveries = counter(
		"redeliveries",
		"Messages that a platform delivered again.",
		["platform"],
	);
	const unaddressed = counter(
		"unaddressed",
		"Messages that were not for the bot and were forgotten.",
		["platform"],
	);
	const parked = counter("parked", "Messages given up after several tries.", [
		"platform",
	]);
	const limited = counter("limited", "Messages over the rate limits.", [
		"platform",
	]);
	const feedback = counter("feedback", "Votes on answers.", ["vote"]);
	const answer = histogram(
		"answer_duration",
		"From a question taken in hand to its reply composed.",
		ANSWER_BUCKETS,
	);
	const wholeWay = histogram(
		"whole_way_duration",
		"From a message received to its reply sent.",
		WAY_BUCKETS,
	);

	// A series that begins with 1 has never risen for whoever watches it: those that matter begin with 0.
	for (const platform of Object.keys(sources.platforms()))
		for (const rare of [redeliveries, unaddressed, parked, limited])
			rare.inc({ platform }, 0);
	for (const vote of VOTES) feedback.inc({ vote }, 0);

	return {
		handled({ platform, kind, status, seconds }) {
			handled.inc({ platform, kind });
			if (status === null) return;
			replies.inc({ platform, status });
			answer.observe({ platform }, seconds);
		},
		sent({ platform, kind }, result, wholeWaySeconds) {
			sends.inc({ platform, kind, result });
			if (wholeWaySeconds !== undefined && result === "sent")
				wholeWay.observe({ platform }, wholeWaySeconds);
		},
		repeated: (platform) => redeliveries.inc({ platform }),
		forgotten: (platform) => unaddressed.inc({ platform }),
		parked: (platform) => parked.inc({ platform }),
		limited: (platform) => limited.inc({ platform }),
		voted: (useful) => feedback.inc({ vote: VOTES[useful ? 0 : 1] }),
		async render() {
			// prom-client writes "Nan", which not every reader of the format takes.
			return (await register.metrics()).replace(/ Nan$/gm, " NaN");
		},
		contentType: register.contentType,
	};
}

const VOTES = ["useful", "useless"] as const;

/** Gauges, read from the sources each time. */
function observe(register: Registry, sources: MetricsSources): void {
	const gauge = (
		name: string,
		help: string,
		labelNames: string[],
		collect: (this: Gauge) => void | Promise<void>,
	) =>
		new Gauge({
			name: `union_bot_${name}`,
			help,
			labelNames,
			registers: [register],
			collect,
		});

	gauge(
		"build_info",
		"1, with the version of the bot and of Node.",
		["version", "node"],
		function () {
			this.set({ version: sources.version, node: process.version }, 1);
		},
	);
	gauge(
		"queue_depth",
		"Messages waiting: received, to be sent, given up.",
		["queue"],
		async function () {
			this.reset();
			// Without a database the rest is still worth reading; a series that is missing tells, and so does /readyz.
			const depths = await sources.depths().catch(() => null);
			for (const [queue, depth] of Object.entries(depths ?? {}))
				this.set({ queue }, depth);
		},
	);
	gauge("index_articles", "Articles in the index.", [], function () {
		this.set(sources.articles() ?? 0);
	});
	gauge(
		"platform_ready",
		"1 while the platform's messages can be received.",
		["platform"],
		function () {
			for (const [platform, { ready }] of Object.entries(sources.platforms()))
				this.set({ platform }, Number(ready));
		},
	);
	// The time itself, not its age: https://prometheus.io/docs/practices/instrumentation/#timestamps-not-time-since
	gauge(
		"last_inbound_timestamp_seconds",
		"When something was last received; time() minus this is how long ago.",
		["platform"],
		function () {
			const platforms = Object.entries(sources.platforms());
			for (const [platform, { lastInbound }] of platforms)
				if (lastInbound !== null) this.set({ platform }, lastInbound / 1000);
		},
	);
}
