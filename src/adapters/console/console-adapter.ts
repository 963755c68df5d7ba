/** The console chat: a group on one terminal, for trying the bot without a platform, credentials or a network. */

import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Adapter, Receive } from "../../chat/adapter.ts";
import { Reply } from "../../chat/reply.ts";
import { renderReply } from "./render-reply.ts";

export interface ConsoleStreams {
	input: Readable & { isTTY?: boolean };
	output: Writable & { isTTY?: boolean };
}

export interface ConsoleAdapter extends Adapter {
	/** Resolves when the input has ended (Ctrl-D, Ctrl-C, the last piped line) and every answer is out. */
	readonly finished: Promise<void>;
}

const CHAT = "console";
const FIRST_MEMBER = "我";
const WELCOME =
	"这里是终端里的群聊,直接提问就行。/help 看命令,/as 名字 换一位成员说话,Ctrl-D 退出。";

/**
 * Typed lines are messages to the bot, in order; `/as NAME` goes on as another member. On a terminal there is a prompt;
 * piped lines are shown as they would stand in the chat. What is received has to be answered by the time it resolves.
 */
export function createConsoleAdapter(
	{ input, output }: ConsoleStreams,
	botName: string,
	now: () => Date,
): ConsoleAdapter {
	let finish = () => {};
	const finished = new Promise<void>((resolve) => {
		finish = resolve;
	});
	const interactive = input.isTTY === true && output.isTTY === true;
	const bold = output.isTTY === true;
	let lines: Interface | null = null;
	let count = 0;

	const write = (text: string) => {
		if (output.writable) output.write(`${text}\n`);
	};

	async function talk(from: Interface, receive: Receive): Promise<void> {
		let member = FIRST_MEMBER;
		const prompt = () => {
			if (!interactive) return;
			from.setPrompt(`${member}> `);
			from.prompt();
		};
		if (interactive) write(WELCOME);
		prompt();
		for await (const line of from) {
			const text = line.trim();
			const renamed = /^\/as(?:\s+(.*))?$/.exec(text);
			if (renamed) {
				member = renamed[1]?.trim() || FIRST_MEMBER;
			} else if (text !== "") {
				if (!interactive) write(`${member}: ${text}`);
				await hear(text, member, receive);
			}
			prompt();
		}
	}

	async function hear(
		text: string,
		member: string,
		receive: Receive,
	): Promise<void> {
		const messageId = String(++count);
		try {
			await receive({
				kind: "message",
				id: messageId,
				place: { platform: CHAT, chat: CHAT, topic: null },
				at: now().getTime(),
				direct: true,
				title: "",
				sender: { id: member, name: member, asGroup: false },
				text,
				addressed: "direct",
				messageId,
			});
		} catch (error) {
			// The chat goes on: whoever types next is not to blame.
			write(
				`(出错了: ${error instanceof Error ? error.message : String(error)})`,
			);
		}
	}

	return {
		platform: CHAT,
		limits: [],
		repeatableMs: 0,
		editableMs: 0,
		showsVotes: false,
		webhook: null,
		finished,
		async start(receive) {
			lines = createInterface({ input, output, terminal: interactive });
			// Ctrl-C ends the chat like Ctrl-D.
			lines.on("SIGINT", () => lines?.close());
			talk(lines, receive).then(finish, finish);
		},
		render: ({ reply }) => [{ reply }],
		async deliver(_chat, { reply }) {
			write(renderReply(Reply.parse(reply), botName, { bold }));
			return { result: "sent", messageId: null };
		},
		fetchFile: async () => ({ problem: "failed", why: "no files here" }),
		standingOf: async () => "alone",
		showWorking() {},
		async acknowledge() {},
		async describeCommands() {},
		health: () => ({
			ready: true,
			lastInbound: null,
			lastContact: null,
			problem: null,
		}),
		async stop() {
			lines?.close();
			if (lines) await finished;
		},
	};
}
