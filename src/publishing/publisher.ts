/** Carries out what staff approved: publishes the issue, puts a copy for each chat into the outbox, watches how they end. */

import type { Adapter, Call } from "../chat/adapter.ts";
import type { Button, Reply } from "../chat/reply.ts";
import type {
	NewOutboxEntry,
	OutboxEntry,
	Push,
	PushKind,
	QuietHours,
	Store,
	Tables,
	Tally,
} from "../store/store.ts";
import { LIVE } from "./approval.ts";
import type { IssueSummary, SummaryLine } from "./issue-summary.ts";
import { contentOf } from "./push-content.ts";
import { outsideOf } from "./quiet-hours.ts";
import { type Recipient, readersOf, recipientsOf } from "./recipients.ts";
import type { IsWanted } from "./wants.ts";

export interface Publisher {
	/** Goes on with what an earlier process left. */
	start(): void;
	/**
	 * Asked just before a copy leaves: not before when, in milliseconds since 1970. It may have waited long, and its chat have
	 * become quiet meanwhile; null when the chat does not want it any more.
	 */
	leavesAt(entry: OutboxEntry, now: number): Promise<number | null>;
	/** Resolves when nothing is being written any more. May be called twice. */
	stop(): Promise<void>;
}

export interface PublisherParts {
	store: Store;
	adapters: readonly Adapter[];
	desk: {
		/** Does nothing for an issue that is published already; false for one that is not what was approved. */
		publish(issue: string, hash: string): Promise<boolean>;
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
	onOutgoing(entries: readonly OutboxEntry[]): void;
	/** How far a push has come, for whoever approved it: what is written down of that, and then sent. */
	progress(
		push: Push,
		tally: readonly Tally[],
		/** It ended because the issue was changed. */
		changed: boolean,
	): Promise<Telling>;
	log: PublisherLog;
	lookMs?: number;
}

/** Gives what is to be sent. */
export type Telling = (tables: Tables) => Promise<readonly OutboxEntry[]>;

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
	const kinds = new Map<number, PushKind | undefined>();
	const stopping = new AbortController();
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
			await sleep(lookMs, stopping.signal);
		}
	}

	async function open(): Promise<Push[]> {
		try {
			return await store.pushes.inState(["approved", "retrying", "running"]);
		} catch (err) {
			log.error({ err }, "the pushes cannot be read");
			return [];
		}
	}

	async function goOn(push: Push): Promise<void> {
		if (push.state === "running") return watch(push);
		if (push.kind === "summary") {
			// Staff see at once what members can ask about, also when the push has its hour.
			if (!(await desk.publish(push.issue, push.hash))) return giveUp(push);
			if (push.dueAt > now() || (await isBeingTakenBack(push.issue))) return;
		}
		if (push.kind === "withdrawal" && !(await isStill(push.issue))) return;
		await begin(push);
	}

	/** The issue is no longer what was approved. */
	async function giveUp(push: Push): Promise<void> {
		const state = push.state === "approved" ? "cancelled" : "done";
		await tell({ ...push, state, endedAt: now() }, [push.state], true);
	}

	/** What was taken back comes anew only where it is gone. */
	async function isBeingTakenBack(issue: string): Promise<boolean> {
		const all = await store.pushes.ofIssue(issue, "withdrawal");
		return all.some(({ state }) => LIVE.includes(state));
	}

	/** Nothing of the issue is on its way any more; what waited is taken out. */
	async function isStill(issue: string): Promise<boolean> {
		const standing = await store.outbox.standing(issue);
		const moving = standing.filter(
			({ is, takenBack }) =>
				takenBack !== "no" && (is === "queued" || is === "sending"),
		);
		for (const push of new Set(moving.map(({ push }) => push)))
			await store.outbox.cancel(push, now());
		return moving.length === 0;
	}

	/** All copies at once: a push is in the outbox as a whole, or not at all. */
	async function begin(push: Push): Promise<void> {
		const copies = await copiesOf(push);
		const at = now();
		const begun = {
			state: "running",
			startedAt: push.startedAt ?? at,
		} as const;
		const added = await store.transaction(async ({ outbox, pushes }) => {
			if (!(await pushes.change(push.id, [push.state], begun))) return null;
			const entries: OutboxEntry[] = [];
			for (const { again, ...copy } of copies) {
				const { dueAt, call, articles = [] } = copy;
				const entry =
					again === null
						? await outbox.add(copy, at)
						: await outbox.retry(again, { call, dueAt, articles });
				const isEmpty = push.kind === "summary" && articles.length === 0;
				if (entry && isEmpty) await outbox.end(entry.id, NOTHING, at);
				else if (entry) entries.push(entry);
			}
			return entries;
		});
		if (added === null) return;
		log.info({ push: push.id, issue: push.issue }, "a push has begun");
		parts.onOutgoing(added);
		await watch({ ...push, ...begun });
	}

	async function watch(push: Push): Promise<void> {
		const tally = await store.outbox.tally(push.id);
		if (!tally.some(({ end }) => end === "waiting")) {
			await tell({ ...push, state: "done", endedAt: now() }, ["running"]);
			told.delete(push.id);
			log.info({ push: push.id, tally }, "a push has ended");
			return;
		}
		const news = JSON.stringify(tally);
		if (told.get(push.id) === news) return;
		await tell(push, ["running"]);
		told.set(push.id, news);
	}

	/** The new state and what is said of it: both or neither. */
	async function tell(
		push: Push,
		from: Push["state"][],
		changed = false,
	): Promise<void> {
		const { id, state, endedAt } = push;
		const tally = await store.outbox.tally(id);
		const telling = await parts.progress(push, tally, changed);
		const entries = await store.transaction(async (tables) =>
			(await tables.pushes.change(id, from, { state, endedAt }))
				? telling(tables)
				: [],
		);
		parts.onOutgoing(entries);
	}

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
			once: null,
			again: null,
		});
		const content = contentOf(push);
		switch (content.kind) {
			case "summary": {
				const { summary } = content;
				const { recipients } = await recipientsOf(summary, recipientParts);
				const all = recipients.map(({ lines, ...recipient }): Copy => {
					const articles = lines.map(({ number }) => number);
					const call = draw(recipient.platform, articles.join(), () =>
						parts.compose.summary(push.id, summary, lines),
					);
					return { ...copy(recipient, call), articles };
				});
				return push.state === "retrying" ? failedOf(push, all) : all;
			}
			case "notice": {
				const { articles, text } = content.notice;
				const readers = await readersOf(push.issue, articles, recipientParts);
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
				const standing = await store.outbox.standing(push.issue);
				return standing.flatMap(
					({ is, takenBack, changed, messageId, platform, chat, group }) => {
						// What an earlier withdrawal changed says so already.
						if (is !== "sent" || takenBack === "no" || changed) return [];
						if (messageId === null || !adapters.has(platform)) return [];
						const call = draw(
							platform,
							messageId,
							() => parts.compose.withdrawal(what.summary),
							messageId,
						);
						const recipient = { platform, chat, title: "", group };
						return {
							...copy({ ...recipient, settings: null }, call),
							dueAt: at,
							edits: messageId,
						};
					},
				);
			}
		}
	}

	/** Only those whose copy failed get it now. */
	async function failedOf(push: Push, all: readonly Copy[]): Promise<Copy[]> {
		const failed = await store.outbox.copies(push.id, FAILED);
		const ids = new Map(
			failed.map(({ id, platform, chat }) => [`${platform} ${chat}`, id]),
		);
		return all.flatMap((copy) => {
			const again = ids.get(`${copy.platform} ${copy.chat}`);
			return again === undefined || copy.articles?.length === 0
				? []
				: { ...copy, again };
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
			const [call = {}, ...more] =
				adapters
					.get(platform)
					?.render(
						{ ...message(), answers: null, edits },
						{ platform, chat: "", topic: null },
					) ?? [];
			// Half of it would say something else.
			if (more.length > 0)
				throw new Error(`${platform} takes more than one message for a push`);
			calls.set(key, call);
			return call;
		};
	}

	async function kindOf(id: number): Promise<PushKind | undefined> {
		if (!kinds.has(id)) kinds.set(id, (await store.pushes.find(id))?.kind);
		return kinds.get(id);
	}

	return {
		start() {
			running = run();
		},
		async leavesAt({ push, edits, platform, chat, group }, at) {
			// A message that changes wakes nobody.
			if (push === undefined || edits !== undefined) return at;
			const settings = await store.chats.find(platform, chat);
			// A group that is not known by this id has moved, and the platform tells where to; of a person nothing else is kept.
			const isWanted = settings?.subscribed ?? group;
			if (!isWanted && (await kindOf(push)) === "summary") return null;
			const quiet = settings?.quiet ?? parts.quietHours;
			return outsideOf(quiet, at, parts.timeZone);
		},
		async stop() {
			stopping.abort();
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
};
