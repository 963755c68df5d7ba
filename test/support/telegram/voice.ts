/** Somebody speaking at one place: writes, answers, sends pictures. */

import { findEntities } from "./found-entities.ts";
import { withoutReply } from "./message-methods.ts";
import { type Place, reachesBot, type Said, type Stage } from "./stage.ts";
import type { WireMessage } from "./wire.ts";

export interface Voice {
	/** `@bot` stands for the bot's user name. */
	says(text: string): Said;
	repliesTo(target: { message: WireMessage }, text: string): Said;
	sendsFile(file: { name: string; content: Uint8Array | string }): Said;
	sendsPhoto(photo?: { caption?: string; content?: Uint8Array }): Said;
	sendsSticker(): Said;
	/** Anything else that a message may be; see https://core.telegram.org/bots/api#message */
	sends(fields: Partial<WireMessage>): Said;
}

export interface Author {
	name: string;
	/** What tells Telegram's readers who speaks. */
	fields: Partial<WireMessage>;
	/** Bots do not see other bots, unless both were set up to. */
	hidden: boolean;
}

export function createVoice(
	stage: Stage,
	author: Author,
	place: () => Place,
): Voice {
	const { world } = stage;
	const put = (fields: Partial<WireMessage>): Said => {
		const { chat, thread } = place();
		const topic = thread === null ? undefined : chat.topics.get(thread);
		const message = world.put(chat, {
			...author.fields,
			...(thread === null
				? {}
				: { message_thread_id: thread, is_topic_message: true }),
			// Whatever stands in a topic hangs on the message that opened it.
			...(topic ? { reply_to_message: topic.created } : {}),
			...fields,
		});
		stage.transcript.note(chat, `${author.name}: ${gist(message)}`);
		const shown = !author.hidden && reachesBot(world, chat, message);
		return { message, update: shown ? stage.send({ message }) : null };
	};
	return {
		says: (text) => put(written(stage, text)),
		repliesTo({ message }, text) {
			const { chat } = place();
			// In a supergroup without topics a chain of replies is a thread, too, but no topic.
			const thread =
				chat.wire.type === "supergroup" && !chat.wire.is_forum
					? {
							message_thread_id:
								message.message_thread_id ?? message.message_id,
						}
					: {};
			const now = chat.messages.get(message.message_id) ?? message;
			return put({
				...thread,
				...written(stage, text),
				reply_to_message: withoutReply(now),
			});
		},
		sendsFile({ name: file_name, content }) {
			const file_id = `document-${stage.files.size + 1}`;
			stage.files.set(file_id, Buffer.from(content));
			const file_unique_id = `unique-${file_id}`;
			return put({ document: { file_id, file_unique_id, file_name } });
		},
		sendsPhoto({ caption, content = new Uint8Array([0xff, 0xd8]) } = {}) {
			const file_id = `photo-${stage.files.size + 1}`;
			stage.files.set(file_id, content);
			const size = { width: 800, height: 600, file_size: content.length };
			const photo = [{ file_id, file_unique_id: `unique-${file_id}`, ...size }];
			if (caption === undefined) return put({ photo });
			const { text, entities } = written(stage, caption);
			return put({
				photo,
				caption: text,
				...(entities ? { caption_entities: entities } : {}),
			});
		},
		sendsSticker: () =>
			put({ sticker: { file_id: "sticker", emoji: "👍", type: "regular" } }),
		sends: put,
	};
}

/** The text with the entities that Telegram finds in it. */
export function written(
	{ world }: Stage,
	given: string,
): { text: string; entities?: NonNullable<WireMessage["entities"]> } {
	const text = given.replace(/@bot(?!\w)/g, `@${world.bot.username}`);
	const entities = findEntities(text);
	return entities.length > 0 ? { text, entities } : { text };
}

function gist(message: WireMessage): string {
	const text = message.text ?? message.caption;
	const { photo, sticker, document } = message;
	const what = document
		? `(file ${document.file_name}) `
		: photo
			? "(photo) "
			: sticker
				? "(sticker) "
				: "";
	return `${what}${text ?? ""}`.trim() || "(service message)";
}
