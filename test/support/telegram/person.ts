/** People of a scene: members who speak in groups and directly, press buttons, block the bot. */

import type { CallbackQuery } from "./other-methods.ts";
import { type Place, reachesBot, type Said, type Stage } from "./stage.ts";
import { createVoice, type Voice, written } from "./voice.ts";
import type { WireMember, WireMessage, WireUpdate, WireUser } from "./wire.ts";
import { type ChatState, newChat } from "./world.ts";

/** Speaks to the bot directly, unless told where. */
export interface Person extends Voice {
	readonly id: number;
	readonly user: WireUser;
	/** The direct chat with the bot. */
	readonly direct: Place;
	/** In a group or one of its topics. Whoever was no member is one now. */
	in(place: Place): Voice;
	edits(said: Said, text: string): Said;
	/** @throws Error when there is no such button. */
	presses(target: { message: WireMessage }, label: string): Press;
	/** What a hostile client can do: any data, under any message. */
	forges(target: { message: WireMessage }, data: string): Press;
	/** As when Telegram no longer has the message: it says only where it stood. */
	pressesOld(target: { message: WireMessage }, data: string): Press;
	blocksBot(): WireUpdate | null;
	unblocksBot(): WireUpdate | null;
	deletesAccount(): void;
}

export interface Press {
	update: WireUpdate | null;
	/** What the bot answers; fails when the waiting sign stays. */
	answered(withinMs?: number): Promise<{ text: string; alert: boolean }>;
}

export function createPerson(
	stage: Stage,
	user: WireUser,
	hidden: boolean,
): Person {
	const { world } = stage;
	world.users.set(user.id, user);
	const author = { name: user.first_name, fields: { from: user }, hidden };
	const direct: Place = {
		get chat() {
			return directChat(stage, user);
		},
		thread: null,
	};
	const press = (
		from: { message: WireMessage },
		data: string,
		what: string,
		message: WireMessage,
	): Press => {
		const id = String(4_000_000_000_000_000 + stage.callbacks.size);
		const query: CallbackQuery = { id, at: stage.now(), notice: null };
		stage.callbacks.set(id, query);
		const chat = world.chats.get(from.message.chat.id);
		if (chat) stage.transcript.note(chat, `${user.first_name} ${what}`);
		const update = stage.send({
			callback_query: {
				id,
				from: user,
				message,
				chat_instance: String(message.chat.id * 7),
				data,
			},
		});
		return {
			update,
			answered: (withinMs = 5000) =>
				stage.changes.until(
					() => query.notice,
					withinMs,
					() =>
						`the bot does not answer when ${user.first_name} ${what}\n${stage.transcript.read(chat)}`,
				),
		};
	};
	const current = ({ message }: { message: WireMessage }) =>
		world.chats.get(message.chat.id)?.messages.get(message.message_id) ??
		message;
	const setBlocked = (blocked: boolean) => {
		const chat = directChat(stage, user);
		stage.transcript.note(
			chat,
			`${user.first_name} ${blocked ? "blocks" : "unblocks"} the bot`,
		);
		return changeBot(stage, chat, user, {
			status: blocked ? "kicked" : "member",
		});
	};
	return {
		...createVoice(stage, author, () => {
			const { chat } = direct;
			// Whoever writes has started the bot.
			if (!chat.members.has(world.bot.id))
				chat.members.set(world.bot.id, { status: "member", user: world.bot });
			return direct;
		}),
		id: user.id,
		user,
		direct,
		in: (place) =>
			createVoice(stage, author, () => {
				join(place.chat, user);
				return place;
			}),
		edits(said, text) {
			const chat = world.chats.get(said.message.chat.id);
			if (!chat) throw new Error("the message stands in no known chat");
			const { entities: _, ...rest } = current(said);
			const message: WireMessage = {
				...rest,
				...written(stage, text),
				edit_date: world.date(),
			};
			if (!chat.cheap) chat.messages.set(message.message_id, message);
			stage.transcript.note(chat, `${user.first_name} (edited): ${text}`);
			const shown = !hidden && reachesBot(world, chat, message);
			return {
				message,
				update: shown ? stage.send({ edited_message: message }) : null,
			};
		},
		presses(target, label) {
			const message = current(target);
			const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
			const button = buttons.find(({ text }) => text === label);
			if (button?.callback_data === undefined)
				throw new Error(
					`there is no button 「${label}」 to press, only ${buttons.map(({ text }) => `「${text}」`).join("")}`,
				);
			return press(
				target,
				button.callback_data,
				`presses 「${label}」`,
				message,
			);
		},
		forges: (target, data) =>
			press(target, data, `forges ${JSON.stringify(data)}`, current(target)),
		pressesOld: (target, data) =>
			press(target, data, "presses a button under an old message", {
				chat: target.message.chat,
				message_id: target.message.message_id,
				// "The field can be used to differentiate regular and inaccessible messages": always 0.
				date: 0,
			}),
		blocksBot: () => setBlocked(true),
		unblocksBot: () => setBlocked(false),
		deletesAccount() {
			world.deletedAccounts.add(user.id);
		},
	};
}

export function join(chat: ChatState, user: WireUser): void {
	if (!chat.members.has(user.id))
		chat.members.set(user.id, { status: "member", user });
}

/** Changes what the bot is in a chat, and tells it, as my_chat_member does. */
export function changeBot(
	stage: Stage,
	chat: ChatState,
	from: WireUser,
	change: Omit<WireMember, "user">,
): WireUpdate | null {
	const user = stage.world.bot;
	const before = chat.members.get(user.id) ?? { status: "left", user };
	const after: WireMember = { ...change, user };
	chat.members.set(user.id, after);
	return stage.send({
		my_chat_member: {
			chat: chat.wire,
			from,
			date: stage.world.date(),
			old_chat_member: before,
			new_chat_member: after,
		},
	});
}

function directChat({ world, cheap }: Stage, user: WireUser): ChatState {
	const known = world.chats.get(user.id);
	if (known) return known;
	const { id, first_name, username } = user;
	const chat = newChat(
		{ id, type: "private", first_name, ...(username ? { username } : {}) },
		cheap,
	);
	chat.members.set(id, { status: "member", user });
	world.chats.set(id, chat);
	return chat;
}
