/** What happens when something comes in from a chat: command, question, button, or a change of the chat itself. */

import type { IsSensitive } from "../answering/sensitive.ts";
import { readWriting } from "../answering/writing.ts";
import type { FetchedFile, Standing } from "../chat/adapter.ts";
import type { Incoming, Message, Person, Place } from "../chat/incoming.ts";
import type { Desk } from "../publishing/desk.ts";
import type { IssueSummary } from "../publishing/issue-summary.ts";
import type { IsWanted } from "../publishing/wants.ts";
import type {
	ChatSettings,
	Push,
	Retention,
	Store,
	Tally,
	Wants,
} from "../store/store.ts";
import { withoutCalls } from "./calls.ts";
import { type Censored, censored } from "./censored.ts";
import { readCommand, SHORT_FOR } from "./command.ts";
import { runCommand } from "./commands/run-command.ts";
import { isStaff } from "./commands/staff.ts";
import {
	type Conversation,
	keep,
	recall,
	SILENCE,
	talkOf,
} from "./conversations.ts";
import { bringInFile, bringInText, isPasted } from "./desk/bring-in.ts";
import { deskTurn } from "./desk/desk-turn.ts";
import { readOrder } from "./desk/read-order.ts";
import {
	isAboutDesk,
	readSpokenOrder,
	soundsLikeOrder,
} from "./desk/spoken-order.ts";
import { tellProgress } from "./desk/tell-progress.ts";
import { drawView } from "./draw-view.ts";
import type { Gate } from "./gate.ts";
import { joined, left, moved } from "./membership.ts";
import { NOTHING, type Outcome, PRIORITY, type Saying } from "./outcome.ts";
import { press } from "./press.ts";
import { listTurn, type QuestionParts, questionTurn } from "./question-turn.ts";
import { sensitiveReply, wordingFor } from "./replies/compose-reply.ts";
import type { Audience } from "./replies/push-reply.ts";
import { plainReply } from "./replies/reply-parts.ts";
import { readKept } from "./shown.ts";
import { readSpokenSetting } from "./spoken-settings.ts";
import type { Turn } from "./turn.ts";

export interface BotParts extends QuestionParts {
	/** What the bot is called in a chat. */
	name: string;
	store: Store;
	retention: Retention;
	gate: Gate;
	/** Where staff prepare issues. */
	desk: Desk;
	/** Whom a push would go to at that time. */
	audience(summary: IssueSummary, dueAt: number): Promise<Audience>;
	isWanted: IsWanted;
	/** What stands behind 订阅; the word that is neither place nor kind. */
	readWants(words: string): Wants | { unknown: string };
	/** So many members of staff have to approve a push. */
	approvers: number;
	timeZone: string;
	/** Those that are switched on. */
	platforms: readonly string[];
	/** What somebody sent as a file. Never throws. */
	fetchFile(message: Message): Promise<FetchedFile>;
	/** Ids of staff by platform. */
	staff: Readonly<Record<string, readonly string[]>>;
	/** Settings of a chat that has none of its own. */
	defaults: ChatSettings;
	standingOf(
		place: Place,
		person: Person,
		withinMs?: number,
	): Promise<Standing>;
	/** For how long a platform lets a message be changed, in milliseconds. */
	editableMs(platform: string): number;
	/** Whether a platform shows everybody how many found an answer useful. */
	showsVotes(platform: string): boolean;
	/** Shows that an answer is on its way. */
	showWorking(place: Place): void;
	/** Subjects that the bot does not speak about. */
	isSensitive: IsSensitive;
	/** Somebody asked more than the limits allow. */
	onLimited(platform: string): void;
	onVoted(useful: boolean): void;
}

export interface Bot {
	/**
	 * What is to be said and written. Writes nothing that may not be written twice, so that it can be asked again after a
	 * crash. @throws whatever goes wrong: the caller tries again.
	 */
	handle(event: Incoming): Promise<Outcome>;
	/** What is said to whoever sent something that failed again and again. */
	apologise(event: Incoming): Outcome;
	/** What is said when a platform let nobody see what the bot said, for what it says. */
	censored(message: Censored): Promise<Outcome>;
	/** What is said to whoever approved a push, when it has come further. */
	progress(
		push: Push,
		tally: readonly Tally[],
		changed: boolean,
	): Promise<Outcome>;
}

export function createBot(parts: BotParts): Bot {
	return {
		async handle(event) {
			switch (event.kind) {
				case "message":
					return respond(event, parts);
				case "click":
					return press(event, parts);
				case "joined":
					return joined(event, parts);
				case "left":
					return left(event, parts);
				case "moved":
					return moved(event, parts);
			}
		},
		apologise(event) {
			const { failed } = parts.wording();
			if (event.kind === "click") return { ...NOTHING, notice: failed };
			if (event.kind !== "message" || event.addressed === null) return NOTHING;
			return say(event, { reply: plainReply("clarify", failed) }, parts);
		},
		censored: (message) => censored(message, parts),
		progress: (push, tally, changed) =>
			tellProgress(push, tally, changed, parts),
	};
}

async function respond(message: Message, parts: BotParts): Promise<Outcome> {
	const { id, place, direct, sender, at } = message;
	const person = parts.store.personKey(place.platform, sender.id);
	const overheard = message.addressed === null;
	// An issue may have many pages, which are sent one behind the other.
	const admission =
		direct && isStaff(message, parts)
			? "admitted"
			: parts.gate.message({ id, place, direct, person, overheard, at });
	if (admission !== "admitted") parts.onLimited(place.platform);
	if (admission === "silent") return NOTHING;
	const { traditional } = readWriting(message.text);
	const wording = wordingFor(traditional, parts);
	const line = (status: "not_found" | "clarify", text: string): Turn => ({
		reply: plainReply(status, text),
	});
	if (admission !== "admitted") {
		// Nobody asked for a notice who did not speak to the bot.
		if (overheard) return NOTHING;
		return say(message, line("clarify", wording.limited[admission]), parts);
	}
	if (!overheard) parts.showWorking(place);
	const talk = talkOf(place, person);
	const now = parts.now().getTime();
	// What members say to each other goes on with nothing that the bot said.
	const conversation = overheard
		? SILENCE
		: await aboutRepliedTo(
				message,
				await recall(parts.store.conversations, talk, now),
				parts,
			);
	const turn = await takeTurn();
	// In a group anyone's commands are heard, and this one may be another bot's.
	if (turn.perhapsNotForUs && message.addressed === "command") return NOTHING;
	// Who talks to the others is answered where the paper has it, and left alone where it has not.
	if (overheard && turn.reply.status !== "answered") return NOTHING;
	return say(message, turn, parts, person);

	async function takeTurn(): Promise<Turn> {
		const text = withoutCalls(message.text);
		const call = { message, conversation, person, wording, parts };
		if (message.file && direct) return bringInFile(call, message.file);
		if (text.trim() === "")
			return message.addressed === "mention"
				? { reply: plainReply("small_talk", wording.small_talk.greeting) }
				: line("clarify", wording.only_text);
		const atTheirDesk = direct && isStaff(message, parts);
		const spoken = atTheirDesk ? readSpokenOrder(text) : null;
		const order = overheard ? null : (spoken ?? readOrder(text));
		if (order) return deskTurn(order, call);
		const said =
			readCommand(message.text) ??
			readCommand(text) ??
			readSpokenSetting(text, parts.readWants);
		const pasted = isPasted(call, { isCommand: said !== null });
		if (pasted && atTheirDesk) return bringInText(call);
		if (parts.isSensitive(text)) return { reply: sensitiveReply(text, parts) };
		const ask = (question: string, shortFor = false) =>
			questionTurn(question, conversation, { traditional, shortFor }, parts);
		const command = overheard ? null : said;
		if (command === null) {
			if (atTheirDesk && soundsLikeOrder(text))
				return deskTurn({ do: "unclear" }, call);
			const turn = ask(text);
			const isLost = turn.reply.status === "not_found" && atTheirDesk;
			return isLost && isAboutDesk(text)
				? deskTurn({ do: "unclear" }, call)
				: turn;
		}
		if (command.name === "ask")
			return command.words === ""
				? line("clarify", wording.commands.ask_empty)
				: ask(command.words);
		const question =
			command.name === "unknown" ? undefined : SHORT_FOR[command.name];
		if (question !== undefined) return ask(question, true);
		const { open } = conversation;
		if (command.name === "more" && open !== null && "list" in open)
			return listTurn(open, conversation, traditional, parts);
		return runCommand(command, { ...call, traditional });
	}
}

/** Who answers one of the bot's messages, and asked nothing before, asks about what stands in it. */
async function aboutRepliedTo(
	{ place, repliesTo }: Message,
	conversation: Conversation,
	{ store, shelf }: BotParts,
): Promise<Conversation> {
	if (repliesTo === undefined || conversation.questions.length > 0)
		return conversation;
	const content = await store.answers.inMessage(place, repliesTo);
	const kept = content === null ? null : readKept(content);
	if (!kept) return conversation;
	const [first] = kept.articles;
	const at = kept.view.of === "article" ? kept.view.at : 0;
	const shown = [...kept.articles, ...kept.related];
	const article = shelf.find(shown[at] ?? first ?? "");
	return article
		? { ...conversation, questions: [article.title], shown }
		: conversation;
}

/** Makes the turn known: to the chat, and to what the bot remembers. */
function say(
	message: Message,
	turn: Turn,
	parts: BotParts,
	person?: string,
): Outcome {
	const { place, direct, messageId } = message;
	const { platform, chat } = place;
	const now = parts.now().getTime();
	const inFront = ({
		reply,
		buttons,
	}: NonNullable<Turn["before"]>): Saying => ({
		place,
		group: !direct,
		priority: PRIORITY.answer,
		shown: null,
		outgoing: () => ({ reply, buttons, answers: null, edits: null }),
	});
	const shown = turn.shown
		? {
				...turn.shown.shown,
				first: turn.shown.view,
				view: turn.shown.view,
				asked: messageId,
				group: !direct,
			}
		: null;
	return {
		notice: null,
		status: turn.counts ? turn.reply.status : null,
		says: [
			...(turn.before ? [inFront(turn.before)] : []),
			{
				place,
				group: !direct,
				priority: PRIORITY.answer,
				shown,
				outgoing: (answer) => ({
					reply: turn.reply,
					buttons: turn.buttons ?? buttonsOf(turn, answer, parts),
					answers: messageId,
					edits: null,
				}),
			},
			...(turn.besides ?? []),
		],
		async save(tables) {
			if (!direct) await knowGroup();
			await turn.save?.(tables);
			if (turn.counts) await tables.counters.add(turn.reply.status, now);
			if (person === undefined || turn.conversation === undefined) return;
			const talk = talkOf(place, person);
			if (turn.conversation === null) await tables.conversations.forget(talk);
			else await keep(tables.conversations, talk, turn.conversation, now);

			/** Groups that had the bot before it remembered anything are known from the first word on. */
			async function knowGroup(): Promise<void> {
				const known = await tables.chats.find(platform, chat);
				const named = message.title === "" || known?.title === message.title;
				if (known?.active && named) return;
				await tables.chats.join(
					{ platform, chat, title: message.title, group: true },
					now,
				);
				if (!known) await tables.chats.change(platform, chat, parts.defaults);
			}
		},
	};
}

function buttonsOf(turn: Turn, answer: number | null, parts: BotParts) {
	if (!turn.shown || answer === null) return [];
	const { shown, view } = turn.shown;
	const wording = wordingFor(shown.traditional, parts);
	const drawn = drawView(shown, view, parts.shelf.find, wording);
	return drawn?.buttons(answer) ?? [];
}
