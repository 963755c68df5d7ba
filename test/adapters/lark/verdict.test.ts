import { expect, test } from "vitest";
import type { Refusal } from "../../../src/adapters/lark/answer.ts";
import { judge } from "../../../src/adapters/lark/verdict.ts";

const refusal = (
	code: number,
	message: string,
	more: Partial<Refusal> = {},
): Refusal => ({
	is: "refusal",
	status: 400,
	code,
	message,
	retryAfterMs: null,
	...more,
});

test.each([
	[230002, "The bot can not be outside the group."],
	[232009, "Your request specifies a chat which has already been dissolved."],
	[230029, "User has resigned."],
	[230053, "The user has stopped the bot from sending messages."],
])("the chat is gone: %i %s", (code, message) => {
	expect(judge(refusal(code, message))).toEqual({
		result: "gone",
		why: `${code} ${message}`,
	});
});

test.each([
	[
		230099,
		"Failed to create card content, ext=ErrCode: 11310; ErrMsg: card table number over limit; ErrorValue: table; ",
	],
	[
		230099,
		"Failed to create card content, ext=ErrCode: 200621; ErrMsg: parse card json err",
	],
	[230025, "The length of the message content reaches its limit."],
	[230054, "This type of message is unavailable in the connection group."],
	[
		230001,
		"Your request contains an invalid request parameter, ext=invalid message content",
	],
	[
		230001,
		"Your request contains an invalid request parameter, ext=content is not a string in json format",
	],
])("another form may do: %i %s", (code, message) => {
	expect(judge(refusal(code, message))).toEqual({ result: "reshape" });
});

test.each([
	[
		230001,
		"Your request contains an invalid request parameter, ext=invalid receive_id",
	],
	[230011, "The message is recalled."],
	[230013, "Bot has NO availability to this user."],
	[230018, "These operations are NOT allowed at current group settings."],
	[230019, "The topic does NOT exist."],
	[230027, "Lack of necessary permissions, ext=need scope: im:message"],
	[230031, "Message can only be modified within 14 days after sending."],
	[230035, "Send Message Permission deny."],
	[
		230071,
		"The group to which the message belongs does not support reply in thread.",
	],
	[230110, "Action unavailable as the message has been deleted."],
	[
		99991679,
		"Unauthorized. You do not have permission to perform the requested operation on the resource.",
	],
	[999999, "something new"],
])(
	"only this message is refused, in Lark's own words: %i %s",
	(code, message) => {
		const refused = { result: "refused", why: `${code} ${message}` };
		expect(judge(refusal(code, message))).toEqual(refused);
		expect(judge(refusal(code, message, { status: 200 }))).toEqual(refused);
	},
);

test.each([
	[230022, "The content of the message contains sensitive information."],
	[230028, "The messages do NOT pass the audit."],
])("it is refused for what it says: %i %s", (code, message) => {
	expect(judge(refusal(code, message))).toEqual({
		result: "refused",
		why: `${code} ${message}`,
		censored: true,
	});
});

test.each<[number, number, string, "chat" | "all", number]>([
	[400, 230020, "This operation triggers the frequency limit.", "chat", 1000],
	[200, 11232, "Create message trigger system rate limit", "all", 5000],
	[400, 99991400, "request trigger frequency limit", "all", 5000],
	[429, 99991400, "request trigger frequency limit", "all", 5000],
	[429, 0, "", "all", 5000],
	[429, 999999, "something new", "all", 5000],
	// Whatever the gateway makes of it, only this chat is meant.
	[429, 230020, "This operation triggers the frequency limit.", "chat", 1000],
])(
	"%i %i %s: to wait as long as Lark says, and a while where it does not, for this: %s",
	(status, code, message, of, ms) => {
		const failure = refusal(code, message, { status });
		expect(judge(failure)).toMatchObject({ result: "wait", of, ms });
		expect(judge({ ...failure, retryAfterMs: 33_000 })).toMatchObject({
			result: "wait",
			of,
			ms: 33_000,
		});
	},
);

test.each([
	[99991661, "Missing access token for authorization."],
	[99991663, "Invalid access token for authorization."],
	[99991664, "invalid app token"],
	[99991668, "Invalid access token for authorization."],
	[99991671, "Invalid token: must start with t-/u-"],
	[
		99991672,
		"Access denied. One of the following scopes is required: [im:message, im:message:send_as_bot]",
	],
	[230006, "Bot ability is not activated."],
])(
	"what is wrong with the app may be put right while the message is still of use: %i %s",
	(code, message) => {
		expect(judge(refusal(code, message))).toEqual({
			result: "failed",
			why: `${code} ${message}`,
			arrived: false,
		});
	},
);

test("the same message that is under way may arrive yet", () => {
	expect(judge(refusal(230049, "The message is being sent."))).toMatchObject({
		result: "failed",
		arrived: true,
	});
});

test.each([
	[500, 0, "", "HTTP 500", true],
	[502, 0, "", "HTTP 502", true],
	[503, 0, "", "HTTP 503", false],
	[504, 0, "", "HTTP 504", true],
	[500, 2200, "Internal Error", "2200 Internal Error", true],
	// A proxy's pages.
	[404, 0, "", "HTTP 404", false],
	[403, 0, "", "HTTP 403", false],
	[413, 0, "", "HTTP 413", false],
])(
	"%i %i %s may pass (%s); that the message has arrived: %s",
	(status, code, message, why, arrived) => {
		expect(judge(refusal(code, message, { status }))).toEqual({
			result: "failed",
			why,
			arrived,
		});
	},
);

test.each([true, false])(
	"silence may pass; it may have arrived: %s",
	(arrived) => {
		const why = "no answer within 12 s";
		expect(judge({ is: "silence", why, arrived })).toEqual({
			result: "failed",
			why,
			arrived,
		});
	},
);
