/** The call that says something: a card, and the same as a post and as text, for when Lark takes no card. */

import type { Place } from "../../chat/incoming.ts";
import { keySpans, shownLines } from "../../chat/key-spans.ts";
import { MAX_ACTION, type Outgoing } from "../../chat/reply.ts";
import type { Form, LarkCall } from "./call.ts";
import { cardOf, plainCardOf } from "./card.ts";
import { postOf, textOf } from "./post.ts";
import type { Content } from "./shown-content.ts";

export type Render = (outgoing: Outgoing, place: Place) => LarkCall[];

/**
 * @param newKey gives another random text each time.
 * @returns a {@link Render}, which throws for a button that not every platform would take.
 */
export function createRender(newKey: () => string): Render {
	return ({ reply, buttons, answers, edits }, { topic }) => {
		const rows = buttons.filter((row) => row.length > 0);
		for (const { label, action } of rows.flat())
			if (Buffer.byteLength(action) > MAX_ACTION)
				throw new Error(
					`the button "${label}" carries ${Buffer.byteLength(action)} bytes, and a button may carry ${MAX_ACTION}: shorten its action`,
				);
		const content = (hints: boolean): Content => {
			const lines = shownLines(reply.lines, hints);
			return { lines, keys: keySpans(lines, reply.quotes), rows };
		};
		const onCard = content(rows.length === 0);
		// Without buttons somebody must be told what to type.
		const inWords = content(true);
		const card = form("interactive", cardOf(onCard));
		const all =
			edits === null
				? [card, form("post", postOf(inWords)), form("text", textOf(inWords))]
				: // Only a card can take a card's place.
					[card, form("interactive", plainCardOf(onCard))];
		// The last one is tried whatever its size: who refuses it then is Lark, with a reason.
		const forms = all.filter((one, at) => at === all.length - 1 || fits(one));
		return [{ edits, answers, inThread: topic !== null, key: newKey(), forms }];
	};
}

function form(msg_type: Form["msg_type"], content: object): Form {
	return { msg_type, content: JSON.stringify(content) };
}

/** In bytes: https://open.feishu.cn/document/server-docs/im-v1/message/create */
const MAX_BYTES: Record<Form["msg_type"], number> = {
	interactive: 30 * 1024,
	post: 30 * 1024,
	text: 150 * 1024,
};

function fits({ msg_type, content }: Form): boolean {
	return Buffer.byteLength(content) <= MAX_BYTES[msg_type];
}
