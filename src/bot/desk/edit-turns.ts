/** 草稿, and what staff correct in an issue. */

import type { DeskBusy, DeskIssue } from "../../publishing/desk.ts";
import type { Edit, EditProblem } from "../../publishing/edit-issue.ts";
import type { Tables } from "../../store/store.ts";
import { deskReply, issueName, stateOf } from "../replies/desk-reply.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import { fill, type Wording } from "../wording.ts";
import {
	about,
	atDesk,
	type DeskCall,
	issueAtDesk,
	issueNamed,
} from "./desk-call.ts";

/** The newest ones; the others have been read. */
const MAX_ISSUES = 8;

export function drafts(call: DeskCall, id: string | null): Promise<Turn> {
	const { parts, wording } = call;
	const { desk: words, push } = wording;
	const say = (text: string) => ({ reply: plainReply("clarify", text) });
	return atDesk(call, "drafts", async () => {
		if (id !== null) {
			const desk = await issueNamed(call, id);
			if (!desk) return say(fill(words.no_such_issue, { issue: id }));
			return {
				subject: desk.issue.id,
				reply: deskReply(desk, {}, wording),
				conversation: about(call, desk.issue.id),
			};
		}
		const ids = (await parts.desk.issues()).slice(0, MAX_ISSUES);
		const issues = (await Promise.all(ids.map(parts.desk.read))).filter(
			(desk) => desk !== null,
		);
		const [newest, ...others] = issues;
		if (!newest) return say(words.none);
		if (others.length === 0)
			return {
				subject: newest.issue.id,
				reply: deskReply(newest, {}, wording),
				conversation: about(call, newest.issue.id),
			};
		const lines = issues.map((desk) =>
			fill(words.issues_line, {
				issue: issueName(desk, push.untitled),
				count: String(desk.articles.length),
				state: stateOf(desk, words),
			}),
		);
		return {
			reply: plainReply(
				"answered",
				[words.issues_heading, ...lines, words.issues_hint].join("\n"),
			),
		};
	});
}

export function edit(call: DeskCall, edit: Edit): Promise<Turn> {
	return atDesk(call, edit.do, async () => {
		const { wording, parts } = call;
		const { desk: words } = wording;
		const result = await carryOut(call, edit);
		if ("turn" in result) return result.turn;
		const { before, desk } = result;
		const { id } = desk.issue;
		const changes =
			desk.issue.status === "published" && desk.hash !== before.hash;
		const standing = changes ? await parts.store.outbox.standing(id) : [];
		const held = standing.filter(({ is }) => is === "queued").length;
		return {
			subject: describe(id, edit),
			reply: deskReply(
				desk,
				{
					before: [
						words.changed,
						...(held > 0
							? [fill(words.held_back, { count: String(held) })]
							: []),
					],
					how: false,
				},
				wording,
			),
			conversation: about(call, id),
			...(changes && {
				save: (tables: Tables) => holdBack(id, tables, parts.now().getTime()),
			}),
		};
	});
}

/** What is still on its way says what was approved, not what the issue says now. */
export async function holdBack(
	issue: string,
	{ outbox, pushes }: Tables,
	now: number,
): Promise<void> {
	for (const { id } of await pushes.ofIssue(issue, "summary")) {
		await pushes.change(id, ["retrying"], { state: "done", endedAt: now });
		await outbox.cancel(id, now);
	}
}

/** What was changed, for the audit. */
export function describe(issue: string, edit: Edit): string {
	const { do: _, ...facts } = edit;
	const said = Object.values(facts).flat().join(" ");
	const short = [...said.replace(/\s+/g, " ")].slice(0, MAX_DESCRIBED);
	return `${issue} ${short.join("")}`;
}

const MAX_DESCRIBED = 100;

/** Changes the issue at the desk; or tells why that cannot be done. */
export async function carryOut(
	call: DeskCall,
	edit: Edit,
): Promise<{ before: DeskIssue; desk: DeskIssue } | { turn: Turn }> {
	const { message, conversation, parts, wording } = call;
	const { desk: words, push } = wording;
	const no = (text: string) => ({
		turn: { reply: plainReply("clarify", text) },
	});
	const before = await issueAtDesk(call);
	if (!before) return no(words.none);
	const { id } = before.issue;
	const isSure = conversation.desk === id;
	if (!isSure && (await parts.desk.issues()).length > 1)
		return {
			turn: {
				reply: deskReply(before, { before: [words.which_issue] }, wording),
				conversation: about(call, id),
			},
		};
	const key = `${message.place.platform} ${message.id}`;
	const desk = await parts.desk.edit(id, edit, key);
	if (desk === null) return no(fill(words.no_such_issue, { issue: id }));
	return "problem" in desk
		? no(problemText(desk, edit, issueName(before, push.untitled), words))
		: { before, desk };
}

function problemText(
	problem: EditProblem | DeskBusy,
	edit: Edit,
	issue: string,
	words: Wording["desk"],
): string {
	switch (problem.problem) {
		case "busy":
			return words.busy;
		case "no such article":
			return fill(words.no_such_article, {
				issue,
				number: String(problem.number),
			});
		case "words": {
			const values = {
				number: String(problem.number),
				words: edit.do === "replace" ? edit.from : "",
				count: String(problem.found),
			};
			const line = problem.found === 0 ? words.words_missing : words.words_many;
			return fill(line, values);
		}
		case "too long":
			return fill(words.too_long, { most: String(problem.most) });
		case "no change":
			return words.no_change;
		case "published":
			return words.is_published;
	}
}
