/** A message as it waits in the outbox: a call of the Bot API without its chat, and the same in plain text. */

import { z } from "zod";

export const TelegramCall = z.object({
	method: z.enum(["sendMessage", "editMessageText"]),
	/** Its `text` is HTML. */
	payload: z.looseObject({
		text: z.string(),
		message_id: z.int().optional(),
		message_thread_id: z.int().optional(),
		reply_parameters: z
			.object({
				message_id: z.int(),
				allow_sending_without_reply: z.boolean(),
			})
			.optional(),
	}),
	/** What is sent when Telegram cannot read the HTML. */
	plain: z.string(),
});
export type TelegramCall = z.infer<typeof TelegramCall>;
