/** A button under a push's preview or report, and one under a summary that was pushed. */

import type { Article } from "../../answering/answer.ts";
import type { Standing } from "../../chat/adapter.ts";
import type { Click } from "../../chat/incoming.ts";
import type { IssueSummary } from "../../publishing/issue-summary.ts";
import { contentOf } from "../../publishing/push-content.ts";
import { linesFor } from "../../publishing/recipients.ts";
import type { Action } from "../action.ts";
import type { BotParts } from "../bot.ts";
import { isStaff } from "../commands/staff.ts";
import { keep, recall, talkOf } from "../conversations.ts";
import { drawView } from "../draw-view.ts";
import { NOTHING, NOTICE_MS, type Outcome, PRIORITY } from "../outcome.ts";
import { articlePage } from "../replies/article-page.ts";
import { plainReply } from "../replies/reply-parts.ts";
import { summaryReply } from "../replies/summary-reply.ts";
import type { Kept, View } from "../shown.ts";
import { decide, saying } from "./decide.ts";

export async function decideOnPush(
	click: Click,
	{ push: id, step }: Extract<Action, { do: "push" }>,
	person: string,
	parts: BotParts,
): Promise<Outcome> {
	const wording = parts.wording();
	const { place, sender, messageId } = click;
	const allowed = isStaff(click, parts);
	const push = allowed ? await parts.store.pushes.find(id) : null;
	const audit = {
		platform: place.platform,
		actor: allowed ? sender.id : person,
		action: `push ${step}`,
		subject: push?.issue ?? String(id),
		allowed,
	};
	const write: Outcome["save"] = ({ audit: table }) =>
		table.add(audit, parts.now().getTime());
	if (!allowed) return { ...NOTHING, notice: wording.staff.only, save: write };
	// A card that was sent on to a group carries its buttons with it.
	const standing = await standingOf(click, parts);
	if (standing === "unknown")
		return { ...NOTHING, notice: wording.buttons.no_answer, save: write };
	if (standing !== "alone")
		return { ...NOTHING, notice: wording.staff.in_private, save: write };
	if (!push) return { ...NOTHING, notice: wording.desk.outdated, save: write };
	const { platform, chat } = place;
	const report = { platform, chat, messageId };
	const by = { platform, id: sender.id, report };
	const decision = await decide(step, push, by, parts);
	return {
		...NOTHING,
		says: [
			saying(
				report,
				plainReply("answered", decision.text),
				decision.buttons,
				messageId,
			),
			...decision.says,
		],
		async save(tables) {
			await decision.save(tables);
			await write(tables);
		},
	};
}

async function standingOf(
	{ place, sender, direct }: Click,
	parts: BotParts,
): Promise<Standing> {
	return direct ? "alone" : parts.standingOf(place, sender, NOTICE_MS);
}

async function isAtDesk(click: Click, parts: BotParts): Promise<boolean> {
	return isStaff(click, parts) && (await standingOf(click, parts)) === "alone";
}

/** Not every platform says with a click of which kind the chat is; the store knows those that get summaries. */
async function isGroup(
	{ place, direct }: Click,
	{ store }: BotParts,
): Promise<boolean> {
	if (direct) return false;
	return (await store.chats.find(place.platform, place.chat))?.group ?? true;
}

/** Opens an article below the summary, for everybody; who pressed can go on asking about it. */
export async function openFromPush(
	click: Click,
	{ push: id, number }: Extract<Action, { do: "open" }>,
	person: string,
	parts: BotParts,
): Promise<Outcome> {
	const wording = parts.wording();
	const push = await parts.store.pushes.find(id);
	const content = push && contentOf(push);
	if (content?.kind !== "summary")
		return { ...NOTHING, notice: wording.buttons.expired };
	const line = content.summary.lines.find((one) => one.number === number);
	const article =
		line && (await articleFor(click, line, content.summary.issue, parts));
	if (!article) return { ...NOTHING, notice: wording.buttons.withdrawn };
	const group = await isGroup(click, parts);
	const view: View = { of: "article", at: 0, page: 0, from: 0 };
	const shown: Kept = {
		traditional: false,
		reply: null,
		articles: [article.id],
		related: [],
		list: null,
		rated: false,
		first: view,
		view,
		asked: click.messageId,
		group,
	};
	const { reply } = articlePage(article, 0, wording);
	const find = (name: string) => (name === article.id ? article : null);
	const drawn = drawView(shown, view, find, wording);
	const talk = talkOf(click.place, person);
	const now = parts.now().getTime();
	const conversation = await recall(parts.store.conversations, talk, now);
	return {
		...NOTHING,
		says: [
			{
				place: click.place,
				group,
				priority: PRIORITY.answer,
				shown,
				outgoing: (answer) => ({
					reply,
					buttons: answer === null ? [] : (drawn?.buttons(answer) ?? []),
					answers: click.messageId,
					edits: null,
				}),
			},
		],
		save: ({ conversations }) =>
			keep(
				conversations,
				talk,
				{
					...conversation,
					questions: [...conversation.questions, article.title],
					shown: [article.id],
					open: { article: article.id, page: 1 },
				},
				now,
			),
	};
}

/** What is published; staff see in a preview what is not yet, where nobody reads along. */
async function articleFor(
	click: Click,
	{ article: id, number }: { article: string; number: number },
	issue: string,
	parts: BotParts,
): Promise<Article | null> {
	const published = parts.shelf.find(id);
	if (published || !(await isAtDesk(click, parts))) return published;
	const desk = await parts.desk.read(issue);
	const found = desk?.articles.find((one) => one.number === number);
	if (!desk || !found || found.article.withdrawn) return null;
	const { paper, date, imported } = desk.issue;
	return { ...found.article, id, issue: { id: issue, paper, date, imported } };
}

/** What of it members may see, as it reads now. */
async function inPublic(
	summary: IssueSummary,
	{ desk, shelf }: BotParts,
): Promise<IssueSummary> {
	const now = await desk.read(summary.issue);
	const fresh = now ? desk.summarize(now).lines : [];
	const lines = summary.lines.flatMap(({ article }) =>
		shelf.find(article) ? fresh.filter((line) => line.article === article) : [],
	);
	return { ...summary, lines };
}

/** What the summary had no room for, of what this chat wants. */
export async function restOfPush(
	click: Click,
	{ push: id, from }: Extract<Action, { do: "rest" }>,
	parts: BotParts,
): Promise<Outcome> {
	const wording = parts.wording();
	const push = await parts.store.pushes.find(id);
	const content = push && contentOf(push);
	if (content?.kind !== "summary")
		return { ...NOTHING, notice: wording.buttons.expired };
	const { platform, chat } = click.place;
	const known = await parts.store.chats.find(platform, chat);
	const summary = (await isAtDesk(click, parts))
		? content.summary
		: await inPublic(content.summary, parts);
	const lines = known?.subscribed
		? linesFor(summary, known.wants, parts.isWanted)
		: summary.lines;
	if (from >= lines.length)
		return { ...NOTHING, notice: wording.commands.finished };
	const { reply, buttons } = summaryReply(id, summary, lines, wording, from);
	return {
		...NOTHING,
		says: [
			{
				place: click.place,
				group: await isGroup(click, parts),
				priority: PRIORITY.answer,
				shown: null,
				outgoing: () => ({
					reply,
					buttons,
					answers: click.messageId,
					edits: null,
				}),
			},
		],
	};
}
