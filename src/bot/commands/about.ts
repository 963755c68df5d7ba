/** 帮助, 隐私, 忘记我, 我是谁, 反馈: what concerns the bot itself and what it knows of a person. */

import { maskNumbers } from "../mask-numbers.ts";
import { plainReply } from "../replies/reply-parts.ts";
import type { Turn } from "../turn.ts";
import { fill } from "../wording.ts";
import type { CommandCall } from "./run-command.ts";
import { comments, isStaff } from "./staff.ts";

export function help({ message, parts, wording }: CommandCall): Turn {
	const { help, help_group, help_staff } = wording.commands;
	const lines = [
		help,
		...(message.direct ? [] : [help_group]),
		...(message.direct && isStaff(message, parts) ? [help_staff] : []),
	];
	return { reply: plainReply("answered", lines.join("\n")) };
}

export function privacy({ message, parts, wording }: CommandCall): Turn {
	const { retention } = parts;
	const platform = wording.privacy.platforms[message.place.platform];
	const text = fill(wording.privacy.text, {
		inbox_hours: String(retention.inboxHours),
		answers_days: String(retention.answersDays),
		unanswered_days: String(retention.unansweredDays),
		feedback_days: String(retention.feedbackDays),
	});
	const lines = platform === undefined ? [text] : [text, platform];
	return { reply: plainReply("answered", lines.join("\n")) };
}

/** In a direct chat the chat is the person: what was answered there and the subscription go, too. */
export function forget({ message, person, wording }: CommandCall): Turn {
	const { forgotten, forgotten_direct } = wording.commands;
	const { place, direct } = message;
	return {
		reply: plainReply("answered", direct ? forgotten_direct : forgotten),
		conversation: null,
		save: async ({ conversations, feedback, answers, chats }) => {
			await conversations.forgetPerson(person);
			await feedback.forget(person);
			if (!direct) return;
			await answers.forget(place.platform, place.chat);
			await chats.forget(place.platform, place.chat);
		},
	};
}

/** The ids that staff write into `config/bot.yml`. */
export function whoami({ message, wording }: CommandCall): Turn {
	const { place, sender, direct } = message;
	const { you, group, hidden } = wording.whoami;
	const values = { platform: place.platform, id: sender.id, chat: place.chat };
	const lines = [
		fill(sender.asGroup ? hidden : you, values),
		...(direct ? [] : [fill(group, values)]),
	];
	return { reply: plainReply("answered", lines.join("\n")) };
}

/** Longer ones are rare, and cut. */
const MAX_COMMENT = 1000;

export async function feedback(call: CommandCall): Promise<Turn> {
	const { message, words, person, wording, parts } = call;
	const { feedback_empty, feedback_thanks } = wording.commands;
	if (words === "")
		return message.direct && isStaff(message, parts)
			? comments(call)
			: { reply: plainReply("clarify", feedback_empty) };
	return {
		reply: plainReply("answered", feedback_thanks),
		save: ({ feedback }) =>
			feedback.comment(
				{
					platform: message.place.platform,
					person,
					text: maskNumbers(words, MAX_COMMENT),
				},
				parts.now().getTime(),
			),
	};
}
