/** Cuts the shortest stretch of the paper that answers in full: whole sentences, with a neighbour where one needs it. */

import type { Quote } from "./answer.ts";
import type { Expected } from "./answer-kind.ts";
import type { WeightedTerm } from "./asked-terms.ts";
import type { Candidate } from "./choose.ts";
import { type AnswerKind, printsKind, requiredKinds } from "./evidence.ts";
import type { ReadArticle, Sentence } from "./reading.ts";

/** A reply quotes no more: it is read on a phone. */
const MAX_QUOTED = 220;
/** Sentences that only follow the answer are taken up to here. */
const FOLLOWING_UP_TO = 130;
/** A second sentence is quoted when it answers nearly as well as the first. */
const SECOND_SHARE = 0.85;

const X = { wideTo: 220, listTo: 220, itemsTo: 0, second: 0.85, headTo: 200, first: true, noSecond: false };
Object.assign(X, JSON.parse(process.env.SP ?? "{}"));

/** 可以。不能。答:是的。 */
const BARE_REPLY = 6;

/** Kinds whose answer goes on in the next sentences: steps, conditions, lists. */
const RUNS_ON = new Set<AnswerKind>(["way", "material", "reason"]);

export function cutQuotes(
	chosen: Candidate,
	candidates: readonly Candidate[],
	expected: Expected,
	terms: readonly WeightedTerm[],
): Quote[] {
	const { read } = chosen;
	const taken = new Set<number>([chosen.sentence.index]);
	const size = () => [...taken].reduce((sum, i) => sum + lengthAt(read, i), 0);
	const take = (index: number, upTo: number): boolean => {
		const sentence = read.sentences[index];
		if (!sentence || sentence.asks) return false;
		if (size() + sentence.text.length > upTo) return false;
		taken.add(index);
		return true;
	};

	if (sentenceLeadsIn(chosen.sentence)) {
		let next = chosen.sentence.index + 1;
		while (take(next, MAX_QUOTED)) next++;
	}
	if (
		leansOnPrevious(chosen.sentence) &&
		sameParagraph(read, chosen.sentence.index)
	)
		take(chosen.sentence.index - 1, MAX_QUOTED);
	takeMissingKind(chosen, expected, (index) => take(index, MAX_QUOTED));
	const grow = () => {
	const runsOn = expected.kinds.some((kind) => RUNS_ON.has(kind));
	const wide = runsOn || (expected.list && !expected.kinds.some(k=>requiredKinds([k]).length));
	if (wide && X.itemsTo > 0 && chosen.sentence.level !== null && chosen.sentence.level > 0) {
		const parent = chosen.sentence.sections.at(-1);
		const inside = read.sentences.filter((s) => parent === undefined ? false : s.sections.includes(parent));
		const total = inside.reduce((sum, s) => sum + s.text.length, 0);
		if (total <= X.itemsTo) for (const s of inside) take(s.index, X.itemsTo);
	}
	if (X.headTo > 0) {
		let next = chosen.sentence.index + 1;
		if (chosen.sentence.level !== null && chosen.sentence.level > 0 && chosen.sentence.text.length < 30)
			while (read.sentences[next]?.sections.includes(chosen.sentence.index) && take(next, X.headTo)) next++;
	}
	if (wide) {
		let next = chosen.sentence.index + 1;
		const to = runsOn ? X.wideTo : X.listTo;
		while (sameParagraph(read, next) && take(next, to)) next++;
	}
	};
	if (X.first) grow();
	const secondOk = !(X.noSecond && (expected.list || expected.kinds.some((kind) => RUNS_ON.has(kind))));
	const asked = requiredKinds(expected.kinds).filter((kind) =>
		printsKind(chosen.sentence.folded, kind, expected.measure),
	);
	if (secondOk) for (const other of candidates) {
		if (other.score < X.second * chosen.score) break;
		if (other.read !== read || other === chosen) continue;
		// Where a value was asked for, a sentence without one adds nothing.
		if (
			!asked.every((kind) =>
				printsKind(other.sentence.folded, kind, expected.measure),
			)
		)
			continue;
		take(other.sentence.index, MAX_QUOTED);
		break;
	}
	// 不能。 alone says too little: what it rests on follows.
	for (const index of [...taken])
		if (lengthAt(read, index) <= BARE_REPLY) take(index + 1, MAX_QUOTED);
	if (!X.first) grow();
	const indices = [...taken].sort((a, b) => a - b);
	const runs: number[][] = [];
	for (const index of indices) {
		const run = runs.at(-1);
		if (run && run.at(-1) === index - 1) run.push(index);
		else runs.push([index]);
	}
	// The stretch with the answer comes first.
	runs.sort(
		(a, b) =>
			Number(b.includes(chosen.sentence.index)) -
			Number(a.includes(chosen.sentence.index)),
	);
	const end = read.sentences.length - 1;
	return runs.map((run) => ({
		text: shorten(stretch(read, run), terms),
		article: read.article,
		...(read.article.truncated && run.includes(end) && { breaksOff: true }),
	}));
}

/** The amount, date or number asked for may stand in a neighbour: then the neighbour belongs to the answer. */
function takeMissingKind(
	{ read, sentence }: Candidate,
	{ kinds, measure }: Expected,
	take: (index: number) => boolean,
): void {
	for (const kind of requiredKinds(kinds)) {
		if (printsKind(sentence.folded, kind, measure)) continue;
		const neighbour = [sentence.index + 1, sentence.index - 1].find((index) => {
			const other = read.sentences[index];
			return other && printsKind(other.folded, kind, measure);
		});
		if (neighbour !== undefined) take(neighbour);
	}
}

function stretch(read: ReadArticle, run: readonly number[]): string {
	const first = read.sentences[run[0] as number] as Sentence;
	const last = read.sentences[run.at(-1) as number] as Sentence;
	return read.article.body.slice(first.start, last.end);
}

function lengthAt(read: ReadArticle, index: number): number {
	return read.sentences[index]?.text.length ?? 0;
}

function sentenceLeadsIn(sentence: Sentence): boolean {
	return /:$/.test(sentence.folded);
}

/** It begins with a word for something named before. */
function leansOnPrevious({ folded }: Sentence): boolean {
	return /^(?:他|她|它|其|该|此|这|那|其中|对此|同时|此外)(?!外地)/.test(
		folded,
	);
}

/** Whether a sentence stands in the same paragraph as the one before it. */
function sameParagraph(read: ReadArticle, index: number): boolean {
	return (
		read.sentences[index]?.paragraph === read.sentences[index - 1]?.paragraph
	);
}

/** Cuts a stretch that is too long at its commas, to the clauses around the question's terms. */
function shorten(text: string, terms: readonly WeightedTerm[]): string {
	if (text.length <= MAX_QUOTED) return text;
	const clauses = text.match(/[^，,；;。\n]+[，,；;。\n]*[”’）)]*/g) ?? [text];
	const weights = clauses.map((clause) =>
		terms.reduce(
			(sum, { term, weight }) =>
				clause.toLowerCase().includes(term) ? sum + weight : sum,
			0,
		),
	);
	let best = { from: 0, to: 0, mass: -1 };
	for (let from = 0; from < clauses.length; from++) {
		let length = 0;
		let mass = 0;
		for (let to = from; to < clauses.length; to++) {
			length += (clauses[to] as string).length;
			if (length > MAX_QUOTED) break;
			mass += weights[to] as number;
			if (mass > best.mass) best = { from, to: to + 1, mass };
		}
	}
	const cut = clauses.slice(best.from, best.to).join("").trim();
	return cut === "" ? text.slice(0, MAX_QUOTED) : cut;
}
