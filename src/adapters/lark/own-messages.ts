/** The bot's own messages, so that an answer to one of them is known for one. */

export interface OwnMessages {
	add(messageId: string): void;
	has(messageId: string): boolean;
}

/** Of the last days; who answers an older one calls the bot by name. */
const MAX_KEPT = 20_000;

/** @param known from before the start, the oldest first */
export function createOwnMessages(known: readonly string[]): OwnMessages {
	const kept = new Set(known.slice(-MAX_KEPT));
	return {
		add(messageId) {
			kept.delete(messageId);
			kept.add(messageId);
			if (kept.size > MAX_KEPT)
				kept.delete(kept.values().next().value as string);
		},
		has: (messageId) => kept.has(messageId),
	};
}
