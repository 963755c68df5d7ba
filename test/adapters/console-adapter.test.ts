import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import {
	type ConsoleStreams,
	createConsoleAdapter,
} from "../../src/adapters/console/console-adapter.ts";
import { renderReply } from "../../src/adapters/console/render-reply.ts";
import type { Receive } from "../../src/chat/adapter.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { startChat } from "../bot/chat.ts";

const now = () => new Date("2023-03-20T02:00:00Z");

/** What stands on the terminal after the lines were piped in. */
async function transcript(lines: string[], receive?: Receive) {
	const input = new PassThrough();
	const output = new PassThrough();
	const adapter = createConsoleAdapter({ input, output }, "工会小助手", now);
	const chat = await startChat({ direct: true });
	await adapter.start(
		receive ??
			(async (event) => {
				const { said } = await chat.handle(event);
				for (const outgoing of said)
					for (const call of adapter.render(outgoing, event.place))
						await adapter.deliver(event.place.chat, call);
			}),
	);
	input.end(lines.join("\n"));
	await adapter.finished;
	output.end();
	return text(output);
}

it("shows a chat: who says what, and the paper's words as a block quote", async () => {
	expect(await transcript(["你好", "/as 小李", "茶香小屋每天几点开放"])).toBe(
		`我: 你好
工会小助手:
  您好!我帮大家查工会报纸上的消息,想了解什么,直接问我就行。
小李: 茶香小屋每天几点开放
工会小助手:
  │ 小屋每天6时至19时开放，屋里有饮水机、微波炉和急救药箱。
  来源:《采茶工有了歇脚屋》山水职工报 2023-03-02 德清县
`,
	);
});

it("keeps each member's conversation apart", async () => {
	const shown = await transcript([
		"叉车比武第一名奖励多少钱",
		"/as 小李",
		"这篇谁写的",
		"/as 我",
		"那第二名呢",
	]);
	expect(shown).toMatch(/小李: 这篇谁写的\n工会小助手:\n {2}您问的是哪篇报道/);
	expect(shown).toMatch(/我: 那第二名呢\n工会小助手:\n {2}│ .*3000元/);
});

it("answers in order, an empty line not at all, and ends with the input", async () => {
	const shown = await transcript(["草帽", "", "谢谢"]);
	expect(shown.match(/工会小助手:/g)).toHaveLength(2);
	expect(shown.indexOf("草帽")).toBeLessThan(shown.indexOf("不客气"));
});

it("goes on after a message that could not be taken", async () => {
	const heard: string[] = [];
	const shown = await transcript(["一", "二"], async (event) => {
		if (event.kind !== "message") return;
		if (event.text === "一") throw new Error("坏了");
		heard.push(event.text);
	});
	expect(shown).toContain("(出错了: 坏了)");
	expect(heard).toEqual(["二"]);
});

it("on a terminal greets, prompts with the member's name and ends on Ctrl-C", async () => {
	const terminal = () => Object.assign(new PassThrough(), { isTTY: true });
	const input = terminal();
	const output: ConsoleStreams["output"] & PassThrough = terminal();
	const adapter = createConsoleAdapter({ input, output }, "工会小助手", now);
	await adapter.start(async () => {});
	input.write("/as 小李\n");
	input.write("\u0003");
	await adapter.finished;
	output.end();
	const shown = await text(output);
	expect(shown).toContain("/help");
	expect(shown).toContain("小李> ");
});

it("stops when told, more than once", async () => {
	const input = new PassThrough();
	const adapter = createConsoleAdapter(
		{ input, output: new PassThrough() },
		"工会小助手",
		now,
	);
	await adapter.start(async () => {});
	await adapter.stop();
	await adapter.stop();
	await adapter.finished;
	expect(input.destroyed).toBe(false);
});

it("shows the value asked for in bold on a terminal, and nowhere else", () => {
	const said = "第一名奖励5000元。\n第二名奖励3000元。";
	const key: [number, number] = [said.indexOf("3000"), said.length - 1];
	const article = { id: "a", title: "比武", issue: null };
	const reply: Reply = {
		status: "answered",
		text: said,
		lines: [{ role: "paper", text: said }],
		quotes: [{ text: said, key, article }],
		related: [],
	};
	expect(renderReply(reply, "我", { bold: true })).toContain(
		"│ 第二名奖励\u001b[1m3000元\u001b[22m。",
	);
	expect(renderReply(reply, "我")).not.toContain("\u001b");
});
