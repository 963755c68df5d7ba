/** People of a scene: members who speak in groups and directly, press buttons, take back what they said. */

import { type BotInPlace, createBotInPlace } from "./bot-in-place.ts";
import { type Press, press } from "./press.ts";
import type { SentMessage } from "./sent.ts";
import type { Place, Stage, Target } from "./stage.ts";
import { createVoice, type Voice } from "./voice.ts";
import type { Member } from "./world.ts";

export interface Person {
	readonly openId: string;
	readonly name: string;
	readonly member: Member;
	/** In a group or one of its threads. Whoever was no member is one now. */
	in(place: Place): Voice;
	/** The chat with the bot. */
	direct(): DirectChat;
	/** @throws Error when there is no such button. */
	presses(target: SentMessage, label: string): Press;
	/** What a hostile client can do: any value, under any message. */
	forges(target: Target, value: unknown): Press;
	/** Takes a message back; as an owner or manager can with others' messages, too. */
	recalls(target: Target): void;
}

export interface DirectChat extends Place, Voice {
	/** The chat_id. */
	readonly id: string;
	readonly bot: BotInPlace;
	inThread(target: Target): ThreadPlace;
}

/** A thread under a message, as a place where people speak. */
export interface ThreadPlace extends Place {
	readonly bot: BotInPlace;
}

export function createPerson(stage: Stage, member: Member): Person {
	let direct: DirectChat | undefined;
	return {
		openId: member.ids.open_id,
		name: member.name,
		member,
		in: (place) =>
			createVoice(stage, member, () => {
				place.chat.members.add(member);
				return place;
			}),
		direct() {
			direct ??= createDirectChat(stage, member);
			return direct;
		},
		presses({ buttons, message }, label) {
			const button = buttons.find((one) => one.label === label);
			if (!button || button.value === null)
				throw new Error(
					`there is no button 「${label}」 to press, only ${buttons.map((one) => `「${one.label}」`).join("")}`,
				);
			return press(
				stage,
				member,
				message,
				button.value,
				`presses 「${label}」`,
			);
		},
		forges: ({ message }, value) =>
			press(stage, member, message, value, `forges ${JSON.stringify(value)}`),
		recalls({ message }) {
			message.recalled = true;
			stage.transcript.note(
				message.chat,
				`${member.name} recalls #${message.n}`,
			);
		},
	};
}

function createDirectChat(stage: Stage, member: Member): DirectChat {
	const chat = stage.world.directChat(member);
	const place: Place = { chat, thread: null };
	return {
		...place,
		...createVoice(stage, member, () => place),
		id: chat.id,
		bot: createBotInPlace(stage, place),
		inThread: (target) => createThreadPlace(stage, target),
	};
}

export function createThreadPlace(
	stage: Stage,
	{ message }: Target,
): ThreadPlace {
	// A message of a thread stands for the whole of it.
	const root = message.thread && stage.world.threads.get(message.thread);
	const place: Place = { chat: message.chat, thread: root || message };
	return { ...place, bot: createBotInPlace(stage, place) };
}
