/** Events as Lark delivers them. */

export const BOT = "ou_bot";
export const MEMBER = "ou_member";
export const GROUP = "oc_group";

let count = 0;

export function envelope(type: string, event: unknown, more: object = {}) {
	count++;
	return {
		schema: "2.0",
		header: {
			event_id: `event-${count}`,
			event_type: type,
			create_time: "1709258400000",
			token: "verification",
			app_id: "cli_0123456789abcdef",
			tenant_key: "tenant",
			...more,
		},
		event,
	};
}

interface Written {
	message_type?: string;
	/** Not yet JSON. */
	content: unknown;
	mentions?: unknown;
	chat_type?: string;
	thread_id?: string;
	parent_id?: string;
	root_id?: string;
	message_id?: string;
	sender_type?: string;
	sender_id?: unknown;
}

export function messageEvent(written: Written) {
	const {
		content,
		sender_type = "user",
		sender_id = { open_id: MEMBER, union_id: "on_x", user_id: null },
		...message
	} = written;
	return envelope("im.message.receive_v1", {
		sender: { sender_id, sender_type, tenant_key: "tenant" },
		message: {
			message_id: "om_1",
			create_time: "1709258400123",
			chat_id: GROUP,
			chat_type: "group",
			message_type: "text",
			...message,
			content: JSON.stringify(content),
		},
	});
}

/** A mention as it stands beside the text. */
export function mention(n: number, open_id: string | null, name: string) {
	return {
		key: `@_user_${n}`,
		id: { open_id, union_id: "on_x", user_id: "" },
		name,
		tenant_key: "tenant",
	};
}

export function textEvent(
	text: string,
	mentions: unknown = [mention(1, BOT, "工会小助手")],
	more: Partial<Written> = {},
) {
	return messageEvent({ content: { text }, mentions, ...more });
}

export function clickEvent(value: unknown, more: object = {}) {
	return envelope("card.action.trigger", {
		operator: { open_id: MEMBER, union_id: "on_x", tenant_key: "tenant" },
		token: "c-token",
		action: { value, tag: "button" },
		host: "im_message",
		context: { open_message_id: "om_card", open_chat_id: GROUP },
		...more,
	});
}
