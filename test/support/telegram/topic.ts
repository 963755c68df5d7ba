/** A topic of a forum, as a place where people speak. */

import { type BotInPlace, createBotInPlace } from "./bot-in-place.ts";
import type { Place, Stage } from "./stage.ts";
import type { WireUser } from "./wire.ts";
import type { ChatState } from "./world.ts";

export interface TopicPlace extends Place {
	readonly thread: number;
	readonly bot: BotInPlace;
	/** Nobody but administrators may write there any more. */
	closes(): void;
	/** With all that was said in it. */
	deletes(): void;
}

/** Quietly: it was there before the test, so that the bot is not told. */
export function openTopic(
	stage: Stage,
	chat: () => ChatState,
	owner: WireUser,
	name: string,
	{ quietly }: { quietly: boolean },
): TopicPlace {
	const created = stage.world.put(chat(), {
		from: owner,
		is_topic_message: true,
		forum_topic_created: { name, icon_color: 7_322_096 },
	});
	const thread = created.message_id;
	created.message_thread_id = thread;
	const topic = { name, closed: false, created };
	chat().topics.set(thread, topic);
	if (!quietly) stage.send({ message: created });
	const place: Place = {
		get chat() {
			return chat();
		},
		thread,
	};
	return {
		get chat() {
			return chat();
		},
		thread,
		bot: createBotInPlace(stage, place),
		closes() {
			topic.closed = true;
		},
		deletes() {
			chat().topics.delete(thread);
			for (const [id, message] of chat().messages)
				if (message.message_thread_id === thread) chat().messages.delete(id);
		},
	};
}
