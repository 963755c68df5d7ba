/** The methods around the messages: who is who, the menu of commands, answers to pressed buttons, files. */

import { badRequest } from "./refusal.ts";
import type { Payload, WireMember } from "./wire.ts";
import { accessibleChat, type ChatState, type World } from "./world.ts";

export interface CallbackQuery {
	id: string;
	at: number;
	/** Null until the bot answers; an empty text only ends the waiting sign. */
	notice: { text: string; alert: boolean } | null;
}

export interface OtherParts {
	world: World;
	callbacks: Map<string, CallbackQuery>;
	/** Keyed by scope and language. */
	commands: Map<string, CommandEntry[]>;
	files: Map<string, Uint8Array>;
	/** Telegram gives no figure; bots see answers refused after about this long. */
	callbackLifeMs: number;
	now(): number;
}

interface CommandEntry {
	command: string;
	description: string;
}

export function otherMethods(parts: OtherParts) {
	const { world, callbacks, commands, files } = parts;
	return {
		getMe: () => ({
			...world.bot,
			can_join_groups: true,
			can_read_all_group_messages: !world.privacy,
			supports_inline_queries: false,
		}),

		getChat(payload: Payload) {
			return accessibleChat(world, payload.chat_id).wire;
		},

		getChatMember(payload: Payload): WireMember {
			const chat = accessibleChat(world, payload.chat_id);
			const user = world.users.get(Number(payload.user_id));
			if (!user) throw badRequest("invalid user_id specified");
			return chat.members.get(user.id) ?? { status: "left", user };
		},

		getChatAdministrators(payload: Payload): WireMember[] {
			const chat = accessibleChat(world, payload.chat_id);
			if (chat.wire.type === "private")
				throw badRequest("there are no administrators in the private chat");
			return [...chat.members.values()].filter(
				({ status, user }) =>
					(status === "creator" || status === "administrator") &&
					(!user.is_bot || user.id === world.bot.id),
			);
		},

		setMyCommands(payload: Payload): true {
			const key = commandsKey(world, payload);
			commands.set(key, readCommands(payload.commands));
			return true;
		},

		getMyCommands(payload: Payload): CommandEntry[] {
			return commands.get(commandsKey(world, payload)) ?? [];
		},

		deleteMyCommands(payload: Payload): true {
			commands.delete(commandsKey(world, payload));
			return true;
		},

		answerCallbackQuery(payload: Payload): true {
			const query = callbacks.get(String(payload.callback_query_id));
			if (!query || parts.now() - query.at > parts.callbackLifeMs)
				throw badRequest(
					"query is too old and response timeout expired or query ID is invalid",
				);
			const text = String(payload.text ?? "");
			// "Text of the notification. If not specified, nothing will be shown to the user, 0-200 characters"
			if (text.length > 200) throw badRequest("MESSAGE_TOO_LONG");
			query.notice = { text, alert: String(payload.show_alert) === "true" };
			return true;
		},

		getFile(payload: Payload) {
			const id = String(payload.file_id ?? "");
			if (id === "") throw badRequest("file_id not specified");
			const content = files.get(id);
			if (!content)
				throw badRequest(
					"wrong file_id or the file is temporarily unavailable",
				);
			// "For the moment, bots can download files of up to 20MB in size."
			if (content.length > 20 * 1024 * 1024)
				throw badRequest("file is too big");
			return {
				file_id: id,
				file_unique_id: `unique-${id}`,
				file_size: content.length,
				file_path: id.startsWith("photo")
					? `photos/${id}.jpg`
					: `documents/${id}`,
			};
		},
	};
}

/** @throws Refusal */
function commandsKey(world: World, payload: Payload): string {
	const scope = (payload.scope ?? { type: "default" }) as Payload;
	const type = String(scope.type);
	if (!SCOPES.has(type)) throw badRequest("unsupported type specified");
	const language = String(payload.language_code ?? "");
	if (!/^([a-z]{2})?$/.test(language))
		throw badRequest("invalid language code specified");
	if (!type.startsWith("chat")) return `${type} ${language}`;
	const chat: ChatState = accessibleChat(world, scope.chat_id);
	if (chat.wire.type === "private" && type !== "chat")
		throw badRequest("can't use the scope in a private chat");
	return `${type} ${chat.wire.id} ${scope.user_id ?? ""} ${language}`;
}

/** https://core.telegram.org/bots/api#botcommandscope */
const SCOPES = new Set([
	"default",
	"all_private_chats",
	"all_group_chats",
	"all_chat_administrators",
	"chat",
	"chat_administrators",
	"chat_member",
]);

function readCommands(list: unknown): CommandEntry[] {
	if (!Array.isArray(list)) throw badRequest("expected an Array of BotCommand");
	if (list.length > 100) throw badRequest("BOT_COMMANDS_TOO_MUCH");
	return list.map(({ command, description }) => {
		const name = String(command ?? "").replace(/^\//, "");
		if (!/^[a-z0-9_]{1,32}$/.test(name))
			throw badRequest("BOT_COMMAND_INVALID");
		const length = String(description ?? "").length;
		if (length < 1 || length > 256)
			throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
		return { command: name, description: String(description) };
	});
}
