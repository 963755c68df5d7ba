import { describe, expect, test } from "vitest";
import { readUpdate } from "../../../src/adapters/telegram/update.ts";
import {
	arrives,
	BOT,
	BOT_USER,
	DATE,
	DIRECT,
	GROUP,
	heard,
	MEMBER,
	NOW,
	said,
} from "./updates.ts";

test("a message of a group", () => {
	expect(arrives({ message: said("@our_bot 夜班船几点开") })).toEqual({
		kind: "message",
		id: "m:-1001500:41",
		place: { platform: "telegram", chat: "-1001500", topic: null },
		at: DATE * 1000,
		direct: false,
		title: "船工群",
		sender: { id: "5300000001", name: "阿梅", asGroup: false },
		text: "夜班船几点开",
		addressed: "mention",
		messageId: "41",
	});
});

test("a direct message", () => {
	const from = { ...MEMBER, last_name: "沈" };
	expect(
		arrives({ message: said("在吗", { chat: DIRECT, from }) }),
	).toMatchObject({
		direct: true,
		title: "",
		addressed: "direct",
		sender: { name: "阿梅 沈" },
	});
});

describe("the topic", () => {
	const topicOf = (fields: object) =>
		arrives({ message: said("@our_bot 在吗", fields) })?.place.topic;

	test("is that of a topic's message", () => {
		expect(topicOf({ is_topic_message: true, message_thread_id: 12 })).toBe(
			"12",
		);
	});

	test("is none in a thread of replies, in General, and elsewhere", () => {
		expect(topicOf({ message_thread_id: 12 })).toBeNull();
		expect(
			topicOf({ is_topic_message: true, message_thread_id: 1 }),
		).toBeNull();
		expect(topicOf({})).toBeNull();
	});
});

describe("never taken in is", () => {
	test.each([
		["what bots say", { from: { ...MEMBER, is_bot: true } }],
		["what it says itself", { from: BOT_USER }],
		["what it said in somebody's name", { via_bot: { id: BOT.id } }],
		[
			"a post that the linked channel forwards by itself",
			{
				is_automatic_forward: true,
				sender_chat: { id: -1_009, type: "channel", title: "频道" },
			},
		],
		["what is said in a channel", { chat: { ...GROUP, type: "channel" } }],
		["what nobody said", { from: undefined }],
	])("%s", (_, fields) => {
		expect(arrives({ message: said("@our_bot 在吗", fields) })).toBeNull();
	});

	test.each([
		{ new_chat_members: [BOT_USER] },
		{ left_chat_member: MEMBER },
		{ pinned_message: said("@our_bot 在吗") },
		{ new_chat_title: "@our_bot" },
		{ forum_topic_created: { name: "@our_bot" } },
		{ something_of_next_year: { text: "@our_bot" } },
	])("a message about the chat itself: %o", (fields) => {
		const reply_to_message = { message_id: 7, from: BOT_USER };
		const message = said("", { text: undefined, reply_to_message, ...fields });
		expect(arrives({ message })).toBeNull();
		expect(arrives({ message: { ...message, chat: DIRECT } })).toBeNull();
	});

	test.each(["edited_message", "channel_post", "inline_query", "of_next_year"])(
		"an update of the kind %s",
		(kind) => {
			expect(arrives({ [kind]: said("@our_bot 在吗") })).toBeNull();
		},
	);
});

describe("who speaks", () => {
	const speaker = (sender_chat: object) => {
		const from = { id: 1_087_968_824, is_bot: true, first_name: "Group" };
		const message = said("/settings", { from, sender_chat });
		return (arrives({ message }) as { sender: object }).sender;
	};

	test("is the group, for an anonymous administrator", () => {
		expect(speaker(GROUP)).toEqual({
			id: "-1001500",
			name: "船工群",
			asGroup: true,
		});
	});

	test("is a channel, for whoever writes as one, and no administrator", () => {
		const channel = { id: -1_009, type: "channel", title: "某人的频道" };
		expect(speaker(channel)).toEqual({
			id: "-1009",
			name: "某人的频道",
			asGroup: false,
		});
	});
});

describe("what is not text", () => {
	const wordless = (fields: object) =>
		heard(said("", { text: undefined, entities: undefined, ...fields }));

	test.each([
		"animation",
		"audio",
		"document",
		"location",
		"photo",
		"poll",
		"sticker",
		"video",
		"voice",
	])(
		"is taken in as an empty text when it is meant for the bot: %s",
		(kind) => {
			const reply_to_message = { message_id: 7, from: BOT_USER };
			expect(wordless({ [kind]: {}, chat: DIRECT })).toEqual(["direct", ""]);
			expect(wordless({ [kind]: {}, reply_to_message })).toEqual(["reply", ""]);
			expect(wordless({ [kind]: {} })).toBeNull();
		},
	);

	test("is nothing to answer when it is a picture of an album without words", () => {
		const message = said("", {
			chat: DIRECT,
			text: undefined,
			photo: [],
			media_group_id: "13",
		});
		expect(arrives({ message })).toBeNull();
	});

	test("keeps its words when it is a picture of an album", () => {
		const message = said("", {
			text: undefined,
			photo: [],
			media_group_id: "13",
			caption: "/ask 这是什么",
		});
		expect(arrives({ message })).toMatchObject({
			id: "m:-1001500:41",
			text: "/ask 这是什么",
		});
	});
});

describe("a pressed button", () => {
	const press = (fields: object = {}) => ({
		callback_query: {
			id: "4382",
			from: MEMBER,
			message: { message_id: 50, chat: GROUP, date: DATE, text: "十点" },
			data: "v:1",
			...fields,
		},
	});

	test("comes with where it stands and what it carries", () => {
		expect(arrives(press())).toEqual({
			kind: "click",
			id: "c:4382",
			place: { platform: "telegram", chat: "-1001500", topic: null },
			at: NOW,
			direct: false,
			sender: { id: "5300000001", name: "阿梅", asGroup: false },
			action: "v:1",
			messageId: "50",
		});
	});

	test("comes from a topic, and from a direct chat", () => {
		const message = { message_id: 50, date: DATE };
		const inTopic = { is_topic_message: true, message_thread_id: 12 };
		expect(
			arrives(press({ message: { ...message, ...inTopic, chat: GROUP } })),
		).toMatchObject({ place: { topic: "12" } });
		expect(
			arrives(press({ message: { ...message, chat: DIRECT } })),
		).toMatchObject({ direct: true });
	});

	test("may stand under a message that Telegram no longer has", () => {
		const message = { message_id: 50, chat: GROUP, date: 0 };
		expect(arrives(press({ message }))).toMatchObject({ messageId: "50" });
	});

	test("may carry anything, when it is forged", () => {
		for (const data of [
			"",
			"v:'; DROP TABLE x",
			"\u0000\u202E",
			"汉".repeat(9999),
		])
			expect(arrives(press({ data }))).toMatchObject({ action: data });
	});

	test("is nothing to the bot in another's chat, and under a game", () => {
		expect(arrives(press({ message: undefined }))).toBeNull();
		expect(arrives(press({ data: undefined }))).toBeNull();
	});
});

describe("the bot in a chat", () => {
	const change = (
		from: string | object,
		to: string | object,
		chat: object = GROUP,
	) =>
		arrives({
			my_chat_member: {
				chat,
				from: MEMBER,
				date: DATE,
				old_chat_member: member(from),
				new_chat_member: member(to),
			},
		});
	const member = (status: string | object) =>
		typeof status === "string"
			? { status }
			: { status: "restricted", ...status };
	const MUTED = { is_member: true, can_send_messages: false };
	const SPEAKING = { is_member: true, can_send_messages: true };

	test("joins when it comes", () => {
		expect(change("left", "member")).toEqual({
			kind: "joined",
			id: "u:9",
			place: { platform: "telegram", chat: "-1001500", topic: null },
			at: DATE * 1000,
			direct: false,
			title: "船工群",
		});
		expect(change("kicked", "administrator")?.kind).toBe("joined");
		expect(change("left", SPEAKING)?.kind).toBe("joined");
	});

	test("joins when it may speak at last", () => {
		expect(change("left", MUTED)).toBeNull();
		expect(change(MUTED, "member")?.kind).toBe("joined");
	});

	test("leaves when it goes, or is sent away", () => {
		expect(change("member", "left")?.kind).toBe("left");
		expect(change("administrator", "kicked")?.kind).toBe("left");
		expect(change(SPEAKING, { ...SPEAKING, is_member: false })?.kind).toBe(
			"left",
		);
	});

	test("stays when its rights change", () => {
		expect(change("member", "administrator")).toBeNull();
		expect(change("administrator", "member")).toBeNull();
		expect(change("member", MUTED)).toBeNull();
	});

	test("leaves a person who blocks it, and joins them again", () => {
		expect(change("member", "kicked", DIRECT)?.kind).toBe("left");
		expect(change("kicked", "member", DIRECT)).toMatchObject({
			kind: "joined",
			direct: true,
			title: "",
		});
	});

	test("does not work in channels", () => {
		const channel = { ...GROUP, type: "channel" };
		expect(change("left", "administrator", channel)).toBeNull();
	});
});

test("a group that becomes a supergroup moves once, though both tell it", () => {
	const moved = {
		kind: "moved",
		id: "moved:-77:-1001500",
		place: { platform: "telegram", chat: "-77", topic: null },
		at: DATE * 1000,
		to: "-1001500",
	};
	const old = { id: -77, type: "group", title: "船工群" };
	const service = { text: undefined, entities: undefined };
	expect(
		arrives({
			message: said("", {
				...service,
				chat: old,
				migrate_to_chat_id: -1_001_500,
			}),
		}),
	).toEqual(moved);
	expect(
		arrives({ message: said("", { ...service, migrate_from_chat_id: -77 }) }),
	).toEqual(moved);
});

describe("what Telegram would not send", () => {
	test.each([
		["no object", 5, null],
		["null", null, null],
		["no number", { message: said("在吗") }, null],
		["a number that is none", { update_id: "9" }, null],
	])("%s is no update", (_, raw, id) => {
		expect(readUpdate(raw, BOT, NOW)).toEqual({
			id,
			event: null,
			unreadable: "update",
		});
	});

	test.each([
		["message", { chat: null }],
		["message", said("在吗", { date: "gestern" })],
		["message", said("在吗", { entities: [{ type: 1 }] })],
		["callback_query", { id: 5 }],
		["my_chat_member", { chat: GROUP, date: DATE }],
	])("a broken %s is told apart by its number and kind", (kind, part) => {
		expect(readUpdate({ update_id: 9, [kind]: part }, BOT, NOW)).toEqual({
			id: 9,
			event: null,
			unreadable: kind,
		});
	});

	test("fields that are not known do no harm", () => {
		const message = said("@our_bot 在吗", {
			boost_of_next_year: { deep: [{}] },
			from: { ...MEMBER, is_premium: true, aura: null },
		});
		expect(heard(message)).toEqual(["mention", "在吗"]);
	});

	test("names and titles of ten thousand characters are cut, between characters", () => {
		const from = { ...MEMBER, first_name: "😀".repeat(10_000) };
		const chat = { ...GROUP, title: `群${"😀".repeat(10_000)}` };
		const event = arrives({ message: said("@our_bot 在吗", { from, chat }) });
		if (event?.kind !== "message") throw new Error("no message");
		for (const name of [event.sender.name, event.title]) {
			expect(name.length).toBeLessThan(260);
			expect(/\p{Surrogate}/u.test(name)).toBe(false);
		}
	});
});
