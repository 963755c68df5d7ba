import { describe, expect, it, test } from "vitest";
import { mayBeForBot, readEvent } from "../../../src/adapters/lark/event.ts";
import type { Message } from "../../../src/chat/incoming.ts";
import {
	BOT,
	clickEvent,
	envelope,
	GROUP,
	MEMBER,
	mention,
	messageEvent,
	textEvent,
} from "./envelopes.ts";

const NOW = 1_800_000_000_000;
const OTHER = mention(2, "ou_other", "小李");
const ME = mention(1, BOT, "工会小助手");

function read(raw: unknown, botId: string | null = BOT, own: string[] = []) {
	return readEvent(raw, {
		botId,
		isOwn: (id) => own.includes(id),
		titleOf: () => "车间群",
		now: NOW,
	});
}

function heard(raw: unknown, botId: string | null = BOT, own: string[] = []) {
	const { event, unreadable } = read(raw, botId, own);
	expect(unreadable).toBeNull();
	return event as Message | null;
}

describe("a message in a group", () => {
	test("that calls the bot is for it, without its name", () => {
		expect(heard(textEvent("@_user_1 哪里能体检"))).toEqual({
			kind: "message",
			id: "m:om_1",
			place: { platform: "lark", chat: GROUP, topic: null },
			at: 1_709_258_400_123,
			direct: false,
			title: "车间群",
			sender: { id: MEMBER, name: "", asGroup: false },
			text: "哪里能体检",
			addressed: "mention",
			messageId: "om_1",
		});
	});

	test.each([
		["哪里能@_user_1体检", "哪里能体检"],
		["哪里能 @_user_1 体检", "哪里能 体检"],
		["哪里能体检 @_user_1", "哪里能体检"],
		["@_user_1哪里能体检", "哪里能体检"],
		["@_user_1\n哪里能体检", "哪里能体检"],
		["@_user_1 @_user_1 哪里能体检", "哪里能体检"],
		["请问 @_user_1,哪里能体检", "请问,哪里能体检"],
		["请问 @_user_1，哪里能体检", "请问，哪里能体检"],
		["体检去哪里 @_user_1 ？", "体检去哪里？"],
		["@_user_1\u200b", ""],
	])("%j reads %j", (text, expected) => {
		expect(heard(textEvent(text))?.text).toBe(expected);
	});

	test("names the others whom it calls, and the tenth is not the first with a nought behind", () => {
		const tenth = mention(10, "ou_tenth", "小王");
		const event = textEvent("@_user_1 @_user_2 和 @_user_10 能报名吗", [
			ME,
			OTHER,
			tenth,
		]);
		expect(heard(event)?.text).toBe("@小李 和 @小王 能报名吗");
	});

	test.each([
		["@_user_2 @_user_1 哪里能体检", "@小李 哪里能体检"],
		["@_user_1 哪里能体检?@_user_2 @_all", "哪里能体检?@小李 @所有人"],
		["@_user_1 @_user_2你看", "@小李 你看"],
		["@_user_1 @_user_2,你看", "@小李,你看"],
		["@_user_1 @_user_2", "@小李"],
	])("%j reads %j: the others' names stay, and end", (text, expected) => {
		expect(heard(textEvent(text, [ME, OTHER]))?.text).toBe(expected);
	});

	test("of a hundred thousand characters is a message of four thousand", () => {
		const text = `@_user_1 ${"𠮷".repeat(50_000)}`;
		expect(heard(textEvent(text))?.text).toBe("𠮷".repeat(2048));
	});

	test("that calls nobody may be a question for everybody", () => {
		const said = heard(textEvent("哪里能体检", null));
		expect(said).toMatchObject({ addressed: null, text: "哪里能体检" });
	});

	test.each<[string, unknown]>([
		["somebody else", textEvent("@_user_2 哪里能体检", [OTHER])],
		["everybody", textEvent("@_all 哪里能体检", null)],
		[
			"everybody, with a mention as some clients send it",
			textEvent("@_all 哪里能体检", [{ key: "@_all", id: {}, name: "所有人" }]),
		],
		[
			"whoever it answers",
			textEvent("哪里能体检", null, { parent_id: "om_0", root_id: "om_0" }),
		],
	])("that speaks to %s is not the bot's", (_, event) => {
		expect(heard(event)).toBeNull();
	});

	test("that calls the bot and everybody is for the bot too", () => {
		expect(heard(textEvent("@_all @_user_1 哪里能体检"))).toMatchObject({
			addressed: "mention",
			text: "@所有人 哪里能体检",
		});
	});

	test("that answers the bot's own is for the bot, unless it calls somebody else", () => {
		const more = { parent_id: "om_own", root_id: "om_own" };
		const reply = textEvent("那电话呢", null, more);
		expect(heard(reply, BOT, ["om_own"])?.addressed).toBe("reply");
		const aside = textEvent("@_user_2 你看", [OTHER], more);
		expect(heard(aside, BOT, ["om_own"])).toBeNull();
	});

	test("in a thread keeps its thread", () => {
		const event = textEvent("@_user_1 哪里能体检", [ME], {
			thread_id: "omt_1",
			root_id: "om_0",
			parent_id: "om_0",
		});
		expect(heard(event)).toMatchObject({
			place: { topic: "omt_1" },
			addressed: "mention",
		});
	});

	test("is nothing to a bot that does not know its own name yet; a direct chat is", () => {
		expect(heard(textEvent("@_user_1 哪里能体检"), null)).toBeNull();
		const direct = textEvent("哪里能体检", null, { chat_type: "p2p" });
		expect(heard(direct, null)?.addressed).toBe("direct");
	});

	test.each<[string, unknown, boolean]>([
		["calls somebody", textEvent("@_user_1 在吗"), true],
		[
			"answers the bot",
			textEvent("电话呢", null, { parent_id: "om_own" }),
			true,
		],
		[
			"answers another",
			textEvent("电话呢", null, { parent_id: "om_0" }),
			false,
		],
		["calls nobody", textEvent("在吗", null), false],
		[
			"is said alone",
			textEvent("@_user_1 在吗", [ME], { chat_type: "p2p" }),
			false,
		],
		[
			"is a bot's",
			textEvent("@_user_1 在吗", [ME], { sender_type: "app" }),
			false,
		],
		["is no message", clickEvent({ action: "v:1:a" }), false],
		["is nothing", null, false],
	])(
		"that %s may be for a bot that does not know its own id yet: %j",
		(_, event, expected) => {
			expect(mayBeForBot(event, (id) => id === "om_own")).toBe(expected);
		},
	);

	test("that calls someone whose id Lark does not tell does not call the bot", () => {
		const hidden = mention(1, null, "外部联系人");
		expect(heard(textEvent("@_user_1 在吗", [hidden]))).toBeNull();
		expect(heard(textEvent("@_user_1 在吗", [hidden]), null)).toBeNull();
	});

	test("of another bot, or of an unknown sender, is passed over", () => {
		const more = { sender_type: "app" };
		expect(heard(textEvent("@_user_1 在吗", [ME], more))).toBeNull();
		expect(
			heard(textEvent("@_user_1 在吗", [ME], { sender_id: null })),
		).toBeNull();
	});
});

describe("what is not plain text", () => {
	const post = {
		title: "体检",
		content: [
			[
				{ tag: "at", user_id: "@_user_1", user_name: "工会小助手" },
				{ tag: "text", text: " 请问" },
				{ tag: "a", href: "https://example.org", text: "这里" },
			],
			[{ tag: "img", image_key: "img_1", text: null }],
			[
				{ tag: "text", text: "几点开门?" },
				{ tag: "at", user_id: "all", user_name: "所有人" },
			],
		],
	};

	test("a post is its title and its paragraphs, without the bot's name and the pictures", () => {
		const event = messageEvent({
			message_type: "post",
			content: post,
			mentions: [ME],
		});
		expect(heard(event)).toMatchObject({
			addressed: "mention",
			text: "体检\n请问这里\n几点开门?@所有人",
		});
	});

	test("a post may come in the form that bots send", () => {
		const event = messageEvent({
			message_type: "post",
			content: { zh_cn: { content: post.content.slice(0, 1) } },
			mentions: [ME],
		});
		expect(heard(event)?.text).toBe("请问这里");
	});

	test("a post without its odd parts is still a post", () => {
		const [first = [], , last = []] = post.content;
		const content = [null, [null, ...first], "?", [], [7, { tag: 1 }, ...last]];
		const event = messageEvent({
			message_type: "post",
			content: { title: 5, content },
			mentions: [ME],
		});
		expect(heard(event)?.text).toBe("请问这里\n几点开门?@所有人");
	});

	test.each([null, "ou_x", {}, { key: "", name: "小王" }, { key: 3 }])(
		"an odd mention, %j, loses no question, and makes none that is put to somebody else the bot's",
		(odd) => {
			expect(heard(textEvent("@_user_1 几点开门", [odd, ME]))).toMatchObject({
				addressed: "mention",
				text: "几点开门",
			});
			expect(heard(textEvent("@_user_1 几点开门", [odd]))).toBeNull();
		},
	);

	test("a file in a direct chat has a name", () => {
		const event = messageEvent({
			message_type: "file",
			content: { file_key: "file_1", file_name: "第12期.txt" },
			chat_type: "p2p",
		});
		expect(heard(event)).toMatchObject({
			addressed: "direct",
			text: "",
			title: "",
			file: { id: "file_1", name: "第12期.txt" },
		});
	});

	test.each(["image", "audio", "media", "sticker", "share_chat", "a new kind"])(
		"%s in a direct chat is heard without words, in a group not at all",
		(message_type) => {
			const content = { image_key: "img_1" };
			const event = { message_type, content };
			expect(heard(messageEvent({ ...event, chat_type: "p2p" }))?.text).toBe(
				"",
			);
			expect(heard(messageEvent(event))).toBeNull();
		},
	);

	test.each(["", "not JSON", "[]", "null", '{"text":1}', '"text"'])(
		"content that Lark does not document (%j) is a message without words",
		(content) => {
			const event = textEvent("", null, { chat_type: "p2p" });
			(event.event as { message: { content: string } }).message.content =
				content;
			expect(heard(event)?.text).toBe("");
		},
	);
});

describe("a button", () => {
	test("that was pressed says who, where, and what it carries", () => {
		const raw = clickEvent({ action: "v:1:a" });
		expect(read(raw).event).toEqual({
			kind: "click",
			id: `c:${raw.header.event_id}`,
			place: { platform: "lark", chat: GROUP, topic: null },
			at: NOW,
			direct: false,
			sender: { id: MEMBER, name: "", asGroup: false },
			action: "v:1:a",
			messageId: "om_card",
		});
	});

	it.each([undefined, null, "v:1:a", {}, { action: 1 }, []])(
		"that carries %j is none of the bot's",
		(value) => {
			expect(read(clickEvent(value))).toMatchObject({
				event: null,
				unreadable: null,
			});
		},
	);
});

describe("a change of a chat", () => {
	test("the bot was added, removed, the group dissolved", () => {
		const added = envelope("im.chat.member.bot.added_v1", {
			chat_id: GROUP,
			name: "车间群",
		});
		expect(read(added).event).toEqual({
			kind: "joined",
			id: `e:${added.header.event_id}`,
			place: { platform: "lark", chat: GROUP, topic: null },
			at: 1_709_258_400_000,
			direct: false,
			title: "车间群",
		});
		for (const type of [
			"im.chat.member.bot.deleted_v1",
			"im.chat.disbanded_v1",
		])
			expect(read(envelope(type, { chat_id: GROUP })).event).toMatchObject({
				kind: "left",
				place: { chat: GROUP },
			});
	});

	test("microseconds are not taken for milliseconds, and what is no time is now", () => {
		const at = (create_time: string) => {
			const event = { chat_id: GROUP };
			const raw = envelope("im.chat.disbanded_v1", event, { create_time });
			return read(raw).event?.at;
		};
		expect(at("1709258400123456")).toBe(1_709_258_400_123);
		expect(at("soon")).toBe(NOW);
	});
});

describe("what cannot be read", () => {
	it.each([null, 1, "x", [], {}, { schema: "1.0" }, { uuid: "v1", event: {} }])(
		"%j is no event",
		(raw) => {
			expect(read(raw)).toEqual({
				id: null,
				event: null,
				unreadable: "envelope",
			});
		},
	);

	it("is named by its kind", () => {
		const raw = envelope("im.message.receive_v1", { message: {} });
		expect(read(raw)).toEqual({
			id: raw.header.event_id,
			event: null,
			unreadable: "im.message.receive_v1",
		});
	});

	it("a kind that was not asked for is nothing", () => {
		expect(read(envelope("im.message.reaction.created_v1", {}))).toMatchObject({
			event: null,
			unreadable: null,
		});
	});
});
