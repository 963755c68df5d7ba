/** Keeps the index in step with the knowledge folder while the bot runs. */

import { setTimeout as wait } from "node:timers/promises";
import { FAQ_FILE, type FaqEntry } from "../knowledge/faq.ts";
import {
	type KnowledgeProblem,
	readKnowledge,
} from "../knowledge/read-knowledge.ts";
import type { ArticleIndex } from "./article-index.ts";
import {
	type FolderState,
	readFolderState,
	sameState,
} from "./folder-state.ts";
import { lastGoodArticles, withLastGood } from "./last-good.ts";
import { buildIndexAsync, readSnapshot, writeSnapshot } from "./snapshot.ts";
import { loadSnapshotFile, saveSnapshotFile } from "./snapshot-file.ts";

/** The part of a logger that is needed: static messages, details in fields. */
export interface IndexLog {
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
}

export interface LiveIndexParts {
	knowledgeDir: string;
	/** Where the index is kept between starts. */
	snapshotFile: string;
	log: IndexLog;
	/** How often the folder is looked at; 2000 if absent. */
	pollMs?: number;
}

export interface LiveIndex {
	/** The index of the moment. It never changes: a question that holds one is not disturbed by an import. */
	current(): ArticleIndex;
	/** The answers that staff approved, as of now. */
	faq(): readonly FaqEntry[];
	/** Files that cannot be read at the moment; the last good version of each is being served. */
	problems(): readonly KnowledgeProblem[];
	/** Reads the folder now instead of at the next look, for instance after a push was approved. */
	refresh(): Promise<void>;
	/** Stops looking; resolves when nothing is running any more. */
	close(): Promise<void>;
}

/** Often enough that a correction seems immediate. */
const POLL_MS = 2000;

/** The pause grows with the folder: looking at a file costs some 0.05 ms, so looking takes at most a tenth of the time. */
const PAUSE_MS_PER_FILE = 0.5;

/** A folder that changes at every look is read all the same after so many. */
const MAX_UNSETTLED = 5;

/**
 * Reads the folder, loads or builds the index and begins to look for changes. The folder is polled, because fs.watch misses
 * changes in new folders and on network drives; a change is read when two looks in a row see the same, so that files
 * half written are left alone and many files become one rebuild.
 * @throws the file system's error when the folder cannot be read at the start.
 */
export async function openLiveIndex(parts: LiveIndexParts): Promise<LiveIndex> {
	const { knowledgeDir, snapshotFile, log, pollMs = POLL_MS } = parts;
	let problems: readonly KnowledgeProblem[] = [];
	let current: ArticleIndex | null = null;
	let faq: readonly FaqEntry[] = [];
	let hash: string | null = null;
	let seen: FolderState = new Map();
	let reading: Promise<void> = Promise.resolve();
	const closing = new AbortController();

	async function read(state: FolderState): Promise<void> {
		const knowledge = await readKnowledge(knowledgeDir);
		reportNew(knowledge.problems, problems, log);
		problems = knowledge.problems;
		seen = state;
		const broken = problems.some(({ file }) => file === FAQ_FILE);
		// At a start nothing better is at hand than the entries that can be read.
		if (!broken || current === null) faq = knowledge.faq;
		const kept = lastGoodArticles(
			knowledge,
			current?.articles ?? [],
			new Set(state.keys()),
		);
		// The hash covers broken files too, but not what stands in for them: such an index is nobody else's.
		const name = kept.length > 0 ? null : knowledge.hash;
		if (current !== null && name !== null && name === hash) return;
		const articles = withLastGood(knowledge.articles, kept);
		current =
			(current === null && (await load(articles, knowledge.hash))) ||
			(await build(articles, name));
		hash = name;
		log.info({ articles: articles.length }, "the index is up to date");
	}

	async function load(
		articles: ArticleIndex["articles"],
		knowledgeHash: string,
	): Promise<ArticleIndex | null> {
		try {
			const snapshot = await loadSnapshotFile(snapshotFile);
			if (snapshot === null) return null;
			return await readSnapshot(snapshot, articles, knowledgeHash);
		} catch (error) {
			log.warn({ err: error }, "the saved index cannot be used; building it");
			return null;
		}
	}

	async function build(
		articles: ArticleIndex["articles"],
		name: string | null,
	): Promise<ArticleIndex> {
		const { index, postings } = await buildIndexAsync(articles);
		if (name !== null) {
			try {
				await saveSnapshotFile(snapshotFile, writeSnapshot(postings, name));
			} catch (error) {
				log.warn({ err: error }, "the index cannot be saved");
			}
		}
		return index;
	}

	/** One reading at a time: a second one waits, and sees what the first did. */
	function readNext(state: FolderState): Promise<void> {
		const next = reading.then(() => read(state));
		reading = next.catch(() => {});
		return next;
	}

	async function look(): Promise<void> {
		let last = seen;
		let unsettled = 0;
		let failure = "";
		while (!closing.signal.aborted) {
			const pauseMs = Math.max(pollMs, last.size * PAUSE_MS_PER_FILE);
			await wait(pauseMs, null, { signal: closing.signal });
			try {
				const state = await readFolderState(knowledgeDir);
				const changed = !sameState(state, seen);
				const settled = sameState(state, last) || unsettled >= MAX_UNSETTLED;
				last = state;
				unsettled = changed && !settled ? unsettled + 1 : 0;
				if (changed && settled) await readNext(state);
				failure = "";
			} catch (error) {
				if (failure !== String(error))
					log.warn({ err: error }, "the knowledge folder cannot be read");
				failure = String(error);
			}
		}
	}

	await readNext(await readFolderState(knowledgeDir));
	const looking = look().catch(() => {}); // ends by the abort of its pause

	return {
		current: () => current as ArticleIndex,
		faq: () => faq,
		problems: () => problems,
		refresh: async () => readNext(await readFolderState(knowledgeDir)),
		close: async () => {
			closing.abort();
			await Promise.all([looking, reading]);
		},
	};
}

/** Reports each problem once, not at every reading. */
function reportNew(
	problems: readonly KnowledgeProblem[],
	known: readonly KnowledgeProblem[],
	log: IndexLog,
): void {
	for (const { file, message } of problems) {
		const old = known.some((p) => p.file === file && p.message === message);
		if (!old)
			log.warn(
				{ file, problem: message },
				"a knowledge file cannot be read and stays as it last was",
			);
	}
}
