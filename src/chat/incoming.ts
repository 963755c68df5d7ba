/** What comes in from a chat, as every platform's adapter hands it over: messages, clicks, changes of a chat. */

import { z } from "zod";

/** Where something is said. */
export const Place = z.object({
	/** telegram, lark, console … */
	platform: z.string(),
	/** The chat's id on its platform. */
	chat: z.string(),
	/** The topic or thread within the chat; null outside of one. */
	topic: z.string().nullable(),
});
export type Place = z.infer<typeof Place>;

export const Person = z.object({
	id: z.string(),
	/** Empty where the platform does not tell it. */
	name: z.string(),
	/** Speaks in the name of the group itself, as its administrators may; the platform hides who it is. */
	asGroup: z.boolean().default(false),
});
export type Person = z.infer<typeof Person>;

const Common = z.object({
	/** The platform's own id, the same whenever the platform delivers it again, unique within the platform. */
	id: z.string(),
	place: Place,
	/** When the platform says that it happened, in milliseconds since 1970. */
	at: z.number(),
});

export const Message = Common.extend({
	kind: z.literal("message"),
	/** A chat between one person and the bot. */
	direct: z.boolean(),
	/** The group's name; empty for a direct chat, and where the platform has not told it yet. */
	title: z.string(),
	sender: Person,
	/** Without the bot's own name in front. */
	text: z.string(),
	/** What was sent as a file. */
	file: z.object({ id: z.string(), name: z.string() }).optional(),
	/** How the bot was spoken to; null when it was not. What is not meant for it is forgotten. */
	addressed: z.enum(["direct", "mention", "reply", "command"]).nullable(),
	/** The platform's id of the message within its chat, for answering it. */
	messageId: z.string(),
	/** The message that this one answers. */
	repliesTo: z.string().optional(),
});
export type Message = z.infer<typeof Message>;

/** A button pressed under one of the bot's messages. */
export const Click = Common.extend({
	kind: z.literal("click"),
	/** False also where the platform does not say. */
	direct: z.boolean(),
	sender: Person,
	/** What the button carried. A hostile client can send anything here. */
	action: z.string(),
	/** The bot's message under which the button stands. */
	messageId: z.string(),
});
export type Click = z.infer<typeof Click>;

/** The bot was added to a group, or may write to it or to a person again. */
export const Joined = Common.extend({
	kind: z.literal("joined"),
	direct: z.boolean(),
	title: z.string(),
});
export type Joined = z.infer<typeof Joined>;

/** The bot was removed, or a person blocked it. */
export const Left = Common.extend({ kind: z.literal("left") });
export type Left = z.infer<typeof Left>;

/** The chat goes on under another id. */
export const Moved = Common.extend({
	kind: z.literal("moved"),
	to: z.string(),
});
export type Moved = z.infer<typeof Moved>;

export const Incoming = z.discriminatedUnion("kind", [
	Message,
	Click,
	Joined,
	Left,
	Moved,
]);
export type Incoming = z.infer<typeof Incoming>;
