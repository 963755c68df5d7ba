/** Carries out what staff ordered. */

import { deskReply } from "../replies/desk-reply.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import {
	correctArticle,
	decideInWords,
	takeBack,
	withdrawArticles,
} from "./after-turns.ts";
import { replacePage } from "./bring-in.ts";
import { atDesk, type DeskCall, issueAtDesk } from "./desk-call.ts";
import { drafts, edit } from "./edit-turns.ts";
import { confirmInWords, propose, status } from "./push-turns.ts";
import type { Order } from "./read-order.ts";

export function deskTurn(order: Order, call: DeskCall): Promise<Turn> {
	switch (order.do) {
		case "edit":
			return edit(call, order.edit);
		case "drafts":
			return drafts(call, order.issue);
		case "replace page":
			return replacePage(call);
		case "withdraw":
			return withdrawArticles(call, order.numbers);
		case "correct":
			return correctArticle(call, order);
		case "push":
			return propose(call, order);
		case "status":
			return status(call);
		case "confirm":
			return confirmInWords(call);
		case "cancel":
			return decideInWords(call, "cancel", order.vague);
		case "retry":
			return decideInWords(call, "retry");
		case "take back":
			return takeBack(call);
		case "unclear":
			return howTo(call);
	}
}

/** The issue at the desk, with the ways to correct it. */
function howTo(call: DeskCall): Promise<Turn> {
	const { wording } = call;
	return atDesk(call, "unclear", async () => {
		const desk = await issueAtDesk(call);
		return {
			reply: desk
				? deskReply(desk, { before: [wording.desk.unclear] }, wording)
				: plainReply("clarify", wording.desk.none),
		};
	});
}
