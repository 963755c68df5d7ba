/** 草稿, and what staff correct in an issue. */

import type { Edit } from "../../publishing/edit-issue.ts";
import { deskReply, issueName, stateOf } from "../replies/desk-reply.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import { fill } from "../wording.ts";
import { about, atDesk, type DeskCall, issueAtDesk } from "./desk-call.ts";

/** The newest ones; the others have been read. */
const MAX_ISSUES = 8;

export function drafts(call: DeskCall, id: string | null): Promise<Turn> {
	const { parts, wording } = call;
	const { desk: words, push } = wording;
	const say = (text: string) => ({ reply: plainReply("clarify", text) });
	return atDesk(call, "drafts", async () => {
		if (id !== null) {
			const desk = await parts.desk.read(id);
			if (!desk) return say(fill(words.no_such_issue, { issue: id }));
			return {
				subject: id,
				reply: deskReply(desk, {}, wording),
				conversation: about(call, id),
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
		const { wording } = call;
		const result = await carryOut(call, edit);
		if ("says" in result) return { reply: plainReply("clarify", result.says) };
		const { desk } = result;
		return {
			subject: desk.issue.id,
			reply: deskReply(
				desk,
				{ before: [wording.desk.changed], how: false },
				wording,
			),
			conversation: about(call, desk.issue.id),
		};
	});
}

/** Changes the issue at the desk; or says why that cannot be done. */
export async function carryOut(call: DeskCall, edit: Edit) {
	const { parts, wording } = call;
	const { desk: words, push } = wording;
	const before = await issueAtDesk(call);
	if (!before) return { says: words.none };
	const issue = issueName(before, push.untitled);
	const desk = await parts.desk.edit(before.issue.id, edit);
	if (desk === null)
		return { says: fill(words.no_such_issue, { issue: before.issue.id }) };
	if (!("problem" in desk)) return { before, desk };
	switch (desk.problem) {
		case "busy":
			return { says: words.busy };
		case "no such article":
			return {
				says: fill(words.no_such_article, {
					issue,
					number: String(desk.number),
				}),
			};
		case "words": {
			const values = {
				number: String(desk.number),
				words: edit.do === "replace" ? edit.from : "",
				count: String(desk.found),
			};
			const line = desk.found === 0 ? words.words_missing : words.words_many;
			return { says: fill(line, values) };
		}
	}
}
