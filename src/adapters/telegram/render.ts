/** The calls that say something: one, or several for what is longer than a message. */

import type { Place } from "../../chat/incoming.ts";
import { type Button, MAX_ACTION, type Outgoing } from "../../chat/reply.ts";
import type { TelegramCall } from "./call.ts";
import { split } from "./split.ts";
import { styleReply } from "./style-reply.ts";
import { cutOut, toHtml } from "./styled-text.ts";

/**
 * Edits or quotes with the first, has the buttons under the last.
 * @throws Error for a button that Telegram would refuse, and the whole message with it.
 */
export function render(
	{ reply, buttons, answers, edits }: Outgoing,
	{ topic }: Place,
): TelegramCall[] {
	const rows = keyboard(buttons);
	const styled = styleReply(reply, rows.length === 0);
	const parts = split(styled);
	const thread = topic === null ? {} : { message_thread_id: Number(topic) };
	return parts.map(([start, end], at): TelegramCall => {
		const part = cutOut(styled, start, end);
		const isFirst = at === 0;
		const isLast = at === parts.length - 1;
		const look = {
			text: toHtml(part),
			parse_mode: "HTML",
			link_preview_options: { is_disabled: true },
			// An edit without buttons takes away those that were there.
			...(isLast && rows.length > 0
				? { reply_markup: { inline_keyboard: rows } }
				: {}),
		};
		if (isFirst && edits !== null)
			return {
				method: "editMessageText",
				payload: { message_id: Number(edits), ...look },
				plain: part.text,
			};
		return {
			method: "sendMessage",
			payload: {
				...look,
				...thread,
				...(isFirst && answers !== null
					? { reply_parameters: to(answers) }
					: {}),
			},
			plain: part.text,
		};
	});
}

/** Who deleted the question has it answered all the same. */
function to(messageId: string) {
	return { message_id: Number(messageId), allow_sending_without_reply: true };
}

function keyboard(rows: readonly Button[][]) {
	return rows
		.filter((row) => row.length > 0)
		.map((row) =>
			row.map(({ label, action }) => {
				if (Buffer.byteLength(action) > MAX_ACTION)
					throw new Error(
						`the button "${label}" carries ${Buffer.byteLength(action)} bytes, and Telegram takes ${MAX_ACTION}: shorten its action`,
					);
				return { text: label, callback_data: action };
			}),
		);
}
