/** The chats, people and messages that the fake knows of. */

import { createHash } from "node:crypto";
import { invalid, Refusal } from "./refusal.ts";
import type { MessageType, WireIds, WireMention } from "./wire.ts";

export interface Member {
	name: string;
	ids: WireIds;
}

export interface ChatState {
	id: string;
	mode: "group" | "topic" | "p2p";
	name: string;
	/** Null where the bot itself owns it. */
	owner: Member | null;
	managers: Set<Member>;
	members: Set<Member>;
	/** Whether the bot is in it. */
	bot: boolean;
	dissolved: boolean;
}

export interface StoredMessage {
	/** Counts up through all chats: which came first. */
	n: number;
	id: string;
	chat: ChatState;
	/** Null for the bot. */
	sender: Member | null;
	at: number;
	updatedAt: number;
	type: MessageType;
	content: string;
	mentions: WireMention[];
	/** The message that it answers. */
	parent: StoredMessage | null;
	/** The one under which the thread hangs, or else the first of the chain of answers. */
	root: StoredMessage | null;
	thread: string | null;
	recalled: boolean;
}

export interface World {
	bot: Member;
	appId: string;
	tenantKey: string;
	/** The scope `im:message.group_at_msg`: in groups only what mentions the bot reaches it. */
	groupAtMsgOnly: boolean;
	people: Map<string, Member>;
	chats: Map<string, ChatState>;
	messages: Map<string, StoredMessage>;
	/** The message under which each thread hangs. */
	threads: Map<string, StoredMessage>;
	files: Map<string, Uint8Array>;
	newMember(name: string): Member;
	newChat(chat: Pick<ChatState, "mode" | "name" | "owner" | "bot">): ChatState;
	/** The chat between this person and the bot. */
	directChat(person: Member): ChatState;
	put(
		chat: ChatState,
		message: Pick<StoredMessage, "sender" | "type" | "content"> &
			Partial<Pick<StoredMessage, "mentions" | "parent" | "thread">>,
	): StoredMessage;
	/** The thread that hangs on this message; opened when there is none yet. */
	threadOf(message: StoredMessage): string;
	newId(kind: string): string;
}

export function createWorld(
	{ appId, botName }: { appId: string; botName: string },
	now: () => number,
): World {
	let ids = 0;
	let count = 0;
	/** Looks like the real ones, and is the same in each run. */
	const newId = (kind: string) => {
		const digest = createHash("md5").update(`${kind} ${++ids}`).digest("hex");
		return `${kind}_${digest}`;
	};
	const newMember = (name: string): Member => ({
		name,
		ids: {
			open_id: newId("ou"),
			union_id: newId("on"),
			user_id: newId("").slice(1, 9),
		},
	});
	const direct = new Map<Member, ChatState>();
	const bot = newMember(botName);
	bot.ids.user_id = "";
	const world: World = {
		bot,
		appId,
		tenantKey: newId("").slice(1, 17),
		groupAtMsgOnly: false,
		people: new Map(),
		chats: new Map(),
		messages: new Map(),
		threads: new Map(),
		files: new Map(),
		newId,
		newMember(name) {
			const member = newMember(name);
			world.people.set(member.ids.open_id, member);
			return member;
		},
		newChat(fields) {
			const chat: ChatState = {
				id: newId("oc"),
				managers: new Set(),
				members: new Set(fields.owner ? [fields.owner] : []),
				dissolved: false,
				...fields,
			};
			world.chats.set(chat.id, chat);
			return chat;
		},
		directChat(person) {
			const known = direct.get(person);
			if (known) return known;
			const made = world.newChat({
				mode: "p2p",
				name: "",
				owner: null,
				bot: true,
			});
			made.members.add(person);
			direct.set(person, made);
			return made;
		},
		put(chat, { mentions = [], parent = null, thread = null, ...fields }) {
			const rootOfThread = thread === null ? null : world.threads.get(thread);
			const message: StoredMessage = {
				n: ++count,
				id: newId("om"),
				chat,
				at: now(),
				updatedAt: now(),
				mentions,
				parent,
				root: rootOfThread ?? parent?.root ?? parent,
				thread,
				recalled: false,
				...fields,
			};
			world.messages.set(message.id, message);
			// In a group of topics whatever answers nothing opens one.
			if (chat.mode === "topic" && !parent) world.threadOf(message);
			return message;
		},
		threadOf(message) {
			if (message.thread === null) {
				message.thread = newId("omt");
				world.threads.set(message.thread, message);
			}
			return message.thread;
		},
	};
	return world;
}

/** @throws Refusal where the bot is not in the chat. */
export function mustBeIn(chat: ChatState): void {
	if (!chat.bot)
		throw new Refusal(
			230002,
			"The bot can not be outside the group, ext=bot is not in the chat",
		);
}

/** The message of a path. @throws Refusal */
export function messageOf(world: World, id: unknown): StoredMessage {
	const message = world.messages.get(String(id));
	if (!message) throw invalid("invalid message_id");
	return message;
}

/** @throws Refusal */
export function mustStand(message: StoredMessage): void {
	if (message.recalled) throw new Refusal(230011, "The message is recalled.");
}
