/** 下架, 更正, 撤回: what is done after the paper is out. */

import type { DeskArticle, DeskIssue } from "../../publishing/desk.ts";
import type { Edit } from "../../publishing/edit-issue.ts";
import { readersOf } from "../../publishing/recipients.ts";
import type { Tables } from "../../store/store.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import { fill } from "../wording.ts";
import { decide } from "./decide.ts";
import { about, atDesk, type DeskCall } from "./desk-call.ts";
import { carryOut } from "./edit-turns.ts";
import { pushButton } from "./push-buttons.ts";
import { lastPush, pushName } from "./push-turns.ts";

/** Gone from the answers at once; those who got it hear of it in one line. */
export function withdrawArticles(
	call: DeskCall,
	numbers: readonly number[],
): Promise<Turn> {
	const { desk: words, push: says } = call.wording;
	return changeInPublic(
		call,
		{ do: "withdraw", numbers },
		(articles) =>
			fill(words.took_back, { titles: articles.map(titleOf).join("") }),
		(article) => fill(says.taken_back, { title: titleOf(article) }),
	);
}

export function correctArticle(
	call: DeskCall,
	{ number, from, to }: { number: number; from: string; to: string },
): Promise<Turn> {
	const { desk: words, push: says } = call.wording;
	return changeInPublic(
		call,
		{ do: "replace", number, from, to },
		() => fill(words.corrected, { from, to }),
		(article) => fill(says.correction, { title: titleOf(article), from, to }),
	);
}

function titleOf({ article }: DeskArticle): string {
	return `《${article.title}》`;
}

function changeInPublic(
	call: DeskCall,
	edit: Extract<Edit, { do: "withdraw" | "replace" }>,
	done: (articles: readonly DeskArticle[]) => string,
	notice: (article: DeskArticle) => string,
): Promise<Turn> {
	return atDesk(call, edit.do, async () => {
		const { message, parts, wording } = call;
		const result = await carryOut(call, edit);
		if ("says" in result) return { reply: plainReply("clarify", result.says) };
		const { before, desk } = result;
		const numbers = "numbers" in edit ? edit.numbers : [edit.number];
		const changed = before.articles.filter(({ number }) =>
			numbers.includes(number),
		);
		const issue = before.issue.id;
		const readers = await Promise.all(
			changed.map(async (article) => ({
				article,
				count: (
					await readersOf({ issue }, article.id, {
						store: parts.store,
						platforms: parts.platforms,
						isWanted: parts.isWanted,
					})
				).length,
			})),
		);
		const told = Math.max(0, ...readers.map(({ count }) => count));
		const { platform, chat } = message.place;
		return {
			subject: `${issue} ${numbers.join(" ")}`,
			reply: plainReply(
				"answered",
				[
					done(changed),
					...(told > 0
						? [fill(wording.desk.informed, { count: String(told) })]
						: []),
				].join("\n"),
			),
			conversation: about(call, issue),
			save: async ({ pushes }: Tables) => {
				for (const { article, count } of readers)
					if (count > 0)
						await pushes.add(
							{
								kind: "notice",
								issue,
								hash: (desk as DeskIssue).hash,
								content: JSON.stringify({
									article: article.id,
									text: notice(article),
								}),
								state: "approved",
								approvals: [
									{
										platform,
										id: message.sender.id,
										at: parts.now().getTime(),
									},
								],
								report: { platform, chat, messageId: null },
							},
							parts.now().getTime(),
						);
			},
		};
	});
}

/** Asks first: what was sent is changed for everybody. */
export function takeBack(call: DeskCall): Promise<Turn> {
	const { parts, wording } = call;
	const { desk: words } = wording;
	return atDesk(call, "push withdraw?", async () => {
		const push = await lastPush(call);
		if (!push) return { reply: plainReply("clarify", words.no_push) };
		const issue = pushName(push, wording.push.untitled);
		const sent = await parts.store.outbox.copies(push.id, ["sent"]);
		if (sent.length === 0 || push.state === "withdrawn")
			return {
				reply: plainReply("clarify", fill(words.nothing_sent, { issue })),
			};
		const count = String(sent.length);
		return {
			subject: push.issue,
			reply: plainReply("answered", fill(words.withdraw_ask, { issue, count })),
			buttons: [[pushButton(push.id, "withdraw", words.button_withdraw)]],
		};
	});
}

/** 推送 取消 and 推送 重发, in words. */
export function decideInWords(
	call: DeskCall,
	step: "cancel" | "retry",
): Promise<Turn> {
	const { message, parts, wording } = call;
	return atDesk(call, `push ${step}`, async () => {
		const push = await lastPush(call);
		if (!push) return { reply: plainReply("clarify", wording.desk.no_push) };
		const { platform, chat } = message.place;
		const decision = await decide(
			step,
			push,
			{
				platform,
				id: message.sender.id,
				report: { platform, chat, messageId: push.report?.messageId ?? null },
			},
			parts,
		);
		return {
			subject: push.issue,
			reply: plainReply("answered", decision.text),
			buttons: decision.buttons,
			save: decision.save,
		};
	});
}
