/** A message as it waits in the outbox: where it belongs, and its content in every form that Lark may take. */

import { z } from "zod";

/** `content` is JSON in a string, as Lark has it: https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json */
export const Form = z.object({
	msg_type: z.enum(["interactive", "post", "text"]),
	content: z.string(),
});
export type Form = z.infer<typeof Form>;

export const LarkCall = z.object({
	/** The bot's own card, whose place this takes; then every form is a card. */
	edits: z.string().nullable(),
	/** The message that this answers; null for what is said to the chat itself. */
	answers: z.string().nullable(),
	/** Answered within the thread of that message, where the chat's others do not see it. */
	inThread: z.boolean(),
	/** Made once, random: Lark drops what it has got under the same `uuid` already. */
	key: z.string(),
	/** The best first; the next one is for when Lark refuses the one before. */
	forms: z.array(Form).min(1),
});
export type LarkCall = z.infer<typeof LarkCall>;
