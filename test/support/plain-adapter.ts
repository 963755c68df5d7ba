/** A platform that takes everything and limits nothing. */

import type { Adapter } from "../../src/chat/adapter.ts";

export function plainAdapter(platform: string): Adapter {
	return {
		platform,
		limits: [],
		repeatableMs: 0,
		editableMs: Number.POSITIVE_INFINITY,
		showsVotes: false,
		webhook: null,
		async start() {},
		render: ({ reply, answers }) => [{ text: reply.text, answers }],
		deliver: async () => ({ result: "sent", messageId: null }),
		fetchFile: async () => ({ problem: "failed", why: "no files" }),
		standingOf: async () => "member",
		showWorking() {},
		async acknowledge() {},
		async describeCommands() {},
		health: () => ({
			ready: true,
			lastInbound: null,
			lastContact: null,
			problem: null,
		}),
		async stop() {},
	};
}
