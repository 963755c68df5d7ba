/** A chat with the bot over the tests' paper, spoken to line by line, its buttons pressed. */

import { readFileSync } from "node:fs";
import { onTestFinished } from "vitest";
import { parse } from "yaml";
import { createIsSensitive } from "../../src/answering/sensitive.ts";
import { createShelf } from "../../src/answering/shelf.ts";
import { type Bot, createBot } from "../../src/bot/bot.ts";
import { createGate } from "../../src/bot/gate.ts";
import type { Outcome } from "../../src/bot/outcome.ts";
import { createToTraditional } from "../../src/bot/traditional.ts";
import { Wording } from "../../src/bot/wording.ts";
import type {
	Click,
	Incoming,
	Message,
	Place,
} from "../../src/chat/incoming.ts";
import type { Outgoing, Reply } from "../../src/chat/reply.ts";
import type { Article } from "../../src/knowledge/article.ts";
import { createGazetteer } from "../../src/knowledge/gazetteer.ts";
import { openDesk } from "../../src/open-desk.ts";
import { recipientsOf } from "../../src/publishing/recipients.ts";
import { createIsWanted, createReadWants } from "../../src/publishing/wants.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Retention, Store } from "../../src/store/store.ts";
import { answererOver, PAPER } from "../answering/paper.ts";
import { tempFolder } from "../support/temp-folder.ts";

export const WORDING: Wording = Wording.parse(
	parse(
		readFileSync(new URL("../../config/wording.yml", import.meta.url), "utf8"),
	),
);

export const RETENTION: Retention = {
	inboxHours: 24,
	answersDays: 30,
	unansweredDays: 90,
	feedbackDays: 365,
	auditDays: 730,
	countersDays: 400,
};

export interface Chat {
	bot: Bot;
	store: Store;
	place: Place;
	/** What the bot answers to a member; fails where it stays silent. */
	say(text: string, member?: string): Promise<Reply>;
	/** What the bot does with anything that comes in, written down as in use. */
	handle(event: Incoming): Promise<{ said: Outgoing[]; outcome: Outcome }>;
	/** Presses a button of the bot's last message; the message as it is then, and the notice. */
	press(
		label: string,
		member?: string,
	): Promise<{ reply: Reply; notice: string | null }>;
	/** What a button of the bot's last message carries. */
	actionOf(label: string): string;
	/** Sends what a button carries, as a client may also long after, or forged. */
	click(
		action: string,
		member?: string,
		more?: Partial<Click>,
	): Promise<{ said: Outgoing[]; notice: string | null }>;
	/** A message as a member of the group writes it. */
	message(text: string, more?: Partial<Message>): Message;
	/** Labels of the last message's buttons. */
	buttons(): string[][];
	/** Where the issues stand that are brought in. */
	knowledgeDir: string;
	/** Lets time pass. */
	wait(minutes: number): void;
	/** The paper from now on. */
	prints(articles: readonly Article[]): void;
}

export interface ChatOptions {
	articles?: readonly Article[];
	sensitive?: readonly string[];
	/** A direct chat with the bot instead of a group. */
	direct?: boolean;
	administrators?: readonly string[];
	staff?: readonly string[];
	limits?: { personPerMinute: number; groupPerMinute: number };
	/** The platform shows everybody how many found an answer useful. */
	showsVotes?: boolean;
	editableMs?: number;
	/** Whether the platform says who decides for a group. */
	telling?: boolean;
	/** Of a push. */
	approvers?: number;
	/** What is sent as a file, by its id. */
	files?: Readonly<Record<string, string | Uint8Array>>;
}

export async function startChat({
	articles = PAPER,
	sensitive = [],
	direct = false,
	administrators = [],
	staff = [],
	limits = { personPerMinute: 1000, groupPerMinute: 1000 },
	showsVotes = false,
	editableMs = Number.POSITIVE_INFINITY,
	telling = true,
	approvers = 1,
	files = {},
}: ChatOptions = {}): Promise<Chat> {
	let now = Date.parse("2023-03-20T02:00:00Z");
	let printed = articles;
	let answerer = answererOver(printed);
	let count = 0;
	let last: Outgoing | null = null;
	const place: Place = { platform: "test", chat: "group", topic: null };
	const clock = () => new Date(now);
	const store = await openStore(":memory:", { retention: RETENTION });
	const knowledgeDir = await tempFolder();
	onTestFinished(() => store.close());
	const gazetteer = createGazetteer();
	const isWanted = createIsWanted(gazetteer);
	const desk = openDesk({
		knowledgeDir,
		phrases: () => [],
		now: clock,
		onPublic: async () => {},
	});
	const bot = createBot({
		name: "工会小助手",
		desk,
		isWanted,
		readWants: createReadWants(gazetteer),
		approvers,
		timeZone: "Asia/Shanghai",
		platforms: ["test"],
		audience: async (summary) => ({
			...(await recipientsOf(summary, {
				store,
				platforms: ["test"],
				isWanted,
			})),
			quiet: 0,
		}),
		fetchFile: async ({ file }) => {
			const content = files[file?.id ?? ""];
			return content === undefined
				? { problem: "failed", why: "no such file" }
				: { bytes: Buffer.from(content) };
		},
		answerer: { answer: (question) => answerer.answer(question) },
		shelf: createShelf(() => printed),
		store,
		retention: RETENTION,
		gate: createGate({
			...limits,
			groupPerMinute: () => limits.groupPerMinute,
		}),
		showsVotes: () => showsVotes,
		showWorking() {},
		staff: { test: staff },
		defaults: {
			listens: "addressed",
			subscribed: false,
			wants: { places: [], kinds: [] },
			quiet: null,
		},
		standingOf: async (_place, { id, asGroup }) => {
			if (!telling) return "unknown";
			return asGroup || administrators.includes(id)
				? "administrator"
				: "member";
		},
		editableMs: () => editableMs,
		isSensitive: createIsSensitive(sensitive),
		onLimited() {},
		onVoted() {},
		wording: () => WORDING,
		now: clock,
		toTraditional: createToTraditional(),
	});

	const sender = (name: string) => ({ id: name, name, asGroup: false });
	const message = (text: string, more: Partial<Message> = {}): Message => ({
		kind: "message",
		id: `m${++count}`,
		place,
		at: now,
		direct,
		title: direct ? "" : "车间群",
		sender: sender("小陈"),
		text,
		addressed: direct ? "direct" : "mention",
		messageId: String(count),
		...more,
	});

	async function handle(event: Incoming) {
		const outcome = await bot.handle(event);
		const said = await store.transaction(async (tables) => {
			await outcome.save(tables);
			const sayings: Outgoing[] = [];
			for (const {
				shown,
				answer: kept = null,
				place: at,
				outgoing,
			} of outcome.says) {
				const content = JSON.stringify(shown);
				const answer = shown
					? await tables.answers.add({ place: at, content }, now)
					: kept;
				sayings.push(outgoing(answer));
			}
			return sayings;
		});
		last = said.at(-1) ?? last;
		return { said, outcome };
	}

	function actionOf(label: string): string {
		const button = last?.buttons.flat().find((one) => one.label === label);
		if (!button)
			throw new Error(
				`no button “${label}” in ${JSON.stringify(last?.buttons)}`,
			);
		return button.action;
	}

	async function click(
		action: string,
		member = "小陈",
		more: Partial<Click> = {},
	) {
		const { said, outcome } = await handle({
			kind: "click",
			id: `c${++count}`,
			place,
			at: now,
			direct,
			sender: sender(member),
			action,
			messageId: "1",
			...more,
		});
		return { said, notice: outcome.notice };
	}

	return {
		bot,
		store,
		knowledgeDir,
		place,
		handle,
		message,
		actionOf,
		click,
		async say(text, member = "小陈") {
			const { said } = await handle(message(text, { sender: sender(member) }));
			if (!said[0]) throw new Error("the bot stayed silent");
			return said[0].reply;
		},
		async press(label, member) {
			const { notice } = await click(actionOf(label), member);
			if (!last) throw new Error("nothing was ever said");
			return { reply: last.reply, notice };
		},
		buttons: () =>
			last?.buttons.map((row) => row.map(({ label }) => label)) ?? [],
		wait(minutes) {
			now += minutes * 60_000;
		},
		prints(anew) {
			printed = anew;
			answerer = answererOver(printed);
		},
	};
}
