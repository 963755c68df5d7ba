/** A message as its readers see it: its words, one line under the other, and its buttons. */

import { isObject, type Json } from "./card.ts";
import { readMarkdown, readText } from "./markdown.ts";
import type { MessageType } from "./wire.ts";

export interface ShownButton {
	label: string;
	/** What it brings back; null where it only opens a page. */
	value: unknown;
}

export interface Shown {
	text: string;
	buttons: ShownButton[];
	/** Ids of those whom it calls, `all` for everybody: their phones ring, as they do not for a mere `@`. */
	calls: string[];
}

/** Of content that was checked before; whatever else it holds shows nothing. */
export function show(
	type: MessageType,
	content: string,
	nameOfPerson: (id: string) => string,
): Shown {
	const calls: string[] = [];
	const nameOf = (id: string) => {
		calls.push(id);
		return id === "all" ? "所有人" : nameOfPerson(id);
	};
	const buttons: ShownButton[] = [];
	const text = showText(type, JSON.parse(content), nameOf, buttons);
	return { text, buttons, calls };
}

type NameOf = (id: string) => string;

function showText(
	type: MessageType,
	content: Json,
	nameOf: NameOf,
	buttons: ShownButton[],
): string {
	if (type === "text") return readText(String(content.text), nameOf);
	if (type === "post") return showPost(content, nameOf);
	if (type === "interactive") return showCard(content, nameOf, buttons);
	return `(${type}) ${content.file_name ?? ""}`.trim();
}

function showCard(card: Json, nameOf: NameOf, buttons: ShownButton[]): string {
	const lines: string[] = [];
	const header = card.header as Json | undefined;
	lines.push(wordsOf(header?.title, nameOf));
	lines.push(wordsOf(header?.subtitle, nameOf));
	showElements((card.body as Json).elements, lines, buttons, nameOf);
	return lines.filter((line) => line !== "").join("\n");
}

function showElements(
	elements: unknown,
	lines: string[],
	buttons: ShownButton[],
	nameOf: NameOf,
): void {
	for (const element of elements as Json[]) {
		const { tag, header, columns, elements: inner } = element;
		if (tag === "markdown")
			lines.push(readMarkdown(String(element.content), nameOf));
		if (tag === "div") lines.push(wordsOf(element.text, nameOf));
		if (tag === "img") lines.push("(image)");
		if (tag === "button") buttons.push(showButton(element, nameOf));
		if (tag === "collapsible_panel")
			lines.push(wordsOf((header as Json).title, nameOf));
		if (columns) showElements(columns, lines, buttons, nameOf);
		if (inner) showElements(inner, lines, buttons, nameOf);
	}
}

function wordsOf(text: unknown, nameOf: NameOf): string {
	if (!isObject(text)) return "";
	const content = String(text.content);
	return text.tag === "plain_text" ? content : readMarkdown(content, nameOf);
}

function showButton(button: Json, nameOf: NameOf): ShownButton {
	const behaviors = button.behaviors as Json[];
	const callback = behaviors.find(({ type }) => type === "callback");
	return {
		label: wordsOf(button.text, nameOf),
		value: callback?.value ?? null,
	};
}

/** Sent by a bot under a language, brought by an event without one. */
function showPost(post: Json, nameOf: NameOf): string {
	const { title, content } = (
		Array.isArray(post.content) ? post : Object.values(post)[0]
	) as { title?: string; content: Json[][] };
	const lines = content.map((paragraph) =>
		paragraph.map((element) => showInPost(element, nameOf)).join(""),
	);
	return [title ?? "", ...lines].filter((line) => line !== "").join("\n");
}

function showInPost(element: Json, nameOf: NameOf): string {
	const { tag, text, user_id, user_name } = element;
	if (tag === "md") return readMarkdown(String(text), nameOf);
	if (tag === "img") return "(image)";
	if (tag === "hr") return "";
	// Members' posts bring the name along.
	if (tag === "at") return `@${user_name ?? nameOf(String(user_id))}`;
	return String(text);
}
