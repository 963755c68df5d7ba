/** Carries out what staff approved: publishes the issue, puts a copy for each chat into the outbox, watches how they end. */

import type { Adapter, Call } from "../chat/adapter.ts";
import type { Button, Reply } from "../chat/reply.ts";
import type { DeskIssue } from "../knowledge/issue-desk.ts";
import type {
	NewOutboxEntry,
	OutboxEntry,
	Push,
	QuietHours,
	Store,
	Tally,
} from "../store/store.ts";
import type { IssueSummary, SummaryLine } from "./issue-summary.ts";
import { contentOf } from "./push-content.ts";
import { outsideOf } from "./quiet-hours.ts";
import { type Recipient, readersOf, recipientsOf } from "./recipients.ts";
import type { IsWanted } from "./wants.ts";

export interface Publisher {
	/** Goes on with what an earlier process left. */
	start(): void;
	/** Something was approved, or taken back. */
	wake(): void;
	/** Resolves when nothing is being written any more. May be called twice. */
	stop(): Promise<void>;
}

export interface PublisherParts {
	store: Store;
	adapters: readonly Adapter[];
	desk: {
		read(issue: string): Promise<DeskIssue | null>;
		/** Does nothing for an issue that is published already. */
		publish(issue: string): Promise<void>;
	};
	isWanted: IsWanted;
	/** For chats without hours of their own. */
	quietHours: QuietHours | null;
	timeZone: string;
	compose: Composer;
	/** Milliseconds since 1970. */
	now: () => number;
	sleep: (ms: number, signal: AbortSignal) => Promise<void>;
	/** Called with what is to be sent, once it is safe. */
	onOutgoing(entries: OutboxEntry[]): void;
	/** How far a push has come; for whoever approved it. */
	onProgress(push: Push, tally: readonly Tally[]): Promise<void>;
	log: PublisherLog;
	lookMs?: number;
}

/** Puts into words what is sent. */
export interface Composer {
	summary(
		push: number,
		summary: IssueSummary,
		lines: readonly SummaryLine[],
	): Message;
	notice(text: string): Message;
	withdrawal(summary: IssueSummary): Message;
}

export interface Message {
	reply: Reply;
	buttons: Button[][];
}

export interface PublisherLog {
	info(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

/** Soon enough for whoever watches the bar grow; more often a platform would not let it be changed. */
const LOOK_MS = 2000;

/** So many copies are written at once: the bot's answers come in between. */
const CHUNK = 50;

/** After everything that members wait for. */
const PRIORITY = 10;

export function createPublisher(parts: PublisherParts): Publisher {
	const { store, desk, now, sleep, log, lookMs = LOOK_MS } = parts;
	const adapters = new Map(
		parts.adapters.map((adapter) => [adapter.platform, adapter]),
	);
	const recipientParts = {
		store,
		platforms: [...adapters.keys()],
		isWanted: parts.isWanted,
	};
	/** What was told last of each push that runs. */
	const told = new Map<number, string>();
	const stopping = new AbortController();
	let news = new AbortController();
	let running: Promise<void> = Promise.resolve();

	async function run(): Promise<void> {
		while (!stopping.signal.aborted) {
			for (const push of await open()) {
				if (stopping.signal.aborted) return;
				try {
					await goOn(push);
				} catch (err) {
					log.error(
						{ err, push: push.id },
						"a push cannot go on; it is tried again",
					);
				}
			}
			await sleep(lookMs, news.signal);
		}
	}

	async function open(): Promise<Push[]> {
		try {
			return await store.pushes.inState(["approved", "running"]);
		} catch (err) {
			log.error({ err }, "the pushes cannot be read");
			return [];
		}
	}

	async function goOn(push: Push): Promise<void> {
		if (push.state === "running") return watch(push);
		if (push.kind === "summary" && !(await publish(push))) return;
		if (push.dueAt > now()) return;
		const copies = await copiesOf(push);
		for (let at = 0; at < copies.length; at += CHUNK)
			if (!(await queue(push, copies.slice(at, at + CHUNK)))) return;
		const begun = { state: "running", startedAt: now() } as const;
		if (await store.pushes.change(push.id, ["approved"], begun)) {
			log.info({ push: push.id, issue: push.issue }, "a push has begun");
			await watch({ ...push, ...begun });
		}
	}

	/** False where the issue is no longer what was approved. */
	async function publish(push: Push): Promise<boolean> {
		const issue = await desk.read(push.issue);
		if (issue?.hash === push.hash) {
			await desk.publish(push.issue);
			return true;
		}
		const state = push.startedAt === null ? "cancelled" : "done";
		const ended = { state, endedAt: now() } as const;
		if (await store.pushes.change(push.id, ["approved"], ended))
			await parts.onProgress({ ...push, ...ended }, []);
		return false;
	}

	/** False where it was taken back meanwhile. */
	async function queue(push: Push, copies: Copy[]): Promise<boolean> {
		const at = now();
		const added = await store.transaction(async ({ outbox, pushes }) => {
			if ((await pushes.find(push.id))?.state !== "approved") return null;
			const entries: OutboxEntry[] = [];
			for (const { nothing, again, ...copy } of copies) {
				const entry = await (again === null
					? outbox.add(copy, at)
					: outbox.retry(again, { ...copy, once: copy.once ?? "" }, at));
				if (entry && nothing) await outbox.end(entry.id, NOTHING, at);
				else if (entry) entries.push(entry);
			}
			return entries;
		});
		if (added) parts.onOutgoing(added);
		return added !== null;
	}

	async function watch(push: Push): Promise<void> {
		const tally = await store.outbox.tally(push.id);
		const waiting = tally.some(({ end }) => end === "waiting");
		const state = waiting ? "running" : "done";
		const ended = { state, endedAt: waiting ? null : now() } as const;
		const news = JSON.stringify(tally);
		if (waiting && told.get(push.id) === news) return;
		told.set(push.id, news);
		if (!waiting) {
			told.delete(push.id);
			if (!(await store.pushes.change(push.id, ["running"], ended))) return;
			log.info({ push: push.id, tally }, "a push has ended");
		}
		await parts.onProgress({ ...push, ...ended }, tally);
	}

	/** Each chat once: a copy that is there already is not added again. */
	async function copiesOf(push: Push): Promise<Copy[]> {
		const draw = createDrawing();
		const at = Math.max(now(), push.dueAt);
		const copy = (
			{ platform, chat, group, settings }: Omit<Recipient, "lines">,
			call: Call,
		): Copy => ({
			kind: "push",
			platform,
			chat,
			group,
			priority: PRIORITY,
			answer: null,
			push: push.id,
			dueAt: outsideOf(settings?.quiet ?? parts.quietHours, at, parts.timeZone),
			call,
			once: `push ${push.kind === "summary" ? push.issue : push.id} ${platform} ${chat}`,
			nothing: false,
			again: null,
		});
		const content = contentOf(push);
		switch (content.kind) {
			case "summary": {
				const { summary } = content;
				const { recipients } = await recipientsOf(summary, recipientParts);
				const all = recipients.map(
					({ lines, ...recipient }): Copy => ({
						...copy(
							recipient,
							draw(
								recipient.platform,
								lines.map(({ number }) => number).join(),
								() => parts.compose.summary(push.id, summary, lines),
							),
						),
						nothing: lines.length === 0,
					}),
				);
				return push.startedAt === null ? all : failedOf(push, all);
			}
			case "notice": {
				const { article, text } = content.notice;
				const readers = await readersOf(push, article, recipientParts);
				return readers
					.filter(({ platform }) => adapters.has(platform))
					.map((reader) =>
						copy(
							reader,
							draw(reader.platform, "", () => parts.compose.notice(text)),
						),
					);
			}
			case "withdrawal": {
				const before = await store.pushes.find(content.push);
				const what = before && contentOf(before);
				if (what?.kind !== "summary") return [];
				const { summary } = what;
				const sent = await store.outbox.copies(content.push, ["sent"]);
				return sent.flatMap(({ messageId, ...recipient }) =>
					messageId === null || !adapters.has(recipient.platform)
						? []
						: {
								...copy(
									{ ...recipient, settings: null },
									draw(
										recipient.platform,
										messageId,
										() => parts.compose.withdrawal(summary),
										messageId,
									),
								),
								dueAt: at,
							},
				);
			}
		}
	}

	/** It was begun before: only those whose copy failed get it now. */
	async function failedOf(push: Push, all: readonly Copy[]): Promise<Copy[]> {
		const failed = await store.outbox.copies(push.id, FAILED);
		const ids = new Map(
			failed.map(({ id, platform, chat }) => [`${platform} ${chat}`, id]),
		);
		return all.flatMap((copy) => {
			const again = ids.get(`${copy.platform} ${copy.chat}`);
			return again === undefined || copy.nothing ? [] : { ...copy, again };
		});
	}

	/** The same words for all who want the same: made once, and so kept in memory once. */
	function createDrawing() {
		const calls = new Map<string, Call>();
		return (
			platform: string,
			name: string,
			message: () => Message,
			edits: string | null = null,
		): Call => {
			const key = `${platform} ${name}`;
			const known = calls.get(key);
			if (known) return known;
			const [call = {}] =
				adapters
					.get(platform)
					?.render(
						{ ...message(), answers: null, edits },
						{ platform, chat: "", topic: null },
					) ?? [];
			calls.set(key, call);
			return call;
		};
	}

	function wake(): void {
		news.abort();
		news = new AbortController();
	}

	return {
		start() {
			running = run();
		},
		wake,
		async stop() {
			stopping.abort();
			wake();
			await running;
		},
	};
}

const NOTHING = { end: "nothing", why: null, messageId: null } as const;

/** May be tried once more by whoever asks for it: nothing of it arrived. */
export const FAILED = ["refused", "given_up"] as const;

type Copy = NewOutboxEntry & {
	/** The entry of the copy that failed. */
	again: number | null;
	/** Nothing of it is what the chat wants: only that is written down. */
	nothing: boolean;
};
