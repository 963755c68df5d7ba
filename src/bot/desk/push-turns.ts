/** 推送: the preview, and what came of earlier ones. */

import type { DeskIssue } from "../../publishing/desk.ts";
import { FAILED } from "../../publishing/publisher.ts";
import { contentOf } from "../../publishing/push-content.ts";
import { nextAt } from "../../publishing/quiet-hours.ts";
import type { Push } from "../../store/store.ts";
import { issueName } from "../replies/desk-reply.ts";
import { audienceLines, NOT_SENT, reportText } from "../replies/push-reply.ts";
import { own, plainReply, replyOf } from "../replies/reply-parts.ts";
import { nameOf, summaryReply } from "../replies/summary-reply.ts";
import type { Turn } from "../turn.ts";
import { fill } from "../wording.ts";
import { about, atDesk, type DeskCall } from "./desk-call.ts";
import { pushButton } from "./push-buttons.ts";
import { timeText } from "./time-text.ts";

/** Under way, or over: there is nothing to approve any more. */
const APPROVED = ["approved", "running", "done"] as const;

export function propose(
	call: DeskCall,
	{ issue: id, time }: { issue: string | null; time: string | null },
): Promise<Turn> {
	const { parts, wording } = call;
	const { desk: words, push: pushWords } = wording;
	const say = (text: string) => ({ reply: plainReply("clarify", text) });
	return atDesk(call, "preview", async () => {
		const desk = id === null ? await unpushed(call) : await parts.desk.read(id);
		if (id !== null && !desk)
			return say(fill(words.no_such_issue, { issue: id }));
		if (!desk) return say(words.none);
		const issue = issueName(desk, pushWords.untitled);
		if (desk.articles.length === 0 || (await pushOf(desk, call)))
			return say(fill(words.nothing_to_push, { issue }));
		const push = await previewOf(desk, time, call);
		const content = contentOf(push);
		if (content.kind !== "summary") throw new Error("no summary in a preview");
		const { summary } = content;
		const shown = summaryReply(push.id, summary, summary.lines, wording);
		const audience = await parts.audience(summary, push.dueAt);
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
			...(time === null
				? []
				: [fill(words.scheduled, { time: timeText(push.dueAt, parts) })]),
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

/** The issue that was last worked on, if it was not pushed yet; else the newest that was not. */
async function unpushed(call: DeskCall): Promise<DeskIssue | null> {
	const { conversation, parts } = call;
	const ids = await parts.desk.issues();
	const first = conversation.desk === null ? [] : [conversation.desk];
	let newest: DeskIssue | null = null;
	for (const id of [...first, ...ids]) {
		const desk = await parts.desk.read(id);
		if (!desk) continue;
		newest ??= desk;
		if (!(await pushOf(desk, call))) return desk;
	}
	return newest;
}

async function pushOf(
	{ issue }: DeskIssue,
	{ parts: { store } }: DeskCall,
): Promise<Push | undefined> {
	const pushes = await store.pushes.ofIssue(issue.id, "summary");
	return pushes.find(({ state }) =>
		(APPROVED as readonly string[]).includes(state),
	);
}

/** Kept under a number, for the buttons; the same one for the same content. */
async function previewOf(
	desk: DeskIssue,
	time: string | null,
	{ parts }: DeskCall,
): Promise<Push> {
	const { store } = parts;
	const now = parts.now().getTime();
	const dueAt = time === null ? now : nextAt(time, now, parts.timeZone);
	const content = JSON.stringify(parts.desk.summarize(desk));
	const known = (await store.pushes.ofIssue(desk.issue.id, "summary")).find(
		(push) =>
			push.state === "preview" &&
			push.hash === desk.hash &&
			push.content === content,
	);
	const push =
		known ??
		(await store.pushes.add(
			{ kind: "summary", issue: desk.issue.id, hash: desk.hash, content },
			now,
		));
	await store.pushes.change(push.id, ["preview"], { dueAt });
	return { ...push, dueAt };
}

export function status(call: DeskCall): Promise<Turn> {
	const { parts, wording } = call;
	const { desk: words } = wording;
	return atDesk(call, "push status", async () => {
		const push = await lastPush(call);
		if (!push) return { reply: plainReply("clarify", words.no_push) };
		const [tally, failures] = await Promise.all([
			parts.store.outbox.tally(push.id),
			parts.store.outbox.copies(push.id, NOT_SENT),
		]);
		const issue = pushName(push, wording.push.untitled);
		const later = push.dueAt > parts.now().getTime();
		const heading =
			push.state === "approved"
				? fill(later ? words.approved_later : words.approved, {
						issue,
						time: timeText(push.dueAt, parts),
					})
				: push.state === "running"
					? fill(words.progress, {
							issue,
							bar: "",
							done: String(
								tally
									.filter(({ end }) => end !== "waiting")
									.reduce((sum, { count }) => sum + count, 0),
							),
							all: "{all}",
						})
					: fill(words.done, { issue });
		const again = failures.some(({ end }) =>
			(FAILED as readonly string[]).includes(end),
		);
		return {
			subject: push.issue,
			reply: plainReply(
				"answered",
				reportText(heading, tally, failures, wording),
			),
			buttons:
				push.state === "done"
					? again
						? [[pushButton(push.id, "retry", words.button_retry)]]
						: []
					: [[pushButton(push.id, "cancel", words.button_stop)]],
		};
	});
}

/** The latest that somebody approved. */
export async function lastPush({
	parts: { store },
}: Pick<DeskCall, "parts">): Promise<Push | null> {
	const all = await store.pushes.last(50);
	return (
		all.find(
			({ kind, state }) =>
				kind === "summary" && !["preview", "cancelled"].includes(state),
		) ?? null
	);
}

/** As its summary is headed. */
export function pushName(push: Push, untitled: string): string {
	const content = contentOf(push);
	return content.kind === "summary"
		? nameOf(content.summary, untitled)
		: push.issue;
}
