/** A message without a card: https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json */

import type { Content } from "./shown-content.ts";

interface PostText {
	tag: "text";
	text: string;
	style?: ["bold"];
}

/** The paper's words behind a bar, what was asked for in bold. Its parts are plain text: nothing in them is markup. */
export function postOf({ lines, keys }: Content): object {
	const content = lines.flatMap((line): PostText[][] => {
		const bar: PostText[] =
			line.role === "paper" ? [{ tag: "text", text: BAR }] : [];
		const key = keys.get(line);
		if (!key)
			return line.text
				.split("\n")
				.map((text) => [...bar, { tag: "text", text }]);
		const [start, end] = key;
		const parts: PostText[] = [
			{ tag: "text", text: line.text.slice(0, start) },
			{ tag: "text", text: line.text.slice(start, end), style: ["bold"] },
			{ tag: "text", text: line.text.slice(end) },
		];
		return [[...bar, ...parts.filter(({ text }) => text !== "")]];
	});
	return { zh_cn: { title: "", content } };
}

/** Shows whose words they are where nothing else can. */
const BAR = "│ ";

export function textOf({ lines }: Content): object {
	const text = lines
		.map(({ role, text }) => (role === "paper" ? quoted(text) : text))
		.join("\n");
	return { text: disarmed(text) };
}

function quoted(text: string): string {
	return text
		.split("\n")
		.map((line) => BAR + line)
		.join("\n");
}

/**
 * In a text `<at …>` calls people, `<b>` and its like are gone where they style something, and `[…](…)` is a link; with a
 * character in between that nobody sees each is what it looks like.
 */
function disarmed(text: string): string {
	return text
		.replace(/<(?=\/?(?:at|[bius])\b)/gi, "<\u200B")
		.replace(/\](?=\()/g, "]\u200B");
}
