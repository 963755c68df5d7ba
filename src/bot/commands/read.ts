/** 全文 and 继续: opening an article of the last reply, and reading on. */

import type { Article } from "../../answering/answer.ts";
import { articlePage } from "../replies/article-page.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import { fill } from "../wording.ts";
import type { CommandCall } from "./run-command.ts";

export function openArticle(call: CommandCall): Turn {
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
