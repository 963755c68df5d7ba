/** A group chat with the bot over the tests' paper, spoken to line by line. */

import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { createIsSensitive } from "../../src/answering/sensitive.ts";
import { createShelf } from "../../src/answering/shelf.ts";
import { type Bot, createBot } from "../../src/bot/bot.ts";
import { createConversations } from "../../src/bot/conversations.ts";
import { createToTraditional } from "../../src/bot/traditional.ts";
import { Wording } from "../../src/bot/wording.ts";
import type { Reply } from "../../src/chat/reply.ts";
import type { Article } from "../../src/knowledge/article.ts";
import { answererOver, PAPER } from "../answering/paper.ts";

export const WORDING: Wording = Wording.parse(
	parse(
		readFileSync(new URL("../../config/wording.yml", import.meta.url), "utf8"),
	),
);

export interface Chat {
	bot: Bot;
	errors: unknown[];
	/** What the bot answers to a member; fails where it stays silent. */
	say(text: string, member?: string): Promise<Reply>;
	/** Lets time pass. */
	wait(minutes: number): void;
}

export function startChat(
	articles: readonly Article[] = PAPER,
	sensitive: readonly string[] = [],
): Chat {
	let now = Date.parse("2023-03-20T02:00:00Z");
	const errors: unknown[] = [];
	const clock = () => new Date(now);
	const bot = createBot({
		answerer: answererOver(articles),
		shelf: createShelf(() => articles),
		conversations: createConversations(clock),
		isSensitive: createIsSensitive(sensitive),
		wording: () => WORDING,
		now: clock,
		toTraditional: createToTraditional(),
		onError: (error) => errors.push(error),
	});
	return {
		bot,
		errors,
		async say(text, member = "小陈") {
			const reply = await bot.handle({
				platform: "test",
				chat: "group",
				sender: { id: member, name: member },
				text,
				addressed: true,
			});
			if (!reply) throw new Error("the bot stayed silent");
			return reply;
		},
		wait(minutes) {
			now += minutes * 60_000;
		},
	};
}
