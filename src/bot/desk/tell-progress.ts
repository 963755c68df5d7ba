/** How a push goes on, for whoever approved it: one message that changes, and a report at the end. */

import { FAILED } from "../../publishing/publisher.ts";
import type { Push, Tally } from "../../store/store.ts";
import type { BotParts } from "../bot.ts";
import { NOTHING, type Outcome } from "../outcome.ts";
import { NOT_SENT, progressText, reportText } from "../replies/push-reply.ts";
import { plainReply } from "../replies/reply-parts.ts";
import { fill } from "../wording.ts";
import { saying } from "./decide.ts";
import { pushButton } from "./push-buttons.ts";
import { pushName } from "./push-turns.ts";

export async function tellProgress(
	push: Push,
	tally: readonly Tally[],
	/** It ended because the issue was changed. */
	changed: boolean,
	parts: BotParts,
): Promise<Outcome> {
	const { report } = push;
	if (!report || (push.kind !== "summary" && tally.length === 0))
		return NOTHING;
	const wording = parts.wording();
	const { desk: words } = wording;
	const issue = pushName(push, wording.push.untitled);
	const say = (text: string, buttons: Parameters<typeof saying>[2] = []) =>
		saying(report, plainReply("answered", text), buttons);
	const change = (text: string, buttons: Parameters<typeof saying>[2] = []) =>
		report.messageId === null
			? []
			: [
					saying(
						report,
						plainReply("answered", text),
						buttons,
						report.messageId,
					),
				];
	const bar = progressText(issue, tally, wording);
	if (push.state === "running")
		return {
			...NOTHING,
			says: change(bar, [[pushButton(push.id, "cancel", words.button_stop)]]),
		};
	if (changed)
		return {
			...NOTHING,
			says: [say(fill(words.changed_since, { issue }))],
			save: ({ audit }) =>
				audit.add(
					{
						platform: report.platform,
						actor: "bot",
						action: "push cancelled",
						subject: `${push.issue} changed`,
						allowed: false,
					},
					parts.now().getTime(),
				),
		};
	const failures = await parts.store.outbox.copies(push.id, NOT_SENT);
	const again = failures.some(({ end }) =>
		(FAILED as readonly string[]).includes(end),
	);
	const heading = {
		summary: fill(words.done, { issue }),
		notice: words.notice_done,
		withdrawal: fill(words.withdraw_done, { issue: push.issue }),
	}[push.kind];
	return {
		...NOTHING,
		says: [
			...change(bar),
			say(
				reportText(heading, tally, failures, wording),
				again && push.kind === "summary"
					? [[pushButton(push.id, "retry", words.button_retry)]]
					: [],
			),
		],
	};
}
