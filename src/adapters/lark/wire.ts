/** What of Lark's events the bot reads: https://open.feishu.cn/document/server-docs/event-subscription-guide/overview */

import { z } from "zod";

/** Lark writes times in digits; a number would be as good. */
const Time = z
	.union([z.string(), z.number()])
	.transform(String)
	.optional()
	.catch(undefined);

export const Envelope = z.object({
	schema: z.literal("2.0"),
	header: z.object({
		event_id: z.string().min(1),
		event_type: z.string(),
		/** Milliseconds since 1970; of card callbacks microseconds. */
		create_time: Time,
	}),
	event: z.unknown(),
});
export type Envelope = z.infer<typeof Envelope>;

/** One part that is not as documented must not lose the rest: it is left out. */
function arrayOf<T>(part: z.ZodType<T>) {
	return z.array(z.unknown()).transform((parts): T[] =>
		parts.flatMap((one) => {
			const read = part.safeParse(one);
			return read.success ? [read.data] : [];
		}),
	);
}

/** Lark tells an id that the app may not see as null or not at all. */
const OpenId = z.object({ open_id: z.string().min(1) });

export const Mention = z.object({
	/** What stands in the text in the name's place: `@_user_1`. Empty where it cannot be read: somebody was called all the same. */
	key: z.string().catch(""),
	id: z.object({ open_id: z.string().nullish() }).nullish().catch(null),
	name: z.string().catch(""),
});
export type Mention = z.infer<typeof Mention>;

/** https://open.feishu.cn/document/server-docs/im-v1/message/events/receive */
export const MessageEvent = z.object({
	sender: z.object({
		sender_id: OpenId.nullish(),
		/** `user`; `app` for what bots say. */
		sender_type: z.string(),
	}),
	message: z.object({
		message_id: z.string().min(1),
		/** The message that this answers. */
		parent_id: z.string().nullish(),
		thread_id: z.string().nullish(),
		create_time: Time,
		chat_id: z.string().min(1),
		/** `p2p` between a person and the bot; `group`, of whatever kind. */
		chat_type: z.string(),
		message_type: z.string(),
		/** JSON; its form follows from the type. */
		content: z.string(),
		mentions: z.array(Mention.catch({ key: "", id: null, name: "" })).nullish(),
	}),
});
export type MessageEvent = z.infer<typeof MessageEvent>;

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication */
export const CardAction = z.object({
	operator: OpenId,
	action: z.object({ value: z.unknown() }),
	context: z.object({
		open_message_id: z.string().min(1),
		open_chat_id: z.string().min(1),
	}),
});
export type CardAction = z.infer<typeof CardAction>;

/** The bot was added to a group or removed, or the group was dissolved. */
export const ChatEvent = z.object({
	chat_id: z.string().min(1),
	name: z.string().nullish(),
});

/** What the bot itself put under its buttons. */
export const ButtonValue = z.object({ action: z.string() });

export const TextContent = z.object({ text: z.string() });
export const FileContent = z.object({
	file_key: z.string().min(1),
	file_name: z.string().catch(""),
});

/** Of a paragraph's parts only what is read; what has no text, as pictures, is passed over. */
const PostPart = z.object({
	tag: z.string(),
	text: z.string().optional().catch(undefined),
	/** Of `at`: the key of a mention, or `all`. */
	user_id: z.string().optional().catch(undefined),
	user_name: z.string().optional().catch(undefined),
});
export type PostPart = z.infer<typeof PostPart>;

const Post = z.object({
	title: z.string().catch(""),
	content: arrayOf(arrayOf(PostPart)),
});
/** As a client sends it; or, as a bot may, one for each language. */
export const PostContent = z.union([Post, z.record(z.string(), Post)]);
export type Post = z.infer<typeof Post>;
