/** The operations around the messages: the token, who the bot is, who owns a group, a member's file. */

import { isObject } from "./card.ts";
import { invalid, Refusal } from "./refusal.ts";
import type { Payload, WireIds } from "./wire.ts";
import { type Member, messageOf, mustBeIn, type World } from "./world.ts";

export interface Credentials {
	appId: string;
	appSecret: string;
}

/** Life of a token: https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal */
const TOKEN_SECONDS = 7200;

export function createTokens({ appId, appSecret }: Credentials) {
	let generation = 1;
	let fetches = 0;
	const current = () => `t-fake-token-of-the-tests-${generation}`;
	return {
		fetches: () => fetches,
		expire() {
			generation++;
		},
		/** The same token as long as it holds. */
		operation(payload: Payload) {
			fetches++;
			if (payload.app_id !== appId)
				throw new Refusal(10003, "invalid param", { status: 200 });
			if (payload.app_secret !== appSecret)
				throw new Refusal(10014, "app secret invalid", { status: 200 });
			return {
				code: 0,
				msg: "ok",
				tenant_access_token: current(),
				expire: TOKEN_SECONDS,
			};
		},
		/** @throws Refusal */
		check(authorization: string | undefined) {
			if (authorization !== `Bearer ${current()}`)
				throw new Refusal(
					99991663,
					"Invalid access token for authorization. Please make a request with token attached.",
				);
		},
	};
}

export function otherOperations(world: World) {
	return {
		info: () => ({
			code: 0,
			msg: "ok",
			bot: {
				activate_status: 2,
				app_name: world.bot.name,
				avatar_url: "",
				ip_white_list: [],
				open_id: world.bot.ids.open_id,
			},
		}),

		chat(payload: Payload) {
			const chat = world.chats.get(String(payload.chat_id));
			if (!chat)
				throw new Refusal(
					232006,
					"Your request specifies a chat_id which is invalid.",
				);
			if (!chat.bot)
				throw new Refusal(232011, "Operator can NOT be out of the chat.");
			const idType = String(payload.user_id_type ?? "open_id");
			if (!/^(open|union|user)_id$/.test(idType)) throw invalid("user_id_type");
			const idOf = ({ ids }: Member) => ids[idType as keyof WireIds];
			return {
				name: chat.name,
				description: "",
				...(chat.owner
					? { owner_id: idOf(chat.owner), owner_id_type: idType }
					: {}),
				user_manager_id_list: [...chat.managers].map(idOf),
				bot_manager_id_list: [],
				chat_mode: chat.mode,
				chat_type: "private",
				chat_status: chat.dissolved ? "dissolved" : "normal",
				external: false,
				tenant_key: world.tenantKey,
				user_count: String(chat.members.size),
				bot_count: chat.bot ? "1" : "0",
			};
		},

		resource(payload: Payload): Uint8Array {
			const message = messageOf(world, payload.message_id);
			mustBeIn(message.chat);
			const key = String(payload.file_key);
			const { type } = payload;
			if (type !== "file" && type !== "image")
				throw new Refusal(234001, "Invalid request param, ext=type");
			const content: unknown = JSON.parse(message.content);
			const own =
				isObject(content) &&
				(content.file_key === key || content.image_key === key);
			const file = world.files.get(key);
			if (!own || !file || message.recalled)
				throw new Refusal(234003, "File not in msg.");
			if (message.type === "sticker")
				throw new Refusal(
					234040,
					"The message type does not support download.",
				);
			if (file.length > MAX_FILE)
				throw new Refusal(234037, "Downloaded file size exceeds limit.");
			return file;
		},
	};
}

/** "仅支持下载 100 MB 以内的资源文件": https://open.feishu.cn/document/server-docs/im-v1/message/get-2 */
const MAX_FILE = 100 * 1024 * 1024;
