import { describe, expect, test } from "vitest";
import { BOT, BOT_USER, DIRECT, heard, MEMBER, said } from "./updates.ts";

describe("a message of a group is for the bot when it", () => {
	test.each([
		["mentions it", "@our_bot 夜班船几点开", "夜班船几点开"],
		["mentions it in any case", "@OUR_BOT 夜班船", "夜班船"],
		["mentions it at the end", "夜班船几点开 @Our_Bot", "夜班船几点开"],
		[
			"mentions it in the middle",
			"请问 @our_bot 夜班船几点开",
			"请问 夜班船几点开",
		],
		["mentions it before a mark", "你好 @our_bot,几点开", "你好,几点开"],
		["mentions it twice", "@our_bot @our_bot 在吗", "在吗"],
		["mentions it beside others", "@someone @our_bot 看看", "@someone 看看"],
		[
			"mentions it on a line of its own",
			"@our_bot\n夜班船\n几点开",
			"夜班船\n几点开",
		],
		[
			"mentions it behind an emoji",
			"😀 @our_bot 👨‍👩‍👧 在吗",
			"😀 👨‍👩‍👧 在吗",
		],
		["says nothing but its name", "@our_bot", ""],
		[
			"hides its name among zero-width characters",
			"\u200B@our_bot\u200F\u200B",
			"",
		],
		["is written from right to left", "\u202E @our_bot 夜班船", "夜班船"],
	])("%s", (_, text, spoken) => {
		expect(heard(said(text))).toEqual(["mention", spoken]);
	});

	test("touches its name with Chinese characters, where Telegram sees no mention", () => {
		const text = "请问@our_bot夜班船几点开";
		expect(said(text)).toMatchObject({ entities: [] });
		expect(heard(said(text))).toEqual(["mention", "请问夜班船几点开"]);
	});

	test("mentions it by its id, as with people without a user name", () => {
		const entities = [
			{ type: "text_mention", offset: 0, length: 2, user: BOT_USER },
		];
		expect(heard(said("小报 在吗", { entities }))).toEqual(["mention", "在吗"]);
	});

	test("mentions it under a picture", () => {
		const caption = "@our_bot 这是哪一期";
		const message = said("", {
			text: undefined,
			entities: undefined,
			photo: [{ file_id: "p" }],
			caption,
			caption_entities: [{ type: "mention", offset: 0, length: 8 }],
		});
		expect(heard(message)).toEqual(["mention", "这是哪一期"]);
	});

	test("replies to one of its messages", () => {
		const reply_to_message = { message_id: 7, from: BOT_USER };
		expect(heard(said("那白班呢", { reply_to_message }))).toEqual([
			"reply",
			"那白班呢",
		]);
	});

	test.each([
		["/ask 夜班船", "command", "/ask 夜班船"],
		["/ask夜班船几点开", "command", "/ask夜班船几点开"],
		// Nobody else's, even if nobody knows it.
		["/ask@our_bot 夜班船", "mention", "/ask 夜班船"],
		["/ASK@OUR_BOT 夜班船", "mention", "/ASK 夜班船"],
		["/ask@our_bot", "mention", "/ask"],
		["/ask @our_bot 夜班船", "mention", "/ask 夜班船"],
	])("begins with a command: %s", (text, how, spoken) => {
		expect(heard(said(text))).toEqual([how, spoken]);
	});
});

describe("a message of a group is not for the bot when it", () => {
	test.each([
		["says nothing to it", "夜班船几点开"],
		["mentions everyone", "@所有人 明天体检"],
		["names it without @", "our_bot 在吗"],
		["gives an address that looks like it", "写信到 me@our_bot.example"],
		["has a command only further on", "请发 /ask 夜班船"],
		["begins with a path", "/usr/bin/ask 是什么"],
	])("%s", (_, text) => {
		expect(heard(said(text))).toEqual([null, text]);
	});

	test.each(["code", "pre", "url"])("has its name only in %s", (type) => {
		const text = "看 @our_bot 这里";
		const entities = [{ type, offset: 2, length: 8 }];
		expect(heard(said(text, { entities }))).toEqual([null, text]);
	});

	test("replies to somebody else, and then nobody even asks whether it is a question", () => {
		const reply_to_message = { message_id: 7, from: MEMBER };
		expect(heard(said("几点呢", { reply_to_message }))).toBeNull();
	});

	test.each(["@our_bot2 @their_bot 在吗", "@all @everyone 几点开会"])(
		"calls others by name, which is their business: %s",
		(text) => {
			expect(heard(said(text))).toBeNull();
		},
	);

	test("comments a channel's post, as anyone may", () => {
		const reply_to_message = { message_id: 7, from: { id: 777_000 } };
		expect(heard(said("几点呢", { reply_to_message }))).toEqual([
			null,
			"几点呢",
		]);
	});

	test("stands in a topic that the bot opened, to whose first message all there reply", () => {
		const inTopic = (reply: object) =>
			heard(
				said("大家好", {
					is_topic_message: true,
					message_thread_id: 7,
					reply_to_message: { from: BOT_USER, ...reply },
				}),
			);
		expect(inTopic({ message_id: 7, forum_topic_created: {} })?.[0]).toBeNull();
		expect(inTopic({ message_id: 7 })?.[0]).toBeNull();
		expect(inTopic({ message_id: 8 })?.[0]).toBe("reply");
	});

	test("gives another bot a command, whatever else speaks for ours", () => {
		const reply_to_message = { message_id: 7, from: BOT_USER };
		expect(heard(said("/ask@their_bot 看"))).toBeNull();
		expect(
			heard(said("/ask@their_bot @our_bot", { reply_to_message })),
		).toBeNull();
	});
});

test("in a direct chat everything is for the bot", () => {
	const direct = (text: string) => heard(said(text, { chat: DIRECT }));
	expect(direct("夜班船几点开")).toEqual(["direct", "夜班船几点开"]);
	expect(direct("@our_bot 夜班船")).toEqual(["direct", "夜班船"]);
	expect(direct("/ask@our_bot 夜班船")).toEqual(["direct", "/ask 夜班船"]);
	expect(direct("/ask@their_bot")).toEqual(["direct", "/ask@their_bot"]);
});

test.each([
	[-3, 8],
	[0, 0],
	[0, -8],
	[2, 999_999],
	[999_999, 8],
	[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
])(
	"an entity at %i of length %i, beyond the text, changes nothing",
	(offset, length) => {
		const text = "夜班船几点开";
		for (const type of ["mention", "text_mention", "bot_command"]) {
			const entities = [{ type, offset, length, user: { id: BOT.id } }];
			expect(heard(said(text, { entities }))).toEqual([null, text]);
		}
	},
);

test("entities that overlap take nothing twice", () => {
	const entities = [
		{ type: "text_mention", offset: 0, length: 4, user: { id: BOT.id } },
		{ type: "text_mention", offset: 2, length: 4, user: { id: BOT.id } },
	];
	expect(heard(said("小报小报在吗", { entities }))).toEqual([
		"mention",
		"在吗",
	]);
});

test("a huge text is read at once", () => {
	const text = `${"@our_bot ".repeat(50_000)}${"/".repeat(100_000)}`;
	expect(heard(said(text, { entities: [] }))?.[1]).toHaveLength(text.length);
});
