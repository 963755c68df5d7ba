/** Who has to agree to a push, and what may follow: an issue has one push under way at most. */

import type {
	Approver,
	Push,
	Pushes,
	PushState,
	ReportPlace,
} from "../store/store.ts";

/** Approved, and not over. */
export const LIVE: readonly PushState[] = ["approved", "running", "retrying"];

/** What may still be approved. */
export const OPEN: readonly PushState[] = ["preview", "waiting"];

/** Somebody else was quicker: what was looked at holds no longer. */
export class Outdated extends Error {
	override readonly name = "Outdated";
}

export interface Approval {
	state: "waiting" | "approved";
	approvals: Approver[];
	/** This one had agreed before. */
	again: boolean;
}

/** @param needed how many different members of staff have to agree. */
export function withApproval(
	{ approvals: before }: Pick<Push, "approvals">,
	by: Approver,
	needed: number,
): Approval {
	const others = before.filter(
		({ platform, id }) => platform !== by.platform || id !== by.id,
	);
	const approvals = [...others, by];
	return {
		state: approvals.length < needed ? "waiting" : "approved",
		approvals,
		again: others.length < before.length,
	};
}

/** The push of this issue's summary that is under way. */
export async function liveOf(
	pushes: Pushes,
	issue: string,
): Promise<Push | undefined> {
	const all = await pushes.ofIssue(issue, "summary");
	return all.find(({ state }) => LIVE.includes(state));
}

/**
 * To be called within a transaction. Other previews of the same issue are over with it.
 * @throws Outdated where the push is no longer as it was looked at, or the issue has one under way.
 */
export async function approve(
	pushes: Pushes,
	push: Push,
	{ state, approvals }: Approval,
	report: ReportPlace,
	now: number,
): Promise<void> {
	const fresh = await pushes.find(push.id);
	const same =
		fresh?.state === push.state &&
		JSON.stringify(fresh.approvals) === JSON.stringify(push.approvals);
	const changed =
		same &&
		(push.kind !== "summary" || !(await liveOf(pushes, push.issue))) &&
		(await pushes.change(push.id, OPEN, { state, approvals, report }));
	if (!changed) throw new Outdated(`push ${push.id} has changed`);
	if (state !== "approved" || push.kind !== "summary") return;
	for (const other of await pushes.ofIssue(push.issue, "summary"))
		await pushes.change(other.id, OPEN, { state: "cancelled", endedAt: now });
}

/** To be called within a transaction. @throws Outdated */
export async function retry(
	pushes: Pushes,
	{ id, issue }: Pick<Push, "id" | "issue">,
	report: ReportPlace | null,
	now: number,
): Promise<void> {
	const to = {
		state: "retrying",
		dueAt: now,
		...(report && { report }),
	} as const;
	if ((await liveOf(pushes, issue)) || !(await pushes.change(id, ["done"], to)))
		throw new Outdated(`push ${id} is not done`);
}

/** A preview whose hour passed before it was approved: nobody agreed to send it at once. */
export function isTooLate({ dueAt, addedAt }: Push, now: number): boolean {
	return dueAt > addedAt && dueAt <= now;
}
