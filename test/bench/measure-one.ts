/** Measures one engine on one size in a process of its own, so that no other one's heap counts; reports to the parent. */

import { performance } from "node:perf_hooks";
import { mean, percentile } from "../../src/answering/measure.ts";
import { type Engine, type EngineName, engines } from "./engines.ts";
import { generatePaper } from "./generated-paper.ts";

export interface Figures {
	buildMs: number;
	loadMs: number;
	snapshotMb: number;
	queryP50Ms: number;
	queryP99Ms: number;
	answerP50Ms: number;
	answerP99Ms: number;
	heapMb: number;
	/** Share of questions whose article comes first; the questions are cut out of articles. */
	hit1: number;
}

const QUESTIONS = 500;

/** Questions that are asked before time is taken, so that the code is compiled. */
const WARM_UP = 100;

const [name, count] = process.argv.slice(2);
const engine = engines[name as EngineName] as Engine<unknown>;
process.send?.(await measure(engine, Number(count)));

async function measure<I>(
	engine: Engine<I>,
	articleCount: number,
): Promise<Figures> {
	const { articles, questions } = generatePaper(articleCount, QUESTIONS);
	const built = await timed(async () => engine.build(articles));
	const saved = await engine.save(built.result, articles);
	// Kept alone from here on: what is measured is the index that a restarted bot works with.
	built.result = null as I;
	const heapBefore = usedHeapMb();
	const loaded = await timed(() => engine.load(saved, articles));
	const heapMb = usedHeapMb() - heapBefore;
	for (const { text } of questions.slice(-WARM_UP)) {
		engine.search(loaded.result, text);
	}
	const asked = questions.slice(0, -WARM_UP).map(({ text, articleId }) => {
		const begun = performance.now();
		const [best] = engine.search(loaded.result, text);
		const ms = performance.now() - begun;
		return { ms, right: best === articleId ? 1 : 0 };
	});
	const times = asked.map(({ ms }) => ms);
	const answer = await engine.answerer(loaded.result);
	for (const { text } of questions.slice(-WARM_UP)) answer(text);
	const answered = questions.slice(0, -WARM_UP).map(({ text }) => {
		const begun = performance.now();
		answer(text);
		return performance.now() - begun;
	});
	return {
		buildMs: built.ms,
		loadMs: loaded.ms,
		snapshotMb: saved.length / 1e6,
		queryP50Ms: percentile(0.5, times),
		queryP99Ms: percentile(0.99, times),
		answerP50Ms: percentile(0.5, answered),
		answerP99Ms: percentile(0.99, answered),
		heapMb,
		hit1: mean(asked.map(({ right }) => right)),
	};
}

async function timed<T>(
	run: () => Promise<T>,
): Promise<{ ms: number; result: T }> {
	const begun = performance.now();
	const result = await run();
	return { ms: performance.now() - begun, result };
}

function usedHeapMb(): number {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed / 1e6;
}
