/** What Telegram takes for buttons: https://core.telegram.org/bots/api#inlinekeyboardmarkup */

import { badRequest } from "./refusal.ts";
import type { WireButton, WireMarkup } from "./wire.ts";

/** Undefined for no buttons. @throws Refusal */
export function readMarkup(given: unknown): WireMarkup | undefined {
	if (given === undefined || given === null) return undefined;
	if (typeof given !== "object" || given === null || Array.isArray(given))
		throw badRequest("object expected as reply markup");
	const rows = (given as { inline_keyboard?: unknown }).inline_keyboard;
	if (rows === undefined) {
		// A custom keyboard, or its removal: nothing that hangs on the message.
		const known = ["keyboard", "remove_keyboard", "force_reply"];
		if (known.some((key) => key in given) || Object.keys(given).length === 0)
			return undefined;
		throw badRequest("can't parse reply keyboard markup JSON object");
	}
	if (!Array.isArray(rows) || !rows.every(Array.isArray))
		throw badRequest(
			'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
		);
	const keyboard = rows
		.map((row: unknown[]) => row.map(readButton))
		.filter((row) => row.length > 0);
	if (keyboard.flat().length > MAX_BUTTONS)
		throw badRequest("reply markup is too long");
	return keyboard.length > 0 ? { inline_keyboard: keyboard } : undefined;
}

/** Of one message; Telegram answers REPLY_MARKUP_TOO_LONG beyond. */
const MAX_BUTTONS = 100;

const ACTIONS = [
	"url",
	"callback_data",
	"switch_inline_query",
	"switch_inline_query_current_chat",
	"switch_inline_query_chosen_chat",
	"login_url",
	"web_app",
	"copy_text",
	"callback_game",
	"pay",
];

function readButton(button: unknown): WireButton {
	if (typeof button !== "object" || button === null)
		throw badRequest("can't parse inline keyboard button: expected an Object");
	const { text, callback_data } = button as Record<string, unknown>;
	if (typeof text !== "string" || text.trim() === "")
		throw badRequest(
			'can\'t parse inline keyboard button: Field "text" must be a non-empty String',
		);
	const actions = ACTIONS.filter((action) => action in button);
	if (actions.length === 0)
		throw badRequest("Text buttons are unallowed in the inline keyboard");
	if (actions.length > 1) throw badRequest("BUTTON_TYPE_INVALID");
	if ("callback_data" in button) {
		const length =
			typeof callback_data === "string" ? Buffer.byteLength(callback_data) : 0;
		// "Data to be sent in a callback query to the bot when the button is pressed, 1-64 bytes"
		if (length < 1 || length > 64) throw badRequest("BUTTON_DATA_INVALID");
	}
	return button as WireButton;
}
