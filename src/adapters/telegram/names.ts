/** What people and chats are called. */

import type { Chat, User } from "./wire.ts";

/** Telegram's own limits; a forged update may hold anything. */
const MAX_NAME = 130;
const MAX_TITLE = 255;

export function nameOf({ first_name, last_name }: User): string {
	const name = [first_name, last_name].filter(Boolean).join(" ");
	return shortened(name, MAX_NAME);
}

/** Empty for a direct chat. */
export function titleOf({ type, title = "" }: Chat): string {
	return type === "private" ? "" : shortened(title, MAX_TITLE);
}

/** Half a pair at the end would be no character. */
function shortened(text: string, max: number): string {
	return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, "");
}
