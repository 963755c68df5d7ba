/** The bot's own messages, so that an answer to one of them is known for one. After a restart only new ones are. */

export interface OwnMessages {
	add(messageId: string): void;
	has(messageId: string): boolean;
}

/** Of the last days; who answers an older one calls the bot by name. */
const MAX_KEPT = 20_000;

export function createOwnMessages(max = MAX_KEPT): OwnMessages {
	const kept = new Set<string>();
	return {
		add(messageId) {
			kept.delete(messageId);
			kept.add(messageId);
			if (kept.size > max) kept.delete(kept.values().next().value as string);
		},
		has: (messageId) => kept.has(messageId),
	};
}
