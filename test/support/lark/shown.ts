/** A message as its readers see it: its words, one line under the other, and its buttons. */

import { isObject, type Json } from "./card.ts";
import { readMarkdown, readMentions } from "./markdown.ts";
import type { MessageType } from "./wire.ts";

export interface ShownButton {
	label: string;
	/** What it brings back; null where it only opens a page. */
	value: unknown;
}

export interface Shown {
	text: string;
	buttons: ShownButton[];
}

/** Of content that was checked before; whatever else it holds shows nothing. */
export function show(
	type: MessageType,
	content: string,
	nameOf: (id: string) => string,
): Shown {
	const parsed = JSON.parse(content) as Json;
	if (type === "text")
		return { text: readMentions(String(parsed.text), nameOf), buttons: [] };
	if (type === "post") return { text: showPost(parsed, nameOf), buttons: [] };
	if (type !== "interactive")
		return { text: `(${type}) ${parsed.file_name ?? ""}`.trim(), buttons: [] };
	const lines: string[] = [];
	const buttons: ShownButton[] = [];
	const header = parsed.header as Json | undefined;
	lines.push(showText(header?.title, nameOf));
	lines.push(showText(header?.subtitle, nameOf));
	showElements((parsed.body as Json).elements, lines, buttons, nameOf);
	return { text: lines.filter((line) => line !== "").join("\n"), buttons };
}

function showElements(
	elements: unknown,
	lines: string[],
	buttons: ShownButton[],
	nameOf: (id: string) => string,
): void {
	for (const element of elements as Json[]) {
		const { tag, header, columns, elements: inner } = element;
		if (tag === "markdown")
			lines.push(readMarkdown(String(element.content), nameOf));
		if (tag === "div") lines.push(showText(element.text, nameOf));
		if (tag === "img") lines.push("(image)");
		if (tag === "button") buttons.push(showButton(element, nameOf));
		if (tag === "collapsible_panel")
			lines.push(showText((header as Json).title, nameOf));
		if (columns) showElements(columns, lines, buttons, nameOf);
		if (inner) showElements(inner, lines, buttons, nameOf);
	}
}

function showText(text: unknown, nameOf: (id: string) => string): string {
	if (!isObject(text)) return "";
	const content = String(text.content);
	return text.tag === "plain_text" ? content : readMarkdown(content, nameOf);
}

function showButton(button: Json, nameOf: (id: string) => string): ShownButton {
	const behaviors = button.behaviors as Json[];
	const callback = behaviors.find(({ type }) => type === "callback");
	return {
		label: showText(button.text, nameOf),
		value: callback?.value ?? null,
	};
}

/** Sent by a bot under a language, brought by an event without one. */
function showPost(post: Json, nameOf: (id: string) => string): string {
	const { title, content } = (
		Array.isArray(post.content) ? post : Object.values(post)[0]
	) as { title?: string; content: Json[][] };
	const lines = content.map((paragraph) =>
		paragraph.map((element) => showInPost(element, nameOf)).join(""),
	);
	return [title ?? "", ...lines].filter((line) => line !== "").join("\n");
}

function showInPost(element: Json, nameOf: (id: string) => string): string {
	const { tag, text, user_id, user_name } = element;
	if (tag === "md") return readMarkdown(String(text), nameOf);
	if (tag === "img") return "(image)";
	if (tag === "hr") return "";
	if (tag === "at")
		return `@${user_id === "all" ? "所有人" : (user_name ?? nameOf(String(user_id)))}`;
	return String(text);
}
