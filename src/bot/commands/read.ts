/** 全文 and 继续: opening an article of the last reply, and reading on. */

import type { Article } from "../../answering/answer.ts";
import { contentOf } from "../../publishing/push-content.ts";
import { articlePage } from "../replies/article-page.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import { fill } from "../wording.ts";
import type { CommandCall } from "./run-command.ts";

export async function openArticle(call: CommandCall): Promise<Turn> {
	return (await openOfSummary(call)) ?? openShown(call);
}

function openShown(call: CommandCall): Turn {
	const { conversation, parts, wording } = call;
	const number = call.number ?? 1;
	const { shown } = conversation;
	const say = (line: string, values: Record<string, string> = {}): Turn => ({
		reply: plainReply("clarify", fill(line, values)),
	});
	if (shown.length === 0) return say(wording.commands.which_article);
	const id = shown[number - 1];
	const article = id === undefined ? null : parts.shelf.find(id);
	if (article) return pageTurn(article, 0, call);
	if (id !== undefined) return say(wording.buttons.withdrawn);
	return say(
		shown.length === 1
			? wording.commands.no_such_number_of_one
			: wording.commands.no_such_number,
		{ number: String(number), last: String(shown.length) },
	);
}

/**
 * An article of the summary that the chat got: of the one that is answered, or of the last one where the number names
 * nothing that was shown since. Null where it names none.
 */
async function openOfSummary(call: CommandCall): Promise<Turn | null> {
	const { message, number, conversation, parts } = call;
	if (number === null) return null;
	const last = await parts.store.outbox.lastSummary(message.place);
	if (!last) return null;
	const isReply =
		message.repliesTo !== undefined && message.repliesTo === last.messageId;
	const isRecent = parts.now().getTime() - last.at < SUMMARY_MS;
	const isShown = conversation.shown[number - 1] !== undefined;
	if (!isReply && (isShown || !isRecent)) return null;
	const push = await parts.store.pushes.find(last.push);
	const content = push && contentOf(push);
	if (content?.kind !== "summary") return null;
	const line = content.summary.lines.find((one) => one.number === number);
	const article = line ? parts.shelf.find(line.article) : null;
	if (!article) return null;
	const talk = {
		...conversation,
		questions: [...conversation.questions, article.title],
		shown: [],
	};
	return pageTurn(article, 0, { ...call, conversation: talk });
}

/** For so long a number is one of the last summary. */
const SUMMARY_MS = 24 * 3_600_000;

export function readOn(call: CommandCall): Turn {
	const { conversation, parts, wording } = call;
	const { open } = conversation;
	const article =
		open && "article" in open ? parts.shelf.find(open.article) : null;
	if (!article || !open || !("article" in open))
		return { reply: plainReply("answered", wording.commands.nothing_open) };
	const { pages } = articlePage(article, open.page, wording);
	if (open.page >= pages)
		return { reply: plainReply("answered", wording.commands.finished) };
	return pageTurn(article, open.page, call);
}

function pageTurn(article: Article, page: number, call: CommandCall): Turn {
	const { conversation, traditional, wording } = call;
	const { reply, pages } = articlePage(article, page, wording);
	const { shown } = conversation;
	return {
		reply,
		...(pages > 1 && {
			shown: {
				shown: {
					traditional,
					reply: null,
					articles: [article.id],
					related: [],
					list: null,
					rated: false,
				},
				view: { of: "article", at: 0, page, from: 0 },
			},
		}),
		conversation: {
			...conversation,
			shown: shown.length > 0 ? shown : [article.id],
			open: { article: article.id, page: page + 1 },
		},
	};
}
