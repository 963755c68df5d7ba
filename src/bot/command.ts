/** Tells commands from questions: /help, 帮助, /article 2, 全文2. */

export const COMMANDS = {
	help: ["帮助", "help", "start", "菜单", "命令"],
	latest: ["最新", "latest", "新闻", "最新消息", "最近报道"],
	events: ["活动", "events", "最新活动"],
	policies: ["政策", "policies", "policy", "通知"],
	article: ["全文", "article", "原文"],
	more: ["继续", "more", "下一页"],
	forget: ["清空", "forget", "忘记", "重新开始"],
} as const;
export type CommandName = keyof typeof COMMANDS;

export type Command =
	| { name: CommandName; number: number | null }
	| { name: "unknown"; written: string; suggestion: string | null };

/**
 * Reads a command. With a slash in front everything is one, an unknown one included; without it only a message that is
 * nothing but a command's name (and a number) is, so that 活动什么时候开始 stays a question.
 */
export function readCommand(text: string): Command | null {
	// A lone number answers the numbered lists that the bot shows.
	const number = /^\s*(\d{1,3})\s*$/.exec(text)?.[1];
	if (number !== undefined) return { name: "article", number: Number(number) };
	const match =
		/^\s*([/／]?)\s*([^\s\d@]+)(?:@\S+)?\s*(?:第)?(\d{1,3})?(?:[条篇])?\s*$/.exec(
			text,
		);
	const slash = /^\s*[/／]/.test(text);
	if (!match) return slash ? unknown(text.trim()) : null;
	const [, , word = "", digits] = match;
	const written = word.toLowerCase();
	const name = (Object.keys(COMMANDS) as CommandName[]).find((command) =>
		(COMMANDS[command] as readonly string[]).includes(written),
	);
	if (name && (digits === undefined || name === "article"))
		return { name, number: digits === undefined ? null : Number(digits) };
	return slash ? unknown(`/${word}`) : null;
}

/** A name is suggested when it can be reached by so many wrong, missing or swapped letters. */
const MAX_SLIPS = 2;

function unknown(text: string): Command {
	const written = text.split(/\s/)[0] ?? text;
	const bare = written.replace(/^[/／]/, "").toLowerCase();
	const near = Object.values(COMMANDS)
		.flat()
		.map((name) => ({ name, slips: slipsBetween(bare, name) }))
		.filter(({ name, slips }) => slips <= MAX_SLIPS && slips < name.length)
		.sort((a, b) => a.slips - b.slips)[0];
	return { name: "unknown", written, suggestion: near?.name ?? null };
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
