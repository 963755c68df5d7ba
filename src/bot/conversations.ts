/** What the bot keeps in mind of a conversation: a person's last questions in a chat, and what it showed them. */

export interface Conversation {
	/** Oldest first. */
	questions: string[];
	/** Articles of the last reply (of a list: of all its pages so far), so that 全文 2 can name one by its number. */
	shown: string[];
	open: Open | null;
}

/** What 继续 goes on with: an article, from an offset in its body, or the list that answers a question, from a line. */
export type Open =
	| { article: string; offset: number }
	| { list: string; offset: number };

/** Who is talking where; two people in one group have a conversation each. */
export interface Talker {
	platform: string;
	chat: string;
	sender: string;
}

export interface Conversations {
	recall(talker: Talker): Conversation;
	keep(talker: Talker, conversation: Conversation): void;
	forget(talker: Talker): void;
}

/** After so long a silence a new question is a new conversation. */
const FORGET_AFTER_MS = 10 * 60_000;
const MAX_QUESTIONS = 3;
/** More people at once than a group has; the longest silent are forgotten first. */
const MAX_TALKERS = 10_000;

export function createConversations(now: () => Date): Conversations {
	const kept = new Map<string, { conversation: Conversation; at: number }>();
	const key = ({ platform, chat, sender }: Talker) =>
		JSON.stringify([platform, chat, sender]);

	return {
		recall(talker) {
			const entry = kept.get(key(talker));
			if (entry && now().getTime() - entry.at < FORGET_AFTER_MS)
				return entry.conversation;
			return { questions: [], shown: [], open: null };
		},
		keep(talker, conversation) {
			const id = key(talker);
			// Set anew, so that the map stays ordered by the last word.
			kept.delete(id);
			kept.set(id, {
				conversation: {
					...conversation,
					questions: conversation.questions.slice(-MAX_QUESTIONS),
				},
				at: now().getTime(),
			});
			for (const [oldest, { at }] of kept) {
				const stale = now().getTime() - at >= FORGET_AFTER_MS;
				if (!stale && kept.size <= MAX_TALKERS) break;
				kept.delete(oldest);
			}
		},
		forget(talker) {
			kept.delete(key(talker));
		},
	};
}
