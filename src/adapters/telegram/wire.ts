/** What of Telegram's objects the bot reads: https://core.telegram.org/bots/api#available-types */

import { z } from "zod";

/** The bot itself, as `getMe` gives it. */
export const Bot = z.object({ id: z.int(), username: z.string() });
export type Bot = z.infer<typeof Bot>;

const User = z.object({
	id: z.int(),
	is_bot: z.boolean(),
	first_name: z.string(),
	last_name: z.string().optional(),
});
export type User = z.infer<typeof User>;

const Chat = z.object({
	id: z.int(),
	type: z.string(),
	title: z.string().optional(),
});
export type Chat = z.infer<typeof Chat>;

/** Offsets count UTF-16 code units, as strings do. */
const Entity = z.object({
	type: z.string(),
	offset: z.int(),
	length: z.int(),
	user: z.object({ id: z.int() }).optional(),
});
export type Entity = z.infer<typeof Entity>;

/** That a field is there is all that counts. */
const Present = z.unknown().optional();

export const Message = z.object({
	message_id: z.int(),
	message_thread_id: z.int().optional(),
	is_topic_message: z.boolean().optional(),
	from: User.optional(),
	sender_chat: Chat.optional(),
	via_bot: z.object({ id: z.int() }).optional(),
	chat: Chat,
	/** Seconds since 1970. */
	date: z.int(),
	is_automatic_forward: z.boolean().optional(),
	reply_to_message: z
		.object({
			message_id: z.int(),
			from: z.object({ id: z.int() }).optional(),
			forum_topic_created: Present,
		})
		.optional(),
	text: z.string().optional(),
	entities: z.array(Entity).optional(),
	caption: z.string().optional(),
	caption_entities: z.array(Entity).optional(),
	media_group_id: z.string().optional(),
	migrate_to_chat_id: z.int().optional(),
	migrate_from_chat_id: z.int().optional(),
	animation: Present,
	audio: Present,
	checklist: Present,
	contact: Present,
	dice: Present,
	document: z
		.object({ file_id: z.string(), file_name: z.string().catch("") })
		.optional()
		.catch({ file_id: "", file_name: "" }),
	game: Present,
	location: Present,
	paid_media: Present,
	photo: Present,
	poll: Present,
	sticker: Present,
	story: Present,
	venue: Present,
	video: Present,
	video_note: Present,
	voice: Present,
});
export type Message = z.infer<typeof Message>;

/** What people send besides text. A message with none of these and no text tells of the chat itself. */
export const CONTENT = [
	"animation",
	"audio",
	"checklist",
	"contact",
	"dice",
	"document",
	"game",
	"location",
	"paid_media",
	"photo",
	"poll",
	"sticker",
	"story",
	"venue",
	"video",
	"video_note",
	"voice",
] as const satisfies readonly (keyof Message)[];

export const CallbackQuery = z.object({
	id: z.string(),
	from: User,
	/** Of a message that Telegram has no longer, only where it stood. */
	message: z
		.object({
			message_id: z.int(),
			chat: Chat,
			message_thread_id: z.int().optional(),
			is_topic_message: z.boolean().optional(),
		})
		.optional(),
	data: z.string().optional(),
});
export type CallbackQuery = z.infer<typeof CallbackQuery>;

const Member = z.object({
	status: z.string(),
	/** Only for the restricted. */
	is_member: z.boolean().optional(),
	can_send_messages: z.boolean().optional(),
});
export type Member = z.infer<typeof Member>;

export const MemberChange = z.object({
	chat: Chat,
	date: z.int(),
	old_chat_member: Member,
	new_chat_member: Member,
});
export type MemberChange = z.infer<typeof MemberChange>;
