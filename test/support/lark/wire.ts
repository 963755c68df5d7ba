/** The parts of Lark's objects that the fake speaks of: https://open.feishu.cn/document/server-docs/im-v1/introduction */

export interface WireIds {
	open_id: string;
	union_id: string;
	/** Empty for bots. */
	user_id: string;
}

export interface WireMention {
	/** What stands for it in the text: `@_user_1`. */
	key: string;
	id: WireIds;
	name: string;
	tenant_key: string;
}

/** A bot may say the first three; members send others besides. */
export type MessageType =
	| "text"
	| "post"
	| "interactive"
	| "image"
	| "file"
	| "sticker"
	| "audio"
	| "media"
	| "merge_forward"
	| "share_chat"
	| "share_user"
	| "location"
	| "folder"
	| "system";

/** As `im.message.receive_v1` brings it: https://open.feishu.cn/document/server-docs/im-v1/message/events/receive */
export interface WireMessageEvent {
	sender: {
		sender_id: WireIds;
		sender_type: "user";
		tenant_key: string;
	};
	message: {
		message_id: string;
		root_id?: string;
		parent_id?: string;
		thread_id?: string;
		/** In milliseconds, as a string. */
		create_time: string;
		update_time: string;
		chat_id: string;
		chat_type: "group" | "p2p";
		message_type: MessageType;
		/** JSON in a string. */
		content: string;
		mentions?: WireMention[];
	};
}

/** As `card.action.trigger` brings it: https://open.feishu.cn/document/feishu-cards/card-callback-communication */
export interface WireCardAction {
	operator: { open_id: string; union_id: string; tenant_key: string };
	/** For updating the card later. */
	token: string;
	action: { value: unknown; tag: string };
	host: "im_message";
	context: { open_message_id: string; open_chat_id: string };
}

export interface WireEvent {
	schema: "2.0";
	header: {
		event_id: string;
		event_type: string;
		/** In milliseconds, as a string. */
		create_time: string;
		token: string;
		app_id: string;
		tenant_key: string;
	};
	event: object;
}

/** What an operation was called with: from the path, the query and the body; before anything is known of it. */
export type Payload = Record<string, unknown>;
