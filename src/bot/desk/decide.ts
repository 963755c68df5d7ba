/** What staff decide about a push, by a button or in words, and what follows from it. */

import type { Button } from "../../chat/reply.ts";
import {
	approve,
	isTooLate,
	LIVE,
	liveOf,
	OPEN,
	Outdated,
	retry,
	withApproval,
} from "../../publishing/approval.ts";
import { FAILED } from "../../publishing/publisher.ts";
import { contentOf } from "../../publishing/push-content.ts";
import type {
	Push,
	PushState,
	ReportPlace,
	Tables,
} from "../../store/store.ts";
import type { PushStep } from "../action.ts";
import type { BotParts } from "../bot.ts";
import { PRIORITY, type Saying } from "../outcome.ts";
import { audienceLines } from "../replies/push-reply.ts";
import { plainReply } from "../replies/reply-parts.ts";
import { summaryReply } from "../replies/summary-reply.ts";
import { fill, type Wording } from "../wording.ts";
import { pushButton } from "./push-buttons.ts";
import { pushName } from "./push-turns.ts";
import { timeText } from "./time-text.ts";

export interface Decision {
	/** What the message with the buttons says from now on. */
	text: string;
	buttons: Button[][];
	/** What else is said. */
	says: Saying[];
	save: (tables: Tables) => Promise<void>;
}

export interface Decider {
	/** Who, by the platform's own id. */
	platform: string;
	id: string;
	/** Where they are told how it goes on. */
	report: ReportPlace;
}

/**
 * What it gives is right for the push as it was looked at; where somebody else is quicker, its `save` throws
 * {@link Outdated}, and the turn is taken again.
 */
export async function decide(
	step: PushStep,
	push: Push,
	by: Decider,
	parts: BotParts,
): Promise<Decision> {
	const wording = parts.wording();
	const { desk: words } = wording;
	const issue = pushName(push, wording.push.untitled);
	const now = parts.now().getTime();
	const end = (text: string): Decision => ({
		text,
		buttons: [],
		says: [],
		save: async () => {},
	});
	const change =
		(to: Parameters<Tables["pushes"]["change"]>[2]) =>
		async ({ pushes }: Tables) => {
			if (!(await pushes.change(push.id, [push.state], to)))
				throw new Outdated(`push ${push.id} is not ${push.state}`);
		};
	const button = (step: PushStep, label: string) =>
		pushButton(push.id, step, label);
	const isIn = (...states: PushState[]) => states.includes(push.state);

	switch (step) {
		case "try": {
			if (push.kind !== "summary") return end(words.outdated);
			const content = contentOf(push);
			if (content.kind !== "summary") return end(words.outdated);
			const { summary } = content;
			const shown = summaryReply(push.id, summary, summary.lines, wording);
			return {
				...end(words.tried),
				buttons: isIn("preview", "waiting")
					? [
							[
								button("try", words.button_try),
								button("ask", words.button_push),
								button("cancel", words.button_cancel),
							],
						]
					: [],
				says: [saying(by.report, shown.reply, shown.buttons)],
			};
		}
		case "ask": {
			if (!isIn(...OPEN)) return asItIs();
			const content = contentOf(push);
			if (content.kind !== "summary") return end(words.outdated);
			const audience = await parts.audience(
				content.summary,
				Math.max(now, push.dueAt),
			);
			return {
				...end(
					[
						fill(words.ask_confirm, {
							issue,
							audience: audienceLines(audience, wording).join("\n"),
						}),
						...(push.dueAt > now
							? [fill(words.scheduled, { time: timeText(push.dueAt, parts) })]
							: []),
					].join("\n"),
				),
				buttons: [
					[
						button("confirm", words.button_confirm),
						button("cancel", words.button_cancel),
					],
				],
			};
		}
		case "confirm":
			return confirm();
		case "cancel": {
			if (isIn("preview", "waiting", "approved"))
				return {
					...end(
						(await isPublic())
							? `${words.cancelled}${words.cancelled_public}`
							: words.cancelled,
					),
					save: change({ state: "cancelled", endedAt: now }),
				};
			if (isIn("retrying"))
				return {
					...end(words.stopping),
					save: change({ state: "done", endedAt: now }),
				};
			if (!isIn("running")) return end(words.outdated);
			// Those under way end, and then it is done.
			return {
				...end(words.stopping),
				save: async ({ outbox }) => {
					await outbox.cancel(push.id, now);
				},
			};
		}
		case "retry": {
			if (isIn("retrying", "running")) return asItIs();
			const failed = await parts.store.outbox.copies(push.id, FAILED);
			const other = await liveOf(parts.store.pushes, push.issue);
			if (!isIn("done") || failed.length === 0 || other)
				return end(words.nothing_failed);
			return {
				...end(fill(words.retrying, { count: String(failed.length) })),
				save: ({ pushes }) => retry(pushes, push, by.report, now),
			};
		}
		case "withdraw": {
			if (push.kind === "summary" && isIn("withdrawn"))
				return end(words.withdrawing);
			if (push.kind !== "summary" || !isIn(...SENT)) return end(words.outdated);
			return { ...end(words.withdrawing), save: takeBack };
		}
	}

	/** A push that waits for its hour has published its issue already. */
	async function isPublic(): Promise<boolean> {
		if (!isIn("approved")) return false;
		const desk = await parts.desk.read(push.issue);
		return desk?.issue.status === "published";
	}

	/** Whatever push of the issue it came with. */
	async function takeBack(tables: Tables): Promise<void> {
		const { outbox, pushes } = tables;
		await change({ state: "withdrawn", endedAt: now })(tables);
		for (const { id } of await pushes.ofIssue(push.issue, "summary")) {
			await pushes.change(id, [...LIVE, "done"], {
				state: "withdrawn",
				endedAt: now,
			});
			await outbox.cancel(id, now);
		}
		await pushes.add(
			{
				kind: "withdrawal",
				issue: push.issue,
				hash: push.hash,
				content: JSON.stringify({ push: push.id }),
				state: "approved",
				approvals: [{ platform: by.platform, id: by.id, at: now }],
				report: { ...by.report, messageId: null },
			},
			now,
		);
	}

	/** For a button that was pressed before, by the same hand or by another. */
	function asItIs(): Decision {
		return isIn(...LIVE) ? underWay(push.state) : end(words.outdated);
	}

	function underWay(state: PushState): Decision {
		const later = state === "approved" && push.dueAt > now;
		return {
			...end(
				later
					? fill(words.approved_later, {
							issue,
							time: timeText(push.dueAt, parts),
						})
					: fill(words.approved, { issue }),
			),
			buttons: [
				[button("cancel", later ? words.button_cancel : words.button_stop)],
			],
		};
	}

	async function confirm(): Promise<Decision> {
		if (!isIn(...OPEN)) return asItIs();
		if (push.kind === "summary") {
			const desk = await parts.desk.read(push.issue);
			const other = await liveOf(parts.store.pushes, push.issue);
			if (desk?.hash !== push.hash || other) return end(words.outdated);
			if (isTooLate(push, now))
				return end(fill(words.too_late, { time: timeText(push.dueAt, parts) }));
		}
		const approval = withApproval(
			push,
			{ platform: by.platform, id: by.id, at: now },
			parts.approvers,
		);
		const save = ({ pushes }: Tables) =>
			approve(pushes, push, approval, by.report, now);
		if (approval.state === "waiting") {
			const others = othersThan(by, parts);
			const { again } = approval;
			return {
				...end(
					again
						? words.not_same_person
						: others.length > 0
							? words.waiting_second
							: words.waiting_second_none,
				),
				buttons: [[button("cancel", words.button_cancel)]],
				says: again ? [] : others.flatMap((place) => invite(place)),
				save,
			};
		}
		return { ...underWay("approved"), save };
	}

	/** The summary as it will look, and the question. */
	function invite(place: ReportPlace): Saying[] {
		const content = contentOf(push);
		if (content.kind !== "summary") return [];
		const { summary } = content;
		const shown = summaryReply(push.id, summary, summary.lines, wording);
		return [
			saying(place, shown.reply, shown.buttons),
			askSecond(place, fill(words.second, { issue }), () => push.id, wording),
		];
	}
}

/** @param push asked for when it is written down: what it is about may be written just before. */
export function askSecond(
	place: ReportPlace,
	text: string,
	push: () => number,
	{ desk: words }: Wording,
): Saying {
	const reply = plainReply("answered", text);
	return {
		...saying(place, reply, []),
		outgoing: () => ({
			reply,
			buttons: [
				[
					pushButton(push(), "confirm", words.button_confirm),
					pushButton(push(), "cancel", words.button_cancel),
				],
			],
			answers: null,
			edits: null,
		}),
	};
}

/** Something of it may stand in the chats. */
export const SENT = ["running", "retrying", "done"] as const;

/** All staff but this one, where they are written to directly. */
export function othersThan(
	by: Pick<Decider, "platform" | "id">,
	{ staff, platforms }: BotParts,
): ReportPlace[] {
	return Object.entries(staff)
		.filter(([platform]) => platforms.includes(platform))
		.flatMap(([platform, ids]) =>
			ids
				.filter((id) => platform !== by.platform || id !== by.id)
				.map((chat) => ({ platform, chat, messageId: null })),
		);
}

export function saying(
	{ platform, chat }: ReportPlace,
	reply: ReturnType<typeof plainReply>,
	buttons: Button[][],
	edits: string | null = null,
): Saying {
	return {
		place: { platform, chat, topic: null },
		group: false,
		priority: PRIORITY.answer,
		shown: null,
		outgoing: () => ({ reply, buttons, answers: null, edits }),
	};
}
