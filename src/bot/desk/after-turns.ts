/** 下架, 更正, 撤回: what is done after the paper is out. */

import { LIVE } from "../../publishing/approval.ts";
import type { DeskArticle } from "../../publishing/desk.ts";
import type { Edit } from "../../publishing/edit-issue.ts";
import { readersOf } from "../../publishing/recipients.ts";
import type { Push, Store, Tables } from "../../store/store.ts";
import { issueName } from "../replies/desk-reply.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import { fill } from "../wording.ts";
import { askSecond, decide, othersThan, SENT } from "./decide.ts";
import { about, atDesk, type DeskCall } from "./desk-call.ts";
import { carryOut, describe, holdBack } from "./edit-turns.ts";
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
		(articles) => fill(words.took_back, { titles: titlesOf(articles) }),
		(articles) => fill(says.taken_back, { title: titlesOf(articles) }),
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
		(articles) =>
			fill(says.correction, {
				title: titlesOf(articles),
				from,
				to,
			}),
	);
}

function titlesOf(articles: readonly DeskArticle[]): string {
	const named = articles.slice(0, MAX_NAMED).map(({ article: { title } }) => {
		const short = [...title];
		return short.length > MAX_TITLE
			? `《${short.slice(0, MAX_TITLE).join("")}…》`
			: `《${title}》`;
	});
	const more = articles.length > MAX_NAMED ? `等${articles.length}篇` : "";
	return named.join("") + more;
}

/** More would not be read, and not fit a message. */
const MAX_NAMED = 10;
const MAX_TITLE = 60;

function changeInPublic(
	call: DeskCall,
	edit: Extract<Edit, { do: "withdraw" | "replace" }>,
	done: (articles: readonly DeskArticle[]) => string,
	notice: (articles: readonly DeskArticle[]) => string,
): Promise<Turn> {
	return atDesk(call, edit.do, async () => {
		const { message, parts, wording } = call;
		const { desk: words } = wording;
		const result = await carryOut(call, edit);
		if ("turn" in result) return result.turn;
		const { before, desk } = result;
		const numbers = "numbers" in edit ? edit.numbers : [edit.number];
		const changed = before.articles.filter(({ number }) =>
			numbers.includes(number),
		);
		const issue = before.issue.id;
		const articles = changed.map(({ id }) => id);
		const readersIn = (store: Pick<Store, "chats" | "pushes" | "outbox">) =>
			readersOf(issue, articles, { ...parts, store });
		const readers = await readersIn(parts.store);
		const standing = await parts.store.outbox.standing(issue);
		const held = standing.filter(({ is }) => is === "queued");
		const some = (line: string, { length }: readonly unknown[]) =>
			length === 0 ? [] : [fill(line, { count: String(length) })];
		const needsSecond = parts.approvers > 1;
		const { platform, chat } = message.place;
		const by = { platform, id: message.sender.id };
		const now = parts.now().getTime();
		const text = notice(changed);
		const question = fill(words.second_notice, {
			issue: issueName(before, wording.push.untitled),
		});
		let added = 0;
		return {
			subject: describe(issue, edit),
			reply: plainReply(
				"answered",
				[
					done(changed),
					...some(needsSecond ? words.inform_waiting : words.informed, readers),
					...some(words.held_back, held),
				].join("\n"),
			),
			conversation: about(call, issue),
			besides:
				needsSecond && readers.length > 0
					? othersThan(by, parts).map((place) =>
							askSecond(place, `${text}\n\n${question}`, () => added, wording),
						)
					: [],
			async save(tables: Tables) {
				await holdBack(issue, tables, now);
				if ((await readersIn(tables)).length === 0) return;
				const push = await tables.pushes.add(
					{
						kind: "notice",
						issue,
						hash: desk.hash,
						content: JSON.stringify({ articles, text }),
						state: needsSecond ? "waiting" : "approved",
						approvals: [{ ...by, at: now }],
						report: { platform, chat, messageId: null },
					},
					now,
				);
				added = push.id;
			},
		};
	});
}

/** Asks first: what was sent is changed for everybody. */
export function takeBack(call: DeskCall): Promise<Turn> {
	const { parts, wording } = call;
	const { desk: words } = wording;
	return atDesk(call, "push withdraw?", async () => {
		const push = (await openPush(call)) ?? (await lastPush(call, SENT));
		if (!push) return { reply: plainReply("clarify", words.no_push) };
		const issue = pushName(push, wording.push.untitled);
		const standing = await parts.store.outbox.standing(push.issue);
		const sent = standing.filter(
			({ is, takenBack }) => is === "sent" && takenBack === "no",
		);
		if (sent.length === 0)
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

/** What was sent of the issue that was spoken of last. */
async function openPush({
	conversation,
	parts,
}: DeskCall): Promise<Push | null> {
	if (conversation.desk === null) return null;
	const { pushes } = parts.store;
	const all = await pushes.ofIssue(conversation.desk, "summary");
	const sent: readonly string[] = SENT;
	return all.filter(({ state }) => sent.includes(state)).at(-1) ?? null;
}

/**
 * 推送 取消 and 推送 重发, in words.
 *
 * @param vague 算了 and the like: of what goes out to groups nothing is called off without its name.
 */
export function decideInWords(
	call: DeskCall,
	step: "cancel" | "retry",
	vague = false,
): Promise<Turn> {
	const { message, parts, wording } = call;
	const { desk: words } = wording;
	return atDesk(call, `push ${step}`, async () => {
		const [push, ...others] = await parts.store.pushes.last(MAX_TO_CANCEL, {
			kind: "summary",
			states: step === "cancel" ? ["waiting", ...LIVE] : SENT,
		});
		const isRunning = push?.state === "running" || push?.state === "retrying";
		if (step === "cancel" && !isRunning && (vague || !push)) {
			const looked = await previewsOf(call);
			if (looked.length > 0)
				return {
					reply: plainReply("answered", words.cancelled),
					save: async ({ pushes }) => {
						for (const { id } of looked)
							await pushes.change(id, ["preview"], {
								state: "cancelled",
								endedAt: parts.now().getTime(),
							});
					},
				};
		}
		if (!push)
			return {
				reply: plainReply(
					"clarify",
					step === "cancel" ? words.nothing_to_cancel : words.no_push,
				),
			};
		const asks = others.length > 0 || (vague && !isRunning);
		if (step === "cancel" && asks)
			return {
				reply: plainReply(
					"clarify",
					others.length > 0 ? words.which_to_cancel : words.cancel_this,
				),
				buttons: [push, ...others].map((one) => [
					pushButton(
						one.id,
						"cancel",
						`${words.button_cancel} ${pushName(one, wording.push.untitled)}`,
					),
				]),
			};
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
			reply: plainReply(
				"answered",
				`${pushName(push, wording.push.untitled)}:${decision.text}`,
			),
			buttons: decision.buttons,
			save: decision.save,
		};
	});
}

/** What was looked at just now, and not decided on. */
async function previewsOf({ parts }: DeskCall): Promise<Push[]> {
	const previews = await parts.store.pushes.last(MAX_TO_CANCEL, {
		kind: "summary",
		states: ["preview"],
	});
	const since = parts.now().getTime() - LOOKED_AT_MS;
	return previews.filter(({ addedAt }) => addedAt >= since);
}

const LOOKED_AT_MS = 60 * 60_000;

/** More are never under way. */
const MAX_TO_CANCEL = 5;
