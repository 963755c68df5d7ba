/** Somebody speaking at one place: writes, answers, sends files and pictures. */

import { show } from "./shown.ts";
import {
	hangsOn,
	type Place,
	type Said,
	type Stage,
	type Target,
} from "./stage.ts";
import type { MessageType, WireMessageEvent } from "./wire.ts";
import type { Member, StoredMessage } from "./world.ts";
import { asPost, asText, write } from "./written.ts";

export interface Voice {
	/** `@bot`, `@所有人` and `@` with a member's name are mentions. */
	says(text: string): Said;
	repliesTo(target: Target, text: string): Said;
	/** Formatted text, in which each line is a paragraph; or the elements themselves. */
	sendsPost(post: {
		title?: string;
		text?: string;
		content?: object[][];
	}): Said;
	sendsFile(file: { name: string; content: Uint8Array | string }): Said;
	sendsImage(image?: { content?: Uint8Array }): Said;
	sendsSticker(): Said;
	/** Anything else that a message may be. */
	sends(type: MessageType, content: object): Said;
}

type Fields = Pick<StoredMessage, "type" | "content"> &
	Partial<Pick<StoredMessage, "mentions" | "parent">>;

export function createVoice(
	stage: Stage,
	author: Member,
	place: () => Place,
): Voice {
	const { world } = stage;
	const put = (fields: Fields): Said => {
		const { chat, thread } = place();
		const parent = fields.parent ?? thread;
		const message = world.put(chat, {
			...fields,
			sender: author,
			parent,
			thread: thread ? world.threadOf(thread) : (parent?.thread ?? null),
		});
		const { n, id } = message;
		const { text } = shown(message);
		stage.transcript.note(
			chat,
			`#${n} ${author.name}${hangsOn(message)}: ${text}`,
		);
		const event = reachesBot(stage, message)
			? stage.emit("im.message.receive_v1", toEvent(stage, author, message))
			: null;
		return { messageId: id, message, event };
	};
	const writes = (text: string) => write(world, place().chat, text);
	const keep = (kind: string, content: Uint8Array) => {
		const key = world.newId(kind);
		world.files.set(key, content);
		return key;
	};
	const says = (text: string, parent: StoredMessage | null): Said => {
		const written = writes(text);
		const { mentions } = written;
		return put({ type: "text", content: asText(written), mentions, parent });
	};
	return {
		says: (text) => says(text, null),
		repliesTo: ({ message }, text) => says(text, message),
		sendsPost({ title = "", text = "", content }) {
			if (content)
				return put({
					type: "post",
					content: JSON.stringify({ title, content }),
				});
			const written = writes(text);
			const { mentions } = written;
			return put({ type: "post", content: asPost(title, written), mentions });
		},
		sendsFile({ name, content }) {
			const file_key = keep("file_v3", Buffer.from(content));
			const file = { file_key, file_name: name };
			return put({ type: "file", content: JSON.stringify(file) });
		},
		sendsImage({ content = new Uint8Array([0xff, 0xd8]) } = {}) {
			const image = { image_key: keep("img_v3", content) };
			return put({ type: "image", content: JSON.stringify(image) });
		},
		sendsSticker() {
			const sticker = { file_key: keep("sticker", new Uint8Array()) };
			return put({ type: "sticker", content: JSON.stringify(sticker) });
		},
		sends: (type, content) => put({ type, content: JSON.stringify(content) }),
	};
}

function shown({ type, content, mentions }: StoredMessage) {
	const plain = show(type, content, (id) => id);
	const named = plain.text.replace(/@_user_\d+/g, (key) => {
		const mention = mentions.find((one) => one.key === key);
		return mention ? `@${mention.name}` : key;
	});
	return { text: named.replaceAll("@_all", "@所有人") };
}

/** https://open.feishu.cn/document/server-docs/im-v1/message/events/receive */
function reachesBot({ world }: Stage, message: StoredMessage): boolean {
	const { chat, mentions } = message;
	if (!chat.bot) return false;
	if (chat.mode === "p2p" || !world.groupAtMsgOnly) return true;
	return mentions.some(({ id }) => id.open_id === world.bot.ids.open_id);
}

function toEvent(
	{ world }: Stage,
	author: Member,
	message: StoredMessage,
): WireMessageEvent {
	const { id, root, parent, thread, at, chat, type, content, mentions } =
		message;
	return {
		sender: {
			sender_id: author.ids,
			sender_type: "user",
			tenant_key: world.tenantKey,
		},
		message: {
			message_id: id,
			...(root ? { root_id: root.id } : {}),
			...(parent ? { parent_id: parent.id } : {}),
			...(thread === null ? {} : { thread_id: thread }),
			create_time: String(at),
			update_time: String(at),
			chat_id: chat.id,
			chat_type: chat.mode === "p2p" ? "p2p" : "group",
			message_type: type,
			content,
			...(mentions.length > 0 ? { mentions } : {}),
		},
	};
}
