import { beforeEach, describe, expect, test } from "vitest";
import type { Call, Delivery } from "../../../src/chat/adapter.ts";
import type { Outgoing } from "../../../src/chat/reply.ts";
import type { Group } from "../../support/telegram/group.ts";
import { outgoing, own, PLACE, paper, quote, source } from "./replies.ts";
import { type Scene, scene } from "./scene.ts";

let made: Scene;
let group: Group;

beforeEach(async () => {
	made = await scene({ timing: { callMs: 300 } });
	group = made.api.group({ type: "supergroup" });
});

const calls = (fields: Partial<Outgoing> = {}, topic: number | null = null) =>
	made.adapter.render(outgoing([own("好的")], fields), {
		...PLACE,
		topic: topic?.toString() ?? null,
	});

/** Delivers the one call of what is said. */
function deliver(
	fields: Partial<Outgoing> = {},
	{
		chat = group.id,
		topic = null,
	}: { chat?: number; topic?: number | null } = {},
): Promise<Delivery> {
	return made.adapter.deliver(String(chat), calls(fields, topic)[0] as Call);
}

const refuses = (description: string, error_code = 400) =>
	made.api.fail("sendMessage", { error_code, description });

test("a message is sent, and its id is known", async () => {
	const question = made.api
		.person({ name: "阿梅" })
		.in(group)
		.says("@bot 在吗");
	const sent = await deliver({ answers: String(question.message.message_id) });
	const message = await group.bot.repliesTo(question, "好的");
	expect(sent).toEqual({
		result: "sent",
		messageId: String(message.messageId),
	});
});

test("an answer to a deleted question is sent all the same", async () => {
	expect(await deliver({ answers: "9999" })).toMatchObject({ result: "sent" });
});

test("a message looks as Telegram draws it", async () => {
	const text = "夜班船十点开。<&>";
	const [call] = made.adapter.render(
		outgoing([paper(text), source("——甲"), own("祝好")], {
			quotes: [quote(text, "十点")],
			buttons: [[{ label: "全文", action: "a" }]],
		}),
		PLACE,
	);
	await made.adapter.deliver(String(group.id), call as Call);
	expect(made.api.messages[0]).toMatchObject({
		text: "夜班船十点开。<&>\n——甲\n祝好",
		entities: [
			{ type: "blockquote", offset: 0, length: 14 },
			{ type: "bold", offset: 3, length: 2 },
		],
		buttons: [[{ text: "全文", callback_data: "a" }]],
	});
});

test("every part of a long reply is taken by Telegram", async () => {
	const lines = Array.from({ length: 9 }, (_, n) => [
		paper(`${n}${"夜班船😀。".repeat(200)}`),
		source("——甲"),
	]).flat();
	for (const call of made.adapter.render(outgoing(lines), PLACE))
		expect(await made.adapter.deliver(String(group.id), call)).toMatchObject({
			result: "sent",
		});
	expect(made.api.messages.map(({ text }) => text).join("\n")).toBe(
		lines.map(({ text }) => text).join("\n"),
	);
});

test("what Telegram cannot parse is sent as plain text", async () => {
	refuses("Bad Request: can't parse entities: Unsupported start tag");
	expect(await deliver()).toMatchObject({ result: "sent" });
	expect(made.api.callsOf("sendMessage")[1]?.payload).toMatchObject({
		text: "好的",
		link_preview_options: { is_disabled: true },
	});
	expect(made.api.callsOf("sendMessage")[1]?.payload).not.toHaveProperty(
		"parse_mode",
	);
});

describe("an edit", () => {
	const edit = (id: string, label = "好") =>
		deliver({ edits: id, buttons: [[{ label, action: "a" }]] });

	test("takes the place of what stood there, buttons included", async () => {
		const sent = await deliver();
		const id = "messageId" in sent ? (sent.messageId as string) : "";
		expect(await edit(id, "更好")).toEqual({ result: "sent", messageId: id });
		expect(made.api.messages).toMatchObject([
			{ text: "好的", buttons: [[{ text: "更好" }]] },
		]);
	});

	test("made twice is made", async () => {
		const sent = await deliver();
		const id = "messageId" in sent ? (sent.messageId as string) : "";
		await edit(id);
		expect(await edit(id)).toEqual({ result: "sent", messageId: id });
	});

	test("of a message that is gone, or not the bot's, is refused", async () => {
		const { message } = made.api
			.person({ name: "阿梅" })
			.in(group)
			.says("@bot");
		expect(await edit("9999")).toMatchObject({ result: "refused" });
		expect(await edit(String(message.message_id))).toMatchObject({
			result: "refused",
		});
	});
});

describe("a topic", () => {
	test("that is deleted with its question gets no answer elsewhere", async () => {
		const forum = made.api.group({ topics: ["体检"] });
		const topic = forum.topic("体检");
		const said = made.api.person({ name: "阿梅" }).in(topic).says("@bot 在吗");
		topic.deletes();
		const answers = String(said.message.message_id);
		const where = { chat: forum.id, topic: topic.thread };
		expect(await deliver({ answers }, where)).toMatchObject({
			result: "refused",
		});
		expect(await deliver({}, where)).toMatchObject({ result: "refused" });
		expect(made.api.messages).toEqual([]);
	});

	test("that is no more is left out where the question still stands", async () => {
		const said = made.api.person({ name: "阿梅" }).in(group).says("@bot 在吗");
		const answers = String(said.message.message_id);
		expect(await deliver({ answers }, { topic: 12 })).toMatchObject({
			result: "sent",
		});
		await group.bot.repliesTo(said, "好的");
	});

	test("that is closed refuses the message", async () => {
		const forum = made.api.group({ topics: ["体检"] });
		forum.topic("体检").closes();
		const where = { chat: forum.id, topic: forum.topic("体检").thread };
		expect(await deliver({}, where)).toMatchObject({ result: "refused" });
	});
});

describe("the chat", () => {
	test("that became a supergroup is found under its new id", async () => {
		const old = made.api.group();
		const id = old.id;
		old.migrates();
		expect(await deliver({}, { chat: id })).toEqual({
			result: "moved",
			to: String(old.id),
		});
	});

	test("is gone when the bot was removed, blocked, or never there", async () => {
		group.removesBot();
		const person = made.api.person({ name: "阿梅" });
		person.says("在吗");
		person.blocksBot();
		for (const chat of [group.id, person.id, -5])
			expect(await deliver({}, { chat })).toMatchObject({ result: "gone" });
	});

	test("in which the bot is muted is not gone", async () => {
		group.mutesBot();
		expect(await deliver()).toMatchObject({ result: "refused" });
	});
});

describe("a failure that may pass", () => {
	test.each([
		["a connection cut after the request was written", "reset" as const],
		["one cut after the message was sent", "reset-after-effect" as const],
		["an answer that never comes", "hang" as const],
		["an answer that comes too late", "hang-after-effect" as const],
		["a gateway's error", { status: 502 }],
		["a page instead of an answer", { status: 200, body: "<html>" }],
		[
			"a refusal that is not Telegram's",
			{ status: 403, body: { error: "no" } },
		],
	])("may have arrived: %s", async (_, fault) => {
		made.api.fail("sendMessage", fault);
		expect(await deliver()).toMatchObject({ result: "failed", arrived: true });
		// Whether to risk it again is not for the adapter to say.
		expect(made.api.callsOf("sendMessage")).toHaveLength(1);
	});

	test("has not arrived where nobody listens", async () => {
		await made.api.close();
		expect(await deliver()).toMatchObject({ result: "failed", arrived: false });
	});

	test("has not arrived where the token is revoked", async () => {
		made.api.revokeToken();
		expect(await deliver()).toEqual({
			result: "failed",
			why: "401 Unauthorized",
			arrived: false,
		});
	});
});

describe("too many messages", () => {
	const tooMany = (times = 1) =>
		made.api.fail(
			"sendMessage",
			{
				error_code: 429,
				description: "Too Many Requests: retry after 9",
				parameters: { retry_after: 9 },
			},
			times,
		);

	test("are a matter of the chat: one busy group does not hold up others", async () => {
		tooMany(3);
		for (let n = 0; n < 3; n++)
			expect(await deliver()).toMatchObject({
				result: "wait",
				ms: 9000,
				of: "chat",
			});
	});

	test("are the bot's when several chats hear it at once", async () => {
		tooMany(3);
		const others = [made.api.group(), made.api.group()];
		const results: Delivery[] = [];
		for (const { id } of [group, ...others])
			results.push(await deliver({}, { chat: id }));
		expect(results).toMatchObject([
			{ of: "chat" },
			{ of: "chat" },
			{ of: "all" },
		]);
	});
});

test.each([
	["nothing", {}],
	["another platform's call", { msg_type: "text" }],
	[
		"a method that says nothing",
		{ method: "banChatMember", payload: { text: "" }, plain: "" },
	],
])(
	"a call that was kept and is none is refused, and not made: %s",
	async (_, call) => {
		expect(await made.adapter.deliver("5", call)).toMatchObject({
			result: "refused",
		});
		expect(made.api.calls).toEqual([]);
	},
);
