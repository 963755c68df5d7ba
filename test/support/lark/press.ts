/** A button pressed under one of the bot's cards, and what the bot answers to it. */

import { checkCard, isObject, type Json } from "./card.ts";
import type { PlatformEvent } from "./deliveries.ts";
import { Refusal } from "./refusal.ts";
import type { Stage } from "./stage.ts";
import type { WireCardAction } from "./wire.ts";
import type { Member, StoredMessage } from "./world.ts";

export interface Press {
	readonly event: PlatformEvent;
	/** What the bot answers, or that it does not. */
	answer(): Promise<CardAnswer | typeof NO_ANSWER>;
	/** The same, but fails where no answer comes, or none that the platform takes. */
	answered(): Promise<CardAnswer>;
}

export const NO_ANSWER = "no answer within 3 s";

export interface CardAnswer {
	toast: { type: string; content: string } | null;
	/** What takes the card's place. */
	card: Json | null;
	/** Why the platform cannot take it; the member sees an error then. */
	problem: string | null;
}

export function press(
	stage: Stage,
	who: Member,
	message: StoredMessage,
	value: unknown,
	what: string,
): Press {
	const { world, transcript, changes } = stage;
	transcript.note(message.chat, `${who.name} ${what}`);
	const action: WireCardAction = {
		operator: {
			open_id: who.ids.open_id,
			union_id: who.ids.union_id,
			tenant_key: world.tenantKey,
		},
		token: world.newId("c").replace("_", "-"),
		action: { value, tag: "button" },
		host: "im_message",
		context: {
			open_message_id: message.id,
			open_chat_id: message.chat.id,
		},
	};
	let answer: CardAnswer | null = null;
	const event = stage.emit("card.action.trigger", action, {
		once: true,
		onAnswer(data) {
			answer = readAnswer(data);
			if (answer.toast)
				transcript.note(message.chat, `(toast: ${answer.toast.content})`);
			if (!answer.card) return;
			message.content = JSON.stringify(answer.card);
			message.updatedAt = stage.now();
			stage.sent.edited(message);
			stage.tell(message, " (edited)");
		},
	});
	const outcome = () =>
		changes.until(
			() =>
				answer ??
				(event.deliveries.some(({ result }) => result === "pending")
					? null
					: NO_ANSWER),
			// The deadline itself ends the wait before this does.
			stage.ackMs + 5000,
			() => `no end of ${who.name} ${what}`,
		);
	return {
		event,
		answer: outcome,
		async answered() {
			const given = await outcome();
			if (given !== NO_ANSWER && given.problem === null) return given;
			throw new Error(
				`when ${who.name} ${what}: ${given === NO_ANSWER ? given : given.problem}\n${transcript.read(message.chat)}`,
			);
		},
	};
}

/** https://open.feishu.cn/document/feishu-cards/card-callback-communication */
function readAnswer(data: unknown): CardAnswer {
	const nothing = { toast: null, card: null };
	if (data === null) return { ...nothing, problem: null };
	if (!isObject(data))
		return { ...nothing, problem: "the answer is no object" };
	const { toast = null, card = null, ...others } = data;
	const unknown = Object.keys(others)[0];
	if (unknown) return { ...nothing, problem: `the answer has ${unknown}` };
	if (toast !== null && !isToast(toast))
		return { ...nothing, problem: `no toast: ${JSON.stringify(toast)}` };
	if (card === null) return { toast, card, problem: null };
	if (!isObject(card) || card.type !== "raw")
		return { toast, card: null, problem: "the fake takes cards of type raw" };
	try {
		checkCard(card.data);
		return { toast, card: card.data, problem: null };
	} catch (error) {
		if (error instanceof Refusal)
			return { toast, card: null, problem: error.message };
		throw error;
	}
}

function isToast(given: unknown): given is { type: string; content: string } {
	return (
		isObject(given) &&
		/^(info|success|warning|error)$/.test(String(given.type ?? "info")) &&
		typeof given.content === "string" &&
		given.content !== ""
	);
}
