/** Whether a message is for the bot, and what it says without the bot's name. */

import type { Bot, Entity, Message } from "./wire.ts";

export interface Heard {
	addressed: "mention" | "reply" | "command" | null;
	/** Without the bot's name, wherever it stood. */
	text: string;
}

/** Null for a command that is another bot's. */
export function hear(message: Message, bot: Bot): Heard | null {
	const text = message.text ?? message.caption ?? "";
	const entities = message.entities ?? message.caption_entities ?? [];
	const command = COMMAND.exec(text);
	const whose = command?.[2]?.toLowerCase();
	if (whose !== undefined && whose !== bot.username.toLowerCase()) return null;
	const mentions = findMentions(text, entities, bot);
	const spoken = without(text, mentions);
	return {
		addressed:
			// A command with the bot's name behind it is for nobody else.
			mentions.length > 0 || whose !== undefined
				? "mention"
				: command
					? "command"
					: isReplyTo(bot, message)
						? "reply"
						: null,
		text: whose === undefined ? spoken : spoken.replace(COMMAND, "$1"),
	};
}

/**
 * Commands are looked for in the text itself: Telegram finds none in `/ask体检`, which members write and clearly mean.
 * A path like `/usr/bin` is none.
 */
const COMMAND = /^(\/[a-z0-9_]{1,64})(?:@([a-z0-9_]{3,32}))?(?![a-z0-9_/@])/i;

type Range = [start: number, end: number];

function findMentions(
	text: string,
	entities: readonly Entity[],
	bot: Bot,
): Range[] {
	const name = `@${bot.username}`.toLowerCase();
	const marked = entities
		.filter(({ type, offset, length, user }) =>
			type === "text_mention"
				? user?.id === bot.id
				: type === "mention" &&
					text.slice(offset, offset + length).toLowerCase() === name,
		)
		.map(({ offset, length }): Range => [offset, offset + length])
		.filter(([start, end]) => start >= 0 && end > start && end <= text.length);
	return [...marked, ...unmarked(text, entities, name)].sort(
		([a], [b]) => a - b,
	);
}

/**
 * The bot's name where Telegram sees none because a Chinese character touches it: `请问@our_bot哪里能体检`.
 * It shows such messages only to bots that may read everything, so that there is nothing to lose.
 */
function unmarked(
	text: string,
	entities: readonly Entity[],
	name: string,
): Range[] {
	const found: Range[] = [];
	const folded = foldAscii(text);
	for (
		let start = folded.indexOf(name);
		start >= 0;
		start = folded.indexOf(name, start + name.length)
	) {
		const end = start + name.length;
		const before = text.slice(0, start).slice(-1);
		const after = text[end] ?? "";
		const inside = entities.some(
			({ offset, length }) => offset < end && start < offset + length,
		);
		if (!inside && !/[\w@./-]/.test(before + after) && HAN.test(before + after))
			found.push([start, end]);
	}
	return found;
}

const HAN = /\p{Script=Han}/u;

/** Lower case without changing a length, as `İ` does. */
function foldAscii(text: string): string {
	return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** In a forum every message "replies" to the one that opened its topic, which may be the bot's own. */
function isReplyTo(bot: Bot, message: Message): boolean {
	const {
		reply_to_message: target,
		is_topic_message,
		message_thread_id,
	} = message;
	if (target?.from?.id !== bot.id) return false;
	const isRoot = is_topic_message && target.message_id === message_thread_id;
	return target.forum_topic_created === undefined && !isRoot;
}

/** The gap closes to one space, or to none at a line's end or before a mark. */
function without(text: string, ranges: readonly Range[]): string {
	if (ranges.length === 0) return text;
	let rest = "";
	let from = 0;
	for (const [start, end] of ranges) {
		if (start < from) continue;
		rest = joined(rest, text.slice(from, start));
		from = end;
	}
	return joined(rest, text.slice(from)).replace(EDGES, "");
}

function joined(left: string, right: string): string {
	if (left === "") return right;
	const before = left.replace(/[ \t\u3000]+$/, "");
	const after = right.replace(/^[ \t\u3000]+/, "");
	const wasApart = before !== left || after !== right;
	const needsNone =
		/(^|\n)$/.test(before) || /^([\n,，。.!！?？:：;；、]|$)/.test(after);
	return `${before}${wasApart && !needsNone ? " " : ""}${after}`;
}

/** Telegram's own account: a comment under a channel's post answers nobody's words. */
const TELEGRAM = 777_000;

/** It answers somebody, or calls somebody by name: whoever listens for questions leaves it alone. */
export function speaksToOthers(message: Message): boolean {
	const { length: end } = message.text ?? message.caption ?? "";
	const entities = message.entities ?? message.caption_entities ?? [];
	const calls = entities.some(
		({ type, offset, length }) =>
			/^(?:text_)?mention$/.test(type) &&
			offset >= 0 &&
			length > 0 &&
			offset + length <= end,
	);
	if (calls) return true;
	const target = message.reply_to_message;
	if (!target || target.from?.id === TELEGRAM) return false;
	const { is_topic_message, message_thread_id } = message;
	const isRoot = is_topic_message && target.message_id === message_thread_id;
	return target.forum_topic_created === undefined && !isRoot;
}

/** White space, and what is not seen: zero-width characters and marks of direction. */
const INVISIBLE = "[\\s\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]";
const EDGES = new RegExp(`^${INVISIBLE}+|${INVISIBLE}+$`, "g");
