import { expect, test } from "vitest";
import type { Answer } from "../../../src/adapters/lark/answer.ts";
import type { Request } from "../../../src/adapters/lark/api.ts";
import { createDeliver } from "../../../src/adapters/lark/deliver.ts";

const CALL = {
	edits: null,
	answers: "om_question",
	inThread: true,
	key: "key-1",
	forms: [
		{ msg_type: "interactive", content: "{}" },
		{ msg_type: "post", content: "{}" },
		{ msg_type: "text", content: "{}" },
	],
};
const SENT: Answer = { is: "result", result: { data: { message_id: "om_1" } } };

function refusal(code: number): Answer {
	return {
		is: "refusal",
		status: 400,
		code,
		message: "no",
		retryAfterMs: null,
	};
}

/** Lark answers so, in order. */
function scene(...answers: Answer[]) {
	const requests: Request[] = [];
	const sent: string[] = [];
	const mute: (string | null)[] = [];
	const deliver = createDeliver({
		api: {
			async call(request) {
				requests.push(request);
				return answers[requests.length - 1] ?? SENT;
			},
			authorise: async () => null,
			download: async () => ({ is: "too large" }),
		},
		now: () => 0,
		timeoutMs: 1000,
		onSent: (id) => sent.push(id),
		onMute: (problem) => mute.push(problem),
	});
	return { deliver, requests, sent, mute };
}

test("each form carries the same uuid, and it is another in another chat", async () => {
	const { deliver, requests, sent } = scene(refusal(230099), refusal(230025));
	expect(await deliver("oc_1", CALL)).toEqual({
		result: "sent",
		messageId: "om_1",
	});
	await deliver("oc_1", CALL);
	await deliver("oc_2", CALL);
	const uuids = requests.map(({ body }) => (body as { uuid: string }).uuid);
	expect(uuids[0]).toMatch(/^[0-9a-f]{40}$/);
	expect(new Set(uuids.slice(0, 4))).toEqual(new Set([uuids[0]]));
	expect(uuids[4]).not.toBe(uuids[0]);
	expect(sent).toEqual(["om_1", "om_1", "om_1"]);
});

test("a message that Lark takes in no form is refused, with the reason for each", async () => {
	const { deliver } = scene(refusal(230099), refusal(230099), refusal(230025));
	expect(await deliver("oc_1", CALL)).toEqual({
		result: "refused",
		why: "interactive: 230099 no; post: 230099 no; text: 230025 no",
	});
});

test("an app that may say nothing is told of as long as it may not", async () => {
	const { deliver, mute } = scene(refusal(99991672), refusal(230006));
	// Somebody may put the app right while the answer is still of use.
	expect(await deliver("oc_1", CALL)).toEqual({
		result: "failed",
		why: "99991672 no",
		arrived: false,
	});
	await deliver("oc_1", CALL);
	await deliver("oc_1", CALL);
	expect(mute).toEqual(["99991672 no", "230006 no", null]);
});

test("an app that may change no message says the next one at once", async () => {
	const { deliver, mute } = scene(refusal(99991672), SENT, SENT);
	const change = { ...CALL, edits: "om_1" };
	expect(await deliver("oc_1", change)).toEqual({
		result: "refused",
		why: "99991672 no",
	});
	expect(await deliver("oc_1", change)).toMatchObject({ result: "sent" });
	// Whether it may speak is another question.
	expect(mute).toEqual([]);
	await deliver("oc_1", CALL);
	expect(mute).toEqual([null]);
});

test.each([230071, 230072])(
	"where there are no threads the answer stands in the group: %i",
	async (code) => {
		const { deliver, requests } = scene(refusal(code));
		expect((await deliver("oc_1", CALL)).result).toBe("sent");
		expect(requests.map(({ body }) => body)).toMatchObject([
			{ msg_type: "interactive", reply_in_thread: true },
			{ msg_type: "interactive" },
		]);
		expect(requests[1]?.body).not.toHaveProperty("reply_in_thread");
		const never = scene(refusal(code), ...Array(4).fill(refusal(code)));
		expect((await never.deliver("oc_1", CALL)).result).toBe("refused");
	},
);

test("what the bot may not do in one chat does not count as silence in all", async () => {
	const { deliver, mute } = scene(refusal(230027));
	expect((await deliver("oc_1", CALL)).result).toBe("refused");
	expect(mute).toEqual([]);
});

test("a person is written to by their own id, a chat by its", async () => {
	const { deliver, requests } = scene();
	const said = { ...CALL, answers: null };
	await deliver("ou_1", said);
	await deliver("oc_1", said);
	expect(requests.map(({ query, body }) => ({ query, body }))).toMatchObject([
		{ query: { receive_id_type: "open_id" }, body: { receive_id: "ou_1" } },
		{ query: { receive_id_type: "chat_id" }, body: { receive_id: "oc_1" } },
	]);
});

test("ids go into the address as what they are", async () => {
	const { deliver, requests } = scene();
	await deliver("oc_1", { ...CALL, answers: "../x?y=1" });
	await deliver("oc_1", { ...CALL, answers: null, edits: "om_1/../x" });
	expect(requests.map(({ path }) => path)).toEqual([
		"/open-apis/im/v1/messages/..%2Fx%3Fy%3D1/reply",
		"/open-apis/im/v1/messages/om_1%2F..%2Fx",
	]);
});

test("a call of another version is refused, not thrown at", async () => {
	const { deliver, requests } = scene();
	for (const call of [{}, { ...CALL, forms: [] }, { method: "sendMessage" }])
		expect((await deliver("oc_1", call)).result).toBe("refused");
	expect(requests).toEqual([]);
});
