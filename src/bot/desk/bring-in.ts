/** Staff send a page of the paper, as a file or as text: it becomes a draft, and they see what was made of it. */

import { createHash } from "node:crypto";
import type { BroughtIn } from "../../publishing/desk.ts";
import type { Conversation } from "../conversations.ts";
import { deskReply, issueName, stateOf } from "../replies/desk-reply.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import { fill } from "../wording.ts";
import { about, atDesk, type DeskCall } from "./desk-call.ts";

export function bringInFile(
	call: DeskCall,
	file: { id: string; name: string },
): Promise<Turn> {
	const { message, conversation, parts, wording } = call;
	const words = wording.desk;
	const name = file.name === "" ? words.draft : file.name;
	return atDesk(
		call,
		"upload",
		async () => {
			const fetched = await parts.fetchFile(message);
			if ("problem" in fetched)
				return {
					subject: name,
					reply: plainReply(
						"clarify",
						fetched.problem === "too large"
							? fill(words.too_large, { name })
							: fill(words.download_failed, { name, why: fetched.why }),
					),
				};
			const bytes = fetched.bytes;
			return bringIn(
				call,
				{ name, bytes },
				{ into: conversation.desk, replaces: conversation.replaces },
			);
		},
		words.file_no,
	);
}

/** Longer than what anybody asks, and of several lines. */
const MIN_PASTED_CHARS = 200;
const MIN_PASTED_LINES = 4;

/** Clients cut what is longer than a message may be; what comes right behind a full one is its rest. */
const FULL_CHARS = 3500;
const RIGHT_BEHIND_MS = 60_000;

/** A page of the paper, or the rest of one. */
export function isPasted(
	{ message, conversation }: DeskCall,
	{ isCommand }: { isCommand: boolean },
): boolean {
	const { text, at } = message;
	const lines = text.split("\n").filter((line) => line.trim() !== "").length;
	if (text.length >= MIN_PASTED_CHARS && lines >= MIN_PASTED_LINES) return true;
	// Something short is the end of a page only if it ends like one; else somebody goes on talking.
	const isPrint = text.length >= MIN_REST_CHARS || /[。！”）》]\s*$/.test(text);
	return isPrint && !isCommand && restOf(conversation, at) !== null;
}

/** Shorter is what people ask. */
const MIN_REST_CHARS = 60;

/** What comes next replaces the page of the same name. */
export function replacePage(call: DeskCall): Promise<Turn> {
	const { conversation, wording } = call;
	return atDesk(call, "replace page", async () => ({
		reply: plainReply("clarify", wording.desk.send_again),
		conversation: { ...conversation, replaces: true },
	}));
}

function restOf({ paste }: Conversation, at: number) {
	return paste && at - paste.at < RIGHT_BEHIND_MS ? paste : null;
}

export function bringInText(call: DeskCall): Promise<Turn> {
	const { message, conversation } = call;
	return atDesk(call, "paste", () => {
		const before = restOf(conversation, message.at);
		const text = before ? `${before.text}${message.text}` : message.text;
		const name = before?.name ?? `粘贴-${digest(message.text)}.txt`;
		const full = message.text.length >= FULL_CHARS;
		return bringIn(
			call,
			{ name, bytes: new TextEncoder().encode(text) },
			{
				into: conversation.desk,
				replaces: before !== null,
				paste: full ? { name, text, at: message.at } : null,
			},
		);
	});
}

function digest(text: string): string {
	return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

async function bringIn(
	call: DeskCall,
	file: { name: string; bytes: Uint8Array },
	{
		into,
		replaces = false,
		paste = null,
	}: {
		into: string | null;
		replaces?: boolean;
		paste?: Conversation["paste"];
	},
): Promise<Turn & { subject: string }> {
	const { parts, wording } = call;
	const words = wording.desk;
	const result = await parts.desk.bringIn(file, into, replaces);
	if ("problem" in result) {
		const line =
			result.problem === "input"
				? fill(words.problem, { why: result.why })
				: {
						busy: words.busy,
						replaces: fill(words.page_differs, { name: file.name }),
					}[result.problem];
		return { subject: file.name, reply: plainReply("clarify", line) };
	}
	const { desk, doubts } = result;
	return {
		subject: `${desk.issue.id} ${file.name}`,
		reply: deskReply(
			desk,
			{ before: [received(file.name, result, call)], doubts },
			wording,
		),
		conversation: about(call, desk.issue.id, paste),
	};
}

function received(
	name: string,
	{ desk, known }: BroughtIn,
	{ wording: { desk: words, push } }: DeskCall,
): string {
	const issue = issueName(desk, push.untitled);
	return known
		? fill(words.received_again, { name, issue, state: stateOf(desk, words) })
		: fill(words.received, { name, issue });
}
