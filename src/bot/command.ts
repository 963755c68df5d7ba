/** Tells commands from questions: /help, 帮助, /article 2, 全文2, /ask 哪里能体检, 反馈 字太小. */

import { readWriting } from "../answering/writing.ts";
import { countOf } from "./clock-time.ts";

/** Every command's names, in the words that people may use; the first is the one that the bot suggests. */
export const COMMANDS = {
	help: "帮助 help start 菜单 命令 怎么用 如何使用 使用说明 你会什么".split(
		" ",
	),
	ask: ["提问", "ask"],
	latest: ["最新", "latest", "新闻", "最新消息", "最近报道"],
	events: ["活动", "events", "最新活动", "最近活动"],
	policies: ["政策", "policies", "policy", "通知"],
	article: ["全文", "article", "原文"],
	more: ["继续", "more", "下一页"],
	subscribe: ["订阅", "subscribe"],
	unsubscribe: ["退订", "unsubscribe", "取消订阅"],
	settings: ["设置", "settings"],
	quiet: ["免打扰", "quiet"],
	feedback: ["反馈", "feedback"],
	privacy: ["隐私", "privacy"],
	forget: ["忘记我", "forget", "忘记", "清空", "重新开始"],
	whoami: ["我是谁", "whoami"],
	unanswered: ["未答", "unanswered"],
	stats: ["统计", "stats"],
	push: ["推送", "push"],
	drafts: ["草稿", "drafts"],
} as const;
export type CommandName = keyof typeof COMMANDS;

/** Commands that are short for a question: what it answers is what they show. */
export const SHORT_FOR: Partial<Record<CommandName, string>> = {
	latest: "最近有什么新闻",
	events: "最近有什么活动",
	policies: "有哪些政策",
};

/** Behind these stands what a person says; the others take a number at most. */
const TAKES_WORDS: ReadonlySet<CommandName> = new Set([
	"ask",
	"feedback",
	"subscribe",
	"unsubscribe",
	"quiet",
]);

export type Command =
	| { name: CommandName; number: number | null; words: string }
	| { name: "unknown"; written: string; suggestion: string | null };

/**
 * Reads a command. With a slash in front everything is one, an unknown one included; without it only a message that is
 * nothing but a command's name (and a number, or words behind a space or colon where the command takes some) is, so that
 * 活动什么时候开始 stays a question.
 */
export function readCommand(message: string): Command | null {
	const text = message.trim();
	// As long as the message, so that what is found in it can be cut out of the message.
	const { folded } = readWriting(text);
	// A lone number answers the numbered lists that the bot shows; 88 says goodbye, 120 is asked about.
	const number = /^(?!(?:88|110|119|12[0-2])$)\d{1,3}$/.exec(folded)?.[0];
	if (number !== undefined)
		return { name: "article", number: Number(number), words: "" };
	return (
		withWords(text, folded) ??
		alone(folded) ??
		ofList(folded) ??
		unknown(text, folded)
	);
}

/** /ask 哪里能体检, 提问:哪里能体检 */
function withWords(text: string, folded: string): Command | null {
	const match =
		/^\/?([^\s\d@/:]+)(?:@\S+)?(?:\s+|\s*:\s*)(?=\S)/.exec(folded) ??
		/^\/([a-z]+)(?=\p{Script=Han})/u.exec(folded);
	const name = nameOf(match?.[1] ?? "");
	if (!match || !name || !TAKES_WORDS.has(name)) return null;
	return { name, number: null, words: text.slice(match[0].length).trim() };
}

/** /help, 帮助, 全文第2篇, and /start with what a link carries behind it. */
function alone(folded: string): Command | null {
	if (/^\/start(?:@\S+)?\s/.test(folded))
		return { name: "help", number: null, words: "" };
	const match =
		/^\/?\s*([^\s\d@]+)(?:@\S+)?\s*第?(\d{1,3})?[条篇]?[。!]?$/.exec(folded);
	if (!match) return null;
	const [, word = "", digits] = match;
	const name = nameOf(word.replace(/第$|[。!]$/g, ""));
	if (!name || (digits !== undefined && name !== "article")) return null;
	return {
		name,
		number: digits === undefined ? null : Number(digits),
		words: "",
	};
}

/** 看第8篇, 第八篇讲了啥, 看第一个: one of what was shown. */
function ofList(folded: string): Command | null {
	const { numeral } = OF_LIST.exec(folded)?.groups ?? {};
	const number = numeral === undefined ? Number.NaN : countOf(numeral);
	return number > 0 ? { name: "article", number, words: "" } : null;
}

const OF_LIST =
	/^(?:我?[想要]*(?:看看?|打开|查看|读)(?:一下)?第?|第)\s*(?<numeral>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:[篇个](?:文章|报道|新闻)?的?(?:全文|原文|内容)?(?:(?:讲|说|写)了?(?:啥|什么)的?)?|条)[呢吧?。!]*$/;

function nameOf(word: string): CommandName | undefined {
	return (Object.keys(COMMANDS) as CommandName[]).find((command) =>
		(COMMANDS[command] as readonly string[]).includes(word),
	);
}

/** A name is suggested when it can be reached by so many wrong, missing or swapped letters. */
const MAX_SLIPS = 2;

function unknown(text: string, folded: string): Command | null {
	if (!folded.startsWith("/")) return null;
	const written = text.split(/\s/)[0] ?? text;
	// Repeated only where it is a word: it could be an address to click on.
	const isWord = /^\/[\p{Script=Han}\w]{1,20}$/u.test(written);
	const bare = readWriting(written).folded.replace(/^\/|@.*$/g, "");
	const near = Object.values(COMMANDS)
		.flat()
		.map((name) => ({ name, slips: slipsBetween(bare, name) }))
		.filter(({ name, slips }) => slips <= MAX_SLIPS && slips < name.length)
		.sort((a, b) => a.slips - b.slips)[0];
	return {
		name: "unknown",
		written: isWord ? written : "/…",
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
