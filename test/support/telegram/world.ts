/** The chats, people and messages that the fake knows of, and who may write where. */

import { badRequest, forbidden } from "./refusal.ts";
import type {
	WireChat,
	WireMember,
	WireMessage,
	WireUpdate,
	WireUser,
} from "./wire.ts";

export interface World {
	bot: WireUser;
	/** Bots see only what concerns them in groups, unless they are administrators. */
	privacy: boolean;
	users: Map<number, WireUser>;
	deletedAccounts: Set<number>;
	chats: Map<number, ChatState>;
	/** Seconds since 1970, as messages are dated. */
	date(): number;
	newGroupId(type: "group" | "supergroup"): number;
	/** Puts a message into a chat, numbered and dated. */
	put(
		chat: ChatState,
		message: Omit<WireMessage, "message_id" | "chat" | "date">,
	): WireMessage;
}

export interface ChatState {
	wire: WireChat;
	members: Map<number, WireMember>;
	topics: Map<number, Topic>;
	/** What stands in the chat; deleted messages are gone. Empty in the cheap mode. */
	messages: Map<number, WireMessage>;
	lastMessageId: number;
	/** Only counted, not kept: for benches. */
	cheap: boolean;
	movedTo: number | null;
}

export interface Topic {
	name: string;
	closed: boolean;
	created: WireMessage;
}

export type SendUpdate = (
	update: Omit<WireUpdate, "update_id">,
) => WireUpdate | null;

export function createWorld(bot: WireUser, now: () => number): World {
	let groups = 0;
	const date = () => Math.floor(now() / 1000);
	return {
		bot,
		privacy: true,
		users: new Map([[bot.id, bot]]),
		deletedAccounts: new Set(),
		chats: new Map(),
		date,
		newGroupId(type) {
			groups++;
			// Supergroups have ids below -1000000000000, as clients tell them apart by.
			return type === "group"
				? -(4000 + groups)
				: -(1_002_000_000_000 + groups);
		},
		put(chat, message) {
			const stored: WireMessage = {
				message_id: ++chat.lastMessageId,
				chat: chat.wire,
				date: date(),
				...message,
			};
			if (!chat.cheap) chat.messages.set(stored.message_id, stored);
			return stored;
		},
	};
}

export function newChat(wire: WireChat, cheap: boolean): ChatState {
	return {
		wire,
		members: new Map(),
		topics: new Map(),
		messages: new Map(),
		lastMessageId: 0,
		cheap,
		movedTo: null,
	};
}

/** The chat of a `chat_id`. @throws Refusal where the bot has no access to it. */
export function accessibleChat(world: World, given: unknown): ChatState {
	if (given === undefined || given === null || given === "")
		throw badRequest("chat_id is empty");
	const id = Number(given);
	const chat = world.chats.get(id);
	if (world.deletedAccounts.has(id)) throw forbidden("user is deactivated");
	if (!chat) {
		if (id !== world.bot.id && world.users.has(id))
			throw forbidden("bot can't initiate conversation with a user");
		throw badRequest("chat not found");
	}
	if (chat.movedTo !== null)
		throw badRequest("group chat was upgraded to a supergroup chat", {
			migrate_to_chat_id: chat.movedTo,
		});
	const status = chat.members.get(world.bot.id)?.status;
	const { type } = chat.wire;
	if (type === "private") {
		if (status === undefined)
			throw forbidden("bot can't initiate conversation with a user");
		if (status === "kicked") throw forbidden("bot was blocked by the user");
		return chat;
	}
	if (status === "kicked")
		throw forbidden(`bot was kicked from the ${type} chat`);
	if (status === undefined || status === "left")
		throw forbidden(`bot is not a member of the ${type} chat`);
	return chat;
}

/** @throws Refusal where the bot may look but not speak. */
export function mustBeAllowedToSend(world: World, chat: ChatState): void {
	const member = chat.members.get(world.bot.id);
	if (member?.status === "restricted" && member.can_send_messages === false)
		throw badRequest("not enough rights to send text messages to the chat");
}
