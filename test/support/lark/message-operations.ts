/** The operations that say something: send, reply, and the update of a card. */

import { readContent } from "./content.ts";
import type { Limiter } from "./limits.ts";
import { invalid, Refusal } from "./refusal.ts";
import type { SentLog } from "./sent.ts";
import type { Payload } from "./wire.ts";
import {
	type ChatState,
	messageOf,
	mustBeIn,
	mustStand,
	type StoredMessage,
	type World,
} from "./world.ts";

interface Parts {
	world: World;
	sent: SentLog;
	limiter: Limiter;
	now(): number;
	/** A call whose `uuid` was there before. */
	onDouble(): void;
	/** Members see it now. */
	tell(message: StoredMessage, how?: string): void;
}

export function messageOperations(parts: Parts) {
	const { world, sent, limiter, now } = parts;
	const byUuid = new Map<string, { at: number; message: StoredMessage }>();

	const say = (
		payload: Payload,
		chat: ChatState,
		{ parent, inThread }: { parent: StoredMessage | null; inThread: boolean },
	) => {
		const { type, content } = readContent(payload);
		const uuid = readUuid(payload.uuid);
		const before = uuid === null ? undefined : byUuid.get(uuid);
		if (before && now() - before.at < UUID_LIFE_MS) {
			parts.onDouble();
			return toWire(world, before.message);
		}
		limiter.chat(chat.id);
		const message = world.put(chat, {
			sender: null,
			type,
			content,
			parent,
			// "If the message to be replied to is a thread message, the reply goes to the thread by default."
			thread:
				parent && (inThread || parent.thread) ? world.threadOf(parent) : null,
		});
		if (uuid !== null) byUuid.set(uuid, { at: now(), message });
		sent.add(message, uuid);
		parts.tell(message);
		return toWire(world, message);
	};

	return {
		send(payload: Payload) {
			const chat = receiverOf(world, payload);
			mustBeIn(chat);
			return say(payload, chat, { parent: null, inThread: false });
		},

		reply(payload: Payload) {
			const parent = messageOf(world, payload.message_id);
			mustBeIn(parent.chat);
			mustStand(parent);
			const given = payload.reply_in_thread;
			if (given !== undefined && typeof given !== "boolean")
				throw invalid("reply_in_thread is no boolean");
			return say(payload, parent.chat, { parent, inThread: given === true });
		},

		patch(payload: Payload) {
			const message = messageOf(world, payload.message_id);
			mustBeIn(message.chat);
			mustStand(message);
			if (message.sender !== null)
				throw invalid("the card was sent by somebody else");
			if (message.type !== "interactive")
				throw invalid("This message is NOT a card");
			const { content } = readContent({
				msg_type: "interactive",
				content: payload.content,
			});
			if (now() - message.at > PATCHABLE_MS)
				throw new Refusal(
					230031,
					"Message can only be modified within 14 days after sending.",
				);
			limiter.message(message.id);
			message.content = content;
			message.updatedAt = now();
			sent.edited(message);
			parts.tell(message, " (edited)");
			return {};
		},
	};
}

/** "同一个 uuid 在 1 小时内至多成功发送一条消息": https://open.feishu.cn/document/server-docs/im-v1/message/create */
const UUID_LIFE_MS = 60 * 60 * 1000;

const MAX_UUID = 50;

const PATCHABLE_MS = 14 * 24 * 60 * 60 * 1000;

function readUuid(given: unknown): string | null {
	if (given === undefined || given === "") return null;
	if (typeof given !== "string" || given.length > MAX_UUID)
		throw invalid("uuid must be a string of at most 50 characters");
	return given;
}

/** @throws Refusal */
function receiverOf(world: World, payload: Payload): ChatState {
	const type = payload.receive_id_type;
	const id = String(payload.receive_id ?? "");
	if (type === "open_id") {
		const person = world.people.get(id);
		if (!person) throw invalid("invalid receive_id");
		return world.directChat(person);
	}
	if (type !== "chat_id")
		throw new Refusal(
			99992402,
			`field validation failed, ext=the fake takes no receive_id_type ${JSON.stringify(type)}`,
		);
	const chat = world.chats.get(id);
	if (!chat) throw invalid("invalid receive_id");
	return chat;
}

function toWire({ appId, tenantKey }: World, message: StoredMessage) {
	const { id, root, parent, thread, type, at, updatedAt } = message;
	return {
		message_id: id,
		...(root ? { root_id: root.id } : {}),
		...(parent ? { parent_id: parent.id } : {}),
		...(thread === null ? {} : { thread_id: thread }),
		msg_type: type,
		create_time: String(at),
		update_time: String(updatedAt),
		deleted: false,
		updated: updatedAt !== at,
		chat_id: message.chat.id,
		sender: {
			id: appId,
			id_type: "app_id",
			sender_type: "app",
			tenant_key: tenantKey,
		},
		body: { content: message.content },
	};
}
