/** What a test expects of the bot at one place; a failure shows the conversation so far. */

import type { SentMessage } from "./sent.ts";
import type { Place, Stage, Target } from "./stage.ts";

export interface BotInPlace {
	/** The next message of the bot at this place that matches; those passed over are not looked at again. */
	replies(pattern?: RegExp | string, options?: Within): Promise<SentMessage>;
	/** The first one that answers the given message and was not awaited before. */
	repliesTo(
		said: Target,
		pattern?: RegExp | string,
		options?: Within,
	): Promise<SentMessage>;
	/** The card comes to read so. */
	edits(
		sent: SentMessage,
		pattern: RegExp | string,
		options?: Within,
	): Promise<SentMessage>;
	/** Fails when the bot said anything here after this. Wait first for a proof that it has read it, as `deliverAll` gives. */
	saidNothingSince(said: Target): void;
	/** All that it said here. */
	messages(): SentMessage[];
}

interface Within {
	withinMs?: number;
}

export function createBotInPlace(stage: Stage, place: Place): BotInPlace {
	const { sent, changes, transcript } = stage;
	let seen = 0;
	const isHere = ({ chat, threadId }: SentMessage) => {
		if (chat !== place.chat.id) return false;
		// In a group of topics everything stands in one.
		if (!place.thread) return threadId === null || place.chat.mode === "topic";
		return threadId !== null && threadId === place.thread.thread;
	};
	const fail = (expected: string) =>
		`${expected}\n--- the conversation so far ---\n${transcript.read(place.chat)}`;
	const taken = new Set<SentMessage>();
	const find = (
		pattern: RegExp | string | undefined,
		also: (message: SentMessage, index: number) => boolean,
	) => {
		const index = sent.messages.findIndex(
			(message, index) =>
				!taken.has(message) &&
				isHere(message) &&
				also(message, index) &&
				matches(message.text, pattern),
		);
		const message = sent.messages[index];
		return message ? { message, index } : null;
	};
	const wanted = (pattern: RegExp | string | undefined) =>
		pattern === undefined ? "" : ` with ${pattern}`;
	return {
		replies: (pattern, { withinMs = 5000 } = {}) =>
			changes.until(
				() => {
					const found = find(pattern, (_, index) => index >= seen);
					if (!found) return null;
					seen = found.index + 1;
					return found.message;
				},
				withinMs,
				() => fail(`the bot does not reply${wanted(pattern)}`),
			),
		// Answers to several questions may come in any order.
		repliesTo: ({ message: { id, n } }, pattern, { withinMs = 5000 } = {}) =>
			changes.until(
				() => {
					const found = find(pattern, ({ replyTo }) => replyTo === id);
					if (!found) return null;
					taken.add(found.message);
					return found.message;
				},
				withinMs,
				() => fail(`the bot does not reply to #${n}${wanted(pattern)}`),
			),
		edits: (message, pattern, { withinMs = 5000 } = {}) =>
			changes.until(
				() =>
					message.edits.length > 0 && matches(message.text, pattern)
						? message
						: null,
				withinMs,
				() =>
					fail(`the bot does not edit its message so that it says ${pattern}`),
			),
		saidNothingSince(said) {
			const later = sent.messages.find(
				(one) => isHere(one) && one.message.n > said.message.n,
			);
			if (later)
				throw new Error(
					fail(`the bot should have stayed silent, but said: ${later.text}`),
				);
		},
		messages: () => sent.messages.filter(isHere),
	};
}

function matches(text: string, pattern: RegExp | string | undefined): boolean {
	if (pattern === undefined) return true;
	return typeof pattern === "string" ? text === pattern : pattern.test(text);
}
