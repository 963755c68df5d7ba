/** The metrics, as a collector reads them. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createMetrics, type MetricsSources } from "../../src/ops/metrics.ts";

const SOURCES: MetricsSources = {
	version: "0.1.0",
	depths: async () => ({ inbox: 4, outbox: 5, parked: 6 }),
	articles: () => 321,
	platforms: () => ({
		telegram: {
			ready: true,
			lastInbound: 1_714_521_600_000,
			lastContact: 1_714_521_600_000,
			problem: null,
		},
		lark: {
			ready: false,
			lastInbound: null,
			lastContact: null,
			problem: "not connected",
		},
	}),
};

interface Family {
	type: string;
	help: string;
	samples: { name: string; labels: Record<string, string>; value: number }[];
}

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABEL = '([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\\\\n]|\\\\[\\\\"n])*)"';
const SAMPLE = new RegExp(
	`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|NaN|[+-]Inf)$`,
);

/** Reads the text line by line, as https://prometheus.io/docs/instrumenting/exposition_formats/ defines it. */
function parse(text: string): Map<string, Family> {
	expect(text.endsWith("\n")).toBe(true);
	const families = new Map<string, Family>();
	const series = new Set<string>();
	let current = "";
	for (const line of text.split("\n").filter((line) => line !== "")) {
		const [, keyword, name = "", rest = ""] =
			new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`).exec(line) ?? [];
		if (keyword === "HELP") {
			expect(families.has(name), `${name} twice`).toBe(false);
			current = name;
			families.set(name, { type: "", help: rest, samples: [] });
			continue;
		}
		const family = families.get(current);
		if (!family) throw new Error(`before any family: ${line}`);
		if (keyword === "TYPE") {
			expect(name).toBe(current);
			expect(rest).toMatch(/^(counter|gauge|histogram|summary|untyped)$/);
			family.type = rest;
			continue;
		}
		const sample = SAMPLE.exec(line);
		if (!sample) throw new Error(`no sample: ${line}`);
		const [id = "", value] = line.split(/ (?=[^ ]+$)/);
		expect(series.has(id), `${id} twice`).toBe(false);
		series.add(id);
		expect(sample[1]).toMatch(
			new RegExp(
				`^${current}${family.type === "histogram" ? "_(bucket|sum|count)" : ""}$`,
			),
		);
		const labels = [...(sample[2] ?? "").matchAll(new RegExp(LABEL, "g"))];
		family.samples.push({
			name: sample[1] ?? "",
			labels: Object.fromEntries(labels.map(([, label, is]) => [label, is])),
			value: Number(value?.replace("Inf", "Infinity")),
		});
	}
	return families;
}

const read = async (metrics: ReturnType<typeof createMetrics>) =>
	parse(await metrics.render());

/** The values of a family by the values of its labels. */
function values(families: Map<string, Family>, name: string) {
	return Object.fromEntries(
		(families.get(name)?.samples ?? []).map(({ labels, value }) => [
			Object.values(labels).join(" "),
			value,
		]),
	);
}

test("what has happened is counted", async () => {
	const metrics = createMetrics(SOURCES);
	// Handed on as bare functions, the way they are used.
	const { handled, sent, repeated, forgotten, parked, limited, voted } =
		metrics;
	const question = { platform: "telegram", kind: "message", seconds: 0.03 };
	handled({ ...question, status: "answered" });
	handled({ ...question, status: "answered" });
	handled({ ...question, status: "not_found" });
	handled({ ...question, kind: "click", status: null });
	sent({ platform: "telegram", kind: "answer" }, "sent", 1.5);
	sent({ platform: "telegram", kind: "push" }, "gone");
	repeated("telegram");
	forgotten("telegram");
	forgotten("telegram");
	parked("telegram");
	limited("lark");
	voted(true);
	voted(true);
	voted(false);

	const families = await read(metrics);
	const counted = (name: string) => values(families, `union_bot_${name}_total`);
	expect(counted("replies")).toEqual({
		"telegram answered": 2,
		"telegram not_found": 1,
	});
	expect(counted("handled")).toEqual({
		"telegram message": 3,
		"telegram click": 1,
	});
	expect(counted("sends")).toEqual({
		"telegram answer sent": 1,
		"telegram push gone": 1,
	});
	expect(counted("redeliveries")).toEqual({ telegram: 1, lark: 0 });
	expect(counted("unaddressed")).toEqual({ telegram: 2, lark: 0 });
	expect(counted("parked")).toEqual({ telegram: 1, lark: 0 });
	expect(counted("limited")).toEqual({ telegram: 0, lark: 1 });
	expect(counted("feedback")).toEqual({ useful: 2, useless: 1 });
});

test("how it stands is read when it is asked for", async () => {
	let articles = 321;
	const metrics = createMetrics({ ...SOURCES, articles: () => articles });
	const first = await read(metrics);
	expect(values(first, "union_bot_queue_depth")).toEqual({
		inbox: 4,
		outbox: 5,
		parked: 6,
	});
	expect(values(first, "union_bot_platform_ready")).toEqual({
		telegram: 1,
		lark: 0,
	});
	expect(values(first, "union_bot_last_inbound_timestamp_seconds")).toEqual({
		telegram: 1_714_521_600,
	});
	expect(values(first, "union_bot_build_info")).toEqual({
		[`0.1.0 ${process.version}`]: 1,
	});
	expect(values(first, "union_bot_index_articles")).toEqual({ "": 321 });
	articles = 322;
	const second = await read(metrics);
	expect(values(second, "union_bot_index_articles")).toEqual({ "": 322 });
});

test("durations fall into buckets that add up, for answers and for the whole way of those that were sent", async () => {
	const metrics = createMetrics(SOURCES);
	const question = {
		platform: "telegram",
		kind: "message",
		status: "answered",
	};
	for (const seconds of [0.001, 0.03, 99])
		metrics.handled({ ...question, seconds });
	const call = { platform: "telegram", kind: "answer" };
	metrics.sent(call, "sent", 0.8);
	metrics.sent(call, "given_up", 900);
	const families = await read(metrics);

	const answers = buckets(families, "union_bot_answer_duration_seconds");
	expect(answers).toMatchObject({ "0.005": 1, "0.05": 2, "10": 2, "+Inf": 3 });
	const ways = buckets(families, "union_bot_whole_way_duration_seconds");
	expect(ways).toMatchObject({ "0.5": 0, "1": 1, "+Inf": 1 });
});

/** The counts of a histogram by upper bound, which must rise and end with the count of all. */
function buckets(families: Map<string, Family>, name: string) {
	const { samples = [], type } = families.get(name) ?? {};
	expect(type).toBe("histogram");
	const bounds = samples.filter((sample) => sample.name === `${name}_bucket`);
	const counts = bounds.map(({ value }) => value);
	expect(counts).toEqual([...counts].sort((one, other) => one - other));
	const all = samples.find((sample) => sample.name === `${name}_count`);
	expect(counts.at(-1)).toBe(all?.value);
	return Object.fromEntries(
		bounds.map(({ labels, value }) => [labels.le, value]),
	);
}

test("every family has a type and a help that ends like a sentence, counters end in _total, durations in _seconds", async () => {
	const families = await read(createMetrics(SOURCES));
	const ours = [...families].filter(([name]) => name.startsWith("union_bot_"));
	expect(ours.length).toBeGreaterThanOrEqual(15);
	for (const [name, { type, help }] of ours) {
		expect(help).toMatch(/^[A-Z1].*\.$|ago\.$/);
		expect(name.endsWith("_total")).toBe(type === "counter");
		if (type === "histogram") expect(name).toMatch(/_seconds$/);
	}
	expect(families.get("process_resident_memory_bytes")?.type).toBe("gauge");
	expect(families.get("nodejs_eventloop_lag_seconds")?.type).toBe("gauge");
});

test("a database that cannot be read takes nothing but the queues away", async () => {
	const depths = () => Promise.reject(new Error("disk I/O error"));
	const families = await read(createMetrics({ ...SOURCES, depths }));
	expect(values(families, "union_bot_queue_depth")).toEqual({});
	expect(values(families, "union_bot_index_articles")).toEqual({ "": 321 });
});

test("two of them do not share a figure", async () => {
	const [one, other] = [createMetrics(SOURCES), createMetrics(SOURCES)];
	one.voted(true);
	expect(values(await read(other), "union_bot_feedback_total")).toEqual({
		useful: 0,
		useless: 0,
	});
});

test("they do not keep the process alive", async () => {
	const script = `
		import { createMetrics } from "./src/ops/metrics.ts";
		await createMetrics({
			version: "0", depths: async () => ({}), articles: () => 0, platforms: () => ({}),
		}).render();
	`;
	const args = ["--import", "tsx", "--input-type=module", "--eval", script];
	await expect(
		promisify(execFile)(process.execPath, args, { timeout: 20_000 }),
	).resolves.toMatchObject({ stderr: "" });
});
