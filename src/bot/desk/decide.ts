/** What staff decide about a push, by a button or in words, and what follows from it. */

import type { Button } from "../../chat/reply.ts";
import { FAILED } from "../../publishing/publisher.ts";
import { contentOf } from "../../publishing/push-content.ts";
import type {
	Approver,
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
import { fill } from "../wording.ts";
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

/** Somebody else was quicker: what was shown holds no longer. The turn is taken again. */
class Outdated extends Error {}

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
	/** What is written only if the push is still as it was looked at. */
	const change =
		(
			from: readonly PushState[],
			to: Parameters<Tables["pushes"]["change"]>[2],
			more: (tables: Tables) => Promise<unknown> = async () => {},
		) =>
		async (tables: Tables) => {
			if (!(await tables.pushes.change(push.id, from, to)))
				throw new Outdated(`push ${push.id} is not ${from.join(" or ")}`);
			await more(tables);
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
				buttons: isIn("preview")
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
			if (!isIn("preview", "waiting")) return end(words.outdated);
			const content = contentOf(push);
			if (content.kind !== "summary") return end(words.outdated);
			const audience = await parts.audience(content.summary, push.dueAt);
			return {
				...end(
					fill(words.ask_confirm, {
						issue,
						audience: audienceLines(audience, wording).join("\n"),
					}),
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
					...end(words.cancelled),
					save: change(
						["preview", "waiting", "approved"],
						{ state: "cancelled", endedAt: now },
						({ outbox }) => outbox.cancel(push.id, now),
					),
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
			const failed = await parts.store.outbox.copies(push.id, FAILED);
			if (!isIn("done") || failed.length === 0)
				return end(words.nothing_failed);
			return {
				...end(fill(words.retrying, { count: String(failed.length) })),
				save: change(["done"], {
					state: "approved",
					dueAt: now,
					report: by.report,
				}),
			};
		}
		case "withdraw": {
			if (push.kind !== "summary" || !isIn("running", "done"))
				return end(words.outdated);
			return {
				...end(words.withdrawing),
				save: change(
					["running", "done"],
					{ state: "withdrawn", endedAt: now },
					async ({ outbox, pushes }) => {
						await outbox.cancel(push.id, now);
						await outbox.release(push.id);
						await pushes.add(
							{
								kind: "withdrawal",
								issue: push.issue,
								hash: push.hash,
								content: JSON.stringify({ push: push.id }),
								state: "approved",
								approvals: [approver(by, now)],
								report: { ...by.report, messageId: null },
							},
							now,
						);
					},
				),
			};
		}
	}

	async function confirm(): Promise<Decision> {
		if (!isIn("preview", "waiting")) return end(words.outdated);
		const desk = await parts.desk.read(push.issue);
		if (desk?.hash !== push.hash) return end(words.outdated);
		const known = push.approvals.filter(
			({ platform, id }) => platform !== by.platform || id !== by.id,
		);
		const approvals = [...known, approver(by, now)];
		const missing = parts.approvers - approvals.length;
		if (missing > 0) {
			const others = othersThan(by, parts);
			const again = push.state === "waiting";
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
				save: change(["preview", "waiting"], {
					state: "waiting",
					approvals,
					report: by.report,
				}),
			};
		}
		const later = push.dueAt > now;
		const time = timeText(push.dueAt, parts);
		return {
			...end(
				later
					? fill(words.approved_later, { issue, time })
					: fill(words.approved, { issue }),
			),
			buttons: [
				[button("cancel", later ? words.button_cancel : words.button_stop)],
			],
			save: change(["preview", "waiting"], {
				state: "approved",
				approvals,
				report: by.report,
			}),
		};
	}

	/** The summary as it will look, and the question. */
	function invite(place: ReportPlace): Saying[] {
		const content = contentOf(push);
		if (content.kind !== "summary") return [];
		const { summary } = content;
		const shown = summaryReply(push.id, summary, summary.lines, wording);
		return [
			saying(place, shown.reply, shown.buttons),
			saying(place, plainReply("answered", fill(words.second, { issue })), [
				[
					button("confirm", words.button_confirm),
					button("cancel", words.button_cancel),
				],
			]),
		];
	}
}

function approver({ platform, id }: Decider, at: number): Approver {
	return { platform, id, at };
}

/** All staff but this one, where they are written to directly. */
function othersThan(
	by: Decider,
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
