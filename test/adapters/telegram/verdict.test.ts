import { expect, test } from "vitest";
import { judge } from "../../../src/adapters/telegram/verdict.ts";

const refusal = (code: number, description: string) => ({
	is: "refusal" as const,
	code,
	description,
	retryAfterMs: null,
	migrateTo: null,
});

test.each([
	[403, "Forbidden: bot was blocked by the user"],
	[403, "Forbidden: bot was kicked from the group chat"],
	[403, "Forbidden: bot was kicked from the supergroup chat"],
	[403, "Forbidden: bot is not a member of the supergroup chat"],
	[403, "Forbidden: user is deactivated"],
	[403, "Forbidden: the group chat was deleted"],
	[403, "Forbidden: bot can't initiate conversation with a user"],
	[400, "Bad Request: chat not found"],
	[400, "Bad Request: group chat was deactivated"],
])("the chat is gone: %i %s", (code, description) => {
	expect(judge(refusal(code, description), null)).toEqual({
		result: "gone",
		why: `${code} ${description}`,
	});
});

test.each([
	[400, "Bad Request: not enough rights to send text messages to the chat"],
	[400, "Bad Request: have no rights to send a message"],
	[400, "Bad Request: need administrator rights in the channel chat"],
	[403, "Forbidden: CHAT_WRITE_FORBIDDEN"],
	[400, "Bad Request: TOPIC_CLOSED"],
	[400, "Bad Request: message thread not found"],
	[400, "Bad Request: message to edit not found"],
	[400, "Bad Request: message can't be edited"],
	[400, "Bad Request: message is too long"],
	[400, "Bad Request: BUTTON_DATA_INVALID"],
	[403, "Forbidden: something new"],
	[413, "Request Entity Too Large"],
])("only this message is refused: %i %s", (code, description) => {
	expect(judge(refusal(code, description), null).result).toBe("refused");
});

test("an edit that changes nothing was made before", () => {
	const description =
		"Bad Request: message is not modified: specified new message content and reply markup are exactly the same";
	expect(judge(refusal(400, description), "50")).toEqual({
		result: "sent",
		messageId: "50",
	});
});

test.each([
	[401, "Unauthorized", false],
	[404, "Not Found", false],
	[503, "Service Unavailable", false],
	[500, "Internal Server Error", true],
	[502, "Bad Gateway", true],
	[504, "Gateway Timeout", true],
])(
	"%i %s may pass; that the message has arrived: %s",
	(code, description, arrived) => {
		expect(judge(refusal(code, description), null)).toEqual({
			result: "failed",
			why: `${code} ${description}`,
			arrived,
		});
	},
);

test("to wait as long as Telegram asks, and a while where nobody says how long", () => {
	const tooMany = refusal(429, "Too Many Requests");
	expect(judge({ ...tooMany, retryAfterMs: 33_000 }, null)).toMatchObject({
		result: "wait",
		ms: 33_000,
	});
	expect(judge(tooMany, null)).toMatchObject({ result: "wait", ms: 5000 });
});
