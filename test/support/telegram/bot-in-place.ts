/** What a test expects of the bot at one place; a failure shows the conversation so far. */

import type { SentMessage } from "./sent.ts";
import type { Place, Said, Stage } from "./stage.ts";

export interface BotInPlace {
	/** The next message of the bot at this place that matches; those passed over are not looked at again. */
	replies(pattern?: RegExp | string, options?: Within): Promise<SentMessage>;
	/** The same, and it must quote the given message. */
	repliesTo(
		said: Said,
		pattern?: RegExp | string,
		options?: Within,
	): Promise<SentMessage>;
	/** The message comes to read so. */
	edits(
		sent: SentMessage,
		pattern: RegExp | string,
		options?: Within,
	): Promise<SentMessage>;
	/** Fails when the bot said anything here after this. Wait first for a proof that it has read it, as `deliverAll` gives. */
	saidNothingSince(said: Said): void;
	/** All that it said here. */
	messages(): SentMessage[];
}

interface Within {
	withinMs?: number;
}

export function createBotInPlace(stage: Stage, place: Place): BotInPlace {
	const { sent, changes, transcript } = stage;
	let seen = 0;
	const isHere = (message: SentMessage) =>
		message.chat === place.chat.wire.id && message.thread === place.thread;
	const fail = (expected: string) =>
		`${expected}\n--- the conversation so far ---\n${transcript.read(place.chat)}`;
	const next = (
		pattern: RegExp | string | undefined,
		withinMs: number,
		also: (message: SentMessage) => boolean,
		what: string,
	) => {
		const from = seen;
		return changes.until(
			() => {
				const index = sent.messages.findIndex(
					(message, index) =>
						index >= Math.max(from, seen) &&
						isHere(message) &&
						also(message) &&
						matches(message.text, pattern),
				);
				if (index < 0) return null;
				seen = index + 1;
				return sent.messages[index];
			},
			withinMs,
			() =>
				fail(
					`the bot does not ${what}${pattern === undefined ? "" : ` with ${pattern}`}`,
				),
		);
	};
	return {
		replies: (pattern, { withinMs = 5000 } = {}) =>
			next(pattern, withinMs, () => true, "reply"),
		repliesTo: (said, pattern, { withinMs = 5000 } = {}) =>
			next(
				pattern,
				withinMs,
				({ replyTo }) => replyTo === said.message.message_id,
				`reply to message ${said.message.message_id}`,
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
				(message) =>
					isHere(message) && message.messageId > said.message.message_id,
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
