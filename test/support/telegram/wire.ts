/** The parts of the Bot API's objects that the fake speaks of: https://core.telegram.org/bots/api#available-types */

export interface WireUser {
	id: number;
	is_bot: boolean;
	first_name: string;
	username?: string;
	language_code?: string;
}

export interface WireChat {
	id: number;
	type: "private" | "group" | "supergroup" | "channel";
	title?: string;
	username?: string;
	first_name?: string;
	is_forum?: true;
}

export interface WireEntity {
	type: string;
	/** In UTF-16 code units, as `String` counts. */
	offset: number;
	length: number;
	url?: string;
	language?: string;
	user?: WireUser;
}

export interface WireButton {
	text: string;
	callback_data?: string;
	url?: string;
}

export interface WireMarkup {
	inline_keyboard: WireButton[][];
}

export interface WireMessage {
	message_id: number;
	message_thread_id?: number;
	is_topic_message?: true;
	from?: WireUser;
	sender_chat?: WireChat;
	chat: WireChat;
	/** Seconds since 1970. */
	date: number;
	edit_date?: number;
	reply_to_message?: WireMessage;
	is_automatic_forward?: true;
	forward_origin?: object;
	text?: string;
	entities?: WireEntity[];
	caption?: string;
	caption_entities?: WireEntity[];
	photo?: { file_id: string }[];
	sticker?: object;
	document?: { file_id: string; file_unique_id: string; file_name: string };
	reply_markup?: WireMarkup;
	new_chat_members?: WireUser[];
	left_chat_member?: WireUser;
	new_chat_title?: string;
	forum_topic_created?: object;
	migrate_to_chat_id?: number;
	migrate_from_chat_id?: number;
}

export interface WireMember {
	status:
		| "creator"
		| "administrator"
		| "member"
		| "restricted"
		| "left"
		| "kicked";
	user: WireUser;
	is_anonymous?: boolean;
	can_send_messages?: boolean;
}

export interface WireCallback {
	id: string;
	from: WireUser;
	message?: WireMessage;
	chat_instance: string;
	data?: string;
}

export interface WireMemberChange {
	chat: WireChat;
	from: WireUser;
	date: number;
	old_chat_member: WireMember;
	new_chat_member: WireMember;
}

export interface WireUpdate {
	update_id: number;
	message?: WireMessage;
	edited_message?: WireMessage;
	callback_query?: WireCallback;
	my_chat_member?: WireMemberChange;
	chat_member?: WireMemberChange;
}

export type UpdateKind = Exclude<keyof WireUpdate, "update_id">;

/** What a method was called with, before anything is known of it. */
export type Payload = Record<string, unknown>;
