/** Puts into words what a push sends to the chats. */

import type { Composer } from "../../publishing/publisher.ts";
import { plainReply } from "../replies/reply-parts.ts";
import { nameOf, summaryReply } from "../replies/summary-reply.ts";
import { fill, type Wording } from "../wording.ts";

export function createComposer(wording: () => Wording): Composer {
	return {
		summary(push, summary, lines) {
			const { reply, buttons } = summaryReply(push, summary, lines, wording());
			return { reply, buttons };
		},
		notice: (text) => ({ reply: plainReply("answered", text), buttons: [] }),
		withdrawal(summary) {
			const { push: words } = wording();
			const issue = nameOf(summary, words.untitled);
			const text = fill(words.withdrawn, { issue });
			return { reply: plainReply("answered", text), buttons: [] };
		},
	};
}
