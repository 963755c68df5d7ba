/** 推送: the preview, and what came of earlier ones. */

import { LIVE, liveOf, OPEN } from "../../publishing/approval.ts";
import type { DeskIssue } from "../../publishing/desk.ts";
import type { IssueSummary } from "../../publishing/issue-summary.ts";
import { FAILED } from "../../publishing/publisher.ts";
import { contentOf } from "../../publishing/push-content.ts";
import { nextAt } from "../../publishing/quiet-hours.ts";
import type { Push, PushState, Tally } from "../../store/store.ts";
import type { PushStep } from "../action.ts";
import type { BotParts } from "../bot.ts";
import { issueName } from "../replies/desk-reply.ts";
import {
	audienceLines,
	NOT_SENT,
	progressText,
	reportText,
} from "../replies/push-reply.ts";
import { own, plainReply, replyOf } from "../replies/reply-parts.ts";
import { nameOf, summaryReply } from "../replies/summary-reply.ts";
import type { Turn } from "../turn.ts";
import { fill } from "../wording.ts";
import { about, atDesk, type DeskCall, issueNamed } from "./desk-call.ts";
import { pushButton } from "./push-buttons.ts";
import type { PushHour } from "./read-order.ts";
import { timeText } from "./time-text.ts";

export function propose(
	call: DeskCall,
	{ issue: id, at }: { issue: string | null; at: PushHour | null },
): Promise<Turn> {
	const { parts, wording } = call;
	const { desk: words, push: pushWords } = wording;
	const say = (text: string) => ({ reply: plainReply("clarify", text) });
	return atDesk(call, "preview", async () => {
		const desk = await (id === null ? unpushed(call) : issueNamed(call, id));
		if (id !== null && !desk)
			return say(fill(words.no_such_issue, { issue: id }));
		if (!desk) return say(words.none);
		const issue = issueName(desk, pushWords.untitled);
		const { pushes } = parts.store;
		if (await liveOf(pushes, desk.issue.id))
			return say(fill(words.under_way, { issue }));
		const summary = parts.desk.summarize(desk);
		const dueAt = dueAtOf(at, parts);
		if (
			at?.today &&
			dueAt > midnightAfter(parts.now().getTime(), parts.timeZone)
		)
			return say(fill(words.hour_passed, { time: at.time }));
		const audience = await parts.audience(summary, dueAt);
		const before = await pushes.ofIssue(desk.issue.id, "summary");
		// Whoever subscribed since, or did not get it, may still be sent it.
		const isOver =
			before.some(({ state }) => state === "done") &&
			audience.recipients.every(({ lines }) => lines.length === 0);
		if (summary.lines.length === 0 || isOver)
			return say(fill(words.nothing_to_push, { issue }));
		const push = await previewOf(desk, summary, dueAt, call);
		const shown = summaryReply(push.id, summary, summary.lines, wording);
		const lines = [
			fill(words.preview, { issue, count: String(summary.lines.length) }),
			...(shown.left > 0
				? [fill(words.preview_more, { count: String(shown.left) })]
				: []),
			...parts.platforms
				.filter((platform) => platform !== call.message.place.platform)
				.flatMap((platform) => words.looks_on[platform] ?? []),
			...audienceLines(audience, wording),
			...(desk.issue.status === "draft" ? [words.will_publish] : []),
			...(at === null
				? []
				: [fill(words.scheduled, { time: timeText(dueAt, parts) })]),
		];
		return {
			subject: desk.issue.id,
			before: { reply: shown.reply, buttons: shown.buttons },
			reply: replyOf("answered", lines.map(own), [], []),
			buttons: [
				[
					pushButton(push.id, "try", words.button_try),
					pushButton(push.id, "ask", words.button_push),
					pushButton(push.id, "cancel", words.button_cancel),
				],
			],
			conversation: about(call, desk.issue.id),
		};
	});
}

/** 确认推送 in words: what is confirmed is what the buttons stand under. */
export async function confirmInWords(call: DeskCall): Promise<Turn> {
	const [open] = await call.parts.store.pushes.last(1, {
		kind: "summary",
		states: OPEN,
	});
	if (!open) return propose(call, { issue: null, at: null });
	return atDesk(call, "push confirm?", async () => ({
		reply: plainReply("clarify", call.wording.desk.press_buttons),
	}));
}

/** More were never brought in at once. */
const MAX_LOOKED_AT = 20;

/** The issue that was last worked on; else the newest that was not pushed yet; else the newest. */
async function unpushed({
	conversation,
	parts: { desk, store },
}: DeskCall): Promise<DeskIssue | null> {
	const open =
		conversation.desk === null ? null : await desk.read(conversation.desk);
	if (open) return open;
	const ids = (await desk.issues()).slice(0, MAX_LOOKED_AT);
	for (const id of ids) {
		const pushes = await store.pushes.ofIssue(id, "summary");
		if (pushes.some(({ state }) => [...LIVE, "done"].includes(state))) continue;
		const found = await desk.read(id);
		if (found) return found;
	}
	for (const id of ids) {
		const found = await desk.read(id);
		if (found) return found;
	}
	return null;
}

function dueAtOf(
	at: PushHour | null,
	{ now: clock, timeZone }: BotParts,
): number {
	const now = clock().getTime();
	if (at === null) return now;
	return nextAt(
		at.time,
		at.tomorrow ? midnightAfter(now, timeZone) : now,
		timeZone,
	);
}

function midnightAfter(now: number, timeZone: string): number {
	return nextAt("00:00", now, timeZone) - 1;
}

/** Kept under a number, for the buttons; the same one for the same content at the same hour. */
async function previewOf(
	{ issue: { id: issue }, hash }: DeskIssue,
	summary: IssueSummary,
	dueAt: number,
	{ parts: { store, now } }: DeskCall,
): Promise<Push> {
	const addedAt = now().getTime();
	const content = JSON.stringify(summary);
	const isSame = (push: Push) =>
		OPEN.includes(push.state) &&
		push.hash === hash &&
		push.content === content &&
		(dueAt > addedAt ? push.dueAt === dueAt : push.dueAt <= push.addedAt);
	const known = (await store.pushes.ofIssue(issue, "summary")).find(isSame);
	return (
		known ??
		(await store.pushes.add(
			{ kind: "summary", issue, hash, content, dueAt },
			addedAt,
		))
	);
}

export function status(call: DeskCall): Promise<Turn> {
	const { parts, wording } = call;
	const { desk: words } = wording;
	return atDesk(call, "push status", async () => {
		const push = await lastPush(call, [
			"waiting",
			...LIVE,
			"done",
			"withdrawn",
		]);
		if (!push) return { reply: plainReply("clarify", words.no_push) };
		const [tally, failures] = await Promise.all([
			parts.store.outbox.tally(push.id),
			parts.store.outbox.copies(push.id, NOT_SENT),
		]);
		const again = failures.some(({ end }) =>
			(FAILED as readonly string[]).includes(end),
		);
		const button = (step: PushStep, label: string) => [
			[pushButton(push.id, step, label)],
		];
		const text = reportText(
			headingOf(push, tally, call),
			tally,
			failures,
			wording,
		);
		const reply = plainReply("answered", text);
		const later = push.dueAt > parts.now().getTime();
		const buttons = {
			preview: [],
			waiting: button("cancel", words.button_cancel),
			approved: button(
				"cancel",
				later ? words.button_cancel : words.button_stop,
			),
			running: button("cancel", words.button_stop),
			retrying: button("cancel", words.button_stop),
			done: again ? button("retry", words.button_retry) : [],
			cancelled: [],
			withdrawn: [],
		}[push.state];
		return { subject: push.issue, reply, buttons };
	});
}

function headingOf(
	push: Push,
	tally: readonly Tally[],
	{ parts, wording }: DeskCall,
): string {
	const { desk: words } = wording;
	const issue = pushName(push, wording.push.untitled);
	switch (push.state) {
		case "waiting":
			return fill(words.still_waiting, { issue });
		case "approved":
			return push.dueAt > parts.now().getTime()
				? fill(words.approved_later, {
						issue,
						time: timeText(push.dueAt, parts),
					})
				: fill(words.approved, { issue });
		case "running":
		case "retrying":
			return progressText(issue, tally, wording);
		case "withdrawn":
			return fill(words.was_withdrawn, { issue });
		default:
			return fill(words.done, { issue });
	}
}

/** The latest summary in one of these states. */
export async function lastPush(
	{ parts: { store } }: Pick<DeskCall, "parts">,
	states: readonly PushState[],
): Promise<Push | null> {
	const [last = null] = await store.pushes.last(1, { kind: "summary", states });
	return last;
}

/** As its summary is headed. */
export function pushName(push: Push, untitled: string): string {
	try {
		const content = contentOf(push);
		if (content.kind === "summary") return nameOf(content.summary, untitled);
	} catch {
		// Another version wrote it; its issue has a name all the same.
	}
	return push.issue;
}
