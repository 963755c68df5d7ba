/** Tells commands from questions: /help, 帮助, /article 2, 全文2. */

import { readWriting } from "../answering/writing.ts";

export const COMMANDS = {
	help: ["帮助", "help", "start", "菜单", "命令"],
	latest: ["最新", "latest", "新闻", "最新消息", "最近报道"],
	events: ["活动", "events", "最新活动", "最近活动"],
	policies: ["政策", "policies", "policy", "通知"],
	article: ["全文", "article", "原文"],
	more: ["继续", "more", "下一页"],
	forget: ["清空", "forget", "忘记", "重新开始"],
} as const;
export type CommandName = keyof typeof COMMANDS;

/** Commands that are short for a question: what it answers is what they show. */
export const SHORT_FOR: Partial<Record<CommandName, string>> = {
	latest: "最近有什么新闻",
	events: "最近有什么活动",
	policies: "有哪些政策",
};

export type Command =
	| { name: CommandName; number: number | null }
	| { name: "unknown"; written: string; suggestion: string | null };

/**
 * Reads a command. With a slash in front everything is one, an unknown one included; without it only a message that is
 * nothing but a command's name (and a number) is, so that 活动什么时候开始 stays a question.
 */
export function readCommand(message: string): Command | null {
	const text = message.trim();
	const { folded } = readWriting(text);
	// A lone number answers the numbered lists that the bot shows; 88 says goodbye.
	const number = /^(?!88$)\d{1,3}$/.exec(folded)?.[0];
	if (number !== undefined) return { name: "article", number: Number(number) };
	const match =
		/^\/?\s*([^\s\d@]+)(?:@\S+)?\s*第?(\d{1,3})?[条篇]?[。!]?$/.exec(folded);
	const slash = folded.startsWith("/");
	if (!match) return slash ? unknown(text) : null;
	const [, word = "", digits] = match;
	const written = word.replace(/第$|[。!]$/g, "");
	const name = (Object.keys(COMMANDS) as CommandName[]).find((command) =>
		(COMMANDS[command] as readonly string[]).includes(written),
	);
	if (name && (digits === undefined || name === "article"))
		return { name, number: digits === undefined ? null : Number(digits) };
	return slash ? unknown(text) : null;
}

/** A name is suggested when it can be reached by so many wrong, missing or swapped letters. */
const MAX_SLIPS = 2;

function unknown(text: string): Command {
	const written = text.split(/\s/)[0] ?? text;
	const bare = readWriting(written).folded.replace(/^\/|@.*$/g, "");
	const near = Object.values(COMMANDS)
		.flat()
		.map((name) => ({ name, slips: slipsBetween(bare, name) }))
		.filter(({ name, slips }) => slips <= MAX_SLIPS && slips < name.length)
		.sort((a, b) => a.slips - b.slips)[0];
	return {
		name: "unknown",
		written,
		suggestion: near ? sendable(near.name) : null,
	};
}

/** As it is typed: the Latin names need their slash in a group. */
function sendable(name: string): string {
	return /^[a-z]/.test(name) ? `/${name}` : name;
}

/** Levenshtein's distance. */
function slipsBetween(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(
				Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1),
			);
		}
		row = next;
	}
	return row[b.length] as number;
}
